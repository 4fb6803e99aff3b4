package digest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"versus/bot"
	"versus/bot/digest"
	"versus/bot/sandbox"
)

// hear tells digests of an event.
func (w *world) hear(d *digest.Digests, kind string, fields map[string]any) {
	w.t.Helper()
	raw, err := json.Marshal(fields)
	if err == nil {
		err = d.Hear(context.Background(), bot.Event{Team: "T0SANDBOX", Type: kind, Raw: raw})
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) find(id int64) digest.Subscription {
	w.t.Helper()
	s, ok, err := w.store.Find(context.Background(), id)
	if err != nil || !ok {
		w.t.Fatal(ok, err)
	}
	return s
}

func (w *world) state(id int64, want digest.State) digest.Subscription {
	w.t.Helper()
	w.until(fmt.Sprintf("subscription %d is %s", id, want), func() bool { return w.find(id).State == want })
	return w.find(id)
}

const ownDM = "D0ALICE"

// A bot that was removed stops, tells the owner once, and goes on when it is back: with the slot that is still fresh.
func TestLostAndBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, why, says string
		lose, back      func(w *world, d *digest.Digests)
	}{
		{"removed", "not_in_channel", "Invite me back",
			func(w *world, _ *digest.Digests) { w.change(sandbox.Kick, "") },
			func(w *world, d *digest.Digests) {
				w.change(sandbox.Invite, "")
				w.hear(d, "member_joined_channel", map[string]any{"user": "U0ALICE", "channel": general, "event_ts": "1"}) // somebody else
				if w.find(1).State != digest.Lost {
					w.t.Error("somebody else's joining counts")
				}
				w.hear(d, "member_joined_channel", map[string]any{"user": "U0VERSUS", "channel": general, "event_ts": "2"})
			}},
		{"archived", "is_archived", "the channel was archived",
			func(w *world, _ *digest.Digests) { w.change(sandbox.Archive, "") },
			func(w *world, d *digest.Digests) {
				w.change(sandbox.Unarchive, "")
				w.hear(d, "channel_unarchive", map[string]any{"channel": general, "event_ts": "2"})
			}},
		{"forbidden", "restricted_action", "Slack does not let me post there (restricted_action)",
			func(w *world, _ *digest.Digests) {
				w.fault(sandbox.Fault{Method: "chat.postMessage", From: 1, Kind: sandbox.Refuse, Code: "restricted_action"})
			},
			func(w *world, d *digest.Digests) {
				if _, err := d.Resume(context.Background(), 1); err != nil {
					w.t.Error(err)
				}
			}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.Config{})
			d := w.digests()
			s := w.subscribe(d, general)
			c.lose(w, d)
			w.run(d)
			if got := w.state(s.ID, digest.Lost); got.Why != c.why {
				t.Errorf("why: %q, want %q", got.Why, c.why)
			}
			w.until("the owner is told", func() bool { return len(w.posts(ownDM)) > 0 })
			time.Sleep(100 * time.Millisecond)
			if told := w.posts(ownDM); len(told) != 1 || !strings.Contains(told[0], c.says) || !strings.Contains(told[0], "<#"+general+">") {
				t.Errorf("told: %q; want %q", told, c.says)
			}
			c.back(w, d)
			w.result(s.ID, digest.Sent)
			if got := w.posts(general); len(got) != 1 || w.find(s.ID).State != digest.Active {
				t.Errorf("back: %q, %+v", got, w.find(s.ID))
			}
		})
	}
}

func (w *world) change(what sandbox.ChannelAction, arg string) {
	w.t.Helper()
	if err := w.slack.ChangeChannel("U0ALICE", general, what, arg); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) fault(f sandbox.Fault) {
	w.t.Helper()
	if err := w.slack.AddFault(f); err != nil {
		w.t.Fatal(err)
	}
}

func TestEvents(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.config.Calendar = grid{from: time.Now().Add(time.Hour).Truncate(time.Second), step: time.Hour}
	d := w.digests()
	w.run(d)
	s, other := w.subscribe(d, general), w.subscribe(d, "C0AITALK")
	event := func(kind, ts string, want digest.State) {
		t.Helper()
		w.hear(d, kind, map[string]any{"channel": general, "event_ts": ts})
		if got := w.find(s.ID).State; got != want {
			t.Errorf("after %s at %s: %s, want %s", kind, ts, got, want)
		}
	}
	event("channel_archive", "1770000005.000000", digest.Lost)
	event("channel_archive", "1770000005.000000", digest.Lost)
	event("channel_unarchive", "1770000004.000000", digest.Lost) // it happened before
	event("channel_unarchive", "1770000006.000000", digest.Active)
	event("channel_archive", "1770000005.500000", digest.Active) // it comes late
	event("channel_left", "1770000007.000000", digest.Lost)
	event("channel_unarchive", "1770000008.000000", digest.Active)
	w.hear(d, "channel_rename", map[string]any{"channel": map[string]any{"id": general, "name": "new"}, "event_ts": "1770000009.000000"})
	event("member_left_channel", "1770000009.000000", digest.Active) // somebody left
	w.hear(d, "channel_id_changed", map[string]any{"old_channel_id": general, "new_channel_id": "C0NEW"})
	if got := w.find(s.ID); got.Channel != "C0NEW" || got.State != digest.Active {
		t.Errorf("moved: %+v", got)
	}
	w.hear(d, "group_deleted", map[string]any{"channel": "C0NEW"})
	if got := w.find(s.ID); got.State != digest.Ended {
		t.Errorf("deleted: %s", got.State)
	}
	if got := w.find(other.ID); got.State != digest.Active {
		t.Errorf("another channel's subscription is %s", got.State)
	}
	if err := d.Hear(t.Context(), bot.Event{Type: "channel_archive", Raw: []byte("nonsense")}); err != nil {
		t.Errorf("nonsense: %v", err)
	}
	w.until("owners are told twice", func() bool { return len(w.posts(ownDM)) == 2 })
}

// A revoked token stops everything and is no fault of any subscription.
func TestRevoked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	d := w.digests()
	s := w.subscribe(d, general)
	w.slack.Revoke()
	w.run(d)
	w.until("the status says so", func() bool {
		st, err := d.Status(context.Background())
		return err == nil && strings.Contains(st.Held, "token_revoked")
	})
	time.Sleep(200 * time.Millisecond)
	if got := w.find(s.ID); got.State != digest.Active || len(w.slack.Record()) != 0 {
		t.Errorf("state %s, record %v", got.State, w.slack.Record())
	}
	if n := w.slack.Calls("auth.test") + w.slack.Calls("chat.postMessage"); n > 3 {
		t.Errorf("a token that does not work was tried %d times", n)
	}
}

func TestRevokedWhileRunning(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	d := w.digests()
	s := w.subscribe(d, general)
	w.fault(sandbox.Fault{Method: "chat.postMessage", From: 1, Kind: sandbox.Refuse, Code: "account_inactive"})
	w.run(d)
	w.until("everything stops", func() bool {
		st, err := d.Status(context.Background())
		return err == nil && strings.Contains(st.Held, "account_inactive")
	})
	time.Sleep(200 * time.Millisecond)
	if n := w.slack.Calls("chat.postMessage"); n != 1 || w.find(s.ID).State != digest.Active {
		t.Errorf("%d calls, %+v", n, w.find(s.ID))
	}
}

// Where the history cannot be read, a post in doubt is not tried again, and reported.
func TestUnreadableHistory(t *testing.T) {
	t.Parallel()
	scopes := []string{"chat:write", "channels:read", "im:write", "users:read"}
	for _, c := range []struct {
		name  string
		fault sandbox.FaultKind
		want  int
	}{{"it arrived", sandbox.CutAfter, 1}, {"it did not", sandbox.CutBefore, 0}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.Config{Scopes: scopes})
			w.config.Window = func(time.Duration) time.Duration { return 5 * time.Second }
			w.config.Times.Apart = time.Nanosecond
			w.config.Calendar = grid{from: time.Now().Add(400 * time.Millisecond).Truncate(time.Millisecond), step: time.Hour}
			w.fault(sandbox.Fault{Method: "chat.postMessage", Kind: c.fault})
			d := w.digests()
			s := w.subscribe(d, general)
			w.run(d)
			w.until("it is in doubt", func() bool { st, err := d.Status(context.Background()); return err == nil && st.Doubts == 1 })
			w.result(s.ID, digest.Unknown)
			if got := w.posts(general); len(got) != c.want || w.slack.Calls("chat.postMessage") != 1 {
				t.Errorf("posts %q, %d calls", got, w.slack.Calls("chat.postMessage"))
			}
			st, err := d.Status(t.Context())
			if err != nil || st.Healthy() || st.Week[digest.Unknown] != 1 || st.Doubts != 0 {
				t.Errorf("status: %+v, %v", st, err)
			}
		})
	}
}

// A look that does not see everything proves nothing.
func TestIncompleteLook(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.fault(sandbox.Fault{Method: "chat.postMessage", Kind: sandbox.CutAfter})
	for i := range 3 {
		w.fault(sandbox.Fault{Method: "conversations.history", From: 2 + i, Kind: sandbox.HTML})
	}
	d := w.digests()
	s := w.subscribe(d, general)
	w.run(d)
	w.result(s.ID, digest.Sent)
	if got := w.posts(general); len(got) != 1 || w.slack.Calls("conversations.history") < 5 {
		t.Errorf("posts %q, %d looks", got, w.slack.Calls("conversations.history"))
	}
}

// The look goes through every page: the message in doubt may stand below hundreds of others.
func TestLookThroughPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.config.Times.Settle = 700 * time.Millisecond
	w.fault(sandbox.Fault{Method: "chat.postMessage", Kind: sandbox.CutAfter})
	d := w.digests()
	s := w.subscribe(d, general)
	w.run(d)
	w.until("it is posted", func() bool { return len(w.posts(general)) == 1 })
	for i := range 450 {
		if _, err := w.slack.Say("U0ALICE", general, "", fmt.Sprintf("chatter %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	w.result(s.ID, digest.Sent)
	posts := slices.DeleteFunc(w.posts(general), func(s string) bool { return strings.HasPrefix(s, "chatter") })
	if len(posts) != 1 || w.slack.Calls("chat.postMessage") != 1 || w.slack.Calls("conversations.history") < 3 {
		t.Errorf("posts %q, %d calls, %d pages", posts, w.slack.Calls("chat.postMessage"), w.slack.Calls("conversations.history"))
	}
}

// A part in doubt is looked for in its thread.
func TestLookIntoThread(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.builder.parts = 2
	w.fault(sandbox.Fault{Method: "chat.postMessage", From: 2, Kind: sandbox.CutAfter}) // the part in the thread
	d := w.digests()
	s := w.subscribe(d, general)
	w.run(d)
	w.result(s.ID, digest.Sent)
	if got := w.posts(general); len(got) != 2 || w.slack.Calls("conversations.replies") == 0 {
		t.Errorf("posts %q, %d looks into the thread", got, w.slack.Calls("conversations.replies"))
	}
}
