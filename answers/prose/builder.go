package prose

import (
	"slices"
	"strings"

	"versus/answers"
	"versus/data"
)

// headlineRoom is how many characters a headline that enumerates may take; a longer one leaves its figures to the table.
const headlineRoom = 220

// A builder makes one page. It remembers which facts the page shows, so that what must be said with them is said once:
// the date, the source, the contradictions and the signs.
type builder struct {
	*Writer
	l    data.Lang
	meta *answers.Meta
	p    Page

	since, until data.Date // as-of dates of the facts shown
	sources      []data.SourceID
	conflicts    []data.ConflictID
	approx       bool // a figure with ~ is shown
	atLeast      bool // a figure with + is shown
	explained    bool // each figure's note says what its signs mean
}

// say gives a message in the page's language. English names that end in s take a bare apostrophe.
func (b *builder) say(id string, args ...arg) string {
	s := b.m.say(b.l, id, args...)
	if b.l == data.EN && strings.Contains(s, "s's ") {
		return strings.ReplaceAll(s, "s's ", "s' ")
	}
	return s
}

// count gives a message in the plural form that a number takes.
func (b *builder) count(id string, n int, args ...arg) string {
	args = append(args, arg{key: "Count", text: itoa(n)})
	return string(appendNodes(nil, b.m.form(b.l, id, n), args))
}

// line adds a sentence before the table.
func (b *builder) line(s string) {
	if s != "" && s != b.p.Headline && !slices.Contains(b.p.Lines, s) {
		b.p.Lines = append(b.p.Lines, s)
	}
}

// caveat adds a sentence behind the table.
func (b *builder) caveat(s string) {
	if s != "" && !slices.Contains(b.p.Caveats, s) {
		b.p.Caveats = append(b.p.Caveats, s)
	}
}

// use remembers that the page shows a fact.
func (b *builder) use(f *data.Fact) {
	b.date(f.AsOf)
	for _, a := range f.Source {
		b.source(a.Source)
	}
	if f.Conflict != "" && !slices.Contains(b.conflicts, f.Conflict) {
		b.conflicts = append(b.conflicts, f.Conflict)
	}
	b.approx = b.approx || f.Approx
	b.atLeast = b.atLeast || f.Form == data.FormMin
}

// useNote remembers that the page shows a note.
func (b *builder) useNote(n *data.Note) {
	b.date(n.AsOf)
	for _, a := range n.Source {
		b.source(a.Source)
	}
}

func (b *builder) date(d data.Date) {
	if d.IsZero() {
		return
	}
	if b.since.IsZero() || b.since != d && d.Compare(b.since) < 0 {
		b.since = d
	}
	if b.until != d && d.Compare(b.until) > 0 {
		b.until = d
	}
}

func (b *builder) source(id data.SourceID) {
	if !slices.Contains(b.sources, id) {
		b.sources = append(b.sources, id)
	}
}

// around adds what stands around every answer: how names were read, the contradictions, the signs, date and source,
// and what can be asked next.
func (b *builder) around() {
	for _, c := range b.meta.Corrections {
		from, to := quoted("From", c.From), arg{key: "To", text: Clean(c.To)}
		b.p.Corrections = append(b.p.Corrections, b.say("read", from, to))
	}
	for _, id := range b.conflicts {
		if c := b.d.Conflict(id); c != nil {
			b.caveat(b.say("conflict", arg{key: "Text", text: c.Text.In(b.l)}, arg{key: "Decision", text: c.Decision.In(b.l)}))
		}
	}
	if b.approx && !b.explained {
		b.caveat(b.say("legend.approx"))
	}
	if b.atLeast && !b.explained {
		b.caveat(b.say("legend.at_least"))
	}
	b.p.Footer = b.footer()
	for _, s := range b.meta.Next {
		b.p.Next = append(b.p.Next, Option{Label: Clean(s.Label), Question: s.Question})
	}
}

// footer is the as-of date and the source of what the page shows; of a page without facts, those of the dataset.
func (b *builder) footer() string {
	if len(b.sources) == 0 {
		for _, s := range b.d.Sources() {
			b.date(s.Date)
			b.source(s.ID)
		}
	}
	var parts []string
	switch {
	case b.since.IsZero():
	case b.since == b.until:
		parts = append(parts, b.say("footer.as_of", arg{key: "Date", text: dateWords(b.since, b.l)}))
	default:
		parts = append(parts, b.say("footer.between", arg{key: "From", text: dateWords(b.since, b.l)},
			arg{key: "To", text: dateWords(b.until, b.l)}))
	}
	titles := make([]string, 0, len(b.sources))
	for _, id := range b.sources {
		if s := b.d.Source(id); s != nil {
			titles = append(titles, s.Title.In(b.l))
		}
	}
	if len(titles) > 0 {
		parts = append(parts, b.say("footer.source", arg{key: "Source", text: strings.Join(titles, "; ")}))
	}
	return strings.Join(parts, " · ")
}

// note makes a paragraph of a dataset's note. Of names the entity it is of, where the page is about several.
func (b *builder) note(n *data.Note, of bool) Note {
	title := n.Title.In(b.l)
	if of {
		name := b.name(n.Entity)
		if title == "" {
			title = name
		} else {
			title = b.say("explain.about", arg{key: "Name", text: name}, arg{key: "Title", text: title})
		}
	}
	text := n.Text.In(b.l)
	if s := b.status(n.Status); s != "" {
		text += " (" + s + ")"
	}
	return Note{Title: title, Text: text}
}

// notes adds the dataset's notes to the page: each with whose it is, unless it is of the one the page is about. A note
// that the headline has told in full is not told again.
func (b *builder) notes(notes []*data.Note, about data.EntityID) {
	if about == "" && len(owners(notes)) == 1 {
		about = notes[0].Entity
	}
	for _, n := range notes {
		b.useNote(n)
		if rest(n.Text.In(b.l)) == "" && b.gistOf(n) == b.p.Headline {
			continue
		}
		b.p.Notes = append(b.p.Notes, b.note(n, n.Entity != about))
	}
}

// bracket puts words behind a figure: " (planned)", in Korean "(계획)".
func (b *builder) bracket(s string) string {
	switch {
	case s == "":
		return ""
	case b.l == data.KO:
		return "(" + s + ")"
	}
	return " (" + s + ")"
}
