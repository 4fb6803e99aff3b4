package answers_test

import (
	"testing"

	"versus/answers"
	"versus/data"
)

// offers are the questions that an answer offers, as a did-you-mean or to go on with.
func offers(a answers.Answer) []answers.Suggestion {
	list := a.About().Next
	if c, ok := a.(*answers.Choice); ok {
		list = append(list[:len(list):len(list)], c.Options...)
	}
	return list
}

// TestEveryOfferIsAnswered asks for each metric of each entity, for each name alone and for each question of the set, in
// both languages, and then asks everything that was offered: all of it must have an answer without any context.
func TestEveryOfferIsAnswered(t *testing.T) {
	e := newEngine(t)
	d := e.Data()
	asked := map[string]bool{}
	check := func(question string, a answers.Answer) {
		for _, o := range offers(a) {
			if asked[o.Question] {
				continue
			}
			asked[o.Question] = true
			if again := e.Ask(o.Question, answers.Asking{}); answers.OutcomeOf(again) != answers.Answered {
				t.Errorf("%q offers %q, which comes to %s: %+v", question, o.Question, answers.OutcomeOf(again), again)
			}
			if o.Label == "" {
				t.Errorf("%q offers %q without a label", question, o.Question)
			}
		}
	}
	ask := func(question string) {
		for _, l := range []data.Lang{data.EN, data.KO} {
			check(question, e.Ask(question, answers.Asking{Lang: l}))
		}
	}
	for _, x := range d.Entities() {
		ask(x.Labels.EN)
		ask(x.Labels.KO + " 비교")
		ask(x.Labels.EN + " 9.9 price")
		ask(x.Labels.EN + " flurbs")
		for _, m := range d.Metrics() {
			ask(x.Labels.EN + " " + m.Labels.EN)
			ask(x.Labels.EN + " " + m.Labels.EN + " 1987")
		}
		for _, f := range d.Families() {
			ask(x.Labels.EN + " " + f.Labels.EN)
		}
	}
	for _, m := range d.Metrics() {
		ask(m.Labels.EN)
		ask(m.Labels.KO)
		ask(m.Labels.EN + " flurbs")
		ask("highest " + m.Labels.EN)
	}
	for _, q := range readQuestions(t) {
		check(q.Text, askAll(e, append(q.Context, q.Text)...))
	}
	if len(asked) < 300 {
		t.Errorf("only %d questions were offered", len(asked))
	}
}
