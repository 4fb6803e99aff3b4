package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"versus/bot/render"
	"versus/deploy"
)

func TestSlashCommand(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.slash("e1", "compare &lt;opus&gt; &amp; <https://sonnet.example|sonnet>")
	r.acked("e1")
	m := r.answers(1)[0]
	if m.Method != "hook" || m.Channel != "e1" || m.Type != "ephemeral" || m.Replace {
		t.Errorf("said in the wrong place: %+v", m)
	}
	if want := "Heard: compare &lt;opus&gt; &amp; sonnet"; !strings.Contains(m.Text, want) {
		t.Errorf("text %q does not hold %q", m.Text, want)
	}
	if !strings.Contains(m.Blocks, `"action_id":"share"`) {
		t.Error("a private answer cannot be shared")
	}
	r.mu.Lock()
	ack := string(r.acks["e1"][0])
	r.mu.Unlock()
	if ack != "" && ack != "null" {
		t.Errorf("the acknowledgement carries %s", ack)
	}
}

func TestSlashHelpAndFollowUp(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.slash("e1", "")
	if m := r.answers(1)[0]; !strings.Contains(m.Text, "What you can ask") || strings.Contains(m.Blocks, `"share"`) {
		t.Errorf("help: %+v", m)
	}
	r.slash("e2", "opus")
	r.answers(2)
	r.slash("e3", "and gemini?")
	if m := r.answers(3)[2]; !strings.Contains(m.Text, "after opus") {
		t.Errorf("the follow-up does not know what came before: %q", m.Text)
	}
}

func TestMention(t *testing.T) {
	for _, c := range []struct {
		name   string
		change map[string]any
		thread string
	}{
		{"begins a thread", nil, "100.1"},
		{"in a thread", map[string]any{"thread_ts": "90.1"}, "90.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := start(t, newFakeSlack(t), nil)
			r.event("e1", "Ev1", mention("100.1", "<@UBOT> is <@U2|min> right about <#C2|models>?", c.change))
			r.acked("e1")
			m := r.answers(1)[0]
			if m.Method != "chat.postMessage" || m.Channel != "C1" || m.Thread != c.thread {
				t.Errorf("said in the wrong place: %+v", m)
			}
			if want := "Heard: is min right about #models ?"; !strings.Contains(m.Text, want) {
				t.Errorf("text %q does not hold %q", m.Text, want)
			}
			if m.Form.Get("unfurl_links") != "false" || m.Form.Get("unfurl_media") != "false" {
				t.Errorf("links unfurl: %v", m.Form)
			}
			if strings.Contains(m.Blocks, `"share"`) {
				t.Error("a public answer has a button to share it")
			}
		})
	}
}

func TestThreadsRemember(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.event("e1", "Ev1", mention("100.1", "<@UBOT> opus", nil))
	r.answers(1)
	r.event("e2", "Ev2", mention("101.1", "<@UBOT> and gemini?", map[string]any{"thread_ts": "100.1", "user": "U2"}))
	if m := r.answers(2)[1]; !strings.Contains(m.Text, "after opus") {
		t.Errorf("the thread is forgotten: %q", m.Text)
	}
	r.event("e3", "Ev3", mention("102.1", "<@UBOT> and gemini?", nil))
	if m := r.answers(3)[2]; strings.Contains(m.Text, "after opus") {
		t.Errorf("another thread's question is remembered: %q", m.Text)
	}
}

func TestDirectMessage(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.event("e1", "Ev1", direct("100.1", "opus", nil))
	r.answers(1)
	r.event("e2", "Ev2", direct("101.1", "price?", map[string]any{"thread_ts": "100.1"}))
	all := r.answers(2)
	if all[0].Channel != "D1" || all[0].Thread != "" || all[1].Thread != "100.1" {
		t.Errorf("said in the wrong place: %+v", all)
	}
}

func TestLanguageOfTheAsker(t *testing.T) {
	f := newFakeSlack(t)
	f.users["U1"] = "ko-KR"
	r := start(t, f, nil)
	r.slash("e1", "opus")
	if m := r.answers(1)[0]; !strings.Contains(m.Blocks, "채널에 공유") {
		t.Errorf("not in Korean: %s", m.Blocks)
	}
}

func TestNotAnswered(t *testing.T) {
	for name, e := range map[string]map[string]any{
		"bot":             mention("1.1", "x", map[string]any{"bot_id": "B2"}),
		"bot profile":     mention("1.1", "x", map[string]any{"bot_profile": map[string]any{"id": "B2"}}),
		"app":             mention("1.1", "x", map[string]any{"app_id": "A2"}),
		"itself":          mention("1.1", "x", map[string]any{"user": "UBOT"}),
		"slackbot":        direct("1.1", "x", map[string]any{"user": "USLACKBOT"}),
		"edited":          mention("1.1", "x", map[string]any{"edited": map[string]any{"user": "U1", "ts": "2.1"}}),
		"message_changed": direct("1.1", "x", map[string]any{"subtype": "message_changed", "hidden": true}),
		"message_deleted": direct("1.1", "x", map[string]any{"subtype": "message_deleted"}),
		"bot_message":     direct("1.1", "x", map[string]any{"subtype": "bot_message"}),
		"joined":          direct("1.1", "x", map[string]any{"subtype": "channel_join"}),
		"in a channel":    mention("1.1", "x", map[string]any{"type": "message", "channel_type": "channel"}),
		"nobody":          mention("1.1", "x", map[string]any{"user": nil}),
		"no channel":      mention("1.1", "x", map[string]any{"channel": map[string]any{"id": "C1"}}),
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, newFakeSlack(t), nil)
			r.event("e1", "Ev1", e)
			r.acked("e1")
			r.slash("e2", "sentinel") // said after, so whatever the first had said would stand before
			if m := r.answers(1)[0]; m.Method != "hook" {
				t.Errorf("answered: %+v", m)
			}
		})
	}
}

func TestRepeats(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.event("e1", "Ev1", mention("100.1", "opus", nil))
	r.event("e2", "Ev1", mention("100.1", "opus", nil))                                                  // Slack tries again
	r.event("e3", "Ev2", direct("100.1", "opus", map[string]any{"channel": "C1", "channel_type": "im"})) // the same message, as another event
	for _, e := range []string{"e1", "e2", "e3"} {
		r.acked(e)
	}
	r.answers(1)
}

func TestEventSlackGoCannotRead(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.event("e1", "Ev1", mention("100.1", "opus", map[string]any{
		"blocks": []any{map[string]any{"type": "section", "text": "not an object"}},
	}))
	r.acked("e1")
	if m := r.answers(1)[0]; !strings.Contains(m.Text, "Heard: opus") {
		t.Errorf("not answered: %+v", m)
	}
	r.send(map[string]any{"type": "interactive", "envelope_id": "e2", "payload": []any{1}})
	r.acked("e2")
}

// button is a click on the first button of a message whose action begins so.
func button(t *testing.T, m said, action string) map[string]any {
	t.Helper()
	var blocks []struct {
		Elements []struct {
			Action string `json:"action_id"`
			Value  string `json:"value"`
		} `json:"elements"`
	}
	if err := json.Unmarshal([]byte(m.Blocks), &blocks); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		for _, e := range b.Elements {
			if strings.HasPrefix(e.Action, action) {
				return map[string]any{"type": "button", "action_id": e.Action, "value": e.Value, "block_id": "b"}
			}
		}
	}
	t.Fatalf("no button %q in %s", action, m.Blocks)
	return nil
}

func click(a map[string]any, container map[string]any) map[string]any {
	return map[string]any{"type": "block_actions", "actions": []any{a}, "container": container}
}

func TestButtonOfAPrivateAnswer(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.slash("e1", "choose")
	r.interactive("e2", click(button(t, r.answers(1)[0], "ask.choice"),
		map[string]any{"type": "message", "message_ts": "5.1", "channel_id": "C1", "is_ephemeral": true}))
	r.acked("e2")
	m := r.answers(2)[1]
	if m.Method != "hook" || m.Channel != "e2" || !m.Replace || m.Type != "ephemeral" || !strings.Contains(m.Text, "Heard: this one") {
		t.Errorf("the choice was not put in place of the question: %+v", m)
	}
	if !strings.Contains(m.Text, "after choose") {
		t.Errorf("the button does not carry what came before: %q", m.Text)
	}
}

func TestButtonInAThread(t *testing.T) {
	for _, c := range []struct {
		name            string
		container       map[string]any
		channel, thread string
	}{
		{"of a reply", map[string]any{"type": "message", "message_ts": "5.1", "thread_ts": "4.1", "channel_id": "C1"}, "C1", "4.1"},
		{"of a message", map[string]any{"type": "message", "message_ts": "5.1", "channel_id": "C1"}, "C1", "5.1"},
		{"direct", map[string]any{"type": "message", "message_ts": "5.1", "channel_id": "D1"}, "D1", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := start(t, newFakeSlack(t), nil)
			a := map[string]any{"type": "button", "block_id": "b", "action_id": "ask.next.0", "value": render.Value{Question: "price"}.Encode()}
			p := click(a, c.container)
			p["channel"] = map[string]any{"id": c.channel}
			r.interactive("e1", p)
			if m := r.answers(1)[0]; m.Method != "chat.postMessage" || m.Channel != c.channel || m.Thread != c.thread {
				t.Errorf("said in the wrong place: %+v", m)
			}
		})
	}
}

func TestButtonInHome(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	a := map[string]any{"type": "button", "block_id": "b", "action_id": "ask.next.0", "value": render.Value{Question: "price"}.Encode()}
	p := click(a, map[string]any{"type": "view", "view_id": "V1"})
	p["channel"], p["response_url"] = nil, nil
	r.interactive("e1", p)
	if m := r.answers(1)[0]; m.Channel != "U1" || m.Thread != "" {
		t.Errorf("said in the wrong place: %+v", m)
	}
}

func TestShare(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.slash("e1", "opus")
	share := click(button(t, r.answers(1)[0], "share"),
		map[string]any{"type": "message", "message_ts": "5.1", "channel_id": "C1", "is_ephemeral": true})
	r.interactive("e2", share)
	all := r.answers(3)
	if m := all[1]; m.Type != "in_channel" || m.Replace || !strings.Contains(m.Text, "Heard: opus") || !strings.Contains(m.Text, "Asked by hana") {
		t.Errorf("not shared: %+v", m)
	}
	if m := all[2]; m.Type != "ephemeral" || !m.Replace || strings.Contains(m.Blocks, `"action_id":"share"`) || !strings.Contains(m.Text, "Shared in the channel.") {
		t.Errorf("the button is still there: %+v", m)
	}
	r.interactive("e3", share) // clicked twice
	r.acked("e3")
	r.answers(3)
}

func TestShortcut(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.interactive("e1", map[string]any{"type": "message_action", "callback_id": ShortcutAsk,
		"message": map[string]any{"type": "message", "user": "U2", "ts": "7.1", "thread_ts": "6.1", "text": "is &lt;opus&gt; better?"}})
	r.acked("e1")
	m := r.answers(1)[0]
	if m.Method != "hook" || m.Type != "ephemeral" || m.Thread != "6.1" || !strings.Contains(m.Text, "Heard: is &lt;opus&gt; better?") {
		t.Errorf("not answered in the thread: %+v", m)
	}
}

func TestHome(t *testing.T) {
	f := newFakeSlack(t)
	f.users["U1"] = "ko-KR"
	r := start(t, f, nil)
	r.event("e0", "Ev0", map[string]any{"type": "app_home_opened", "user": "U1", "tab": "messages"})
	r.event("e1", "Ev1", map[string]any{"type": "app_home_opened", "user": "U1", "tab": "home"})
	r.acked("e1")
	m := r.answers(1)[0]
	for _, want := range []string{`"user_id":"U1"`, `"type":"home"`, "What you can ask", "나란히", `"action_id":"ask.next.0"`} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the view does not hold %q: %s", want, m.Text)
		}
	}
}

func TestFeedback(t *testing.T) {
	r := start(t, newFakeSlack(t), func(c *Config) { c.Feedback = true })
	r.slash("e1", "opus")
	if m := r.answers(1)[0]; !strings.Contains(m.Blocks, `"feedback_buttons"`) {
		t.Errorf("no feedback buttons: %s", m.Blocks)
	}
	r.interactive("e2", click(map[string]any{"type": "feedback_buttons", "block_id": "b", "action_id": "feedback", "value": "bad"},
		map[string]any{"type": "message", "message_ts": "5.1", "channel_id": "C1"}))
	r.acked("e2")
	r.answers(1)
}

func TestTooManyQuestionsInOneThread(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	for i := range 9 {
		ts := string(rune('1'+i)) + "00.1"
		r.event("e"+ts, "Ev"+ts, mention(ts, "opus", map[string]any{"thread_ts": "1.1"}))
		r.acked("e" + ts)
	}
	r.event("e.other", "Ev.other", mention("999.1", "opus", nil))
	all := r.answers(7) // five answers, one reason, and the other thread's
	breaks := 0
	for _, m := range all {
		if strings.Contains(m.Text, "taking a break") {
			breaks++
		}
	}
	if breaks != 1 {
		t.Errorf("said %d times that it was too much", breaks)
	}
}

func TestAnEmptyMentionGetsHelp(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.event("e1", "Ev1", mention("1.1", "<@UBOT>", nil))
	if m := r.answers(1)[0]; !strings.Contains(m.Text, "What you can ask") {
		t.Errorf("no help: %q", m.Text)
	}
}

func TestPanicIsAnIncident(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	r.event("e1", "Ev1", mention("1.1", "panic", nil))
	if m := r.answers(1)[0]; !strings.Contains(m.Text, "tell whoever runs me the number") || m.Thread != "1.1" {
		t.Errorf("no reason given: %+v", m)
	}
	r.slash("e2", "opus")
	r.answers(2)
	if strings.Contains(r.log.String(), "the question was") {
		t.Error("what was asked is in the log")
	}
}

func TestNothingAskedIsLogged(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	const secret = "quetzalcoatl"
	r.slash("e1", secret)
	r.event("e2", "Ev2", mention("1.1", secret, nil))
	r.event("e3", "Ev3", direct("2.1", secret, nil))
	r.answers(3)
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	if s := r.log.String(); strings.Contains(s, secret) || !strings.Contains(s, `"outcome":"answer"`) {
		t.Errorf("log: %s", s)
	}
	r.done <- nil
}

func TestBadInput(t *testing.T) {
	r := start(t, newFakeSlack(t), nil)
	for i, text := range []string{
		"   ", "🎉🎉", strings.Repeat("가나다 ", 50_000), "\x00\x01\x1b[31m", "\u202eabc\u2069", "a\u200d\u200db", strings.Repeat("e\u0301\u0301\u0301", 500),
		"<b>x</b>", "<!channel> <@U1> <!here>", "%s%d%n", "'; DROP TABLE x;--", "{{.Env}} ${HOME}",
	} {
		r.slash("e"+string(rune('a'+i)), text)
		all := r.answers(i + 1)
		m := all[i]
		if strings.ContainsAny(m.Text, "<>") || strings.Contains(m.Blocks, "<!") || len(m.Blocks) > 12_000 || len([]rune(m.Text)) > 4000 {
			t.Errorf("%.20q: %q", text, m.Text)
		}
	}
}

func TestBurstIsAcknowledgedAtOnce(t *testing.T) {
	const n = 500
	hold := make(chan struct{})
	r := start(t, newFakeSlack(t), nil)
	r.echo.hold = hold
	began := time.Now()
	for i := range n {
		id := string(rune(0x4E00 + i))
		r.event(id, id, mention(id, "opus", nil))
	}
	r.until("all acknowledgements", func() bool { return len(r.acks) == n })
	t.Logf("%d mentions acknowledged in %v with every worker busy", n, time.Since(began))
	close(hold)
	r.answers(n)
}

func TestManifestNamesTheShortcut(t *testing.T) {
	if want := "callback_id: " + ShortcutAsk + "\n"; !strings.Contains(deploy.Manifest(), want) {
		t.Errorf("the manifest has no %q", want)
	}
}
