package answers

import (
	"slices"
	"strings"

	"versus/data"
)

// trendPoints is how many figures over time make a trend rather than a figure.
const trendPoints = 3

// single answers about one entity: what was asked, or all there is.
func (r *reading) single(asked []data.MetricID, hits []doc) Answer {
	s := &r.signals
	named := r.named[0]
	if s.compare && len(asked) == 0 && len(r.topics) == 0 {
		return r.choice(TooFew, r.pairings(r.resolve(named)))
	}
	if s.rank || s.place > 0 {
		asked = mergeNew(r.rankMetrics(named), asked)
	}
	if len(asked) == 0 && len(r.topics) == 0 {
		if s.trend && len(hits) == 0 {
			if t := r.trendOf(named, r.metricsOf(r.resolve(named))); t != nil {
				return t
			}
		}
		if p := r.byStatus(named); p != nil {
			return p
		}
		return r.profile(named, hits)
	}
	if s.trend || len(r.periods) == 0 && !s.superlatives() && len(r.families) == 0 {
		if t := r.trendOf(named, asked); t != nil {
			return t
		}
	}
	return r.figures(named, asked, hits)
}

// byStatus answers "OpenAI's targets" and "Grok 4's independent test" by the figures and notes of that status.
func (r *reading) byStatus(named data.EntityID) Answer {
	if r.signals.status == "" {
		return nil
	}
	id := r.resolve(named)
	p := &Profile{Meta: r.meta(Show), Entity: id}
	for _, f := range r.data.Entity(id).Facts {
		if f.Status == r.signals.status {
			p.Metrics = appendNew(p.Metrics, f.Metric)
		}
	}
	p.Rows = r.rows([]data.EntityID{id}, p.Metrics)
	for _, n := range r.notesOf(id, nil) {
		if n.Status == r.signals.status {
			p.Notes = append(p.Notes, n)
		}
	}
	if len(p.Rows)+len(p.Notes) == 0 {
		return nil
	}
	return p
}

// rankMetrics are the metrics that say a position, for an entity that has one, itself or by what it makes.
func (r *reading) rankMetrics(id data.EntityID) []data.MetricID {
	for _, m := range r.data.Metrics() {
		if m.Unit != data.UnitRank {
			continue
		}
		if one := []data.MetricID{m.ID}; r.hasAny(id, one) || len(r.holders(id, one)) > 0 {
			if m.By != "" {
				one = append(one, m.By)
			}
			return one
		}
	}
	return nil
}

// subject is the entity whose figures answer for a named one: its newest member, unless only the line itself has any.
func (r *reading) subject(named data.EntityID, asked []data.MetricID) data.EntityID {
	id := r.resolve(named)
	if id != named && !r.hasAny(id, asked) && r.hasAny(named, asked) {
		return named
	}
	return id
}

// figures shows asked-for figures of one entity, or of what stands for it, or says that there are none.
func (r *reading) figures(named data.EntityID, asked []data.MetricID, hits []doc) Answer {
	id := r.subject(named, asked)
	p := &Profile{Meta: r.meta(Show), Entity: id}
	p.Entities = []data.EntityID{id}
	p.Rows = r.rows([]data.EntityID{id}, asked)
	for _, t := range r.topics {
		if m, ok := kindred[t]; ok && len(asked) == 0 {
			p.Rows = append(p.Rows, r.rows([]data.EntityID{id}, []data.MetricID{m})...)
		}
	}
	for t, m := range kindred {
		if len(r.topics) == 0 && slices.Contains(asked, m) && m == "strengths" {
			p.Notes = append(p.Notes, r.notesOf(id, []data.TopicID{t})...)
		}
	}
	for _, person := range r.people {
		p.Notes = append(p.Notes, r.notesOf(person, nil)...)
		if slices.Contains(asked, leader) && len(r.people) == len(r.named) {
			p.Rows = append(p.Rows, r.rows([]data.EntityID{id}, []data.MetricID{leaderRole})...)
		}
	}
	if len(r.topics) > 0 {
		p.Notes = r.saidFirst(r.topicNotes(named, id))
	}
	p.Notes = addNotes(p.Notes, hits)
	if len(p.Rows) == 0 {
		if slices.Contains(r.signals.hints, makerHint) && len(r.topics) == 0 {
			return r.profile(named, hits)
		}
		if len(asked) > 0 {
			if a := r.referring(id, asked); a != nil {
				return a
			}
			if a := r.against(id, asked, hits); a != nil {
				return a
			}
			if a := r.throughHolders(p, asked); a != nil {
				return a
			}
			if others := r.ofItsYear(id, asked); len(others) > 0 {
				return r.figures(named, others, hits)
			}
		}
		if len(p.Notes) == 0 && len(asked) == 0 {
			return r.profile(named, hits)
		}
		if len(p.Notes) == 0 {
			return r.missing([]data.EntityID{id}, asked)
		}
	}
	if r.onlyBlank(p.Rows) && len(p.Notes) == 0 {
		return r.missing([]data.EntityID{id}, asked)
	}
	return p
}

// ofItsYear are the figures that a family has for an entity and the year that a metric's own name holds: the capex of
// 2026 where "2026 investment" is asked of who has none under that name.
func (r *reading) ofItsYear(id data.EntityID, asked []data.MetricID) []data.MetricID {
	for _, a := range asked {
		m := r.data.Metric(a)
		_, suffix, _ := strings.Cut(string(a), "_")
		date, err := data.ParseDate(suffix)
		if m.Family == "" || err != nil {
			continue
		}
		r.periods = nil
		r.addYears(date.Year, date.Year)
		var others []data.MetricID
		for _, o := range r.data.Family(m.Family).Metrics {
			if o != a && r.hasAny(id, []data.MetricID{o}) {
				others = append(others, o)
			}
		}
		return others
	}
	return nil
}

// topicNotes are the notes on the asked topics about an entity, or where it has none, about the members of its line.
func (r *reading) topicNotes(named, id data.EntityID) []*data.Note {
	notes := r.notesOf(id, r.topics)
	if len(notes) > 0 {
		return notes
	}
	for _, m := range r.data.Members(named) {
		for _, n := range r.notesOf(m.ID, r.topics) {
			notes = appendNew(notes, n)
		}
	}
	return notes
}

// onlyBlank tells whether all the cells are ones the source leaves empty, which is missing; a cell that says
// undisclosed or not applicable is an answer.
func (r *reading) onlyBlank(rows []Row) bool {
	if len(rows) == 0 {
		return false
	}
	for _, row := range rows {
		for _, c := range row.Cells {
			for _, f := range c.Facts {
				if f.Form != data.FormUnknown || f.Unknown != data.NotStated {
					return false
				}
			}
		}
	}
	return true
}

// throughHolders answers by the entity that has the figures in the named one's stead: a company's flagship or app, a
// product's maker. Several of them make a listing.
func (r *reading) throughHolders(p *Profile, asked []data.MetricID) Answer {
	held := r.holders(p.Entity, asked)
	if full := slices.DeleteFunc(slices.Clone(held), func(id data.EntityID) bool { return r.blank(id, asked) }); len(full) > 0 {
		held = full
	}
	switch len(held) {
	case 0:
		return nil
	case 1:
		p.Via = held[0]
		p.Rows = r.rows(held, asked)
		if r.onlyBlank(p.Rows) {
			return nil
		}
		return p
	}
	l := &Listing{Meta: p.Meta, Items: held, Rows: r.rows(held, asked)}
	return l
}

// blank tells whether the source leaves every asked cell of an entity empty.
func (r *reading) blank(id data.EntityID, asked []data.MetricID) bool {
	for _, m := range asked {
		for _, f := range r.facts(id, m) {
			if f.Form != data.FormUnknown || f.Unknown != data.NotStated {
				return false
			}
		}
	}
	return true
}

// profile shows everything the dataset has on one entity.
func (r *reading) profile(named data.EntityID, hits []doc) Answer {
	x := r.data.Entity(named)
	if x.Kind == data.KindLine && x.Newest == "" {
		return r.lineProfile(x, hits)
	}
	id := r.resolve(named)
	p := &Profile{Meta: r.meta(Show), Entity: id, Full: len(hits) == 0}
	if len(hits) > 0 {
		p.Notes = addNotes(nil, hits)
		p.Rows = r.rows([]data.EntityID{id}, factMetrics(hits))
		if len(p.Notes)+len(p.Rows) > 0 {
			return p
		}
		p.Full = true
	}
	p.Rows = r.rows([]data.EntityID{id}, r.metricsOf(id))
	p.Notes = r.ownNotes(id)
	p.Metrics = []data.MetricID{}
	return p
}

// ownNotes are the notes of an entity and its lines themselves; where there are none, those of others about it.
func (r *reading) ownNotes(id data.EntityID) []*data.Note {
	all, kin := r.notesOf(id, nil), r.kin(id)
	own := slices.DeleteFunc(slices.Clone(all), func(n *data.Note) bool { return !slices.Contains(kin, n.Entity) })
	if len(own) > 0 {
		return own
	}
	return all
}

// lineProfile lists the members of a line whose bare name means them all, with the figures they have.
func (r *reading) lineProfile(x *data.Entity, hits []doc) Answer {
	l := &Listing{Meta: r.meta(Show), Group: x.ID}
	for _, m := range r.data.Members(x.ID) {
		if m.Kind == data.KindModel {
			l.Items = append(l.Items, m.ID)
		}
	}
	var metrics []data.MetricID
	for _, id := range append(slices.Clone(l.Items), x.ID) {
		for _, m := range r.metricsOf(id) {
			metrics = appendNew(metrics, m)
		}
	}
	l.Rows = r.rows(l.Items, metrics)
	l.Notes = addNotes(r.notesOf(x.ID, nil), hits)
	l.Metrics = []data.MetricID{}
	return l
}

// addNotes adds the notes among some docs to a list, each once.
func addNotes(list []*data.Note, hits []doc) []*data.Note {
	for _, d := range hits {
		if d.note != nil && !slices.Contains(list, d.note) {
			list = append(list, d.note)
		}
	}
	return list
}

// factMetrics are the metrics of the facts among some docs.
func factMetrics(hits []doc) []data.MetricID {
	var list []data.MetricID
	for _, d := range hits {
		if d.fact != nil {
			list = appendNew(list, d.fact.Metric)
		}
	}
	return list
}
