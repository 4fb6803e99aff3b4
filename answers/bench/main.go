// Command bench measures how fast a question is answered and how fast a name is found, beside the usual alternatives,
// on the same questions, in the same run. It is a module of its own, so that the product does not depend on them.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// A question is what the bench needs of one line of the set.
type question struct {
	Text        string     `json:"text"`
	Entities    []string   `json:"entities"`
	EntitiesAlt [][]string `json:"entities_alt"`
	Expect      []string   `json:"expect"`
	Context     []string   `json:"context"`
}

func main() {
	set := flag.String("questions", "../eval/testdata/questions.jsonl", "the question set")
	rounds := flag.Int("rounds", 20, "how often each question is asked of Versus")
	largest := flag.Int("largest", 100_000, "names in the largest index")
	flag.Parse()
	if err := run(*set, *rounds, *largest); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(set string, rounds, largest int) error {
	runtime.GOMAXPROCS(1) // the figures are for one core
	questions, err := read(set)
	if err != nil {
		return err
	}
	d, err := data.Embedded()
	if err != nil {
		return err
	}
	fmt.Printf("%s, %s/%s, one core, %d questions\n\n", cpu(), runtime.GOOS, runtime.GOARCH, len(questions))
	if err := wholeQuestions(d, questions, rounds); err != nil {
		return err
	}
	if err := names(d, questions); err != nil {
		return err
	}
	return growth(largest)
}

// wholeQuestions measures parse to prose.
func wholeQuestions(d *data.Dataset, questions []question, rounds int) error {
	engine, err := answers.New(d)
	if err != nil {
		return err
	}
	writer, err := prose.New(d)
	if err != nil {
		return err
	}
	ask := func(q question, a answers.Asking) { _ = writer.Page(engine.Ask(q.Text, a)).Text() }
	contexts := make([]answers.Asking, len(questions))
	for i, q := range questions {
		for _, earlier := range q.Context {
			contexts[i].Context = engine.Ask(earlier, contexts[i]).About().Context
		}
		ask(q, contexts[i])
	}
	var total, worst time.Duration
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for i, q := range questions {
		best := time.Hour // the worst question is the one whose best time is worst: the rest is the machine's noise
		for range rounds {
			start := time.Now()
			ask(q, contexts[i])
			took := time.Since(start)
			total, best = total+took, min(best, took)
		}
		worst = max(worst, best)
	}
	runtime.ReadMemStats(&after)
	n := rounds * len(questions)
	fmt.Printf("A question, parse to prose: mean %.1f µs, worst %.1f µs, %.1f KB and %d allocations\n\n",
		micros(total)/float64(n), micros(worst), float64(after.TotalAlloc-before.TotalAlloc)/float64(n)/1024, (after.Mallocs-before.Mallocs)/uint64(n))
	return nil
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

func read(name string) ([]question, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []question
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("read %q: %w", name, err)
		}
		list = append(list, q)
	}
	return list, lines.Err()
}

// cpu names the machine's processor, as far as the system tells.
func cpu() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "processor not known"
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimLeft(name, "\t: ")
		}
	}
	return "processor not known"
}
