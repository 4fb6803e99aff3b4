//go:build failpoints

package failpoint

import (
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Enabled tells whether this build has failpoints.
const Enabled = true

// settings are read once: a build for tests may look at the environment.
var settings = sync.OnceValue(func() (s struct {
	point   string
	count   int64
	mutated map[string]bool
}) {
	name, count, _ := strings.Cut(os.Getenv("VERSUS_FAILPOINT"), ":")
	s.point, s.count = name, 1
	if n, err := strconv.ParseInt(count, 10, 64); err == nil && n > 0 {
		s.count = n
	}
	s.mutated = map[string]bool{}
	for m := range strings.SplitSeq(os.Getenv("VERSUS_MUTATE"), ",") {
		s.mutated[m] = true
	}
	return s
})

var hits atomic.Int64

// Hit kills the process where this is the point it was told to die at, and never returns from there.
func Hit(point string) {
	if s := settings(); s.point != point || hits.Add(1) != s.count {
		return
	}
	p, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = p.Kill()
	}
	if err != nil {
		panic("kill self: " + err.Error())
	}
	for { // the signal is on its way
		time.Sleep(time.Hour)
	}
}

// Without tells whether a safeguard is taken away.
func Without(safeguard string) bool { return settings().mutated[safeguard] }
