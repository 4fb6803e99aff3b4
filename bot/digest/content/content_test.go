package content

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"versus/answers"
	"versus/answers/prose"
	"versus/bot/render"
	"versus/data"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The two versions of the example dataset, as files.
var (
	oldFiles = sync.OnceValue(func() fstest.MapFS { return files("old.txtar") })
	newFiles = sync.OnceValue(func() fstest.MapFS { return files("old.txtar", "new.txtar") })
)

// files lays archives over each other; an empty file takes one away.
func files(names ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for _, n := range names {
		a, err := txtar.ParseFile(filepath.Join("testdata", n))
		if err != nil {
			panic(err)
		}
		for _, f := range a.Files {
			if len(f.Data) == 0 {
				delete(out, f.Name)
				continue
			}
			out[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return out
}

func load(t interface{ Fatal(...any) }, files fstest.MapFS) *data.Dataset {
	d, err := data.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	lastSent = time.Date(2026, time.March, 2, 0, 0, 0, 0, time.UTC)
	july     = time.Date(2026, time.July, 5, 23, 0, 0, 0, time.UTC) // the 6th in Seoul
)

func TestGolden(t *testing.T) {
	old, now := load(t, oldFiles()), load(t, newFiles())
	tests := []struct {
		name string
		in   Input
	}{
		{"first", Input{New: now, Now: july}},
		{"first-about", Input{New: now, Now: july, About: []string{"input_price", "other-works"}}},
		{"changes", Input{Old: old, New: now, Now: july, LastSent: lastSent, Zone: "Asia/Seoul"}},
		{"changes-about", Input{Old: old, New: now, Now: lastSent.AddDate(0, 3, 1), LastSent: lastSent, About: []string{"price"}}},
		{"changes-unknown-day", Input{Old: old, New: now, Now: july, About: []string{"safety"}}},
		{"back", Input{Old: now, New: old, Now: july, LastSent: lastSent}},
		{"quiet", Input{Old: now, New: now, Now: july, LastSent: july.AddDate(0, 0, -2)}},
		{"quiet-about", Input{Old: old, New: now, Now: july, LastSent: lastSent, About: []string{"motto"}}},
		{"past", Input{Old: now, New: now, Now: july, LastSent: lastSent}},
	}
	for _, c := range tests {
		for _, l := range []data.Lang{data.EN, data.KO} {
			t.Run(c.name+"."+string(l), func(t *testing.T) {
				c.in.Lang = l
				d, err := Build(c.in)
				if err != nil {
					t.Fatal(err)
				}
				if quiet := strings.HasPrefix(c.name, "quiet"); d.Quiet != quiet {
					t.Errorf("quiet is %t", d.Quiet)
				}
				fits(t, d)
				golden(t, c.name+"."+string(l)+".txt", d.Text())
			})
		}
	}
}

// fits holds each page against what Slack takes.
func fits(t interface{ Errorf(string, ...any) }, d Digest) {
	for i, p := range append([]prose.Page{d.Lead}, d.Thread...) {
		if err := render.Check(render.Of(p, render.Options{})); err != nil {
			t.Errorf("page %d: %v", i, err)
		}
		if p.Headline == "" {
			t.Errorf("page %d says nothing", i)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// Whatever two versions there are, whatever a digest is about: each figure in it stands in one of the two, or is marked
// as computed; nothing new is news twice; and every page fits into Slack.
func TestFiguresAreTheDatasets(t *testing.T) {
	if underRace { // which makes indexing tenfold slow, and finds no race in what has no goroutine
		if err := flag.Set("rapid.checks", "10"); err != nil {
			t.Fatal(err)
		}
	}
	changed := changedFiles()
	abouts := []string{"example-labs", "other-works", "the-two", "price", "bench_one", "valuation", "safety", "finance", "kind:model", "example-large", "nothing-of-ours"}
	rapid.Check(t, func(t *rapid.T) {
		mixed := fstest.MapFS{}
		for name, f := range oldFiles() {
			mixed[name] = f
		}
		for _, name := range rapid.SliceOfDistinct(rapid.SampledFrom(changed), rapid.ID).Draw(t, "changed") {
			if f, ok := newFiles()[name]; ok {
				mixed[name] = f
			}
		}
		now, err := data.Load(mixed)
		if err != nil { // a line whose newest model is not there yet
			t.Skip(err)
		}
		old := load(t, oldFiles())
		if rapid.Bool().Draw(t, "back") {
			old, now = now, old
		}
		in := Input{
			Old: old, New: now, Now: july, LastSent: lastSent,
			Lang:  rapid.SampledFrom([]data.Lang{data.EN, data.KO}).Draw(t, "lang"),
			About: rapid.SliceOfNDistinct(rapid.SampledFrom(abouts), 0, 3, rapid.ID).Draw(t, "about"),
		}
		d, err := Build(in)
		if err != nil {
			t.Fatal(err)
		}
		fits(t, d)
		known := figures(in.Lang, old, now)
		for _, p := range append([]prose.Page{d.Lead}, d.Thread...) {
			if p.Table == nil {
				continue
			}
			for _, row := range p.Table.Rows {
				for i, cell := range row {
					switch p.Table.Header[i] {
					case say(in.Lang, "column_was", nil), say(in.Lang, "column_is", nil), say(in.Lang, "column_value", nil), say(in.Lang, "column_said", nil):
						if cell.Text != dash && !slices.ContainsFunc(known, func(f string) bool { return strings.HasPrefix(cell.Text, f) }) {
							t.Fatalf("%q stands in neither dataset", cell.Text)
						}
					case say(in.Lang, "column_change", nil):
						if strings.ContainsAny(cell.Text, "%+") && !strings.Contains(cell.Text, "comput") && !strings.Contains(cell.Text, "계산") {
							t.Fatalf("%q is not marked as computed", cell.Text)
						}
					}
				}
			}
		}
		if again, _ := Build(in); cmp.Diff(d, again) != "" {
			t.Fatal("the same input gives another digest")
		}
		in.Old, in.LastSent = now, july
		if after, _ := Build(in); !after.Quiet {
			t.Fatalf("told twice: %s", after.Text())
		}
	})
}

func changedFiles() []string {
	a, err := txtar.ParseFile(filepath.Join("testdata", "new.txtar"))
	if err != nil {
		panic(err)
	}
	var names []string
	for _, f := range a.Files {
		names = append(names, f.Name)
	}
	return names
}

// figures are all figures of the datasets in their compact form.
func figures(l data.Lang, sets ...*data.Dataset) []string {
	var out []string
	for _, d := range sets {
		for _, f := range d.Facts() {
			out = append(out, d.Figure(f, l))
		}
	}
	return out
}

// The dataset that the program brings: its first digest, and one after a change, fit into Slack in both languages.
func TestEmbeddedDataset(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []data.Lang{data.EN, data.KO} {
		for _, about := range [][]string{nil, {"openai"}, {"kind:model"}, {"chinese-companies", "china_position"}, {"swe_bench"}} {
			first, err := Build(Input{New: d, Lang: l, About: about, Now: july})
			if err != nil {
				t.Fatal(err)
			}
			fits(t, first)
			if about == nil && (first.Lead.Table == nil || len(first.Lead.Charts) == 0 || len(first.Thread) < firstBoards) {
				t.Errorf("%s: a first digest without leaders, chart or thread:\n%s", l, first.Text())
			}
			again, err := Build(Input{Old: d, New: d, Lang: l, About: about, Now: july, LastSent: july.Add(-time.Hour)})
			if err != nil {
				t.Fatal(err)
			}
			if !again.Quiet || len(again.Thread) > 0 || strings.Count(again.Text(), "\n") != 1 {
				t.Errorf("%s: not quiet: %s", l, again.Text())
			}
		}
	}
}

func TestRankingsAreTheEngines(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e, err := answers.New(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []data.MetricID{"swe_bench_verified", "output_speed", "context_window", "valuation", "revenue", "capex", "wau", "subscription_price"} {
		for _, l := range []data.Lang{data.EN, data.KO} {
			if k := ranking(e, d.Metric(id), l); k == nil || len(k.Places) < 2 {
				t.Errorf("%s: no ranking in %s", id, l)
			}
		}
	}
}

func TestResolve(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e, err := answers.New(d)
	if err != nil {
		t.Fatal(err)
	}
	f := NewFinder(e)
	tests := []struct {
		text, ids, unknown, near string
	}{
		{"openai", "openai", "", ""},
		{"OpenAI, Anthropic", "openai anthropic", "", ""},
		{"models", "kind:model kind:line", "", ""},
		{"money", "investment commitment profit ipo valuation revenue finance", "", ""},
		{"china", "chinese-companies chinese-apps chinese-models china_position", "", ""},
		{"중국", "chinese-companies chinese-apps chinese-models china_position", "", ""},
		{"모델과 가격에 대해", "kind:model kind:line price", "", ""},
		{"모델, 가격에 대해", "kind:model kind:line price", "", ""},
		{"claude opus 4.6 and prices", "claude-opus-4-6 price", "", ""},
		{"opnai", "", "opnai", "OpenAI"},
		{"the weather", "", "the weather", ""},
		{"swe_bench", "swe_bench", "", ""},
		{"안전성", "safety", "", ""},
		{"", "", "", ""},
	}
	for _, c := range tests {
		got := f.Resolve(c.text)
		if ids := strings.Join(got.IDs, " "); ids != c.ids || c.unknown != strings.Join(got.Unknown, " ") {
			t.Errorf("%q: %q, unknown %q; want %q, %q", c.text, ids, got.Unknown, c.ids, c.unknown)
		}
		if c.near != "" && !slices.Contains(got.Near, c.near) {
			t.Errorf("%q: near are %q, want %q", c.text, got.Near, c.near)
		}
	}
}
