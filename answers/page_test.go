package answers_test

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// figures finds the numbers in a text.
var figures = regexp.MustCompile(`[0-9](?:[0-9,.]*[0-9])?`)

// A ledger is the numbers that an answer may show: those of its own facts and notes, of the names in it, and of the
// question. What is not among them was made up.
type ledger map[string]bool

func (l ledger) add(texts ...string) {
	for _, s := range texts {
		for _, n := range figures.FindAllString(s+" "+strings.ReplaceAll(s, "..", " "), -1) { // also the years of 2025..2031
			l[n] = true
			l[strings.TrimLeft(n, "0")] = true // 2026-02 is also "February 2026" and 2월
		}
	}
}

func (l ledger) text(t data.Text) { l.add(t.EN, t.KO) }

func ledgerOf(d *data.Dataset, a answers.Answer, question string) ledger {
	l := ledger{}
	l.add(question)
	for _, f := range factsIn(a) {
		l.fact(d, f)
		for _, side := range d.Sides(f) {
			l.fact(d, side)
		}
	}
	for _, n := range notesIn(a) {
		l.text(n.Title)
		l.text(n.Text)
		l.add(n.AsOf.String())
	}
	for _, x := range d.Entities() { // names stand in corrections, tables and offers
		l.text(x.Labels)
		l.text(x.Summary)
	}
	for _, m := range d.Metrics() {
		l.text(m.Labels)
		l.text(m.About)
	}
	for _, f := range d.Families() {
		l.text(f.Labels)
		l.text(f.About)
	}
	for _, s := range d.Sources() {
		l.text(s.Title)
		l.add(s.Date.String())
	}
	l.add(d.Version())
	if x, ok := a.(*answers.Listing); ok {
		for n := range len(x.Items) {
			l.add(strconv.Itoa(n + 1)) // "22 models: … and 12 more"
		}
		for _, f := range x.Filters {
			l.add(f.Number.String())
			l.limit(d, f)
		}
	}
	return l
}

func (l ledger) fact(d *data.Dataset, f *data.Fact) {
	l.add(d.Figure(f, data.EN), d.Figure(f, data.KO), f.Period.String(), f.AsOf.String(), f.Date.String())
	l.text(f.Text)
	l.text(f.Note)
	for _, c := range f.When {
		l.add(c.Value)
	}
	if c := d.Conflict(f.Conflict); c != nil {
		l.text(c.Text)
		l.text(c.Decision)
	}
}

// limit adds a filter's limit as a figure of its metric.
func (l ledger) limit(d *data.Dataset, f answers.Filter) {
	fact := &data.Fact{Metric: f.Metric, Form: data.FormValue, Value: f.Number}
	l.add(d.Figure(fact, data.EN), d.Figure(fact, data.KO))
}

// notesIn are the notes that an answer holds.
func notesIn(a answers.Answer) []*data.Note {
	if v := reflect.ValueOf(a).Elem().FieldByName("Notes"); v.IsValid() {
		return v.Interface().([]*data.Note)
	}
	return nil
}

// mostCounted is up to which number a page may count places and figures without the number's standing in the answer.
const mostCounted = 9

// madeUp lists the numbers of a page that stand neither in its ledger nor on a line that is marked as computed.
func (l ledger) madeUp(p prose.Page) []string {
	said := append([]string{p.Headline, p.Footer}, p.Lines...)
	said = append(append(said, p.Caveats...), p.Corrections...)
	for _, n := range p.Notes {
		said = append(said, n.Title, n.Text)
	}
	if p.Table != nil {
		for _, row := range p.Table.Rows {
			for _, c := range row {
				said = append(said, c.Text)
			}
		}
	}
	var wrong []string
	for _, line := range said {
		if strings.Contains(line, "omputed") || strings.Contains(line, "계산값") {
			continue
		}
		for _, n := range figures.FindAllString(line, -1) {
			if count, err := strconv.Atoi(n); err == nil && count <= mostCounted {
				continue
			}
			if !l[n] {
				wrong = append(wrong, n+" in “"+line+"”")
			}
		}
	}
	return wrong
}

func newWriter(t *testing.T, d *data.Dataset) *prose.Writer {
	t.Helper()
	w, err := prose.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestNoFigureIsMadeUp reads the pages of generated questions: each number on them stands in the facts and notes of the
// answer, in the question or in a name, or is marked as computed.
func TestNoFigureIsMadeUp(t *testing.T) {
	e := newEngine(t)
	w := newWriter(t, e.Data())
	all := speeches(e.Data())
	rapid.Check(t, func(t *rapid.T) {
		q, s := drawQuestion(t, all)
		q = noisy(t, q, s)
		a := e.Ask(q, answers.Asking{})
		if wrong := ledgerOf(e.Data(), a, q).madeUp(w.Page(a)); len(wrong) > 0 {
			t.Fatalf("%q: %s", q, wrong)
		}
	})
}

// TestNoFigureOfTheSetIsMadeUp does the same for the set's questions, in their threads and in both languages.
func TestNoFigureOfTheSetIsMadeUp(t *testing.T) {
	e := newEngine(t)
	w := newWriter(t, e.Data())
	for _, q := range readQuestions(t) {
		for _, l := range []data.Lang{data.EN, data.KO} {
			asking := answers.Asking{Lang: l}
			for _, earlier := range q.Context {
				asking.Context = e.Ask(earlier, asking).About().Context
			}
			a := e.Ask(q.Text, asking)
			if wrong := ledgerOf(e.Data(), a, q.Text).madeUp(w.Page(a)); len(wrong) > 0 {
				t.Errorf("%.80q: %s", q.Text, wrong)
			}
		}
	}
}
