package render

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"versus/answers/prose"
	"versus/data"
)

// A shape says how much of a page is drawn.
type shape struct{ rows, charts, notes int }

// A draft is a page with each part cut to what its block may hold, ready to be drawn in any shape.
type draft struct {
	lang     data.Lang
	title    string
	headline string
	asides   []string // corrections
	body     string
	table    table
	charts   []slack.Block
	notes    []prose.Note
	caveats  []string
	footer   string
	choices  []slack.BlockElement
	next     []slack.BlockElement
	feedback bool
	by       string
}

func newDraft(p prose.Page, o Options) *draft {
	d := &draft{
		lang:     p.Lang,
		title:    cut(line(o.Title), maxHeader),
		headline: cut(clean(p.Headline), maxSection),
		body:     cut(join(p.Lines, "\n"), maxSection),
		table:    newTable(p),
		charts:   drawCharts(p.Charts),
		footer:   cut(clean(p.Footer), contextChars),
		choices:  buttons(p.Choices, "choice", o.Context, p.Lang, choices),
		next:     buttons(p.Next, "next", o.Context, p.Lang, nexts),
		feedback: o.Feedback,
	}
	if s := join(p.Corrections, "\n"); s != "" {
		d.asides = []string{cut(s, contextChars)}
	}
	for _, n := range p.Notes {
		n = prose.Note{Title: cut(line(n.Title), maxHeader), Text: cut(clean(n.Text), noteChars)}
		if n != (prose.Note{}) {
			d.notes = append(d.notes, n)
		}
	}
	caveats := p.Caveats
	for _, c := range p.Charts {
		caveats = append(caveats[:len(caveats):len(caveats)], c.Remarks...)
	}
	d.caveats = gather(caveats, maxContext-1) // the footer stands beside them
	o.Share.Question = line(o.Share.Question)
	if v := o.Share.Encode(); v != "" && o.Share.Question != "" {
		d.next = append(d.next, button(ActionShare, say(p.Lang, "share"), v))
	}
	if o.By != "" {
		d.by = by(p.Lang, o.By)
	}
	return d
}

func (d *draft) full() shape {
	return shape{rows: len(d.table.rows), charts: len(d.charts), notes: len(d.notes)}
}

// blocks draws the page. What a shape leaves out is said in a line below.
func (d *draft) blocks(s shape) []slack.Block {
	var out []slack.Block
	add := func(b ...slack.Block) { out = append(out, b...) }
	if d.title != "" {
		add(slack.NewHeaderBlock(plain(d.title)))
	}
	if d.headline != "" {
		add(slack.NewRichTextBlock("", bold(d.headline)))
	}
	if len(d.asides) > 0 {
		add(context(d.asides))
	}
	if d.body != "" {
		add(slack.NewSectionBlock(plain(d.body), nil, nil))
	}
	if s.rows > 0 {
		add(d.table.block(s.rows))
	}
	add(d.charts[:s.charts]...)
	for _, n := range d.notes[:s.notes] {
		add(note(n))
	}
	if small := append(d.leftOut(s), d.caveats...); len(small) > 0 {
		add(context(gather(small, maxContext)))
	}
	if foot := compact(d.footer, d.by); len(foot) > 0 {
		add(context(foot))
	}
	if len(d.choices) > 0 {
		add(slack.NewActionBlock("", d.choices...))
	}
	if len(d.next) > 0 {
		add(slack.NewActionBlock("", d.next...))
	}
	if d.feedback {
		add(d.verdict())
	}
	return out
}

func (d *draft) leftOut(s shape) []string {
	full := d.full()
	var out []string
	if n := full.rows - s.rows + d.table.rowsCut; n > 0 {
		out = append(out, sayCount(d.lang, "rows_left_out", n))
	}
	if d.table.colsCut > 0 && s.rows > 0 {
		out = append(out, sayCount(d.lang, "columns_left_out", d.table.colsCut))
	}
	if full.charts > s.charts {
		out = append(out, say(d.lang, "charts_left_out"))
	}
	if n := full.notes - s.notes; n > 0 {
		out = append(out, sayCount(d.lang, "notes_left_out", n))
	}
	return out
}

func (d *draft) verdict() slack.Block {
	return slack.NewContextActionsBlock("", slack.NewFeedbackButtonsBlockElement(ActionFeedback,
		slack.NewFeedbackButton(plain(say(d.lang, "good")), "good"),
		slack.NewFeedbackButton(plain(say(d.lang, "bad")), "bad")))
}

// plain makes a text object in which nothing is markup and nothing is an emoji's name.
func plain(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, false, false)
}

func bold(s string) *slack.RichTextSection {
	return slack.NewRichTextSection(slack.NewRichTextSectionTextElement(s, &slack.RichTextSectionTextStyle{Bold: true}))
}

func note(n prose.Note) slack.Block {
	var parts []slack.RichTextElement
	if n.Title != "" {
		parts = append(parts, bold(n.Title))
	}
	if n.Text != "" {
		parts = append(parts, slack.NewRichTextSection(slack.NewRichTextSectionTextElement(n.Text, nil)))
	}
	return slack.NewRichTextBlock("", parts...)
}

func context(lines []string) slack.Block {
	elements := make([]slack.MixedElement, len(lines))
	for i, l := range lines {
		elements[i] = plain(cut(l, contextChars))
	}
	return slack.NewContextBlock("", elements...)
}

// buttons makes a button of each option whose question fits on one. No two in a block have the same action id.
func buttons(options []prose.Option, kind, context string, l data.Lang, most int) []slack.BlockElement {
	var out []slack.BlockElement
	for i, o := range options {
		q := line(o.Question)
		label := line(o.Label)
		if label == "" {
			label = q
		}
		v := Value{Question: q, Context: context, Lang: string(l)}.Encode()
		if q == "" || v == "" || len(out) == most {
			continue
		}
		out = append(out, button(ActionAsk+"."+kind+"."+strconv.Itoa(i), label, v))
	}
	return out
}

func button(action, label, value string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, plain(cut(label, maxButton)))
}

// join cleans lines and puts those that say something together.
func join(lines []string, sep string) string {
	cleaned := make([]string, len(lines))
	for i, l := range lines {
		cleaned[i] = clean(l)
	}
	return strings.Join(compact(cleaned...), sep)
}

// gather cleans lines and gives at most so many texts, the last of which holds what is over.
func gather(lines []string, most int) []string {
	var out []string
	for _, l := range lines {
		l = cut(clean(l), contextChars)
		switch {
		case l == "":
		case len(out) < most:
			out = append(out, l)
		default:
			out[most-1] = cut(out[most-1]+"\n"+l, contextChars)
		}
	}
	return out
}

func compact(lines ...string) []string {
	var out []string
	for _, l := range lines {
		if l != "" {
			out = append(out, l)
		}
	}
	return out
}
