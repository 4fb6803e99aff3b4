package digest

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
	"github.com/slack-go/slack"
)

// Digests delivers the digests of one workspace. [New] makes it, [Digests.Run] runs it, once. Its other methods may be
// called at any time.
type Digests struct {
	cfg     Config
	log     *slog.Logger
	reader  *slack.Client // for everything but posts
	clock   dial
	horizon horizon
	pace    *pace
	wake    chan struct{}
	state   condition
}

// New makes digests. It does not connect.
func New(c Config) (*Digests, error) {
	if err := c.complete(); err != nil {
		return nil, err
	}
	d := &Digests{
		cfg: c, log: c.Log,
		pace: newPace(c.Times.Channel, c.Times.Team),
		wake: make(chan struct{}, c.Workers),
	}
	d.reader = slack.New(c.Token, slack.OptionAPIURL(c.APIURL), slack.OptionOnResponseHeaders(d.clock.heard),
		slack.OptionHTTPClient(&http.Client{Timeout: c.Times.Deadline, CheckRedirect: stay}))
	return d, nil
}

// stay follows no redirect: a token must not travel to another host.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// every is the schedule of the tick; cron's own is in whole seconds.
type every time.Duration

// Next implements [cron.Schedule].
func (e every) Next(t time.Time) time.Time { return t.Add(time.Duration(e)) }

// Run delivers until the context is done, then lets posts under way come to their end, within five seconds, and returns.
// What is left is taken up again by the next process.
func (d *Digests) Run(ctx context.Context) {
	d.horizon.set(d.cfg.Now())
	hard, stop := context.WithCancel(context.WithoutCancel(ctx)) // ends posts that take too long at the end
	defer stop()
	var all sync.WaitGroup
	for range d.cfg.Workers {
		all.Go(func() { d.work(ctx, hard) })
	}
	log := cronLog{d.log}
	// Skip around Recover, in this order: the other way round a panic would take Skip's token with it, and no tick would
	// come again.
	runner := cron.New(cron.WithLogger(log), cron.WithChain(cron.SkipIfStillRunning(log), cron.Recover(log)))
	tick := cron.FuncJob(func() { d.tick(ctx) })
	runner.Schedule(every(d.cfg.Times.Tick), tick)
	all.Go(func() { cron.NewChain(cron.Recover(log)).Then(tick).Run() }) // the first comes at once
	runner.Start()
	<-ctx.Done()
	late := time.AfterFunc(d.cfg.Times.Drain, stop)
	defer late.Stop()
	<-runner.Stop().Done()
	all.Wait()
}

// work takes deliveries, one after the other, whenever there may be some.
func (d *Digests) work(ctx, hard context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.wake:
		}
		for ctx.Err() == nil && d.state.free() && d.one(ctx, hard) {
		}
	}
}

// Wake makes the workers look for deliveries without waiting for the next tick.
func (d *Digests) Wake() {
	for range cap(d.wake) {
		select {
		case d.wake <- struct{}{}:
		default:
			return
		}
	}
}

// cronLog passes on what cron complains of. What it says at each tick is nobody's business.
type cronLog struct{ log *slog.Logger }

// Info implements [cron.Logger].
func (cronLog) Info(string, ...any) {}

// Error implements [cron.Logger].
func (l cronLog) Error(err error, msg string, keysAndValues ...any) {
	l.log.Error("tick", append([]any{"what", msg, "error", err}, keysAndValues...)...)
}
