package sandbox_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"versus/bot/sandbox"
)

// inner acknowledges an event and gives what is in it.
func inner(t *testing.T, b *bot, e socketmode.Event) (any, *slackevents.EventsAPICallbackEvent) {
	t.Helper()
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	ev, ok := e.Data.(slackevents.EventsAPIEvent)
	if !ok {
		t.Fatalf("got %T", e.Data)
	}
	return ev.InnerEvent.Data, ev.Data.(*slackevents.EventsAPICallbackEvent)
}

// wantRefused checks what a person is told.
func wantRefused(t *testing.T, err error, code string) {
	t.Helper()
	var r *sandbox.Refusal
	if !errors.As(err, &r) || r.Code != code || r.Notice == "" && r.Errors == nil {
		t.Errorf("got %v, want %s with words", err, code)
	}
}

func TestMention(t *testing.T) {
	s := start(t, sandbox.Config{})
	b := connect(t, s)
	ts, err := s.Say("U0MINJUN", "C0GENERAL", "", "@ai는 <@U0ALICE> & #ai-talk 어때? x@ai.com https://example.com/a?b=1&c=2.")
	if err != nil {
		t.Fatal(err)
	}
	const text = "<@U0VERSUS>는 <@U0ALICE> &amp; <#C0AITALK|ai-talk> 어때? x@ai.com <https://example.com/a?b=1&amp;c=2>."
	var msg *slackevents.MessageEvent
	var mention *slackevents.AppMentionEvent
	var ids []string
	for range 2 {
		data, cb := inner(t, b, receive(t, b.events, "event"))
		ids = append(ids, cb.EventID)
		switch ev := data.(type) {
		case *slackevents.MessageEvent:
			msg = ev
		case *slackevents.AppMentionEvent:
			mention = ev
		}
	}
	if msg == nil || mention == nil || ids[0] == ids[1] {
		t.Fatalf("want a message and a mention, as two events: %v", ids)
	}
	if msg.Text != text || msg.ChannelType != "channel" || msg.TimeStamp != ts || msg.User != "U0MINJUN" || msg.BotID != "" {
		t.Errorf("got %+v", msg)
	}
	if mention.Text != text || mention.TimeStamp != ts || mention.ThreadTimeStamp != "" || mention.Edited != nil {
		t.Errorf("got %+v", mention)
	}
	if b, ok := mention.Blocks.BlockSet[0].(*slack.RichTextBlock); !ok || len(b.Elements) != 1 {
		t.Errorf("what people type comes as rich text too: %+v", mention.Blocks)
	}

	// The edit tells of the mention again, as Slack does: a new event, the same message, and that it was edited.
	if err := s.Edit("U0MINJUN", "C0GENERAL", ts, "@ai 다시"); err != nil {
		t.Fatal(err)
	}
	var again *slackevents.AppMentionEvent
	for range 2 {
		data, cb := inner(t, b, receive(t, b.events, "event"))
		if ev, ok := data.(*slackevents.AppMentionEvent); ok {
			again = ev
			ids = append(ids, cb.EventID)
		}
	}
	if again == nil || again.TimeStamp != ts || again.EventTimeStamp == ts || again.Edited == nil || again.Text != "<@U0VERSUS> 다시" || slices.Contains(ids[:2], ids[2]) {
		t.Errorf("got %+v, event ids %v", again, ids)
	}
}

func TestThreadAndDM(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{"app_mention", "message.im"}})
	b := connect(t, s)
	parent, err := s.Say("U0ALICE", "C0GENERAL", "", "a question")
	if err != nil {
		t.Fatal(err)
	}
	reply, err := s.Say("U0ALICE", "C0GENERAL", parent, "@ai?")
	if err != nil {
		t.Fatal(err)
	}
	data, _ := inner(t, b, receive(t, b.events, "mention"))
	if ev := data.(*slackevents.AppMentionEvent); ev.ThreadTimeStamp != parent || ev.TimeStamp != reply {
		t.Errorf("got %+v", ev)
	}
	if _, err := s.Say("U0ALICE", "C0GENERAL", reply, "also here"); err != nil {
		t.Fatal(err)
	}
	got := s.Messages("U0ALICE", "C0GENERAL")
	if got[0].ReplyCount != 2 || got[2].ThreadTS != parent {
		t.Errorf("a reply to a reply goes to the thread: %+v", got)
	}
	if _, err := s.Say("U0MINJUN", "D0MINJUN", "", "@ai 안녕"); err != nil {
		t.Fatal(err)
	}
	data, _ = inner(t, b, receive(t, b.events, "direct message"))
	if ev, ok := data.(*slackevents.MessageEvent); !ok || ev.ChannelType != "im" || ev.Channel != "D0MINJUN" {
		t.Errorf("a mention in a direct message is a message alone: %+v", data)
	}
	select {
	case e := <-b.events:
		t.Errorf("one more event: %+v", e)
	default:
	}
}

func TestWhereOneMaySpeak(t *testing.T) {
	s := start(t, sandbox.Config{})
	for _, tt := range []struct{ user, channel, thread, text, code string }{
		{"U0ALICE", "C0ARCHIVE", "", "hi", "is_archived"},
		{"U0ALICE", "D0MINJUN", "", "hi", "channel_not_found"},
		{"U0ALICE", "C0NOWHERE", "", "hi", "channel_not_found"},
		{"U0MINJUN", "C0PARTNER", "", "hi", "not_in_channel"},
		{"U0GUEST", "C0AITALK", "", "hi", "channel_not_found"},
		{"U0VERSUS", "C0GENERAL", "", "hi", "user_not_found"},
		{"U0NOBODY", "C0GENERAL", "", "hi", "user_not_found"},
		{"U0ALICE", "C0GENERAL", "", " \n", "no_text"},
		{"U0ALICE", "C0GENERAL", "", "\xff", "no_text"},
		{"U0ALICE", "C0GENERAL", "", strings.Repeat("x", 40_001), "msg_too_long"},
		{"U0ALICE", "C0GENERAL", "1.000001", "hi", "thread_not_found"},
		{"U0ALICE", "C0GENERAL", "", "/hug me", "unknown_command"},
		{"U0ALICE", "C0GENERAL", "1.000001", "/ai hi", "command_in_thread"},
		{"U0PARTNER", "C0PARTNER", "", "/ai hi", "unknown_command"},
	} {
		_, err := s.Say(tt.user, tt.channel, tt.thread, tt.text)
		wantRefused(t, err, tt.code)
	}
	wantRefused(t, s.Slash("U0ALICE", "C0GENERAL", "ai hi"), "unknown_command")
	if _, err := s.Say("U0ALICE", "C0RANDOM", "", "@ai hello?"); err != nil {
		t.Fatal(err)
	}
	if n := s.Notices("U0ALICE"); len(n) != 1 || !strings.Contains(n[0].Text, "not in this channel") {
		t.Errorf("a mention where the bot is not: %+v", n)
	}
}

// TestTyped types what looks like markup: only what a person can mean becomes a reference.
func TestTyped(t *testing.T) {
	s := start(t, sandbox.Config{})
	for in, want := range map[string]string{
		"<!channel> <@U0NOBODY> <@U0ALICE": "&lt;!channel&gt; &lt;@U0NOBODY&gt; &lt;@U0ALICE",
		"@here @everyone":                  "<!here> <!everyone>",
		"@AI @aix @ai_ a@ai":               "<@U0VERSUS> @aix @ai_ a@ai",
		"<b>&amp;</b>":                     "&lt;b&gt;&amp;amp;&lt;/b&gt;",
		"http:// https://x (https://y.z)":  "http:// <https://x> (<https://y.z>)",
		"#general #generals #nowhere":      "<#C0GENERAL|general> #generals #nowhere",
		"#strategy":                        "#strategy", // private names are not given away
	} {
		ts, err := s.Say("U0ALICE", "C0RANDOM", "", in)
		if err != nil {
			t.Fatal(err)
		}
		all := s.Messages("U0ALICE", "C0RANDOM")
		if got := all[len(all)-1]; got.TS != ts || got.Text != want {
			t.Errorf("%q became %q, want %q", in, got.Text, want)
		}
	}
}

// TestOwnMessagesComeBack checks that the app hears of what it posts itself, as in Slack, marked as its own.
func TestOwnMessagesComeBack(t *testing.T) {
	s := start(t, sandbox.Config{})
	b := connect(t, s)
	_, ts, err := b.PostMessage("C0GENERAL", slack.MsgOptionText("hello", false))
	if err != nil {
		t.Fatal(err)
	}
	data, _ := inner(t, b, receive(t, b.events, "event"))
	if ev, ok := data.(*slackevents.MessageEvent); !ok || ev.BotID != "B0VERSUS" || ev.User != "U0VERSUS" || ev.TimeStamp != ts {
		t.Errorf("got %+v", data)
	}
	if _, _, _, err := b.UpdateMessage("C0GENERAL", ts, slack.MsgOptionText("bye", false)); err != nil {
		t.Fatal(err)
	}
	data, _ = inner(t, b, receive(t, b.events, "event"))
	if ev, ok := data.(*slackevents.MessageEvent); !ok || ev.SubType != "message_changed" || ev.Message.Text != "bye" || ev.PreviousMessage.Text != "hello" {
		t.Errorf("got %+v", data)
	}
	if _, _, err := b.DeleteMessage("C0GENERAL", ts); err != nil {
		t.Fatal(err)
	}
	data, _ = inner(t, b, receive(t, b.events, "event"))
	if ev, ok := data.(*slackevents.MessageEvent); !ok || ev.SubType != "message_deleted" {
		t.Errorf("got %+v", data)
	}
}

func TestChannelLife(t *testing.T) {
	s := start(t, sandbox.Config{})
	b := connect(t, s)
	do := func(channel string, what sandbox.ChannelAction, arg string) {
		t.Helper()
		if err := s.ChangeChannel("U0ALICE", channel, what, arg); err != nil {
			t.Fatal(err)
		}
	}
	// next gives the next event that is no message.
	next := func() any {
		t.Helper()
		for {
			data, _ := inner(t, b, receive(t, b.events, "event"))
			if _, line := data.(*slackevents.MessageEvent); !line {
				return data
			}
		}
	}
	do("C0RANDOM", sandbox.Invite, "")
	if ev, ok := next().(*slackevents.MemberJoinedChannelEvent); !ok || ev.User != "U0VERSUS" || ev.Channel != "C0RANDOM" || ev.Inviter != "U0ALICE" {
		t.Errorf("invited: %+v", ev)
	}
	do("C0RANDOM", sandbox.Rename, "#Chatter")
	if ev, ok := next().(*slackevents.ChannelRenameEvent); !ok || ev.Channel.Name != "chatter" {
		t.Errorf("renamed: %+v", ev)
	}
	do("C0RANDOM", sandbox.Archive, "")
	if ev, ok := next().(*slackevents.ChannelArchiveEvent); !ok || ev.Channel != "C0RANDOM" || ev.User != "U0ALICE" {
		t.Errorf("archived: %+v", ev)
	}
	_, _, err := b.PostMessage("C0RANDOM", slack.MsgOptionText("x", false))
	wantCode(t, err, "is_archived")
	do("C0RANDOM", sandbox.Unarchive, "")
	if ev, ok := next().(*slackevents.ChannelUnarchiveEvent); !ok {
		t.Errorf("unarchived: %+v", ev)
	}
	do("C0RANDOM", sandbox.Kick, "")
	if ev, ok := next().(*slackevents.ChannelLeftEvent); !ok || ev.Channel != "C0RANDOM" {
		t.Errorf("kicked: %+v", ev)
	}
	_, _, err = b.PostMessage("C0RANDOM", slack.MsgOptionText("x", false))
	wantCode(t, err, "not_in_channel")
	do("C0STRATEGY", sandbox.Kick, "")
	if ev, ok := next().(*slackevents.GroupLeftEvent); !ok {
		t.Errorf("kicked from a private channel: %+v", ev)
	}
	do("C0PARTNER", sandbox.Invite, "U0MINJUN")
	if ev, ok := next().(*slackevents.MemberJoinedChannelEvent); !ok || ev.User != "U0MINJUN" {
		t.Errorf("a person joined: %+v", ev)
	}
	do("C0PARTNER", sandbox.Kick, "U0MINJUN")
	if ev, ok := next().(*slackevents.MemberLeftChannelEvent); !ok || ev.User != "U0MINJUN" {
		t.Errorf("a person left: %+v", ev)
	}
	for _, tt := range []struct {
		channel string
		what    sandbox.ChannelAction
		arg     string
		code    string
	}{
		{"C0GENERAL", sandbox.Invite, "", "already_in_channel"},
		{"C0GENERAL", sandbox.Unarchive, "", "not_archived"},
		{"C0GENERAL", sandbox.Rename, "ai-talk", "invalid_name"},
		{"C0GENERAL", sandbox.Rename, "a b", "invalid_name"},
		{"C0GENERAL", sandbox.Invite, "U0NOBODY", "user_not_found"},
		{"C0GENERAL", "explode", "", "unknown_action"},
		{"C0ARCHIVE", sandbox.Join, "", "is_archived"},
		{"D0ALICE", sandbox.Archive, "", "method_not_supported_for_channel_type"},
		{"C0NOWHERE", sandbox.Archive, "", "channel_not_found"},
	} {
		wantRefused(t, s.ChangeChannel("U0ALICE", tt.channel, tt.what, tt.arg), tt.code)
	}
}

func TestExternalPeople(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{"app_mention"}})
	b := connect(t, s)
	if _, err := s.Say("U0PARTNER", "C0PARTNER", "", "@ai hi"); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "mention")
	data, _ := inner(t, b, e)
	if ev := data.(*slackevents.AppMentionEvent); ev.UserTeam != "T0PARTNER" {
		t.Errorf("got %+v", ev)
	}
	if !e.Data.(slackevents.EventsAPIEvent).IsExtSharedChannel {
		t.Error("the channel is shared")
	}
}

func TestShortcuts(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	ts, err := s.Say("U0MINJUN", "C0AITALK", "", "opus or sonnet?")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Shortcut("U0ALICE", "ask_about", "C0AITALK", ts); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "message shortcut")
	cb := e.Data.(slack.InteractionCallback)
	if cb.Type != slack.InteractionTypeMessageAction || cb.CallbackID != "ask_about" || cb.Message.Text != "opus or sonnet?" || cb.MessageTs != ts || cb.ResponseURL == "" || cb.TriggerID == "" {
		t.Errorf("got %+v", cb)
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	if err := s.Shortcut("U0ALICE", "ask", "", ""); err != nil {
		t.Fatal(err)
	}
	e = receive(t, b.events, "global shortcut")
	if cb := e.Data.(slack.InteractionCallback); cb.Type != slack.InteractionTypeShortcut || cb.TriggerID == "" {
		t.Errorf("got %+v", cb)
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, s.Shortcut("U0GUEST", "ask_about", "C0AITALK", ts), "message_not_found")
}

func TestMessagesOf(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	if _, err := api.PostEphemeral("C0GENERAL", "U0ALICE", slack.MsgOptionText("for Alice", false)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := api.PostMessage("C0GENERAL", slack.MsgOptionText("for all", false)); err != nil {
		t.Fatal(err)
	}
	texts := func(user string) (out []string) {
		for _, m := range s.Messages(user, "C0GENERAL") {
			out = append(out, m.Text)
		}
		return out
	}
	if d := cmp.Diff([]string{"for Alice", "for all"}, texts("U0ALICE")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"for all"}, texts("U0MINJUN")); d != "" {
		t.Error(d)
	}
	if texts("U0PARTNER") != nil {
		t.Error("an external person reads a channel that they are not in")
	}
}
