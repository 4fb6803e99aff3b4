package sandbox_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"versus/bot/sandbox"
)

func plainText(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject("plain_text", s, false, false)
}

// digestModal asks for a time, which must be given, and a topic, which the app suggests.
func digestModal(title string) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type: slack.VTModal, Title: plainText(title), Submit: plainText("Save"), CallbackID: "digest", PrivateMetadata: "m", NotifyOnClose: true,
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("when", plainText("When"), nil, slack.NewPlainTextInputBlockElement(nil, "time")),
			slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "Topic", false, false), nil,
				slack.NewAccessory(slack.NewOptionsSelectBlockElement("external_select", plainText("any"), "topic")), slack.SectionBlockOptionBlockID("about")),
		}},
	}
}

// trigger runs a command and gives its trigger id.
func trigger(t *testing.T, s *sandbox.Server, b *bot) string {
	t.Helper()
	if err := s.Slash("U0ALICE", "C0GENERAL", "/ai digest"); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "command")
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	return e.Data.(slack.SlashCommand).TriggerID
}

// inBackground lets a person act who waits for the app.
func inBackground(do func(ctx context.Context) error) <-chan error {
	done := make(chan error, 1)
	go func() { done <- do(context.Background()) }()
	return done
}

func TestModal(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	id := trigger(t, s, b)
	open, err := b.OpenView(id, digestModal("Digest"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.OpenView(id, digestModal("Digest"))
	wantCode(t, err, "exchanged_trigger_id")
	_, err = b.OpenView("nonsense", digestModal("Digest"))
	wantCode(t, err, "invalid_trigger_id")
	bad := digestModal(strings.Repeat("T", 25))
	_, err = b.OpenView(trigger(t, s, b), bad)
	var se slack.SlackErrorResponse
	if !errors.As(err, &se) || se.Err != "invalid_arguments" || len(se.ResponseMetadata.Messages) != 1 {
		t.Errorf("got %v", err)
	}

	// Submitted without its input: the person is told, the app is not.
	err = s.SubmitView(t.Context(), "U0ALICE", open.ID, nil)
	var r *sandbox.Refusal
	if !errors.As(err, &r) || r.Errors["when"] == "" {
		t.Errorf("got %v", err)
	}

	submit := func(value string) <-chan error {
		return inBackground(func(ctx context.Context) error {
			return s.SubmitView(ctx, "U0ALICE", open.ID, map[string]any{"when": map[string]any{"time": map[string]any{"value": value}}})
		})
	}
	told := submit("25:00")
	e := receive(t, b.events, "submission")
	cb := e.Data.(slack.InteractionCallback)
	if cb.Type != slack.InteractionTypeViewSubmission || cb.View.CallbackID != "digest" || cb.View.PrivateMetadata != "m" ||
		cb.View.State.Values["when"]["time"].Value != "25:00" || cb.View.State.Values["when"]["time"].Type != "plain_text_input" {
		t.Errorf("got %+v", cb.View)
	}
	if err := b.sm.Ack(*e.Request, slack.NewErrorsViewSubmissionResponse(map[string]string{"when": "25:00 is no time"})); err != nil {
		t.Fatal(err)
	}
	err = receive(t, told, "answer")
	if !errors.As(err, &r) || r.Errors["when"] != "25:00 is no time" {
		t.Errorf("got %v", err)
	}

	// Pushed upon, updated, and closed one by one.
	told = submit("09:00")
	e = receive(t, b.events, "submission")
	next := digestModal("Sure?")
	if err := b.sm.Ack(*e.Request, slack.NewPushViewSubmissionResponse(&next)); err != nil {
		t.Fatal(err)
	}
	if err := receive(t, told, "answer"); err != nil {
		t.Fatal(err)
	}
	top := s.View("U0ALICE")
	if top["previous_view_id"] != open.ID || top["root_view_id"] != open.ID {
		t.Errorf("got %+v", top)
	}
	if _, err := b.UpdateView(digestModal("Really?"), "", "stale", top["id"].(string)); err == nil || err.Error() != "hash_conflict" {
		t.Errorf("got %v", err)
	}
	if _, err := b.UpdateView(digestModal("Really?"), "", top["hash"].(string), top["id"].(string)); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, s.CloseView("U0ALICE", open.ID), "view_not_found") // it is covered
	if err := s.CloseView("U0ALICE", top["id"].(string)); err != nil {
		t.Fatal(err)
	}
	e = receive(t, b.events, "close")
	if cb := e.Data.(slack.InteractionCallback); cb.Type != slack.InteractionTypeViewClosed || cb.View.Title.Text != "Really?" {
		t.Errorf("got %+v", cb)
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	if got := s.View("U0ALICE")["id"]; got != open.ID {
		t.Errorf("below it is %v, want %v", got, open.ID)
	}

	told = submit("09:00")
	if err := b.sm.Ack(*receive(t, b.events, "submission").Request); err != nil {
		t.Fatal(err)
	}
	if err := receive(t, told, "answer"); err != nil {
		t.Fatal(err)
	}
	if s.View("U0ALICE") != nil {
		t.Error("submitted, the modal closes")
	}
}

func TestModalMistakes(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}, Timings: quick})
	b := connect(t, s)
	for name, payload := range map[string]any{
		"errors of no input": slack.NewErrorsViewSubmissionResponse(map[string]string{"nowhere": "x"}),
		"unknown action":     map[string]any{"response_action": "dance"},
		"no view":            map[string]any{"response_action": "update"},
		"text":               "ok",
	} {
		t.Run(name, func(t *testing.T) {
			v, err := b.OpenView(trigger(t, s, b), digestModal("Digest"))
			if err != nil {
				t.Fatal(err)
			}
			told := inBackground(func(ctx context.Context) error {
				return s.SubmitView(ctx, "U0ALICE", v.ID, map[string]any{"when": map[string]any{"time": map[string]any{"value": "9"}}})
			})
			if err := b.sm.Ack(*receive(t, b.events, "submission").Request, payload); err != nil {
				t.Fatal(err)
			}
			wantRefused(t, receive(t, told, "answer"), "invalid_response")
			if s.View("U0ALICE")["id"] != v.ID {
				t.Error("the modal stays")
			}
		})
	}
	if n := len(s.Status().AckRefused); n != 4 {
		t.Errorf("%d refused payloads are noted, want 4", n)
	}
	t.Run("silence", func(t *testing.T) {
		v, err := b.OpenView(trigger(t, s, b), digestModal("Digest"))
		if err != nil {
			t.Fatal(err)
		}
		err = s.SubmitView(t.Context(), "U0ALICE", v.ID, map[string]any{"when": map[string]any{"time": map[string]any{"value": "9"}}})
		wantRefused(t, err, "operation_timeout")
		receive(t, b.events, "submission")
	})
}

func TestOptions(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	v, err := b.OpenView(trigger(t, s, b), digestModal("Digest"))
	if err != nil {
		t.Fatal(err)
	}
	ask := func(value string) (<-chan sandbox.Options, <-chan error) {
		got := make(chan sandbox.Options, 1)
		return got, inBackground(func(ctx context.Context) error {
			o, err := s.Options(ctx, sandbox.Suggest{User: "U0ALICE", ViewID: v.ID, BlockID: "about", ActionID: "topic", Value: value})
			got <- o
			return err
		})
	}
	got, told := ask("mo")
	if err := receive(t, told, "answer"); err != nil || len(receive(t, got, "options").Options) != 0 {
		t.Errorf("two letters are not asked about: %v", err)
	}
	got, told = ask("money")
	e := receive(t, b.events, "suggestion")
	if cb := e.Data.(slack.InteractionCallback); cb.Type != slack.InteractionTypeBlockSuggestion || cb.Value != "money" || cb.ActionID != "topic" || cb.BlockID != "about" || cb.View.ID != v.ID {
		t.Errorf("got %+v", cb)
	}
	if err := b.sm.Ack(*e.Request, slack.OptionsResponse{Options: []*slack.OptionBlockObject{slack.NewOptionBlockObject("money", plainText("Money"), nil)}}); err != nil {
		t.Fatal(err)
	}
	if err := receive(t, told, "answer"); err != nil {
		t.Fatal(err)
	}
	want := sandbox.Options{Options: []map[string]any{{"text": map[string]any{"type": "plain_text", "text": "Money", "emoji": false}, "value": "money"}}}
	if d := cmp.Diff(want, receive(t, got, "options")); d != "" {
		t.Error(d)
	}

	// What was chosen among them is told at once, and stands in the view's state.
	err = s.Click(sandbox.Click{User: "U0ALICE", ViewID: v.ID, BlockID: "about", Action: map[string]any{
		"action_id": "topic", "selected_option": map[string]any{"text": map[string]any{"type": "plain_text", "text": "Money"}, "value": "money"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	e = receive(t, b.events, "choice")
	cb := e.Data.(slack.InteractionCallback)
	if cb.ActionCallback.BlockActions[0].SelectedOption.Value != "money" || cb.View.State.Values["about"]["topic"].SelectedOption.Value != "money" || cb.Container.ViewID != v.ID {
		t.Errorf("got %+v", cb)
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
}

func TestHome(t *testing.T) {
	s := start(t, sandbox.Config{})
	b := connect(t, s)
	if err := s.OpenHome("U0MINJUN"); err != nil {
		t.Fatal(err)
	}
	data, _ := inner(t, b, receive(t, b.events, "event"))
	if ev, ok := data.(*slackevents.AppHomeOpenedEvent); !ok || ev.User != "U0MINJUN" || ev.Tab != "home" || ev.Channel != "D0MINJUN" {
		t.Fatalf("got %+v", data)
	}
	button := slack.NewActionBlock("row", slack.NewButtonBlockElement("try", "q", plainText("Try")))
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{button}}}
	if _, err := b.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: "U0MINJUN", View: view}); err != nil {
		t.Fatal(err)
	}
	home := s.Home("U0MINJUN")
	if home == nil || s.Home("U0ALICE") != nil {
		t.Fatalf("got %+v", home)
	}
	if err := s.Click(sandbox.Click{User: "U0MINJUN", ViewID: home["id"].(string), Action: map[string]any{"action_id": "try"}}); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "click")
	if cb := e.Data.(slack.InteractionCallback); cb.ActionCallback.BlockActions[0].Value != "q" || string(cb.View.Type) != "home" || cb.TriggerID == "" {
		t.Errorf("got %+v", cb)
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, s.CloseView("U0MINJUN", home["id"].(string)), "not_allowed")
	_, err := b.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: "U0NOBODY", View: view})
	wantCode(t, err, "user_not_found")
}

func TestChoiceInMessage(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	opts := []*slack.OptionBlockObject{slack.NewOptionBlockObject("o", plainText("Opus"), nil), slack.NewOptionBlockObject("s", plainText("Sonnet"), nil)}
	_, ts, err := b.PostMessage("C0GENERAL", slack.MsgOptionText("?", false), slack.MsgOptionBlocks(
		slack.NewActionBlock("row", slack.NewOptionsSelectBlockElement("static_select", plainText("which"), "which", opts...))))
	if err != nil {
		t.Fatal(err)
	}
	choose := func(value string) error {
		return s.Click(sandbox.Click{User: "U0ALICE", Channel: "C0GENERAL", TS: ts, Action: map[string]any{
			"action_id": "which", "selected_option": map[string]any{"text": map[string]any{"type": "plain_text", "text": "?"}, "value": value},
		}})
	}
	wantRefused(t, choose("haiku"), "unknown_action")
	if err := choose("s"); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "choice")
	cb := e.Data.(slack.InteractionCallback)
	if cb.ActionCallback.BlockActions[0].SelectedOption.Value != "s" || cb.BlockActionState.Values["row"]["which"].SelectedOption.Value != "s" {
		t.Errorf("got %+v", cb)
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
}
