package prose

import (
	"embed"
	"fmt"

	"versus/answers"
	"versus/data"
)

//go:embed messages/*.yaml
var messageFiles embed.FS

// A Writer puts answers over one dataset into words. It is safe for concurrent use; a new dataset needs a new Writer.
type Writer struct {
	d     *data.Dataset
	m     *Messages
	names map[data.EntityID]*naming
}

// New makes a Writer for a dataset. Its error is a fault in the built-in messages.
func New(d *data.Dataset) (*Writer, error) {
	m, err := LoadMessages(messageFiles, "messages")
	if err != nil {
		return nil, fmt.Errorf("load the words of answers: %w", err)
	}
	w := &Writer{d: d, m: m, names: make(map[data.EntityID]*naming, len(d.Entities()))}
	for _, e := range d.Entities() {
		w.names[e.ID] = nameOf(e)
	}
	return w, nil
}

// Page puts an answer into the words of its language. Any answer makes a page with a headline, an empty one of its
// kind too. What a user typed is cleaned again before it is echoed.
func (w *Writer) Page(a answers.Answer) Page {
	meta := a.About()
	b := &builder{Writer: w, l: meta.Lang, meta: meta}
	if b.l != data.KO {
		b.l = data.EN
	}
	b.p.Lang = b.l
	b.write(a)
	b.around()
	return b.p
}

// write tells the ten kinds of answers apart.
func (b *builder) write(a answers.Answer) {
	switch a := a.(type) {
	case *answers.Comparison:
		b.comparison(a)
	case *answers.Profile:
		b.profile(a)
	case *answers.Ranking:
		b.ranking(a)
	case *answers.Trend:
		b.trend(a)
	case *answers.Listing:
		b.listing(a)
	case *answers.Explanation:
		b.explanation(a)
	case *answers.Choice:
		b.choice(a)
	case *answers.Missing:
		b.missing(a)
	case *answers.NotInData:
		b.notInData(a)
	case *answers.Help:
		b.help(a)
	}
}
