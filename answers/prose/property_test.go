package prose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"versus/answers"
	"versus/data"
)

var langs = []data.Lang{data.EN, data.KO}

// untidy finds what a field left empty, or a template put together badly, leaves behind.
var untidy = regexp.MustCompile(`  |\( |\(\)| \)| ,| \.( |$)|\.\.|\{\{|<no value>|%!|^ | $|: \.| – \.|\(, `)

// checkPage holds for every page there can be.
func checkPage(t interface {
	Helper()
	Errorf(string, ...any)
}, p Page) {
	t.Helper()
	said := append([]string{p.Headline, p.Footer}, p.Lines...)
	said = append(append(said, p.Caveats...), p.Corrections...)
	for _, s := range said {
		if untidy.MatchString(s) {
			t.Errorf("untidy: %q", s)
		}
	}
	if p.Headline == "" || !strings.ContainsAny(p.Headline[len(p.Headline)-1:], ".?!") {
		t.Errorf("the headline is no sentence: %q", p.Headline)
	}
	if tb := p.Table; tb != nil {
		for _, row := range tb.Rows {
			if len(row) != len(tb.Header) {
				t.Errorf("a row has %d cells under %d headers", len(row), len(tb.Header))
			}
			for _, c := range row {
				if strings.TrimSpace(c.Text) == "" {
					t.Errorf("an empty cell in %v", row)
				}
			}
		}
	}
	for _, c := range p.Charts {
		checkChart(t, c)
	}
	if n := utf8.RuneCountInString(p.Text()); n > textRoom {
		t.Errorf("a text of %d characters", n)
	}
}

func checkChart(t interface {
	Helper()
	Errorf(string, ...any)
}, c Chart) {
	t.Helper()
	for s, most := range map[string]int{c.Title: chartTitle, c.XLabel: chartTitle, c.YLabel: chartTitle} {
		if utf8.RuneCountInString(s) > most || s == "" {
			t.Errorf("a chart's label is empty or too long: %q", s)
		}
	}
	if len(c.Categories) < 2 || len(c.Categories) > chartPoints || len(c.Series) < 1 || len(c.Series) > chartSeries {
		t.Errorf("a chart of %d by %d", len(c.Categories), len(c.Series))
	}
	names := slices.Clone(c.Categories)
	for _, s := range c.Series {
		if len(s.Values) != len(c.Categories) {
			t.Errorf("series %q has %d values for %d categories", s.Name, len(s.Values), len(c.Categories))
		}
		names = append(names, s.Name)
	}
	for _, n := range names {
		if n == "" || utf8.RuneCountInString(n) > chartLabel {
			t.Errorf("a chart's name is empty or too long: %q", n)
		}
	}
}

// datasets are the fixture and the one that comes with the program.
func datasets(t testing.TB) map[string]*data.Dataset {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]*data.Dataset{"fixture": fixture(t), "embedded": d}
}

// TestEveryFact asks for each single fact, in both languages.
func TestEveryFact(t *testing.T) {
	for name, d := range datasets(t) {
		w := writer(t, d)
		for _, f := range d.Facts() {
			for _, l := range langs {
				row := answers.Row{Metric: f.Metric, With: f.With, Period: f.Period, Cells: []answers.Cell{{Entity: f.Entity, Facts: []*data.Fact{f}}}}
				p := w.Page(&answers.Profile{Meta: answers.Meta{Lang: l, Entities: []data.EntityID{f.Entity}}, Entity: f.Entity, Rows: []answers.Row{row}})
				checkPage(t, p)
				if f.Form == data.FormUnknown || f.Form == data.FormRef || !f.Date.IsZero() {
					continue
				}
				if want := strings.TrimRight(d.Figure(f, l), "."); !strings.Contains(p.Headline, want) {
					t.Errorf("%s: %s: %q lacks %q", name, f.ID, p.Headline, want)
				}
				if f.Status == data.Target && !strings.Contains(p.Headline, map[data.Lang]string{data.EN: "not a result", data.KO: "결과가 아닙니다"}[l]) {
					t.Errorf("%s: %q does not say that it is a target", f.ID, p.Headline)
				}
			}
		}
	}
}

// TestEveryPage checks the hand-made answers, and the full profile of each entity.
func TestEveryPage(t *testing.T) {
	d := fixture(t)
	w := writer(t, d)
	for _, l := range langs {
		for name, a := range (maker{d}).pages(l) {
			t.Run(string(l)+"/"+name, func(t *testing.T) { checkPage(t, w.Page(a)) })
		}
	}
	for _, d := range datasets(t) {
		w := writer(t, d)
		for _, e := range d.Entities() {
			for _, l := range langs {
				checkPage(t, w.Page(&answers.Profile{Meta: answers.Meta{Lang: l, Entities: []data.EntityID{e.ID}}, Entity: e.ID, Full: true,
					Rows: (maker{d}).all(e.ID), Notes: d.NotesOf(e.ID)}))
			}
		}
	}
}

// figure finds the numbers in a text.
var figures = regexp.MustCompile(`[0-9](?:[0-9,.]*[0-9])?`)

// numbers lists all numbers that stand anywhere in a dataset, in either language.
func numbers(d *data.Dataset) map[string]bool {
	known := map[string]bool{}
	add := func(texts ...string) {
		for _, s := range texts {
			for _, n := range figures.FindAllString(s, -1) {
				known[n] = true
			}
		}
	}
	both := func(t data.Text) { add(t.EN, t.KO) }
	for _, e := range d.Entities() {
		both(e.Labels)
		both(e.Summary)
		add(e.Aliases.KO...)
	}
	for _, f := range d.Facts() {
		add(d.Figure(f, data.EN), d.Figure(f, data.KO), dateWords(f.Date, data.EN), dateWords(f.Date, data.KO), periodWords(f.Period, data.EN),
			periodWords(f.Period, data.KO), f.Period.String(), f.AsOf.String(), dateWords(f.AsOf, data.KO))
		both(f.Note)
		for _, c := range f.When {
			add(c.Value)
		}
	}
	for _, n := range d.Notes() {
		both(n.Title)
		both(n.Text)
	}
	for _, m := range d.Metrics() {
		both(m.Labels)
		both(m.About)
	}
	for _, c := range d.Conflicts() {
		both(c.Text)
		both(c.Decision)
	}
	for _, s := range d.Sources() {
		both(s.Title)
	}
	add("1M")
	return known
}

// TestNoFigureOfOurOwn draws comparisons, rankings and trends at random: every number on their pages stands in the
// dataset, counts or places, or is marked as computed.
func TestNoFigureOfOurOwn(t *testing.T) {
	d := fixture(t)
	w := writer(t, d)
	known := numbers(d)
	rapid.Check(t, func(t *rapid.T) {
		p := w.Page(drawAnswer(t, d))
		checkPage(t, p)
		for _, line := range strings.Split(p.Text(), "\n") {
			if strings.Contains(line, "omputed") || strings.Contains(line, "계산값") {
				continue
			}
			for _, n := range figures.FindAllString(line, -1) {
				if !known[n] && len(n) > 2 {
					t.Errorf("%q of %q is not in the dataset", n, line)
				}
			}
		}
	})
}

func drawAnswer(t *rapid.T, d *data.Dataset) answers.Answer {
	m := maker{d}
	l := rapid.SampledFrom(langs).Draw(t, "lang")
	var ids []data.EntityID
	for _, e := range d.Entities() {
		ids = append(ids, e.ID)
	}
	entities := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, 6, rapid.ID[data.EntityID]).Draw(t, "entities")
	metric := rapid.SampledFrom(d.Metrics()).Draw(t, "metric")
	facts := slices.Clone(d.FactsBy(metric.ID))
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		var rows []answers.Row
		for _, other := range d.Metrics() {
			if r := m.row(other.ID, "", entities...); shared(&r) > 0 {
				rows = append(rows, r)
			}
		}
		return &answers.Comparison{Meta: m.meta(l, entities...), Rows: rows, Unlike: rapid.Bool().Draw(t, "unlike")}
	case 1:
		n := rapid.IntRange(0, len(facts)).Draw(t, "ranked")
		return &answers.Ranking{Meta: m.meta(l), Metric: metric.ID, Places: places(facts[:n]...), Unranked: facts[n:], Lowest: rapid.Bool().Draw(t, "lowest"),
			Superlate: rapid.Bool().Draw(t, "superlate"), Limit: rapid.IntRange(0, 5).Draw(t, "limit")}
	case 2:
		var lines []answers.Line
		for _, e := range entities {
			lines = append(lines, answers.Line{Entity: e, Points: d.FactsOf(e, metric.ID)})
		}
		return &answers.Trend{Meta: m.meta(l, entities...), Metric: metric.ID, Lines: lines}
	}
	return &answers.Listing{Meta: m.meta(l), Items: entities, Rows: []answers.Row{m.row(metric.ID, "", entities...)}, Maybe: facts}
}

// TestUnansweredHeadlines makes sure that a headline that answers nothing shows no figure.
func TestUnansweredHeadlines(t *testing.T) {
	d := fixture(t)
	w := writer(t, d)
	reasons := []answers.Reason{answers.UnknownVersion, answers.UnknownWords, answers.Ambiguous, answers.TooFew, answers.TooMany, answers.NoContext,
		answers.NotComparable, answers.NoSuchFigure, answers.NoSuchPeriod, answers.NoSuchPlace, answers.OffTopic, answers.NothingMatches, answers.NoSuchOperation, "new_reason"}
	for _, l := range langs {
		for _, r := range reasons {
			for _, a := range []answers.Answer{
				&answers.Choice{Meta: answers.Meta{Lang: l}, Reason: r, Said: "mistral", Options: []answers.Suggestion{{Label: "Anthropic", Question: "anthropic"}}},
				&answers.Missing{Meta: answers.Meta{Lang: l, Entities: []data.EntityID{"anthropic"}}, Reason: r, Family: "price"},
				&answers.Missing{Meta: answers.Meta{Lang: l}, Reason: r},
				&answers.NotInData{Meta: answers.Meta{Lang: l}, Reason: r, Said: "mistral"},
				&answers.NotInData{Meta: answers.Meta{Lang: l}, Reason: r},
			} {
				p := w.Page(a)
				checkPage(t, p)
				if strings.ContainsAny(p.Headline, "0123456789$%") {
					t.Errorf("%T %s: %q", a, r, p.Headline)
				}
			}
		}
	}
}

// TestThreeWaysOfNotKnowing makes sure that undisclosed, not stated, not applicable and missing are four sentences.
func TestThreeWaysOfNotKnowing(t *testing.T) {
	d := fixture(t)
	w := writer(t, d)
	for _, l := range langs {
		seen := map[string]bool{}
		for _, u := range []data.Unknown{data.Undisclosed, data.NotStated, data.NotApplicable} {
			f := &data.Fact{ID: "x", Entity: "anthropic", Metric: "valuation", Form: data.FormUnknown, Unknown: u}
			seen[w.Page(&answers.Missing{Meta: answers.Meta{Lang: l}, Metric: "valuation", Unknown: []*data.Fact{f}}).Headline] = true
		}
		seen[w.Page(&answers.Missing{Meta: answers.Meta{Lang: l, Entities: []data.EntityID{"anthropic"}}, Metric: "valuation", Reason: answers.NoSuchFigure}).Headline] = true
		if len(seen) != 4 {
			t.Errorf("%s: %v", l, fmt.Sprint(seen))
		}
	}
}
