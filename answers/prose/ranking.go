package prose

import (
	"strings"

	"versus/answers"
	"versus/data"
)

// ranking names who comes first and with what, then everyone's place, then what was left out and why.
func (b *builder) ranking(a *answers.Ranking) {
	b.p.Headline = b.ranked(a)
	b.p.Table = b.rankTable(a)
	if a.Limit > len(a.Places) && len(a.Places) > 0 {
		b.line(b.count("rank.fewer", len(a.Places)))
	}
	b.leftOut(a)
	for i := range a.Places {
		if a.Places[i].Tied {
			b.caveat(b.say("rank.overlap"))
			break
		}
	}
	for _, p := range a.Places {
		b.remarkLine(p.Fact)
		for _, f := range p.Others {
			b.remarkLine(f)
		}
	}
	b.rankChart(a)
}

// ranked is the headline of a ranking.
func (b *builder) ranked(a *answers.Ranking) string {
	metric := arg{key: "Metric", text: b.metricLabel(a.Metric)}
	if len(a.Places) == 0 {
		return b.say("rank.empty", metric)
	}
	args := []arg{metric, {key: "Period", text: b.headPeriod(a)}, {key: "Group", text: b.groupIn(metric.text, a.Group)}}
	top := tops(a.Places)
	first := top[0]
	args = append(args, b.named("Name", first.Fact.Entity), arg{key: "Marks", text: b.marks(first.Fact)})
	switch {
	case len(top) > 1:
		ids, figures := make([]data.EntityID, len(top)), make([]string, len(top))
		for i, p := range top {
			ids[i], figures[i] = p.Fact.Entity, b.saidMarked(p.Fact)
		}
		return b.say("rank.tied", append(args, b.nameArg("Names", ids), arg{key: "Figure", text: same(figures)})...)
	case first.Position > 1:
		return b.say("rank.place", append(args, arg{key: "Place", text: itoa(first.Position)}, arg{key: "Figure", text: b.spoken(first.Fact)})...)
	case len(a.Places) > 1 && !a.Superlate && a.Limit != 1:
		if s := b.rankList(a, args); fits(s) {
			return s
		}
	}
	id := b.rankMessage(a)
	if m := b.d.Metric(a.Metric); m != nil && b.m.has(id+"_"+string(m.Unit)) {
		id += "_" + string(m.Unit)
	} else if style := id + "_" + styleOf(a.Metric); b.m.has(style) {
		id = style
	}
	return b.say(id, append(args, arg{key: "Figure", text: b.spoken(first.Fact)})...)
}

// tops are the places that share the first position.
func tops(places []answers.Place) []answers.Place {
	n := 1
	for n < len(places) && places[n].Position == places[0].Position {
		n++
	}
	return places[:n]
}

// same writes figures once where they are all the same.
func same(figures []string) string {
	for _, f := range figures[1:] {
		if f != figures[0] {
			return strings.Join(figures, ", ")
		}
	}
	return figures[0]
}

// rankMessage is how the one at the top is spoken of.
func (b *builder) rankMessage(a *answers.Ranking) string {
	m := b.d.Metric(a.Metric)
	switch {
	case m != nil && m.Unit == data.UnitRank:
		return "rank.first"
	case m != nil && m.Unit == data.UnitDate && a.Lowest:
		return "rank.early"
	case m != nil && m.Unit == data.UnitDate:
		return "rank.late"
	case a.Lowest:
		return "rank.low"
	}
	return "rank.high"
}

// rankList names the first three, or as many as were asked for.
func (b *builder) rankList(a *answers.Ranking, args []arg) string {
	n := min(3, len(a.Places))
	if a.Limit > 0 {
		n = min(a.Limit, len(a.Places))
	}
	figures := make([]string, n)
	for i, p := range a.Places[:n] {
		figures[i] = b.name(p.Fact.Entity) + " " + b.saidMarked(p.Fact)
	}
	id := "rank.list"
	switch b.rankMessage(a) {
	case "rank.first":
		id = "rank.rank_list"
	case "rank.low":
		id = "rank.low_list"
	}
	return b.say(id, append(args, arg{key: "Figures", text: strings.Join(figures, ", ")})...)
}

// rankPeriod is the time a ranking is about: that asked for, or the one all its figures share.
func (b *builder) rankPeriod(a *answers.Ranking) string {
	p := a.Period
	if p.IsZero() && len(a.Places) > 0 {
		p = a.Places[0].Fact.Period
		for _, place := range a.Places {
			if place.Fact.Period != p {
				return ""
			}
		}
	}
	words := periodWords(p, b.l)
	if strings.Contains(b.metricLabel(a.Metric), words) {
		return ""
	}
	return words
}

// headPeriod is rankPeriod in a headline, under the rule of [builder.periodIn].
func (b *builder) headPeriod(a *answers.Ranking) string {
	words := b.rankPeriod(a)
	if words == "" || !a.Period.IsZero() {
		return words
	}
	return b.periodIn(b.metricLabel(a.Metric), a.Places[0].Fact)
}

// groupIn names a ranking's group, unless the metric's own label does.
func (b *builder) groupIn(label string, id data.EntityID) string {
	name := b.groupName(id)
	if strings.Contains(label, name) {
		return ""
	}
	return name
}

func (b *builder) groupName(id data.EntityID) string {
	if id == "" {
		return ""
	}
	return b.name(id)
}

// rankTable shows every place.
func (b *builder) rankTable(a *answers.Ranking) *Table {
	if len(a.Places) == 0 {
		return nil
	}
	label := capital(b.metricLabel(a.Metric))
	if p := b.rankPeriod(a); p != "" {
		label = b.say("label.of", arg{key: "Metric", text: label}, arg{key: "What", text: p})
	}
	t := &Table{Caption: label, Header: []string{b.say("column.rank"), b.say("column.name"), label, b.say("column.note")}}
	remarked := false
	for _, p := range a.Places {
		note := b.placeNote(p)
		remarked = remarked || note != ""
		if note == "" {
			note = dash
		}
		t.Rows = append(t.Rows, []Cell{{Text: itoa(p.Position)}, {Text: b.name(p.Fact.Entity)},
			{Text: b.figure(p.Fact), Number: b.sortable(a.Metric, []*data.Fact{p.Fact})}, {Text: note}})
	}
	t.Remarks = remarked
	if !remarked {
		t.Header = t.Header[:3]
		for i := range t.Rows {
			t.Rows[i] = t.Rows[i][:3]
		}
	}
	t.onlyWholeColumns()
	return t
}

// placeNote gathers what must be said of a place: its tie, the marks of its figure, and the entity's other figures.
func (b *builder) placeNote(p answers.Place) string {
	var words []string
	if p.Tied {
		words = append(words, b.say("tied"))
	}
	if m := b.marking(p.Fact, true); m != "" {
		words = append(words, m)
	}
	for _, f := range p.Others {
		words = append(words, b.say("also", arg{key: "Figure", text: b.marked(f)}))
	}
	return strings.Join(words, ", ")
}

// leftOutMost is how many figures that are not ranked are named; more would bury the ranking.
const leftOutMost = 8

// leftOut tells which figures were not ranked, each under its reason.
func (b *builder) leftOut(a *answers.Ranking) {
	reasons := []string{"rank.left_target", "rank.left_metric", "rank.left_unknown", "rank.left_other"}
	groups := map[string][]string{}
	for _, f := range a.Unranked {
		reason := leftReason(a, f)
		if len(groups[reason]) == leftOutMost {
			groups[reason] = append(groups[reason], "…")
		}
		if len(groups[reason]) > leftOutMost {
			continue
		}
		s := b.name(f.Entity) + " " + b.figure(f)
		if f.Metric != a.Metric {
			s += b.variant(f)
		} else {
			s += b.marks(f)
		}
		groups[reason] = append(groups[reason], s)
	}
	for _, reason := range reasons {
		if len(groups[reason]) > 0 {
			b.line(b.say(reason, arg{key: "Figures", text: strings.Join(groups[reason], ", ")}))
		}
	}
}

// leftReason says why a figure was not ranked.
func leftReason(a *answers.Ranking, f *data.Fact) string {
	switch {
	case f.Form == data.FormUnknown:
		return "rank.left_unknown"
	case f.Status == data.Target || f.Status == data.Planned || f.Status == data.Expected:
		return "rank.left_target"
	case f.Metric != a.Metric:
		return "rank.left_metric"
	}
	return "rank.left_other"
}
