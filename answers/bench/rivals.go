package main

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/sahilm/fuzzy"

	"versus/data"
)

// leastCovered is the least share of a name that a subsequence match must cover: without it a letter matches anything.
const leastCovered = 0.6

// longestWindow bounds what the rivals are given, in bytes: they have no bound of their own.
const longestWindow = 64

// newSahilm takes the best subsequence match that covers enough of its name.
func newSahilm(aliases []alias) func(string) (data.EntityID, bool) {
	names := make([]string, len(aliases))
	for i, a := range aliases {
		names[i] = a.text
	}
	return func(w string) (data.EntityID, bool) {
		if len(w) > longestWindow {
			return "", false
		}
		for _, m := range fuzzy.Find(w, names) {
			if float64(utf8.RuneCountInString(w)) >= leastCovered*float64(utf8.RuneCountInString(m.Str)) {
				return aliases[m.Index].id, true
			}
		}
		return "", false
	}
}

// levenshteinBest takes the nearest name within one edit per four letters.
func levenshteinBest(aliases []alias) func(string) (data.EntityID, bool) {
	return func(w string) (data.EntityID, bool) {
		if len(w) > longestWindow {
			return "", false
		}
		n := utf8.RuneCountInString(w)
		budget := min(n/4, 2)
		best, at := budget+1, -1
		for i, a := range aliases {
			if diff := utf8.RuneCountInString(a.text) - n; diff > budget || -diff > budget {
				continue
			}
			if d := levenshtein.ComputeDistance(w, a.text); d < best {
				best, at = d, i
			}
		}
		if at < 0 {
			return "", false
		}
		return aliases[at].id, true
	}
}

// bleveIndex is a full-text index in memory.
type bleveIndex struct {
	bleve.Index
	aliases []alias
}

func newBleve(aliases []alias) (*bleveIndex, error) {
	index, err := bleve.NewMemOnly(bleve.NewIndexMapping())
	if err != nil {
		return nil, fmt.Errorf("open bleve: %w", err)
	}
	batch := index.NewBatch()
	for i, a := range aliases {
		if err := batch.Index(strconv.Itoa(i), map[string]string{"name": a.text}); err != nil {
			return nil, fmt.Errorf("index %q: %w", a.text, err)
		}
	}
	return &bleveIndex{index, aliases}, index.Batch(batch)
}

// best takes the first hit in which every word of the window matches within one edit.
func (b *bleveIndex) best(w string) (data.EntityID, bool) {
	if len(w) > longestWindow {
		return "", false
	}
	q := bleve.NewMatchQuery(w)
	q.SetFuzziness(1)
	q.SetOperator(query.MatchQueryOperatorAnd)
	request := bleve.NewSearchRequest(q)
	request.Size = 1
	result, err := b.Search(request)
	if err != nil || len(result.Hits) == 0 {
		return "", false
	}
	i, err := strconv.Atoi(result.Hits[0].ID)
	if err != nil || utf8.RuneCountInString(w) < utf8.RuneCountInString(b.aliases[i].text)/2 {
		return "", false
	}
	return b.aliases[i].id, true
}
