package answers

import (
	"slices"

	"versus/data"
)

// maxCompared is how many entities stand side by side at most; a table of more cannot be read on a phone.
const maxCompared = 6

// decide picks the answer. What cannot be answered honestly is settled first; then comes what the words ask for, from
// the most to the least specific.
func (r *reading) decide() Answer {
	r.settleAmbiguous()
	if a := r.refuse(); a != nil {
		return a
	}
	hits, explained := r.explainByNotes()
	if !explained {
		if a := r.phrase(); a != nil {
			return a
		}
		return r.unexplained()
	}
	if a := r.impossible(); a != nil {
		return a
	}
	if a := r.answer(hits); a != nil {
		return a
	}
	if len(hits) > 0 {
		return r.explainDocs(hits)
	}
	return r.notInData(OffTopic)
}

// refuse answers what asks for nothing, for help, or for a version that is not known.
func (r *reading) refuse() Answer {
	empty := len(r.found.Tokens) == 0 || !slices.ContainsFunc(r.found.Tokens, func(t token) bool { return hasWord(t.Text) })
	switch {
	case empty:
		return &Help{Empty: true, Meta: r.meta(Helping)}
	case r.signals.help && !r.fresh && len(r.rest) == 0:
		return &Help{Meta: r.meta(Helping)}
	case len(r.vetoed) > 0:
		return r.unknownVersion()
	case len(r.ambiguous) > 0:
		return r.ambiguousName()
	case r.signals.turns() && !r.fresh && !r.continued && len(r.rest) == 0:
		return r.choice(NoContext, r.examples())
	case r.signals.compare && !r.fresh && !r.continued && len(r.rest) == 0:
		return r.choice(TooFew, r.examples())
	case r.idle():
		return &Help{Meta: r.meta(Helping)}
	}
	return nil
}

// idle tells whether a text asks for nothing at all: a greeting, a thank-you.
func (r *reading) idle() bool {
	s := r.signals
	return !r.fresh && !r.continued && len(r.rest)+len(r.light)+len(r.quantities) == 0 && len(s.hints)+len(s.asks) == 0 && s.kind == "" && s.region == "" &&
		!s.superlatives() && !s.rank && !s.trend && !s.why && !s.list && !s.average && !s.sum && s.status == "" && s.place == 0
}

// impossible answers what the dataset cannot honestly be asked: an average over benchmarks, a sum over unlike figures.
func (r *reading) impossible() Answer {
	if r.signals.average {
		return r.notInData(NoSuchOperation)
	}
	if r.signals.sum && len(r.groups) == 0 && len(r.named) != 1 {
		if asked := r.asked(); len(asked) > 0 {
			if total := r.totals(asked); total != nil {
				return total
			}
		}
		return r.notInData(NoSuchOperation)
	}
	return nil
}

// answer tries the intents in turn. It returns nil where the question asks for nothing the engine can build.
func (r *reading) answer(hits []doc) Answer {
	r.applyPeople()
	r.applyHints()
	r.applyLeader()
	r.applyRegion()
	r.settleMetrics()
	s := &r.signals
	asked := r.asked()
	if len(asked) == 0 && len(r.groups) > 0 && len(r.named) == 0 && (s.sum || len(r.periods) > 0) {
		asked = r.metricsOf(r.groups[0])
	}
	if a := r.related(asked); a != nil {
		return a
	}
	switch {
	case len(r.limits) > 0 && len(r.named) == 0:
		return r.filter(asked)
	case s.undisclosed && len(r.named) == 0 && len(asked) > 0:
		return r.secrets(asked)
	case s.place > 0 && len(r.named) == 0:
		return r.placed(asked)
	case s.why || len(r.topics) > 0 && len(asked) == 0 && len(r.named) == 0:
		return r.explain(asked, hits)
	case len(r.named) > 1:
		return r.several(asked, hits)
	case len(r.named) == 1:
		return r.single(asked, hits)
	case s.superlatives() || s.rank || len(asked) > 0 && r.data.Metric(asked[0]).Unit == data.UnitRank:
		return r.ranking(asked)
	case s.trend && len(asked) > 0:
		return r.trend(asked)
	case len(r.groups) > 0 || s.kind != "" && len(asked) == 0 && len(hits) == 0:
		return r.listing(asked)
	case s.define && len(asked) > 0 && len(r.periods) == 0:
		return r.define(asked)
	case len(asked) > 0:
		return r.overall(asked)
	}
	return nil
}

// applyPeople reads a person as the company that person leads.
func (r *reading) applyPeople() {
	for _, id := range r.people {
		company := r.data.Entity(id).Company
		if company == "" {
			continue
		}
		r.named = appendNew(r.named, company)
	}
}

// applyLeader answers a bare name of a person with whom that person leads.
func (r *reading) applyLeader() {
	if r.signals.kind == data.KindPerson && len(r.asked()) == 0 && len(r.groups)+len(r.named) > 0 {
		r.metrics, r.signals.kind = append(r.metrics, leader), ""
	}
	if len(r.people) > 0 && len(r.people) == len(r.named) && len(r.asked()) == 0 && len(r.topics) == 0 && !r.signals.why {
		r.metrics = append(r.metrics, leader)
	}
}

// applyHints lets "when", "who" and "how much" ask for a metric where the question names none. A hint that leads
// nowhere is only a word.
func (r *reading) applyHints() {
	r.refineByHint()
	if len(r.asked()) > 0 || len(r.topics) > 0 || len(r.named) == 0 && len(r.groups) == 0 || r.signals.why {
		return
	}
	hints := slices.Concat(r.signals.hints, r.signals.asks)
	slices.Reverse(hints) // the later word is the more telling one: "who does OpenAI target"
	for _, h := range hints {
		if metrics := r.metricsNamed(h); len(metrics) > 0 && r.hintLeads(metrics) {
			r.askFor(h, metrics)
			return
		}
	}
	for _, a := range append(r.signals.asks, r.buyable()...) {
		if metrics := r.metricsNamed(a); len(metrics) > 0 {
			r.askFor(a, metrics)
			return
		}
	}
}

// buyable is the hint of a price where it is said of something that has one, so that "how much is Opus" is missing and
// not answered with something else.
func (r *reading) buyable() []string {
	const price = "price"
	if len(r.named) == 1 && slices.Contains(r.signals.hints, price) {
		switch r.data.Entity(r.resolve(r.named[0])).Kind {
		case data.KindModel, data.KindProduct:
			return []string{price}
		}
	}
	return nil
}

// refineByHint lets a hint narrow a metric to another of its family: "until when will it lose money" asks for the year.
func (r *reading) refineByHint() {
	if len(r.metrics) != 1 || len(r.named) != 1 {
		return
	}
	family := r.data.Metric(r.metrics[0]).Family
	for _, h := range r.signals.hints {
		m := r.data.Metric(data.MetricID(h))
		if m != nil && family != "" && m.Family == family && m.ID != r.metrics[0] && r.hasAny(r.resolve(r.named[0]), []data.MetricID{m.ID}) {
			r.metrics = []data.MetricID{m.ID}
			return
		}
	}
}

// hintLeads tells whether one of the named has figures of a hint's metrics itself, or, for a company, what it makes
// has: but not prices and dates, of which each thing has its own.
func (r *reading) hintLeads(metrics []data.MetricID) bool {
	defer func(p []data.Period) { r.periods = p }(r.periods)
	r.periods = nil // a figure of another year is missing, and still what was meant
	unit := r.data.Metric(metrics[0]).Unit
	own := unit == data.UnitDate || r.data.Metric(metrics[0]).Family == "price"
	for _, id := range slices.Concat(r.named, r.groups, r.memberIDs()) {
		id = r.resolve(id)
		lent := r.data.Entity(id).Kind == data.KindCompany || metrics[0] == leader
		if r.hasAny(id, metrics) || !own && lent && len(r.holders(id, metrics)) > 0 {
			return true
		}
	}
	return false
}

// metricsNamed are the metrics that an id of a metric or a family stands for.
func (r *reading) metricsNamed(id string) []data.MetricID {
	if f := r.data.Family(data.FamilyID(id)); f != nil {
		return f.Metrics
	}
	if r.data.Metric(data.MetricID(id)) != nil {
		return []data.MetricID{data.MetricID(id)}
	}
	return nil
}

// askFor adds a metric, or a family where the id names one.
func (r *reading) askFor(id string, metrics []data.MetricID) {
	if f := r.data.Family(data.FamilyID(id)); f != nil {
		r.families = appendNew(r.families, f.ID)
		return
	}
	r.metrics = appendNew(r.metrics, metrics[0])
}

// hinted are the metrics that the hints of a question name.
func (r *reading) hinted() []data.MetricID {
	var list []data.MetricID
	for _, h := range r.signals.hints {
		list = mergeNew(list, r.metricsNamed(h))
	}
	return list
}

// applyRegion turns "Chinese" and "open source" into the group of that region for the kind asked about.
func (r *reading) applyRegion() {
	if r.signals.region == "" || len(r.groups) > 0 || len(r.named) > 0 {
		return
	}
	for _, t := range slices.Clone(r.topics) {
		if m, ok := inRegion[r.signals.region][t]; ok {
			r.metrics = appendNew(r.metrics, m)
			r.topics = slices.DeleteFunc(r.topics, func(o data.TopicID) bool { return o == t })
		}
	}
	kind := r.signals.kind
	if kind == "" {
		kind = r.kindOf(r.asked())
	}
	var fallback data.EntityID
	for _, x := range r.data.Entities() {
		if x.Kind != data.KindGroup || !regional(x.ID, r.signals.region) {
			continue
		}
		if members := r.data.Members(x.ID); kind == "" || len(members) > 0 && members[0].Kind == kind {
			r.groups = append(r.groups, x.ID)
			return
		}
		fallback = x.ID
	}
	if fallback != "" {
		r.groups = append(r.groups, fallback)
	}
}

// regional tells whether a group's id begins with a region's word: "chinese-apps" is of the region "chinese".
func regional(id data.EntityID, region string) bool {
	return len(id) > len(region) && string(id[:len(region)]) == region && id[len(region)] == '-'
}

// kindOf is the kind of the entities that have figures of the first of some metrics.
func (r *reading) kindOf(metrics []data.MetricID) data.Kind {
	for _, m := range metrics {
		for _, f := range r.data.FactsBy(m) {
			if k := r.data.Entity(f.Entity).Kind; k != data.KindGroup {
				return k
			}
		}
	}
	return ""
}
