package prose

import (
	"strings"

	"versus/answers"
	"versus/data"
)

// profile shows one entity: the figure asked for, several of them, or all there is.
func (b *builder) profile(a *answers.Profile) {
	shown := a.Entity
	if a.Via != "" && a.Via != a.Entity {
		shown = a.Via
		b.line(b.say("profile.via", b.named("Name", a.Entity), b.named("Via", a.Via)))
	}
	switch {
	case a.Full:
		b.fullProfile(a)
	case len(a.Rows) == 0:
		b.p.Headline = b.noted(a.Notes, []data.EntityID{a.Entity}, b.topic(a.Context.Topics))
	case one(a.Rows) != nil:
		b.single(one(a.Rows))
	default:
		b.p.Headline = b.several(shown, a.Rows)
		b.p.Table = b.profileTable(a.Rows)
	}
	b.notes(a.Notes, a.Entity)
}

// one gives the cell of rows that hold but one; nil otherwise.
func one(rows []answers.Row) *answers.Cell {
	if len(rows) != 1 || len(rows[0].Cells) != 1 || len(rows[0].Cells[0].Facts) == 0 {
		return nil
	}
	return &rows[0].Cells[0]
}

// single answers with the figures of one cell: mostly one, two where the source has two.
func (b *builder) single(c *answers.Cell) {
	f := c.Facts[0]
	if len(c.Facts) == 1 {
		b.p.Headline = b.sentence(f)
		if f.Unknown == data.Undisclosed {
			b.line(b.say("undisclosed_why"))
		}
		if f.Date.Month != 0 { // the headline says it in words; here it can be copied
			b.line(capital(b.metricLabel(f.Metric)) + ": " + b.figure(f))
		}
	} else {
		parts := make([]string, len(c.Facts))
		for i, f := range c.Facts {
			parts[i] = b.saidMarked(f)
		}
		label := b.metricLabel(f.Metric)
		b.p.Headline = b.say("fact.several", b.named("Name", f.Entity), arg{key: "Metric", text: label},
			arg{key: "Period", text: b.periodIn(label, f)}, arg{key: "With", text: b.withWords(f.Metric, f.With)},
			arg{key: "Figure", text: b.join(parts)})
	}
	for _, f := range c.Facts {
		if f.Unknown != data.NotApplicable {
			b.line(b.remark(f))
		}
	}
}

// fullProfile leads with what the entity is and shows all it has.
func (b *builder) fullProfile(a *answers.Profile) {
	name := b.named("Name", a.Entity)
	e := b.d.Entity(a.Entity)
	switch {
	case e != nil && !e.Summary.IsZero():
		summary := e.Summary.In(b.l)
		b.p.Headline = stop(b.say("profile.full", name, arg{key: "Gist", text: gist(summary)}))
		b.line(rest(summary))
	case len(a.Rows)+len(a.Notes) == 0:
		b.p.Headline = b.say("profile.empty", name)
	default:
		b.p.Headline = b.say("profile.bare", name)
	}
	b.p.Table = b.profileTable(a.Rows)
}

// several enumerates the figures asked for; those of the first metric where all would be too many.
func (b *builder) several(id data.EntityID, rows []answers.Row) string {
	if s := b.pricePair(id, rows); s != "" {
		return s
	}
	n := 1
	for n < len(rows) && rows[n].Metric == rows[0].Metric {
		n++
	}
	for _, some := range [][]answers.Row{rows, rows[:n]} {
		if s := b.enumerate(id, some); s != "" && fits(s) {
			return s
		}
	}
	return b.say("profile.more", b.named("Name", id))
}

// enumerate names the figures of rows one by one. What all rows share, a metric or a counterpart, is named once.
func (b *builder) enumerate(id data.EntityID, rows []answers.Row) string {
	sameMetric, sameWith, sameTime := true, rows[0].With != "", true
	for i := range rows {
		sameMetric = sameMetric && rows[i].Metric == rows[0].Metric
		sameWith = sameWith && rows[i].With == rows[0].With
		sameTime = sameTime && rows[i].Period == rows[0].Period
	}
	var parts []string
	for i := range rows {
		with := rows[i].With
		if sameWith {
			with = ""
		}
		for _, f := range factsOfAny(&rows[i]) {
			label := b.rowLabel(rows[i].Metric, with, data.Period{})
			if !sameTime || b.periodIn(label, f) != "" {
				label = b.rowLabel(rows[i].Metric, with, rows[i].Period)
			}
			if sameMetric {
				label = b.part(with, rows[i].Metric, rows[i].Period)
			}
			parts = append(parts, strings.TrimSpace(label+" "+b.saidMarked(f)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	message, counterpart := "profile.mixed", arg{key: "With"}
	if sameWith {
		counterpart = b.named("With", rows[0].With)
	} else if sameMetric {
		message = "profile.several"
	}
	return b.say(message, b.named("Name", id), counterpart, arg{key: "Metric", text: b.metricLabel(rows[0].Metric)},
		arg{key: "Figures", text: strings.Join(parts, "; ")})
}

// part names what tells rows of one metric apart.
func (b *builder) part(with data.EntityID, m data.MetricID, p data.Period) string {
	return strings.TrimSpace(b.withWords(m, with) + " " + periodWords(p, b.l))
}

// pricePair writes input and output price together, as everybody does: "$3 / $15 per 1M tokens".
func (b *builder) pricePair(id data.EntityID, rows []answers.Row) string {
	if len(rows) != 2 || rows[0].Metric != "input_price" || rows[1].Metric != "output_price" {
		return ""
	}
	in, out := factsOfAny(&rows[0]), factsOfAny(&rows[1])
	if len(in) != 1 || len(out) != 1 || !in[0].Period.IsZero() || in[0].Form != data.FormValue || out[0].Form != data.FormValue {
		return ""
	}
	first, second := b.figure(in[0]), b.figure(out[0])
	s, ok := sharedUnit(first, second)
	if !ok {
		return ""
	}
	return b.say("fact.price_pair", b.named("Name", id), arg{key: "Figure", text: s}, arg{key: "Marks", text: b.marks(in[0])})
}

// sharedUnit joins two amounts and writes what stands around both only once.
func sharedUnit(a, c string) (string, bool) {
	i, j := strings.LastIndex(a, "$"), strings.LastIndex(c, "$")
	if i < 0 || j < 0 || a[:i] != c[:j] {
		return "", false
	}
	amount, unit, _ := strings.Cut(a[i:], " ")
	amount2, unit2, _ := strings.Cut(c[j:], " ")
	if unit != unit2 {
		return "", false
	}
	return strings.TrimSpace(a[:i] + amount + " / " + amount2 + " " + unit), true
}

func factsOfAny(r *answers.Row) []*data.Fact {
	if len(r.Cells) == 0 {
		return nil
	}
	return r.Cells[0].Facts
}

// profileTable shows metric, figure and note of each row; the note says in words what marks and signs mean.
func (b *builder) profileTable(rows []answers.Row) *Table {
	if len(rows) == 0 {
		return nil
	}
	b.explained = true
	t := &Table{Header: []string{b.say("column.metric"), b.say("column.figure"), b.say("column.note")}}
	noted := false
	for i := range rows {
		facts := factsOfAny(&rows[i])
		if len(facts) == 0 {
			t.Rows = append(t.Rows, []Cell{{Text: b.heading(&rows[i])}, {Text: dash}, {Text: dash}})
		}
		for _, f := range facts {
			note := b.noteOf(f)
			if note == "" {
				note = dash
			} else {
				noted = true
			}
			t.Rows = append(t.Rows, []Cell{{Text: b.heading(&rows[i])}, {Text: b.figure(f)}, {Text: note}})
		}
	}
	t.Remarks = noted
	if !noted {
		t.Header = t.Header[:2]
		for i := range t.Rows {
			t.Rows[i] = t.Rows[i][:2]
		}
	}
	t.Caption = b.p.Headline
	if e := b.meta.Entities; len(e) > 0 {
		t.Caption = b.nameList(e)
	}
	return t
}

// noteOf gathers all that must be said with a figure.
func (b *builder) noteOf(f *data.Fact) string {
	words := b.signs(f)
	if m := b.marking(f, true); m != "" {
		words = append(words, m)
	}
	s := strings.Join(words, ", ")
	note := b.remark(f)
	if s == "" || note == "" {
		return s + note
	}
	return stop(capital(s)) + " " + note
}
