//go:build unix

package faults

import (
	"math/rand/v2"
	"testing"
	"time"

	"versus/bot/digest/failpoint"
	"versus/bot/sandbox"
)

// A mutation takes one safeguard away and does what that safeguard is for.
type mutation struct {
	safeguard string
	run       func(l *lane, r *rand.Rand)
}

func mutations() []mutation {
	return []mutation{
		{failpoint.Settle, func(l *lane, r *rand.Rand) { // the history shows late what was accepted
			lag := 350 * time.Millisecond
			if l.path == "" {
				lag = 700 * time.Millisecond // here the lease of the one who died ends first
			}
			for range 4 {
				l.subscribe(between(r, 80*time.Millisecond, 160*time.Millisecond))
				l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.Lag, Delay: lag})
				p := l.start("VERSUS_FAILPOINT=" + failpoint.ResponseAfter)
				p.died(5 * time.Second)
				p.kill()
				l.drain()
			}
		}},
		{failpoint.Unique, func(l *lane, r *rand.Rand) { // the clock is set back, behind a slot that was sent
			l.subscribe(100*time.Millisecond, 150*time.Millisecond)
			l.drain()
			back := time.Until(l.subs[0].NextAt) - 1500*time.Millisecond
			l.live(3500*time.Millisecond, "WORKER_CLOCK="+back.String())
			l.drain()
		}},
		{failpoint.Lease, func(l *lane, r *rand.Rand) { // several workers look for deliveries at once
			l.fault(sandbox.Fault{Method: postMessage, From: 1, To: sandbox.Forever, Kind: sandbox.Slow, Delay: 100 * time.Millisecond})
			for range 8 {
				l.subscribe(between(r, 80*time.Millisecond, 160*time.Millisecond), 200*time.Millisecond)
				l.live(700 * time.Millisecond)
			}
		}},
		{failpoint.Scan, func(l *lane, r *rand.Rand) { // a reply is lost after the post was accepted
			for range 4 {
				l.subscribe(between(r, 80*time.Millisecond, 160*time.Millisecond))
				l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.CutAfter})
				l.live(300 * time.Millisecond)
				l.drain()
			}
		}},
	}
}

// TestProgrammeMutations shows that the checker bites: with each safeguard nothing is posted twice, and without it
// something is.
func TestProgrammeMutations(t *testing.T) {
	if !*long {
		t.Skip("part of the long programme: go test -long")
	}
	type trial struct {
		mutation
		store   string
		without bool
	}
	var trials []trial
	for _, m := range mutations() {
		for _, kind := range kinds(t) {
			trials = append(trials, trial{m, kind, false}, trial{m, kind, true})
		}
	}
	t.Run("on", func(t *testing.T) {
		side(trials, func(m trial) {
			name := "with"
			if m.without {
				name = "without"
			}
			t.Run(m.safeguard+"/"+m.store+"/"+name, func(t *testing.T) {
				l := newLane(t, m.store)
				if m.without {
					l.env = []string{"VERSUS_MUTATE=" + m.safeguard}
				}
				m.run(l, rand.New(rand.NewPCG(1, 0)))
				sum := l.check(func(string, ...any) {})
				t.Logf("%d of %d slots; %d messages twice", sum.sent, sum.slots, sum.doubled)
				if caught := sum.doubled > 0; caught != m.without {
					t.Errorf("%s the safeguard %q: %+v\n%s", name, m.safeguard, sum, l.said())
				}
			})
		})
	})
}
