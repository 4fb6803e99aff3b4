package answers

import (
	"slices"
	"strconv"
	"strings"

	"versus/data"
)

// asked lists the metrics a question is about: those it names, the members of the families it names, or what its
// superlative measures. A family beside one of its own members adds nothing.
func (r *reading) asked() []data.MetricID {
	list := slices.Clone(r.metrics)
	for _, f := range r.families {
		list = r.addFamily(list, f)
	}
	if len(list) == 0 && r.signals.scale != "" {
		list = r.scaleMetrics()
	}
	return list
}

func (r *reading) addFamily(list []data.MetricID, id data.FamilyID) []data.MetricID {
	family := r.data.Family(id)
	if family == nil {
		return list
	}
	for _, m := range family.Metrics {
		if slices.Contains(list, m) {
			return list
		}
	}
	return append(list, family.Metrics...)
}

// scaleMetrics is what a superlative measures: "fastest" the output speed, "cheapest" the family of prices.
func (r *reading) scaleMetrics() []data.MetricID {
	if m := data.MetricID(r.signals.scale); r.data.Metric(m) != nil {
		return []data.MetricID{m}
	}
	return r.addFamily(nil, data.FamilyID(r.signals.scale))
}

// resolve settles a bare line on its newest released member. In a comparison a line without one stands for its
// maker's flagship, if that is a member.
func (r *reading) resolve(id data.EntityID) data.EntityID {
	x := r.data.Entity(id)
	if x == nil || x.Kind != data.KindLine {
		return id
	}
	if x.Newest != "" {
		return x.Newest
	}
	return id
}

// flagships are the models a company's table row names as its own.
func (e *Engine) flagships(company data.EntityID) []data.EntityID {
	var ids []data.EntityID
	for _, f := range e.data.FactsOf(company, flagship) {
		ids = append(ids, f.Refs...)
	}
	return ids
}

// The metrics that the engine itself must know of.
const (
	flagship data.MetricID = "flagship"
	leader   data.MetricID = "leader"

	leaderRole data.MetricID = "leader_role"
)

// makerHint is the hint of questions for whom something belongs to, which an entity's profile answers.
const makerHint = "maker"

// kindred are metrics that say in a word what notes on a topic tell at length.
var kindred = map[data.TopicID]data.MetricID{"open_source": "openness", "closed_shift": "openness", "strengths_why": "strengths"}

// inRegion holds the metrics that a topic's word asks for beside a region: "first with government in China".
var inRegion = map[string]map[data.TopicID]data.MetricID{"chinese": {"government": "china_government", "enterprise": "china_government"}}

// representative is the member that stands for a line in a comparison.
func (r *reading) representative(id data.EntityID) data.EntityID {
	x := r.data.Entity(id)
	if x == nil || x.Kind != data.KindLine || x.Newest != "" {
		return r.resolve(id)
	}
	for _, f := range r.flagships(x.Company) {
		if r.holds(id, f) {
			return f
		}
	}
	return id
}

// facts are an entity's facts of one metric that fit the asked periods and status. An amount between two entities, as
// a commitment, is found from both ends; a figure of one against the other, as a preference, is not the other's.
func (r *reading) facts(id data.EntityID, m data.MetricID) []*data.Fact {
	var fit []*data.Fact
	for _, f := range r.data.FactsOf(id, m) {
		if r.fits(f) {
			fit = append(fit, f)
		}
	}
	if fit != nil || !mutual(r.data.Metric(m)) {
		return fit
	}
	for _, f := range r.data.FactsWith(id) {
		if f.Metric == m && r.fits(f) {
			fit = append(fit, f)
		}
	}
	return fit
}

// mutual tells whether a metric's figures between two entities belong to both.
func mutual(m *data.Metric) bool {
	switch m.Unit {
	case data.UnitPercent, data.UnitMultiple, data.UnitRank:
		return false
	}
	return true
}

func (r *reading) fits(f *data.Fact) bool {
	if f.Rank == data.Deprecated {
		return false
	}
	if r.signals.status != "" && f.Status != r.signals.status && r.hasStatus(f) {
		return false
	}
	if len(r.periods) == 0 {
		return true
	}
	return slices.ContainsFunc(r.periods, func(p data.Period) bool { return inPeriod(f, p) || saysYear(f, p.From.Year) })
}

// hasStatus tells whether the asked status exists among a fact's siblings; where it does not, the question's word
// ("target", "plan") is taken as talk, and the figure's own status is shown.
func (r *reading) hasStatus(f *data.Fact) bool {
	return slices.ContainsFunc(r.data.FactsOf(f.Entity, f.Metric), func(o *data.Fact) bool { return o.Status == r.signals.status })
}

// saysYear tells whether a fact's conditions or its value name a year: "through 2029", "profit in 2030".
func saysYear(f *data.Fact, year int) bool {
	text := strconv.Itoa(year)
	return f.Value.Literal == text || slices.ContainsFunc(f.When, func(c data.Condition) bool { return c.Value == text })
}

// inPeriod tells whether a fact is about a time. One without a period is about the time it was said, or the date it is.
func inPeriod(f *data.Fact, p data.Period) bool {
	switch {
	case f.Period != data.Period{}:
		return f.Period.From.Year <= p.To.Year && p.From.Year <= f.Period.To.Year
	case f.Date.Year != 0:
		return f.Date.Year == p.From.Year
	}
	return f.AsOf.Year >= p.From.Year && f.AsOf.Year <= p.To.Year
}

// holders are the entities that have figures of the asked metrics in an entity's stead: for a company its flagships,
// then all it makes; for a model or a product its line, then its maker. The nearest that have any are returned.
func (r *reading) holders(id data.EntityID, metrics []data.MetricID) []data.EntityID {
	x := r.data.Entity(id)
	if x == nil {
		return nil
	}
	circles := [][]data.EntityID{}
	made := r.data.MadeBy(id)
	if x.Kind == data.KindLine {
		made = r.data.Members(id)
	}
	var below []data.EntityID
	for _, m := range made {
		below = append(below, m.ID)
	}
	circles = append(circles, r.flagships(id), below)
	if x.Line != "" {
		circles = append(circles, []data.EntityID{x.Line})
		if l := r.data.Entity(x.Line); l != nil && l.Line != "" {
			circles = append(circles, []data.EntityID{l.Line})
		}
	}
	if x.Kind == data.KindLine || x.Kind == data.KindModel {
		circles = append(circles, r.namesakes(x))
	}
	if x.Company != "" {
		circles = append(circles, []data.EntityID{x.Company})
	}
	for _, circle := range circles {
		var have []data.EntityID
		for _, c := range circle {
			if c != id && r.hasAny(c, metrics) {
				have = append(have, c)
			}
		}
		if len(have) > 0 {
			return have
		}
	}
	return nil
}

// namesakes are the products of a maker that share the name of its line or model: the Qwen app beside the Qwen models,
// Kimi beside Kimi K2.5.
func (r *reading) namesakes(x *data.Entity) []data.EntityID {
	var list []data.EntityID
	for _, m := range r.data.MadeBy(x.Company) {
		if m.Kind == data.KindProduct && (strings.HasPrefix(m.Labels.EN, x.Labels.EN) || strings.HasPrefix(x.Labels.EN, m.Labels.EN+" ")) {
			list = append(list, m.ID)
		}
	}
	return list
}

func (r *reading) hasAny(id data.EntityID, metrics []data.MetricID) bool {
	return slices.ContainsFunc(metrics, func(m data.MetricID) bool { return len(r.facts(id, m)) > 0 })
}

// rows lays the facts of entities out by metric, second entity and period.
func (r *reading) rows(ids []data.EntityID, metrics []data.MetricID) []Row {
	var rows []Row
	for _, m := range metrics {
		rows = append(rows, r.metricRows(ids, m)...)
	}
	return rows
}

func (r *reading) metricRows(ids []data.EntityID, m data.MetricID) []Row {
	var rows []Row
	for column, id := range ids {
		for _, f := range r.facts(id, m) {
			with := f.With
			if f.Entity != id {
				with = f.Entity // found from its other end
			}
			row := slices.IndexFunc(rows, func(row Row) bool { return row.With == with && row.Period == f.Period })
			if row < 0 {
				cells := make([]Cell, len(ids))
				for i := range cells {
					cells[i].Entity = ids[i]
				}
				rows = append(rows, Row{Metric: m, With: with, Period: f.Period, Cells: cells})
				row = len(rows) - 1
			}
			cell := &rows[row].Cells[column]
			cell.Facts = append(cell.Facts, f)
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return a.Period.From.Compare(b.Period.From) })
	return rows
}

// filled counts the cells of a row that hold something.
func (row Row) filled() int {
	n := 0
	for _, c := range row.Cells {
		if len(c.Facts) > 0 {
			n++
		}
	}
	return n
}
