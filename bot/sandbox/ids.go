package sandbox

import (
	"crypto/rand"
	"fmt"
	"slices"
	"time"
)

// idMaker hands out timestamps, which are message ids in Slack, and ids of other things.
type idMaker struct {
	last int64 // µs since 1970 of the last timestamp
	n    int
}

// ts is a timestamp later than each before it, "1770000000.000100".
func (m *idMaker) ts(now time.Time) string {
	m.last = max(now.UnixMicro(), m.last+1)
	return fmt.Sprintf("%d.%06d", m.last/1e6, m.last%1e6)
}

// next is a readable id with a prefix: "Ev00000001".
func (m *idMaker) next(prefix string) string {
	m.n++
	return fmt.Sprintf("%s%08X", prefix, m.n)
}

// secret is an id that nobody can guess, for tickets, trigger ids and response URLs.
func secret() string { return rand.Text() }

// clone copies the world deeply enough that the Config's own stays as it was.
func (w World) clone() World {
	w.Users = slices.Clone(w.Users)
	w.Channels = slices.Clone(w.Channels)
	for i := range w.Channels {
		w.Channels[i].Members = slices.Clone(w.Channels[i].Members)
	}
	return w
}
