package sandbox_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/sandbox"
)

// postResponse posts to a response URL; its error is status and body.
func postResponse(t *testing.T, url, body string) error {
	t.Helper()
	hc := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := hc.Post(url, "application/json", strings.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%d %s", resp.StatusCode, strings.TrimSpace(string(b)))
	}
	return nil
}

// command runs a command and gives its response URL.
func command(t *testing.T, s *sandbox.Server, b *bot, channel string) string {
	t.Helper()
	if err := s.Slash("U0ALICE", channel, "/ai x"); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "command")
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	return e.Data.(slack.SlashCommand).ResponseURL
}

func TestResponseURLRunsOut(t *testing.T) {
	var skew atomic.Int64
	s := start(t, sandbox.Config{Now: func() time.Time { return time.Now().Add(time.Duration(skew.Load())) }})
	b := connect(t, s)
	url := command(t, s, b, "C0RANDOM")
	for i := range 5 {
		if err := postResponse(t, url, `{"text":"a"}`); err != nil {
			t.Fatalf("use %d: %v", i+1, err)
		}
	}
	if err := postResponse(t, url, `{"text":"a"}`); err == nil || err.Error() != `404 {"ok":false,"error":"used_url"}` {
		t.Errorf("sixth use: %v", err)
	}
	url = command(t, s, b, "C0RANDOM")
	skew.Store(int64(29 * time.Minute))
	if err := postResponse(t, url, `{"text":"a"}`); err != nil {
		t.Errorf("after 29 minutes: %v", err)
	}
	skew.Store(int64(31 * time.Minute))
	if err := postResponse(t, url, `{"text":"a"}`); err == nil || err.Error() != `404 {"ok":false,"error":"expired_url"}` {
		t.Errorf("after 31 minutes: %v", err)
	}
}

func TestResponseRefusals(t *testing.T) {
	s := start(t, sandbox.Config{})
	url := command(t, s, connect(t, s), "C0RANDOM")
	for range 3 { // a refusal uses nothing up
		for body, want := range map[string]string{
			`{"blocks":[{"type":"hologram"}]}`:    "400 invalid_blocks",
			`{}`:                                  "400 no_text",
			`[]`:                                  "400 invalid_payload",
			`{"delete_original":true}`:            "400 cannot_delete_original",
			`{"text":"a","thread_ts":"1.000001"}`: "400 thread_not_found",
			`{"blocks":[` + twoTables + `]}`:      "400 invalid_attachments",
		} {
			if err := postResponse(t, url, body); err == nil || err.Error() != want {
				t.Errorf("%.40s: got %v, want %s", body, err, want)
			}
		}
	}
	if err := postResponse(t, url, `{"text":"still works"}`); err != nil {
		t.Error(err)
	}
	if got := s.Messages("U0ALICE", "C0RANDOM"); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
}

const twoTables = `{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]},{"type":"table","rows":[[{"type":"raw_text","text":"a"}]]}`

// TestClickAndReplace posts a button, presses it, and replaces, then deletes the message through the response URL.
func TestClickAndReplace(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	button := slack.NewButtonBlockElement("share", "payload-7", slack.NewTextBlockObject("plain_text", "Share", false, false))
	button.Style = slack.StylePrimary
	row := slack.NewActionBlock("row", button)
	_, ts, err := b.PostMessage("C0GENERAL", slack.MsgOptionText("old", false), slack.MsgOptionBlocks(row))
	if err != nil {
		t.Fatal(err)
	}
	press := func(ts string) slack.InteractionCallback {
		t.Helper()
		if err := s.Press("U0MINJUN", "C0GENERAL", ts, "share"); err != nil {
			t.Fatal(err)
		}
		e := receive(t, b.events, "click")
		if err := b.sm.Ack(*e.Request); err != nil {
			t.Fatal(err)
		}
		return e.Data.(slack.InteractionCallback)
	}
	cb := press(ts)
	if cb.Type != slack.InteractionTypeBlockActions || cb.User.ID != "U0MINJUN" || cb.Channel.ID != "C0GENERAL" || cb.Message.Timestamp != ts ||
		cb.Container.MessageTs != ts || cb.Container.IsEphemeral || cb.TriggerID == "" || len(cb.ActionCallback.BlockActions) != 1 {
		t.Fatalf("got %+v", cb)
	}
	if a := cb.ActionCallback.BlockActions[0]; a.ActionID != "share" || a.BlockID != "row" || a.Value != "payload-7" || a.Text.Text != "Share" || string(a.Type) != "button" {
		t.Errorf("got %+v", a)
	}
	if err := postResponse(t, cb.ResponseURL, `{"text":"only for you"}`); err != nil {
		t.Fatal(err)
	}
	if err := postResponse(t, cb.ResponseURL, `{"replace_original":true,"text":"new","blocks":[{"type":"divider"}]}`); err != nil {
		t.Fatal(err)
	}
	got := s.Messages("U0MINJUN", "C0GENERAL")
	if len(got) != 2 || got[0].Text != "new" || got[0].TS != ts || got[0].Blocks[0]["type"] != "divider" || !got[1].Ephemeral {
		t.Errorf("got %+v", got)
	}
	if err := postResponse(t, cb.ResponseURL, `{"delete_original":true}`); err != nil {
		t.Fatal(err)
	}
	if got := s.Messages("U0ALICE", "C0GENERAL"); len(got) != 0 {
		t.Errorf("got %+v", got)
	}

	// An ephemeral message: no message in the payload, and it can be replaced all the same.
	eph, err := b.PostEphemeral("C0GENERAL", "U0MINJUN", slack.MsgOptionBlocks(row))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Press("U0ALICE", "C0GENERAL", eph, "share"); err == nil {
		t.Error("somebody else pressed a button that only Minjun sees")
	}
	cb = press(eph)
	if !cb.Container.IsEphemeral || cb.Message.Timestamp != "" || cb.Container.MessageTs != eph {
		t.Errorf("got %+v", cb)
	}
	if err := postResponse(t, cb.ResponseURL, `{"replace_original":true,"text":"done"}`); err != nil {
		t.Fatal(err)
	}
	if got := s.Messages("U0MINJUN", "C0GENERAL"); got[len(got)-1].Text != "done" || !got[len(got)-1].Ephemeral {
		t.Errorf("got %+v", got)
	}
	if err := s.Press("U0MINJUN", "C0GENERAL", eph, "share"); err == nil {
		t.Error("the button is gone")
	}
}
