package eval

import (
	"path/filepath"
	"sort"
	"testing"
)

// leastRight is the share of the set that must be right, and mostConfident how many headlines may be confidently wrong.
const (
	leastRight    = 0.98
	mostConfident = 0
)

// TestQuestions judges the project's own set, and any set that lies in a folder beside the project.
func TestQuestions(t *testing.T) {
	sets, err := filepath.Glob("../../../shared/questions/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	b := newBot(t)
	for _, name := range append([]string{"testdata/questions.jsonl"}, sets...) {
		t.Run(filepath.Base(name), func(t *testing.T) { judgeSet(t, b, readQuestions(t, name)) })
	}
}

func judgeSet(t *testing.T, b *bot, set []question) {
	type count struct{ right, wrong, confident int }
	var total count
	kinds := map[string]*count{}
	for _, q := range set {
		v := b.judge(q)
		k := kinds[q.Kind]
		if k == nil {
			k = &count{}
			kinds[q.Kind] = k
		}
		switch {
		case v.wrong == "":
			k.right, total.right = k.right+1, total.right+1
			continue
		case v.confident:
			k.confident, total.confident = k.confident+1, total.confident+1
		}
		k.wrong, total.wrong = k.wrong+1, total.wrong+1
		text := q.Text
		if len(text) > 80 {
			text = text[:80] + "…"
		}
		t.Logf("%s %q %q: %s\n\theadline: %s", q.ID, text, q.Context, v.wrong, v.headline)
	}
	names := make([]string, 0, len(kinds))
	for k := range kinds {
		names = append(names, k)
	}
	sort.Strings(names)
	t.Logf("%-20s %6s %6s %10s", "kind", "right", "wrong", "confident")
	for _, k := range names {
		t.Logf("%-20s %6d %6d %10d", k, kinds[k].right, kinds[k].wrong, kinds[k].confident)
	}
	share := float64(total.right) / float64(len(set))
	t.Logf("%-20s %6d %6d %10d   %.1f %% right", "all", total.right, total.wrong, total.confident, 100*share)
	if share < leastRight {
		t.Errorf("%.1f %% right, less than %.0f %%", 100*share, 100*leastRight)
	}
	if total.confident > mostConfident {
		t.Errorf("%d headlines are confidently wrong", total.confident)
	}
}
