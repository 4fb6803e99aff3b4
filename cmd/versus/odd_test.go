package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"versus/answers"
	"versus/bot/render"
	"versus/data"
)

// outcomes are the words of the contract.
var outcomes = []string{"answer", "choice", "missing", "not_in_data", "help"}

// tb is what *testing.T and *rapid.T share.
type tb interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// oddQuestions are what somebody types who wants to break things, or whose cat does.
func oddQuestions(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/odd.json")
	if err != nil {
		t.Fatal(err)
	}
	odd := map[string]string{}
	if err := json.Unmarshal(text, &odd); err != nil {
		t.Fatal(err)
	}
	odd["no UTF-8"] = "opus \xff\xfe\xc3( price"
	odd["200 KB of one letter"] = strings.Repeat("x", 200_000)
	odd["200 KB of words"] = strings.Repeat("compare opus sonnet ", 10_000)
	odd["200 KB of Korean"] = strings.Repeat("오퍼스 소넷 비교 ", 8_000)
	odd["200 KB of blanks"] = strings.Repeat(" \t\n", 66_000)
	odd["a flood of combining marks"] = "o" + strings.Repeat("\u0301\u0327\u20dd", 20_000) + "pus price"
	odd["a flood of joiners"] = strings.Repeat("\u200d", 60_000) + "opus"
	odd["a flood of mentions"] = strings.Repeat("<@U1> <!here> ", 5_000)
	return odd
}

// TestOddQuestions asks every odd question in every format and language: an answer or a reason comes, in one piece,
// within Slack's limits, and pings nobody.
func TestOddQuestions(t *testing.T) {
	b := newBrain(t)
	for name, question := range oddQuestions(t) {
		t.Run(name, func(t *testing.T) {
			for _, lang := range []data.Lang{"", data.EN, data.KO} {
				answersWell(t, b, question, lang)
			}
		})
	}
}

// TestOddBatch asks them of the whole program, which says nothing but the answers.
func TestOddBatch(t *testing.T) {
	odd := oddQuestions(t)
	names := slices.Sorted(maps.Keys(odd))
	var in, out, errs bytes.Buffer
	for _, name := range names {
		line, err := json.Marshal(map[string]string{"id": name, "text": odd[name]})
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	if code := run(t.Context(), []string{"ask", "--batch"}, console{&in, &out, &errs, noEnv}); code != exitOK || errs.Len() > 0 {
		t.Fatalf("exit code %d, and it says:\n%.500s", code, errs.String())
	}
	var answered []string
	for line := range strings.Lines(out.String()) {
		r := readReply(t, line)
		answered = append(answered, strings.Trim(string(r.ID), `"`))
	}
	if d := cmp.Diff(names, answered); d != "" {
		t.Errorf("ids (-want +got):\n%s", d)
	}
}

// TestAnyQuestion asks what nobody has thought of: pieces of real questions and any characters.
func TestAnyQuestion(t *testing.T) {
	b := newBrain(t)
	pieces := []string{
		"compare", "opus", "sonnet", "비교", "가격", "capex", "2023-2026", "top", "fastest", "over 1M", "메타", "why", " ", "<!channel>", "<@U1>",
		"&lt;", "%s", "{{.}}", "\u202e", "\u200d", "\x00", "\n", "|", "*", "`", "```", "_", "~", ">", "https://a.b|c", ":smile:",
	}
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pieces), rapid.String()), 0, 8).Draw(t, "parts")
		between := rapid.SampledFrom([]string{"", " "}).Draw(t, "between")
		answersWell(t, b, strings.Join(parts, between), "")
	})
}

// TestQuestionSet holds the same over the whole question set, in both languages.
func TestQuestionSet(t *testing.T) {
	set, err := os.ReadFile("../../answers/eval/testdata/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	b := newBrain(t)
	n := 0
	for line := range strings.Lines(string(set)) {
		var q struct{ Text string }
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatal(err)
		}
		answersWell(t, b, q.Text, data.EN)
		answersWell(t, b, q.Text, data.KO)
		n++
	}
	if n < 200 {
		t.Errorf("only %d questions were asked", n)
	}
}

func newBrain(t *testing.T) *brain {
	t.Helper()
	b, err := openBrain("")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// answersWell asks one question and looks at the answer in all formats.
func answersWell(t tb, b *brain, question string, lang data.Lang) {
	t.Helper()
	answer := b.engine.Ask(question, answers.Asking{Lang: lang})
	text := written(t, b, "text", answer)
	if strings.TrimSpace(text) == "" {
		t.Fatalf("%.100q: no word in answer", question)
	}
	for _, c := range text {
		if c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || strings.ContainsRune("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069", c) {
			t.Fatalf("%.100q: the answer holds %U: %.300q", question, c, text)
		}
	}
	r := readReply(t, written(t, b, "json", answer))
	if !slices.Contains(outcomes, r.Outcome) || r.Headline == "" || strings.TrimRight(r.Text, "\n")+"\n" != text {
		t.Fatalf("%.100q: outcome %q; in text:\n%.300s\nin JSON:\n%.300s", question, r.Outcome, text, r.Text)
	}
	if lang != "" && r.Lang != lang {
		t.Errorf("%.100q: answered in %q, asked for %q", question, r.Lang, lang)
	}
	if err := render.Check(readMessage(t, written(t, b, "slack", answer))); err != nil {
		t.Errorf("%.100q: Slack would refuse it: %v", question, err)
	}
}

// written is an answer in one of the formats.
func written(t tb, b *brain, format string, answer answers.Answer) string {
	t.Helper()
	var out bytes.Buffer
	if err := (&askCmd{Format: format}).write(&out, b, answer); err != nil {
		t.Fatalf("write as %s: %v", format, err)
	}
	if !utf8.Valid(out.Bytes()) {
		t.Fatalf("%s is no UTF-8: %.300q", format, out.String())
	}
	return out.String()
}

// readReply reads what --format json prints, and refuses fields that the contract does not have.
func readReply(t tb, line string) reply {
	t.Helper()
	strict := json.NewDecoder(strings.NewReader(line))
	strict.DisallowUnknownFields()
	var r reply
	if err := strict.Decode(&r); err != nil {
		t.Fatalf("read the reply: %v", err)
	}
	return r
}

// readMessage reads what --format slack prints, as somebody would who posts it.
func readMessage(t tb, text string) render.Message {
	t.Helper()
	var m struct {
		Text   string       `json:"text"`
		Blocks slack.Blocks `json:"blocks"`
	}
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatalf("read the message: %v", err)
	}
	if len(m.Blocks.BlockSet) == 0 {
		t.Errorf("a message without blocks")
	}
	return render.Message{Text: m.Text, Blocks: m.Blocks.BlockSet}
}
