package answers

import (
	"slices"

	"versus/data"
)

// related answers a question for things of one kind by an entity of another: what a company makes ("Anthropic's
// models"), or which company the notes and facts connect with it ("which company works with the Pentagon"). It returns
// nil where the words mean the entity itself.
func (r *reading) related(asked []data.MetricID) Answer {
	kind := r.signals.kind
	if kind == "" || len(r.named) != 1 || len(r.topics) > 0 || r.signals.there {
		return nil
	}
	x := r.data.Entity(r.named[0])
	if x.Kind == kind && len(x.Facts) > 0 || x.Kind == data.KindLine && kind == data.KindModel {
		return nil
	}
	var made []data.EntityID
	for _, m := range r.data.MadeBy(x.ID) {
		if m.Kind == kind {
			made = append(made, m.ID)
		}
	}
	if len(made) > 0 && len(r.rest) == 0 {
		return r.madeBy(made, asked)
	}
	if x.Company != "" || len(asked) > 0 || len(x.Facts) > 0 {
		return nil
	}
	defer func(named []data.EntityID) { r.named = named }(r.named)
	r.named = nil
	e := &Explanation{Meta: r.meta(Show)}
	for _, n := range r.data.NotesOf(x.ID) {
		if r.data.Entity(n.Entity).Kind == kind {
			e.Notes = append(e.Notes, n)
		}
	}
	if len(e.Notes) == 0 {
		return nil
	}
	e.Entities = nil // the question names a condition, not its subject
	return e
}

// madeBy lists what an entity makes of the asked kind, with the asked figures.
func (r *reading) madeBy(made []data.EntityID, asked []data.MetricID) Answer {
	if len(asked) > 0 {
		if rows := r.rows(made, asked); len(rows) > 0 {
			l := &Listing{Meta: r.meta(List), Kind: r.signals.kind, Rows: rows}
			l.Items, l.Rows = keepFilled(made, rows)
			return l
		}
		return nil
	}
	return &Listing{Meta: r.meta(List), Kind: r.signals.kind, Items: made}
}

// against answers for figures that others have against the named entity: "Opus 4.5 preference" by how many preferred
// Sonnet 4.6 to it.
func (r *reading) against(id data.EntityID, asked []data.MetricID, hits []doc) Answer {
	for _, f := range r.data.FactsWith(id) {
		if slices.Contains(asked, f.Metric) && r.fits(f) {
			return r.between(f.Entity, id, []data.MetricID{f.Metric}, hits)
		}
	}
	return nil
}

// referring answers for a metric that points at the named entity from elsewhere: "which model runs on WSE-3".
func (r *reading) referring(id data.EntityID, asked []data.MetricID) Answer {
	var from []data.EntityID
	for _, m := range asked {
		for _, f := range r.data.FactsBy(m) {
			if slices.Contains(f.Refs, id) {
				from = appendNew(from, f.Entity)
			}
		}
	}
	if len(from) == 0 {
		return nil
	}
	return &Listing{Meta: r.meta(Show), Items: from, Rows: r.rows(from, asked)}
}
