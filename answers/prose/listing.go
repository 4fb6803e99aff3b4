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
	if len(a.Maybe) > 0 {
		parts := make([]string, len(a.Maybe))
		for i, f := range a.Maybe {
			parts[i] = b.name(f.Entity) + " " + b.figure(f) + b.variant(f)
		}
		b.line(b.say("list.maybe", arg{key: "Figures", text: strings.Join(parts, ", ")}))
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
	b.notes(a.Notes, "")
}

// listed is the headline of a listing.
func (b *builder) listed(a *answers.Listing) string {
	n := len(a.Items)
	if n == 0 {
		return b.say("list.none")
	}
	args := []arg{{key: "Names", text: b.listedNames(a)}}
	switch {
	case len(a.Filters) > 0:
		return b.count("list.filter", n, append(args, arg{key: "Filter", text: b.filters(a)})...)
	case len(a.Rows) == 1:
		return b.count("list.with", n, append(args, arg{key: "Metric", text: b.heading(&a.Rows[0])},
			arg{key: "Lower", text: b.rowLabel(a.Rows[0].Metric, a.Rows[0].With, a.Rows[0].Period)}, arg{key: "Group", text: b.groupName(a.Group)})...)
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
	room := listedRoom
	for i, id := range a.Items {
		s := b.name(id)
		if len(a.Rows) == 1 {
			s = b.withFigures(s, factsOf(&a.Rows[0], id))
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
		return name + ": " + strings.Join(parts, "; ")
	}
	return name + b.bracket(strings.Join(parts, "; "))
}

// filters puts the conditions of a listing into words.
func (b *builder) filters(a *answers.Listing) string {
	parts := make([]string, len(a.Filters))
	for i, f := range a.Filters {
		metric, label := f.Metric, b.subject(f.Metric, f.Family)
		if fam := b.d.Family(f.Family); metric == "" && fam != nil && len(fam.Metrics) > 0 {
			metric = fam.Metrics[0]
		}
		limit := &data.Fact{Metric: metric, Form: data.FormValue, Value: f.Number}
		parts[i] = b.say(opMessage(f.Op), arg{key: "Metric", text: label}, arg{key: "Figure", text: b.d.Figure(limit, b.l)})
	}
	return b.join(parts)
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
