package content

import (
	"slices"
	"strings"

	"versus/data"
)

// kindPrefix marks the subjects that are all entities of one kind: "kind:model".
const kindPrefix = "kind:"

// A scope is what a digest is about: a fact, a note or an entity is in it where any of its subjects is.
type scope struct {
	all      bool
	entities map[data.EntityID]bool
	metrics  map[data.MetricID]bool
	topics   map[data.TopicID]bool
	kinds    map[data.Kind]bool
}

// newScope reads the subjects of a digest against both datasets: a model that only one of them has belongs to its
// company all the same. An id that neither has is about nothing.
func newScope(about []string, sets ...*data.Dataset) *scope {
	s := &scope{
		all: len(about) == 0, entities: map[data.EntityID]bool{}, metrics: map[data.MetricID]bool{},
		topics: map[data.TopicID]bool{}, kinds: map[data.Kind]bool{},
	}
	for _, id := range about {
		if kind, ok := strings.CutPrefix(id, kindPrefix); ok {
			s.kinds[data.Kind(kind)] = true
			continue
		}
		for _, d := range sets {
			if d != nil {
				s.add(d, id)
			}
		}
	}
	return s
}

func (s *scope) add(d *data.Dataset, id string) {
	if e := d.Entity(data.EntityID(id)); e != nil {
		s.entity(d, e)
	}
	if m := d.Metric(data.MetricID(id)); m != nil {
		s.metrics[m.ID] = true
	}
	if f := d.Family(data.FamilyID(id)); f != nil {
		for _, m := range f.Metrics {
			s.metrics[m] = true
		}
	}
	if t := d.Topic(data.TopicID(id)); t != nil {
		s.topics[t.ID] = true
	}
}

// entity takes in an entity with what belongs to it: a group's members, a line's models, a company's products.
func (s *scope) entity(d *data.Dataset, e *data.Entity) {
	if s.entities[e.ID] {
		return
	}
	s.entities[e.ID] = true
	for _, m := range append(slices.Clone(d.Members(e.ID)), d.MadeBy(e.ID)...) {
		s.entity(d, m)
	}
}

func (s *scope) fact(d *data.Dataset, f *data.Fact) bool {
	return s.all || s.metrics[f.Metric] || s.entities[f.Entity] || f.With != "" && s.entities[f.With] || s.kind(d.Entity(f.Entity))
}

func (s *scope) kind(e *data.Entity) bool { return e != nil && s.kinds[e.Kind] }

func (s *scope) note(d *data.Dataset, n *data.Note) bool {
	if s.all || s.entities[n.Entity] || s.kind(d.Entity(n.Entity)) {
		return true
	}
	return slices.ContainsFunc(n.About, func(e data.EntityID) bool { return s.entities[e] }) ||
		slices.ContainsFunc(n.Topics, func(t data.TopicID) bool { return s.topics[t] })
}

func (s *scope) has(e *data.Entity) bool {
	return s.all || s.entities[e.ID] || s.kind(e) || s.entities[e.Company] || s.entities[e.Line]
}

// metric tells whether all figures of a metric are in scope, whoever's they are.
func (s *scope) metric(m *data.Metric) bool { return s.all || s.metrics[m.ID] }
