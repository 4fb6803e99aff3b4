package digest

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"versus/bot/digest/schedule"
)

func TestWindow(t *testing.T) {
	hour := time.Hour
	for _, c := range []struct{ gap, want time.Duration }{
		{365 * 24 * hour, 24 * hour}, {7 * 24 * hour, 24 * hour}, {6*24*hour + 23*hour, 24 * hour}, {3 * 24 * hour, 6 * hour}, {24 * hour, 6 * hour},
		{23 * hour, 6 * hour}, {12 * hour, 12 * hour}, {hour, hour}, {time.Second, time.Second},
	} {
		if got := Window(c.gap); got != c.want {
			t.Errorf("Window(%v) = %v, want %v", c.gap, got, c.want)
		}
	}
}

// planner makes digests that can only plan.
func planner() *Digests {
	return &Digests{cfg: Config{Calendar: calendar{}, Window: Window, Times: Times{}.withDefaults()}}
}

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestPlanFor(t *testing.T) {
	d := planner()
	for _, c := range []struct {
		name, line, next, now string
		due                   string // "" for none
		until                 string
		missed                []string
		count                 int64
		after                 string
	}{
		{"on time", "0 9 * * 1", "2026-11-23 09:00", "2026-11-23 09:10", "2026-11-23T09:00", "2026-11-24 09:00", nil, 0, "2026-11-30T09:00"},
		{"a day late, weekly", "0 9 * * 1", "2026-11-23 09:00", "2026-11-24 08:59", "2026-11-23T09:00", "2026-11-24 09:00", nil, 0, "2026-11-30T09:00"},
		{"too late, weekly", "0 9 * * 1", "2026-11-23 09:00", "2026-11-24 09:00", "", "", []string{"2026-11-23T09:00"}, 1, "2026-11-30T09:00"},
		{"three weeks late", "0 9 * * 1", "2026-11-09 09:00", "2026-11-23 12:00", "2026-11-23T09:00", "2026-11-24 09:00", []string{"2026-11-09T09:00", "2026-11-16T09:00"}, 2, "2026-11-30T09:00"},
		{"late, daily", "0 9 * * *", "2026-11-23 09:00", "2026-11-23 14:59", "2026-11-23T09:00", "2026-11-23 15:00", nil, 0, "2026-11-24T09:00"},
		{"too late, daily", "0 9 * * *", "2026-11-23 09:00", "2026-11-23 15:00", "", "", []string{"2026-11-23T09:00"}, 1, "2026-11-24T09:00"},
		{"a Friday late, weekdays", "0 9 * * 1-5", "2026-11-20 09:00", "2026-11-20 14:59", "2026-11-20T09:00", "2026-11-20 15:00", nil, 0, "2026-11-23T09:00"},
		{"late, hourly", "0 * * * *", "2026-11-23 09:00", "2026-11-23 11:59", "2026-11-23T11:00", "2026-11-23 12:00", []string{"2026-11-23T09:00", "2026-11-23T10:00"}, 2, "2026-11-23T12:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Subscription{ID: 1, Key: "k", Schedule: schedule.Schedule{Line: c.line, Zone: "UTC"}, NextAt: at(c.next)}
			s.NextSlot = s.NextAt.Format("2006-01-02T15:04")
			s.NextRun = s.NextAt.Add(d.delay(s.Key, d.gap(s, s.NextAt)))
			p := d.planFor(s, at(c.now))
			var missed []string
			for _, m := range p.Missed {
				missed = append(missed, m.Local)
			}
			due, until := "", ""
			if p.Due != nil {
				due, until = p.Due.Local, p.Due.Until.UTC().Format("2006-01-02 15:04")
			}
			if diff := cmp.Diff([]any{c.due, c.until, c.missed, c.count, c.after}, []any{due, until, missed, p.Count, p.Next.Local}); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

// A subscription that slept for a year goes on at once, and does not go through every second of it.
func TestPlanAfterYears(t *testing.T) {
	d := planner()
	s := Subscription{ID: 1, Key: "k", Schedule: schedule.Schedule{Line: "* * * * * *", Zone: "UTC"}, NextAt: at("2026-01-01 00:00")}
	s.NextSlot, s.NextRun = "2026-01-01T00:00:00", s.NextAt
	now := at("2027-01-01 00:00")
	p := d.planFor(s, now)
	if p.Due == nil || p.Due.At.Before(now.Add(-time.Second)) || len(p.Missed) != maxListed || p.Count < 31_000_000 || !p.Next.At.After(now) {
		t.Errorf("due %+v, %d listed, %d missed, next %v", p.Due, len(p.Missed), p.Count, p.Next)
	}
}

// The delay is the same each time, small beside the time between slots, and spreads subscriptions out.
func TestDelay(t *testing.T) {
	d := planner()
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.String().Draw(t, "key")
		gap := time.Duration(rapid.Int64Range(0, int64(800*24*time.Hour)).Draw(t, "gap"))
		got := d.delay(key, gap)
		if got < 0 || got >= 10*time.Minute || got > gap/12 || got != d.delay(key, gap) {
			t.Fatalf("delay(%q, %v) = %v", key, gap, got)
		}
	})
	minutes := map[time.Duration]int{}
	for i := range 1000 {
		minutes[d.delay(string(rune('a'+i%26))+time.Duration(i).String(), 7*24*time.Hour).Truncate(time.Minute)]++
	}
	for m := range 10 {
		if n := minutes[time.Duration(m)*time.Minute]; n < 50 || n > 200 {
			t.Errorf("%d of 1000 subscriptions come in minute %d", n, m)
		}
	}
}

// Whatever the clock does, each slot is due once or missed once, and the plan goes on beyond now.
func TestPlanCoversEverySlot(t *testing.T) {
	d := planner()
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SampledFrom([]string{"0 * * * *", "0 9 * * *", "30 1 * * *", "0 9 * * 1-5", "*/20 * * * *"}).Draw(t, "line")
		zone := rapid.SampledFrom([]string{"UTC", "Asia/Seoul", "America/New_York", "Australia/Lord_Howe"}).Draw(t, "zone")
		s := Subscription{ID: 1, Key: "k", Schedule: schedule.Schedule{Line: line, Zone: zone}}
		from := at("2026-10-20 00:00")
		next, _ := d.next(s, from)
		s.NextSlot, s.NextAt, s.NextRun = next.Local, next.At, next.Run
		seen := map[string]int{}
		now := from
		for range 10 {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(5*24*time.Hour)).Draw(t, "sleep")))
			if s.NextRun.After(now) {
				continue
			}
			p := d.planFor(s, now)
			if int(p.Count) > maxListed {
				return // not all are listed
			}
			for _, m := range p.Missed {
				seen[m.Local]++
			}
			if p.Due != nil {
				seen[p.Due.Local]++
			}
			if !p.Next.Run.After(now) {
				t.Fatalf("next %v is not after %v", p.Next, now)
			}
			s.NextSlot, s.NextAt, s.NextRun = p.Next.Local, p.Next.At, p.Next.Run
		}
		for slot := range s.Schedule.Between(from, s.NextAt.Add(-time.Nanosecond)) {
			if seen[slot.Local] != 1 {
				t.Fatalf("slot %s came %d times", slot.Local, seen[slot.Local])
			}
			delete(seen, slot.Local)
		}
		if len(seen) > 0 {
			t.Fatalf("slots that are none: %v", seen)
		}
	})
}
