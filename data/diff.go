package data

import (
	"cmp"
	"slices"
	"strings"
)

// ChangeKind says what has happened to something.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// A Change is one difference between two datasets: of an entity, of a fact or of a note. Of the three pairs of old and
// new exactly one is set, and of that pair the old is nil where something was added and the new where it was removed.
type Change struct {
	Kind   ChangeKind
	Entity EntityID
	Metric MetricID // of a fact

	Old, New             *Fact
	OldNote, NewNote     *Note
	OldEntity, NewEntity *Entity

	// Fields names what differs where Kind is Changed, in a fixed order. Of a fact: figure, qualifier, period, source,
	// as_of, checked, rank, conflict, note. Of a note: text, title, topics, about, status, source, as_of. Of an entity:
	// kind, company, line, members, newest, released, labels, aliases, summary.
	Fields []string
	// Was and Is are the figures of a fact in both languages; the zero Text where there is none.
	Was, Is Text
}

// Diff says what has changed from one dataset to the next: entity by entity, of each the entity itself, then its facts,
// then its notes. The two may be of any two versions; equal ones give no change. A fact whose status or condition has
// changed, and which is the only one of its metric, partner and period to have done so, is a change and not a removal
// beside an addition.
func Diff(old, new *Dataset) []Change {
	var changes []Change
	for _, id := range entityIDsOf(old, new) {
		a, b := old.Entity(id), new.Entity(id)
		changes = append(changes, diffEntity(id, a, b)...)
		changes = append(changes, differ{old, new}.facts(id, factsOf(a), factsOf(b))...)
		changes = append(changes, diffNotes(id, notesOf(a), notesOf(b))...)
	}
	return changes
}

// entityIDsOf gives the entities of both datasets in the order of the new one, and those that only the old one has behind.
func entityIDsOf(old, new *Dataset) []EntityID {
	var ids []EntityID
	for _, e := range new.Entities() {
		ids = append(ids, e.ID)
	}
	for _, e := range old.Entities() {
		if new.Entity(e.ID) == nil {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

func factsOf(e *Entity) []*Fact {
	if e == nil {
		return nil
	}
	return e.Facts
}

func notesOf(e *Entity) []*Note {
	if e == nil {
		return nil
	}
	return e.Notes
}

func diffEntity(id EntityID, a, b *Entity) []Change {
	c := Change{Entity: id, OldEntity: a, NewEntity: b, Kind: kindOf(a, b)}
	if c.Kind != Changed {
		return []Change{c}
	}
	c.Fields = fields(
		"kind", a.Kind == b.Kind,
		"company", a.Company == b.Company,
		"line", a.Line == b.Line,
		"members", slices.Equal(a.Members, b.Members),
		"newest", a.Newest == b.Newest,
		"released", a.Stage == b.Stage,
		"labels", a.Labels == b.Labels,
		"aliases", slices.Equal(a.Aliases.EN, b.Aliases.EN) && slices.Equal(a.Aliases.KO, b.Aliases.KO),
		"summary", a.Summary == b.Summary,
	)
	if c.Fields == nil {
		return nil
	}
	return []Change{c}
}

// kindOf tells an addition from a removal from what may be a change.
func kindOf[T any](old, new *T) ChangeKind {
	switch {
	case old == nil:
		return Added
	case new == nil:
		return Removed
	}
	return Changed
}

// fields gives the names that stand before a false.
func fields(pairs ...any) []string {
	var names []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if same, _ := pairs[i+1].(bool); !same {
			names = append(names, pairs[i].(string))
		}
	}
	return names
}

func diffNotes(id EntityID, old, new []*Note) []Change {
	var changes []Change
	for _, p := range pair(old, new, func(n *Note) string { return n.ID }) {
		c := Change{Entity: id, OldNote: p.old, NewNote: p.new, Kind: kindOf(p.old, p.new)}
		if c.Kind == Changed {
			a, b := p.old, p.new
			c.Fields = fields(
				"text", a.Text == b.Text,
				"title", a.Title == b.Title,
				"topics", slices.Equal(a.Topics, b.Topics),
				"about", slices.Equal(a.About, b.About),
				"status", a.Status == b.Status,
				"source", slices.Equal(a.Source, b.Source),
				"as_of", a.AsOf == b.AsOf,
			)
			if c.Fields == nil {
				continue
			}
		}
		changes = append(changes, c)
	}
	return changes
}

// A couple is the same thing in two datasets; one of them is nil where the other has no counterpart.
type couple[T any] struct{ old, new *T }

// pair couples what has the same key, in the order of the keys.
func pair[T any](old, new []*T, key func(*T) string) []couple[T] {
	byKey := map[string]couple[T]{}
	for _, o := range old {
		byKey[key(o)] = couple[T]{old: o}
	}
	for _, n := range new {
		c := byKey[key(n)]
		c.new = n
		byKey[key(n)] = c
	}
	keys := make([]string, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	couples := make([]couple[T], len(keys))
	for i, k := range keys {
		couples[i] = byKey[k]
	}
	return couples
}

// A differ compares facts; their figures need their own dataset's registry and labels.
type differ struct{ old, new *Dataset }

func (d differ) facts(id EntityID, old, new []*Fact) []Change {
	couples := pair(old, new, func(f *Fact) string { return f.ID })
	var changes []Change
	for _, p := range rejoin(couples) {
		if c, differs := d.fact(id, p); differs {
			changes = append(changes, c)
		}
	}
	return changes
}

func (d differ) fact(id EntityID, p couple[Fact]) (Change, bool) {
	c := Change{Entity: id, Old: p.old, New: p.new, Kind: kindOf(p.old, p.new)}
	if p.old != nil {
		c.Metric, c.Was = p.old.Metric, d.old.figures(p.old)
	}
	if p.new != nil {
		c.Metric, c.Is = p.new.Metric, d.new.figures(p.new)
	}
	if c.Kind != Changed {
		return c, true
	}
	a, b := p.old, p.new
	c.Fields = fields(
		"figure", c.Was == c.Is && a.Form == b.Form && slices.Equal(a.Refs, b.Refs),
		"qualifier", slices.Equal(Qualifiers(a), Qualifiers(b)),
		"period", a.Period == b.Period,
		"source", slices.Equal(a.Source, b.Source),
		"as_of", a.AsOf == b.AsOf,
		"checked", a.Checked == b.Checked,
		"rank", a.Rank == b.Rank,
		"conflict", a.Conflict == b.Conflict,
		"note", a.Note == b.Note,
	)
	return c, c.Fields != nil
}

// figures gives a fact's figure in both languages.
func (d *Dataset) figures(f *Fact) Text { return Text{EN: d.Figure(f, EN), KO: d.Figure(f, KO)} }

// rejoin couples a removed fact with an added one where each is the only one about its metric, partner and period; then
// where each is the only one of its metric and partner with the same figure, for a corrected period.
func rejoin(couples []couple[Fact]) []couple[Fact] {
	couples = rejoinBy(couples, func(f *Fact) string {
		return string(f.Metric) + "@" + string(f.With) + "#" + f.Period.String()
	})
	couples = rejoinBy(couples, func(f *Fact) string {
		return string(f.Metric) + "@" + string(f.With) + "!" + string(f.Status) + "=" + plain(f) + f.Date.String() + f.Text.EN
	})
	slices.SortStableFunc(couples, func(a, b couple[Fact]) int {
		return strings.Compare(cmp.Or(a.new, a.old).ID, cmp.Or(b.new, b.old).ID)
	})
	return couples
}

func rejoinBy(couples []couple[Fact], key func(*Fact) string) []couple[Fact] {
	removed, added := map[string][]*Fact{}, map[string][]*Fact{}
	for _, c := range couples {
		switch {
		case c.new == nil:
			removed[key(c.old)] = append(removed[key(c.old)], c.old)
		case c.old == nil:
			added[key(c.new)] = append(added[key(c.new)], c.new)
		}
	}
	lonely := func(f *Fact) bool { return len(removed[key(f)]) == 1 && len(added[key(f)]) == 1 }
	var joined []couple[Fact]
	for _, c := range couples {
		switch {
		case c.new == nil && lonely(c.old):
			joined = append(joined, couple[Fact]{c.old, added[key(c.old)][0]})
		case c.old == nil && lonely(c.new): // coupled with what was removed
		default:
			joined = append(joined, c)
		}
	}
	return joined
}
