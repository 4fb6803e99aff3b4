package digest_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"versus/bot/digest"
	"versus/bot/digest/schedule"
	"versus/bot/sandbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func (w *world) held(d *digest.Digests, want string) {
	w.t.Helper()
	w.until("the status says "+want, func() bool {
		st, err := d.Status(context.Background())
		return err == nil && strings.Contains(st.Held, want) && (want != "" || st.Held == "")
	})
}

// A clock that was set far ahead posts nothing and misses nothing until Slack's clock agrees.
func TestClockAhead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.config.Calendar = grid{from: time.Now().Add(500 * time.Millisecond).Truncate(time.Millisecond), step: time.Hour}
	d := w.digests()
	s := w.subscribe(d, general)
	w.run(d)
	w.held(d, "")
	w.jump(30 * time.Hour)
	w.held(d, "the clock has jumped")
	time.Sleep(100 * time.Millisecond)
	if got := w.find(s.ID); len(w.slack.Record()) != 0 || got.NextSlot != "slot-00000" || got.Missed != 0 {
		t.Errorf("with a wrong clock: %v, %+v", w.slack.Record(), got)
	}
	w.jump(-30 * time.Hour)
	w.held(d, "")
	w.result(s.ID, digest.Sent)
}

// After a long sleep the clock is right, and Slack's clock says so.
func TestLongSleep(t *testing.T) {
	t.Parallel()
	var w *world
	w = newWorld(t, sandbox.Config{Now: func() time.Time {
		if w == nil {
			return time.Now()
		}
		return w.now()
	}})
	d := w.digests()
	stop := w.run(d)
	w.held(d, "")
	s := w.subscribe(d, general)
	stop()
	w.jump(30 * time.Hour)
	d = w.digests()
	w.run(d)
	got := w.result(s.ID, digest.Sent)
	if got.Missed < 28 || len(w.posts(general)) != 1 {
		t.Errorf("missed %d, posts %q", got.Missed, w.posts(general))
	}
}

// A clock that was set back brings no slot a second time, not even with a new start.
func TestClockBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.config.Calendar = grid{from: time.Now().Add(-100 * time.Millisecond).Truncate(time.Millisecond), step: 400 * time.Millisecond}
	d := w.digests()
	s := w.subscribe(d, general)
	stop := w.run(d)
	w.until("two slots are sent", func() bool { return len(w.posts(general)) == 2 })
	stop()
	w.jump(-time.Second)
	// The subscription is older than all of it.
	sub := w.find(s.ID)
	sub.Since = sub.Since.Add(-time.Hour)
	if ok, err := w.store.Change(t.Context(), sub); err != nil || !ok {
		t.Fatal(ok, err)
	}
	w.config.Times.Jitter = 2 * time.Second
	w.run(w.digests())
	w.until("four slots are sent", func() bool { return len(w.posts(general)) >= 4 })
	seen := map[string]bool{}
	for _, p := range w.posts(general) {
		slot := strings.Split(p, "|")[1]
		if seen[slot] {
			t.Errorf("slot %s came twice: %q", slot, w.posts(general))
		}
		seen[slot] = true
	}
}

// A store that was restored from an older copy looks into the channel before it posts.
func TestOlderCopy(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	d := w.digests()
	s := w.subscribe(d, general)
	_ = w.store.Close() // which brings everything into one file
	copied, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	w.open()
	stop := w.run(w.digests())
	w.result(s.ID, digest.Sent)
	stop()
	_ = w.store.Close()
	if err := os.WriteFile(w.path, copied, 0o600); err != nil {
		t.Fatal(err)
	}
	w.open()
	if got := w.find(s.ID); got.LastResult != "" {
		t.Fatalf("the copy knows of it: %+v", got)
	}
	w.run(w.digests())
	w.result(s.ID, digest.Sent)
	if got := w.posts(general); len(got) != 1 {
		t.Errorf("posts %q", got)
	}
}

// A damaged store posts nothing before every channel was read; what stands there counts as sent.
func TestDamagedStore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	d := w.digests()
	s := w.subscribe(d, general)
	stop := w.run(d)
	w.result(s.ID, digest.Sent)
	fresh := w.subscribe(d, "C0AITALK")
	stop()
	_ = w.store.Close()
	text, err := os.ReadFile(w.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(w.path, text[:len(text)-4096], 0o600); err != nil { // a page is gone
		t.Fatal(err)
	}
	w.open()
	calls := w.slack.Calls("conversations.history")
	w.fault(sandbox.Fault{Method: "conversations.history", From: calls + 1, To: calls + 150, Kind: sandbox.HTML})
	posts := len(w.slack.Record())
	d = w.digests()
	w.run(d)
	w.held(d, "it is being held against the channels")
	if got := len(w.slack.Record()); got != posts {
		t.Errorf("%d posts while held", got-posts)
	}
	w.held(d, "")
	if got := w.find(s.ID); got.LastResult != digest.Sent || len(w.posts(general)) != 1 {
		t.Errorf("afterwards %+v, %q", got, w.posts(general))
	}
	if got := w.find(fresh.ID); got.State != digest.Active {
		t.Errorf("the other: %+v", got)
	}
}

// Told to stop, digests bring a post under way to its end within five seconds, and nothing is left half sent.
func TestStop(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.builder.parts = 2
	w.config.Times.Deadline, w.config.Times.Settle = time.Second, time.Second
	w.fault(sandbox.Fault{Method: "chat.postMessage", Kind: sandbox.Slow, Delay: 300 * time.Millisecond})
	d := w.digests()
	s := w.subscribe(d, general)
	stop := w.run(d)
	w.until("a post is under way", func() bool { return w.slack.Calls("chat.postMessage") == 1 })
	began := time.Now()
	stop()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if n, err := w.store.Doubts(t.Context()); err != nil || n != 0 || len(w.posts(general)) != 1 {
		t.Errorf("%d in doubt, %v; posts %q", n, err, w.posts(general))
	}
	w.config.Times.Settle, w.config.Times.Deadline = 200*time.Millisecond, 150*time.Millisecond
	w.run(w.digests())
	w.result(s.ID, digest.Sent)
	if got := w.posts(general); len(got) != 2 {
		t.Errorf("posts %q", got)
	}
}

func TestQuiet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		only bool
		want digest.Result
		n    int
	}{{"silence was wanted", true, digest.Quiet, 0}, {"a line was wanted", false, digest.Sent, 1}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.Config{})
			w.builder.quiet = true
			d := w.digests()
			s := w.subscribe(d, general)
			if _, err := d.Change(t.Context(), s.ID, func(s *digest.Subscription) error { s.OnlyIfNews = c.only; return nil }); err != nil {
				t.Fatal(err)
			}
			w.run(d)
			if got := w.result(s.ID, c.want); len(w.posts(general)) != c.n || got.Dataset != "d1" {
				t.Errorf("posts %q, %+v", w.posts(general), got)
			}
		})
	}
}

func TestBuilder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		fail   int
		window time.Duration
		want   digest.Result
	}{{"it fails twice", 2, time.Minute, digest.Sent}, {"it fails each time", 1 << 30, time.Second, digest.Missed}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.Config{})
			w.builder.fail = c.fail
			w.config.Window = func(time.Duration) time.Duration { return c.window }
			d := w.digests()
			s := w.subscribe(d, general)
			w.run(d)
			w.result(s.ID, c.want)
		})
	}
}

func TestManage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.config.Calendar = grid{from: time.Now().Add(time.Hour).Truncate(time.Second), step: time.Hour}
	d := w.digests()
	w.run(d)
	w.held(d, "")
	s := w.subscribe(d, general)
	ctx := t.Context()
	for _, want := range []bool{true, false} { // two clicks are one wish
		if got, err := d.Now(ctx, s.ID); err != nil || got != want {
			t.Errorf("Now = %v, %v; want %v", got, err, want)
		}
	}
	w.result(s.ID, digest.Sent)
	if got := w.posts(general); len(got) != 1 || w.find(s.ID).NextSlot != s.NextSlot {
		t.Errorf("posts %q; next %q, was %q", got, w.find(s.ID).NextSlot, s.NextSlot)
	}
	if p, err := d.Pause(ctx, s.ID); err != nil || p.State != digest.Paused {
		t.Errorf("Pause: %+v, %v", p, err)
	}
	if _, err := d.Now(ctx, s.ID); err == nil {
		t.Error("a paused subscription posts")
	}
	if p, err := d.Resume(ctx, s.ID); err != nil || p.State != digest.Active || p.NextSlot != s.NextSlot {
		t.Errorf("Resume: %+v, %v", p, err)
	}
	if got, err := d.List(ctx, "T0SANDBOX", general); err != nil || len(got) != 1 {
		t.Errorf("List: %v, %v", got, err)
	}
	broken := errors.New("no")
	if _, err := d.Change(ctx, s.ID, func(*digest.Subscription) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("Change: %v", err)
	}
	if _, err := d.Change(ctx, s.ID, func(*digest.Subscription) error { // somebody else is faster
		_, err := d.Pause(ctx, s.ID)
		return err
	}); !errors.Is(err, digest.ErrChanged) {
		t.Errorf("Change at once: %v", err)
	}
	if _, err := d.Unsubscribe(ctx, s.ID); err != nil {
		t.Error(err)
	}
	for what, err := range map[string]error{
		"Find": second(d.Find(ctx, s.ID)), "Pause": second(d.Pause(ctx, s.ID)), "Now": second(d.Now(ctx, s.ID)), "Find(99)": second(d.Find(ctx, 99)),
	} {
		if !errors.Is(err, digest.ErrGone) {
			t.Errorf("%s of an ended one: %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestNever(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.config.Calendar = nil
	d := w.digests()
	_, err := d.Subscribe(t.Context(), digest.Subscription{Schedule: schedule.Schedule{Line: "0 0 31 2 *", Zone: "UTC"}})
	if !errors.Is(err, digest.ErrNever) {
		t.Errorf("Subscribe: %v", err)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	for want, change := range map[string]func(*digest.Config){
		"no store": func(c *digest.Config) { c.Store = nil }, "no builder": func(c *digest.Config) { c.Builder = nil },
		"no token": func(c *digest.Config) { c.Token = "" }, `ends in "/api/"`: func(c *digest.Config) { c.APIURL = "https://slack.com/" },
		"shorter than a post may take": func(c *digest.Config) { c.Times.Settle = time.Millisecond },
	} {
		c := w.config
		c.Store = w.store
		change(&c)
		if _, err := digest.New(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("New: %v, want %q", err, want)
		}
	}
}
