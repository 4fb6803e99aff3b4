package bot

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// How the socket's connections are spaced. slack-go opens a new one the moment Slack closes the old, thousands in a few
// seconds where Slack closes each at once.
const (
	guardLeast = time.Second
	guardMost  = 5 * time.Minute
	shortLived = 30 * time.Second
)

// A guard spaces the opening of socket connections: a connection that lived shorter than shortLived doubles the wait
// before the next, one that lived longer forgets it. Everything else passes.
type guard struct {
	next    http.RoundTripper
	now     func() time.Time
	opening func(wait time.Duration) // told before each wait

	mu   sync.Mutex
	last time.Time // when the last opening ended
	wait time.Duration
}

// RoundTrip waits where it must, and gives the call its time limit afterwards: the wait is not part of it.
func (g *guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/apps.connections.open") {
		return g.next.RoundTrip(r)
	}
	if wait := g.due(); wait > 0 {
		t := time.NewTimer(wait)
		defer t.Stop()
		select {
		case <-t.C:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	resp, err := g.next.RoundTrip(r)
	g.mu.Lock()
	g.last = g.now()
	g.mu.Unlock()
	return resp, err
}

// due says how long to wait before the next opening.
func (g *guard) due() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.last.IsZero() {
		return 0
	}
	lived := g.now().Sub(g.last)
	if lived < 0 { // the clock was set back
		lived = 0
	}
	if lived < shortLived {
		g.wait = min(max(guardLeast, 2*g.wait), guardMost)
	} else {
		g.wait = 0
	}
	if g.opening != nil {
		g.opening(g.wait)
	}
	return g.wait
}
