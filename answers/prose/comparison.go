package prose

import (
	"slices"
	"strings"

	"versus/answers"
	"versus/data"
)

// comparison sets entities side by side. Its headline names all of them and the figures that decide, which are only
// ever those of one measure taken in one way.
func (b *builder) comparison(a *answers.Comparison) {
	entities := columns(a.Entities, a.Rows)
	b.p.Headline = b.compared(a, entities)
	for i := range a.Computed {
		b.line(b.computed(&a.Computed[i]))
	}
	if len(a.Metrics) == 1 && len(a.Rows) > 0 {
		b.gaps(a, entities)
	}
	b.p.Table = b.sideBySide(entities, a.Rows)
	b.notes(a.Notes)
	b.unlike(a.Unlike)
	b.remarksOf(a.Rows)
}

// columns are the entities of a comparison: those asked for, or those of its rows where a group was.
func columns(asked []data.EntityID, rows []answers.Row) []data.EntityID {
	ids := slices.Clone(asked)
	for i := range rows {
		for j := range rows[i].Cells {
			if id := rows[i].Cells[j].Entity; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// compared picks the headline of a comparison.
func (b *builder) compared(a *answers.Comparison, entities []data.EntityID) string {
	if a.Unlike {
		return b.headlineOf("compare.unlike", "compare.unlike_long", entities, a.Rows)
	}
	if s := b.verdict(a.Rows, entities); s != "" {
		return s
	}
	if len(a.Rows) == 0 {
		if len(a.Notes) > 0 {
			s := b.say("compare.notes", b.nameArg("Names", entities), arg{key: "Gist", text: gist(a.Notes[0].Text.In(b.l))})
			if fits(s) {
				return s
			}
		}
		return stop(b.say("compare.beside", b.nameArg("Names", entities)))
	}
	if shared(&a.Rows[0]) < 2 {
		return stop(b.say("compare.nothing", b.nameArg("Names", entities)))
	}
	if len(a.Metrics) == 0 && !b.plainMetric(a.Rows[0].Metric) {
		return stop(b.say("compare.beside", b.nameArg("Names", entities)))
	}
	return b.headlineOf("compare.plain", "compare.beside", entities, a.Rows[:1])
}

// plainMetric says whether a metric's figures are short and may stand next to each other.
func (b *builder) plainMetric(id data.MetricID) bool {
	m := b.d.Metric(id)
	return m != nil && m.Comparable == data.Self && m.Unit != data.UnitText
}

// shared counts the entities that have a figure in a row.
func shared(r *answers.Row) int {
	n := 0
	for i := range r.Cells {
		if len(r.Cells[i].Facts) > 0 {
			n++
		}
	}
	return n
}

// headlineOf enumerates the figures of rows, or says the shorter sentence where that would grow too long.
func (b *builder) headlineOf(id, long string, entities []data.EntityID, rows []answers.Row) string {
	var parts []string
	for _, e := range entities {
		for i := range rows {
			for _, f := range factsOf(&rows[i], e) {
				s := b.name(e) + " " + b.saidMarked(f)
				if id == "compare.unlike" {
					s = b.name(e) + " " + b.spoken(f) + b.variant(f)
				}
				parts = append(parts, s)
			}
		}
	}
	label := ""
	if len(rows) > 0 {
		label = b.heading(&rows[0])
	}
	s := stop(b.say(id, arg{key: "Metric", text: label}, arg{key: "Figures", text: strings.Join(parts, ", ")}))
	if len(parts) > 0 && fits(s) {
		return s
	}
	return stop(b.say(long, b.nameArg("Names", entities)))
}

// variant tells of which measure a figure is, beside its marks.
func (b *builder) variant(f *data.Fact) string {
	words := b.metricLabel(f.Metric)
	if m := b.marking(f, true); m != "" {
		words += ", " + m
	}
	if b.l == data.KO {
		return "(" + strings.ReplaceAll(strings.ReplaceAll(words, "(", " "), ")", "") + ")"
	}
	return " (" + strings.ReplaceAll(strings.ReplaceAll(words, "(", ""), ")", "") + ")"
}

// verdict tells who leads, where figures are like for like and one end of their scale is the better one.
func (b *builder) verdict(rows []answers.Row, entities []data.EntityID) string {
	if len(entities) == 2 {
		return b.duel(rows)
	}
	for i := range rows {
		facts := b.likeForLike(&rows[i])
		if len(facts) != len(entities) {
			continue
		}
		if s := b.leader(&rows[i], facts); s != "" {
			return s
		}
	}
	return ""
}

// duel tells which of two leads, and where the other does.
func (b *builder) duel(rows []answers.Row) string {
	s, first := "", data.EntityID("")
	for i := range rows {
		facts := b.likeForLike(&rows[i])
		if facts == nil {
			continue
		}
		m := b.d.Metric(rows[i].Metric)
		sign, ok := compareFacts(facts[0], facts[1], m.Better)
		if !ok || m.Better == data.None {
			continue
		}
		lead, other := facts[0], facts[1]
		if sign < 0 {
			lead, other = other, lead
		}
		switch {
		case sign == 0 && s == "":
			return stop(b.pair("compare.level", &rows[i], lead, other))
		case sign == 0:
		case s == "":
			s, first = b.pair("compare.leads", &rows[i], lead, other), lead.Entity
		case lead.Entity != first:
			if both := s + b.pair("compare.turns", &rows[i], lead, other); fits(both) {
				return stop(both)
			}
		}
	}
	return stop(s)
}

// pair sets two figures of one row against each other.
func (b *builder) pair(id string, r *answers.Row, lead, other *data.Fact) string {
	return b.say(id, b.named("Name", lead.Entity), b.named("Other", other.Entity),
		arg{key: "Metric", text: b.rowLabel(r.Metric, r.With, r.Period)},
		arg{key: "Figure", text: b.spoken(lead)}, arg{key: "Than", text: b.spoken(other)}, arg{key: "Marks", text: b.marks(lead)})
}

// leader tells who of three or more leads, and names the others in their order.
func (b *builder) leader(r *answers.Row, facts []*data.Fact) string {
	m := b.d.Metric(r.Metric)
	if m.Better == data.None {
		return ""
	}
	facts = slices.Clone(facts)
	slices.SortStableFunc(facts, func(f, g *data.Fact) int {
		sign, _ := compareFacts(f, g, m.Better)
		return -sign
	})
	if sign, ok := compareFacts(facts[0], facts[1], m.Better); !ok || sign <= 0 {
		return ""
	}
	rest := make([]string, 0, len(facts)-1)
	for _, f := range facts[1:] {
		rest = append(rest, b.name(f.Entity)+b.bracket(b.spoken(f)))
	}
	s := stop(b.say("compare.first", b.named("Name", facts[0].Entity), arg{key: "Metric", text: b.rowLabel(r.Metric, r.With, r.Period)},
		arg{key: "Figure", text: b.spoken(facts[0])}, arg{key: "Marks", text: b.marks(facts[0])}, arg{key: "Rest", text: b.join(rest)}))
	if !fits(s) {
		return ""
	}
	return s
}

// gaps names those for whom the dataset has nothing of what was asked.
func (b *builder) gaps(a *answers.Comparison, entities []data.EntityID) {
	var without []data.EntityID
	for _, e := range entities {
		has := false
		for i := range a.Rows {
			has = has || len(factsOf(&a.Rows[i], e)) > 0
		}
		if !has {
			without = append(without, e)
		}
	}
	if len(without) > 0 {
		b.line(b.say("compare.gap", b.nameArg("Names", without), arg{key: "Metric", text: b.metricLabel(a.Metrics[0])}))
	}
}

// stop ends a sentence that has no end yet.
func stop(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return s
	}
	return s + "."
}
