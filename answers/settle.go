package answers

import (
	"slices"
	"strings"

	"versus/answers/match"
	"versus/data"
)

// settleMetrics settles a metric word on what the named entity has: "cost" means the cost of training for a model that
// has no other.
func (r *reading) settleMetrics() {
	r.settlePosition()
	if len(r.named) == 0 || len(r.metrics)+len(r.families) == 0 {
		return
	}
	asked := r.asked()
	var fit []data.MetricID
	for _, named := range r.named {
		id := r.resolve(named)
		if r.hasAny(id, asked) || r.hasAny(named, asked) || len(r.holders(id, asked)) > 0 {
			return
		}
		fit = mergeNew(fit, r.longerNames(id))
	}
	if base := r.grown(); base != "" {
		r.metrics, r.signals.trend = []data.MetricID{base}, true
		return
	}
	if len(fit) == 1 || len(fit) > 1 && r.data.Metric(fit[0]).Family != "" && r.oneFamily(fit) {
		r.metrics, r.families = fit, nil
	}
}

// grown is the metric that a growth metric is the growth of, where the named entities have no stated growth but figures
// over time from which it can be worked out.
func (r *reading) grown() data.MetricID {
	if len(r.metrics) != 1 {
		return ""
	}
	name, ok := strings.CutSuffix(string(r.metrics[0]), growthSuffix)
	if base := data.MetricID(name); ok && r.data.Metric(base) != nil {
		for _, id := range r.named {
			if len(r.timed(r.resolve(id), base)) < 2 {
				return ""
			}
		}
		return base
	}
	return ""
}

// settlePosition narrows "government position" to the metric of that position.
func (r *reading) settlePosition() {
	for _, metrics := range inRegion {
		for _, t := range slices.Clone(r.topics) {
			m, ok := metrics[t]
			if !ok || !slices.Contains(r.families, r.data.Metric(m).Family) {
				continue
			}
			r.metrics, r.families = append(r.metrics, m), slices.DeleteFunc(r.families, func(f data.FamilyID) bool { return f == r.data.Metric(m).Family })
			r.topics = slices.DeleteFunc(r.topics, func(o data.TopicID) bool { return o == t })
		}
	}
}

func (r *reading) oneFamily(metrics []data.MetricID) bool {
	return !slices.ContainsFunc(metrics, func(m data.MetricID) bool { return r.data.Metric(m).Family != r.data.Metric(metrics[0]).Family })
}

// settleAmbiguous picks, of the metrics and topics that a misspelt word fits, the one that the named entities have
// something of.
func (r *reading) settleAmbiguous() {
	r.ambiguous = slices.DeleteFunc(r.ambiguous, func(m match.Mention) bool {
		var have []owner
		for _, name := range m.Owners {
			if o := r.owners[name]; slices.ContainsFunc(r.named, func(id data.EntityID) bool { return r.hasOf(r.resolve(id), o) }) {
				have = append(have, o)
			}
		}
		if len(have) != 1 {
			return false
		}
		switch o := have[0]; {
		case o.family != "":
			r.families = appendNew(r.families, o.family)
		case o.topic != "":
			r.topics = appendNew(r.topics, o.topic)
		default:
			r.metrics = appendNew(r.metrics, o.metric)
		}
		return true
	})
}

// hasOf tells whether an entity, or what stands in its stead, has figures of a metric or a family, or notes on a topic.
func (r *reading) hasOf(id data.EntityID, o owner) bool {
	var metrics []data.MetricID
	switch {
	case o.topic != "":
		return len(r.notesOf(id, []data.TopicID{o.topic})) > 0
	case o.family != "":
		metrics = r.data.Family(o.family).Metrics
	case o.metric != "":
		metrics = []data.MetricID{o.metric}
	default:
		return false
	}
	return r.hasAny(id, metrics) || len(r.holders(id, metrics)) > 0
}

// longerNames finds the metrics of an entity whose names contain the metric word that was said: "cost" in "training
// cost".
func (r *reading) longerNames(id data.EntityID) []data.MetricID {
	var fit []data.MetricID
	for _, m := range r.found.Mentions {
		if m.Kind != match.Metric {
			continue
		}
		for _, have := range r.metricsOf(id) {
			if r.alike(have, m) && r.saidIn(have, m.Name) {
				fit = appendNew(fit, have)
			}
		}
	}
	return fit
}

// alike tells whether a metric is measured as the said one is: both in money, or both in the same unit.
func (r *reading) alike(have data.MetricID, said match.Mention) bool {
	o := r.owners[said.Owners[0]]
	metrics := []data.MetricID{o.metric}
	if f := r.data.Family(o.family); f != nil {
		metrics = f.Metrics
	}
	unit := r.data.Metric(have).Unit
	for _, m := range metrics {
		if x := r.data.Metric(m); x != nil && (x.Unit == unit || money(x.Unit) && money(unit)) {
			return unit != data.UnitText
		}
	}
	return false
}

func money(u data.Unit) bool {
	return u == data.UnitUSD || u == data.UnitUSDPerMTok || u == data.UnitUSDPerMonth
}

// saidIn tells whether one of a metric's names contains a word.
func (r *reading) saidIn(id data.MetricID, word string) bool {
	m := r.data.Metric(id)
	for _, name := range slices.Concat([]string{m.Labels.EN, m.Labels.KO}, m.Aliases.EN, m.Aliases.KO) {
		if strings.Contains(" "+strings.ToLower(name)+" ", " "+strings.ToLower(word)+" ") {
			return true
		}
	}
	return false
}
