package prose

import (
	"strings"

	"versus/answers"
	"versus/data"
)

// cell writes the figures of one cell, with their marks; a dash where there are none.
func (b *builder) cell(facts []*data.Fact) string {
	switch len(facts) {
	case 0:
		return dash
	case 1:
		return b.marked(facts[0])
	}
	parts := make([]string, len(facts))
	for i, f := range facts {
		parts[i] = b.marked(f)
	}
	return strings.Join(parts, "; ")
}

// heading labels a row of a table.
func (b *builder) heading(r *answers.Row) string {
	return capital(b.rowLabel(r.Metric, r.With, r.Period))
}

// sideBySide makes the table of a comparison or a listing: entities as columns, metrics as rows.
func (b *builder) sideBySide(entities []data.EntityID, rows []answers.Row) *Table {
	if len(rows) == 0 || len(entities) == 0 {
		return nil
	}
	t := &Table{Header: make([]string, 1, len(entities)+1), Rows: make([][]Cell, 0, len(rows))}
	t.Header[0] = b.say("column.metric")
	for _, id := range entities {
		t.Header = append(t.Header, b.name(id))
	}
	for i := range rows {
		cells := make([]Cell, len(entities)+1)
		cells[0].Text = b.heading(&rows[i])
		for j, id := range entities {
			cells[j+1].Text = b.cell(factsOf(&rows[i], id))
		}
		t.Rows = append(t.Rows, cells)
	}
	t.Caption = b.nameList(entities)
	return t
}

// byEntity makes the table of a listing: items as rows, metrics as columns.
func (b *builder) byEntity(items []data.EntityID, rows []answers.Row) *Table {
	t := &Table{Header: []string{b.say("column.name")}}
	for i := range rows {
		t.Header = append(t.Header, b.heading(&rows[i]))
	}
	for _, id := range items {
		cells := make([]Cell, 1, len(rows)+1)
		cells[0].Text = b.name(id)
		for i := range rows {
			facts := factsOf(&rows[i], id)
			cells = append(cells, Cell{Text: b.cell(facts), Number: b.sortable(rows[i].Metric, facts)})
		}
		t.Rows = append(t.Rows, cells)
	}
	t.onlyWholeColumns()
	return t
}

// factsOf finds an entity's figures in a row.
func factsOf(r *answers.Row, id data.EntityID) []*data.Fact {
	for i := range r.Cells {
		if r.Cells[i].Entity == id {
			return r.Cells[i].Facts
		}
	}
	return nil
}

// sortable gives the number of a cell by which its column can be sorted: one plain figure of a metric that can be ranked.
func (b *builder) sortable(id data.MetricID, facts []*data.Fact) *float64 {
	m := b.d.Metric(id)
	if m == nil || m.Comparable != data.Self || len(facts) != 1 || facts[0].Form != data.FormValue || m.Unit == data.UnitDate {
		return nil
	}
	n := float(facts[0].Value)
	return &n
}

// onlyWholeColumns takes the numbers out of columns in which not every cell has one: those cannot be sorted by number.
func (t *Table) onlyWholeColumns() {
	for c := range t.Header {
		for _, row := range t.Rows {
			if row[c].Number == nil {
				for _, r := range t.Rows {
					r[c].Number = nil
				}
				break
			}
		}
	}
}

// remarksOf adds the notes of figures as caveats, each with whose it is; for tables that have no column for them.
func (b *builder) remarksOf(rows []answers.Row) {
	for i := range rows {
		for j := range rows[i].Cells {
			for _, f := range rows[i].Cells[j].Facts {
				b.remarkLine(f)
			}
		}
	}
}

func (b *builder) remarkLine(f *data.Fact) {
	if note := b.remark(f); note != "" {
		b.caveat(b.say("about_said", arg{key: "Name", text: b.name(f.Entity)},
			arg{key: "Metric", text: b.rowLabel(f.Metric, f.With, f.Period)}, arg{key: "Note", text: note}))
	}
}

// unlike says, where figures of different measures stand side by side, that they are not to be ranked.
func (b *builder) unlike(yes bool) {
	if yes {
		b.caveat(b.say("compare.unlike_why"))
	}
}
