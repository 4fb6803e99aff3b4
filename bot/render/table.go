package render

import (
	"math"

	"github.com/slack-go/slack"

	"versus/answers/prose"
)

// nothing stands in a cell that has nothing to say: Slack refuses a whole message for one empty cell.
const nothing = "–"

// A table is a page's table within Slack's limits: rectangular, no cell empty, at least one row, or none at all.
type table struct {
	caption          string
	header           []string
	rows             [][]prose.Cell
	numeric          []bool // by column: every cell has a number, so that Slack can sort by it
	rowsCut, colsCut int
}

// square makes a page's table what its type promises: rows as long as the header, at least one. A page without such a
// table has none.
func square(p prose.Page) prose.Page {
	if p.Table == nil {
		return p
	}
	cols := len(p.Table.Header)
	for _, r := range p.Table.Rows {
		cols = max(cols, len(r))
	}
	if cols == 0 || len(p.Table.Rows) == 0 {
		p.Table = nil
		return p
	}
	t := prose.Table{Caption: p.Table.Caption, Header: make([]string, cols), Rows: make([][]prose.Cell, len(p.Table.Rows))}
	copy(t.Header, p.Table.Header)
	for i, r := range p.Table.Rows {
		t.Rows[i] = make([]prose.Cell, cols)
		copy(t.Rows[i], r)
	}
	p.Table = &t
	return p
}

// newTable draws on a page that is square.
func newTable(p prose.Page) table {
	if p.Table == nil {
		return table{}
	}
	cols := min(len(p.Table.Header), maxTableCols)
	t := table{caption: caption(p), colsCut: len(p.Table.Header) - cols}
	for _, h := range p.Table.Header[:cols] {
		t.header = append(t.header, tidy(prose.Cell{Text: h}).Text)
	}
	for _, r := range p.Table.Rows {
		row := make([]prose.Cell, cols)
		for i := range row {
			row[i] = tidy(r[i])
		}
		t.rows = append(t.rows, row)
	}
	t.cap()
	t.numeric = make([]bool, cols)
	for i := range cols {
		t.numeric[i] = true
		for _, r := range t.rows {
			t.numeric[i] = t.numeric[i] && r[i].Number != nil
		}
	}
	return t
}

// cap drops the last rows until the table is within Slack's number of rows and of characters.
func (t *table) cap() {
	chars := units(t.caption)
	for _, h := range t.header {
		chars += units(h)
	}
	for i, r := range t.rows {
		for _, c := range r {
			chars += units(c.Text)
		}
		if i+1 == maxTableRows || chars > maxTableChars {
			t.rowsCut = len(t.rows) - i
			t.rows = t.rows[:i]
			return
		}
	}
}

// block draws the first n rows; n is at least 1.
func (t *table) block(n int) slack.Block {
	b := slack.NewDataTableBlock(t.caption).WithPageSize(min(n, pageRows))
	head := make([]slack.DataTableCell, len(t.header))
	for i, h := range t.header {
		head[i] = slack.NewDataTableRawTextCell(h)
	}
	b.AddRow(head...)
	for _, r := range t.rows[:n] {
		row := make([]slack.DataTableCell, len(r))
		for i, c := range r {
			if t.numeric[i] {
				row[i] = slack.NewDataTableRawNumberCell(*c.Number).WithText(c.Text)
			} else {
				row[i] = slack.NewDataTableRawTextCell(c.Text)
			}
		}
		b.AddRow(row...)
	}
	return b
}

func caption(p prose.Page) string {
	for _, s := range []string{p.Table.Caption, p.Headline} {
		if s = line(s); s != "" {
			return cut(s, captionChars)
		}
	}
	return say(p.Lang, "table")
}

// tidy makes a cell fit for the table. A number that JSON cannot say is none.
func tidy(c prose.Cell) prose.Cell {
	c.Text = cut(line(c.Text), cellChars)
	if c.Text == "" {
		c = prose.Cell{Text: nothing}
	}
	if c.Number != nil && (math.IsNaN(*c.Number) || math.IsInf(*c.Number, 0)) {
		c.Number = nil
	}
	return c
}
