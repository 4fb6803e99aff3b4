package content

import (
	"slices"

	"versus/answers/prose"
	"versus/data"
)

// How many plans and stale figures are named.
const (
	comingRows = 15
	staleNamed = 6
	pastNamed  = 3
)

// due gives the time that a plan, target or expectation is for; the zero Date where it is none, or for no time.
func due(d *data.Dataset, f *data.Fact) data.Date {
	if f.Rank == data.Deprecated || f.Status != data.Planned && f.Status != data.Target && f.Status != data.Expected {
		return data.Date{}
	}
	m := d.Metric(f.Metric)
	switch {
	case !f.Date.IsZero():
		return f.Date
	case m != nil && m.Unit == data.UnitYear && f.Form == data.FormValue:
		return data.Date{Year: int(f.Value.Float())}
	}
	return f.Period.To
}

func (b *builder) overdue(f *data.Fact) bool {
	return !due(b.d, f).IsZero() && data.Overdue(f, b.d.Metric(f.Metric), b.in.Now)
}

// newlyPast gives the plans whose time went by since the last digest.
func (b *builder) newlyPast() []*data.Fact {
	if b.in.LastSent.IsZero() {
		return nil
	}
	var past []*data.Fact
	for _, f := range b.d.Facts() {
		if b.scope.fact(b.d, f) && b.overdue(f) && !data.Overdue(f, b.d.Metric(f.Metric), b.in.LastSent) {
			past = append(past, f)
		}
	}
	return past
}

// nowPast names them for the lead.
func (b *builder) nowPast(past []*data.Fact) []string {
	var lines []string
	for _, f := range past[:min(len(past), pastNamed)] {
		lines = append(lines, b.say("past", vars{
			"Name": b.name(f.Entity), "Figure": b.label(b.d, f), "Value": b.figure(b.d, f, false), "Due": b.date(due(b.d, f)),
		}))
	}
	return lines
}

// coming is the page of what is announced, what is overdue, and what has become old.
func (b *builder) coming() (prose.Page, bool) {
	var plans []*data.Fact
	var stale []string
	for _, f := range b.d.Facts() {
		if !b.scope.fact(b.d, f) {
			continue
		}
		if !due(b.d, f).IsZero() {
			plans = append(plans, f)
		}
		if f.Rank != data.Deprecated && data.Stale(f, b.d.Metric(f.Metric), b.in.Now) {
			stale = append(stale, b.say("stale_one", vars{"Name": b.name(f.Entity), "Figure": b.label(b.d, f), "AsOf": b.date(f.AsOf)}))
		}
	}
	if len(plans)+len(stale) == 0 {
		return prose.Page{}, false
	}
	slices.SortStableFunc(plans, func(x, y *data.Fact) int {
		if past := b.overdue(x); past != b.overdue(y) {
			return map[bool]int{true: -1, false: 1}[past]
		}
		return due(b.d, x).Compare(due(b.d, y))
	})
	page := prose.Page{Lang: b.l}
	late := 0
	for _, f := range plans {
		if b.overdue(f) {
			late++
		}
	}
	page.Headline = b.say("coming", vars{"What": b.counted("coming_late", late, "coming_ahead", len(plans)-late, "coming_stale", len(stale))})
	if len(plans) > 0 {
		page.Table = b.planTable(plans[:min(len(plans), comingRows)])
	}
	if more := len(plans) - comingRows; more > 0 {
		page.Lines = append(page.Lines, b.say("more_plans", vars{"Count": more}))
	}
	if len(stale) > 0 {
		page.Lines = append(page.Lines, b.say("stale", vars{"Count": len(stale), "List": b.few(stale, staleNamed)}))
	}
	b.close(&page)
	return page, true
}

func (b *builder) planTable(plans []*data.Fact) *prose.Table {
	t := &prose.Table{Caption: b.say("table_plans", nil), Header: []string{
		b.say("column_name", nil), b.say("column_figure", nil), b.say("column_said", nil), b.say("column_due", nil), b.say("column_state", nil),
	}}
	for _, f := range plans {
		state := "state_ahead"
		if b.overdue(f) {
			state = "state_past"
		}
		t.Rows = append(t.Rows, []prose.Cell{{Text: b.name(f.Entity)}, {Text: b.label(b.d, f)}, {Text: b.figure(b.d, f, false)},
			{Text: b.date(due(b.d, f))}, {Text: b.say(state, nil)}})
	}
	return t
}
