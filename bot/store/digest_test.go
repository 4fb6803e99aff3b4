package store_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"versus/bot/digest"
	"versus/bot/digest/schedule"
	"versus/bot/store"
)

// monday is a subscription whose next slot is at noon.
func monday(channel string) digest.Subscription {
	return digest.Subscription{
		Enterprise: "E1", Team: "T1", Channel: channel, Owner: "U1", Schedule: schedule.Schedule{Line: "0 12 * * 1", Zone: "UTC"},
		Lang: "ko", About: []string{"openai", "price"}, OnlyIfNews: true, State: digest.Active, Since: noon.Add(-time.Hour),
		NextSlot: "2026-11-23T12:00", NextAt: noon, NextRun: noon.Add(time.Minute), Dataset: "d0", Created: noon.Add(-time.Hour),
	}
}

func add(t *testing.T, s *store.Store, sub digest.Subscription) digest.Subscription {
	t.Helper()
	sub, err := s.Add(t.Context(), sub)
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

func find(t *testing.T, s *store.Store, id int64) digest.Subscription {
	t.Helper()
	sub, ok, err := s.Find(t.Context(), id)
	if err != nil || !ok {
		t.Fatalf("Find(%d) = %v, %v", id, ok, err)
	}
	return sub
}

// duePlan takes up the slot at noon and goes on to the next week.
func duePlan(sub digest.Subscription) digest.Plan {
	next := noon.AddDate(0, 0, 7)
	return digest.Plan{
		Due: &digest.Delivery{
			Slot: digest.Slot{Subscription: sub.ID, Local: sub.NextSlot, At: sub.NextAt}, Kind: digest.Digest,
			Run: sub.NextRun, Until: noon.Add(24 * time.Hour),
		},
		Next: digest.Next{Local: "2026-11-30T12:00", At: next, Run: next.Add(time.Minute)},
	}
}

func carry(t *testing.T, s *store.Store, sub digest.Subscription, p digest.Plan, want bool) {
	t.Helper()
	if got, err := s.Carry(t.Context(), sub, p, noon.Add(time.Minute)); err != nil || got != want {
		t.Fatalf("Carry = %v, %v; want %v", got, err, want)
	}
}

func claim(t *testing.T, s *store.Store, after time.Duration) *digest.Delivery {
	t.Helper()
	d, err := s.Claim(t.Context(), noon.Add(after), time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSubscriptions(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		a, b := add(t, s, monday("C1")), add(t, s, monday("C2"))
		if a.ID == b.ID || a.Key == b.Key || a.Key == "" {
			t.Errorf("two subscriptions are %d %q and %d %q", a.ID, a.Key, b.ID, b.Key)
		}
		want := monday("C1")
		want.ID, want.Key, want.Version = a.ID, a.Key, 1
		if diff := cmp.Diff(want, find(t, s, a.ID)); diff != "" {
			t.Errorf("kept (-want +got):\n%s", diff)
		}
		a.Channel, a.State, a.About = "C3", digest.Paused, nil
		for _, want := range []bool{true, false} { // the second has an old version
			if got, err := s.Change(t.Context(), a); err != nil || got != want {
				t.Errorf("Change = %v, %v; want %v", got, err, want)
			}
		}
		for channel, want := range map[string]int{"C1": 0, "C2": 1, "C3": 1, "": 2} {
			if got, err := s.Of(t.Context(), "T1", channel); err != nil || len(got) != want {
				t.Errorf("Of(%q) gives %d, %v; want %d", channel, len(got), err, want)
			}
		}
		if _, ok, err := s.Find(t.Context(), 99); ok || err != nil {
			t.Errorf("Find(99) = %v, %v", ok, err)
		}
		states, err := s.States(t.Context())
		if diff := cmp.Diff(map[digest.State]int{digest.Active: 1, digest.Paused: 1}, states); diff != "" || err != nil {
			t.Errorf("states (-want +got):\n%s%v", diff, err)
		}
	})
}

func TestAddAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		var mu sync.Mutex
		ids := map[int64]bool{}
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				sub, err := s.Add(t.Context(), monday("C1"))
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				ids[sub.ID] = true
				mu.Unlock()
			})
		}
		all.Wait()
		if len(ids) != 8 {
			t.Errorf("8 subscriptions have %d numbers", len(ids))
		}
	})
}

func TestCarry(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		sub := add(t, s, monday("C1"))
		if due, err := s.Due(t.Context(), noon, 10); err != nil || len(due) != 0 {
			t.Errorf("due too early: %v, %v", due, err)
		}
		if due, err := s.Due(t.Context(), noon.Add(time.Minute), 10); err != nil || len(due) != 1 || due[0].ID != sub.ID {
			t.Errorf("due: %v, %v", due, err)
		}
		plan := duePlan(sub)
		plan.Missed = []digest.Slot{{Subscription: sub.ID, Local: "2026-11-16T12:00", At: noon.AddDate(0, 0, -7)}}
		plan.Count = 5
		carry(t, s, sub, plan, true)
		carry(t, s, sub, plan, false) // it is no longer as given
		got := find(t, s, sub.ID)
		if got.NextSlot != plan.Next.Local || !got.NextRun.Equal(plan.Next.Run) || got.Missed != 5 {
			t.Errorf("after the plan: next %q at %v, missed %d", got.NextSlot, got.NextRun, got.Missed)
		}
		counts, err := s.Counts(t.Context(), noon.AddDate(0, 0, -8))
		if diff := cmp.Diff(map[digest.Result]int{"": 1, digest.Missed: 1}, counts); diff != "" || err != nil {
			t.Errorf("counts (-want +got):\n%s%v", diff, err)
		}

		// A clock that was set back brings the slot again; it exists, and stays as it is.
		back := find(t, s, sub.ID)
		if ok, err := s.Replan(t.Context(), back, digest.Next{Local: sub.NextSlot, At: sub.NextAt, Run: sub.NextRun}); err != nil || !ok {
			t.Fatalf("Replan = %v, %v", ok, err)
		}
		d := claim(t, s, time.Minute)
		must(t, s.Finish(t.Context(), d.Claim, digest.Sent, "", noon))
		again := find(t, s, sub.ID)
		carry(t, s, again, duePlan(again), true)
		if d := claim(t, s, time.Hour); d != nil {
			t.Errorf("the slot came again: %+v", d)
		}
	})
}

func TestClaimOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		for range 5 {
			sub := add(t, s, monday("C1"))
			carry(t, s, sub, duePlan(sub), true)
		}
		var mu sync.Mutex
		got := map[int64]int{}
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				d, err := s.Claim(t.Context(), noon.Add(time.Minute), time.Minute)
				if err != nil {
					t.Error(err)
				}
				if d != nil {
					mu.Lock()
					got[d.Subscription]++
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if diff := cmp.Diff(map[int64]int{1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, got); diff != "" {
			t.Errorf("claims by subscription (-want +got):\n%s", diff)
		}
	})
}

func TestDelivery(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		ctx := t.Context()
		sub := add(t, s, monday("C1"))
		carry(t, s, sub, duePlan(sub), true)
		if d := claim(t, s, 0); d != nil {
			t.Error("claimed before its time")
		}
		d := claim(t, s, time.Minute)
		if d == nil || d.Prepared || d.Sub.Channel != "C1" || d.Key(0) != sub.Key+":2026-11-23T12:00:0" {
			t.Fatalf("claimed %+v", d)
		}
		bodies := []digest.Body{{Text: "one 하나", Blocks: []string{`{"type":"divider"}`}}, {Text: "two"}}
		must(t, s.Prepare(ctx, d.Claim, digest.Prepared{Dataset: "d1", Bodies: bodies}))
		must(t, s.Prepare(ctx, d.Claim, digest.Prepared{Dataset: "d2", Bodies: bodies[:1]})) // once: nothing changes
		must(t, s.Begin(ctx, d.Claim, 0, "C1", noon, noon.Add(2*time.Minute)))
		if err := s.Begin(ctx, d.Claim, 0, "C1", noon, noon.Add(2*time.Minute)); !errors.Is(err, digest.ErrTaken) {
			t.Errorf("a part was begun twice: %v", err)
		}
		if n, err := s.Doubts(ctx); err != nil || n != 1 {
			t.Errorf("doubts: %d, %v", n, err)
		}
		if d := claim(t, s, 90*time.Second); d != nil {
			t.Error("claimed while leased")
		}

		// The lease runs out; another takes over, and nothing of the first counts any longer.
		second := claim(t, s, 3*time.Minute)
		if second == nil || second.Claim.Token != d.Claim.Token+1 || second.Parts[0].State != digest.Sending || second.Dataset != "d1" {
			t.Fatalf("claimed %+v", second)
		}
		if diff := cmp.Diff(bodies, []digest.Body{second.Parts[0].Body, second.Parts[1].Body}); diff != "" {
			t.Errorf("bodies (-want +got):\n%s", diff)
		}
		for what, err := range map[string]error{
			"Extend": s.Extend(ctx, d.Claim, noon), "Prepare": s.Prepare(ctx, d.Claim, digest.Prepared{}),
			"Release": s.Release(ctx, d.Claim, noon, ""), "Begin": s.Begin(ctx, d.Claim, 1, "C1", noon, noon),
			"Record": s.Record(ctx, d.Claim, 0, "C1", "1.1"), "Withdraw": s.Withdraw(ctx, d.Claim, 0, nil),
			"Finish": s.Finish(ctx, d.Claim, digest.Sent, "", noon),
		} {
			if !errors.Is(err, digest.ErrTaken) {
				t.Errorf("%s under an old claim: %v", what, err)
			}
		}
		must(t, s.Withdraw(ctx, second.Claim, 0, &digest.Body{Text: "plain"}))
		must(t, s.Release(ctx, second.Claim, noon.Add(10*time.Minute), "invalid_blocks"))
		if d := claim(t, s, 9*time.Minute); d != nil {
			t.Error("claimed before it was to be")
		}
		third := claim(t, s, 10*time.Minute)
		if third == nil || !third.Parts[0].Plain || third.Parts[0].Body.Text != "plain" || third.Parts[0].State != digest.Waiting ||
			third.Why != "invalid_blocks" || third.Tries != 1 {
			t.Fatalf("claimed %+v", third)
		}
		must(t, s.Begin(ctx, third.Claim, 0, "C1", noon, noon.Add(time.Hour)))
		must(t, s.Record(ctx, third.Claim, 0, "C1", "1.1"))
		must(t, s.Record(ctx, third.Claim, 1, "C1", "1.2"))
		must(t, s.Finish(ctx, third.Claim, digest.Sent, "", noon.Add(11*time.Minute)))
		if err := s.Extend(ctx, third.Claim, noon); !errors.Is(err, digest.ErrTaken) {
			t.Errorf("a delivery that is over was changed: %v", err)
		}
		got := find(t, s, sub.ID)
		if got.LastSlot != "2026-11-23T12:00" || got.LastResult != digest.Sent || got.Dataset != "d1" {
			t.Errorf("after it: last %q, %q, dataset %q", got.LastSlot, got.LastResult, got.Dataset)
		}
	})
}

// A subscription that does not run is not delivered, until its window has passed and the miss is to be recorded.
func TestClaimOfStopped(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		sub := add(t, s, monday("C1"))
		carry(t, s, sub, duePlan(sub), true)
		sub = find(t, s, sub.ID)
		sub.State = digest.Paused
		if ok, err := s.Change(t.Context(), sub); err != nil || !ok {
			t.Fatal(ok, err)
		}
		if d := claim(t, s, time.Hour); d != nil {
			t.Errorf("claimed %+v", d)
		}
		if d := claim(t, s, 24*time.Hour); d == nil || d.Sub.State != digest.Paused {
			t.Errorf("after its window: %+v", d)
		}
	})
}

// One damaged row keeps nothing else from its way.
func TestBrokenRows(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		ctx := t.Context()
		a, b := add(t, s, monday("C1")), add(t, s, monday("C2"))
		carry(t, s, a, duePlan(a), true)
		d := claim(t, s, time.Minute)
		must(t, s.Prepare(ctx, d.Claim, digest.Prepared{Bodies: []digest.Body{{Text: "one"}}}))
		must(t, s.Release(ctx, d.Claim, noon, ""))
		must(t, s.Spoil(ctx, `UPDATE parts SET body = '{"te'`))
		must(t, s.Spoil(ctx, `UPDATE subscriptions SET about = '["op'`))
		carry(t, s, b, duePlan(b), true)
		if d := claim(t, s, time.Minute); d == nil || d.Subscription != b.ID || d.Sub.About != nil {
			t.Errorf("claimed %+v", d)
		}
		if got := find(t, s, a.ID); got.LastResult != digest.Unknown {
			t.Errorf("the damaged one: %+v", got)
		}
		c := add(t, s, monday("C3"))
		carry(t, s, c, duePlan(c), true)
		must(t, s.Spoil(ctx, `UPDATE subscriptions SET key = 'x' || key`))
		if d := claim(t, s, time.Hour); d != nil || find(t, s, c.ID).LastResult != digest.Unknown {
			t.Errorf("claimed under a damaged key: %+v", d)
		}
	})
}

func TestFate(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		p.now = func() time.Time { return noon }
		s := p.open(t)
		ctx := t.Context()
		sub := add(t, s, monday("C1"))
		other := add(t, s, monday("C2"))
		tell := digest.Telling{Local: "lost/1", Until: noon.Add(24 * time.Hour), Body: digest.Body{Text: "stopped"}}
		lose := func(sub digest.Subscription, heard string, want bool) {
			t.Helper()
			if got, err := s.Lose(ctx, sub, "is_archived", heard, tell); err != nil || got != want {
				t.Errorf("Lose = %v, %v; want %v", got, err, want)
			}
		}
		lose(sub, "1770000000.000100", true)
		lose(sub, "1770000000.000100", false)
		got := find(t, s, sub.ID)
		if got.State != digest.Lost || got.Why != "is_archived" {
			t.Errorf("lost: %q, %q", got.State, got.Why)
		}
		d := claim(t, s, 0)
		if d == nil || d.Kind != digest.Notice || d.To != "U1" || len(d.Parts) != 1 || d.Parts[0].Body.Text != "stopped" {
			t.Fatalf("notice: %+v", d)
		}
		must(t, s.Finish(ctx, d.Claim, digest.Sent, "", noon))
		if got := find(t, s, sub.ID); got.LastSlot != "" {
			t.Errorf("a notice counts as a slot: %q", got.LastSlot)
		}
		regain := func(heard string, want int) {
			t.Helper()
			if n, err := s.Regain(ctx, "T1", "C1", heard); err != nil || n != want {
				t.Errorf("Regain(%q) = %d, %v; want %d", heard, n, err, want)
			}
		}
		regain("1770000000.000050", 0) // older than the loss
		regain("1770000000.000200", 1)
		regain("1770000000.000200", 0)
		lose(find(t, s, sub.ID), "1770000000.000300", true)
		if d := claim(t, s, 0); d != nil {
			t.Errorf("the same notice came twice: %+v", d)
		}
		must(t, s.Move(ctx, "T1", "C1", "C9"))
		if got := find(t, s, sub.ID); got.Channel != "C9" {
			t.Errorf("moved to %q", got.Channel)
		}
		must(t, s.End(ctx, "T1", "C9"))
		if got := find(t, s, sub.ID); got.State != digest.Ended {
			t.Errorf("ended: %q", got.State)
		}
		if got := find(t, s, other.ID); got.State != digest.Active || got.Channel != "C2" {
			t.Errorf("another channel's: %q in %q", got.State, got.Channel)
		}
	})
}

func TestTide(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		first, err := s.Tide(t.Context(), noon)
		must(t, err)
		second, err := s.Tide(t.Context(), time.Time{})
		must(t, err)
		if second.Count <= first.Count || !second.Mark.Equal(noon) || second.Held != "" {
			t.Errorf("first %+v, then %+v", first, second)
		}
	})
}

func TestSnapshots(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		now := noon
		p.now = func() time.Time { return now }
		s := p.open(t)
		ctx := t.Context()
		sub := monday("C1")
		sub.Dataset = "used"
		add(t, s, sub)
		for _, d := range []string{"used", "unused", "used"} {
			must(t, s.SaveSnapshot(ctx, d, []byte(d+"\n"+strings.Repeat("값", 1000))))
		}
		now = noon.AddDate(0, 0, 31)
		must(t, s.SaveSnapshot(ctx, "running", []byte("running")))
		must(t, s.Purge(ctx, now))
		for d, want := range map[string]bool{"used": true, "unused": false, "running": true, "never": false} {
			got, ok, err := s.Snapshot(ctx, d)
			if err != nil || ok != want || ok && !strings.HasPrefix(string(got), d) {
				t.Errorf("Snapshot(%q) = %.10q, %v, %v; want %v", d, got, ok, err, want)
			}
		}
	})
}

func TestPurge(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		ctx := t.Context()
		sub := add(t, s, monday("C1"))
		carry(t, s, sub, duePlan(sub), true)
		d := claim(t, s, time.Minute)
		must(t, s.Prepare(ctx, d.Claim, digest.Prepared{Dataset: "d1", Bodies: []digest.Body{{Text: "one"}}}))
		must(t, s.Purge(ctx, noon.AddDate(2, 0, 0))) // what is open stays, however old
		must(t, s.Record(ctx, d.Claim, 0, "C1", "1.1"))
		must(t, s.Finish(ctx, d.Claim, digest.Sent, "", noon))
		must(t, s.Purge(ctx, noon.AddDate(0, 6, 0)))
		if c, err := s.Counts(ctx, noon.AddDate(-1, 0, 0)); err != nil || c[digest.Sent] != 1 {
			t.Errorf("after half a year the slot is forgotten: %v, %v", c, err)
		}
		must(t, s.Purge(ctx, noon.AddDate(2, 0, 0)))
		if c, err := s.Counts(ctx, noon.AddDate(-1, 0, 0)); err != nil || len(c) != 0 {
			t.Errorf("after two years it is not: %v, %v", c, err)
		}
	})
}
