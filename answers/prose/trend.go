package prose

import (
	"cmp"
	"slices"
	"strings"

	"versus/answers"
	"versus/data"
)

// trend tells from where to where figures went, then shows each time.
func (b *builder) trend(a *answers.Trend) {
	b.p.Headline = b.course(a)
	for i := range a.Computed {
		if len(a.Lines) != 1 || a.Computed[i].Op != answers.Growth || !b.inHeadline(&a.Computed[i], a.Lines[0].Points) {
			b.line(b.computed(&a.Computed[i]))
		}
	}
	if len(a.Stated) > 0 {
		parts := make([]string, len(a.Stated))
		for i, f := range a.Stated {
			parts[i] = b.name(f.Entity) + ", " + b.rowLabel(f.Metric, f.With, f.Period) + ": " + b.marked(f)
		}
		b.line(b.say("trend.stated", arg{key: "Figures", text: strings.Join(parts, "; ")}))
	}
	times := b.times(a.Lines)
	b.p.Table = b.trendTable(a, times)
	for _, l := range a.Lines {
		for _, f := range l.Points {
			b.remarkLine(f)
		}
	}
	b.trendChart(a, times)
}

// course is the headline of a trend.
func (b *builder) course(a *answers.Trend) string {
	metric := b.metricLabel(a.Metric)
	lines := withPoints(a.Lines)
	switch {
	case len(lines) == 0:
		return b.say("trend.empty", arg{key: "Metric", text: metric})
	case len(lines) == 1:
		return b.oneCourse(a, lines[0])
	}
	since, until := ends(lines)
	args := []arg{{key: "Metric", text: capital(metric)}, {key: "Since", text: b.when(since)}, {key: "Until", text: b.when(until)}}
	parts, ids := make([]string, len(lines)), make([]data.EntityID, len(lines))
	for i, l := range lines {
		ids[i] = l.Entity
		parts[i] = b.name(l.Entity) + " " + b.spoken(l.Points[0]) + " → " + b.saidMarked(l.Points[len(l.Points)-1])
	}
	if s := b.say("trend.lines", append(args, arg{key: "Figures", text: strings.Join(parts, ", ")})...); fits(s) {
		return s
	}
	return b.say("trend.lines_long", append(args, b.nameArg("Names", ids))...)
}

func (b *builder) oneCourse(a *answers.Trend, l answers.Line) string {
	first, last := l.Points[0], l.Points[len(l.Points)-1]
	args := []arg{b.named("Name", l.Entity), {key: "Metric", text: b.metricLabel(a.Metric)}, {key: "Since", text: b.when(first)}}
	if first == last {
		return b.say("trend.point", append(args, arg{key: "Figure", text: b.saidMarked(first)})...)
	}
	until := b.when(last)
	if s := b.status(last.Status); s != "" {
		if until != "" {
			until += ", "
		}
		until += s
	}
	growth := ""
	for i := range a.Computed {
		if b.inHeadline(&a.Computed[i], l.Points) {
			growth = b.bounded(&a.Computed[i])
		}
	}
	return b.say("trend.single", append(args, arg{key: "From", text: b.spoken(first)}, arg{key: "To", text: b.spoken(last) + b.bracket(until)}, arg{key: "Growth", text: growth})...)
}

// inHeadline says whether a computed growth is the one from the first point to the last.
func (b *builder) inHeadline(c *answers.Computed, points []*data.Fact) bool {
	return len(points) > 1 && c.Op == answers.Growth && c.Right == points[0] && c.Left == points[len(points)-1]
}

func withPoints(lines []answers.Line) []answers.Line {
	var out []answers.Line
	for _, l := range lines {
		if len(l.Points) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// ends gives the earliest and the latest figure of several lines.
func ends(lines []answers.Line) (since, until *data.Fact) {
	for _, l := range lines {
		first, last := l.Points[0], l.Points[len(l.Points)-1]
		if since == nil || first.Period.Compare(since.Period) < 0 {
			since = first
		}
		if until == nil || last.Period.Compare(until.Period) > 0 {
			until = last
		}
	}
	return since, until
}

// A moment is the time of a figure: a period, or the circumstances that stand for one ("earlier"), or the as-of date.
type moment struct {
	period data.Period
	when   string
	asOf   data.Date
	label  string
}

// moment tells when a figure was so.
func (b *builder) moment(f *data.Fact) moment {
	switch {
	case !f.Period.IsZero():
		return moment{period: f.Period}
	case len(f.When) > 0:
		return moment{when: b.condition(f.When[0])}
	}
	return moment{asOf: f.AsOf}
}

// isOf says whether a figure is of a moment.
func (b *builder) isOf(f *data.Fact, m moment) bool {
	if !f.Period.IsZero() {
		return f.Period == m.period
	}
	n := b.moment(f)
	return n.when == m.when && n.asOf == m.asOf && m.period.IsZero()
}

// times lists the moments of all figures, oldest first, as a trend's rows and a chart's categories show them.
func (b *builder) times(lines []answers.Line) []moment {
	var times []moment
	for _, l := range lines {
		for _, f := range l.Points {
			if !slices.ContainsFunc(times, func(m moment) bool { return b.isOf(f, m) }) {
				times = append(times, b.moment(f))
			}
		}
	}
	slices.SortStableFunc(times, func(m, n moment) int {
		return cmp.Or(m.period.Compare(n.period), m.asOf.Compare(n.asOf))
	})
	for i, m := range times {
		switch {
		case !m.period.IsZero():
			times[i].label = m.period.String()
		case m.when != "":
			times[i].label = m.when
		default:
			times[i].label = m.asOf.String()
		}
	}
	return times
}

// trendTable has a row a time and a column an entity, for that reads well on a phone.
func (b *builder) trendTable(a *answers.Trend, times []moment) *Table {
	lines := withPoints(a.Lines)
	if len(lines) == 0 {
		return nil
	}
	t := &Table{Caption: capital(b.metricLabel(a.Metric)), Header: []string{b.say("column.period")}}
	for _, l := range lines {
		t.Header = append(t.Header, b.name(l.Entity))
	}
	for _, at := range times {
		row := []Cell{{Text: at.label}}
		for _, l := range lines {
			facts := b.at(l, at)
			row = append(row, Cell{Text: b.timedCell(facts), Number: b.sortable(a.Metric, facts)})
		}
		t.Rows = append(t.Rows, row)
	}
	t.onlyWholeColumns()
	return t
}

// at gives a line's figures of one time.
func (b *builder) at(l answers.Line, at moment) []*data.Fact {
	var facts []*data.Fact
	for _, f := range l.Points {
		if b.isOf(f, at) {
			facts = append(facts, f)
		}
	}
	return facts
}

// timedCell writes the figures of one time. Where a circumstance stands for the time, the row has told it already.
func (b *builder) timedCell(facts []*data.Fact) string {
	if len(facts) != 1 || !facts[0].Period.IsZero() || len(facts[0].When) == 0 {
		return b.cell(facts)
	}
	return b.figure(facts[0]) + b.bracket(b.status(facts[0].Status))
}
