package content

import (
	"slices"
	"strings"

	"versus/answers/prose"
	"versus/data"
)

// The rows of tables: few in the channel, where everybody scrolls by, more in the thread.
const (
	leadRows = 6
	pageRows = 20
	// headlineParts is how many kinds of change a headline counts.
	headlineParts = 4
)

// news is what has changed and is in scope.
type news struct {
	facts []data.Change  // of entities that both datasets have, the most telling first
	added []*data.Entity // told with all their figures
	lines []string       // what changed of entities themselves
	gone  []data.EntityID
	notes []data.Change
	past  []*data.Fact // plans whose time has gone by since the last digest
}

func (n *news) empty() bool {
	return len(n.facts)+len(n.added)+len(n.lines)+len(n.notes)+len(n.past) == 0
}

// gather sorts the differences of the two datasets.
func (b *builder) gather() *news {
	n := &news{}
	for _, c := range data.Diff(b.in.Old, b.in.New) {
		switch {
		case c.OldEntity != nil || c.NewEntity != nil:
			b.entityChange(n, c)
		case c.OldNote != nil || c.NewNote != nil:
			b.noteChange(n, c)
		default:
			b.factChange(n, c)
		}
	}
	slices.SortStableFunc(n.facts, func(x, y data.Change) int { return b.weight(x) - b.weight(y) })
	n.past = b.newlyPast()
	return n
}

// apart tells whether a change is told by itself: what belongs to an entity that came or went is told with it.
func (b *builder) apart(id data.EntityID) bool {
	was, is := b.in.Old.Entity(id), b.in.New.Entity(id)
	return was != nil && is != nil || was != nil && !b.scope.has(was) || is != nil && !b.scope.has(is)
}

func (b *builder) factChange(n *news, c data.Change) {
	inScope := c.Old != nil && b.scope.fact(b.in.Old, c.Old) || c.New != nil && b.scope.fact(b.in.New, c.New)
	if !inScope || !b.apart(c.Entity) || c.Kind == data.Changed && len(telling(c)) == 0 {
		return
	}
	n.facts = append(n.facts, c)
}

// telling gives what of a changed fact is news. That somebody looked again is not.
func telling(c data.Change) []string {
	return slices.DeleteFunc(slices.Clone(c.Fields), func(f string) bool { return f == "checked" })
}

func (b *builder) noteChange(n *news, c data.Change) {
	inScope := c.OldNote != nil && b.scope.note(b.in.Old, c.OldNote) || c.NewNote != nil && b.scope.note(b.in.New, c.NewNote)
	said := c.Kind != data.Changed || slices.Contains(c.Fields, "text") || slices.Contains(c.Fields, "status")
	if inScope && said && b.apart(c.Entity) {
		n.notes = append(n.notes, c)
	}
}

// weight orders changes: figures that can be compared first, then other figures, then what kind they are, then what came
// and went.
func (b *builder) weight(c data.Change) int {
	m := b.d.Metric(c.Metric)
	switch {
	case slices.Contains(c.Fields, "figure") && m != nil && m.Comparable == data.Self:
		return 0
	case slices.Contains(c.Fields, "figure"):
		return 1
	case slices.Contains(c.Fields, "qualifier"), slices.Contains(c.Fields, "period"):
		return 2
	case c.Kind == data.Added:
		return 3
	case c.Kind == data.Removed:
		return 4
	}
	return 5
}

// entityChange takes in what changed of an entity itself.
func (b *builder) entityChange(n *news, c data.Change) {
	e := c.NewEntity
	if e == nil {
		e = c.OldEntity
	}
	if !b.scope.has(e) {
		return
	}
	switch c.Kind {
	case data.Added:
		n.added = append(n.added, e)
	case data.Removed:
		n.gone = append(n.gone, e.ID)
		n.lines = append(n.lines, b.say("entity_removed", vars{"Name": name(e, b.l)}))
	case data.Changed:
		for _, f := range c.Fields {
			if line := b.entityLine(f, c.OldEntity, c.NewEntity); line != "" {
				n.lines = append(n.lines, line)
			}
		}
	}
}

// entityLine says a change of an entity; "" for one that is no news.
func (b *builder) entityLine(field string, was, is *data.Entity) string {
	v := vars{"Name": name(is, b.l), "Was": dash, "Is": dash}
	set := func(was, is data.EntityID) {
		if was != "" {
			v["Was"] = b.name(was)
		}
		if is != "" {
			v["Is"] = b.name(is)
		}
	}
	switch field {
	case "newest":
		set(was.Newest, is.Newest)
	case "company":
		set(was.Company, is.Company)
	case "labels":
		v["Was"], v["Is"] = name(was, b.l), name(is, b.l)
		if v["Was"] == v["Is"] {
			return ""
		}
	case "released":
		v["Is"] = b.say("stage_"+string(is.Stage), nil)
	case "members":
		v["In"], v["Out"] = b.names(is.Members, was.Members), b.names(was.Members, is.Members)
	default:
		return ""
	}
	return b.say("entity_"+field, v)
}

// names names the entities that the first list has and the second has not.
func (b *builder) names(has, hasNot []data.EntityID) string {
	var list []string
	for _, id := range has {
		if !slices.Contains(hasNot, id) {
			list = append(list, b.name(id))
		}
	}
	return b.few(list, 5)
}

// headline says in one sentence what has changed.
func (b *builder) headline(n *news) string {
	counts := map[string]int{}
	for _, c := range n.facts {
		counts[kindOf(c)]++
	}
	var parts []string
	if len(n.added) > 0 {
		list := make([]string, len(n.added))
		for i, e := range n.added {
			list[i] = name(e, b.l)
		}
		parts = append(parts, b.say("count_entities", vars{"Names": b.few(list, 3), "Count": len(list)}))
	}
	parts = append(parts, b.counts("count_gone", len(n.gone), "count_changed", counts["changed"], "count_added", counts["added"],
		"count_removed", counts["removed"], "count_sourced", counts["sourced"], "count_entity_lines", len(n.lines)-len(n.gone),
		"count_notes", len(n.notes), "count_past", len(n.past))...)
	if more := len(parts) - headlineParts; more > 1 { // two small ones are no shorter than their count
		parts = append(parts[:headlineParts], b.say("count_more", vars{"Count": more}))
	}
	v := b.since()
	v["What"], v["About"] = join(b.l, parts), b.about()
	return b.say("news", v)
}

// kindOf tells a change of a figure from one of where it comes from.
func kindOf(c data.Change) string {
	if c.Kind != data.Changed || slices.ContainsFunc(c.Fields, func(f string) bool { return f == "figure" || f == "qualifier" || f == "period" }) {
		return string(c.Kind)
	}
	return "sourced"
}

// changeTable shows changes of figures: what they were, what they are, and by how much.
func (b *builder) changeTable(changes []data.Change) *prose.Table {
	t := &prose.Table{Caption: b.say("table_changes", nil), Header: []string{
		b.say("column_name", nil), b.say("column_figure", nil), b.say("column_was", nil), b.say("column_is", nil),
		b.say("column_change", nil), b.say("column_as_of", nil),
	}}
	for _, c := range changes {
		f, d := c.New, b.in.New
		if f == nil {
			f, d = c.Old, b.in.Old
		}
		plain := c.Old != nil && c.New != nil && c.Old.Status != c.New.Status
		was, is := dash, dash
		if c.Old != nil {
			was = b.figure(b.in.Old, c.Old, plain)
		}
		if c.New != nil {
			is = b.figure(b.in.New, c.New, plain)
		}
		t.Rows = append(t.Rows, []prose.Cell{{Text: b.name(c.Entity)}, {Text: b.label(d, f)}, {Text: was}, {Text: is},
			{Text: b.remark(c)}, {Text: b.date(f.AsOf)}})
	}
	return t
}

// remark says what is to be said of a change: by how much, and what else is different.
func (b *builder) remark(c data.Change) string {
	var list []string
	switch c.Kind {
	case data.Added:
		return b.say("change_added", nil)
	case data.Removed:
		return b.say("change_removed", nil)
	}
	if by := b.by(c.Old, c.New); by != "" {
		list = append(list, by)
	}
	for _, f := range telling(c) {
		switch f {
		case "period":
			list = append(list, b.say("change_period", vars{"Was": b.period(c.Old.Period), "Is": b.period(c.New.Period)}))
		case "source":
			list = append(list, b.say("change_source", vars{"Is": b.sources(c.New)}))
		case "as_of":
			if slices.Contains(c.Fields, "figure") { // a new figure has a new date; the table's last column says it
				continue
			}
			list = append(list, b.say("change_as_of", vars{"Was": b.date(c.Old.AsOf)}))
		case "conflict":
			list = append(list, b.say(map[bool]string{true: "change_conflict", false: "change_agreed"}[c.New.Conflict != ""], nil))
		case "rank":
			list = append(list, b.say("change_rank_"+string(c.New.Rank), nil))
		case "note":
			if note := c.New.Note.In(b.l); note != "" {
				list = append(list, note)
			}
		}
	}
	if len(list) == 0 {
		return dash
	}
	return strings.Join(list, "; ")
}

// sources names where a fact comes from.
func (b *builder) sources(f *data.Fact) string {
	var list []string
	for _, a := range f.Source {
		if s := b.source(a.Source); !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return b.few(list, 2)
}
