package answers

import (
	"cmp"
	"slices"
	"strings"

	"versus/data"
)

// maxRows is how many rows a comparison without a named metric has at most, and enoughShared how many rows that both
// sides fill make the one-sided ones unnecessary.
const (
	maxRows      = 16
	enoughShared = 6
)

// fewNotes is how many notes stand under a comparison that did not ask how its entities differ.
const fewNotes = 3

// several answers about two or more entities.
func (r *reading) several(asked []data.MetricID, hits []doc) Answer {
	ids := make([]data.EntityID, 0, len(r.named))
	for _, id := range r.named {
		ids = appendNew(ids, r.representative(id))
	}
	if a := r.pair(asked, hits); a != nil {
		return a
	}
	if len(ids) == 1 {
		r.named = ids
		return r.single(asked, hits)
	}
	if id := r.ownerOf(ids, asked); id != "" {
		p := &Profile{Meta: r.meta(Show), Entity: id, Rows: r.rows([]data.EntityID{id}, asked), Notes: addNotes(nil, hits)}
		p.Entities = ids
		return p
	}
	if len(ids) > maxCompared {
		return r.choice(TooMany, r.fewer(ids))
	}
	if r.signals.trend && len(asked) == 1 {
		if t := r.trendLines(ids, asked[0]); t != nil {
			return t
		}
	}
	return r.compare(ids, asked, hits)
}

// newestRows keeps, of rows of one metric for several times, those of the newest: "who spends more" asks for now.
func newestRows(rows []Row) []Row {
	newest := map[data.MetricID]data.Period{}
	for _, row := range rows {
		if row.Period.To.Compare(newest[row.Metric].To) > 0 {
			newest[row.Metric] = row.Period
		}
	}
	return slices.DeleteFunc(rows, func(row Row) bool { return row.Period != data.Period{} && row.Period != newest[row.Metric] })
}

// ownerOf is the one of two entities that has the asked figures, where the metric's own name speaks of the other: the
// HBM market share is SK hynix's, and HBM is what it is a share of.
func (r *reading) ownerOf(ids []data.EntityID, asked []data.MetricID) data.EntityID {
	if len(ids) != 2 || len(asked) == 0 || r.signals.compare {
		return ""
	}
	for i, id := range ids {
		label := r.data.Metric(asked[0]).Labels.EN
		if other := ids[1-i]; r.hasAny(id, asked) && !r.hasAny(other, asked) && strings.Contains(label, r.data.Label(other, data.EN)) {
			return id
		}
	}
	return ""
}

// pair answers about what two entities have with each other: a commitment, a preference, a price relative to the other.
// A metric that no fact between them has is let go, where the question's words would else find nothing.
func (r *reading) pair(asked []data.MetricID, hits []doc) Answer {
	if len(r.named) != 2 || r.signals.compare {
		return nil
	}
	a, b := r.resolve(r.named[0]), r.resolve(r.named[1])
	for range 2 {
		var metrics, all []data.MetricID
		for _, f := range r.data.Entity(a).Facts {
			if f.With == b {
				all = appendNew(all, f.Metric)
				if slices.Contains(asked, f.Metric) {
					metrics = appendNew(metrics, f.Metric)
				}
			}
		}
		if len(metrics) == 0 && !r.hasAny(a, asked) && !r.hasAny(b, asked) {
			metrics = all
		}
		if len(metrics) > 0 {
			return r.between(a, b, metrics, hits)
		}
		a, b = b, a
	}
	return nil
}

// between shows the figures one entity has with another. With one metric of a family goes the rest of the family: a
// commitment's term and content belong to its amount.
func (r *reading) between(a, b data.EntityID, metrics []data.MetricID, hits []doc) Answer {
	p := &Profile{Meta: r.meta(Show), Entity: a, Notes: addNotes(nil, hits)}
	p.Metrics = metrics
	shown := slices.Clone(metrics)
	for _, f := range r.data.Entity(a).Facts {
		if f.With == b && r.sameFamily(f.Metric, metrics) {
			shown = appendNew(shown, f.Metric)
		}
	}
	for _, row := range r.rows([]data.EntityID{a}, shown) {
		if row.With == b {
			p.Rows = append(p.Rows, row)
		}
	}
	return p
}

func (r *reading) sameFamily(m data.MetricID, with []data.MetricID) bool {
	family := r.data.Metric(m).Family
	return family != "" && slices.ContainsFunc(with, func(o data.MetricID) bool { return r.data.Metric(o).Family == family })
}

// compare sets entities side by side.
func (r *reading) compare(ids []data.EntityID, asked []data.MetricID, hits []doc) Answer {
	c := &Comparison{Meta: r.meta(Compare)}
	c.Entities = ids
	if len(asked) == 0 {
		c.Rows = r.sharedRows(ids)
		c.Metrics = []data.MetricID{}
	} else {
		c.Rows = r.askedRows(ids, asked)
	}
	if len(r.topics) > 0 {
		for _, id := range ids {
			c.Notes = append(c.Notes, r.notesOf(id, r.topics)...)
		}
	} else if len(asked) == 0 || r.signals.differ || r.signals.better {
		c.Notes = r.notesBetween(ids)
		if !r.signals.differ && !r.signals.better {
			c.Notes = c.Notes[:min(len(c.Notes), fewNotes)]
		}
	}
	c.Notes = addNotes(c.Notes, hits)
	if len(c.Rows) == 0 && len(c.Notes) == 0 {
		return r.missing(ids, asked)
	}
	if r.signals.better && len(c.Notes) > 0 && !slices.ContainsFunc(c.Rows, func(row Row) bool { return row.filled() > 1 }) {
		return &Explanation{Meta: c.Meta, Notes: c.Notes, Rows: c.Rows}
	}
	if r.signals.superlatives() && len(r.periods) == 0 {
		c.Rows = newestRows(c.Rows)
	}
	c.Unlike = unlike(r.data, c.Rows)
	c.Computed = r.computed(c.Rows)
	return c
}

// askedRows lays out the asked metrics; an entity that has none is filled from what stands for it, as a company from
// its flagship.
func (r *reading) askedRows(ids []data.EntityID, asked []data.MetricID) []Row {
	stand := slices.Clone(ids)
	for i, id := range ids {
		if r.hasAny(id, asked) {
			continue
		}
		if held := r.holders(id, asked); len(held) > 0 {
			stand[i] = held[0]
		}
	}
	return r.rows(stand, asked)
}

// sharedRows lays out all the metrics of entities, the best filled rows first, the one-sided ones only where little
// else is there.
func (r *reading) sharedRows(ids []data.EntityID) []Row {
	var metrics []data.MetricID
	for _, id := range ids {
		for _, m := range r.metricsOf(id) {
			metrics = appendNew(metrics, m)
		}
	}
	rows := r.rows(ids, r.inOrder(metrics))
	slices.SortStableFunc(rows, func(a, b Row) int {
		if d := b.filled() - a.filled(); d != 0 || a.Metric != b.Metric {
			return d
		}
		// What is cut off below must not depend on which entity was named first.
		return cmp.Or(a.Period.From.Compare(b.Period.From), cmp.Compare(a.With, b.With))
	})
	shared := 0
	for shared < len(rows) && rows[shared].filled() > 1 {
		shared++
	}
	if shared >= enoughShared {
		rows = rows[:shared]
	}
	return rows[:min(len(rows), maxRows)]
}

// inOrder sorts metrics as the registry does.
func (e *Engine) inOrder(metrics []data.MetricID) []data.MetricID {
	var list []data.MetricID
	for _, m := range e.data.Metrics() {
		if slices.Contains(metrics, m.ID) {
			list = append(list, m.ID)
		}
	}
	return list
}

// unlike tells whether two columns have figures of one family only in different metrics of it, so that they stand side
// by side and cannot be ranked.
func unlike(d *data.Dataset, rows []Row) bool {
	for i, a := range rows {
		family := d.Metric(a.Metric).Family
		if family == "" {
			continue
		}
		for _, b := range rows[i+1:] {
			if b.Metric != a.Metric && d.Metric(b.Metric).Family == family && crossed(a, b) && !shared(d, rows, family) {
				return true
			}
		}
	}
	return false
}

// crossed tells whether each of two rows fills a column that the other leaves empty.
func crossed(a, b Row) bool {
	var first, second bool
	for i := range a.Cells {
		x, y := len(a.Cells[i].Facts) > 0, len(b.Cells[i].Facts) > 0
		first, second = first || x && !y, second || y && !x
	}
	return first && second
}

// shared tells whether some metric of a family has a figure in every column.
func shared(d *data.Dataset, rows []Row, family data.FamilyID) bool {
	return slices.ContainsFunc(rows, func(row Row) bool {
		return d.Metric(row.Metric).Family == family && row.filled() == len(row.Cells)
	})
}
