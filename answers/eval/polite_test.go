package eval

import (
	"strings"
	"testing"
	"unicode"

	"versus/answers"
)

// polite are words that ask nicely and for nothing, before and behind a question.
var polite = []struct{ before, behind string }{{"please tell me ", ""}, {"", ", thanks"}, {"hi, ", " please"}, {"안녕하세요, ", ""}, {"혹시 ", " 좀 알려주세요"}}

// TestPoliteQuestions makes sure that a question of the set is judged the same where it is asked politely, in the words
// of its own language.
func TestPoliteQuestions(t *testing.T) {
	b := newBot(t)
	tried := 0
	for _, q := range readQuestions(t, "testdata/questions.jsonl") {
		answer, _ := b.ask(q.Text, q.Context...)
		if answers.OutcomeOf(answer) == answers.Helped || b.judge(q).wrong != "" {
			continue
		}
		korean := strings.ContainsFunc(q.Text, func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
		for _, p := range polite {
			if korean != strings.ContainsFunc(p.before+p.behind, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
				continue
			}
			asked := q
			asked.Text = p.before + q.Text + p.behind
			tried++
			if v := b.judge(asked); v.wrong != "" {
				t.Errorf("%s %q: %s\n\theadline: %s", q.ID, asked.Text, v.wrong, v.headline)
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d polite questions", tried)
	}
}
