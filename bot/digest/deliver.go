package digest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"versus/bot/digest/failpoint"
)

// The spans of the store's side of a delivery.
const (
	storeTime = 5 * time.Second // to record what Slack said, even while stopping
	buildTime = 30 * time.Second
)

// A job is one claimed delivery in this process's hands.
type job struct {
	*Delivery
	d       *Digests
	hard    context.Context   // outlives the order to stop, for the end of what has begun
	claimed time.Time         // by this process's count: whoever had it before, had it before
	begun   map[int]time.Time // this process's own attempts, by part
	looked  map[int]bool      // the part was looked for since the job began
}

// An ending is how a job ends for now: with a result, or to be taken up again.
type ending struct {
	result Result
	why    string
	again  time.Duration // where there is no result
}

// one claims and works on one delivery, and tells whether there was one.
func (d *Digests) one(ctx, hard context.Context) bool {
	failpoint.Hit(failpoint.ClaimBefore)
	v, err := d.cfg.Store.Claim(ctx, d.cfg.Now(), d.cfg.Times.Lease)
	if err != nil {
		if ctx.Err() == nil {
			d.log.Error("claim a delivery", "error", err)
		}
		return false
	}
	if v == nil {
		return false
	}
	failpoint.Hit(failpoint.ClaimAfter)
	j := &job{Delivery: v, d: d, hard: hard, claimed: time.Now(), begun: map[int]time.Time{}, looked: map[int]bool{}}
	ctx, stop := j.keep(ctx)
	defer stop()
	j.end(ctx, j.run)
	return true
}

// keep renews the lease while the job runs, and ends the job where it cannot.
func (j *job) keep(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	done := make(chan struct{})
	lease := j.d.cfg.Times.Lease
	go func() {
		defer close(done)
		renewed := time.Now()
		for sleep(ctx, lease/3) {
			err := j.d.cfg.Store.Extend(ctx, j.Claim, j.d.cfg.Now().Add(lease))
			switch {
			case err == nil:
				renewed = time.Now()
			case errors.Is(err, ErrTaken), time.Since(renewed) > lease*2/3:
				cancel(ErrTaken)
			}
		}
	}()
	return ctx, func() { cancel(nil); <-done }
}

// end runs a job and writes down how it ended.
func (j *job) end(ctx context.Context, run func(context.Context) (ending, error)) {
	e, err := j.guarded(ctx, run)
	if errors.Is(err, ErrTaken) || errors.Is(context.Cause(ctx), ErrTaken) {
		j.d.log.Info("another process has the delivery", "subscription", j.Subscription, "slot", j.Local)
		return
	}
	switch {
	case err != nil && ctx.Err() != nil:
		e = ending{} // told to stop: whoever comes next goes on at once
	case err != nil:
		j.d.log.Error("deliver", "subscription", j.Subscription, "slot", j.Local, "error", err)
		e = ending{again: j.backoff()}
	}
	err = j.write(func(ctx context.Context) error {
		if e.result == "" {
			return j.d.cfg.Store.Release(ctx, j.Claim, j.d.cfg.Now().Add(e.again), e.why)
		}
		failpoint.Hit(failpoint.FinishBefore)
		return j.d.cfg.Store.Finish(ctx, j.Claim, e.result, e.why, j.d.cfg.Now())
	})
	if err != nil {
		j.d.log.Error("write the end of a delivery", "subscription", j.Subscription, "slot", j.Local, "error", err)
		return
	}
	if e.result != "" {
		failpoint.Hit(failpoint.FinishAfter)
		j.tell(e)
	}
}

// guarded keeps a panic of a builder from taking the process with it.
func (j *job) guarded(ctx context.Context, run func(context.Context) (ending, error)) (e ending, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return run(ctx)
}

// write runs a change of the store that must be written even after the order to stop.
func (j *job) write(f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(j.hard, storeTime)
	defer cancel()
	return f(ctx)
}

func (j *job) tell(e ending) {
	if j.Kind != Digest {
		return
	}
	j.d.cfg.Metrics.slots.WithLabelValues(string(e.result)).Inc()
	log := j.d.log.Info
	if e.result != Sent && e.result != Quiet {
		log = j.d.log.Error
	}
	log("slot", "subscription", j.Subscription, "slot", j.Local, "channel", j.Sub.Channel, "result", e.result, "why", e.why)
}

// backoff is how long to wait after what will pass.
func (j *job) backoff() time.Duration {
	return j.d.cfg.Times.Retry << min(j.Tries, 6)
}

// run takes a delivery as far as it goes.
func (j *job) run(ctx context.Context) (ending, error) {
	if j.over() || j.Kind == Digest && j.Sub.State != Active {
		return j.expire(ctx)
	}
	if !j.Prepared {
		if e, err := j.build(ctx); err != nil || e != (ending{}) {
			return e, err
		}
	}
	for i := range j.Parts {
		if i == 1 {
			failpoint.Hit(failpoint.PartBefore)
		}
		if e, err := j.part(ctx, i); err != nil || e != (ending{}) {
			return e, err
		}
	}
	return ending{result: Sent}, nil
}

// over tells whether the delivery's window has passed.
func (j *job) over() bool { return !j.d.cfg.Now().Before(j.Until) }

// part brings one part to where it stands in Slack, or gives the ending of the whole delivery.
func (j *job) part(ctx context.Context, i int) (ending, error) {
	p := &j.Parts[i]
	for p.State != Done {
		if err := ctx.Err(); err != nil {
			return ending{}, err
		}
		switch {
		case p.State == Sending || !j.looked[i] && j.early(i):
			if e, err := j.look(ctx, i); err != nil || e != (ending{}) {
				return e, err
			}
		case j.over():
			return j.expire(ctx)
		default:
			if e, err := j.post(ctx, i); err != nil || e != (ending{}) {
				return e, err
			}
		}
	}
	return ending{}, nil
}

// early tells whether a part was due before this process began to watch, or might have been by another clock: an older
// life of the store may have posted it. Nobody has posted into a thread that this job began.
func (j *job) early(i int) bool { return j.due(i, j.d.cfg.Times.Apart) }

// older tells whether a part was due before this process began to watch, by our own clock.
func (j *job) older(i int) bool { return j.due(i, 0) }

func (j *job) due(i int, margin time.Duration) bool {
	if i > 0 && (j.Parts[0].State != Done || !j.begun[0].IsZero()) {
		return false // there is no thread, or it is ours
	}
	before, _ := j.d.horizon.before(j.Run, margin)
	return before
}

// look finds out whether a part stands in Slack. A part that is not there waits again; one that cannot be looked for
// stays in doubt.
func (j *job) look(ctx context.Context, i int) (ending, error) {
	p := &j.Parts[i]
	doubt := p.State == Sending
	strictly, from := j.d.horizon.before(j.Run, 0)
	if doubt {
		from = j.claimed
		if own, ok := j.begun[i]; ok {
			from = own
		}
	}
	if err := j.d.settled(ctx, from); err != nil {
		return ending{}, err
	}
	at, err := j.place(ctx, i)
	ts := ""
	if err == nil {
		ts, err = j.d.find(ctx, at, j.Key(i), j.oldest(p))
	}
	if ctx.Err() != nil {
		return ending{}, ctx.Err()
	}
	v := classify(err, true)
	switch {
	case err == nil && ts != "":
		return ending{}, j.record(i, at.channel, ts)
	case err == nil:
		j.looked[i] = true
		if !doubt {
			return ending{}, nil
		}
		p.State = Waiting
		return ending{}, j.write(func(ctx context.Context) error { return j.d.cfg.Store.Withdraw(ctx, j.Claim, i, nil) })
	case v.cause == ofThread && i > 0:
		return j.threadless()
	case v.kind == refused && !doubt && !strictly:
		j.looked[i] = true // it was not due by our clock: only clocks that differ could have brought it before
		return ending{}, nil
	case v.kind == refused && v.cause == ofAccess:
		return j.stopped(ctx, v)
	}
	return ending{again: j.backoff(), why: unreadable + ": " + reason(err)}, nil
}

// unreadable begins the reason of what stays in doubt because its history cannot be read.
const unreadable = "the history cannot be read"

// place is where a part stands, if it does: where it was sent, or where it would be.
func (j *job) place(ctx context.Context, i int) (place, error) {
	if i > 0 {
		return place{j.Parts[0].Channel, j.Parts[0].TS}, nil
	}
	if c := j.Parts[0].Channel; c != "" {
		return place{channel: c}, nil
	}
	c, err := j.channel(ctx)
	return place{channel: c}, err
}

// oldest is from when on a part is looked for, by Slack's clock.
func (j *job) oldest(p *Part) time.Time {
	at := j.Run
	if ahead, ok := j.d.clock.ahead(j.d.cfg.Now()); ok && ahead > 0 {
		at = at.Add(-ahead)
	}
	if !p.Started.IsZero() && p.Started.Before(at) {
		at = p.Started
	}
	return at.Add(-lookBack)
}

// record writes down where a part stands.
func (j *job) record(i int, channel, ts string) error {
	p := &j.Parts[i]
	err := j.write(func(ctx context.Context) error { return j.d.cfg.Store.Record(ctx, j.Claim, i, channel, ts) })
	if err == nil {
		p.State, p.Channel, p.TS = Done, channel, ts
		failpoint.Hit(failpoint.RecordAfter)
	}
	return err
}
