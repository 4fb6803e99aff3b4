package digest

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// What people's wishes can run into.
var (
	// ErrGone says that there is no such subscription, or that it has ended.
	ErrGone = errors.New("there is no such subscription")
	// ErrChanged says that somebody else changed the subscription meanwhile.
	ErrChanged = errors.New("somebody else has just changed it")
	// ErrNever says that no slot of a schedule ever comes.
	ErrNever = errors.New("its time never comes")
)

// Subscribe begins a subscription, of which the place, the owner, the schedule and the wishes are given. The result says
// when it comes first.
func (d *Digests) Subscribe(ctx context.Context, s Subscription) (Subscription, error) {
	now := d.cfg.Now()
	s.State, s.Why, s.Created = Active, "", now
	// The delay depends on the key, which the store gives: the first slot is planned before, and its delay after.
	if err := d.begin(&s, now); err != nil {
		return s, err
	}
	s, err := d.cfg.Store.Add(ctx, s)
	if err != nil {
		return s, err
	}
	run := s.NextAt.Add(d.delay(s.Key, d.gap(s, s.NextAt)))
	if run.Equal(s.NextRun) {
		return s, nil
	}
	if _, err := d.cfg.Store.Replan(ctx, s, Next{Local: s.NextSlot, At: s.NextAt, Run: run}); err != nil {
		return s, err
	}
	s.NextRun = run
	return s, nil
}

// begin gives a subscription its first slot from a time on.
func (d *Digests) begin(s *Subscription, now time.Time) error {
	next, _ := d.next(*s, now)
	if next.Local == "" {
		return fmt.Errorf("plan %q in %s: %w", s.Schedule.Line, s.Schedule.Zone, ErrNever)
	}
	s.Since, s.NextSlot, s.NextAt, s.NextRun = now, next.Local, next.At, next.Run
	return nil
}

// Change lets change alter a subscription that has not ended, and writes it. Where its schedule is another afterwards, or
// it goes on after a pause, its next slot is computed anew: slots that passed while it was paused are nobody's. Those
// that passed while it was lost are caught up with, or recorded as missed.
func (d *Digests) Change(ctx context.Context, id int64, change func(*Subscription) error) (Subscription, error) {
	s, ok, err := d.cfg.Store.Find(ctx, id)
	switch {
	case err != nil:
		return s, err
	case !ok || s.State == Ended:
		return s, ErrGone
	}
	before := s
	if err := change(&s); err != nil {
		return before, err
	}
	now := d.cfg.Now()
	switch {
	case s.State == Ended:
		s.Since = now
	case s.Schedule != before.Schedule, s.State == Active && before.State == Paused:
		if err := d.begin(&s, now); err != nil {
			return before, err
		}
	}
	ok, err = d.cfg.Store.Change(ctx, s)
	switch {
	case err != nil:
		return before, err
	case !ok:
		return before, ErrChanged
	}
	s.Version++
	d.Wake()
	return s, nil
}

// Pause stops a subscription at somebody's wish. A digest whose post has begun still comes to its end.
func (d *Digests) Pause(ctx context.Context, id int64) (Subscription, error) {
	return d.Change(ctx, id, func(s *Subscription) error { s.State, s.Why = Paused, ""; return nil })
}

// Resume lets a subscription go on that was paused or lost.
func (d *Digests) Resume(ctx context.Context, id int64) (Subscription, error) {
	return d.Change(ctx, id, func(s *Subscription) error { s.State, s.Why = Active, ""; return nil })
}

// Unsubscribe ends a subscription.
func (d *Digests) Unsubscribe(ctx context.Context, id int64) (Subscription, error) {
	return d.Change(ctx, id, func(s *Subscription) error { s.State, s.Why = Ended, ""; return nil })
}

// Find gives a subscription by its number; ErrGone where there is none or it has ended.
func (d *Digests) Find(ctx context.Context, id int64) (Subscription, error) {
	s, ok, err := d.cfg.Store.Find(ctx, id)
	if err == nil && (!ok || s.State == Ended) {
		err = ErrGone
	}
	return s, err
}

// List gives the subscriptions of a channel, or of a workspace where the channel is "", in their order.
func (d *Digests) List(ctx context.Context, team, channel string) ([]Subscription, error) {
	return d.cfg.Store.Of(ctx, team, channel)
}

// askedSuffix ends the names of digests that somebody asked for.
const askedSuffix = "/now"

// asked tells whether a delivery was asked for by somebody, beside the schedule.
func asked(local string) bool {
	return len(local) > len(askedSuffix) && local[len(local)-len(askedSuffix):] == askedSuffix
}

// askedFor is how long a digest that was asked for is worth posting.
const askedFor = time.Hour

// Now posts a digest beside the schedule, once in a minute: it tells false where one was asked for in the same minute.
// It needs a subscription that runs.
func (d *Digests) Now(ctx context.Context, id int64) (bool, error) {
	s, err := d.Find(ctx, id)
	if err != nil {
		return false, err
	}
	if s.State != Active {
		return false, fmt.Errorf("post a digest of subscription %d: it is %s", id, s.State)
	}
	now := d.cfg.Now()
	fresh, err := d.cfg.Store.Insert(ctx, Delivery{
		Slot: Slot{Subscription: id, Local: now.UTC().Format("2006-01-02T15:04Z") + askedSuffix, At: now},
		Kind: Digest, Run: now, Until: now.Add(askedFor),
	})
	if fresh {
		d.Wake()
	}
	return fresh, err
}
