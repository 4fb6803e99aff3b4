package eval

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"versus/answers"
)

// A testCase is one case of a txtar file; testdata/cases/README.md explains its lines.
type testCase struct {
	questions, after, outcomes, text, headline, not []string
	about                                           []string // nil: not checked
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	b := newBot(t)
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar")+"/"+f.Name, func(t *testing.T) {
				c, err := parseCase(string(f.Data))
				if err != nil {
					t.Fatal(err)
				}
				for _, q := range c.questions {
					if wrong, headline := b.judgeCase(c, q); wrong != "" {
						t.Errorf("%q: %s\n\theadline: %s", q, wrong, headline)
					}
				}
			})
		}
	}
}

func parseCase(body string) (testCase, error) {
	var c testCase
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		key, value, ok := strings.Cut(line, ":")
		if q, isQuestion := strings.CutPrefix(line, "?"); isQuestion {
			key, value, ok = "?", q, true
		}
		if line == "" {
			continue
		}
		if !ok {
			return c, fmt.Errorf("line %q has no key", line)
		}
		value = strings.TrimSpace(value)
		switch key {
		case "?":
			c.questions = append(c.questions, value)
		case "after":
			c.after = append(c.after, value)
		case "outcome":
			c.outcomes = split(value)
		case "about":
			c.about = []string{}
			if value != "-" {
				c.about = split(value)
			}
		case "text":
			c.text = append(c.text, value)
		case "headline":
			c.headline = append(c.headline, value)
		case "not":
			c.not = append(c.not, value)
		default:
			return c, fmt.Errorf("line %q: no such key %q", line, key)
		}
	}
	if len(c.questions) == 0 || len(c.outcomes) == 0 {
		return c, fmt.Errorf("a case needs a question and an outcome")
	}
	return c, nil
}

func split(s string) []string {
	var list []string
	for part := range strings.SplitSeq(s, ",") {
		list = append(list, strings.TrimSpace(part))
	}
	return list
}

// judgeCase tells what is wrong with the answer to one question of a case, "" where nothing is.
func (b *bot) judgeCase(c testCase, q string) (wrong, headline string) {
	answer, page := b.ask(q, c.after...)
	text := page.Text()
	either := func(s, in string) bool {
		return slices.ContainsFunc(strings.Split(s, " | "), func(x string) bool { return holds(in, x) })
	}
	outcome := string(answers.OutcomeOf(answer))
	if !slices.Contains(c.outcomes, outcome) {
		return fmt.Sprintf("outcome %s, want %v", outcome, c.outcomes), page.Headline
	}
	if got := answer.About().Entities; c.about != nil && !b.rightEntities(question{Entities: c.about}, got) {
		return fmt.Sprintf("about %v, want %v", got, c.about), page.Headline
	}
	for _, s := range c.text {
		if !either(s, text) {
			return fmt.Sprintf("text lacks %q", s), page.Headline
		}
	}
	for _, s := range c.headline {
		if !either(s, page.Headline) {
			return fmt.Sprintf("headline lacks %q", s), page.Headline
		}
	}
	for _, s := range c.not {
		if holds(page.Headline, s) {
			return fmt.Sprintf("headline holds %q", s), page.Headline
		}
	}
	return "", page.Headline
}
