package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"versus/answers"
	"versus/data"
)

// An alias is one name of one entity, in lower case.
type alias struct {
	text string
	id   data.EntityID
}

// A method resolves a question to entities.
type method struct {
	name    string
	resolve func(text string) []data.EntityID
}

// names compares how well and how fast the entities of a question are found.
func names(d *data.Dataset, questions []question) error {
	engine, err := answers.New(d)
	if err != nil {
		return err
	}
	aliases, skip := vocabulary(d)
	full, err := newBleve(aliases)
	if err != nil {
		return err
	}
	defer full.Close()
	methods := []method{
		{"versus", func(text string) []data.EntityID { return engine.Ask(text, answers.Asking{}).About().Entities }},
		{"sahilm/fuzzy per window", windows(aliases, skip, newSahilm(aliases))},
		{"Levenshtein per window", windows(aliases, skip, levenshteinBest(aliases))},
		{"bleve fuzzy per window", windows(aliases, skip, full.best)},
	}
	fmt.Printf("%-26s %8s %8s %8s %10s %10s\n", "entities of a question", "right", "wrong", "empty", "µs mean", "µs worst")
	for _, m := range methods {
		judgeNames(d, m, questions)
	}
	fmt.Println()
	return nil
}

// judgeNames prints one line. Follow-ups are left out: the rivals have no dialogue.
func judgeNames(d *data.Dataset, m method, questions []question) {
	var right, wrong, empty, n int
	var total, worst time.Duration
	for _, q := range questions {
		if len(q.Context) > 0 {
			continue
		}
		start := time.Now()
		got := m.resolve(q.Text)
		took := time.Since(start)
		total, worst = total+took, max(worst, took)
		n++
		is := key(labels(d, got))
		switch {
		case is == key(q.Entities) || slices.ContainsFunc(q.EntitiesAlt, func(alt []string) bool { return is == key(alt) }):
			right++
		case len(got) == 0:
			empty++
		default:
			wrong++
		}
	}
	share := func(k int) float64 { return 100 * float64(k) / float64(n) }
	fmt.Printf("%-26s %7.1f%% %7.1f%% %7.1f%% %10.1f %10.1f\n", m.name, share(right), share(wrong), share(empty), micros(total)/float64(n), micros(worst))
}

func labels(d *data.Dataset, ids []data.EntityID) []string {
	var list []string
	for _, id := range ids {
		list = append(list, d.Label(id, data.EN))
	}
	return list
}

// key compares sets of names; Google counts as Google DeepMind and Kimi as Moonshot AI.
func key(names []string) string {
	var list []string
	for _, n := range names {
		switch n {
		case "Google DeepMind":
			n = "Google"
		case "Kimi":
			n = "Moonshot AI"
		}
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	sort.Strings(list)
	return strings.Join(list, "|")
}

// vocabulary lists the names of all entities but groups, a line's under its newest member, and the metric words, which
// no method may read as names.
func vocabulary(d *data.Dataset) ([]alias, map[string]bool) {
	var list []alias
	for _, e := range d.Entities() {
		if e.Kind == data.KindGroup {
			continue
		}
		id := e.ID
		switch {
		case e.Newest != "":
			id = e.Newest
		case e.Kind == data.KindPerson && e.Company != "":
			id = e.Company
		}
		for _, n := range slices.Concat([]string{e.Labels.EN, e.Labels.KO}, e.Aliases.EN, e.Aliases.KO) {
			list = append(list, alias{strings.ToLower(n), id})
		}
	}
	skip := map[string]bool{}
	put := func(labels data.Text, aliases data.Aliases) {
		for _, n := range slices.Concat([]string{labels.EN, labels.KO}, aliases.EN, aliases.KO) {
			skip[strings.ToLower(n)] = true
		}
	}
	for _, m := range d.Metrics() {
		put(m.Labels, m.Aliases)
	}
	for _, f := range d.Families() {
		put(f.Labels, f.Aliases)
	}
	for _, t := range d.Topics() {
		put(t.Labels, t.Aliases)
	}
	for _, w := range strings.Fields("compare vs versus and or of the a is which what who how why best fastest in for to at 비교 알려줘 뭐야 얼마야 대") {
		skip[w] = true
	}
	return list, skip
}

// maxWindow is how many words of a question are tried together, and maxWords how many are read.
const (
	maxWindow = 4
	maxWords  = 60
)

// windows reads a question window by window, longest first, each word once.
func windows(aliases []alias, skip map[string]bool, best func(string) (data.EntityID, bool)) func(string) []data.EntityID {
	return func(text string) []data.EntityID {
		words := strings.Fields(strings.ToLower(text))
		words = words[:min(len(words), maxWords)]
		used := make([]bool, len(words))
		var found []data.EntityID
		for size := min(maxWindow, len(words)); size > 0; size-- {
			for i := 0; i+size <= len(words); i++ {
				if slices.Contains(used[i:i+size], true) {
					continue
				}
				w := strings.Join(words[i:i+size], " ")
				if skip[w] {
					continue
				}
				if id, ok := best(w); ok {
					for k := i; k < i+size; k++ {
						used[k] = true
					}
					if !slices.Contains(found, id) {
						found = append(found, id)
					}
				}
			}
		}
		return found
	}
}
