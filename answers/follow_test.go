package answers_test

import (
	"slices"
	"strings"
	"testing"

	"versus/answers"
	"versus/data"
)

// say writes what a question was understood as, on one line: its outcome, entities and metrics.
func say(a answers.Answer) string {
	m := a.About()
	words := []string{string(answers.OutcomeOf(a))}
	for _, id := range m.Entities {
		words = append(words, string(id))
	}
	words = append(words, "|")
	for _, id := range m.Metrics {
		words = append(words, string(id))
	}
	return strings.Join(words, " ")
}

func TestFollowUps(t *testing.T) {
	e := newEngine(t)
	const (
		opus, sonnet = "claude-opus-4-6", "claude-sonnet-4-6"
		speed        = " | output_speed"
		prices       = " | input_price output_price subscription_price relative_price price_change"
	)
	tests := []struct {
		before []string
		asked  []string
		want   string
	}{
		{[]string{"opus speed"}, []string{"and sonnet?", "what about sonnet", "sonnet?", "소넷은?", "소넷은 어때"}, "answer " + sonnet + speed},
		{[]string{"opus speed"}, []string{"sonnet too", "소넷도"}, "answer " + opus + " " + sonnet + speed},
		{[]string{"sonnet speed"}, []string{"price?", "가격은?", "and the price"}, "answer " + sonnet + prices},
		{[]string{"opus vs sonnet"}, []string{"which is faster?", "둘 중에 뭐가 더 빨라", "둘 중 누가 더 빨라?", "speed?", "속도는?"}, "answer " + opus + " " + sonnet + speed},
		{[]string{"opus vs sonnet speed"}, []string{"swap", "바꿔줘", "the other way round"}, "answer " + sonnet + " " + opus + speed},
		{[]string{"opus vs sonnet speed", "opus"}, []string{"the other one", "나머지는?"}, "answer " + sonnet + " |"},
		{[]string{"opus speed"}, []string{"in Korean", "한국어로", "in English", "영어로"}, "answer " + opus + speed},
		{[]string{"meta capex"}, []string{"only 2025", "2025년만", "and 2025?", "2025년은?"}, "answer meta | capex"},
		{[]string{"anthropic valuation"}, []string{"and openai?", "오픈AI는?"}, "answer openai | valuation"},

		// A question that is whole by itself continues nothing.
		{[]string{"opus speed"}, []string{"anthropic valuation", "앤트로픽 기업가치"}, "answer anthropic | valuation"},
		{[]string{"opus vs sonnet"}, []string{"fastest model", "가장 빠른 모델"}, "answer" + speed},
		{[]string{"meta capex 2025"}, []string{"google capex 2024"}, "answer google | capex"},

		// What cannot be completed is a did-you-mean.
		{nil, []string{"the other one", "swap", "both", "둘 다"}, "choice |"},
	}
	for _, tt := range tests {
		for _, q := range tt.asked {
			t.Run(strings.Join(append(tt.before, q), "/"), func(t *testing.T) {
				if got := say(askAll(e, append(slices.Clone(tt.before), q)...)); got != tt.want {
					t.Errorf("got %s, want %s", got, tt.want)
				}
			})
		}
	}
}

// TestFollowUpsByKind makes sure of what does not show in entities and metrics: the period, the language, the reasons.
func TestFollowUpsByKind(t *testing.T) {
	e := newEngine(t)
	for _, q := range []string{"only 2025", "2025년만"} {
		for _, f := range factsIn(askAll(e, "meta capex", q)) {
			if f.Period.From.Year != 2025 {
				t.Errorf("%q shows %s", q, f.ID)
			}
		}
	}
	for q, want := range map[string]data.Lang{"in Korean": data.KO, "한국어로": data.KO, "in English": data.EN, "영어로": data.EN} {
		if got := askAll(e, "opus speed", q).About().Lang; got != want {
			t.Errorf("%q is answered in %s", q, got)
		}
	}
	for _, q := range []string{"why", "why?", "왜?", "이유가 뭐야"} {
		x, ok := askAll(e, "opus vs sonnet speed", q).(*answers.Explanation)
		if !ok || len(x.Notes) == 0 {
			t.Errorf("%q has no reasons", q)
		}
	}
}

// TestAWholeQuestionIsNotContinued makes sure that no question of the set that names both a thing and a metric changes
// its answer by what came before.
func TestAWholeQuestionIsNotContinued(t *testing.T) {
	e := newEngine(t)
	d := e.Data()
	for _, m := range []data.MetricID{"valuation", "output_speed", "context_window", "capex", "leader"} {
		for _, f := range d.FactsBy(m) {
			for _, q := range []string{d.Label(f.Entity, data.EN) + " " + d.Metric(m).Labels.EN, d.Label(f.Entity, data.KO) + " " + d.Metric(m).Labels.KO + " 알려줘"} {
				want := e.Ask(q, answers.Asking{})
				for _, before := range []string{"opus vs sonnet speed", "앤트로픽 기업가치", "fastest model", "meta capex 2025", "why is china open source"} {
					if got := askAll(e, before, q); say(got) != say(want) || !sameFacts(got, want) {
						t.Errorf("%q behind %q: %s, alone: %s", q, before, say(got), say(want))
					}
				}
			}
		}
	}
}

// sameFacts tells whether two answers hold the same facts, in whatever order.
func sameFacts(a, b answers.Answer) bool {
	ids := func(a answers.Answer) []string {
		var list []string
		for _, f := range factsIn(a) {
			list = append(list, f.ID)
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	return slices.Equal(ids(a), ids(b))
}
