package answers

import (
	"slices"
	"strings"

	"versus/answers/match"
	"versus/data"
)

// token is the matcher's, under a shorter name.
type token = match.Token

// meta is what every answer starts with.
func (r *reading) meta(i Intent) Meta {
	m := Meta{Lang: r.lang, Intent: i}
	for _, id := range r.named {
		m.Entities = appendNew(m.Entities, r.resolve(id))
	}
	return m
}

// finish completes what all answers have in common: the metrics asked for, the corrections, the context, what to ask
// next.
func (r *reading) finish(a Answer) {
	m := a.About()
	if m.Metrics == nil {
		m.Metrics = slices.Clone(r.asked())
	}
	m.Corrections = r.corrections()
	m.Context = r.context(m)
	if OutcomeOf(a) != Answered && OutcomeOf(a) != IsMissing {
		m.Context = r.asking.Context // a question that was not answered leaves the thread where it was
	}
	if len(m.Next) == 0 {
		m.Next = r.next(a)
	}
}

// corrections lists the readings that went through an error, each once. Exact names, other orders and particles are no
// corrections.
func (r *reading) corrections() []match.Correction {
	var list []match.Correction
	for _, m := range r.found.Mentions {
		if m.Pass <= match.Josa || len(m.Owners) != 1 {
			continue
		}
		if strings.TrimSuffix(strings.ToLower(m.Said), "s") == strings.ToLower(m.Name) {
			continue // a plural is no mistake
		}
		c := match.Correction{From: echo(m.Said), To: r.label(m.Owners[0], m.Name)}
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

// label is the name a correction shows for an owner.
func (r *reading) label(id, name string) string {
	o := r.owners[id]
	switch {
	case o.entity != "":
		return r.data.Label(o.entity, data.EN)
	case o.metric != "":
		return r.data.Metric(o.metric).Labels.In(r.lang)
	case o.family != "":
		return r.data.Family(o.family).Labels.In(r.lang)
	case o.topic != "":
		return r.data.Topic(o.topic).Labels.In(r.lang)
	}
	return name
}

// explainByNotes looks the leftover words up in the notes and text facts, of the named entities if there are any.
// It tells whether every one of them is explained.
func (r *reading) explainByNotes() ([]doc, bool) {
	if len(r.rest) == 0 {
		return nil, true
	}
	var docs []int32
	for n, i := range r.rest {
		t := r.found.Tokens[i]
		found := r.notes.find(t.Text)
		if len(found) == 0 && t.Stem != "" {
			found = r.notes.find(t.Stem)
		}
		if runes := []rune(t.Text); len(found) == 0 && len(r.named) > 0 && hasHangul(t.Text) && len(runes) > shortestHangul {
			found = r.notes.find(string(runes[:len(runes)-1])) // "인턴급" where a note says "인턴 수준"
		}
		found = r.relevant(found)
		if len(found) == 0 {
			if !r.passes(t) {
				return nil, false
			}
			continue
		}
		switch {
		case n == 0 || docs == nil:
			docs = found
		case len(r.named) > 0:
			docs = append(docs, found...)
		default:
			if docs = intersect(docs, found); len(docs) == 0 {
				return nil, false
			}
		}
	}
	if docs == nil {
		return nil, false
	}
	slices.Sort(docs)
	var list []doc
	for _, d := range slices.Compact(docs) {
		list = append(list, r.notes.docs[d])
	}
	return list, true
}

// phrase answers with the notes that use a question's words together with the name it holds, though they are about
// something else: the "ChatGPT moment" is Google's, for robotics.
func (r *reading) phrase() Answer {
	if len(r.named) != 1 || len(r.asked()) > 0 {
		return nil
	}
	var docs []int32
	for n, i := range r.rest {
		found := r.notes.find(r.found.Tokens[i].Text)
		if n > 0 {
			found = intersect(docs, found)
		}
		if docs = found; len(docs) == 0 {
			return nil
		}
	}
	label := strings.ToLower(r.data.Label(r.named[0], data.EN))
	x := &Explanation{Meta: r.meta(Show)}
	for _, d := range docs {
		if note := r.notes.docs[d].note; note != nil && strings.Contains(strings.ToLower(note.Text.EN), label) {
			x.Notes = append(x.Notes, note)
		}
	}
	if len(x.Notes) == 0 {
		return nil
	}
	return x
}

// passes tells whether a word that no note uses may be passed over: a common word, in a question about a named entity
// that asks for no figure and so will be answered with the notes' own words.
func (r *reading) passes(t token) bool {
	return t.Plain && len(r.named) > 0 && len(r.asked()) == 0 && !r.shaky
}

// relevant keeps the docs that concern a named entity; all of them where none is named.
func (r *reading) relevant(docs []int32) []int32 {
	var keep []int32
	if len(r.named)+len(r.people)+len(r.groups) == 0 {
		for _, d := range docs {
			if !r.notes.docs[d].aside {
				keep = append(keep, d)
			}
		}
		return keep
	}
	for _, d := range docs {
		if r.concernsNamed(r.notes.docs[d]) {
			keep = append(keep, d)
		}
	}
	return keep
}

func (r *reading) concernsNamed(d doc) bool {
	for _, id := range slices.Concat(r.named, r.people, r.groups) {
		if slices.ContainsFunc(r.kin(id), d.concerns) {
			return true
		}
		if x := r.data.Entity(id); x.Kind == data.KindPerson && d.concerns(x.Company) {
			return true
		}
	}
	return false
}

func intersect(a, b []int32) []int32 {
	var list []int32
	for _, x := range a {
		if slices.Contains(b, x) {
			list = append(list, x)
		}
	}
	return list
}
