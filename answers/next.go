package answers

import (
	"slices"

	"versus/data"
)

// maxNext is how many questions are offered behind an answer.
const maxNext = 3

// compareWord is how a comparison is asked for in each language, before or behind the names.
func compareQuestion(l data.Lang, a, b string) string {
	if l == data.KO {
		return a + " " + b + " 비교"
	}
	return "compare " + a + " " + b
}

// next offers two or three questions that follow from an answer and that really have answers.
func (r *reading) next(a Answer) []Suggestion {
	m := a.About()
	var list []Suggestion
	add := func(s Suggestion) {
		if s.Question != "" && len(list) < maxNext && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	switch a := a.(type) {
	case *Comparison:
		for _, row := range a.Rows {
			if r.rankableMetric(row.Metric) {
				add(r.rankQuestion(row.Metric))
			}
		}
	case *Profile:
		peers := r.outlines[a.Entity].peers
		for _, o := range peers[:min(2, len(peers))] {
			add(r.pairing(a.Entity, o))
		}
		for _, row := range a.Rows {
			if r.rankableMetric(row.Metric) {
				add(r.rankQuestion(row.Metric))
			}
		}
	case *Ranking:
		if len(a.Places) > 1 {
			add(r.sideBySide(a.Places[0].Fact.Entity, a.Places[1].Fact.Entity))
			add(Suggestion{r.data.Label(a.Places[0].Fact.Entity, data.EN), r.data.Label(a.Places[0].Fact.Entity, data.EN)})
		}
	case *Trend:
		if len(a.Lines) == 1 && r.rankableMetric(a.Metric) {
			add(r.rankQuestion(a.Metric))
		}
	case *Missing:
		for _, id := range a.Entities {
			for _, have := range a.Have {
				if r.says(id, have) {
					add(r.ask(id, have))
				}
			}
		}
	case *Listing:
		if len(a.Items) > 1 {
			add(r.sideBySide(a.Items[0], a.Items[1]))
		}
	case *NotInData:
		if a.Metric != "" && r.rankableMetric(a.Metric) {
			add(r.rankQuestion(a.Metric))
		}
		for _, s := range r.examples() {
			add(s)
		}
	case *Help:
		for _, s := range r.examples() {
			add(s)
		}
	}
	if len(list) == 0 && len(m.Entities) > 0 {
		for _, s := range r.pairings(m.Entities[0]) {
			add(s)
		}
	}
	return list
}

func (e *Engine) rankableMetric(id data.MetricID) bool {
	if e.data.Metric(id).Comparable != data.Self || e.data.Metric(id).Unit == data.UnitDate {
		return false
	}
	n := 0
	for _, f := range e.data.FactsBy(id) {
		if numeric(f) && f.With == "" && f.Rank != data.Deprecated && e.data.Entity(f.Entity).Kind != data.KindGroup {
			n++
		}
	}
	return n > 1
}

func (r *reading) rankQuestion(id data.MetricID) Suggestion {
	label := r.data.Metric(id).Labels.In(r.lang)
	if r.lang == data.KO {
		return Suggestion{label + " 순위", label + " 순위"}
	}
	return Suggestion{label + " ranking", label + " ranking"}
}

func (r *reading) pairing(a, b data.EntityID) Suggestion {
	q := compareQuestion(r.lang, r.data.Label(a, data.EN), r.data.Label(b, data.EN))
	return Suggestion{q, q}
}

// sideBySide is the comparison of two entities that are alike enough for one; none of a maker with what it makes.
func (r *reading) sideBySide(a, b data.EntityID) Suggestion {
	if r.data.Entity(a).Kind != r.data.Entity(b).Kind || r.holds(a, b) || r.holds(b, a) {
		return Suggestion{}
	}
	return r.pairing(a, b)
}

// pairings are comparisons of an entity with others of its kind that share a metric with it, those with the most
// shared metrics first.
func (r *reading) pairings(id data.EntityID) []Suggestion {
	var list []Suggestion
	for _, o := range r.outlines[id].peers {
		list = append(list, r.pairing(id, o))
	}
	return list
}

// fewer offers the first pairs of a comparison of too many.
func (r *reading) fewer(ids []data.EntityID) []Suggestion {
	var list []Suggestion
	for i := 1; i < len(ids) && i <= maxOptions; i++ {
		list = append(list, r.pairing(ids[0], ids[i]))
	}
	return list
}

// scales offers the metrics that can be ranked, for a question that asks for the best without saying of what.
func (r *reading) scales() []Suggestion {
	var list []Suggestion
	for _, m := range r.data.Metrics() {
		if r.rankableMetric(m.ID) && (len(r.limits) == 0 || unitFits(m.Unit, r.limits[0])) {
			list = append(list, r.rankQuestion(m.ID))
		}
	}
	return list
}

// examples are questions that show what can be asked, built from what the dataset has the most of.
func (r *reading) examples() []Suggestion {
	var list []Suggestion
	for _, kind := range []data.Kind{data.KindModel, data.KindCompany} {
		best, most := data.EntityID(""), 0
		for _, x := range r.data.Entities() {
			if x.Kind == kind && len(x.Facts) > most {
				best, most = x.ID, len(x.Facts)
			}
		}
		if peers := r.outlines[best].peers; len(peers) > 0 {
			list = append(list, r.pairing(best, peers[0]))
		}
	}
	if s := r.scales(); len(s) > 0 {
		list = append(list, s[0])
	}
	return list
}
