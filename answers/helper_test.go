package answers_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"versus/answers"
	"versus/data"
)

// newEngine indexes the dataset that comes with the program.
func newEngine(tb testing.TB) *answers.Engine {
	tb.Helper()
	d, err := data.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	e, err := answers.New(d)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

// askAll asks questions one after the other in one thread, and returns the last answer.
func askAll(e *answers.Engine, questions ...string) answers.Answer {
	var a answers.Asking
	var last answers.Answer
	for _, q := range questions {
		last = e.Ask(q, a)
		a.Context = last.About().Context
	}
	return last
}

// A question of the set that answers are judged by.
type question struct {
	Text    string   `json:"text"`
	Context []string `json:"context"`
}

func readQuestions(tb testing.TB) []question {
	tb.Helper()
	f, err := os.Open("eval/testdata/questions.jsonl")
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
			tb.Fatal(err)
		}
		list = append(list, q)
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	return list
}
