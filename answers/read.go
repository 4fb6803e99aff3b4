package answers

import (
	"slices"
	"strings"

	"versus/answers/match"
	"versus/data"
)

// A reading is a question while it is being understood: what its words name, what they ask for, what is left over.
type reading struct {
	*Engine
	asking     Asking
	lang       data.Lang
	found      match.Result
	quantities []quantity
	signals    signals

	named     []data.EntityID // as mentioned, in order; groups and people apart
	groups    []data.EntityID
	people    []data.EntityID
	metrics   []data.MetricID
	families  []data.FamilyID
	topics    []data.TopicID
	periods   []data.Period
	limits    []quantity // numbers that limit a figure
	ambiguous []match.Mention
	vetoed    []match.Mention
	shaky     bool // an entity was found only behind an error, or is a plain word
	loose     []quantity
	rest      []int // tokens that nothing explains
	light     []int // tokens that add nothing where a figure or a topic is asked for
	fresh     bool  // the question names something by itself
	continued bool  // it was completed from the context
	byWord    bool  // the notes were found by the very word of the question
}

// read understands a text as far as it goes; decide does the rest.
func (e *Engine) read(text string, a Asking) *reading {
	r := &reading{Engine: e, asking: a, found: e.index.Match(text)}
	r.signals = signals{}
	for i, m := range r.found.Mentions {
		if !r.excluded(i) {
			r.take(m)
		}
	}
	r.dropGeneric()
	r.quantities = quantities(strings.ToLower(r.found.Text))
	r.placeNumbers()
	r.explainRest()
	r.lang = r.language()
	r.dropMakers()
	r.fresh = len(r.named)+len(r.groups)+len(r.people)+len(r.metrics)+len(r.families)+len(r.topics) > 0
	r.follow()
	r.weighLight()
	return r
}

// excluded tells whether a word beside a name leaves it out: "not Opus", "오퍼스 말고".
func (r *reading) excluded(i int) bool {
	if r.found.Mentions[i].Kind == match.Word {
		return false
	}
	beside := func(k int, side string) bool {
		if k < 0 || k >= len(r.found.Mentions) || r.found.Mentions[k].Kind != match.Word {
			return false
		}
		for _, c := range r.owners[r.found.Mentions[k].Owners[0]].classes {
			if c.name() == "except" && c.args()[0] == side {
				return true
			}
		}
		return false
	}
	return beside(i+1, "before") || beside(i-1, "after")
}

// take files one mention under what it stands for.
func (r *reading) take(m match.Mention) {
	if m.Kind == match.Word {
		classes := r.owners[m.Owners[0]].classes
		for _, c := range classes {
			r.signals.hear(c)
		}
		if len(classes) == 1 && classes[0] == "light" {
			for i := m.Start; i < m.End; i++ {
				r.light = append(r.light, i)
			}
		}
		return
	}
	if m.Version != "" {
		r.vetoed = append(r.vetoed, m)
		return
	}
	if len(m.Owners) > 1 {
		if owner, ok := r.prefer(m); ok {
			m.Owners = []string{owner}
		} else {
			r.ambiguous = append(r.ambiguous, m)
			return
		}
	}
	o := r.owners[m.Owners[0]]
	switch {
	case o.entity != "":
		r.takeEntity(o.entity)
		r.signals.also = r.signals.also || r.found.Tokens[m.End-1].Josa == "도"
		r.shaky = r.shaky || m.Plain || m.Pass > match.Josa
	case o.metric != "":
		r.metrics = appendNew(r.metrics, o.metric)
	case o.family != "":
		r.families = appendNew(r.families, o.family)
	case o.topic != "":
		r.topics = appendNew(r.topics, o.topic)
	}
}

func (r *reading) takeEntity(id data.EntityID) {
	switch r.data.Entity(id).Kind {
	case data.KindGroup:
		r.groups = appendNew(r.groups, id)
	case data.KindPerson:
		r.people = appendNew(r.people, id)
	default:
		r.named = appendNew(r.named, id)
	}
}

// prefer settles a name that fits several owners where one of them is the others' own line or company: initial
// consonants that fit "Claude Opus" and "Claude Opus 4.6" mean the line.
func (r *reading) prefer(m match.Mention) (string, bool) {
	for _, candidate := range m.Owners {
		id := r.owners[candidate].entity
		if id == "" {
			continue
		}
		covers := true
		for _, other := range m.Owners {
			x := r.data.Entity(r.owners[other].entity)
			covers = covers && (other == candidate || x != nil && (x.Line == id || x.Company == id))
		}
		if covers {
			return candidate, true
		}
	}
	return "", false
}

func appendNew[T comparable](list []T, x T) []T {
	if slices.Contains(list, x) {
		return list
	}
	return append(list, x)
}

// mergeNew adds what is new of b to a.
func mergeNew[T comparable](a, b []T) []T {
	list := slices.Clone(a)
	for _, x := range b {
		list = appendNew(list, x)
	}
	return list
}

// dropGeneric drops a family that was not named by its own label, beside a metric of its unit: "Terminal-Bench score"
// asks for no other score.
func (r *reading) dropGeneric() {
	for _, m := range r.found.Mentions {
		f := r.owners[m.Owners[0]].family
		if f == "" || m.Name == r.data.Family(f).Labels.EN || m.Name == r.data.Family(f).Labels.KO {
			continue
		}
		unit := r.data.Metric(r.data.Family(f).Metrics[0]).Unit
		if slices.ContainsFunc(r.metrics, func(id data.MetricID) bool { return r.data.Metric(id).Unit == unit }) {
			r.families = slices.DeleteFunc(r.families, func(id data.FamilyID) bool { return id == f })
		}
	}
}

// dropMakers drops a company or a line that stands right beside its own member: "DeepSeek R1", "Tencent's Yuanbao".
func (r *reading) dropMakers() {
	for i := 1; i < len(r.found.Mentions); i++ {
		a, b := r.found.Mentions[i-1], r.found.Mentions[i]
		if a.End != b.Start || len(a.Owners) != 1 || len(b.Owners) != 1 {
			continue
		}
		x, y := r.owners[a.Owners[0]].entity, r.owners[b.Owners[0]].entity
		if x == "" || y == "" || x == y || joins(r.found.Tokens[a.End-1].Josa) {
			continue
		}
		if r.holds(x, y) {
			r.named = slices.DeleteFunc(r.named, func(id data.EntityID) bool { return id == x })
		} else if r.holds(y, x) {
			r.named = slices.DeleteFunc(r.named, func(id data.EntityID) bool { return id == y })
		}
	}
	if len(r.named) == 2 && !r.signals.compare && !r.signals.better && !r.signals.differ && !r.signals.superlatives() {
		for i, id := range r.named {
			if r.data.Entity(id).Kind == data.KindCompany && r.holds(id, r.named[1-i]) {
				r.named = []data.EntityID{r.named[1-i]} // "what was Codex used for at OpenAI"
				return
			}
		}
	}
}

// joins tells whether a particle sets what follows beside the name: "클로드랑 클로드 오퍼스 4".
func joins(josa string) bool {
	switch josa {
	case "와", "과", "랑", "이랑", "하고", "및":
		return true
	}
	return false
}

// holds tells whether an entity is the maker or the line of another.
func (r *reading) holds(whole, part data.EntityID) bool {
	p := r.data.Entity(part)
	for p != nil {
		if p.Company == whole || p.Line == whole {
			return true
		}
		p = r.data.Entity(p.Line)
	}
	return false
}
