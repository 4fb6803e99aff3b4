package render

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/slack-go/slack"
)

// Check holds a message against Slack's limits and our own rules, and reports everything it finds. nil means that Slack
// has no reason known to us to refuse it. A block of a kind that we do not send is refused.
func Check(m Message) error {
	c := checker{ids: map[string]bool{}}
	if m.Text == "" {
		c.fault("text: empty (a notification and a screen reader have nothing else)")
	}
	c.length("text", m.Text, 0, maxText)
	c.markup("text", m.Text)
	c.blocks(m.Blocks, maxBlocks)
	if n := size(m.Blocks); n > maxBlocksBytes {
		c.fault("blocks: %d bytes (at most %d)", n, maxBlocksBytes)
	}
	return errors.Join(c.faults...)
}

// CheckHome holds the blocks of a Home view against its limits, which differ from a message's.
func CheckHome(blocks []slack.Block) error {
	c := checker{ids: map[string]bool{}, home: true}
	c.blocks(blocks, maxHomeBlocks)
	if n := size(blocks); n > maxHomeBytes {
		c.fault("view: %d bytes (at most %d)", n, maxHomeBytes)
	}
	return errors.Join(c.faults...)
}

// A checker gathers the faults of one message.
type checker struct {
	home           bool
	ids            map[string]bool
	tables, charts int
	cells          int // characters in cells so far
	markdown       int
	faults         []error
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

func (c *checker) length(what, s string, least, most int) {
	if n := units(s); n < least || n > most {
		c.fault("%s: %d characters (%d to %d)", what, n, least, most)
	}
}

func (c *checker) atMost(what string, n, most int) {
	if n > most {
		c.fault("%s: %d (at most %d)", what, n, most)
	}
}

// markup refuses what would ping somebody.
func (c *checker) markup(what, s string) {
	for _, bad := range []string{"<!", "<@", "<#"} {
		if strings.Contains(s, bad) {
			c.fault("%s: holds %q, which Slack takes for a mention", what, bad)
		}
	}
}

func (c *checker) blocks(blocks []slack.Block, most int) {
	c.atMost("blocks", len(blocks), most)
	for i, b := range blocks {
		at := fmt.Sprintf("block %d (%s)", i, b.BlockType())
		if id := b.ID(); id != "" {
			c.length(at+" block_id", id, 1, maxBlockID)
			if c.ids[id] {
				c.fault("%s block_id: %q is there twice", at, id)
			}
			c.ids[id] = true
		}
		c.block(at, b)
	}
	c.atMost("tables", c.tables, maxTables)
	c.atMost("charts", c.charts, maxCharts)
	c.atMost("characters in markdown blocks", c.markdown, maxMarkdown)
}

func (c *checker) block(at string, b slack.Block) {
	switch b := b.(type) {
	case *slack.HeaderBlock:
		c.text(at, b.Text, maxHeader)
		if b.Text != nil && b.Text.Type != slack.PlainTextType {
			c.fault("%s: text must be plain_text", at)
		}
	case *slack.SectionBlock:
		c.section(at, b)
	case *slack.DividerBlock:
	case *slack.RichTextBlock:
		c.richText(at, b.Elements)
	case *slack.ContextBlock:
		c.context(at, b.ContextElements.Elements)
	case *slack.ActionBlock:
		c.elements(at, b.Elements, maxActions)
	case *slack.ContextActionsBlock:
		if c.home {
			c.fault("%s: in messages only", at)
		}
		c.elements(at, b.Elements, maxContextAction)
	case *slack.ImageBlock:
		c.length(at+" alt_text", b.AltText, 1, maxAlt)
		c.address(at+" image_url", b.ImageURL)
	case *slack.MarkdownBlock:
		c.markdown += units(b.Text)
		c.markup(at, b.Text)
	case *slack.DataTableBlock:
		c.table(at, b)
	case *slack.DataVisualizationBlock:
		c.chart(at, b)
	default:
		c.fault("%s: a kind of block that is not sent from here", at)
	}
}

func (c *checker) section(at string, b *slack.SectionBlock) {
	if b.Text == nil && len(b.Fields) == 0 {
		c.fault("%s: neither text nor fields", at)
	}
	if b.Text != nil {
		c.text(at, b.Text, maxSection)
	}
	c.atMost(at+" fields", len(b.Fields), maxFields)
	for _, f := range b.Fields {
		c.text(at+" field", f, maxField)
	}
	if b.Accessory != nil && b.Accessory.ButtonElement != nil {
		c.element(at, b.Accessory.ButtonElement, map[string]bool{})
	}
}

// text holds a text object against a limit; it is never empty.
func (c *checker) text(at string, t *slack.TextBlockObject, most int) {
	if t == nil {
		c.fault("%s: no text", at)
		return
	}
	c.length(at+" text", t.Text, 1, most)
	if t.Type == slack.MarkdownType {
		c.markup(at+" text", t.Text)
	}
}

func (c *checker) context(at string, elements []slack.MixedElement) {
	c.atMost(at+" elements", len(elements), maxContext)
	if len(elements) == 0 {
		c.fault("%s: no elements", at)
	}
	for _, e := range elements {
		switch e := e.(type) {
		case *slack.TextBlockObject:
			c.text(at, e, maxSection)
		case slack.TextBlockObject:
			c.text(at, &e, maxSection)
		case *slack.ImageBlockElement:
			c.length(at+" alt_text", e.AltText, 1, maxAlt)
		default:
			c.fault("%s: %T cannot stand in a context", at, e)
		}
	}
}

func (c *checker) address(at, s string) {
	if u, err := url.Parse(s); err != nil || u.Scheme != "https" || u.Host == "" {
		c.fault("%s: not an https address", at)
	}
	c.length(at, s, 1, maxURL)
}
