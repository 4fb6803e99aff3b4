package answers_test

import (
	"testing"

	"versus/answers"
	"versus/data"
)

// BenchmarkAsk answers the questions of the set, each in its thread; prose is not in it.
func BenchmarkAsk(b *testing.B) {
	e := newEngine(b)
	type asked struct {
		text   string
		asking answers.Asking
	}
	var list []asked
	for _, q := range readQuestions(b) {
		a := asked{text: q.Text}
		for _, earlier := range q.Context {
			a.asking.Context = e.Ask(earlier, a.asking).About().Context
		}
		list = append(list, a)
	}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		e.Ask(list[n%len(list)].text, list[n%len(list)].asking)
		n++
	}
}

// BenchmarkNew indexes the dataset, which the start of the program waits for.
func BenchmarkNew(b *testing.B) {
	d, err := data.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := answers.New(d); err != nil {
			b.Fatal(err)
		}
	}
}
