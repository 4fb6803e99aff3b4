package data

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
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

// checkAnchor reports a place that the source does not have.
func (l *loader) checkAnchor(n *node, a Anchor) {
	if l.lost["sources.yaml"] {
		return
	}
	s := l.sources[a.Source]
	switch {
	case s == nil:
		l.fault(n, fmt.Sprintf("no source %q", clip(string(a.Source))), "an id of sources.yaml, then #L and a line")
	case a.Line > 0 && s.Lines == 0:
		l.fault(n, fmt.Sprintf("source %q has no numbered lines", clip(string(a.Source))), string(a.Source)+" alone")
	case a.Line > s.Lines:
		l.fault(n, fmt.Sprintf("source %q has no line %d", clip(string(a.Source)), a.Line), fmt.Sprintf("1 to %d", s.Lines))
	}
}

func (l *loader) needMetric(n *node, id MetricID) {
	if id == "" || l.metrics[id] != nil || l.lost["metrics.yaml"] {
		return
	}
	known := make([]string, 0, len(l.metrics))
	for k := range l.metrics {
		known = append(known, string(k))
	}
	l.fault(n, fmt.Sprintf("no metric %q", clip(string(id))), or(nearest(string(id), known), "an id of metrics.yaml"))
}

func (l *loader) nearestTopic(id string) string {
	known := make([]string, 0, len(l.topics))
	for k := range l.topics {
		known = append(known, string(k))
	}
	return or(nearest(id, known), "an id of topics.yaml")
}

// needEntity reports a reference that leads nowhere, unless it leads to a file that could not be read.
func (l *loader) needEntity(n *node, id EntityID) {
	if id == "" || l.entities[id] != nil || l.broken[id] {
		return
	}
	known := make([]string, 0, len(l.entities))
	for k := range l.entities {
		known = append(known, string(k))
	}
	l.fault(n, fmt.Sprintf("no entity %q", clip(string(id))), or(nearest(string(id), known), "the id of an entity, which is the name of its file"))
}

func (l *loader) needKind(n *node, id EntityID, kind Kind) {
	l.needEntity(n, id)
	if e := l.entities[id]; e != nil && e.Kind != kind && e.Kind != "" {
		l.fault(n, fmt.Sprintf("%q is a %s", clip(string(id)), e.Kind), "a "+string(kind))
	}
}

// checkUnit reports a value that the metric's unit cannot have.
func (l *loader) checkUnit(n *node, f *Fact, m *Metric) {
	key := string(f.Form)
	at := n.or(key)
	numeric := f.Form == FormValue || f.Form == FormRange || f.Form == FormMin || f.Form == FormMax
	switch {
	case f.Form == FormUnknown || f.Form == "":
	case m.Unit == UnitEntity && f.Form != FormRef:
		l.fault(at, fmt.Sprintf("%s names entities", m.ID), "ref, or unknown")
	case f.Form == FormRef && m.Unit != UnitEntity:
		l.fault(at, fmt.Sprintf("%s is counted in %s", m.ID, m.Unit), "a figure, a text or unknown")
	case m.Unit == UnitText && f.Form != FormText:
		l.fault(at, fmt.Sprintf("%s is a text", m.ID), "text, or unknown")
	case m.Unit == UnitDate && numeric && f.Form != FormValue:
		l.fault(at, fmt.Sprintf("%s is a date", m.ID), "value with one date")
	case numeric && m.Unit != UnitDate:
		l.checkFigures(at, f, m)
	}
	if f.Approx && !numeric {
		l.fault(n.get("approx"), "only a figure can be approximate", "no approx")
	}
}

// checkFigures reports figures outside what the unit counts, and a range upside down.
func (l *loader) checkFigures(at *node, f *Fact, m *Metric) {
	figures := []Number{f.Value, f.Min, f.Max}
	switch f.Form {
	case FormValue:
		figures = figures[:1]
	case FormMin:
		figures = figures[1:2]
	case FormMax:
		figures = figures[2:]
	default:
		figures = figures[1:]
	}
	if slices.ContainsFunc(figures, Number.IsZero) {
		return // reported when it was read
	}
	if f.Form == FormRange && f.Min.Cmp(f.Max) >= 0 {
		l.fault(at, fmt.Sprintf("the range [%s, %s] is upside down", f.Min, f.Max), "the lower figure first, and two different ones")
	}
	for _, v := range figures {
		if what, fix := unfit(v, m); what != "" {
			l.fault(at, what, fix)
			return
		}
	}
}

// unfit says why a figure cannot be of a metric; nothing where it can.
func unfit(v Number, m *Metric) (what, fix string) {
	whole := []Unit{UnitTokens, UnitPeople, UnitParameters, UnitGPUs, UnitYear, UnitRank, UnitCount}
	r := v.Rat()
	switch {
	case v.Coef < 0 && m.Unit != UnitUSD && !m.Change:
		return fmt.Sprintf("%s is below 0", v), fmt.Sprintf("0 or more: the unit is %s", m.Unit)
	case m.Unit == UnitPercent && !m.Change && r.Cmp(big.NewRat(100, 1)) > 0:
		return fmt.Sprintf("%s is above 100 percent", v), "0 to 100; or change: true in metrics.yaml where the metric is a change"
	case slices.Contains(whole, m.Unit) && !v.Whole():
		return fmt.Sprintf("%s is no whole number", v), fmt.Sprintf("a whole one: the unit is %s", m.Unit)
	case m.Unit == UnitYear && (r.Cmp(big.NewRat(firstYear, 1)) < 0 || r.Cmp(big.NewRat(lastYear, 1)) > 0 || strings.Trim(v.Literal, "0123456789") != ""):
		return fmt.Sprintf("%s is no year", v), fmt.Sprintf("%d to %d", firstYear, lastYear)
	case m.Unit == UnitRank && r.Cmp(big.NewRat(1, 1)) < 0:
		return fmt.Sprintf("%s is no rank", v), "1 or more"
	}
	return "", ""
}
