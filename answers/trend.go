package answers

import (
	"slices"
	"strings"

	"versus/data"
)

// trendOf is one entity's figures over time, nil where the dataset has too few of them.
func (r *reading) trendOf(named data.EntityID, asked []data.MetricID) Answer {
	id := r.subject(named, asked)
	for _, m := range r.withSize(asked) {
		facts := r.timed(id, m)
		if len(facts) >= trendPoints || len(facts) > 1 && r.signals.trend {
			return r.newTrend(m, []Line{{id, facts}}, []data.EntityID{id})
		}
	}
	if !r.signals.trend {
		return nil
	}
	for _, h := range r.holders(id, asked) {
		for _, m := range asked {
			if facts := r.timed(h, m); len(facts) > 1 {
				return r.newTrend(m, []Line{{h, facts}}, []data.EntityID{id})
			}
		}
	}
	return nil
}

// growthSuffix ends the id of a metric that says how another one grew: "capex_growth".
const growthSuffix = "_growth"

// withSize lets a question for growth be answered by the sizes that grew: beside a percentage of growth stand the
// metrics of its family that have figures over time.
func (r *reading) withSize(asked []data.MetricID) []data.MetricID {
	list := slices.Clone(asked)
	for _, id := range asked {
		m := r.data.Metric(id)
		if !m.Change && !strings.HasSuffix(string(id), growthSuffix) {
			continue // other metrics of the family are something else: funding is no capex
		}
		if size := data.MetricID(strings.TrimSuffix(string(id), growthSuffix)); r.data.Metric(size) != nil {
			list = appendNew(list, size)
		}
		if f := r.data.Family(m.Family); f != nil {
			for _, o := range f.Metrics {
				list = appendNew(list, o)
			}
		}
	}
	return list
}

// timed are the figures of an entity that stand for different times, oldest first: by period, or in the source's order
// where it says before and after without a date.
func (r *reading) timed(id data.EntityID, m data.MetricID) []*data.Fact {
	var facts []*data.Fact
	for _, f := range r.data.FactsOf(id, m) {
		if f.With != "" || !numeric(f) || f.Rank == data.Deprecated {
			continue
		}
		if f.Period == (data.Period{}) && len(f.When) == 0 {
			continue
		}
		if len(r.periods) > 0 && !r.fits(f) {
			continue
		}
		facts = append(facts, f)
	}
	slices.SortStableFunc(facts, func(a, b *data.Fact) int { return a.Period.From.Compare(b.Period.From) })
	return facts
}

// trendLines sets the figures over time of several entities beside each other.
func (r *reading) trendLines(ids []data.EntityID, m data.MetricID) Answer {
	var lines []Line
	for _, id := range ids {
		if facts := r.timed(id, m); len(facts) > 1 {
			lines = append(lines, Line{id, facts})
		}
	}
	if len(lines) < len(ids) {
		return nil
	}
	return r.newTrend(m, lines, ids)
}

// trend is a metric over time without a named entity; where there are no figures over time, it is those there are.
func (r *reading) trend(asked []data.MetricID) Answer {
	if t := r.trendOfAll(r.withSize(asked)); t != nil {
		return t
	}
	return r.overall(asked)
}

// trendOfAll is a metric over time of a group and its members, or of all that have figures; nil where nobody has.
func (r *reading) trendOfAll(asked []data.MetricID) Answer {
	var ids []data.EntityID
	ids = append(ids, r.groups...)
	ids = append(ids, r.memberIDs()...)
	if len(ids) == 0 {
		for _, m := range asked {
			for _, f := range r.data.FactsBy(m) {
				ids = appendNew(ids, f.Entity)
			}
		}
		slices.SortStableFunc(ids, func(a, b data.EntityID) int {
			return rank(r.data.Entity(b).Kind == data.KindGroup) - rank(r.data.Entity(a).Kind == data.KindGroup)
		})
	}
	for _, m := range asked {
		var lines []Line
		for _, id := range ids {
			if facts := r.timed(id, m); len(facts) > 1 {
				lines = append(lines, Line{id, facts})
			}
		}
		if len(lines) > 0 {
			return r.newTrend(m, lines, nil)
		}
	}
	return nil
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// newTrend completes a trend: the growth of the first line, computed, and the growth the source states.
func (r *reading) newTrend(m data.MetricID, lines []Line, named []data.EntityID) Answer {
	t := &Trend{Meta: r.meta(Over), Metric: m, Lines: lines}
	t.Metrics = []data.MetricID{m}
	t.Entities = slices.DeleteFunc(slices.Clone(named), func(id data.EntityID) bool { return r.data.Entity(id).Kind == data.KindGroup })
	if len(lines) == 1 || len(r.groups) > 0 {
		points := lines[0].Points
		first, last := points[0], points[len(points)-1]
		if c, ok := compute(r.data.Metric(m), last, first); ok && (!prospective(first) || prospective(last)) {
			c.Op = growthOp(c.Op)
			t.Computed = append(t.Computed, c)
		}
	}
	for _, l := range lines {
		t.Stated = append(t.Stated, r.statedGrowth(l.Entity, m)...)
	}
	return t
}

// growthOp names a ratio over time what it is.
func growthOp(op Op) Op {
	if op == Ratio {
		return Growth
	}
	return op
}

// statedGrowth are the growth figures that the source gives for an entity: those of the metric's family or named after
// it ("capex_growth" of "capex", "market_growth" of the market's size).
func (r *reading) statedGrowth(id data.EntityID, m data.MetricID) []*data.Fact {
	var list []*data.Fact
	for _, f := range r.data.Entity(id).Facts {
		name := string(f.Metric)
		if !strings.HasSuffix(name, growthSuffix) || f.Rank == data.Deprecated {
			continue
		}
		family := r.data.Metric(m).Family
		if name == string(m)+growthSuffix || family != "" && family == r.data.Metric(f.Metric).Family {
			list = append(list, f)
		}
	}
	return list
}
