package sandbox_test

import (
	"fmt"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"versus/bot/sandbox"
)

// BenchmarkPost measures chat.postMessage with a section, from slack-go and back.
func BenchmarkPost(b *testing.B) {
	s, api := benchServer(b)
	block := slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "*80.8%*", false, false), nil, nil)
	for b.Loop() {
		if _, _, err := api.PostMessage("C0GENERAL", slack.MsgOptionText("80.8%", false), slack.MsgOptionBlocks(block)); err != nil {
			b.Fatal(err)
		}
	}
	if n := s.Calls("chat.postMessage"); n < b.N {
		b.Fatalf("%d calls", n)
	}
}

// BenchmarkEvent measures a mention from the person to the acknowledged event.
func BenchmarkEvent(b *testing.B) {
	s, api := benchServer(b)
	sm := socketmode.New(api)
	ctx := b.Context()
	go func() { _ = sm.RunContext(ctx) }()
	for e := range sm.Events {
		if e.Type == socketmode.EventTypeHello {
			break
		}
	}
	n := 0
	for b.Loop() {
		n++
		if _, err := s.Say("U0ALICE", "C0GENERAL", "", fmt.Sprintf("@ai %d", n)); err != nil {
			b.Fatal(err)
		}
		e := <-sm.Events
		if err := sm.Ack(*e.Request); err != nil {
			b.Fatal(err)
		}
	}
}

func benchServer(b *testing.B) (*sandbox.Server, *slack.Client) {
	b.Helper()
	s, err := sandbox.New(sandbox.Config{Events: []string{"app_mention"}})
	if err != nil {
		b.Fatal(err)
	}
	if err := s.Start("127.0.0.1:0"); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close(b.Context()) })
	return s, slack.New(s.BotToken(), slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.AppToken()))
}
