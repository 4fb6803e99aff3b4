package command_test

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"versus/bot"
	"versus/bot/digest"
	"versus/bot/digest/command"
	"versus/bot/sandbox"
	"versus/bot/store"
	"versus/data"
)

const (
	alice, minjun, guest  = "U0ALICE", "U0MINJUN", "U0GUEST"
	general, talk, random = "C0GENERAL", "C0AITALK", "C0RANDOM"
)

// start runs the bot with its commands, a store and deliveries against a stand-in for Slack.
func start(t *testing.T) *sandbox.Server {
	t.Helper()
	s, err := sandbox.New(sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	brain, err := bot.NewBrain(d)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	memory, err := store.Open(ctx, "sqlite://"+filepath.ToSlash(filepath.Join(t.TempDir(), "versus.db")), store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	press := &command.Press{Dataset: brain.Dataset, Shelf: memory, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	digests, err := digest.New(digest.Config{
		Store: memory, Builder: press, Token: s.BotToken(), APIURL: s.APIURL(),
		Times: digest.Times{Tick: time.Second, Deadline: time.Second, Settle: time.Second, Apart: time.Millisecond}, // one clock
	})
	if err != nil {
		t.Fatal(err)
	}
	people := &command.Slack{API: slack.New(s.BotToken(), slack.OptionAPIURL(s.APIURL()))}
	c := command.New(command.Config{
		Book: digests, Office: digests, People: people, Voice: people, Maker: press, Engine: brain.Engine, Now: time.Now,
	})
	b, err := bot.New(bot.Config{
		AppToken: s.AppToken(), BotToken: s.BotToken(), APIURL: s.APIURL(), Asker: brain,
		Commands: c.All(), Dialogs: map[string]bot.Dialog{command.Name: c}, Clickers: map[string]bot.Clicker{command.Name: c},
		Suggesters: map[string]bot.Suggester{command.Name: c}, Listeners: []bot.Listener{digests},
	})
	if err != nil {
		t.Fatal(err)
	}
	ran := make(chan struct{}, 2)
	go func() { _ = b.Run(ctx); ran <- struct{}{} }() // ends with the context
	go func() { digests.Run(ctx); ran <- struct{}{} }()
	t.Cleanup(func() {
		stop()
		<-ran
		<-ran
		if err := memory.Close(); err != nil {
			t.Error(err)
		}
		closing, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = s.Close(closing)
	})
	wait(t, "a connection", func() bool { open, _ := s.Sockets(); return open > 0 })
	return s
}

func wait(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 600 {
		if done() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("waited in vain for %s", what)
}

// heard waits for a message that somebody sees in a channel, and gives it.
func heard(t *testing.T, s *sandbox.Server, user, channel, piece string) sandbox.Message {
	t.Helper()
	var found sandbox.Message
	wait(t, piece, func() bool {
		for _, m := range s.Messages(user, channel) {
			if strings.Contains(m.Text, piece) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

func slash(t *testing.T, s *sandbox.Server, user, channel, text string) {
	t.Helper()
	if err := s.Slash(user, channel, "/ai "+text); err != nil {
		t.Fatal(err)
	}
}

// From the command to the digest in the channel, by way of a real socket.
func TestOnTheWire(t *testing.T) {
	s := start(t)
	slash(t, s, alice, general, "digest subscribe weekly mon 09:00 about openai, prices")
	if m := heard(t, s, alice, general, "Done, number 1"); !m.Ephemeral || !strings.Contains(m.Text, "America/New_York") {
		t.Errorf("got %+v", m)
	}
	heard(t, s, minjun, general, "has subscribed this channel")

	slash(t, s, guest, general, "digest subscribe daily")
	heard(t, s, guest, general, "Guests cannot order")
	slash(t, s, alice, random, "digest subscribe daily")
	heard(t, s, alice, random, "Invite me")

	slash(t, s, minjun, general, "구독 목록")
	list := heard(t, s, minjun, general, "다이제스트 1개")
	if err := s.Press(minjun, general, list.TS, command.Name+".pause"); err != nil {
		t.Fatal(err)
	}
	heard(t, s, minjun, general, "멈추었습니다")
	slash(t, s, alice, general, "digest resume 1")
	heard(t, s, alice, general, "goes on")
	slash(t, s, alice, general, "digest preview 1")
	heard(t, s, alice, general, "What Versus knows about OpenAI and prices")
	slash(t, s, alice, general, "digest now 1")
	posted := heard(t, s, minjun, general, "What Versus knows about OpenAI and prices")
	if posted.Ephemeral || posted.UnfurlLinks || posted.UnfurlMedia {
		t.Errorf("the digest is %+v", posted)
	}
	wait(t, "the thread", func() bool { return heard(t, s, minjun, general, "What Versus knows").ReplyCount > 0 })
	slash(t, s, alice, general, "digest unsubscribe 1")
	heard(t, s, minjun, general, "has ended this channel's digest number 1")
}

// The modal as Slack draws it, refuses it, and takes it.
func TestModalOnTheWire(t *testing.T) {
	s := start(t)
	slash(t, s, minjun, talk, "digest")
	wait(t, "the modal", func() bool { return s.View(minjun) != nil })
	view, _ := s.View(minjun)["id"].(string)

	zones, err := s.Options(t.Context(), sandbox.Suggest{User: minjun, ViewID: view, BlockID: "zone", ActionID: "digest.zone", Value: "뉴욕"})
	if err != nil || len(zones.Options) == 0 {
		t.Fatal(zones, err)
	}
	option := func(v string) map[string]any {
		return map[string]any{"text": map[string]any{"type": "plain_text", "text": v}, "value": v}
	}
	state := func(about string) map[string]any {
		return map[string]any{
			"often": map[string]any{"often": map[string]any{"type": "static_select", "selected_option": option("weekdays")}},
			"time":  map[string]any{"time": map[string]any{"type": "timepicker", "selected_time": "08:30"}},
			"zone":  map[string]any{"digest.zone": map[string]any{"type": "external_select", "selected_option": option("America/New_York")}},
			"about": map[string]any{"about": map[string]any{"type": "plain_text_input", "value": about}},
			"lang":  map[string]any{"lang": map[string]any{"type": "static_select", "selected_option": option("ko")}},
		}
	}
	err = s.SubmitView(t.Context(), minjun, view, state("날씨"))
	var refused *sandbox.Refusal
	if !errors.As(err, &refused) || !strings.Contains(refused.Errors["about"], "날씨") {
		t.Fatalf("got %v", err)
	}
	if err := s.SubmitView(t.Context(), minjun, view, state("중국")); err != nil {
		t.Fatal(err)
	}
	heard(t, s, alice, talk, "평일 08:30 (America/New_York), 주제 중국")
	slash(t, s, alice, talk, "digest list")
	heard(t, s, alice, talk, "every weekday at 08:30 (America/New_York), in Korean, about China")
}
