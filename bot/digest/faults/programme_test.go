//go:build unix

package faults

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"
)

// postgresVariable holds the address of a PostgreSQL for tests.
const postgresVariable = "VERSUS_TEST_POSTGRES"

var (
	long  = flag.Bool("long", false, "run the long programme")
	seed  = flag.Uint64("seed", 0, "of all that is random; 0 takes one from the clock")
	lanes = flag.Int("lanes", max(4, 2*runtime.NumCPU()), "how many stores are tormented at once")
)

// workshop is the folder of the worker, which TestMain makes and takes away.
var workshop string

// built makes the worker once.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(workshop, "worker")
	out, err := exec.Command("go", "build", "-tags", "failpoints", "-o", path, "versus/bot/digest/faults/worker").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the worker: %w\n%s", err, out)
	}
	return path, nil
})

func worker(t *testing.T) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "versus-faults")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	workshop = dir
	return m.Run()
}

// kinds are the stores that can be tested here.
func kinds(t *testing.T) []string {
	if os.Getenv(postgresVariable) != "" {
		return both
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not set: half of the programme would be left out", postgresVariable)
	}
	t.Logf("%s is not set: PostgreSQL is left out (make faults starts one)", postgresVariable)
	return both[:1]
}

// A piece is some faults of one scenario on one store.
type piece struct {
	scenario
	store  string
	faults int
	seed   uint64
}

// TestProgramme runs every scenario on every store, in the short form or, with -long, in full.
func TestProgramme(t *testing.T) {
	if testing.Short() {
		t.Skip("it kills processes for some seconds")
	}
	start := *seed
	if start == 0 {
		start = uint64(time.Now().UnixNano())
	}
	began := time.Now()
	var pieces []piece
	for _, s := range scenarios() {
		for _, kind := range kinds(t) {
			if !slices.Contains(s.stores, kind) {
				continue
			}
			pieces = append(pieces, cut(s, kind, start+uint64(len(pieces))*1000)...)
		}
	}
	sums := torment(t, pieces)
	t.Logf("seed %d, %v\n%s", start, time.Since(began).Round(time.Second), table(sums))
}

// cut cuts a scenario into pieces that lanes can share.
func cut(s scenario, kind string, seed uint64) []piece {
	n, most := s.short, 10
	if *long {
		n, most = s.long, 50
	}
	var out []piece
	for n > 0 {
		some := min(n, most)
		out = append(out, piece{s, kind, some, seed + uint64(len(out))})
		n -= some
	}
	return out
}

// torment runs pieces on as many lanes as there may be, and sums up what came of them.
func torment(t *testing.T, pieces []piece) []tally {
	var mu sync.Mutex
	sums := map[string]*tally{}
	var order []string
	for _, p := range pieces {
		if k := p.name + p.store; sums[k] == nil {
			sums[k] = &tally{name: p.name, store: p.store}
			order = append(order, k)
		}
	}
	t.Run("on", func(t *testing.T) {
		side(pieces, func(p piece) {
			t.Run(fmt.Sprintf("%s/%s/%d", p.store, strings.ReplaceAll(p.name, " ", "_"), p.seed), func(t *testing.T) {
				sum := p.hold(t)
				mu.Lock()
				defer mu.Unlock()
				sums[p.name+p.store].add(sum)
			})
		})
	})
	var out []tally
	for _, k := range order {
		out = append(out, *sums[k])
	}
	return out
}

// side runs f for each, on as many lanes as there are. Parallel tests would be as many as there are processors, and the
// lanes mostly wait.
func side[T any](list []T, f func(T)) {
	next := make(chan T)
	var all sync.WaitGroup
	for range *lanes {
		all.Go(func() {
			for one := range next {
				f(one)
			}
		})
	}
	for _, one := range list {
		next <- one
	}
	close(next)
	all.Wait()
}

// hold runs a piece and holds what came of it against the promise.
func (p piece) hold(t *testing.T) tally {
	began := time.Now()
	l := newLane(t, p.store)
	sum := p.run(l, rand.New(rand.NewPCG(p.seed, 0)), p.faults)
	counted := l.check(t.Logf)
	if p.may { // what a damaged row says of a slot is not held against anybody
		counted.gone, counted.lost = counted.gone+counted.lost, 0
	}
	sum.add(counted)
	sum.took = time.Since(began)
	if sum.doubled > 0 || sum.lost > 0 || sum.unreached > 0 {
		t.Errorf("seed %d: %d doubled, %d lost, %d failpoints not reached\n%s", p.seed, sum.doubled, sum.lost, sum.unreached, l.said())
	}
	if sum.sent == 0 && !p.may {
		t.Errorf("seed %d: nothing was sent: %+v\n%s", p.seed, sum, l.said())
	}
	if p.certain && sum.sent != sum.slots {
		t.Errorf("seed %d: %d of %d slots were sent: %+v", p.seed, sum.sent, sum.slots, sum)
	}
	if !p.may && sum.gone > 0 {
		t.Errorf("seed %d: %d subscriptions are gone", p.seed, sum.gone)
	}
	return sum
}

func table(sums []tally) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tstore\tfaults\tslots\tsent\tmissed\trefused\tunknown\tnotices\tgone\tlost\ttwice\ttime")
	var all tally
	for _, s := range append(sums, tally{}) {
		if s.name == "" {
			s = all
			s.name = "all"
		} else {
			all.add(s)
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%v\n", s.name, s.store, s.faults, s.slots, s.sent, s.missed, s.refused,
			s.unknown, s.notices, s.gone, s.lost, s.doubled, s.took.Round(time.Second))
	}
	_ = w.Flush() // into memory
	return b.String()
}
