package digest

import (
	"context"
	"time"
)

// A Status is how digests are, for people and for probes.
type Status struct {
	Held          string         // why nothing is posted; "" where it is
	Since         time.Time      // of Held, or of its end; zero before the first look
	Subscriptions map[State]int  // by state
	Week          map[Result]int // slots of the last seven days by result; open ones under ""
	Doubts        int            // messages of which nobody knows yet whether they arrived
	Ahead         time.Duration  // by how much our clock is ahead of Slack's
	AheadKnown    bool
}

// Healthy tells whether digests are posted and none was lost sight of.
func (s Status) Healthy() bool { return s.Held == "" && s.Week[Unknown] == 0 }

// Status tells how digests are. What the store does not tell is left out, with the error.
func (d *Digests) Status(ctx context.Context) (Status, error) {
	s := d.standing()
	now := d.cfg.Now()
	s.Ahead, s.AheadKnown = d.clock.ahead(now)
	var err error
	if s.Subscriptions, err = d.cfg.Store.States(ctx); err != nil {
		return s, err
	}
	if s.Week, err = d.cfg.Store.Counts(ctx, now.AddDate(0, 0, -7)); err != nil {
		return s, err
	}
	s.Doubts, err = d.cfg.Store.Doubts(ctx)
	return s, err
}

// standing is what this process knows by itself.
func (d *Digests) standing() Status {
	c := &d.state
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.stopped != "":
		return Status{Held: "Slack: " + c.stopped, Since: c.probed}
	case !c.ready:
		return Status{Held: "starting"}
	}
	return Status{Held: c.held, Since: c.since}
}
