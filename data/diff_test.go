package data_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"versus/data"
)

// edit replaces a text that stands exactly once in a file of the base.
func edit(t *testing.T, files fstest.MapFS, name, old, new string) {
	t.Helper()
	text := string(files[name].Data)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q stands %d times in %s", old, strings.Count(text, old), name)
	}
	files[name] = file(strings.Replace(text, old, new, 1))
}

func words(changes []data.Change) []string {
	var lines []string
	for _, c := range changes {
		lines = append(lines, c.Words())
	}
	return lines
}

func TestDiff(t *testing.T) {
	const (
		labs  = "companies/example-labs.yaml"
		large = "models/example-large-2.yaml"
	)
	for _, c := range []struct {
		name string
		edit func(t *testing.T, files fstest.MapFS)
		want []string
	}{
		{"nothing", func(*testing.T, fstest.MapFS) {}, nil},
		{"a figure", func(t *testing.T, f fstest.MapFS) { edit(t, f, large, "value: 80.0", "value: 81.0") },
			[]string{"example-large-2 bench_one: 80.0% → 81.0%"}},
		{"a trailing zero", func(t *testing.T, f fstest.MapFS) { edit(t, f, large, "value: 80.0", "value: 80") },
			[]string{"example-large-2 bench_one: 80.0% → 80%"}},
		{"a floor", func(t *testing.T, f fstest.MapFS) { edit(t, f, large, "value: 80.0", "min: 80.0") },
			[]string{"example-large-2 bench_one: 80.0% → 80.0%+"}},
		{"a figure that becomes known", func(t *testing.T, f fstest.MapFS) { edit(t, f, labs, "unknown: undisclosed", "value: 3B") },
			[]string{"example-labs deal with example-pal: undisclosed → $3B"}},
		{"a figure and its source", func(t *testing.T, f fstest.MapFS) {
			edit(t, f, large, "value: 80.0\n    source: notes#L1", "value: 81.0\n    source: page")
		}, []string{"example-large-2 bench_one: 80.0% → 81.0%; source notes#L1 → page; as of 2026-02 → 2026-01-15"}},
		{"a status", func(t *testing.T, f fstest.MapFS) { edit(t, f, labs, "status: expected", "status: target") },
			[]string{"example-labs profit_year: 2030 (expected) → 2030 (target)"}},
		{"a status that is none", func(t *testing.T, f fstest.MapFS) { edit(t, f, labs, "    status: expected\n", "") },
			[]string{"example-labs profit_year: 2030 (expected) → 2030"}},
		{"a period", func(t *testing.T, f fstest.MapFS) { edit(t, f, labs, "2025..2031", "2025..2032") },
			[]string{"example-labs deal with other-works 2025..2032: period 2025..2031 → 2025..2032"}},
		{"a caveat and a check", func(t *testing.T, f fstest.MapFS) {
			edit(t, f, large, "Its maker ran it.", "The maker ran it.")
			edit(t, f, large, "2026-02-20", "2026-02-21")
		}, []string{"example-large-2 bench_one: checked changed; note changed"}},
		{"a fact more and one fewer", func(t *testing.T, f fstest.MapFS) {
			edit(t, f, large, "metric: speed\n    value: 30", "metric: bench_two\n    value: 30")
		}, []string{"example-large-2 bench_two: added, ~30%", "example-large-2 speed: removed, was ~30 tok/s"}},
		{"a note", func(t *testing.T, f fstest.MapFS) {
			edit(t, f, labs, "because they are easy", "as they are easy")
			edit(t, f, labs, "topics: [focus, safety]", "topics: [focus]")
		}, []string{"example-labs note why-small: text, topics changed"}},
		{"a note renamed", func(t *testing.T, f fstest.MapFS) { edit(t, f, labs, "id: why-small", "id: why-tiny") },
			[]string{"example-labs note why-small: removed", "example-labs note why-tiny: added"}},
		{"an entity's names", func(t *testing.T, f fstest.MapFS) { edit(t, f, labs, "aliases: { en: [EL]", "aliases: { en: [ELab]") },
			[]string{"example-labs: aliases changed"}},
		{"an entity more", func(t *testing.T, f fstest.MapFS) {
			f["chips/new.yaml"] = file("id: new\nkind: chip\nlabels: { en: New, ko: 뉴 }\nfacts: [{ metric: speed, value: 5, source: notes }]\n")
		}, []string{"new: added", "new speed: added, 5 tok/s"}},
		{"an entity fewer", func(t *testing.T, f fstest.MapFS) { delete(f, "models/example-large-1.yaml") },
			[]string{"example-large-1: removed", "example-large-1 bench_one: removed, was 70%+"}},
		{"a cell of a table", func(t *testing.T, f fstest.MapFS) { edit(t, f, "series/capex.yaml", "5.5B", "6B") },
			[]string{"other-works capex 2025: $5.5B → $6B"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := base(t)
			c.edit(t, files)
			old, new := load(t, base(t)), load(t, files)
			changes := data.Diff(old, new)
			if diff := cmp.Diff(c.want, words(changes)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			checkChanges(t, changes, data.Diff(new, old))
		})
	}
}

// checkChanges holds for all changes: they are whole, and the way back has as many, the other way round.
func checkChanges(t *testing.T, there, back []data.Change) {
	t.Helper()
	if len(there) != len(back) {
		t.Errorf("%d changes there, %d back", len(there), len(back))
	}
	count := map[data.ChangeKind]int{}
	for _, c := range there {
		count[c.Kind]++
		olds := []bool{c.Old != nil, c.OldNote != nil, c.OldEntity != nil}
		news := []bool{c.New != nil, c.NewNote != nil, c.NewEntity != nil}
		if slices.Contains(olds, true) != (c.Kind != data.Added) || slices.Contains(news, true) != (c.Kind != data.Removed) || (len(c.Fields) > 0) != (c.Kind == data.Changed) {
			t.Errorf("change is not whole: %+v", c)
		}
	}
	for _, c := range back {
		count[c.Kind]--
	}
	if count[data.Added] != -count[data.Removed] || count[data.Changed] != 0 {
		t.Errorf("there and back: %v", count)
	}
}

func TestDiffOfUnlikeDatasets(t *testing.T) {
	small := load(t, base(t))
	embedded, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	changes := data.Diff(small, embedded)
	checkChanges(t, changes, data.Diff(embedded, small))
	if want := len(small.Entities()) + len(embedded.Entities()) + len(small.Facts()) + len(embedded.Facts()) + len(small.Notes()) + len(embedded.Notes()); len(changes) != want {
		t.Errorf("%d changes, want %d", len(changes), want)
	}
	for range 5 {
		if !slices.Equal(words(changes), words(data.Diff(small, embedded))) {
			t.Fatal("the order of changes is not the same each time")
		}
	}
	if got := data.Diff(embedded, embedded); len(got) != 0 {
		t.Errorf("a dataset differs from itself: %v", words(got))
	}
}
