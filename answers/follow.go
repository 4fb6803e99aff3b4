package answers

import (
	"slices"

	"versus/answers/match"
	"versus/data"
)

// follow completes a question from what its thread was last about. A question that is whole by itself is left alone.
func (r *reading) follow() {
	r.asking.Context = r.known(r.asking.Context)
	c := r.asking.Context
	if c.IsZero() || len(r.vetoed) > 0 {
		return
	}
	names := len(r.named) + len(r.groups) + len(r.people)
	asks := len(r.metrics) + len(r.families) + len(r.topics)
	switch {
	case names > 0 && asks == 0 && r.continuesWithName():
		r.inheritMetrics(c)
		if r.signals.also || r.signals.follow && c.Intent == Compare {
			r.named = mergeNew(c.Entities, r.named)
		}
		r.continued = true
	case names == 0 && r.fragment(asks > 0):
		r.inheritNames(c)
		if asks == 0 && len(r.signals.asks) == 0 {
			r.inheritMetrics(c)
		}
		r.continued = true
	}
}

// known is a context without what this dataset does not have: it comes from outside, or from before a correction.
func (e *Engine) known(c Context) Context {
	entities := func(ids []data.EntityID) []data.EntityID {
		var list []data.EntityID
		for _, id := range ids {
			if x := e.data.Entity(id); x != nil && x.Kind != data.KindGroup {
				list = appendNew(list, id)
			}
		}
		return list
	}
	c.Entities, c.Before = entities(c.Entities), entities(c.Before)
	if x := e.data.Entity(c.Group); x == nil || x.Kind != data.KindGroup {
		c.Group = ""
	}
	if e.data.Family(c.Family) == nil {
		c.Family = ""
	}
	c.Metrics = slices.DeleteFunc(slices.Clone(c.Metrics), func(id data.MetricID) bool { return e.data.Metric(id) == nil })
	c.Topics = slices.DeleteFunc(slices.Clone(c.Topics), func(id data.TopicID) bool { return e.data.Topic(id) == nil })
	return c
}

// fragment tells whether a question without a name is a piece of an earlier one. One that asks for a ranking, a list, a
// kind of thing or a definition is whole by itself, unless a word points back: "which of them is the fastest".
func (r *reading) fragment(asks bool) bool {
	s := &r.signals
	if s.turns() {
		return true
	}
	if s.kind != "" || s.region != "" || s.list || s.define || s.help || len(r.limits) > 0 {
		return false
	}
	if s.superlatives() && !s.comparative {
		return !asks && s.scale == ""
	}
	if s.rank || s.place > 0 || s.trend && asks {
		return !asks
	}
	return asks || r.refines()
}

// refines tells whether a question without a name or a metric can only be meant as a continuation: a period, a
// comparative, "why", "in Korean".
func (r *reading) refines() bool {
	s := &r.signals
	return s.why || s.superlatives() || s.trend || s.differ || s.compare || s.rank || s.lang != "" || s.status != "" ||
		s.limit > 0 || s.place > 0 || len(s.hints) > 0 || len(r.periods) > 0
}

// continuesWithName tells whether a question of names alone goes on with what was asked: "and gemini?", "소넷은?".
func (r *reading) continuesWithName() bool {
	s := &r.signals
	if s.superlatives() || s.why || s.rank || s.trend || len(s.hints) > 0 {
		return false
	}
	if s.follow || s.also || s.there || r.topicParticle() {
		return true
	}
	return len(r.rest) == 0 && len(r.found.Mentions) > 0 && r.endsOpen()
}

// topicParticle tells whether a name stands with the particle that picks it out of what was spoken of: "소넷은 어때".
func (r *reading) topicParticle() bool {
	return len(r.rest) == 0 && slices.ContainsFunc(r.found.Mentions, func(m match.Mention) bool {
		josa := r.found.Tokens[m.End-1].Josa
		return m.Kind == match.Entity && (josa == "은" || josa == "는" || josa == "도")
	})
}

// endsOpen tells whether the text is no more than a name with a topic particle or a question mark.
func (r *reading) endsOpen() bool {
	if len(r.named)+len(r.people)+len(r.groups) != 1 || len(r.found.Tokens) == 0 {
		return false
	}
	text := r.found.Text
	last := []rune(text)
	for len(last) > 0 && (last[len(last)-1] == ' ' || last[len(last)-1] == '?' || last[len(last)-1] == '？') {
		last = last[:len(last)-1]
	}
	asked := len(last) < len([]rune(text))
	if len(last) == 0 {
		return false
	}
	switch last[len(last)-1] {
	case '은', '는', '도':
		return true
	}
	return asked
}

func (r *reading) inheritMetrics(c Context) {
	r.metrics = mergeNew(r.metrics, c.Metrics)
	if c.Family != "" {
		r.families = appendNew(r.families, c.Family)
		r.metrics = nil
	}
	r.topics = mergeNew(r.topics, c.Topics)
	if len(r.periods) == 0 && c.Period != "" {
		if p, err := data.ParsePeriod(c.Period); err == nil {
			r.periods = []data.Period{p}
		}
	}
	if c.Intent == Rank && !r.signals.superlatives() {
		r.signals.high, r.signals.low = !c.Lowest, c.Lowest
	}
	if c.Intent == Over && len(r.periods) == 0 {
		r.signals.trend = true
	}
}

func (r *reading) inheritNames(c Context) {
	switch {
	case r.signals.other:
		r.named = others(c.Before, c.Entities)
		if len(r.named) == 0 && len(c.Entities) == 2 {
			r.named = c.Entities[1:]
		}
	case r.signals.swap:
		r.named = slices.Clone(c.Entities)
		slices.Reverse(r.named)
	default:
		r.named = slices.Clone(c.Entities)
	}
	if c.Group != "" {
		r.groups = appendNew(r.groups, c.Group)
	}
}

// others are the entities of the question before that the last one left out.
func others(before, now []data.EntityID) []data.EntityID {
	var list []data.EntityID
	for _, id := range before {
		if !slices.Contains(now, id) {
			list = append(list, id)
		}
	}
	return list
}

// context is what a follow-up to this question continues from.
func (r *reading) context(m *Meta) Context {
	c := Context{Intent: m.Intent, Entities: m.Entities, Metrics: m.Metrics, Topics: r.topics, Lang: r.lang, Lowest: r.signals.low, Limit: r.signals.limit}
	if len(r.families) == 1 && len(r.metrics) == 0 {
		c.Family, c.Metrics = r.families[0], nil
	}
	if len(r.groups) > 0 {
		c.Group = r.groups[0]
	}
	if len(r.periods) == 1 {
		c.Period = r.periods[0].String()
	}
	last := r.asking.Context
	c.Before = last.Entities
	if slices.Equal(last.Entities, c.Entities) {
		c.Before = last.Before
	}
	return c.clone()
}
