package render

import (
	"fmt"
	"math"

	"github.com/slack-go/slack"
)

// elements holds the interactive elements of one block against their limits; action ids are unique within it.
func (c *checker) elements(at string, set *slack.BlockElements, most int) {
	if set == nil || len(set.ElementSet) == 0 {
		c.fault("%s: no elements", at)
		return
	}
	c.atMost(at+" elements", len(set.ElementSet), most)
	seen := map[string]bool{}
	for i, e := range set.ElementSet {
		c.element(fmt.Sprintf("%s element %d", at, i), e, seen)
	}
}

func (c *checker) element(at string, e slack.BlockElement, seen map[string]bool) {
	var action string
	switch e := e.(type) {
	case *slack.ButtonBlockElement:
		action = e.ActionID
		c.text(at, e.Text, maxButton)
		c.atMost(at+" value in bytes", len(e.Value), maxValue)
		if e.URL != "" {
			c.address(at+" url", e.URL)
		}
	case *slack.FeedbackButtonsBlockElement:
		action = e.ActionID
		for _, b := range []*slack.FeedbackButton{e.PositiveButton, e.NegativeButton} {
			if b == nil {
				c.fault("%s: a feedback button is missing", at)
				continue
			}
			c.text(at, b.Text, maxButton)
			c.atMost(at+" value in bytes", len(b.Value), maxValue)
		}
	case *slack.SelectBlockElement:
		action = e.ActionID
		c.selection(at, e)
	case *slack.OverflowBlockElement:
		action = e.ActionID
		c.atMost(at+" options", len(e.Options), 5)
	default:
		c.fault("%s: %T is not sent from here", at, e)
		return
	}
	c.length(at+" action_id", action, 1, maxActionID)
	if seen[action] {
		c.fault("%s action_id: %q is there twice", at, action)
	}
	seen[action] = true
}

func (c *checker) selection(at string, e *slack.SelectBlockElement) {
	c.atMost(at+" options", len(e.Options), 100)
	if e.Placeholder != nil {
		c.length(at+" placeholder", e.Placeholder.Text, 1, 150)
	}
	for _, o := range e.Options {
		c.text(at+" option", o.Text, 75)
		c.length(at+" option value", o.Value, 1, 150)
	}
}

// richText knows the plain elements of rich text. Users, channels and broadcasts would ping and are refused.
func (c *checker) richText(at string, elements []slack.RichTextElement) {
	if len(elements) == 0 {
		c.fault("%s: no elements", at)
	}
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.RichTextSection:
			c.richSection(at, e)
		case *slack.RichTextList:
			c.richText(at, e.Elements)
		default:
			c.fault("%s: %T is not sent from here", at, e)
		}
	}
}

func (c *checker) richSection(at string, s *slack.RichTextSection) {
	total := 0
	for _, e := range s.Elements {
		switch e := e.(type) {
		case *slack.RichTextSectionTextElement:
			if e.Text == "" {
				c.fault("%s: an empty text", at)
			}
			total += units(e.Text)
		case *slack.RichTextSectionLinkElement:
			c.address(at+" link", e.URL)
			total += units(e.Text)
		default:
			c.fault("%s: %T is not sent from here", at, e)
		}
	}
	if total == 0 || total > maxSection {
		c.fault("%s: %d characters (1 to %d)", at, total, maxSection)
	}
}

func (c *checker) table(at string, b *slack.DataTableBlock) {
	c.tables++
	c.length(at+" caption", b.Caption, 1, maxSection)
	if n := len(b.Rows); n < 2 || n > maxTableRows {
		c.fault("%s: %d rows with the header (2 to %d)", at, n, maxTableRows)
		return
	}
	if b.PageSize < 0 || b.PageSize > maxPage {
		c.fault("%s: pages of %d rows (1 to %d)", at, b.PageSize, maxPage)
	}
	cols := len(b.Rows[0])
	if cols < 1 || cols > maxTableCols {
		c.fault("%s: %d columns (1 to %d)", at, cols, maxTableCols)
	}
	if b.RowHeaderColumnIndex < 0 || b.RowHeaderColumnIndex >= cols {
		c.fault("%s: row header in column %d of %d", at, b.RowHeaderColumnIndex, cols)
	}
	for i, r := range b.Rows {
		if len(r) != cols {
			c.fault("%s row %d: %d cells beside %d in the header", at, i, len(r), cols)
		}
		for j, cell := range r {
			c.cell(fmt.Sprintf("%s row %d cell %d", at, i, j), i == 0, cell)
		}
	}
	c.atMost(at+" characters", c.cells+units(b.Caption), maxTableChars)
}

func (c *checker) cell(at string, header bool, cell slack.DataTableCell) {
	switch cell := cell.(type) {
	case *slack.DataTableRawTextCell:
		c.cells += units(cell.Text)
		if cell.Text == "" {
			c.fault("%s: empty", at)
		}
	case *slack.DataTableRawNumberCell:
		c.cells += units(cell.Text)
		if header {
			c.fault("%s: a number in the header", at)
		}
		if math.IsNaN(cell.Value) || math.IsInf(cell.Value, 0) {
			c.fault("%s: not a number", at)
		}
	default:
		c.fault("%s: %T is not sent from here", at, cell)
	}
}

// chart leans on slack-go's own validation, and adds what it leaves out: numbers that JSON cannot say.
func (c *checker) chart(at string, b *slack.DataVisualizationBlock) {
	c.charts++
	if c.home {
		c.fault("%s: in messages only", at)
	}
	if err := b.Validate(); err != nil {
		c.fault("%s: %w", at, err)
	}
	var series []slack.DataVisualizationDataSeries
	switch chart := b.Chart.(type) {
	case *slack.DataVisualizationBarChart:
		series = chart.Series
	case *slack.DataVisualizationLineChart:
		series = chart.Series
	}
	for _, s := range series {
		for _, p := range s.Data {
			if math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
				c.fault("%s series %q: a point that is not a number", at, s.Name)
			}
		}
	}
}
