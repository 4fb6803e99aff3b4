package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// A question is one line of the set.
type question struct {
	ID             string     `json:"id"`
	Text           string     `json:"text"`
	Kind           string     `json:"kind"`
	Entities       []string   `json:"entities"`
	EntitiesAlt    [][]string `json:"entities_alt"`
	MustContain    []string   `json:"must_contain"`
	MustNotContain []string   `json:"must_not_contain"`
	Expect         []string   `json:"expect"`
	Context        []string   `json:"context"`
}

// A bot is the engine and the writer under judgement.
type bot struct {
	engine *answers.Engine
	writer *prose.Writer
}

func newBot(tb testing.TB) *bot {
	tb.Helper()
	d, err := data.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	engine, err := answers.New(d)
	if err != nil {
		tb.Fatal(err)
	}
	writer, err := prose.New(d)
	if err != nil {
		tb.Fatal(err)
	}
	return &bot{engine, writer}
}

// ask answers a question behind its earlier ones.
func (b *bot) ask(text string, earlier ...string) (answers.Answer, prose.Page) {
	var a answers.Asking
	for _, e := range earlier {
		a.Context = b.engine.Ask(e, a).About().Context
	}
	answer := b.engine.Ask(text, a)
	return answer, b.writer.Page(answer)
}

// A verdict is what came of one question.
type verdict struct {
	wrong     string // why, "" where it is right
	confident bool   // it claimed to answer
	headline  string
}

// outcomes maps the engine's words to the set's.
var outcomes = map[answers.Outcome]string{
	answers.Answered: "answer", answers.Chosen: "did_you_mean", answers.IsMissing: "unknown",
	answers.IsNotInData: "unknown", answers.Helped: "help",
}

func (b *bot) judge(q question) verdict {
	answer, page := b.ask(q.Text, q.Context...)
	outcome := outcomes[answers.OutcomeOf(answer)]
	v := verdict{headline: page.Headline, confident: outcome == "answer"}
	text := page.Text()
	switch {
	case !slices.Contains(q.Expect, outcome):
		v.wrong = fmt.Sprintf("outcome %s, expected %v", outcome, q.Expect)
	case outcome == "answer" && !b.rightEntities(q, answer.About().Entities):
		v.wrong = fmt.Sprintf("entities %v, expected %v or %v", answer.About().Entities, q.Entities, q.EntitiesAlt)
	}
	for _, item := range q.MustContain {
		if v.wrong == "" && outcome == "answer" && !slices.ContainsFunc(strings.Split(item, "|"), func(s string) bool { return holds(text, s) }) {
			v.wrong = fmt.Sprintf("text lacks %q", item)
		}
	}
	for _, item := range q.MustNotContain {
		if holds(page.Headline, item) {
			v.wrong = fmt.Sprintf("headline holds %q", item)
			v.confident = true
		}
	}
	return v
}

// rightEntities compares sets of names; Google counts as Google DeepMind and Kimi as Moonshot AI.
func (b *bot) rightEntities(q question, got []data.EntityID) bool {
	canon := func(name string) string {
		switch name {
		case "Google", "Google DeepMind":
			return "Google"
		case "Kimi", "Moonshot AI":
			return "Moonshot AI"
		}
		return name
	}
	set := func(names []string) string {
		var list []string
		for _, n := range names {
			if n = canon(n); !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
		sort.Strings(list)
		return strings.Join(list, "|")
	}
	var names []string
	for _, id := range got {
		names = append(names, b.engine.Data().Label(id, data.EN))
	}
	is := set(names)
	return is == set(q.Entities) || slices.ContainsFunc(q.EntitiesAlt, func(alt []string) bool { return is == set(alt) })
}

// holds tells whether a text holds an item; a figure must stand between number boundaries, so that 80 is not found in
// 80.8 nor 3 in 33.
func holds(text, item string) bool {
	if item == "" {
		return true
	}
	lower, want := strings.ToLower(text), strings.ToLower(item)
	for at := 0; ; {
		i := strings.Index(lower[at:], want)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(want)
		if boundary(lower, from, to) {
			return true
		}
		at = from + 1
	}
}

func boundary(s string, from, to int) bool {
	first, _ := utf8.DecodeRuneInString(s[from:])
	last, _ := utf8.DecodeLastRuneInString(s[:to])
	if unicode.IsDigit(first) && from > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if unicode.IsDigit(r) {
			return false
		}
		if r == '.' || r == ',' {
			if p, _ := utf8.DecodeLastRuneInString(s[:from-size]); unicode.IsDigit(p) {
				return false
			}
		}
	}
	if unicode.IsDigit(last) && to < len(s) {
		r, size := utf8.DecodeRuneInString(s[to:])
		if unicode.IsDigit(r) {
			return false
		}
		if r == '.' || r == ',' {
			if n, _ := utf8.DecodeRuneInString(s[to+size:]); unicode.IsDigit(n) {
				return false
			}
		}
	}
	return true
}

func readQuestions(tb testing.TB, name string) []question {
	tb.Helper()
	f, err := os.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var list []question
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		list = append(list, q)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return list
}
