package render

import (
	"encoding/json"
	"sort"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackutilsx"

	"versus/answers/prose"
)

// A Message is what goes to Slack. Text is complete by itself and escaped; Blocks may be nil, and then Text is shown.
type Message struct {
	Text   string
	Blocks []slack.Block
}

// Options say what stands around an answer. The zero Options give the answer alone.
type Options struct {
	Title    string // a header above the answer; "" for none
	Context  string // what a follow-up continues from, encoded: rides on the buttons
	Share    Value  // with a question: a button that shows its answer to the channel
	Feedback bool   // a pair of buttons that says whether the answer was good
	By       string // who asked, where others see the answer; names nobody in a way that pings
}

// Of gives a page as a message that passes [Check]. Where the page is too large for Slack, first the table gets
// shorter, then the charts go, then notes, then the table, and at last the blocks; each step but the last says so.
func Of(p prose.Page, o Options) Message {
	p = square(p)
	m := Message{Text: text(p, o, maxText)}
	d := newDraft(p, o)
	s := d.full()
	fits := func(s shape) bool {
		m.Blocks = d.blocks(s)
		return len(m.Blocks) <= maxBlocks && size(m.Blocks) <= maxBlocksBytes
	}
	// Each step shrinks one measure of the shape as little as will do; where nothing of it is enough, it stays at its
	// least and the next step goes on.
	steps := []func() bool{
		func() bool { return fits(s) },
		func() bool { return shrink(&s.rows, min(s.rows, keptRows), func() bool { return fits(s) }) },
		func() bool { s.charts, s.rows = 0, d.full().rows; return fits(s) },
		func() bool { return shrink(&s.rows, min(s.rows, keptRows), func() bool { return fits(s) }) },
		func() bool { return shrink(&s.notes, 0, func() bool { return fits(s) }) },
		func() bool { return shrink(&s.rows, min(s.rows, 1), func() bool { return fits(s) }) },
		func() bool { s.rows = 0; return fits(s) },
	}
	for _, step := range steps {
		if step() {
			return m
		}
	}
	m.Blocks = nil
	return m
}

// Plain gives a page as text alone: what goes out when Slack has refused the blocks.
func Plain(p prose.Page, o Options) Message {
	return Message{Text: text(square(p), o, plainText)}
}

// Home gives a page as the blocks of a Home view, which has room for everything but charts.
func Home(p prose.Page, o Options) []slack.Block {
	p.Charts, o.Feedback = nil, false
	if m := Of(p, o); m.Blocks != nil {
		return m.Blocks
	}
	all := clean(square(p).Text())
	if all == "" {
		all = say(p.Lang, "nothing")
	}
	return []slack.Block{slack.NewSectionBlock(plain(cut(all, maxSection)), nil, nil)}
}

// Say gives one sentence as a message.
func Say(s string) Message {
	return Message{Text: cut(slackutilsx.EscapeMessage(clean(s)), maxText)}
}

// shrink sets *n to the largest number from least up to its value with which ok holds. Where none does, *n is least.
func shrink(n *int, least int, ok func() bool) bool {
	top := *n
	less := sort.Search(top-least+1, func(i int) bool {
		*n = top - i
		return ok()
	})
	*n = max(top-less, least)
	return less <= top-least && ok()
}

// size is the length in bytes of the blocks as they are sent.
func size(blocks []slack.Block) int {
	b, err := json.Marshal(blocks)
	if err != nil {
		return maxBlocksBytes + 1
	}
	return len(b)
}
