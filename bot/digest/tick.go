package digest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"versus/bot/digest/failpoint"
)

// The times between what need not happen at every tick.
const (
	purgeEvery = time.Hour
	probeEvery = 5 * time.Minute // a token that was refused is tried again
)

// A condition is whether anything may be posted, and what this process knows of the ground it stands on. The tick owns
// all of it but stopped, which a refused post sets.
type condition struct {
	ticking sync.Mutex // one tick at a time

	mu      sync.Mutex
	held    string    // why nothing is posted; "" where it is
	since   time.Time // of held
	stopped string    // Slack's word for why the token does not work
	probed  time.Time
	me      identity
	count   int64 // of the last tide
	ready   bool  // the first tick has looked at everything
	planned bool  // next slots were computed anew
	purged  time.Time
}

// identity is who the bot is, as Slack says.
type identity struct{ user, bot string }

// free tells whether deliveries may go on.
func (c *condition) free() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ready && c.held == "" && c.stopped == ""
}

func (c *condition) who() identity {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.me
}

// hold notes why nothing may be posted, and tells whether that is news.
func (c *condition) hold(why string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	news := c.held != why || !c.ready
	if news {
		c.held, c.since = why, now
	}
	c.ready = true
	return news
}

// stop notes that the token does not work, and tells whether that is news.
func (c *condition) stop(code string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	news := c.stopped == ""
	c.stopped, c.probed = code, now
	return news
}

// tick is one look at the clock. Where the ground cannot be trusted it looks no further: what came meanwhile is found
// when it can.
func (d *Digests) tick(ctx context.Context) {
	if !d.state.ticking.TryLock() {
		return
	}
	defer d.state.ticking.Unlock()
	now := d.cfg.Now()
	why := d.ground(ctx, now)
	if why == "" {
		if err := d.upkeep(ctx, now); err != nil {
			why = "the store does not work: " + err.Error()
		}
	}
	if ctx.Err() != nil {
		return
	}
	if d.state.hold(why, now) && why != "" {
		d.log.Error("digests are held", "why", why)
	}
	d.cfg.Metrics.hold(why != "")
	if why == "" {
		d.Wake()
	}
}

// upkeep is what a tick does on firm ground.
func (d *Digests) upkeep(ctx context.Context, now time.Time) error {
	if !d.state.planned {
		if err := d.replan(ctx, now); err != nil {
			return err
		}
		d.state.planned = true
	}
	if err := d.plan(ctx, now); err != nil {
		return err
	}
	if now.Sub(d.state.purged).Abs() < purgeEvery {
		return nil
	}
	d.state.purged = now
	return d.cfg.Store.Purge(ctx, now)
}

// ground tells why nothing may be posted now, or "": is Slack there, is the token good, is the store the one we know, is
// the clock right, is a damaged store reconciled?
func (d *Digests) ground(ctx context.Context, now time.Time) string {
	tide, err := d.cfg.Store.Tide(ctx, time.Time{})
	if err != nil {
		return "the store does not answer: " + err.Error()
	}
	if d.state.count > 0 && tide.Count <= d.state.count {
		d.log.Warn("the store is an older copy of itself: what is due is held against the channels first")
		d.horizon.set(now)
	}
	d.state.count = tide.Count
	if err := d.introduce(ctx, now); err != nil {
		return "Slack: " + reason(err)
	}
	if why := d.trust(ctx, now, tide.Mark); why != "" {
		return why
	}
	if tide.Held != "" {
		if err := d.reconcile(ctx, now); err != nil {
			return tide.Held + "; it is being held against the channels: " + reason(err)
		}
		d.log.Info("the store agrees with the channels", "was", tide.Held)
	}
	tide, err = d.cfg.Store.Tide(ctx, d.mark(now, tide.Mark))
	if err != nil {
		return "the store does not answer: " + err.Error()
	}
	d.state.count = tide.Count
	return ""
}

// introduce asks Slack who we are, once, and again where the token was refused since.
func (d *Digests) introduce(ctx context.Context, now time.Time) error {
	d.state.mu.Lock()
	known, stopped, probed := d.state.me != identity{}, d.state.stopped, d.state.probed
	d.state.mu.Unlock()
	switch {
	case known && stopped == "":
		return nil
	case stopped != "" && now.Sub(probed).Abs() < probeEvery:
		return errors.New(stopped)
	}
	who, err := d.reader.AuthTestContext(ctx)
	if v := classify(err, true); v.kind == refused {
		if d.state.stop(v.code, now) {
			d.log.Error("slack refuses the token: no digests are posted", "error", v.code)
		}
		return errors.New(v.code)
	}
	if err != nil {
		return bare(err)
	}
	d.state.mu.Lock()
	defer d.state.mu.Unlock()
	d.state.me, d.state.stopped = identity{who.UserID, who.BotID}, ""
	return nil
}

// trust tells why the clock cannot be trusted, or "". A clock far beyond the latest time known is either right, after a
// long sleep, or was set wrong, and would then miss every slot up to there: Slack's clock decides.
func (d *Digests) trust(ctx context.Context, now, mark time.Time) string {
	if mark.IsZero() || now.Before(mark.Add(jumpLeast)) {
		return ""
	}
	if _, err := d.reader.AuthTestContext(ctx); err != nil {
		return fmt.Sprintf("the clock has jumped by %v, and Slack does not say whether it is right: %s", now.Sub(mark).Round(time.Minute), reason(err))
	}
	ahead, ok := d.clock.ahead(now)
	if !ok || ahead.Abs() > d.agreement() {
		return fmt.Sprintf("the clock has jumped, and differs from Slack's by %v", ahead.Round(time.Minute))
	}
	return ""
}

// agreement is how far our clock and Slack's may be apart and still agree. Slack tells whole seconds.
func (d *Digests) agreement() time.Duration { return max(d.cfg.Times.Apart, 2*time.Second) }

// mark is the latest time known. Where Slack's clock agrees with ours it is now, even if a wrong clock once left a later
// one behind.
func (d *Digests) mark(now, before time.Time) time.Time {
	ahead, ok := d.clock.ahead(now)
	if ok && ahead.Abs() <= d.agreement() || now.After(before) {
		return now
	}
	return before
}

// reconcile holds a damaged store against the channels: whatever stands there of the subscriptions that were saved, and
// the store does not know, is entered as sent. Only when each channel was read to its end, or cannot be read at all, is
// the hold lifted.
func (d *Digests) reconcile(ctx context.Context, now time.Time) error {
	if err := d.settled(ctx, d.horizon.start()); err != nil {
		return err
	}
	running, err := d.cfg.Store.Running(ctx)
	if err != nil {
		return err
	}
	keys := map[string]int64{}
	channels := map[string]bool{}
	for _, s := range running {
		keys[s.Key] = s.ID
		channels[s.Channel] = true
	}
	oldest := now.Add(-jumpLeast - lookBack)
	for c := range channels {
		err := d.pages(ctx, place{channel: c}, oldest, func(key, ts string) (bool, error) {
			return true, d.enter(ctx, keys, key, c, ts, now)
		})
		failpoint.Hit(failpoint.ReconcileDuring)
		if v := classify(err, true); v.kind == refused {
			d.log.Warn("a channel cannot be read: what is due there is not posted", "channel", c, "error", v.code)
			continue
		}
		if err != nil {
			return err
		}
	}
	return d.cfg.Store.Lift(ctx)
}

// enter records a message that was found as a slot that was sent.
func (d *Digests) enter(ctx context.Context, keys map[string]int64, key, channel, ts string, now time.Time) error {
	sub, local, part, ok := splitKey(key)
	id, ours := keys[sub]
	if !ok || !ours || part != 0 {
		return nil
	}
	at := slackTime(ts)
	v := Delivery{Slot: Slot{Subscription: id, Local: local, At: at}, Kind: Digest, Run: at, Until: now.Add(jumpLeast), Prepared: true}
	return d.cfg.Store.Enter(ctx, v, channel, ts, now)
}
