package answers

import (
	"cmp"
	"slices"

	"versus/data"
)

// ranking orders the figures of one metric.
func (r *reading) ranking(asked []data.MetricID) Answer {
	if len(asked) == 0 {
		if r.signals.rank && len(r.groups) > 0 {
			asked = r.rankMetrics(r.memberIDs()[0])
		}
		if len(asked) == 0 {
			return r.choice(Ambiguous, r.scales())
		}
	}
	m, rest := r.rankable(asked)
	if a := r.textPlaced(asked); a != nil {
		return a
	}
	if m == "" {
		return r.unranked(asked)
	}
	k := &Ranking{Meta: r.meta(Rank), Metric: m, Lowest: r.lowest(m), Limit: r.signals.limit, Superlate: r.signals.superlatives() && r.signals.limit < 2}
	k.Metrics = []data.MetricID{m}
	if len(r.groups) > 0 {
		k.Group = r.groups[0]
	}
	facts := r.inScope(r.data.FactsBy(m))
	facts, k.Period = r.latest(facts)
	if len(facts) == 0 {
		return r.missing(nil, asked)
	}
	for _, o := range rest {
		unranked, _ := r.latest(r.inScope(r.data.FactsBy(o)))
		k.Unranked = append(k.Unranked, unranked...)
	}
	ranked, set := rankedApart(facts)
	k.Unranked = append(set, k.Unranked...)
	k.Places = places(ranked, k.Lowest)
	k.Places = topOf(k.Places, k.Limit)
	if by := r.data.Metric(m).By; by != "" {
		for i := range k.Places {
			k.Places[i].Others = append(k.Places[i].Others, r.facts(k.Places[i].Fact.Entity, by)...)
		}
	}
	if len(rest) > 0 && len(k.Unranked) > 0 && level(k.Places) {
		return r.unranked(asked) // nothing to tell apart by this metric, and figures of others that are not like it
	}
	return k
}

// lowest tells which end comes first: what was asked for, else the good end of the scale.
func (r *reading) lowest(m data.MetricID) bool {
	metric := r.data.Metric(m)
	switch {
	case metric.Unit == data.UnitRank:
		return !r.signals.low
	case r.signals.superlatives() && r.signals.scale == "" && metric.Better == data.Lower && r.signals.high:
		return r.saidBest()
	case r.signals.superlatives():
		return r.signals.low
	}
	return metric.Better == data.Lower
}

// saidBest tells a question for the best from one for the highest, where a low figure is the good one.
func (r *reading) saidBest() bool {
	for _, m := range r.found.Mentions {
		switch m.Name {
		case "best", "top", "최고", "가장 좋은", "제일 좋은":
			return true
		}
	}
	return false
}

// unranked lists the figures that a ranking was asked of but that cannot be ranked.
func (r *reading) unranked(asked []data.MetricID) Answer {
	a := r.listing(asked)
	if l, ok := a.(*Listing); ok {
		l.Unlike = true
	}
	return a
}

// rankable picks the metric to rank by: the first asked one whose figures may be compared and are there; the others
// are shown beside it.
func (r *reading) rankable(asked []data.MetricID) (data.MetricID, []data.MetricID) {
	best, most := data.MetricID(""), 0
	for _, id := range asked {
		if r.data.Metric(id).Comparable != data.Self {
			continue
		}
		n := 0
		facts, _ := r.latest(r.inScope(r.data.FactsBy(id)))
		for _, f := range facts {
			if numeric(f) && !prospective(f) {
				n += 2
			} else if numeric(f) {
				n++
			}
		}
		if best == "" && n > 0 || n > most && most < 4 {
			best, most = id, n
		}
	}
	return best, slices.DeleteFunc(slices.Clone(asked), func(id data.MetricID) bool { return id == best })
}

// inScope keeps the facts of the entities that the question is about: the group's members, the kind's, and never a
// group's total among its parts.
func (r *reading) inScope(facts []*data.Fact) []*data.Fact {
	var keep []*data.Fact
	members := r.memberIDs()
	for _, f := range facts {
		x := r.data.Entity(f.Entity)
		switch {
		case x.Kind == data.KindGroup || f.With != "" || f.Rank == data.Deprecated:
		case members != nil && !slices.Contains(members, f.Entity) && !slices.Contains(members, x.Company):
		case !r.kindFits(x):
		default:
			keep = append(keep, f)
		}
	}
	return keep
}

// kindFits tells whether an entity is of the asked kind. A question for companies is served by what they make.
func (r *reading) kindFits(x *data.Entity) bool {
	switch r.signals.kind {
	case data.KindModel:
		return x.Kind == data.KindModel || x.Kind == data.KindLine
	case data.KindProduct:
		return x.Kind != data.KindCompany && x.Kind != data.KindModel
	}
	return true
}

func (r *reading) memberIDs() []data.EntityID {
	var ids []data.EntityID
	for _, g := range r.groups {
		for _, m := range r.data.Members(g) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// latest keeps the facts of the asked periods, or of the newest period there is. Facts without one stay.
func (r *reading) latest(facts []*data.Fact) ([]*data.Fact, data.Period) {
	var period data.Period
	var keep []*data.Fact
	for _, f := range facts {
		if r.fits(f) {
			keep = append(keep, f)
			if f.Period.To.Compare(period.To) > 0 {
				period = f.Period
			}
		}
	}
	if len(r.periods) > 1 {
		return keep, data.Period{}
	}
	return slices.DeleteFunc(keep, func(f *data.Fact) bool { return f.Period != data.Period{} && f.Period != period }), period
}

// rankedApart sets the figures that must not be placed apart: cells without one, and, where there are results, those
// that are none.
func rankedApart(facts []*data.Fact) (ranked, apart []*data.Fact) {
	results := slices.ContainsFunc(facts, func(f *data.Fact) bool { return numeric(f) && !prospective(f) })
	for _, f := range facts {
		if numeric(f) && (!results || !prospective(f)) {
			ranked = append(ranked, f)
		} else {
			apart = append(apart, f)
		}
	}
	return ranked, apart
}

// places orders figures, one place an entity. A position is one more than how many figures are surely ahead; figures
// whose ranges meet cannot be told apart and are tied.
func places(facts []*data.Fact, lowest bool) []Place {
	var list []Place
	for _, f := range facts {
		i := slices.IndexFunc(list, func(p Place) bool { return p.Fact.Entity == f.Entity })
		switch {
		case i < 0:
			list = append(list, Place{Fact: f})
		case f.Rank == data.Preferred:
			list[i].Others = append(list[i].Others, list[i].Fact)
			list[i].Fact = f
		default:
			list[i].Others = append(list[i].Others, f)
		}
	}
	placed := make([]spanned, len(list))
	for i, p := range list {
		placed[i] = spanned{p, low(p.Fact), high(p.Fact)}
	}
	ahead := func(a, b spanned) int {
		d := cmp.Compare(b.low+b.high, a.low+a.high) // by their middles
		if lowest {
			return -d
		}
		return d
	}
	slices.SortStableFunc(placed, ahead)
	for i := range placed {
		placed[i].Position = 1
		for j := range placed {
			switch {
			case i == j:
			case meet(placed[i], placed[j]):
				placed[i].Tied = true
			case ahead(placed[j], placed[i]) < 0:
				placed[i].Position++
			}
		}
	}
	slices.SortStableFunc(placed, func(a, b spanned) int { return a.Position - b.Position })
	for i, p := range placed {
		list[i] = p.Place
	}
	return list
}

// topOf keeps the first places, and those tied with the last of them; all of them where no number was asked for.
func topOf(list []Place, limit int) []Place {
	if limit <= 0 || limit >= len(list) {
		return list
	}
	for limit < len(list) && list[limit].Position == list[limit-1].Position {
		limit++
	}
	return list[:limit]
}

// A spanned place has the ends of its figure at hand.
type spanned struct {
	Place
	low, high float64
}

// level tells whether all places are one.
func level(list []Place) bool {
	return !slices.ContainsFunc(list, func(p Place) bool { return p.Position > 1 })
}

// meet tells whether two figures' ranges overlap or are one. "At least" has no upper end, "at most" no lower one.
func meet(a, b spanned) bool {
	if a.low > b.low {
		a, b = b, a
	}
	return a.high >= b.low || a.Fact.Form == data.FormMin || b.Fact.Form == data.FormMax
}

// placed answers "which is third": the place of the ranking that the source gives, or that it gives none.
func (r *reading) placed(asked []data.MetricID) Answer {
	if a := r.textPlaced(asked); a != nil {
		return a
	}
	if ranks := r.statedRanks(); ranks != nil && (len(asked) == 0 || r.sharesEntity(asked, ranks)) {
		for _, f := range ranks {
			if int(f.Value.Float()) == r.signals.place {
				p := &Profile{Meta: r.meta(Rank), Entity: f.Entity}
				p.Rows = r.rows([]data.EntityID{f.Entity}, append([]data.MetricID{f.Metric}, asked...))
				return p
			}
		}
		n := r.notInData(NoSuchPlace)
		n.Metric, n.Place = ranks[0].Metric, r.signals.place
		return n
	}
	a := r.ranking(asked)
	k, ok := a.(*Ranking)
	if !ok {
		return a
	}
	for _, p := range k.Places {
		if p.Position == r.signals.place && !p.Tied {
			p := &Profile{Meta: r.meta(Rank), Entity: p.Fact.Entity, Rows: r.rows([]data.EntityID{p.Fact.Entity}, []data.MetricID{k.Metric})}
			return p
		}
	}
	if r.signals.place <= len(k.Places) {
		return k // tied: the whole ranking says it better
	}
	n := r.notInData(NoSuchPlace)
	n.Metric, n.Place = k.Metric, r.signals.place
	return n
}

// textPlaced answers for the first of a position that the source gives in words: "1st (government, 70%)".
func (r *reading) textPlaced(asked []data.MetricID) Answer {
	place := r.signals.place
	if place == 0 && r.signals.high {
		place = 1
	}
	for _, m := range asked {
		if r.data.Metric(m).Unit != data.UnitText || place == 0 {
			continue
		}
		for _, f := range r.inScope(r.data.FactsBy(m)) {
			if n := leadingNumber(f.Text.EN); n == place {
				return &Profile{Meta: r.meta(Rank), Entity: f.Entity, Rows: r.rows([]data.EntityID{f.Entity}, []data.MetricID{m})}
			}
		}
	}
	return nil
}

// leadingNumber reads the number that a text begins with, 0 where it begins with none.
func leadingNumber(s string) int {
	n := 0
	for i := 0; i < len(s) && isDigit(s[i]) && n < 1000; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// statedRanks are the positions that the source itself gives, in the question's scope.
func (r *reading) statedRanks() []*data.Fact {
	for _, m := range r.data.Metrics() {
		if m.Unit != data.UnitRank {
			continue
		}
		if facts := r.inScope(r.data.FactsBy(m.ID)); len(facts) > 1 && (len(r.groups) > 0 || r.signals.kind == data.KindProduct || slices.Contains(r.asked(), m.ID)) {
			return facts
		}
	}
	return nil
}

func (r *reading) sharesEntity(metrics []data.MetricID, ranks []*data.Fact) bool {
	return slices.ContainsFunc(ranks, func(f *data.Fact) bool { return r.hasAny(f.Entity, metrics) })
}
