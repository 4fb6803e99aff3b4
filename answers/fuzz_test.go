package answers_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"versus/answers"
	"versus/answers/match"
)

// What an answer may hold at most, whatever was asked.
const (
	mostEchoed  = 81 // graphemes: eighty and the sign of a cut
	mostOffered = 5
	mostNext    = 3
	mostContext = 1200 // bytes
)

// outcomes are all there are.
var outcomes = map[answers.Outcome]bool{
	answers.Answered: true, answers.Chosen: true, answers.IsMissing: true, answers.IsNotInData: true, answers.Helped: true,
}

// FuzzAsk asks anything behind anything: an answer of one of the five outcomes comes of it, which repeats nothing that
// could break a page, and is bounded.
func FuzzAsk(f *testing.F) {
	e := newEngine(f)
	for _, q := range readQuestions(f) {
		f.Add(q.Text, askAll(e, append(q.Context, q.Text)...).About().Context.Encode())
	}
	for _, text := range []string{"\u202eopus\u202c", "e\u0301\u0301\u0301\u0301 price", "\x00\x1b[31m", "＠ｏｐｕｓ", "👩‍👩‍👧 opus", "opus 99.99.99", "\xff\xfe", "ㅇㅍㅅ"} {
		f.Add(text, `{"i":"compare","e":["nobody","openai","openai"],"b":[""],"g":"big-tech","m":["x"],"f":"price","p":"2023..2026","n":-1}`)
	}
	f.Fuzz(func(t *testing.T, text, state string) {
		context, err := answers.DecodeContext(state)
		if err != nil {
			context = answers.Context{}
		}
		a := e.Ask(text, answers.Asking{Context: context})
		if !outcomes[answers.OutcomeOf(a)] {
			t.Fatalf("outcome %q", answers.OutcomeOf(a))
		}
		m := a.About()
		var echoed []string
		switch a := a.(type) {
		case *answers.Choice:
			echoed = append(echoed, a.Said)
			if len(a.Options) == 0 || len(a.Options) > mostOffered {
				t.Fatalf("%d options", len(a.Options))
			}
		case *answers.NotInData:
			echoed = append(echoed, a.Said)
		}
		for _, c := range m.Corrections {
			echoed = append(echoed, c.From, c.To)
		}
		for _, s := range echoed {
			checkEcho(t, s)
		}
		if len(m.Corrections) > match.MaxTokens || len(m.Entities) > match.MaxTokens || len(m.Next) > mostNext {
			t.Fatalf("%d corrections, %d entities, %d questions to go on with", len(m.Corrections), len(m.Entities), len(m.Next))
		}
		for _, id := range m.Entities {
			if e.Data().Entity(id) == nil {
				t.Fatalf("about %q", id)
			}
		}
		if len(m.Context.Encode()) > mostContext {
			t.Fatalf("a context of %d bytes", len(m.Context.Encode()))
		}
		if c, ok := a.(*answers.Comparison); ok && len(c.Entities) > 6 {
			t.Fatalf("%d entities side by side", len(c.Entities))
		}
	})
}

// checkEcho fails where words that are repeated of a question could break a page.
func checkEcho(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("%q is no text", s)
	}
	for _, r := range s {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			t.Fatalf("%q holds %U", s, r)
		}
	}
	if n := uniseg.GraphemeClusterCount(s); n > mostEchoed {
		t.Fatalf("%q has %d characters", s, n)
	}
}
