package data

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// A Dataset is everything Versus knows at one time. It never changes, so that any number of goroutines may read it;
// a correction makes a new one. The slices and values it hands out are its own: read them, do not write to them.
type Dataset struct {
	content content
	index

	once     sync.Once // guards the two below, which few callers ask for
	snapshot []byte
	digest   string
}

// content is what a dataset consists of; all else is derived from it.
type content struct {
	Name      Text        `json:"name"`
	Version   string      `json:"version"`
	Licence   string      `json:"licence"`
	Sources   []*Source   `json:"sources"`
	Families  []*Family   `json:"families"`
	Metrics   []*Metric   `json:"metrics"`
	Topics    []*Topic    `json:"topics"`
	Conflicts []*Conflict `json:"conflicts"`
	Entities  []*Entity   `json:"entities"`
}

// build makes a dataset of content that has been checked: it puts entities into their order and makes the indexes.
func build(c content) *Dataset {
	order := map[Kind]int{}
	for i, k := range kindFolders {
		order[k.kind] = i
	}
	slices.SortFunc(c.Entities, func(a, b *Entity) int {
		return cmp.Or(cmp.Compare(order[a.Kind], order[b.Kind]), strings.Compare(string(a.ID), string(b.ID)))
	})
	for _, f := range c.Families {
		f.Metrics = nil
		for _, m := range c.Metrics {
			if m.Family == f.ID {
				f.Metrics = append(f.Metrics, m.ID)
			}
		}
	}
	for _, e := range c.Entities {
		identify(e.Facts)
	}
	d := &Dataset{content: c}
	d.index.fill(c)
	return d
}

// identify gives each fact of one entity its ID: entity/metric, then @with, #period, !status unless reported, and
// {conditions}. Where two sides of a contradiction would share one, the later ones add their source: ~notes#L145.
func identify(facts []*Fact) {
	taken := make(map[string]bool, len(facts))
	for _, f := range facts {
		f.ID = factID(f)
		if taken[f.ID] && f.Conflict != "" && len(f.Source) > 0 {
			f.ID += "~" + f.Source[0].String()
		}
		taken[f.ID] = true
	}
}

func factID(f *Fact) string {
	var b strings.Builder
	b.WriteString(string(f.Entity) + "/" + string(f.Metric))
	if f.With != "" {
		b.WriteString("@" + string(f.With))
	}
	if !f.Period.IsZero() {
		b.WriteString("#" + f.Period.String())
	}
	if f.Status != Reported {
		b.WriteString("!" + string(f.Status))
	}
	for i, c := range f.When {
		b.WriteString(map[bool]string{true: "{", false: ","}[i == 0] + c.Key + "=" + c.Value)
		if i == len(f.When)-1 {
			b.WriteString("}")
		}
	}
	return b.String()
}

// Name gives the dataset's name.
func (d *Dataset) Name() Text { return d.content.Name }

// Version gives the day of the last correction, as 2026-02-28.
func (d *Dataset) Version() string { return d.content.Version }

// Licence gives the SPDX identifier of the licence of the dataset's content.
func (d *Dataset) Licence() string { return d.content.Licence }

// Entities gives all entities: models first, then lines, companies, products, people, chips, markets and groups, each by id.
func (d *Dataset) Entities() []*Entity { return slices.Clip(d.content.Entities) }

// Metrics gives the registry, in its own order.
func (d *Dataset) Metrics() []*Metric { return slices.Clip(d.content.Metrics) }

// Families gives the families of metrics, in the registry's order.
func (d *Dataset) Families() []*Family { return slices.Clip(d.content.Families) }

// Topics gives what notes can be about, in the order of topics.yaml.
func (d *Dataset) Topics() []*Topic { return slices.Clip(d.content.Topics) }

// Sources gives where facts come from, in the order of sources.yaml.
func (d *Dataset) Sources() []*Source { return slices.Clip(d.content.Sources) }

// Conflicts gives the contradictions the dataset knows of, in the order of conflicts.yaml.
func (d *Dataset) Conflicts() []*Conflict { return slices.Clip(d.content.Conflicts) }

// Label gives the main name of an entity, and its id where the dataset does not have it.
func (d *Dataset) Label(id EntityID, l Lang) string {
	if e := d.Entity(id); e != nil {
		return e.Labels.In(l)
	}
	return string(id)
}
