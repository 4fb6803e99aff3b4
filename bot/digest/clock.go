package digest

import (
	"net/http"
	"sync"
	"time"
)

// jumpLeast is how far beyond the latest time known a clock may be without somebody else agreeing.
const jumpLeast = 24 * time.Hour

// A dial is Slack's clock, as the Date of its latest response showed it. It runs on by this process's own count of
// time, so that a jump of the wall clock does not move it.
type dial struct {
	mu    sync.Mutex
	slack time.Time // Slack's time at read
	read  time.Time
}

// heard reads the time off a response.
func (c *dial) heard(_ string, h http.Header) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.slack, c.read = date, time.Now()
}

// now gives Slack's time, and false where it was never heard.
func (c *dial) now() (time.Time, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.slack.IsZero() {
		return time.Time{}, false
	}
	return c.slack.Add(time.Since(c.read)), true
}

// ahead is by how much a wall clock is ahead of Slack's.
func (c *dial) ahead(wall time.Time) (time.Duration, bool) {
	s, ok := c.now()
	return wall.Sub(s), ok
}

// A horizon is when this process began to watch the store: what was due before may have been posted by somebody of whom
// this copy of the store knows nothing.
type horizon struct {
	mu   sync.Mutex
	wall time.Time
	from time.Time // the same moment by this process's own count
}

func (h *horizon) set(wall time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.wall, h.from = wall, time.Now()
}

// before tells whether a time lies before the horizon, and how the horizon is reckoned by this process's own count.
func (h *horizon) before(t time.Time, margin time.Duration) (bool, time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return !t.After(h.wall.Add(margin)), h.from
}

// start is when this process began to watch, by its own count.
func (h *horizon) start() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.from
}
