package answers

import (
	"slices"

	"versus/data"
)

// listing names the members of a group or a kind, with a metric where one is asked for.
func (r *reading) listing(asked []data.MetricID) Answer {
	l := &Listing{Meta: r.meta(List), Kind: r.signals.kind}
	if len(r.groups) > 0 {
		l.Group = r.groups[0]
		if a := r.groupFigures(l.Group, asked); a != nil {
			return a
		}
		l.Items = r.memberIDs()
	} else if l.Kind != "" {
		l.Items = r.ofKind(l.Kind)
	}
	if len(asked) == 0 {
		if l.Group != "" {
			l.Notes = r.notesOf(l.Group, r.topics)
		}
		if len(l.Items) == 0 && len(l.Notes) == 0 {
			return r.notInData(NothingMatches)
		}
		return l
	}
	if l.Items == nil {
		l.Items = r.havers(asked)
	}
	l.Rows = r.rows(l.Items, asked)
	if len(l.Rows) == 0 {
		if stand := r.standIns(l.Items, asked); len(stand) > 0 {
			l.Items, l.Rows = stand, r.rows(stand, asked)
		}
	}
	if len(l.Rows) == 0 {
		if a := r.totals(asked); a != nil {
			return a
		}
		return r.missing(nil, asked)
	}
	l.Items, l.Rows = keepFilled(l.Items, l.Rows)
	return l
}

// groupFigures shows the figures that a group itself has, as the stated total of big tech's capex.
func (r *reading) groupFigures(group data.EntityID, asked []data.MetricID) Answer {
	if len(asked) == 0 || !r.hasAny(group, asked) || r.signals.list {
		return nil
	}
	if len(r.periods) == 0 && r.trendOf(group, asked) != nil {
		if t := r.trendOfAll(asked); t != nil { // with its members
			return t
		}
	}
	p := &Profile{Meta: r.meta(Show), Entity: group, Rows: r.rows([]data.EntityID{group}, asked)}
	return p
}

// totals answers a sum by the stated total of a group, where the source gives one.
func (r *reading) totals(asked []data.MetricID) Answer {
	for _, x := range r.data.Entities() {
		if x.Kind == data.KindGroup && r.hasAny(x.ID, asked) {
			r.groups = append(r.groups, x.ID)
			return r.groupFigures(x.ID, asked)
		}
	}
	return nil
}

// secrets lists who, as the source says, does not make a figure public.
func (r *reading) secrets(asked []data.MetricID) Answer {
	l := &Listing{Meta: r.meta(List)}
	for _, m := range asked {
		for _, f := range r.inScope(r.data.FactsBy(m)) {
			if f.Unknown == data.Undisclosed {
				l.Items = appendNew(l.Items, f.Entity)
			}
		}
	}
	if len(l.Items) == 0 {
		return r.notInData(NothingMatches)
	}
	l.Items, l.Rows = keepFilled(l.Items, r.rows(l.Items, asked))
	return l
}

func (r *reading) ofKind(k data.Kind) []data.EntityID {
	var ids []data.EntityID
	for _, x := range r.data.Entities() {
		if x.Kind == k {
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// havers are the entities that have facts of some metrics, groups left out.
func (r *reading) havers(asked []data.MetricID) []data.EntityID {
	var ids []data.EntityID
	for _, m := range asked {
		for _, f := range r.data.FactsBy(m) {
			if x := r.data.Entity(f.Entity); r.fits(f) && x.Kind != data.KindGroup && r.kindFits(x) {
				ids = appendNew(ids, f.Entity)
			}
		}
	}
	return ids
}

func (r *reading) standIns(ids []data.EntityID, asked []data.MetricID) []data.EntityID {
	var list []data.EntityID
	for _, id := range ids {
		for _, h := range r.holders(id, asked) {
			list = appendNew(list, h)
		}
	}
	return list
}

// keepFilled leaves out the items that no row has a figure for.
func keepFilled(items []data.EntityID, rows []Row) ([]data.EntityID, []Row) {
	var keep []int
	for i := range items {
		if slices.ContainsFunc(rows, func(row Row) bool { return len(row.Cells[i].Facts) > 0 }) {
			keep = append(keep, i)
		}
	}
	kept := make([]data.EntityID, 0, len(keep))
	out := make([]Row, len(rows))
	for r := range rows {
		out[r] = rows[r]
		out[r].Cells = make([]Cell, 0, len(keep))
		for _, i := range keep {
			out[r].Cells = append(out[r].Cells, rows[r].Cells[i])
		}
	}
	for _, i := range keep {
		kept = append(kept, items[i])
	}
	return kept, out
}

// overall answers a metric that no entity was named for: a ranking where its figures may be ranked, else all of them
// side by side.
func (r *reading) overall(asked []data.MetricID) Answer {
	if len(asked) == 1 && r.data.Metric(asked[0]).Comparable == data.Self && r.data.Metric(asked[0]).Unit != data.UnitDate || len(r.families) == 1 && r.signals.kind != "" {
		if k, ok := r.ranking(asked).(*Ranking); ok && len(k.Places) > 1 {
			return k
		}
	}
	return r.listing(asked)
}

// filter lists the entities whose figure stands on the asked side of a limit. A target, a range across the limit and
// an approximate figure at the limit may or may not pass, and are said apart.
func (r *reading) filter(asked []data.MetricID) Answer {
	limit := r.limits[0]
	if len(asked) == 0 {
		asked = r.hinted()
	}
	if len(asked) == 0 {
		if asked = r.byUnit(limit.unit); asked == nil {
			return r.choice(Ambiguous, r.scales())
		}
	}
	l := &Listing{Meta: r.meta(Filtered), Kind: r.signals.kind}
	if len(r.groups) > 0 {
		l.Group = r.groups[0]
	}
	op := ""
	var metrics []data.MetricID
	for _, m := range asked {
		if !unitFits(r.data.Metric(m).Unit, limit) {
			continue
		}
		metrics = append(metrics, m)
		op = r.filterOp(limit, r.data.Metric(m))
		l.Filters = append(l.Filters, Filter{Metric: m, Family: r.data.Metric(m).Family, Op: op, Number: limit.number})
		facts, _ := r.latest(r.inScope(r.data.FactsBy(m)))
		results := slices.ContainsFunc(facts, func(f *data.Fact) bool { return numeric(f) && !prospective(f) })
		for _, f := range facts {
			v := passes(f, op, limit.number.Float())
			if v == yes && results && prospective(f) {
				v = perhaps // a target beside results may or may not be reached
			}
			switch v {
			case yes:
				l.Items = appendNew(l.Items, f.Entity)
			case perhaps:
				l.Maybe = append(l.Maybe, f)
			}
		}
	}
	if len(metrics) == 0 {
		return r.choice(UnknownWords, r.scales())
	}
	if len(l.Items)+len(l.Maybe) == 0 {
		n := r.notInData(NothingMatches)
		n.Metric = metrics[0]
		return n
	}
	l.Rows = r.rows(l.Items, metrics)
	l.sort(op)
	if r.signals.scale != "" && len(l.Items) > 0 { // "cheapest with 1M context": what it is cheapest by, too
		l.Rows = append(l.Rows, r.rows(l.Items, mergeNew(nil, r.scaleMetrics()))...)
	}
	return l
}

// sort puts the items in the order of their first figures, the ones furthest from the limit first.
func (l *Listing) sort(op string) {
	figure := func(id data.EntityID) float64 {
		for _, row := range l.Rows {
			for _, c := range row.Cells {
				if c.Entity == id && len(c.Facts) > 0 && numeric(c.Facts[0]) {
					return low(c.Facts[0])
				}
			}
		}
		return 0
	}
	order := slices.Clone(l.Items)
	slices.SortStableFunc(order, func(a, b data.EntityID) int {
		d := figure(b) - figure(a)
		if op[0] == '<' {
			d = -d
		}
		switch {
		case d > 0:
			return 1
		case d < 0:
			return -1
		}
		return 0
	})
	for i := range l.Rows {
		cells := make([]Cell, 0, len(order))
		for _, id := range order {
			j := slices.IndexFunc(l.Rows[i].Cells, func(c Cell) bool { return c.Entity == id })
			cells = append(cells, l.Rows[i].Cells[j])
		}
		l.Rows[i].Cells = cells
	}
	l.Items = order
}
