package digest

import (
	"context"
	"hash/fnv"
	"time"

	"versus/bot/digest/failpoint"
)

// Window says how long after its time a slot may still be posted: a day where slots are a week apart or more, six hours
// where they are a day apart, else until the next. The bounds leave room for clock changes.
func Window(gap time.Duration) time.Duration {
	switch {
	case gap >= 6*24*time.Hour:
		return 24 * time.Hour
	case gap >= 20*time.Hour:
		return 6 * time.Hour
	}
	return gap
}

// The bounds of looking at slots that were missed: so many are counted one by one, and so many of them recorded.
const (
	maxCounted = 5000
	maxListed  = 50
	duePage    = 100
)

// delay is by how much a slot is taken up after its time, so that not all channels ask Slack in one second. It is the
// same for each slot of a subscription, after a restart too, and small beside the time between slots.
func (d *Digests) delay(key string, gap time.Duration) time.Duration {
	most := min(d.cfg.Times.Jitter, gap/12).Truncate(time.Second)
	if most < time.Second {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // never errs
	return time.Duration(h.Sum64() % uint64(most)).Truncate(time.Second)
}

// next gives the slot after an instant as the store keeps it, and the time to the one after that.
func (d *Digests) next(s Subscription, after time.Time) (Next, time.Duration) {
	slot, ok := d.cfg.Calendar.Next(s.Schedule, after)
	if !ok {
		return Next{}, 0
	}
	gap := d.gap(s, slot.At)
	return Next{Local: slot.Local, At: slot.At, Run: slot.At.Add(d.delay(s.Key, gap))}, gap
}

// gap is the time from one slot to the next; a year where none comes.
func (d *Digests) gap(s Subscription, at time.Time) time.Duration {
	after, ok := d.cfg.Calendar.Next(s.Schedule, at)
	if !ok {
		return 365 * 24 * time.Hour
	}
	return after.At.Sub(at)
}

// plan takes up every slot that has come.
func (d *Digests) plan(ctx context.Context, now time.Time) error {
	for {
		due, err := d.cfg.Store.Due(ctx, now, duePage)
		if err != nil {
			return err
		}
		for _, s := range due {
			p := d.planFor(s, now)
			failpoint.Hit(failpoint.DueBefore)
			ok, err := d.cfg.Store.Carry(ctx, s, p, now)
			if err != nil {
				return err
			}
			failpoint.Hit(failpoint.DueAfter)
			if ok && p.Count > 0 {
				d.cfg.Metrics.slots.WithLabelValues(string(Missed)).Add(float64(p.Count))
				d.log.Warn("slots missed", "subscription", s.ID, "count", p.Count, "first", s.NextSlot)
			}
		}
		if len(due) < duePage {
			return nil
		}
	}
}

// planFor looks from a subscription's next slot to now: the latest that has come is due, or missed where its window is
// over; those before it are missed.
func (d *Digests) planFor(s Subscription, now time.Time) Plan {
	var p Plan
	at := Slot{Subscription: s.ID, Local: s.NextSlot, At: s.NextAt}
	run := s.NextRun
	for {
		next, _ := d.next(s, at.At)
		if next.Local == "" || next.Run.After(now) {
			p.Next = next
			break
		}
		p.miss(at)
		if p.Count == maxCounted {
			next = d.jump(s, now, next, &p)
		}
		at, run = Slot{Subscription: s.ID, Local: next.Local, At: next.At}, next.Run
	}
	until := at.At.Add(d.cfg.Window(d.gap(s, at.At)))
	if !now.Before(until) {
		p.miss(at)
		return p
	}
	p.Due = &Delivery{Slot: at, Kind: Digest, Run: run, Until: until}
	return p
}

func (p *Plan) miss(s Slot) {
	p.Count++
	p.Missed = append(p.Missed, s)
	if len(p.Missed) > maxListed {
		p.Missed = p.Missed[1:]
	}
}

// jump goes close to now where a subscription has slept for too many slots to count them, which are estimated then.
func (d *Digests) jump(s Subscription, now time.Time, from Next, p *Plan) Next {
	latest, ok := d.cfg.Calendar.Latest(s.Schedule, now.Add(-d.cfg.Times.Jitter))
	if !ok || !latest.At.After(from.At) {
		return from
	}
	gap := d.gap(s, latest.At)
	p.Count += int64(latest.At.Sub(from.At) / max(gap, time.Second))
	return Next{Local: latest.Local, At: latest.At, Run: latest.At.Add(d.delay(s.Key, gap))}
}

// replan computes the next slots anew, since the rules of a zone may have changed with this version. It goes back a
// little, to what may be waiting for its delay; that a slot exists once keeps it from coming twice.
func (d *Digests) replan(ctx context.Context, now time.Time) error {
	running, err := d.cfg.Store.Running(ctx)
	if err != nil {
		return err
	}
	for _, s := range running {
		if s.NextSlot == "" || !s.NextRun.After(now) {
			continue
		}
		after := now.Add(-d.cfg.Times.Jitter)
		if s.Since.After(after) {
			after = s.Since
		}
		next, _ := d.next(s, after)
		if next.Local == s.NextSlot && next.At.Equal(s.NextAt) && next.Run.Equal(s.NextRun) {
			continue
		}
		if _, err := d.cfg.Store.Replan(ctx, s, next); err != nil {
			return err
		}
	}
	return nil
}
