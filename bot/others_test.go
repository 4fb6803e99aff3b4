package bot

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/render"
)

// commands is a Command, Dialog, Clicker and Listener of another package.
type commands struct {
	invoked chan Invocation
	heard   chan Event
	deaf    atomic.Bool
}

func (c *commands) Run(_ context.Context, in Invocation) (render.Message, bool, error) {
	switch in.Text {
	case "of gpt":
		return render.Message{}, false, nil
	case "fail":
		return render.Message{}, true, errBroken
	}
	c.invoked <- in
	return render.Say("ran " + in.Text), true, nil
}

func (c *commands) Submit(context.Context, slack.InteractionCallback) (*slack.ViewSubmissionResponse, error) {
	return slack.NewErrorsViewSubmissionResponse(map[string]string{"time": "25:00 is no time"}), nil
}

func (c *commands) Click(_ context.Context, _ slack.InteractionCallback, a slack.BlockAction) (render.Message, error) {
	return render.Say("clicked " + a.ActionID), nil
}

func (c *commands) Suggest(_ context.Context, in slack.InteractionCallback) (slack.OptionsResponse, error) {
	return slack.OptionsResponse{Options: []*slack.OptionBlockObject{slack.NewOptionBlockObject(in.Value, slack.NewTextBlockObject("plain_text", in.Value, false, false), nil)}}, nil
}

func (c *commands) Hear(_ context.Context, e Event) error {
	if c.deaf.Load() {
		return errBroken
	}
	c.heard <- e
	return nil
}

func TestOtherPackagesTakePart(t *testing.T) {
	t.Parallel()
	c := &commands{invoked: make(chan Invocation, 9), heard: make(chan Event, 9)}
	r := start(t, newFakeSlack(t), func(cfg *Config) {
		cfg.Commands = map[string]Command{"digest": c, "status": c}
		cfg.Dialogs = map[string]Dialog{"digest": c}
		cfg.Clickers = map[string]Clicker{"digest": c}
		cfg.Suggesters = map[string]Suggester{"digest": c}
		cfg.Listeners = []Listener{c}
	})
	r.slash("e1", "Digest  subscribe weekly")
	if in := <-c.invoked; in.Name != "digest" || in.Text != "subscribe weekly" || in.Trigger != "t.e1" || !in.Slash || in.User != "U1" || in.Channel != "C1" {
		t.Errorf("invoked with %+v", in)
	}
	if m := r.answers(1)[0]; m.Text != "ran subscribe weekly" || m.Type != "ephemeral" {
		t.Errorf("said %+v", m)
	}
	r.event("e2", "Ev2", mention("1.1", "<@UBOT> digest list", nil))
	if m := r.answers(2)[1]; m.Text != "ran list" || m.Thread != "1.1" {
		t.Errorf("said %+v", m)
	}
	r.slash("e3", "status of gpt")
	if m := r.answers(3)[2]; !strings.Contains(m.Text, "Heard: status of gpt") {
		t.Errorf("the question was not asked: %+v", m)
	}
	r.slash("e4", "digest fail")
	if m := r.answers(4)[3]; !strings.Contains(m.Text, "the number") {
		t.Errorf("no reason given: %+v", m)
	}
	r.interactive("e5", click(map[string]any{"type": "button", "block_id": "b", "action_id": "digest.pause.7"},
		map[string]any{"type": "message", "message_ts": "1.1", "channel_id": "C1", "is_ephemeral": true}))
	if m := r.answers(5)[4]; m.Text != "clicked digest.pause.7" || !m.Replace {
		t.Errorf("said %+v", m)
	}
	r.interactive("e6", map[string]any{"type": "view_submission", "view": map[string]any{"callback_id": "digest.edit.7"}})
	r.acked("e6")
	r.mu.Lock()
	if ack := string(r.acks["e6"][0]); !strings.Contains(ack, "25:00 is no time") {
		t.Errorf("the acknowledgement carries %s", ack)
	}
	r.mu.Unlock()
	r.interactive("e6b", map[string]any{"type": "block_suggestion", "action_id": "digest.zone", "value": "seo"})
	r.acked("e6b")
	r.mu.Lock()
	if ack := string(r.acks["e6b"][0]); !strings.Contains(ack, `"value":"seo"`) {
		t.Errorf("the options are %s", ack)
	}
	r.mu.Unlock()
	r.event("e7", "Ev7", map[string]any{"type": "channel_rename", "channel": map[string]any{"id": "C1", "name": "new"}})
	r.acked("e7")
	if e := <-c.heard; e.Type != "channel_rename" || e.Team != "T1" || !strings.Contains(string(e.Raw), `"new"`) {
		t.Errorf("heard %+v", e)
	}
	c.deaf.Store(true)
	r.event("e8", "Ev8", map[string]any{"type": "channel_archive", "channel": "C1"})
	r.slash("e9", "sentinel")
	r.acked("e9")
	time.Sleep(20 * time.Millisecond)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.acks["e8"]) != 0 {
		t.Error("an event that nobody could take was acknowledged")
	}
}
