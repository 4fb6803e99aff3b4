package prose

import (
	"strings"
	"testing"

	"versus/answers"
	"versus/data"
)

func TestNames(t *testing.T) {
	tests := []struct {
		entity         *data.Entity
		en, ko, topics string // topics is the name as a Korean sentence begins with it
	}{
		{&data.Entity{Kind: data.KindModel, Labels: data.Text{EN: "Claude Opus 4.6", KO: "Claude Opus 4.6"}}, "Claude Opus 4.6", "Claude Opus 4.6", "Claude Opus 4.6은"},
		{&data.Entity{Kind: data.KindModel, Labels: data.Text{EN: "Gemini 3 Pro", KO: "Gemini 3 Pro"}, Aliases: data.Aliases{KO: []string{"제미나이 3 프로"}}}, "Gemini 3 Pro", "Gemini 3 Pro", "Gemini 3 Pro는"},
		{&data.Entity{Kind: data.KindCompany, Labels: data.Text{EN: "GitHub", KO: "GitHub"}, Aliases: data.Aliases{KO: []string{"GH", "깃허브"}}}, "GitHub", "GitHub", "GitHub는"},
		{&data.Entity{Kind: data.KindCompany, Labels: data.Text{EN: "Zhipu AI", KO: "Zhipu AI"}, Aliases: data.Aliases{KO: []string{"지푸"}}}, "Zhipu AI", "Zhipu AI", "Zhipu AI는"},
		{&data.Entity{Kind: data.KindCompany, Labels: data.Text{EN: "SK hynix", KO: "SK하이닉스"}}, "SK hynix", "SK하이닉스(SK hynix)", "SK하이닉스(SK hynix)는"},
		{&data.Entity{Kind: data.KindPerson, Labels: data.Text{EN: "Zhang Yiming", KO: "장이밍"}}, "Zhang Yiming", "Zhang Yiming(장이밍)", "Zhang Yiming(장이밍)은"},
		{&data.Entity{Kind: data.KindPerson, Labels: data.Text{EN: "Elon Musk", KO: "Elon Musk"}, Aliases: data.Aliases{KO: []string{"일론 머스크"}}}, "Elon Musk", "Elon Musk(일론 머스크)", "Elon Musk(일론 머스크)는"},
		{&data.Entity{Kind: data.KindPerson, Labels: data.Text{EN: "Jane Doe", KO: "Jane Doe"}}, "Jane Doe", "Jane Doe", "Jane Doe는"},
		{&data.Entity{Kind: data.KindGroup, Labels: data.Text{EN: "Big Tech", KO: "빅테크"}}, "Big Tech", "빅테크", "빅테크는"},
		{&data.Entity{Kind: data.KindProduct, Labels: data.Text{EN: "DeepSeek app", KO: "DeepSeek 앱"}}, "DeepSeek app", "DeepSeek 앱", "DeepSeek 앱은"},
	}
	p, err := parseParticle("은는")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		n := nameOf(tt.entity)
		if n.in(data.EN) != tt.en || n.in(data.KO) != tt.ko {
			t.Errorf("named %q and %q, want %q and %q", n.en, n.ko, tt.en, tt.ko)
		}
		if got := n.ko + p.after(n.ko, n.read); got != tt.topics {
			t.Errorf("got %q, want %q", got, tt.topics)
		}
	}
}

func TestDateWords(t *testing.T) {
	tests := []struct{ date, en, ko string }{
		{"2026-02-17", "February 17, 2026", "2026년 2월 17일"},
		{"2026-02", "February 2026", "2026년 2월"},
		{"2026-Q2", "Q2 2026", "2026년 2분기(Q2 2026)"},
		{"2026", "2026", "2026년"},
	}
	for _, tt := range tests {
		d, err := data.ParseDate(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		if got := dateWords(d, data.EN); got != tt.en {
			t.Errorf("%s: %q, want %q", tt.date, got, tt.en)
		}
		if got := dateWords(d, data.KO); got != tt.ko {
			t.Errorf("%s: %q, want %q", tt.date, got, tt.ko)
		}
	}
	periods := []struct{ period, en, ko string }{
		{"2025", "2025", "2025년"},
		{"2025-12", "December 2025", "2025년 12월"},
		{"2025..2031", "2025-2031", "2025-2031년"},
		{"2025-11..2026-02", "November 2025 to February 2026", "2025년 11월~2026년 2월"},
	}
	for _, tt := range periods {
		p, err := data.ParsePeriod(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{periodWords(p, data.EN), periodWords(p, data.KO)}; got != [2]string{tt.en, tt.ko} {
			t.Errorf("%s: %q, want %q and %q", tt.period, got, tt.en, tt.ko)
		}
	}
	if got := dateWords(data.Date{}, data.EN) + dateWords(data.Date{}, data.KO) + periodWords(data.Period{}, data.KO); got != "" {
		t.Errorf("no date is said as %q", got)
	}
}

func TestGist(t *testing.T) {
	for s, want := range map[string]string{
		"One. Two.": "One.", "Only one": "Only one", "At 4.6 it leads. More.": "At 4.6 it leads.", "It went from Z. ai to U.S. soil. Then": "It went from Z. ai to U.S. soil.",
		"첫 문장입니다. 둘째입니다.": "첫 문장입니다.", "": "", "Why? Because.": "Why?",
	} {
		if got := gist(s); got != want {
			t.Errorf("gist(%q) = %q, want %q", s, got, want)
		}
	}
}

// TestConcurrent lets several ask one Writer at once.
func TestConcurrent(t *testing.T) {
	d := fixture(t)
	w := writer(t, d)
	pages := (maker{d}).pages(data.KO)
	want := w.Page(pages["listing-companies"]).Text()
	done := make(chan string)
	for range 4 {
		go func() { done <- w.Page(pages["listing-companies"]).Text() }()
	}
	for range 4 {
		if got := <-done; got != want {
			t.Errorf("got %q", got)
		}
	}
}

// TestLikeForLike holds comparisons to their rule: only figures of one measure, taken in one way, have a winner.
func TestLikeForLike(t *testing.T) {
	d := fixture(t)
	w := writer(t, d)
	fact := func(e data.EntityID, m data.MetricID, value string, change func(*data.Fact)) *data.Fact {
		f := &data.Fact{ID: string(e), Entity: e, Metric: m, Form: data.FormValue, Value: number(value)}
		if change != nil {
			change(f)
		}
		return f
	}
	none := func(*data.Fact) {}
	tests := []struct {
		name   string
		metric data.MetricID
		a, b   func(*data.Fact)
		leads  bool
	}{
		{"alike", "swe_bench_verified", none, none, true},
		{"lower is better", "input_price", none, none, true},
		{"one is self-reported", "swe_bench_verified", func(f *data.Fact) { f.Status = data.SelfReported }, none, false},
		{"both are self-reported", "swe_bench_verified", func(f *data.Fact) { f.Status = data.SelfReported }, func(f *data.Fact) { f.Status = data.SelfReported }, true},
		{"one is a target", "output_speed", none, func(f *data.Fact) { f.Status = data.Target }, false},
		{"other conditions", "swe_bench_verified", func(f *data.Fact) { f.When = []data.Condition{{Key: "effort", Value: "high"}} }, none, false},
		{"other periods", "wau", func(f *data.Fact) { f.Period = data.Period{From: data.Date{Year: 2025}, To: data.Date{Year: 2025}} }, none, false},
		{"never comparable", "swe_bench_unspecified", none, none, false},
		{"neither end is better", "capex", none, none, false},
		{"ranges that overlap", "valuation", func(f *data.Fact) { f.Form, f.Min, f.Max = data.FormRange, number("60"), number("90") }, none, false},
		{"a floor below the other", "output_speed", func(f *data.Fact) { f.Form, f.Min = data.FormMin, number("1") }, none, false},
		{"a floor above the other", "output_speed", func(f *data.Fact) { f.Form, f.Min = data.FormMin, number("100") }, none, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := fact("openai", tt.metric, "80", tt.a), fact("anthropic", tt.metric, "70", tt.b)
			row := answers.Row{Metric: tt.metric, Cells: []answers.Cell{{Entity: "openai", Facts: []*data.Fact{a}}, {Entity: "anthropic", Facts: []*data.Fact{b}}}}
			c := &answers.Comparison{Meta: answers.Meta{Lang: data.EN, Entities: []data.EntityID{"openai", "anthropic"}, Metrics: []data.MetricID{tt.metric}}, Rows: []answers.Row{row}}
			got := w.Page(c).Headline
			if leads := strings.Contains(got, " leads "); leads != tt.leads {
				t.Errorf("%q", got)
			}
			if m := d.Metric(tt.metric); tt.leads && m.Better == data.Lower && !strings.Contains(got, "Anthropic leads OpenAI") {
				t.Errorf("the lower is better: %q", got)
			}
		})
	}
}
