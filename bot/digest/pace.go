package digest

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A pace keeps posts apart: in one channel, in the workspace, and while Slack asks for time. Answers to people have
// their own way and do not wait here.
type pace struct {
	each time.Duration
	team *rate.Limiter

	mu       sync.Mutex
	until    map[string]time.Time // by method: nothing is called before
	channels map[string]*rate.Limiter
}

// maxPaced is how many channels are remembered; then all are forgotten, which costs at most one post too early each.
const maxPaced = 10_000

func newPace(channel, team time.Duration) *pace {
	return &pace{each: channel, team: rate.NewLimiter(rate.Every(team), 4), until: map[string]time.Time{}, channels: map[string]*rate.Limiter{}}
}

// hold keeps a method's calls back, as Slack has asked.
func (p *pace) hold(method string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.until[method]) {
		p.until[method] = until
	}
}

// held is for how long a method's calls are still kept back.
func (p *pace) held(method string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Until(p.until[method])
}

// wait waits for the turn of a post to a channel.
func (p *pace) wait(ctx context.Context, channel string) error {
	p.mu.Lock()
	if len(p.channels) >= maxPaced {
		clear(p.channels)
	}
	l := p.channels[channel]
	if l == nil {
		l = rate.NewLimiter(rate.Every(p.each), 1)
		p.channels[channel] = l
	}
	p.mu.Unlock()
	if err := l.Wait(ctx); err != nil {
		return err
	}
	return p.team.Wait(ctx)
}

// sleep waits, and tells whether it did so to the end.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}
