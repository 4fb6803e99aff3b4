//go:build unix

package faults

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"time"

	"versus/bot/digest/failpoint"
	"versus/bot/sandbox"
	"versus/bot/store"
)

// A scenario does some number of faults on a lane of its own, and leaves the lane to the checker.
type scenario struct {
	name string
	// stores it makes sense on: "sqlite", "postgres".
	stores []string
	short  int // faults in the short form, of each lane
	long   int // and in the long one, over all lanes
	run    func(l *lane, r *rand.Rand, faults int) tally
	// certain: every slot must have been sent, not just accounted for.
	certain bool
	// may: subscriptions may be gone with a damaged store.
	may bool
}

var both = []string{"sqlite", "postgres"}

func scenarios() []scenario {
	list := []scenario{
		{name: "random kills", stores: both, short: 30, long: 1000, run: randomKills, certain: true},
		{name: "replicas killed or stopped", stores: []string{"postgres"}, short: 12, long: 300, run: replicas, certain: true},
		{name: "rate limits", stores: both, short: 4, long: 200, run: storm, certain: true},
		{name: "older copies restored", stores: []string{"sqlite"}, short: 4, long: 200, run: restored, certain: true},
		{name: "damaged stores", stores: []string{"sqlite"}, short: 4, long: 200, run: damaged, may: true},
		{name: "full disks", stores: []string{"sqlite"}, short: 3, long: 100, run: fullDisk, certain: true},
		{name: "clocks set", stores: both, short: 6, long: 200, run: clocks},
	}
	for _, p := range failpoint.Points() {
		s := scenario{name: "killed at " + p, stores: both, short: 1, long: 50, certain: true,
			run: func(l *lane, r *rand.Rand, n int) tally { return atPoint(l, r, p, n) }}
		if p == failpoint.ReconcileDuring {
			s.stores = []string{"sqlite"}
		}
		list = append(list, s)
	}
	return list
}

func between(r *rand.Rand, least, most time.Duration) time.Duration {
	return least + time.Duration(r.Int64N(int64(most-least)))
}

func (l *lane) fault(f sandbox.Fault) {
	l.t.Helper()
	if err := l.slack.AddFault(f); err != nil {
		l.t.Fatal(err)
	}
}

const (
	postMessage = "chat.postMessage"
	history     = "conversations.history"
)

// atPoint kills a worker at one failpoint, and lets the next come to the end.
func atPoint(l *lane, r *rand.Rand, point string, n int) (t tally) {
	for range n {
		switch point {
		case failpoint.ClaimBefore: // reached at every look: there must be something to claim at the first
			l.subscribe(0)
		default:
			l.subscribe(between(r, 80*time.Millisecond, 160*time.Millisecond))
		}
		switch {
		case strings.HasPrefix(point, "scan-"):
			l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.CutAfter})
		case strings.HasPrefix(point, "lose-"), point == failpoint.NoticeAfter:
			l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.Refuse, Code: "is_archived"})
		case point == failpoint.ReconcileDuring:
			l.breakIndex()
		}
		p := l.start("VERSUS_FAILPOINT=" + point)
		if !p.died(30*time.Second) || !p.killed() {
			t.unreached++
			l.t.Logf("nobody died at %s: %v\n%s", point, p.err, l.said())
		}
		p.kill()
		t.faults++
		l.drain()
		l.slack.ClearFaults()
	}
	return t
}

// randomKills kills workers whenever, while Slack's side goes wrong as well.
func randomKills(l *lane, r *rand.Rand, n int) (t tally) {
	for i := range n {
		if r.IntN(3) > 0 {
			var after []time.Duration
			for range 1 + r.IntN(3) {
				after = append(after, between(r, 0, 500*time.Millisecond))
			}
			l.subscribe(after...)
		}
		l.trouble(r)
		l.live(between(r, 20*time.Millisecond, 700*time.Millisecond))
		t.faults++
		if i%25 == 24 {
			l.drain()
		}
	}
	l.slack.ClearFaults()
	l.drain()
	return t
}

// trouble lets one of the next calls go wrong, sometimes.
func (l *lane) trouble(r *rand.Rand) {
	if len(l.subs)%8 == 0 {
		l.slack.ClearFaults() // those that no call came to
	}
	switch r.IntN(10) {
	case 0, 1:
		l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.CutAfter})
	case 2:
		l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.HangAfter, Delay: time.Second})
	case 3:
		l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.HTML})
	case 4, 5:
		l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.Lag, Delay: between(r, 0, 200*time.Millisecond)})
	case 6:
		l.fault(sandbox.Fault{Method: history, Kind: sandbox.HTML})
	case 7:
		l.fault(sandbox.Fault{Method: postMessage, Kind: sandbox.Slow, Delay: between(r, 0, 140*time.Millisecond)})
	}
}

// replicas kills or stops one of three processes on one store, whose clocks differ.
func replicas(l *lane, r *rand.Rand, n int) (t tally) {
	clocks := []string{"WORKER_CLOCK=0s", "WORKER_CLOCK=700ms", "WORKER_CLOCK=-700ms"}
	procs := make([]*proc, len(clocks))
	for i, c := range clocks {
		procs[i] = l.start(c)
	}
	l.within(func(s *store.Store) {
		for range n {
			var after []time.Duration
			for range r.IntN(4) {
				after = append(after, between(r, 0, 600*time.Millisecond))
			}
			l.add(s, after...)
			l.trouble(r)
			i := r.IntN(len(procs))
			if r.IntN(2) == 0 {
				procs[i].kill()
				procs[i] = l.start(clocks[i])
			} else {
				procs[i].signal(syscall.SIGSTOP)
				time.Sleep(between(r, 50*time.Millisecond, 1300*time.Millisecond))
				procs[i].signal(syscall.SIGCONT)
			}
			t.faults++
			time.Sleep(between(r, 0, 300*time.Millisecond))
		}
	})
	for _, p := range procs {
		if p.died(0) {
			l.t.Fatalf("a worker ended by itself: %v\n%s", p.err, l.said())
		}
		p.kill()
	}
	l.slack.ClearFaults()
	l.drain()
	return t
}

// storm lets Slack ask for time again and again.
func storm(l *lane, r *rand.Rand, n int) (t tally) {
	for t.faults < n {
		limits := min(1+r.IntN(3), n-t.faults)
		for range limits {
			l.fault(sandbox.Fault{Method: postMessage, From: l.slack.Calls(postMessage) + 1 + r.IntN(4), Kind: sandbox.RateLimited, RetryAfter: time.Second})
		}
		t.faults += limits
		l.subscribe(0, 50*time.Millisecond, 100*time.Millisecond)
		l.drain()
		l.slack.ClearFaults()
	}
	return t
}

// restored puts a copy of the store, taken at some moment of a worker's life, in its place.
func restored(l *lane, r *rand.Rand, n int) (t tally) {
	for range n {
		l.subscribe(between(r, 50*time.Millisecond, 400*time.Millisecond), between(r, 50*time.Millisecond, 400*time.Millisecond))
		p := l.start()
		time.Sleep(between(r, 20*time.Millisecond, 500*time.Millisecond))
		l.copy(l.path, l.path+".copy")
		time.Sleep(between(r, 0, 500*time.Millisecond))
		p.kill()
		l.copy(l.path+".copy", l.path)
		t.faults++
		l.drain()
	}
	return t
}

// copy copies a store's files as they are, one after the other, and takes away what the copy has too many of.
func (l *lane) copy(from, to string) {
	l.t.Helper()
	for _, b := range []string{"-shm", "-wal", ""} { // first what SQLite would otherwise take for the newer truth
		_ = os.Remove(to + b) // it may not be there
	}
	for _, b := range []string{"", "-wal"} {
		text, err := os.ReadFile(from + b)
		if os.IsNotExist(err) {
			continue
		}
		if err == nil {
			err = os.WriteFile(to+b, text, 0o600)
		}
		if err != nil {
			l.t.Fatal(err)
		}
	}
}

// damaged flips bytes of the store, or cuts it off, after a kill.
func damaged(l *lane, r *rand.Rand, n int) (t tally) {
	for range n {
		l.subscribe(between(r, 0, 200*time.Millisecond), between(r, 0, 200*time.Millisecond))
		l.live(between(r, 100*time.Millisecond, 600*time.Millisecond))
		file := l.path
		if _, err := os.Stat(file + "-wal"); err == nil && r.IntN(4) == 0 {
			file += "-wal"
		}
		text, err := os.ReadFile(file)
		if err != nil {
			l.t.Fatal(err)
		}
		if r.IntN(4) == 0 {
			text = text[:r.IntN(len(text)+1)]
		}
		for range r.IntN(20) {
			if len(text) > 0 {
				text[r.IntN(len(text))] ^= byte(1 + r.IntN(255))
			}
		}
		if err := os.WriteFile(file, text, 0o600); err != nil {
			l.t.Fatal(err)
		}
		t.faults++
		l.drain()
	}
	return t
}

// breakIndex destroys one page that holds nothing but an empty index, so that everything can be saved.
func (l *lane) breakIndex() {
	l.t.Helper()
	db := l.reader()
	var page, size int64
	err := db.QueryRow(`SELECT rootpage FROM sqlite_master WHERE name = 'threads_at'`).Scan(&page)
	if err == nil {
		err = db.QueryRow(`PRAGMA page_size`).Scan(&size)
	}
	if err == nil {
		_, err = db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	}
	if err != nil {
		l.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		l.t.Fatal(err)
	}
	f, err := os.OpenFile(l.path, os.O_WRONLY, 0)
	if err != nil {
		l.t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte(strings.Repeat("\xff", int(size))), (page-1)*size); err != nil {
		l.t.Fatal(err)
	}
}

// fullDisk lets the store's files grow no further at some point.
func fullDisk(l *lane, r *rand.Rand, n int) (t tally) {
	for range n {
		l.subscribe(between(r, 50*time.Millisecond, 300*time.Millisecond), between(r, 50*time.Millisecond, 300*time.Millisecond))
		p := l.start(fmt.Sprintf("WORKER_ROOM=%d", 4096+r.IntN(80_000)))
		p.died(between(r, 300*time.Millisecond, 800*time.Millisecond)) // it may not even open its store
		p.kill()
		t.faults++
		l.drain()
	}
	return t
}

// clocks sets the clock forward and back, and starts the worker anew.
func clocks(l *lane, r *rand.Rand, n int) (t tally) {
	day := 24 * time.Hour
	jumps := []time.Duration{0, time.Second, -time.Second, 5 * time.Hour, -5 * time.Hour, 23 * time.Hour, 26 * time.Hour, -26 * time.Hour, 400 * day, -400 * day}
	for range n {
		l.subscribe(between(r, 0, 300*time.Millisecond))
		l.live(between(r, 300*time.Millisecond, 900*time.Millisecond), "WORKER_CLOCK="+jumps[r.IntN(len(jumps))].String())
		t.faults++
	}
	l.drain()
	return t
}
