package store_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"versus/answers"
	"versus/bot"
)

func TestFirstTime(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		first := func(key string, after time.Duration, want bool) {
			t.Helper()
			if got, err := s.FirstTime(t.Context(), key, noon.Add(after)); err != nil || got != want {
				t.Errorf("FirstTime(%q) after %v = %v, %v; want %v", key, after, got, err, want)
			}
		}
		first("Ev1", 0, true)
		first("Ev1", time.Second, false)
		first("Ev2", time.Second, true)
		first("Ev1", time.Hour, false)
		_ = s.Close()
		s = p.open(t)
		first("Ev1", 61*time.Minute, false)
		first("Ev1", 3*time.Hour, true)
	})
}

func TestFirstTimeOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		var firsts atomic.Int64
		var all sync.WaitGroup
		for range 16 {
			all.Go(func() {
				ok, err := s.FirstTime(t.Context(), "Ev1", noon)
				if err != nil {
					t.Error(err)
				}
				if ok {
					firsts.Add(1)
				}
			})
		}
		all.Wait()
		if firsts.Load() != 1 {
			t.Errorf("%d of 16 were first", firsts.Load())
		}
	})
}

func letter(id string, after time.Duration) bot.Letter {
	return bot.Letter{
		ID: id, Keys: []string{id, "message/" + id}, Received: noon.Add(after), Team: "T1", Channel: "C1", Thread: "1.1", TS: "1.2",
		User: "U1", Direct: true, Text: "who \x00leads\xff, 오퍼스?",
	}
}

func TestInbox(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		receive := func(l bot.Letter, want bool) {
			t.Helper()
			if got, err := s.Receive(t.Context(), l, time.Minute); err != nil || got != want {
				t.Errorf("Receive(%s) = %v, %v; want %v", l.ID, got, err, want)
			}
		}
		waiting := func(since, now time.Duration, want ...string) []bot.Letter {
			t.Helper()
			letters, err := s.Waiting(t.Context(), noon.Add(since), noon.Add(now), time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, l := range letters {
				ids = append(ids, l.ID)
			}
			if diff := cmp.Diff(want, ids); diff != "" {
				t.Errorf("waiting after %v (-want +got):\n%s", now, diff)
			}
			return letters
		}
		receive(letter("Ev1", 0), true)
		receive(letter("Ev1", time.Second), false)
		receive(letter("Ev2", time.Second), true)
		half := letter("Ev3", time.Second) // an event of its own about a message that was seen
		half.Keys = []string{"Ev3", "message/Ev2"}
		receive(half, false)
		if ok, err := s.FirstTime(t.Context(), "Ev3", noon); err != nil || !ok {
			t.Errorf("a refused letter left a key behind: %v, %v", ok, err)
		}
		waiting(-time.Hour, 30*time.Second) // both are leased
		got := waiting(-time.Hour, time.Minute, "Ev1")
		want := letter("Ev1", 0)
		want.Keys, want.Text = []string{"Ev1"}, "who leads\uFFFD, 오퍼스?"
		if diff := cmp.Diff([]bot.Letter{want}, got); diff != "" {
			t.Errorf("letter (-want +got):\n%s", diff)
		}
		if err := s.Done(t.Context(), "Ev1"); err != nil {
			t.Error(err)
		}
		receive(letter("Ev1", 2*time.Minute), false) // answered, and a repeat still
		waiting(2*time.Second, time.Hour)            // Ev2 is too old
		waiting(-time.Hour, time.Hour)               // and gone
	})
}

// What an earlier process had in hand is free at once where nobody else can have it, else when its lease ends.
func TestInboxAfterCrash(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		if _, err := s.Receive(t.Context(), letter("Ev1", 0), time.Minute); err != nil {
			t.Fatal(err)
		}
		_ = s.Close()
		s = p.open(t)
		for _, c := range []struct {
			after time.Duration
			want  int
		}{{time.Second, map[bool]int{true: 1}[p.alone]}, {61 * time.Second, 1}} {
			letters, err := s.Waiting(t.Context(), noon.Add(-time.Hour), noon.Add(c.after), time.Second)
			if err != nil || len(letters) != c.want {
				t.Errorf("after %v: %d letters, %v; want %d", c.after, len(letters), err, c.want)
			}
		}
	})
}

func TestThreads(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		now := noon
		p.now = func() time.Time { return now }
		s := p.open(t)
		at := bot.Place{Team: "T1", Channel: "C1", Thread: "1.1"}
		about := answers.Context{Intent: answers.Compare, Metrics: nil, Lang: "ko"}
		expect := func(at bot.Place, want answers.Context, there bool) {
			t.Helper()
			got, ok, err := s.Context(t.Context(), at)
			if err != nil || ok != there {
				t.Errorf("Context(%v) = %v, %v; want %v", at, ok, err, there)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("context (-want +got):\n%s", diff)
			}
		}
		expect(at, answers.Context{}, false)
		for _, c := range []answers.Context{{Intent: answers.Rank}, about} {
			if err := s.Remember(t.Context(), at, c, now); err != nil {
				t.Fatal(err)
			}
		}
		_ = s.Close()
		s = p.open(t)
		expect(at, about, true)
		mine := at
		mine.User = "U1"
		expect(mine, answers.Context{}, false)
		now = now.Add(30*24*time.Hour + time.Second)
		expect(at, answers.Context{}, false)
	})
}
