// Package content makes the pages of a digest: what has changed between two versions of the dataset, who leads and who
// moved, what is announced and what is overdue.
//
// It is pure. It promises that every figure it shows stands in one of the two datasets, or is marked as computed from
// two that do; that figures of unlike metrics never meet in a ranking, since it has none of its own and asks the
// engine of the package answers; and that the same input gives the same pages. It refuses to call it a change when
// somebody merely checked a figure again, or gave a name another spelling.
package content

import (
	"fmt"
	"time"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// An Input is what a digest is made of.
type Input struct {
	Old      *data.Dataset // what the channel was last told; nil for its first digest
	New      *data.Dataset // required
	Lang     data.Lang     // "" is English
	About    []string      // what it is about, as [Finder.Resolve] gives it; empty: everything
	Now      time.Time     // required
	LastSent time.Time     // when the channel was last told; zero where that is not known
	Zone     string        // in which days are named; "" is UTC
}

// A Digest is the pages of one digest: Lead for the channel, Thread for the thread below it.
type Digest struct {
	Lead   prose.Page
	Thread []prose.Page
	Quiet  bool // nothing has changed, which is all that Lead says
}

// Text gives the digest as plain text, as a terminal shows it.
func (d Digest) Text() string {
	text := d.Lead.Text()
	for _, p := range d.Thread {
		text += "\n\n---\n\n" + p.Text()
	}
	return text + "\n"
}

// Build makes a digest. Its error means that a dataset cannot be indexed, which its loader has refused already.
func Build(in Input) (Digest, error) {
	b, err := newBuilder(in)
	if err != nil {
		return Digest{}, fmt.Errorf("build digest: %w", err)
	}
	if in.Old == nil {
		return b.first(), nil
	}
	news := b.gather()
	if news.empty() {
		return b.quiet(), nil
	}
	return b.news(news), nil
}

// A builder holds what the pages of one digest share.
type builder struct {
	in     Input
	l      data.Lang
	d      *data.Dataset // the new one
	scope  *scope
	engine *answers.Engine
	before *answers.Engine // of the old dataset; nil for a first digest
	writer *prose.Writer
	loc    *time.Location
	used   []*data.Fact // whose sources the current page names
}

func newBuilder(in Input) (*builder, error) {
	b := &builder{in: in, l: in.Lang, d: in.New, loc: time.UTC}
	if b.l != data.KO {
		b.l = data.EN
	}
	if loc, err := time.LoadLocation(in.Zone); err == nil {
		b.loc = loc
	}
	b.scope = newScope(in.About, in.New, in.Old)
	var err error
	if b.writer, err = prose.New(in.New); err != nil {
		return nil, err
	}
	if b.engine, err = answers.New(in.New); err != nil {
		return nil, err
	}
	switch {
	case in.Old == nil:
	case in.Old.Digest() == in.New.Digest():
		b.before = b.engine
	default:
		if b.before, err = answers.New(in.Old); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// maxThread is how many pages a digest has at most below its lead; what is left out is said.
const maxThread = 10

// quiet says that nothing has changed, and nothing else.
func (b *builder) quiet() Digest {
	v := b.since()
	v["About"] = b.about()
	return Digest{Lead: prose.Page{Lang: b.l, Headline: b.say("quiet", v)}, Quiet: true}
}

// since names the day of the last digest, where it is known.
func (b *builder) since() vars {
	if b.in.LastSent.IsZero() {
		return vars{"Since": ""}
	}
	return vars{"Since": b.day(b.in.LastSent)}
}

// news tells what has changed: the lead names it, the thread has all of it.
func (b *builder) news(n *news) Digest {
	lead := prose.Page{Lang: b.l, Headline: b.headline(n)}
	var thread []prose.Page
	boards := b.boards(n)
	lead.Lines = append(lead.Lines, b.movement(boards)...)
	lead.Lines = append(lead.Lines, n.lines...)
	lead.Lines = append(lead.Lines, b.nowPast(n.past)...)
	if len(n.facts) > 0 {
		shown := n.facts[:min(len(n.facts), leadRows)]
		lead.Table = b.changeTable(shown)
		if len(n.facts) > leadRows {
			lead.Lines = append(lead.Lines, b.say("more_changes", vars{"Count": len(n.facts) - leadRows}))
		}
	}
	b.close(&lead)
	for rest := n.facts[min(len(n.facts), leadRows):]; len(rest) > 0; {
		page := prose.Page{Lang: b.l, Headline: b.say("further_changes", nil), Table: b.changeTable(rest[:min(len(rest), pageRows)])}
		b.close(&page)
		thread, rest = append(thread, page), rest[min(len(rest), pageRows):]
	}
	for _, e := range n.added {
		thread = append(thread, b.entityPage(e))
	}
	thread = append(thread, boardPages(&lead, boards)...)
	thread = append(thread, b.notePages(n.notes)...)
	if page, ok := b.coming(); ok {
		thread = append(thread, page)
	}
	return b.cut(Digest{Lead: lead, Thread: thread})
}

// first tells what is known, to a channel that was never told anything.
func (b *builder) first() Digest {
	lead := prose.Page{Lang: b.l}
	v := b.census()
	v["About"] = b.about()
	lead.Headline = b.say("first", v)
	if v["What"] == "" {
		lead.Headline = b.say("first_nothing", v)
	}
	boards := b.boards(nil)
	if len(boards) > 0 {
		lead.Table = b.leaders(boards)
	}
	b.close(&lead)
	thread := boardPages(&lead, boards[:min(firstBoards, len(boards))])
	if page, ok := b.coming(); ok {
		thread = append(thread, page)
	}
	lead.Lines = append(lead.Lines, b.say("first_after", nil))
	return b.cut(Digest{Lead: lead, Thread: thread})
}

// boardPages gives the pages of boards. The first chart there is goes to the lead, where everybody sees it.
func boardPages(lead *prose.Page, boards []board) []prose.Page {
	var pages []prose.Page
	for _, x := range boards {
		page := x.page
		if len(lead.Charts) == 0 && len(page.Charts) > 0 {
			lead.Charts, page.Charts = page.Charts[:1], page.Charts[1:]
		}
		pages = append(pages, page)
	}
	return pages
}

// cut keeps the thread within its length, and says what it leaves out.
func (b *builder) cut(d Digest) Digest {
	if more := len(d.Thread) - maxThread; more > 0 {
		d.Thread = d.Thread[:maxThread]
		last := &d.Thread[maxThread-1]
		last.Caveats = append(last.Caveats[:len(last.Caveats):len(last.Caveats)], b.say("more_pages", vars{"Count": more}))
	}
	return d
}

// close puts the sources of what a page showed at its foot.
func (b *builder) close(p *prose.Page) {
	p.Footer = b.footer()
	b.used = nil
}
