package answers

import (
	"slices"
	"strings"

	"versus/answers/match"
	"versus/data"
)

// maxOptions is how many readings a did-you-mean offers.
const maxOptions = 5

// choice is a did-you-mean over some options.
func (r *reading) choice(why Reason, options []Suggestion) Answer {
	c := &Choice{Meta: r.meta(Unclear), Said: r.said(), Reason: why}
	if why == UnknownWords || why == UnknownVersion || why == OffTopic {
		c.Entities = nil
	}
	for _, o := range options {
		if len(c.Options) < maxOptions && !slices.Contains(c.Options, o) {
			c.Options = append(c.Options, o)
		}
	}
	if len(c.Options) == 0 {
		n := r.notInData(why)
		return n
	}
	return c
}

// notInData says that the dataset does not hold what was asked, and what it does hold of that kind.
func (r *reading) notInData(why Reason) *NotInData {
	n := &NotInData{Meta: r.meta(Unclear), Said: r.said(), Reason: why}
	if asked := r.asked(); len(asked) > 0 {
		n.Metric = asked[0]
		n.Have = slices.DeleteFunc(r.havers(asked), func(id data.EntityID) bool {
			return !slices.ContainsFunc(asked, func(m data.MetricID) bool { return r.says(id, m) })
		})
		if why == NoSuchOperation && len(n.Entities) > 0 {
			n.Have = slices.Clone(n.Entities)
		}
		n.Have = n.Have[:min(len(n.Have), maxCompared)]
	}
	return n
}

// missing says that the dataset has the entities but not the figure.
func (r *reading) missing(ids []data.EntityID, asked []data.MetricID) Answer {
	m := &Missing{Meta: r.meta(Show), Reason: NoSuchFigure}
	m.Entities = ids
	if len(r.families) > 0 && len(r.metrics) == 0 {
		m.Family = r.families[0]
	} else if len(asked) > 0 {
		m.Metric = asked[0]
	}
	if len(r.periods) > 0 {
		m.Period = r.periods[0]
		m.Reason = r.missingPeriod(ids, asked)
	}
	for _, id := range ids {
		for _, a := range asked {
			for _, f := range r.facts(id, a) {
				if f.Form == data.FormUnknown {
					m.Unknown = append(m.Unknown, f)
				}
			}
		}
		for _, have := range r.metricsOf(id) {
			m.Have = appendNew(m.Have, have)
		}
	}
	for _, id := range r.havers(asked) {
		if !slices.Contains(ids, id) && len(m.Others) < maxCompared {
			m.Others = append(m.Others, id)
		}
	}
	return m
}

// missingPeriod tells a figure that is not there at all from one that is there for other times.
func (r *reading) missingPeriod(ids []data.EntityID, asked []data.MetricID) Reason {
	for _, id := range ids {
		for _, a := range asked {
			if len(r.data.FactsOf(id, a)) > 0 {
				return NoSuchPeriod
			}
		}
	}
	if len(ids) == 0 && slices.ContainsFunc(asked, func(a data.MetricID) bool { return len(r.data.FactsBy(a)) > 0 }) {
		return NoSuchPeriod
	}
	return NoSuchFigure
}

// unexplained answers a question with words that nothing explains. A known name that the words may belong to makes a
// did-you-mean; words that stand beside a metric, or alone, are not in the data.
func (r *reading) unexplained() Answer {
	r.applyPeople()
	asked := r.asked()
	if len(r.named) > 0 && (r.shaky || len(asked) > 0 && r.commonRest()) {
		return r.choice(UnknownWords, r.rephrased())
	}
	if len(r.named) > 0 {
		n := r.notInData(UnknownWords)
		n.Have = nil
		return n
	}
	if near := r.near(); len(near) > 0 {
		return r.choice(UnknownWords, near)
	}
	if len(asked) == 0 {
		return r.notInData(OffTopic)
	}
	return r.notInData(UnknownWords)
}

// commonRest tells whether all the unexplained words are common ones of their language, and so no names.
func (r *reading) commonRest() bool {
	return !slices.ContainsFunc(r.rest, func(i int) bool { return !r.found.Tokens[i].Plain })
}

// maxNear is how many unexplained words may stand for a name; more of them are a sentence about something else.
// shortestNear is the shortest beginning of a name, in keystrokes, that may stand for it.
const (
	maxNear      = 2
	shortestNear = 3
)

// near offers what was asked of the entities whose names the unexplained words begin, or leave a few letters out of:
// "gem", "grk", "앤트". What merely resembles a name is as likely the name of something else.
func (r *reading) near() []Suggestion {
	if len(r.rest) > maxNear {
		return nil
	}
	var list []Suggestion
	for _, i := range r.rest {
		word := r.found.Tokens[i].Text
		if r.found.Tokens[i].Stem != "" {
			word = r.found.Tokens[i].Stem
		}
		keys := match.Key(word)
		if r.found.Tokens[i].Plain || len(keys) < shortestNear {
			continue
		}
		for _, c := range r.index.Suggest(word, maxOptions) {
			if id := r.owners[c.Owner].entity; id != "" && stands(keys, match.Key(c.Name)) {
				list = append(list, r.askedOf(r.resolve(id)))
			}
		}
	}
	return list
}

// stands tells whether some keys are the beginning of a name, or it with few letters left out.
func stands(keys, name string) bool {
	if strings.HasPrefix(name, keys) {
		return true
	}
	rest := keys
	for i := 0; i < len(name) && rest != ""; i++ {
		if name[i] == rest[0] {
			rest = rest[1:]
		}
	}
	return rest == "" && 3*len(keys) >= 2*len(name)
}

// rephrased offers the question as far as it was understood.
func (r *reading) rephrased() []Suggestion {
	var list []Suggestion
	asked := r.asked()
	for _, id := range r.named {
		x := r.resolve(id)
		for _, m := range asked {
			if r.says(x, m) {
				list = append(list, r.ask(x, m))
			}
		}
		list = append(list, Suggestion{r.data.Label(x, data.EN), r.data.Label(x, data.EN)})
	}
	return list
}

// ask is the question for one metric of one entity, in the answer's language.
func (r *reading) ask(id data.EntityID, m data.MetricID) Suggestion {
	text := r.data.Label(id, data.EN) + " " + r.data.Metric(m).Labels.In(r.lang)
	return Suggestion{text, text}
}

// unknownVersion offers the versions that a line does have.
func (r *reading) unknownVersion() Answer {
	var options []Suggestion
	var said []string
	for _, m := range r.vetoed {
		name := m.Said
		if !strings.Contains(name, m.Version) {
			name += " " + m.Version
		}
		said = append(said, name)
		for _, owner := range m.Owners {
			for _, id := range r.siblings(r.owners[owner].entity) {
				options = append(options, r.askedOf(id))
			}
		}
	}
	c := r.choice(UnknownVersion, options)
	if c, ok := c.(*Choice); ok {
		c.Said = echo(strings.Join(said, ", "))
	}
	return c
}

// askedOf is the question again for one entity: with what it asked for where the dataset gives that, else for the
// entity itself.
func (r *reading) askedOf(id data.EntityID) Suggestion {
	name := r.data.Label(id, data.EN)
	for _, m := range r.asked() {
		if !r.says(id, m) {
			continue
		}
		if len(r.families) > 0 && len(r.metrics) == 0 {
			name += " " + r.data.Family(r.families[0]).Labels.In(r.lang)
			return Suggestion{name, name}
		}
		return r.ask(id, m)
	}
	return Suggestion{name, name}
}

// siblings are the models that a name with an unknown version may have meant: the line's members, or the models of the
// same line or company.
func (r *reading) siblings(id data.EntityID) []data.EntityID {
	x := r.data.Entity(id)
	if x == nil {
		return nil
	}
	var list []data.EntityID
	add := func(entities []*data.Entity) {
		for _, m := range entities {
			if m.Kind == data.KindModel {
				list = appendNew(list, m.ID)
			}
		}
	}
	if x.Kind == data.KindLine {
		add(r.data.Members(id))
	}
	if x.Line != "" {
		add(r.data.Members(x.Line))
	}
	if len(list) == 0 {
		add(r.data.MadeBy(id))
	}
	if len(list) == 0 {
		list = append(list, id)
	}
	return list
}

// ambiguousName offers the owners of a name that fits several.
func (r *reading) ambiguousName() Answer {
	var options []Suggestion
	for _, m := range r.ambiguous {
		for _, owner := range m.Owners {
			o := r.owners[owner]
			switch {
			case o.entity != "":
				name := r.data.Label(o.entity, data.EN)
				options = append(options, Suggestion{name, name})
			case len(r.named) > 0:
				name := r.data.Label(r.resolve(r.named[0]), data.EN) + " " + r.label(owner, m.Name)
				options = append(options, Suggestion{name, name})
			default:
				options = append(options, Suggestion{r.label(owner, m.Name), r.label(owner, m.Name)})
			}
		}
	}
	c := r.choice(Ambiguous, options)
	if c, ok := c.(*Choice); ok {
		c.Said = echo(r.ambiguous[0].Said)
	}
	return c
}
