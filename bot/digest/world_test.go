package digest_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/digest"
	"versus/bot/digest/schedule"
	"versus/bot/render"
	"versus/bot/sandbox"
	"versus/bot/store"
)

// A grid is a calendar of slots at even steps, whatever the schedule says but its line "never".
type grid struct {
	from time.Time
	step time.Duration
}

func (g grid) slot(n int64) schedule.Slot {
	at := g.from.Add(time.Duration(n) * g.step)
	return schedule.Slot{Local: fmt.Sprintf("slot-%05d", n), At: at}
}

func (g grid) Next(_ schedule.Schedule, after time.Time) (schedule.Slot, bool) {
	n := int64(0)
	if d := after.Sub(g.from); d >= 0 {
		n = int64(d/g.step) + 1
	}
	return g.slot(n), true
}

func (g grid) Latest(_ schedule.Schedule, until time.Time) (schedule.Slot, bool) {
	d := until.Sub(g.from)
	return g.slot(int64(d / g.step)), d >= 0
}

// A builder makes digests that say which slot they are.
type builder struct {
	mu     sync.Mutex
	built  int
	parts  int
	quiet  bool
	fail   int // so many times
	blocks bool
}

func (b *builder) Build(_ context.Context, s digest.Subscription, at digest.Slot) (digest.Built, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.built++
	if b.fail > 0 {
		b.fail--
		return digest.Built{}, fmt.Errorf("no data")
	}
	out := digest.Built{Dataset: "d1", Quiet: b.quiet}
	for i := range max(b.parts, 1) {
		m := render.Message{Text: fmt.Sprintf("%d|%s|%d|%d", s.ID, at.Local, i, b.built)}
		if b.blocks {
			m.Blocks = []slack.Block{slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", m.Text, false, false), nil, nil)}
		}
		out.Messages = append(out.Messages, m)
	}
	return out, nil
}

// A world is digests against the stand-in, on clocks that run fast.
type world struct {
	t       *testing.T
	slack   *sandbox.Server
	store   *store.Store
	path    string
	builder *builder
	config  digest.Config
	mu      sync.Mutex
	offset  time.Duration // of the wall clock
}

func newWorld(t *testing.T, c sandbox.Config) *world {
	t.Helper()
	s, err := sandbox.New(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = s.Close(ctx)
	})
	w := &world{t: t, slack: s, builder: &builder{}, path: filepath.Join(t.TempDir(), "versus.db")}
	w.open()
	w.config = digest.Config{
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)), Builder: w.builder, Token: s.BotToken(), APIURL: s.APIURL(), Now: w.now,
		Calendar: grid{from: time.Now().Add(150 * time.Millisecond).Truncate(time.Millisecond), step: time.Hour},
		Times: digest.Times{
			Tick: 10 * time.Millisecond, Deadline: 150 * time.Millisecond, Settle: 200 * time.Millisecond, Lease: 600 * time.Millisecond,
			Retry: 10 * time.Millisecond, Jitter: time.Nanosecond, Channel: time.Millisecond, Team: time.Millisecond,
			Apart: time.Minute, Drain: time.Second,
		},
	}
	return w
}

func (w *world) open() {
	w.t.Helper()
	s, err := store.Open(context.Background(), (&url.URL{Scheme: "sqlite", Path: w.path}).String(), store.Config{Now: w.now})
	if err != nil {
		w.t.Fatal(err)
	}
	w.store = s
	w.t.Cleanup(func() { _ = s.Close() })
}

func (w *world) now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Now().Add(w.offset)
}

func (w *world) jump(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.offset += d
}

// digests makes digests on the world's store.
func (w *world) digests() *digest.Digests {
	w.t.Helper()
	c := w.config
	c.Store = w.store
	d, err := digest.New(c)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// run runs digests until the test's end, or until stop.
func (w *world) run(d *digest.Digests) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); d.Run(ctx) }()
	stop = sync.OnceFunc(func() { cancel(); <-done })
	w.t.Cleanup(stop)
	return stop
}

// subscribe makes a subscription of a channel.
func (w *world) subscribe(d *digest.Digests, channel string) digest.Subscription {
	w.t.Helper()
	s, err := d.Subscribe(context.Background(), digest.Subscription{
		Team: "T0SANDBOX", Channel: channel, Owner: "U0ALICE", Lang: "en", Schedule: schedule.Schedule{Line: "0 9 * * *", Zone: "UTC"},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// posts are the texts that were posted to a channel.
func (w *world) posts(channel string) []string {
	var out []string
	for _, p := range w.slack.Record() {
		if p.Channel == channel {
			out = append(out, p.Text)
		}
	}
	return out
}

// until waits for something to become true.
func (w *world) until(what string, ok func() bool) {
	w.t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ok() {
			return
		}
	}
	w.t.Fatalf("never: %s; record %v", what, w.slack.Record())
}

// result waits for the result of a subscription's last slot.
func (w *world) result(id int64, want digest.Result) digest.Subscription {
	w.t.Helper()
	var s digest.Subscription
	w.until("the slot of subscription "+fmt.Sprint(id)+" is "+string(want), func() bool {
		var err error
		s, _, err = w.store.Find(context.Background(), id)
		if err != nil {
			w.t.Fatal(err)
		}
		return s.LastResult == want
	})
	return s
}
