package data

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

func (l *loader) decodeEntity(name string, root *node) {
	e := &Entity{
		ID:      EntityID(root.get("id").str()),
		Kind:    Kind(root.get("kind").str()),
		Company: EntityID(root.get("company").str()),
		Line:    EntityID(root.get("line").str()),
		Members: entityIDs(root.get("members")),
		Newest:  EntityID(root.get("newest").str()),
		Stage:   Stage(root.get("released").str()),
		Labels:  l.text(root.get("labels")),
		Aliases: l.aliases(root.get("aliases")),
		Summary: l.text(root.get("summary")),
	}
	if e.Stage == "" {
		e.Stage = StageReleased
	}
	l.checkFile(name, root, string(e.ID))
	if want := folderKind(path.Dir(name)); e.Kind != want && e.Kind != "" {
		l.fault(root.or("kind"), fmt.Sprintf("a %s does not stand in %s", clip(string(e.Kind)), path.Dir(name)), fmt.Sprintf("kind %s, or the folder %s", want, folderOf(e.Kind)))
	}
	if !take(l, root, l.entities, e.ID, e) {
		l.broken[EntityID(stem(name))] = true
		return
	}
	l.content.Entities = append(l.content.Entities, e)
	for _, n := range root.get("facts").list() {
		if n.kind == mapNode {
			e.Facts = append(e.Facts, l.fact(n, e.ID, Fact{Metric: MetricID(n.get("metric").str())}))
		}
	}
	for _, n := range root.get("notes").list() {
		if n.kind == mapNode {
			e.Notes = append(e.Notes, l.note(n, e.ID))
		}
	}
}

// checkFile reports an id that is not the file's name.
func (l *loader) checkFile(name string, root *node, id string) {
	if id != stem(name) && id != "" {
		l.broken[EntityID(stem(name))] = true
		l.fault(root.or("id"), fmt.Sprintf("id %q is not the file's name", clip(id)), fmt.Sprintf("%q, or the file %s.yaml", stem(name), clip(id)))
	}
}

// fact takes in a fact; what its mapping does not say is as in base.
func (l *loader) fact(n *node, entity EntityID, base Fact) *Fact {
	f := &base
	l.at[f] = n
	f.Entity = entity
	f.With = EntityID(n.get("with").str())
	f.Approx = n.get("approx").str() == "true"
	f.Status = or(Status(n.get("status").str()), Reported)
	f.Rank = or(FactRank(n.get("rank").str()), Normal)
	f.Conflict = ConflictID(n.get("conflict").str())
	f.Note = l.text(n.get("note"))
	f.When = l.conditions(n.get("when"))
	f.Checked = l.date(n.get("checked"))
	if p := n.get("period"); p != nil {
		f.Period = l.period(p)
	}
	if s := n.get("source"); s != nil {
		f.Source = l.anchors(s)
	}
	if a := n.get("as_of"); a != nil {
		f.AsOf = l.date(a)
	}
	l.form(n, f)
	return f
}

func or[T ~string](s, otherwise T) T {
	if s == "" {
		return otherwise
	}
	return s
}

// form takes in the one value a fact has, in the shape its metric's unit wants; see checkUnit for what fits.
func (l *loader) form(n *node, f *Fact) {
	switch {
	case n.get("value") != nil:
		f.Form = FormValue
		v := n.get("value")
		if m := l.metrics[f.Metric]; m != nil && m.Unit == UnitDate {
			f.Date = l.date(v)
		} else if m != nil && m.Unit != UnitText && m.Unit != UnitEntity {
			f.Value = l.number(v)
		}
	case n.get("range") != nil:
		f.Form = FormRange
		if ends := n.get("range").list(); len(ends) == 2 {
			f.Min, f.Max = l.number(ends[0]), l.number(ends[1])
		}
	case n.get("min") != nil:
		f.Form, f.Min = FormMin, l.number(n.get("min"))
	case n.get("max") != nil:
		f.Form, f.Max = FormMax, l.number(n.get("max"))
	case n.get("text") != nil:
		f.Form, f.Text = FormText, l.text(n.get("text"))
	case n.get("ref") != nil:
		f.Form, f.Refs = FormRef, entityIDs(n.get("ref"))
	case n.get("unknown") != nil:
		f.Form, f.Unknown = FormUnknown, Unknown(n.get("unknown").str())
	}
}

// conditions takes in the circumstances of a figure, in the order of their keys, so that it does not matter in which
// order they were written.
func (l *loader) conditions(n *node) []Condition {
	if n == nil || n.kind != mapNode {
		return nil
	}
	var list []Condition
	for i, k := range n.keys {
		list = append(list, Condition{Key: k.text, Value: l.phrase(n.items[i])})
	}
	slices.SortFunc(list, func(a, b Condition) int { return strings.Compare(a.Key, b.Key) })
	return list
}

func (l *loader) note(n *node, entity EntityID) *Note {
	note := &Note{
		ID:     n.get("id").str(),
		Entity: entity,
		About:  entityIDs(n.get("about")),
		Title:  l.text(n.get("title")),
		Text:   l.text(n.get("text")),
		Status: or(Status(n.get("status").str()), Reported),
		AsOf:   l.date(n.get("as_of")),
		Source: l.anchors(n.get("source")),
	}
	for _, t := range n.get("topics").list() {
		note.Topics = append(note.Topics, TopicID(t.str()))
	}
	l.at[note] = n
	return note
}

func entityIDs(n *node) []EntityID {
	var ids []EntityID
	for _, item := range n.list() {
		if s := item.str(); s != "" {
			ids = append(ids, EntityID(s))
		}
	}
	return ids
}
