package prose

import (
	"strings"

	"versus/answers"
	"versus/data"
)

// explanation leads with what the first note says, or with what a figure measures, and shows the rest.
func (b *builder) explanation(a *answers.Explanation) {
	notes := a.Notes
	defined := b.define(a)
	switch {
	case defined != "":
		b.p.Headline = defined
	case len(notes) > 0 && a.Intent == answers.Explain:
		b.p.Headline = b.gistOf(notes[0])
	default:
		var topics []data.TopicID
		if a.Topic != "" {
			topics = []data.TopicID{a.Topic}
		}
		b.p.Headline = b.noted(notes, a.Entities, b.topic(topics))
	}
	entities := columns(a.Entities, a.Rows)
	if len(a.Rows) > 0 {
		if len(entities) == 1 {
			b.p.Table = b.profileTable(a.Rows)
		} else if len(entities) <= 6 {
			b.p.Table = b.sideBySide(entities, a.Rows)
			b.remarksOf(a.Rows)
		} else {
			b.p.Table = b.byEntity(entities, a.Rows)
		}
	}
	b.notes(notes, "")
}

// define says what a metric or a family of them measures.
func (b *builder) define(a *answers.Explanation) string {
	if m := b.d.Metric(a.Metric); m != nil && !m.About.IsZero() {
		return b.definition(m.Labels, m.About)
	}
	if f := b.d.Family(a.Family); f != nil && !f.About.IsZero() {
		return b.definition(f.Labels, f.About)
	}
	return ""
}

func (b *builder) definition(label, about data.Text) string {
	return stop(b.say("explain.define", arg{key: "Name", text: capital(label.In(b.l))}, arg{key: "Gist", text: about.In(b.l)}))
}

// gistOf leads with the first sentence of a note, and with how far it can be trusted.
func (b *builder) gistOf(n *data.Note) string {
	s := gist(n.Text.In(b.l))
	if !b.speaksOf(n, s) {
		s = b.say("explain.of", arg{key: "Name", text: b.name(n.Entity)}, arg{key: "Gist", text: s})
	}
	if status := b.status(n.Status); status != "" {
		s = strings.TrimRight(s, ".") + b.bracket(status)
	}
	return stop(s)
}

// speaksOf tells whether a sentence names what its note is about, so that it can stand alone: the entity itself, the
// company behind it, or another entity that it concerns.
func (b *builder) speaksOf(n *data.Note, s string) bool {
	for _, id := range append([]data.EntityID{n.Entity}, n.About...) {
		for x := b.d.Entity(id); x != nil; x = b.d.Entity(x.Company) {
			for _, label := range []string{x.Labels.EN, x.Labels.KO} {
				if words := strings.Fields(label); len(words) > 0 && (strings.Contains(s, label) || strings.Contains(s, words[len(words)-1]) || strings.Contains(s, words[0])) {
					return true
				}
			}
		}
	}
	return false
}

// topic is the label of what notes are about; of several the first.
func (b *builder) topic(ids []data.TopicID) string {
	for _, id := range ids {
		if t := b.d.Topic(id); t != nil {
			return t.Labels.In(b.l)
		}
	}
	return ""
}

// noted is the headline over notes: their titles where they have such and a topic holds them together, else the gist
// of the first.
func (b *builder) noted(notes []*data.Note, entities []data.EntityID, topic string) string {
	switch {
	case len(notes) == 0 && len(entities) > 0:
		return b.say("profile.empty", b.nameArg("Name", entities))
	case len(notes) == 0:
		return b.say("explain.nothing")
	case len(notes) == 1 || topic == "":
		return b.gistOf(notes[0])
	}
	of := entities
	if len(of) == 0 {
		of = owners(notes)
	}
	titles := make([]string, 0, len(notes))
	for _, n := range notes {
		if t := n.Title.In(b.l); t != "" {
			titles = append(titles, t)
		}
	}
	s := b.say("explain.titles", b.nameArg("Name", of), arg{key: "Topic", text: topic}, arg{key: "Titles", text: strings.Join(titles, "; ")})
	if len(titles) < 2 || !fits(s) {
		return b.gistOf(notes[0])
	}
	return s
}

// owners lists the entities that notes are of.
func owners(notes []*data.Note) []data.EntityID {
	var ids []data.EntityID
	for _, n := range notes {
		seen := false
		for _, id := range ids {
			seen = seen || id == n.Entity
		}
		if !seen {
			ids = append(ids, n.Entity)
		}
	}
	return ids
}
