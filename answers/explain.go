package answers

import (
	"slices"
	"strings"

	"versus/data"
)

// reasonTopics are the topics that answer "why", the most telling first.
var reasonTopics = []data.TopicID{"returns", "difference", "strengths_why", "closed_shift", "controversy", "efficiency", "hardware"}

// explain answers why and how, and questions for a topic, with the dataset's notes.
func (r *reading) explain(asked []data.MetricID, hits []doc) Answer {
	x := &Explanation{Meta: r.meta(Explain)}
	if !r.signals.why {
		x.Intent = Show
	}
	if len(r.topics) > 0 {
		x.Topic = r.topics[0]
	}
	ids := make([]data.EntityID, 0, len(r.named))
	for _, id := range r.named {
		ids = append(ids, r.representative(id))
	}
	x.Entities = ids
	x.Notes = r.saidFirst(r.reasons(ids, hits))
	if r.byWord {
		x.Topic = ""
	}
	if len(asked) > 0 {
		if len(ids) > 0 {
			x.Rows = r.rows(ids, asked)
		} else if len(x.Notes) == 0 {
			return r.overall(asked)
		}
	}
	if len(x.Notes) == 0 {
		switch {
		case len(ids) > 1:
			return r.compare(ids, asked, hits)
		case len(ids) == 1 && len(asked) > 0:
			return r.figures(r.named[0], asked, hits)
		case len(ids) == 1 && len(r.topics) == 0:
			return r.profile(r.named[0], hits)
		}
		return r.missing(ids, asked)
	}
	return x
}

// reasons picks the notes for a why: those found by their words, those on the asked topics, those between the named
// entities, those that give reasons.
func (r *reading) reasons(ids []data.EntityID, hits []doc) []*data.Note {
	if found := addNotes(nil, hits); len(found) > 0 {
		return found
	}
	var notes []*data.Note
	if len(ids) == 0 {
		for _, g := range r.groups {
			notes = append(notes, r.notesOf(g, r.topics)...)
		}
		for _, t := range r.topics {
			for _, n := range r.data.NotesOn(t) {
				if len(r.groups) == 0 || r.inGroup(n) {
					if !slices.Contains(notes, n) {
						notes = append(notes, n)
					}
				}
			}
		}
		group := func(n *data.Note) int { return rank(r.data.Entity(n.Entity).Kind != data.KindGroup) }
		slices.SortStableFunc(notes, func(a, b *data.Note) int { return group(a) - group(b) })
		return notes
	}
	if len(ids) > 1 {
		notes = r.notesBetween(ids)
	}
	if len(notes) == 0 {
		for _, id := range ids {
			notes = append(notes, r.notesOf(id, r.reasonTopicsAsked())...)
		}
	}
	if len(notes) == 0 && len(r.topics) == 0 {
		for _, id := range ids {
			notes = append(notes, r.notesOf(id, nil)...)
		}
	}
	return notes
}

// saidFirst puts the notes first that use the very word by which their topic was named: "RSP" among those on safety.
func (r *reading) saidFirst(notes []*data.Note) []*data.Note {
	words := []string{}
	for _, m := range r.found.Mentions {
		if o := r.owners[m.Owners[0]]; o.topic != "" {
			t := r.data.Topic(o.topic)
			if m.Name != t.Labels.EN && m.Name != t.Labels.KO {
				words = append(words, strings.ToLower(m.Name))
			}
		}
	}
	uses := func(n *data.Note) int {
		text := strings.ToLower(n.Title.EN + n.Title.KO + n.Text.EN + n.Text.KO)
		return rank(!slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }))
	}
	slices.SortStableFunc(notes, func(a, b *data.Note) int { return uses(a) - uses(b) })
	r.byWord = len(words) > 0 && len(notes) > 0 && uses(notes[0]) == 0
	return notes
}

func (r *reading) reasonTopicsAsked() []data.TopicID {
	if len(r.topics) > 0 {
		return r.topics
	}
	return reasonTopics
}

func (r *reading) inGroup(n *data.Note) bool {
	members := r.memberIDs()
	return slices.Contains(members, n.Entity) || slices.ContainsFunc(n.About, func(id data.EntityID) bool { return slices.Contains(members, id) }) ||
		slices.Contains(members, r.data.Entity(n.Entity).Company)
}

// define says what a metric is, with the figures there are.
func (r *reading) define(asked []data.MetricID) Answer {
	x := &Explanation{Meta: r.meta(Define)}
	if len(r.families) > 0 && len(r.metrics) == 0 {
		x.Family = r.families[0]
	} else {
		x.Metric = asked[0]
	}
	x.Rows = r.rows(r.havers(asked), asked)
	return x
}

// explainDocs answers a question that only its words lead to: the notes and text facts that use them all.
func (r *reading) explainDocs(hits []doc) Answer {
	x := &Explanation{Meta: r.meta(Show), Notes: addNotes(nil, hits)}
	for _, d := range hits {
		if d.fact == nil {
			continue
		}
		x.Rows = append(x.Rows, Row{Metric: d.fact.Metric, With: d.fact.With, Period: d.fact.Period,
			Cells: []Cell{{Entity: d.fact.Entity, Facts: []*data.Fact{d.fact}}}})
	}
	return x
}
