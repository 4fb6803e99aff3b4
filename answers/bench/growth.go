package main

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
	"github.com/sahilm/fuzzy"

	"versus/answers/match"
)

// queries is how many names with an error in them are looked up at each size, and scans how many of them by the
// methods that look at every name.
const (
	queries = 2000
	scans   = 40
)

// growth measures how finding a name grows with the number of names.
func growth(largest int) error {
	fmt.Printf("%-26s %10s %12s %12s %14s %12s\n", "one name among", "found", "versus", "sahilm", "Levenshtein", "bleve")
	for _, n := range []int{100, 10_000, largest} {
		if err := grow(n); err != nil {
			return err
		}
	}
	return nil
}

func grow(n int) error {
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	names := generate(rng, n)
	entries := make([]match.Name, n)
	for i, name := range names {
		entries[i] = match.Name{Owner: fmt.Sprint("entity:", i), Kind: match.Entity, Text: name, Label: true}
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	index, err := match.New(entries, match.Options{})
	if err != nil {
		return err
	}
	built := time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)

	typed := make([]string, queries)
	want := make([]string, queries)
	for i := range typed {
		k := rng.IntN(n)
		typed[i], want[i] = misspell(rng, names[k]), entries[k].Owner
	}
	for _, t := range typed { // once without a clock: caches and pools fill
		index.Match(t)
	}
	found := 0
	start = time.Now()
	for i, t := range typed {
		for _, m := range index.Match(t).Mentions {
			if len(m.Owners) == 1 && m.Owners[0] == want[i] {
				found++
			}
		}
	}
	ours := time.Since(start) / queries
	full, err := bleveNames(names)
	if err != nil {
		return err
	}
	defer full.Close()
	fmt.Printf("%-26d %9.1f%% %12s %12s %14s %12s   built in %s, %.1f MB\n", n, 100*float64(found)/queries, round(ours),
		round(each(typed, func(t string) { fuzzy.Find(t, names) })),
		round(each(typed, func(t string) {
			for _, name := range names {
				if d := len(name) - len(t); d <= 2 && d >= -2 {
					levenshtein.ComputeDistance(t, name)
				}
			}
		})),
		round(each(typed, func(t string) { full.best(t) })),
		built.Round(time.Millisecond), float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/(1<<20))
	runtime.KeepAlive(index)
	return nil
}

func bleveNames(names []string) (*bleveIndex, error) {
	list := make([]alias, len(names))
	for i, n := range names {
		list[i] = alias{text: n}
	}
	return newBleve(list)
}

func each(typed []string, find func(string)) time.Duration {
	start := time.Now()
	for _, t := range typed[:scans] {
		find(t)
	}
	return time.Since(start) / scans
}

func round(d time.Duration) string { return d.Round(100 * time.Nanosecond).String() }

// generate makes distinct two-word names that can be spoken.
func generate(rng *rand.Rand, n int) []string {
	word := func() string {
		var b strings.Builder
		for range 4 + rng.IntN(2) {
			b.WriteByte("bcdfghklmnprstvz"[rng.IntN(16)])
			b.WriteByte("aeiou"[rng.IntN(5)])
		}
		return b.String()
	}
	seen := make(map[string]bool, n)
	names := make([]string, 0, n)
	for len(names) < n {
		name := word() + " " + word()
		if flat := strings.ReplaceAll(name, " ", ""); !seen[flat] {
			seen[flat] = true
			names = append(names, name)
		}
	}
	return names
}

// misspell puts one error into each word of a name.
func misspell(rng *rand.Rand, name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		at := 1 + rng.IntN(len(w)-2)
		switch rng.IntN(4) {
		case 0:
			w = w[:at] + w[at+1:]
		case 1:
			w = w[:at] + string(byte('a'+rng.IntN(26))) + w[at:]
		case 2:
			w = w[:at] + string(byte('a'+rng.IntN(26))) + w[at+1:]
		default:
			w = w[:at] + w[at+1:at+2] + w[at:at+1] + w[at+2:]
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}
