package prose

import (
	"strings"
	"unicode/utf8"

	"versus/answers"
	"versus/data"
)

// listing names what was asked for and counts it, then shows what each is listed with.
func (b *builder) listing(a *answers.Listing) {
	b.p.Headline = b.listed(a)
	if len(a.Maybe) > 0 && len(a.Items) > 0 {
		b.line(b.say("list.maybe", arg{key: "Figures", text: strings.Join(b.maybes(a), ", ")}))
	}
	switch {
	case len(a.Items) == 0:
	case len(a.Rows) > 0:
		b.p.Table = b.byEntity(a.Items, a.Rows)
		b.p.Table.Caption = strings.TrimRight(b.p.Headline, ".")
		b.remarksOf(a.Rows)
	default:
		b.p.Table = b.aboutTable(a.Items)
	}
	b.unlike(a.Unlike)
	b.notes(a.Notes, "")
}

// maybes are the figures that may or may not pass, each with whose it is.
func (b *builder) maybes(a *answers.Listing) []string {
	parts := make([]string, len(a.Maybe))
	for i, f := range a.Maybe {
		parts[i] = b.name(f.Entity) + " " + b.figure(f) + b.variant(f)
	}
	return parts
}

// listed is the headline of a listing.
func (b *builder) listed(a *answers.Listing) string {
	n := len(a.Items)
	if n == 0 {
		if len(a.Filters) > 0 && len(a.Maybe) > 0 {
			return b.say("list.none_sure", arg{key: "Filter", text: b.filters(a)}, arg{key: "Names", text: b.join(b.maybes(a))})
		}
		return b.say("list.none")
	}
	args := []arg{{key: "Names", text: b.listedNames(a)}}
	family := b.familyOf(a.Rows)
	switch {
	case a.Unlike:
		return b.listedUnlike(a, family, args)
	case len(a.Filters) > 0:
		return b.count("list.filter", n, append(args, arg{key: "Filter", text: b.filters(a)})...)
	case len(a.Rows) == 1:
		return b.count("list.with", n, append(args, arg{key: "Metric", text: b.heading(&a.Rows[0])},
			arg{key: "Lower", text: b.rowLabel(a.Rows[0].Metric, a.Rows[0].With, a.Rows[0].Period)}, arg{key: "Group", text: b.groupName(a.Group)})...)
	case family != "":
		return b.say("list.family", append(args, arg{key: "Family", text: family})...)
	case a.Group != "":
		return b.count("list.group", n, append(args, b.named("Group", a.Group))...)
	case a.Kind != "":
		kind := string(appendNodes(nil, b.m.form(b.l, "kind."+string(a.Kind), n), nil))
		return b.count("list.kind", n, append(args, arg{key: "Kind", text: kind})...)
	}
	return b.count("list.any", n, args...)
}

// listedRoom is how many characters of names a headline takes before it says how many more there are.
const listedRoom = 150

// listedNames names the items, each with its figure where they are listed with one.
func (b *builder) listedNames(a *answers.Listing) string {
	var parts []string
	room, family := listedRoom, b.familyOf(a.Rows)
	if !b.oneUnit(a.Rows) {
		family = ""
	}
	for i, id := range a.Items {
		s := b.name(id)
		switch {
		case len(a.Rows) == 1:
			s = b.withFigures(s, factsOf(&a.Rows[0], id))
		case family != "":
			s = b.withVariants(id, a.Rows, family)
		}
		if room -= utf8.RuneCountInString(s) + 2; room < 0 && i > 0 {
			return b.say("list.and_more", arg{key: "Names", text: strings.Join(parts, ", ")}, arg{key: "More", text: itoa(len(a.Items) - i)})
		}
		parts = append(parts, s)
	}
	return b.join(parts)
}

// withFigures puts figures behind a name, whose own bracket must not run into theirs.
func (b *builder) withFigures(name string, facts []*data.Fact) string {
	if len(facts) == 0 {
		return name
	}
	parts := make([]string, len(facts))
	for i, f := range facts {
		parts[i] = b.spoken(f)
		if m := b.marking(f, true); m != "" {
			parts[i] += ", " + m
		}
	}
	if f := facts[0].Form; f == data.FormRef || f == data.FormText {
		return name + " – " + strings.Join(parts, "; ")
	}
	return name + b.bracket(strings.Join(parts, "; "))
}

// oneUnit says whether the rows' figures are all of one unit, and no texts: only then do they fit behind names.
func (b *builder) oneUnit(rows []answers.Row) bool {
	for i := range rows {
		m, first := b.d.Metric(rows[i].Metric), b.d.Metric(rows[0].Metric)
		if m == nil || first == nil || m.Unit != first.Unit || m.Unit == data.UnitText {
			return false
		}
	}
	return true
}

// withVariants puts an entity's figures of one family behind its name, each with its measure.
func (b *builder) withVariants(id data.EntityID, rows []answers.Row, family string) string {
	var parts []string
	for i := range rows {
		for _, f := range factsOf(&rows[i], id) {
			parts = append(parts, b.spoken(f)+b.variantIn(f, family))
		}
	}
	return strings.TrimSpace(b.name(id) + " " + strings.Join(parts, "; "))
}

// listedUnlike is the headline where a ranking was asked for and the figures are not alike: who leads among those that
// are, if any.
func (b *builder) listedUnlike(a *answers.Listing, family string, args []arg) string {
	of := arg{key: "Family", text: family}
	for i := range a.Rows {
		facts := b.likeForLike(&a.Rows[i])
		if len(facts) < 2 {
			continue
		}
		if lead := b.leader(&a.Rows[i], facts); lead != "" {
			return b.say("list.unlike_lead", of, arg{key: "Lead", text: strings.TrimSuffix(lead, ".")})
		}
	}
	return b.say("list.unlike", append(args, of)...)
}

// filters puts the conditions of a listing into words. One limit on all measures of a family is one condition.
func (b *builder) filters(a *answers.Listing) string {
	filters := a.Filters
	if b.sameLimit(filters) {
		filters = filters[:1:1]
		if m := b.d.Metric(filters[0].Metric); m != nil && len(a.Filters) > 1 {
			filters = []answers.Filter{{Family: m.Family, Op: filters[0].Op, Number: filters[0].Number}}
		}
	}
	parts := make([]string, len(filters))
	for i, f := range filters {
		metric, label := f.Metric, b.subject(f.Metric, f.Family)
		if fam := b.d.Family(f.Family); metric == "" && fam != nil && len(fam.Metrics) > 0 {
			metric = fam.Metrics[0]
		}
		limit := &data.Fact{Metric: metric, Form: data.FormValue, Value: f.Number}
		parts[i] = b.say(opMessage(f.Op), arg{key: "Metric", text: label}, arg{key: "Figure", text: b.d.Figure(limit, b.l)})
	}
	return b.join(parts)
}

// sameLimit says whether all filters set the same limit, on measures of one family.
func (b *builder) sameLimit(filters []answers.Filter) bool {
	for _, f := range filters {
		m, first := b.d.Metric(f.Metric), b.d.Metric(filters[0].Metric)
		if m == nil || first == nil || m.Family == "" || m.Family != first.Family || f.Op != filters[0].Op || f.Number != filters[0].Number {
			return false
		}
	}
	return len(filters) > 0
}

func opMessage(op string) string {
	switch op {
	case ">":
		return "op.gt"
	case "<=":
		return "op.le"
	case "<":
		return "op.lt"
	}
	return "op.ge"
}

// aboutTable shows what each item is, where nothing else was asked of it.
func (b *builder) aboutTable(items []data.EntityID) *Table {
	t := &Table{Caption: strings.TrimRight(b.p.Headline, "."), Header: []string{b.say("column.name"), b.say("column.about")}}
	for _, id := range items {
		about := dash
		if e := b.d.Entity(id); e != nil && !e.Summary.IsZero() {
			about = e.Summary.In(b.l)
		}
		t.Rows = append(t.Rows, []Cell{{Text: b.name(id)}, {Text: about}})
	}
	return t
}
