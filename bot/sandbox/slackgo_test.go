package sandbox_test

import (
	"context"
	"log"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
	"go.uber.org/goleak"

	"versus/bot/sandbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must happen. It is no measurement: nothing fails for being slow before.
const patience = 20 * time.Second

// start runs a sandbox until the test ends.
func start(t *testing.T, cfg sandbox.Config) *sandbox.Server {
	t.Helper()
	s, err := sandbox.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := s.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return s
}

// A bot is slack-go as anybody would use it, unmodified.
type bot struct {
	*slack.Client
	sm     *socketmode.Client
	events chan socketmode.Event // all but connecting, connected and hello
	hello  chan socketmode.Event
	ended  chan error
}

// client is slack-go without a socket.
func client(t *testing.T, s *sandbox.Server, opts ...slack.Option) *slack.Client {
	t.Helper()
	hc := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(hc.CloseIdleConnections)
	return slack.New(s.BotToken(), append([]slack.Option{
		slack.OptionAPIURL(s.APIURL()), slack.OptionAppLevelToken(s.AppToken()), slack.OptionHTTPClient(hc),
	}, opts...)...)
}

// connect opens a socket and waits for its hello. What comes is acknowledged only by the test.
func connect(t *testing.T, s *sandbox.Server, opts ...slack.Option) *bot {
	t.Helper()
	api := client(t, s, opts...)
	b := &bot{
		Client: api, sm: socketmode.New(api, socketmode.OptionLog(log.New(t.Output(), "", 0))),
		events: make(chan socketmode.Event, 1000), hello: make(chan socketmode.Event, 1000), ended: make(chan error, 1),
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { b.ended <- b.sm.RunContext(ctx) }()
	go func() {
		defer close(done)
		for {
			select {
			case e := <-b.sm.Events:
				switch e.Type {
				case socketmode.EventTypeConnecting, socketmode.EventTypeConnected:
				case socketmode.EventTypeHello:
					b.hello <- e
				default:
					b.events <- e
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	t.Cleanup(func() { cancel(); <-done; <-b.ended })
	receive(t, b.hello, "hello")
	return b
}

func receive[T any](t *testing.T, c <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(patience):
		t.Fatalf("no %s within %v", what, patience)
		panic("unreachable")
	}
}

// eventually waits until cond holds.
func eventually(t *testing.T, what string, cond func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if cond() {
			return
		}
	}
	t.Fatalf("not within %v: %s", patience, what)
}

func TestSlashCommand(t *testing.T) {
	s := start(t, sandbox.Config{})
	b := connect(t, s)
	if err := s.Slash("U0ALICE", "C0RANDOM", "/ai compare opus & sonnet"); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "command")
	cmd, ok := e.Data.(slack.SlashCommand)
	if !ok {
		t.Fatalf("got %T", e.Data)
	}
	if cmd.Command != "/ai" || cmd.Text != "compare opus &amp; sonnet" || cmd.UserID != "U0ALICE" || cmd.ChannelName != "random" || cmd.TriggerID == "" {
		t.Errorf("got %+v", cmd)
	}
	if !e.Request.AcceptsResponsePayload {
		t.Error("a command accepts a payload with its acknowledgement")
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	hc := &http.Client{Transport: &http.Transport{}}
	defer hc.CloseIdleConnections()
	err := slack.PostWebhookCustomHTTPContext(t.Context(), cmd.ResponseURL, hc, &slack.WebhookMessage{Text: "80.8% against 79.6%"})
	if err != nil {
		t.Fatal(err)
	}
	got := s.Messages("U0ALICE", "C0RANDOM")
	if len(got) != 1 || !got[0].Ephemeral || got[0].Text != "80.8% against 79.6%" || !got[0].Bot {
		t.Errorf("Alice sees %+v", got)
	}
	if got := s.Messages("U0MINJUN", "C0RANDOM"); len(got) != 0 {
		t.Errorf("Minjun sees what is Alice's alone: %+v", got)
	}
}
