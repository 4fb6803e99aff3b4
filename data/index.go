package data

import "slices"

// index holds the ways into a dataset. It is filled once and never changes.
type index struct {
	entities  map[EntityID]*Entity
	metrics   map[MetricID]*Metric
	families  map[FamilyID]*Family
	topics    map[TopicID]*Topic
	sources   map[SourceID]*Source
	conflicts map[ConflictID]*Conflict

	facts   []*Fact
	byID    map[string]*Fact
	of      map[entityMetric][]*Fact
	by      map[MetricID][]*Fact
	with    map[EntityID][]*Fact
	sides   map[ConflictID][]*Fact
	notes   []*Note
	notesOf map[EntityID][]*Note
	notesOn map[TopicID][]*Note
	madeBy  map[EntityID][]*Entity
	inLine  map[EntityID][]*Entity
	groups  map[EntityID][]EntityID
}

type entityMetric struct {
	entity EntityID
	metric MetricID
}

func (x *index) fill(c content) {
	x.metrics = make(map[MetricID]*Metric, len(c.Metrics))
	for _, m := range c.Metrics {
		x.metrics[m.ID] = m
	}
	x.families = make(map[FamilyID]*Family, len(c.Families))
	for _, f := range c.Families {
		x.families[f.ID] = f
	}
	x.topics = make(map[TopicID]*Topic, len(c.Topics))
	for _, t := range c.Topics {
		x.topics[t.ID] = t
	}
	x.sources = make(map[SourceID]*Source, len(c.Sources))
	for _, s := range c.Sources {
		x.sources[s.ID] = s
	}
	x.conflicts = make(map[ConflictID]*Conflict, len(c.Conflicts))
	for _, k := range c.Conflicts {
		x.conflicts[k.ID] = k
	}
	x.fillEntities(c.Entities)
	x.fillFacts(c.Entities)
	x.fillNotes(c.Entities)
}

func (x *index) fillEntities(entities []*Entity) {
	x.entities = make(map[EntityID]*Entity, len(entities))
	x.madeBy, x.inLine, x.groups = map[EntityID][]*Entity{}, map[EntityID][]*Entity{}, map[EntityID][]EntityID{}
	for _, e := range entities {
		x.entities[e.ID] = e
		if e.Company != "" {
			x.madeBy[e.Company] = append(x.madeBy[e.Company], e)
		}
		if e.Line != "" {
			x.inLine[e.Line] = append(x.inLine[e.Line], e)
		}
		for _, m := range e.Members {
			x.groups[m] = append(x.groups[m], e.ID)
		}
	}
}

func (x *index) fillFacts(entities []*Entity) {
	n := 0
	for _, e := range entities {
		n += len(e.Facts)
	}
	x.facts = make([]*Fact, 0, n)
	x.byID = make(map[string]*Fact, n)
	x.of = make(map[entityMetric][]*Fact, n)
	x.by, x.with, x.sides = map[MetricID][]*Fact{}, map[EntityID][]*Fact{}, map[ConflictID][]*Fact{}
	for _, e := range entities {
		for _, f := range e.Facts {
			x.facts = append(x.facts, f)
			x.byID[f.ID] = f
			key := entityMetric{f.Entity, f.Metric}
			x.of[key] = append(x.of[key], f)
			x.by[f.Metric] = append(x.by[f.Metric], f)
			if f.With != "" {
				x.with[f.With] = append(x.with[f.With], f)
			}
			if f.Conflict != "" {
				x.sides[f.Conflict] = append(x.sides[f.Conflict], f)
			}
		}
	}
}

func (x *index) fillNotes(entities []*Entity) {
	x.notesOf, x.notesOn = map[EntityID][]*Note{}, map[TopicID][]*Note{}
	for _, e := range entities {
		x.notesOf[e.ID] = append(x.notesOf[e.ID], e.Notes...)
	}
	for _, e := range entities {
		for _, n := range e.Notes {
			x.notes = append(x.notes, n)
			for _, id := range n.About {
				x.notesOf[id] = append(x.notesOf[id], n)
			}
			for _, t := range n.Topics {
				x.notesOn[t] = append(x.notesOn[t], n)
			}
		}
	}
}

// Entity gives an entity, nil where there is none with that id.
func (x *index) Entity(id EntityID) *Entity { return x.entities[id] }

// Metric gives a metric of the registry, nil where there is none with that id.
func (x *index) Metric(id MetricID) *Metric { return x.metrics[id] }

// Family gives a family of metrics, nil where there is none with that id.
func (x *index) Family(id FamilyID) *Family { return x.families[id] }

// Topic gives a topic, nil where there is none with that id.
func (x *index) Topic(id TopicID) *Topic { return x.topics[id] }

// Source gives a source, nil where there is none with that id.
func (x *index) Source(id SourceID) *Source { return x.sources[id] }

// Conflict gives a contradiction, nil where there is none with that id.
func (x *index) Conflict(id ConflictID) *Conflict { return x.conflicts[id] }

// Facts gives all facts, entity by entity in the order of Entities, each in its file's order, series last.
func (x *index) Facts() []*Fact { return slices.Clip(x.facts) }

// Fact gives the fact with an ID, nil where there is none.
func (x *index) Fact(id string) *Fact { return x.byID[id] }

// FactsOf gives what is known of one metric of one entity.
func (x *index) FactsOf(e EntityID, m MetricID) []*Fact {
	return slices.Clip(x.of[entityMetric{e, m}])
}

// FactsBy gives all facts of one metric.
func (x *index) FactsBy(m MetricID) []*Fact { return slices.Clip(x.by[m]) }

// FactsWith gives the facts of others that are about this entity too, such as the commitments to a partner.
func (x *index) FactsWith(e EntityID) []*Fact { return slices.Clip(x.with[e]) }

// Sides gives the other sides of a fact's contradiction; none where it has no conflict, or is the only side.
func (x *index) Sides(f *Fact) []*Fact {
	var others []*Fact
	if f.Conflict == "" {
		return nil
	}
	for _, g := range x.sides[f.Conflict] {
		if g.ID != f.ID {
			others = append(others, g)
		}
	}
	return others
}

// Notes gives all notes, in the order of Facts.
func (x *index) Notes() []*Note { return slices.Clip(x.notes) }

// NotesOf gives the notes of an entity, then those of others that are about it too.
func (x *index) NotesOf(e EntityID) []*Note { return slices.Clip(x.notesOf[e]) }

// NotesOn gives the notes on a topic.
func (x *index) NotesOn(t TopicID) []*Note { return slices.Clip(x.notesOn[t]) }

// MadeBy gives the models, lines, products and chips of a company, and the people who lead it.
func (x *index) MadeBy(company EntityID) []*Entity { return slices.Clip(x.madeBy[company]) }

// GroupsOf gives the groups that name an entity as their member, by id.
func (x *index) GroupsOf(e EntityID) []EntityID { return slices.Clip(x.groups[e]) }

// Members gives the models and products of a line, those of the lines within it among them, or the members of a
// group, those of the groups within it among them; each once. Anything else has none.
func (x *index) Members(id EntityID) []*Entity {
	var members []*Entity
	seen := map[EntityID]bool{id: true}
	x.gather(id, seen, &members)
	return members
}

func (x *index) gather(id EntityID, seen map[EntityID]bool, members *[]*Entity) {
	e := x.entities[id]
	if e == nil {
		return
	}
	below := x.inLine[id]
	if e.Kind == KindGroup {
		below = nil
		for _, m := range e.Members {
			if member := x.entities[m]; member != nil {
				below = append(below, member)
			}
		}
	}
	for _, m := range below {
		if seen[m.ID] {
			continue
		}
		seen[m.ID] = true
		if m.Kind == e.Kind { // a line within a line, a group within a group
			x.gather(m.ID, seen, members)
			continue
		}
		*members = append(*members, m)
	}
}
