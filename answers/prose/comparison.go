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
	b.notes(a.Notes, "")
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
	family := b.familyOf(rows)
	var parts []string
	for _, e := range entities {
		for i := range rows {
			for _, f := range factsOf(&rows[i], e) {
				if id == "compare.unlike" {
					parts = append(parts, b.name(e)+" "+b.spoken(f)+b.variantIn(f, family))
				} else {
					parts = append(parts, b.enumerated(e, f))
				}
			}
		}
	}
	label := ""
	if len(rows) > 0 {
		label = b.heading(&rows[0])
	}
	s := stop(b.say(id, arg{key: "Metric", text: label}, arg{key: "Family", text: family}, arg{key: "Figures", text: strings.Join(parts, ", ")}))
	if len(parts) > 0 && fits(s) {
		return s
	}
	return stop(b.say(long, b.nameArg("Names", entities)))
}

// familyOf names the family that all rows belong to; "" where they have none in common.
func (b *builder) familyOf(rows []answers.Row) string {
	var family data.FamilyID
	for i := range rows {
		m := b.d.Metric(rows[i].Metric)
		if m == nil || m.Family == "" || i > 0 && m.Family != family {
			return ""
		}
		family = m.Family
	}
	if f := b.d.Family(family); f != nil {
		return capital(f.Labels.In(b.l))
	}
	return ""
}

// enumerated is one entity's figure in an enumeration: "Google $91B", but "OpenAI: fast AI".
func (b *builder) enumerated(id data.EntityID, f *data.Fact) string {
	if f.Form == data.FormText || f.Form == data.FormRef {
		return b.name(id) + " – " + b.saidMarked(f)
	}
	return b.name(id) + " " + b.saidMarked(f)
}

// variant tells of which measure a figure is, beside its marks.
func (b *builder) variant(f *data.Fact) string { return b.variantIn(f, "") }

// variantIn is variant where the family has been named already: "Verified" instead of "SWE-bench Verified".
func (b *builder) variantIn(f *data.Fact, family string) string {
	words := b.metricLabel(f.Metric)
	if short := strings.TrimSpace(strings.TrimPrefix(words, family)); short != "" {
		words = short
	}
	if strings.HasPrefix(words, "(") {
		words = strings.Trim(words, "()")
	}
	words = strings.NewReplacer(" (", ", ", "(", ", ", ")", "").Replace(words)
	if m := b.marking(f, true); m != "" {
		words += ", " + m
	}
	return b.bracket(words)
}

// verdict tells who leads, where figures are like for like and one end of their scale is the better one.
func (b *builder) verdict(rows []answers.Row, entities []data.EntityID) string {
	if len(entities) == 2 {
		return b.duel(rows)
	}
	for i := range rows {
		facts := b.likeForLike(&rows[i])
		if len(facts) < 2 || len(facts) < len(entities) && len(rows) > 1 {
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
	var first *lead
	for i := range rows {
		l := b.leadOf(&rows[i])
		switch {
		case l == nil || l.level && first != nil:
		case l.level:
			return stop(b.pair("compare.level", l, ""))
		case first == nil:
			first = l
		case l.winner.Entity != first.winner.Entity:
			if both := b.pair("compare.leads", first, b.pair("compare.turns", l, "")); fits(both) {
				return both
			}
		}
	}
	if first == nil {
		return ""
	}
	return b.pair("compare.leads", first, "")
}

// A lead is a row in which one of two is ahead, or both are level.
type lead struct {
	row           *answers.Row
	winner, other *data.Fact
	level         bool
}

// leadOf tells who of two leads in a row; nil where that cannot be told.
func (b *builder) leadOf(r *answers.Row) *lead {
	facts := b.likeForLike(r)
	if len(facts) != 2 {
		return nil
	}
	m := b.d.Metric(r.Metric)
	sign, ok := compareFacts(facts[0], facts[1], m.Better)
	if !ok || m.Better == data.None {
		return nil
	}
	l := &lead{row: r, winner: facts[0], other: facts[1], level: sign == 0}
	if sign < 0 {
		l.winner, l.other = l.other, l.winner
	}
	return l
}

// pair sets the two figures of a lead against each other; turn is what follows in the same sentence.
func (b *builder) pair(id string, l *lead, turn string) string {
	return b.say(id, b.named("Name", l.winner.Entity), b.named("Other", l.other.Entity),
		arg{key: "Metric", text: b.rowLabel(l.row.Metric, l.row.With, l.row.Period)},
		arg{key: "Figure", text: b.spoken(l.winner)}, arg{key: "Than", text: b.spoken(l.other)},
		arg{key: "Marks", text: b.marks(l.winner)}, arg{key: "Turn", text: turn})
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
