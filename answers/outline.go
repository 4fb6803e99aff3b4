package answers

import (
	"slices"

	"versus/data"
)

// An outline is what answers ask of an entity over and over, worked out once.
type outline struct {
	metrics []data.MetricID // those it has facts of, in the registry's order
	peers   []data.EntityID // those of its kind that share a metric with it, the most shared metrics first
}

func outlines(d *data.Dataset) map[data.EntityID]outline {
	all := make(map[data.EntityID]outline, len(d.Entities()))
	said := make(map[data.EntityID]map[data.MetricID]bool, len(d.Entities()))
	for _, x := range d.Entities() {
		all[x.ID] = outline{metrics: metricsOf(d, x)}
		said[x.ID] = map[data.MetricID]bool{}
		for _, f := range x.Facts {
			if says(f) {
				said[x.ID][f.Metric] = true
			}
		}
	}
	for _, x := range d.Entities() {
		o := all[x.ID]
		o.peers = peersOf(d, x, said)
		all[x.ID] = o
	}
	return all
}

// metricsOf lists the metrics an entity has facts of.
func metricsOf(d *data.Dataset, x *data.Entity) []data.MetricID {
	have := map[data.MetricID]bool{}
	for _, f := range x.Facts {
		have[f.Metric] = true
	}
	for _, f := range d.FactsWith(x.ID) {
		have[f.Metric] = have[f.Metric] || mutual(d.Metric(f.Metric))
	}
	var list []data.MetricID
	for _, m := range d.Metrics() {
		if have[m.ID] {
			list = append(list, m.ID)
		}
	}
	return slices.Clip(list)
}

// peersOf finds whom an entity is best compared with, at most [maxOptions] of them.
func peersOf(d *data.Dataset, x *data.Entity, said map[data.EntityID]map[data.MetricID]bool) []data.EntityID {
	shared := map[data.EntityID]int{}
	var list []data.EntityID
	for _, o := range d.Entities() {
		if o.ID == x.ID || o.Kind != x.Kind {
			continue
		}
		for m := range said[x.ID] {
			if said[o.ID][m] {
				shared[o.ID]++
			}
		}
		if shared[o.ID] > 0 {
			list = append(list, o.ID)
		}
	}
	slices.SortStableFunc(list, func(a, b data.EntityID) int { return shared[b] - shared[a] })
	return slices.Clip(list[:min(len(list), maxOptions)])
}

// says tells whether a fact holds a figure or a text, and not only that there is none.
func says(f *data.Fact) bool { return f.Form != data.FormUnknown && f.Rank != data.Deprecated }

// metricsOf lists the metrics an entity has facts of, in the registry's order. The list must not be written to.
func (e *Engine) metricsOf(id data.EntityID) []data.MetricID { return e.outlines[id].metrics }

// says tells whether an entity has a figure or a text of a metric, and not only a cell without one.
func (e *Engine) says(id data.EntityID, m data.MetricID) bool {
	return slices.ContainsFunc(e.data.FactsOf(id, m), says)
}
