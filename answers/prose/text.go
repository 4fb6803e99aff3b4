package prose

import (
	"strings"
	"unicode/utf8"
)

// textRoom is how many characters Slack takes in a message's text.
const textRoom = 40000

// Text gives the page as plain text that is complete by itself: whoever reads only this misses nothing but the charts,
// whose figures stand in the table. It is made to be read on a phone, and never longer than 40,000 characters.
func (p Page) Text() string {
	t := &textWriter{}
	t.b.Grow(1024)
	t.b.WriteString(p.Headline)
	t.lines(p.Corrections, "")
	t.lines(p.Lines, "")
	if p.Table != nil {
		t.gap()
		t.table(p.Table)
	}
	if len(p.Notes) > 0 {
		t.gap()
		for _, n := range p.Notes {
			t.note(n)
		}
	}
	if len(p.Choices) > 0 {
		t.gap()
		t.options("- ", p.Choices)
	}
	if len(p.Caveats) > 0 {
		t.gap()
		t.lines(p.Caveats, "* ")
	}
	if p.Footer != "" {
		t.gap()
		t.line(p.Footer)
	}
	if len(p.Next) > 0 {
		t.gap()
		t.options("→ ", p.Next)
	}
	return shorten(t.b.String(), textRoom)
}

// A textWriter writes lines; gaps between its parts are one empty line.
type textWriter struct{ b strings.Builder }

func (t *textWriter) line(s string) {
	if t.b.Len() > 0 {
		t.b.WriteByte('\n')
	}
	t.b.WriteString(s)
}

func (t *textWriter) gap() {
	if t.b.Len() > 0 {
		t.b.WriteByte('\n')
	}
}

func (t *textWriter) lines(lines []string, bullet string) {
	for _, s := range lines {
		t.line(bullet)
		t.b.WriteString(s)
	}
}

func (t *textWriter) note(n Note) {
	t.line("- ")
	if n.Title != "" {
		t.b.WriteString(n.Title)
		t.b.WriteString(": ")
	}
	t.b.WriteString(n.Text)
}

// options lists questions. A label that is the question itself stands alone.
func (t *textWriter) options(bullet string, options []Option) {
	for _, o := range options {
		t.line(bullet)
		t.b.WriteString(o.Label)
		if o.Question != "" && o.Question != o.Label {
			t.b.WriteString(" (")
			t.b.WriteString(Clean(o.Question))
			t.b.WriteString(")")
		}
	}
}

// tableRoom is how many columns of characters a phone shows in one line, turned on its side.
const tableRoom = 60

// table writes aligned columns where they fit, and else a block a row: "name: figure".
func (t *textWriter) table(table *Table) {
	var room [24]int
	widths, total := room[:0], -2
	for c := range table.Header {
		w := width(table.Header[c])
		for _, row := range table.Rows {
			if c < len(row) {
				w = max(w, width(row[c].Text))
			}
		}
		widths, total = append(widths, w), total+w+2
	}
	if total > tableRoom {
		t.blocks(table)
		return
	}
	t.row(len(table.Header), widths, func(c int) string { return table.Header[c] })
	for _, row := range table.Rows {
		t.row(min(len(row), len(widths)), widths, func(c int) string { return row[c].Text })
	}
}

// row writes one line of aligned columns, the last of them without blanks behind it.
func (t *textWriter) row(n int, widths []int, cell func(int) string) {
	t.line("")
	for c := range n {
		s := cell(c)
		t.b.WriteString(s)
		if c < n-1 {
			pad(&t.b, widths[c]-width(s)+2)
		}
	}
}

const blanks = "                                                                "

func pad(b *strings.Builder, n int) {
	for ; n > len(blanks); n -= len(blanks) {
		b.WriteString(blanks)
	}
	if n > 0 {
		b.WriteString(blanks[:n])
	}
}

// blocks writes each row as lines of its own. A figure, with its remark, runs on behind its row's name; where columns
// have names, each cell stands under its row's name with its column's. What is empty is left out.
func (t *textWriter) blocks(table *Table) {
	from := 1
	if table.Header[0] == "#" && len(table.Header) > 2 {
		from = 2
	}
	for _, row := range table.Rows {
		title := row[0].Text
		if from == 2 {
			title += ". " + row[1].Text
		}
		t.line(title)
		t.b.WriteByte(':')
		if n := len(row) - from; n == 1 || n == 2 && table.Remarks {
			t.inline(row[from:])
			continue
		}
		for c := from; c < len(row); c++ {
			if row[c].Text == dash {
				continue
			}
			t.line("  ")
			t.b.WriteString(table.Header[c])
			t.b.WriteString(": ")
			t.b.WriteString(row[c].Text)
		}
	}
}

// dash stands for nothing, in either language.
const dash = "–"

// inline writes a figure and its note behind the row's name.
func (t *textWriter) inline(cells []Cell) {
	for i, c := range cells {
		if c.Text == dash && i > 0 {
			continue
		}
		if i > 0 {
			t.b.WriteString(" – ")
		} else {
			t.b.WriteByte(' ')
		}
		t.b.WriteString(c.Text)
	}
}

// shorten cuts a text to so many characters, at the end of a line where there is one, and says that it did.
func shorten(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	const mark = "\n…"
	n, cut := 0, 0
	for i := range s {
		if n++; n > most-len(mark) {
			cut = i
			break
		}
	}
	s = s[:cut]
	if at := strings.LastIndexByte(s, '\n'); at > len(s)/2 {
		s = s[:at]
	}
	return s + mark
}
