package answers_test

import (
	"testing"

	"versus/answers"
)

// reasonOf is why an answer could not be given, "" where it was.
func reasonOf(a answers.Answer) answers.Reason {
	switch a := a.(type) {
	case *answers.Choice:
		return a.Reason
	case *answers.Missing:
		return a.Reason
	case *answers.NotInData:
		return a.Reason
	}
	return ""
}

// TestRefusals makes sure that what cannot be answered honestly is not, each for its own reason, in both languages.
func TestRefusals(t *testing.T) {
	e := newEngine(t)
	tests := []struct {
		question string
		outcome  answers.Outcome
		reason   answers.Reason
	}{
		{"Mistral valuation", answers.IsNotInData, answers.UnknownWords},
		{"미스트랄 기업가치", answers.IsNotInData, answers.UnknownWords},
		{"weather in Seoul", answers.IsNotInData, answers.OffTopic},
		{"점심 메뉴 추천", answers.IsNotInData, answers.OffTopic},
		{"opus price", answers.IsMissing, answers.NoSuchFigure},
		{"오퍼스 가격", answers.IsMissing, answers.NoSuchFigure},
		{"Microsoft capex 2022", answers.IsMissing, answers.NoSuchPeriod},
		{"마이크로소프트 2022년 설비투자", answers.IsMissing, answers.NoSuchPeriod},
		{"opus 5 price", answers.Chosen, answers.UnknownVersion},
		{"오퍼스 5 가격", answers.Chosen, answers.UnknownVersion},
		{"gpt 9", answers.Chosen, answers.UnknownVersion},
		{"which is the sixth Chinese app", answers.IsNotInData, answers.NoSuchPlace},
		{"중국 앱 6위", answers.IsNotInData, answers.NoSuchPlace},
		{"average of all benchmarks", answers.IsNotInData, answers.NoSuchOperation},
		{"벤치마크 평균", answers.IsNotInData, answers.NoSuchOperation},
		{"average valuation of anthropic and openai", answers.IsNotInData, answers.NoSuchOperation},
		{"앤트로픽과 오픈AI 기업가치 평균", answers.IsNotInData, answers.NoSuchOperation},
		{"sum of anthropic and openai valuation", answers.IsNotInData, answers.NoSuchOperation},
		{"swe-bench sum", answers.IsNotInData, answers.NoSuchOperation},
		{"compare opus", answers.Chosen, answers.TooFew},
		{"오퍼스 비교", answers.Chosen, answers.TooFew},
		{"compare opus sonnet gemini flash grok 4 grok 5 llama 4 deepseek r1 kimi k2.5", answers.Chosen, answers.TooMany},
		{"the other one", answers.Chosen, answers.NoContext},
		{"swap", answers.Chosen, answers.NoContext},
		{"나머지", answers.Chosen, answers.NoContext},
		{"best", answers.Chosen, answers.Ambiguous},
		{"valuation over 5T", answers.IsNotInData, answers.NothingMatches},
		{"기업가치 5조 달러 이상", answers.IsNotInData, answers.NothingMatches},
		{"", answers.Helped, ""},
		{" ?!… ", answers.Helped, ""},
		{"help", answers.Helped, ""},
		{"도움말", answers.Helped, ""},
	}
	for _, tt := range tests {
		t.Run(tt.question, func(t *testing.T) {
			a := e.Ask(tt.question, answers.Asking{})
			if got := answers.OutcomeOf(a); got != tt.outcome || reasonOf(a) != tt.reason {
				t.Errorf("%s %s, want %s %s", got, reasonOf(a), tt.outcome, tt.reason)
			}
			if facts := factsIn(a); tt.outcome != answers.IsMissing && len(facts) > 0 {
				t.Errorf("it holds %s", facts[0].ID)
			}
		})
	}
}

// TestUnlikeSideBySide makes sure that a ranking asked of unlike figures is shown without places.
func TestUnlikeSideBySide(t *testing.T) {
	e := newEngine(t)
	for _, q := range []string{"who invests most in 2026", "2026년 투자 1위", "rank 2026 investment"} {
		a := e.Ask(q, answers.Asking{})
		if k, ok := a.(*answers.Ranking); ok && k.Metric == "investment_2026" {
			t.Errorf("%q ranks a column that mixes capex, funding and costs", q)
		}
		if l, ok := a.(*answers.Listing); ok && !l.Unlike {
			t.Errorf("%q lists figures that are not alike without saying so", q)
		}
	}
	c, ok := e.Ask("chatgpt vs doubao users", answers.Asking{}).(*answers.Comparison)
	if !ok || !c.Unlike && len(c.Rows) > 1 && len(c.Computed) > 0 {
		t.Errorf("weekly and monthly users: %+v", c)
	}
	c, ok = e.Ask("gpt-5.3-codex vs opus swe-bench", answers.Asking{}).(*answers.Comparison)
	if !ok || !c.Unlike || len(c.Computed) > 0 {
		t.Errorf("Pro beside Verified: %+v", c)
	}
}
