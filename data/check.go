package data

import (
	"fmt"
	"slices"
)

// check compares the parts of a dataset with each other, once all of them are known.
func (l *loader) check() {
	l.expandSeries()
	for _, m := range l.content.Metrics {
		n := l.at[m]
		if m.Family != "" && l.families[m.Family] == nil {
			l.fault(n.or("family"), fmt.Sprintf("no family %q", clip(string(m.Family))), "the id of a family of this file")
		}
		if m.By != "" {
			l.needMetric(n.get("by"), m.By)
			if m.Unit != UnitRank {
				l.fault(n.get("by"), "only a rank is made by another metric", "unit rank, or no by")
			}
		}
		if m.Change && m.Unit != UnitPercent {
			l.fault(n.or("change"), "only a percentage is marked as a change", "unit percent, or no change")
		}
	}
	for _, e := range l.content.Entities {
		l.checkEntity(e)
		for _, f := range e.Facts {
			l.checkFact(f)
		}
		l.checkSiblings(e)
		l.checkNotes(e)
	}
	l.checkCycles()
	l.checkConflicts()
	l.checkNames()
}

// checkEntity reports references that lead nowhere, or to something that cannot stand there.
func (l *loader) checkEntity(e *Entity) {
	n := l.at[e]
	l.needKind(n.or("company"), e.Company, KindCompany)
	l.needKind(n.or("line"), e.Line, KindLine)
	if e.Line != "" && e.Kind != KindModel && e.Kind != KindLine && e.Kind != KindProduct {
		l.fault(n.get("line"), fmt.Sprintf("a %s belongs to no line", e.Kind), "only models, lines and products do")
	}
	members := n.get("members").list()
	for i, id := range e.Members {
		l.needEntity(members[min(i, len(members)-1)], id)
	}
	if got := len(e.Members) > 0; got != (e.Kind == KindGroup) {
		l.fault(n.or("members"), map[bool]string{true: fmt.Sprintf("a %s has no members", e.Kind), false: "a group without members"}[got], "members for groups, and for nothing else")
	}
	if n.get("newest") != nil {
		l.checkNewest(n.get("newest"), e)
	}
	if n.get("released") != nil && e.Kind != KindModel && e.Kind != KindProduct && e.Kind != KindLine && e.Kind != KindChip {
		l.fault(n.get("released"), fmt.Sprintf("a %s is not released", e.Kind), "released is for models, lines, products and chips")
	}
}

// checkNewest reports a newest member that is no released model of the line.
func (l *loader) checkNewest(n *node, line *Entity) {
	if line.Kind != KindLine {
		l.fault(n, fmt.Sprintf("a %s has no newest member", line.Kind), "newest is for lines")
		return
	}
	l.needKind(n, line.Newest, KindModel)
	m := l.entities[line.Newest]
	if m == nil || m.Kind != KindModel {
		return
	}
	if m.Stage != StageReleased {
		l.fault(n, fmt.Sprintf("%q is not released", clip(string(m.ID))), "the newest released member")
	}
	at := m.Line
	for range len(l.entities) { // a line within itself is reported elsewhere
		if at == line.ID {
			return
		}
		if above := l.entities[at]; above != nil {
			at = above.Line
		}
	}
	l.fault(n, fmt.Sprintf("%q is no member of this line", clip(string(m.ID))), "a model whose line this is")
}

// checkFact reports what is wrong with one fact by itself.
func (l *loader) checkFact(f *Fact) {
	n := l.at[f]
	l.needMetric(n.or("metric"), f.Metric)
	if f.With != "" {
		l.needEntity(n.get("with"), f.With)
		if f.With == f.Entity {
			l.fault(n.get("with"), "the fact is about the entity and itself", "another entity")
		}
	}
	refs := n.get("ref").list()
	for i, id := range f.Refs {
		l.needEntity(refs[min(i, len(refs)-1)], id)
	}
	if f.Conflict != "" && l.conflicts[f.Conflict] == nil && !l.lost["conflicts.yaml"] {
		l.fault(n.get("conflict"), fmt.Sprintf("no conflict %q", clip(string(f.Conflict))), "an id of conflicts.yaml")
	}
	if f.AsOf.IsZero() && len(f.Source) > 0 {
		if s := l.sources[f.Source[0].Source]; s != nil {
			f.AsOf = s.Date
		}
	}
	if m := l.metrics[f.Metric]; m != nil {
		l.checkUnit(n, f, m)
	}
}

// checkSiblings reports facts of one entity that cannot both stand, and gives each its ID.
func (l *loader) checkSiblings(e *Entity) {
	identify(e.Facts)
	seen, preferred := map[string]*Fact{}, map[string]*Fact{}
	for _, f := range e.Facts {
		n := l.at[f]
		if f.Metric == "" || f.Period.IsZero() && n.get("period") != nil {
			continue // what tells it from its siblings could not be read
		}
		if old := seen[f.ID]; old != nil {
			l.fault(n, fmt.Sprintf("%s is said twice", f.ID), fmt.Sprintf("once, or with another period, status or condition, or as sides of a conflict from different sources; it stands in %s:%d already", l.at[old].at.file, l.at[old].at.line))
		}
		seen[f.ID] = f
		if f.Rank == Preferred {
			about := string(f.Metric) + "@" + string(f.With) + "#" + f.Period.String()
			if old := preferred[about]; old != nil {
				l.fault(n.get("rank"), "two preferred facts about the same", fmt.Sprintf("one; the other stands in %s:%d", l.at[old].at.file, l.at[old].at.line))
			}
			preferred[about] = f
		}
	}
}

func (l *loader) checkNotes(e *Entity) {
	seen := map[string]*Note{}
	for _, note := range e.Notes {
		n := l.at[note]
		if old := seen[note.ID]; old != nil && note.ID != "" {
			l.fault(n.or("id"), fmt.Sprintf("note %q stands twice", clip(note.ID)), fmt.Sprintf("another id; it stands in line %d already", l.at[old].at.line))
		}
		seen[note.ID] = note
		about := n.get("about").list()
		for i, id := range note.About {
			l.needEntity(about[min(i, len(about)-1)], id)
			if id == e.ID {
				l.fault(about[i], "a note is about its own entity anyway", "other entities only")
			}
		}
		for _, t := range n.get("topics").list() {
			if id := TopicID(t.str()); id != "" && l.topics[id] == nil && !l.lost["topics.yaml"] {
				l.fault(t, fmt.Sprintf("no topic %q", clip(string(id))), l.nearestTopic(string(id)))
			}
		}
		if note.AsOf.IsZero() && len(note.Source) > 0 {
			if s := l.sources[note.Source[0].Source]; s != nil {
				note.AsOf = s.Date
			}
		}
	}
}

// checkCycles reports lines within themselves and groups that contain themselves.
func (l *loader) checkCycles() {
	for _, e := range l.content.Entities {
		below := func(e *Entity) []EntityID {
			if e.Kind == KindGroup {
				return e.Members
			}
			if e.Line != "" {
				return []EntityID{e.Line}
			}
			return nil
		}
		seen := map[EntityID]bool{}
		var reaches func(id EntityID) bool
		reaches = func(id EntityID) bool {
			if id == e.ID {
				return true
			}
			if seen[id] || l.entities[id] == nil || l.entities[id].Kind != e.Kind {
				return false
			}
			seen[id] = true
			return slices.ContainsFunc(below(l.entities[id]), reaches)
		}
		if (e.Kind == KindGroup || e.Kind == KindLine) && slices.ContainsFunc(below(e), reaches) {
			key := map[bool]string{true: "members", false: "line"}[e.Kind == KindGroup]
			l.fault(l.at[e].or(key), fmt.Sprintf("%q is within itself", clip(string(e.ID))), "no circle")
		}
	}
}

// checkConflicts reports contradictions that have only one side. A side may stand in a file that could not be read.
func (l *loader) checkConflicts() {
	if len(l.broken) > 0 {
		return
	}
	sides := map[ConflictID]int{}
	for _, e := range l.content.Entities {
		for _, f := range e.Facts {
			sides[f.Conflict]++
		}
	}
	for _, c := range l.content.Conflicts {
		n, got := l.at[c], sides[c.ID]
		what := fmt.Sprintf("facts that carry %q: %d", clip(string(c.ID)), got)
		switch declared := n.get("sides").str(); {
		case declared == "none" && got > 0:
			l.fault(n.get("sides"), what, "none, or no sides: none")
		case declared == "one" && got != 1:
			l.fault(n.get("sides"), what, "exactly one with sides: one")
		case declared == "" && got < 2:
			l.fault(n.or("id"), what, "two or more; or sides: one where a figure contradicts arithmetic or wording, sides: none where names differ")
		}
	}
}
