package prose

import (
	"versus/answers"
	"versus/data"
)

// A maker builds answers by hand, as the engine would.
type maker struct{ d *data.Dataset }

func (m maker) meta(l data.Lang, entities ...data.EntityID) answers.Meta {
	return answers.Meta{Lang: l, Entities: entities}
}

// row gives one metric across entities, in one period where the metric has several.
func (m maker) row(metric data.MetricID, period string, entities ...data.EntityID) answers.Row {
	r := answers.Row{Metric: metric}
	if period != "" {
		r.Period, _ = data.ParsePeriod(period)
	}
	for _, e := range entities {
		c := answers.Cell{Entity: e}
		for _, f := range m.d.FactsOf(e, metric) {
			if period == "" || f.Period == r.Period {
				c.Facts = append(c.Facts, f)
			}
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}

// each gives a row a fact, as for the partners of a commitment or the years of a capex.
func (m maker) each(metric data.MetricID, e data.EntityID) []answers.Row {
	var rows []answers.Row
	for _, f := range m.d.FactsOf(e, metric) {
		rows = append(rows, answers.Row{Metric: metric, With: f.With, Period: f.Period, Cells: []answers.Cell{{Entity: e, Facts: []*data.Fact{f}}}})
	}
	return rows
}

// all gives every row of an entity, one a metric, counterpart and period.
func (m maker) all(e data.EntityID) []answers.Row {
	var rows []answers.Row
next:
	for _, f := range m.d.Entity(e).Facts {
		for i := range rows {
			if rows[i].Metric == f.Metric && rows[i].With == f.With && rows[i].Period == f.Period {
				rows[i].Cells[0].Facts = append(rows[i].Cells[0].Facts, f)
				continue next
			}
		}
		rows = append(rows, answers.Row{Metric: f.Metric, With: f.With, Period: f.Period, Cells: []answers.Cell{{Entity: e, Facts: []*data.Fact{f}}}})
	}
	return rows
}

func (m maker) facts(metric data.MetricID, period string, entities ...data.EntityID) []*data.Fact {
	var facts []*data.Fact
	r := m.row(metric, period, entities...)
	for _, c := range r.Cells {
		facts = append(facts, c.Facts...)
	}
	return facts
}

func places(facts ...*data.Fact) []answers.Place {
	var out []answers.Place
	for i, f := range facts {
		out = append(out, answers.Place{Position: i + 1, Fact: f})
	}
	return out
}

func (m maker) notes(topic data.TopicID, e data.EntityID) []*data.Note {
	var out []*data.Note
	for _, n := range m.d.NotesOn(topic) {
		if n.Entity == e {
			out = append(out, n)
		}
	}
	return out
}

// pages are answers of all ten kinds, in the language given.
func (m maker) pages(l data.Lang) map[string]answers.Answer {
	const opus, sonnet, spark = "claude-opus-4-6", "claude-sonnet-4-6", "gpt-5-3-codex-spark"
	speed := func(e data.EntityID) *data.Fact { return m.facts("output_speed", "", e)[0] }
	capex := func(e data.EntityID) []*data.Fact { return m.facts("capex", "", e) }
	google := capex("google")
	period := func(s string) data.Period { p, _ := data.ParsePeriod(s); return p }

	duel := &answers.Comparison{
		Meta: m.meta(l, opus, sonnet),
		Rows: []answers.Row{m.row("swe_bench_verified", "", opus, sonnet), m.row("output_speed", "", opus, sonnet),
			m.row("strengths", "", opus, sonnet), m.row("release_date", "", opus, sonnet), m.row("terminal_bench_2", "", opus, sonnet),
			m.row("context_window", "", opus, sonnet), m.row("input_price", "", opus, sonnet), m.row("output_price", "", opus, sonnet)},
		Computed: []answers.Computed{{Op: answers.Ratio, Metric: "output_speed", Left: speed(sonnet), Right: speed(opus), Number: "2", Approx: true}},
		Notes:    m.d.NotesOn("difference")[:2],
	}
	duel.Corrections = append(duel.Corrections, correction("opsu", "Opus"))
	duel.Next = []answers.Suggestion{{Label: "Opus price", Question: "opus price"}, {Label: "and gemini?", Question: "and gemini?"}}

	return map[string]answers.Answer{
		"comparison": duel,
		"comparison-three": &answers.Comparison{Meta: m.meta(l, opus, sonnet, spark),
			Rows:     []answers.Row{m.row("output_speed", "", opus, sonnet, spark)},
			Computed: []answers.Computed{{Op: answers.Ratio, Metric: "output_speed", Left: speed(spark), Right: speed(opus), Number: "33", Approx: true, AtLeast: true}}},
		"comparison-unlike": &answers.Comparison{Meta: m.meta(l, opus, "grok-4", "gemini-3-flash"), Unlike: true,
			Rows: []answers.Row{m.row("swe_bench_verified", "", opus, "grok-4", "gemini-3-flash"), m.row("swe_bench_unspecified", "", opus, "grok-4", "gemini-3-flash")}},
		"comparison-neutral": &answers.Comparison{Meta: metric(m.meta(l, "google", "meta"), "capex"), Rows: []answers.Row{m.row("capex", "2025", "google", "meta")}},
		"comparison-text":    &answers.Comparison{Meta: metric(m.meta(l, "openai", "anthropic"), "philosophy"), Rows: []answers.Row{m.row("philosophy", "", "openai", "anthropic")}},
		"comparison-gap":     &answers.Comparison{Meta: metric(m.meta(l, opus, sonnet, "gemini-3-flash"), "swe_bench_verified"), Rows: []answers.Row{m.row("swe_bench_verified", "", opus, sonnet, "gemini-3-flash")}},

		"profile-full":        &answers.Profile{Meta: m.meta(l, spark), Entity: spark, Full: true, Rows: m.all(spark), Notes: m.d.NotesOf(spark)},
		"profile-company":     &answers.Profile{Meta: m.meta(l, "anthropic"), Entity: "anthropic", Full: true, Rows: m.all("anthropic"), Notes: m.d.Entity("anthropic").Notes},
		"profile-figure":      m.profile(l, opus, "swe_bench_verified", ""),
		"profile-date":        m.profile(l, sonnet, "release_date", ""),
		"profile-expected":    m.profile(l, "claude-sonnet-5", "release_date", ""),
		"profile-target":      m.profile(l, "deepseek-v4", "swe_bench_unspecified", ""),
		"profile-claimed":     m.profile(l, "doubao-2-0", "relative_price", ""),
		"profile-undisclosed": m.profile(l, "doubao-2-0", "swe_bench_unspecified", ""),
		"profile-listed":      m.profile(l, "google", "valuation", ""),
		"profile-two-sides":   m.profile(l, "grok-4", "swe_bench_unspecified", ""),
		"profile-conflict":    m.profile(l, "google", "capex", "2026"),
		"profile-leader":      m.profile(l, "bytedance", "leader", ""),
		"profile-chip":        m.profile(l, spark, "chip", ""),
		"profile-price":       &answers.Profile{Meta: m.meta(l, sonnet), Entity: sonnet, Rows: []answers.Row{m.row("input_price", "", sonnet), m.row("output_price", "", sonnet)}},
		"profile-partners":    &answers.Profile{Meta: m.meta(l, "openai"), Entity: "openai", Rows: m.each("infra_commitment", "openai")},
		"profile-via":         &answers.Profile{Meta: m.meta(l, "deepseek"), Entity: "deepseek", Via: "deepseek-app", Rows: []answers.Row{m.row("wau", "", "deepseek-app")}},
		"profile-notes":       &answers.Profile{Meta: topic(m.meta(l, "openai"), "priorities"), Entity: "openai", Notes: m.notes("priorities", "openai")},

		"ranking": &answers.Ranking{Meta: m.meta(l), Metric: "valuation", Limit: 3,
			Places:   places(m.facts("valuation", "", "openai", "anthropic", "bytedance")...),
			Unranked: m.facts("valuation", "", "google", "deepseek")},
		"ranking-top": &answers.Ranking{Meta: m.meta(l), Metric: "output_speed", Superlate: true,
			Places: places(speed(spark), speed(sonnet), speed(opus))},
		"ranking-slowest": &answers.Ranking{Meta: m.meta(l), Metric: "output_speed", Superlate: true, Lowest: true,
			Places: places(speed(opus), speed(sonnet), speed(spark))},
		"ranking-capex": &answers.Ranking{Meta: m.meta(l), Metric: "capex", Period: period("2026"), Group: "big-tech",
			Places: places(m.facts("capex", "2026", "amazon", "google", "microsoft", "meta")...)},
		"ranking-swe": &answers.Ranking{Meta: m.meta(l), Metric: "swe_bench_verified", Superlate: true,
			Places:   places(m.facts("swe_bench_verified", "", opus, sonnet)...),
			Unranked: append(m.facts("swe_bench_unspecified", "", "gemini-3-flash", "grok-4", "deepseek-v4", "doubao-2-0"), m.facts("swe_bench_pro", "", spark)...)},
		"ranking-rank": &answers.Ranking{Meta: m.meta(l), Metric: "china_app_rank", Lowest: true,
			Places: places(m.facts("china_app_rank", "", "doubao", "deepseek-app", "yuanbao")...)},
		"ranking-tied": &answers.Ranking{Meta: m.meta(l), Metric: "context_window",
			Places: []answers.Place{{Position: 1, Tied: true, Fact: m.facts("context_window", "", sonnet)[0]}, {Position: 1, Tied: true, Fact: m.facts("context_window", "", spark)[0]}}},

		"trend": &answers.Trend{Meta: m.meta(l, "google"), Metric: "capex", Lines: []answers.Line{{Entity: "google", Points: google}},
			Computed: []answers.Computed{{Op: answers.Growth, Metric: "capex", Left: google[len(google)-1], Right: google[0], Number: "5.6", Approx: true, Planned: true}}},
		"trend-group": &answers.Trend{Meta: m.meta(l, "big-tech"), Metric: "capex", Lines: []answers.Line{{Entity: "big-tech", Points: capex("big-tech")}},
			Stated: m.facts("capex_growth", "", "big-tech")},
		"trend-lines": &answers.Trend{Meta: m.meta(l, "google", "amazon", "meta"), Metric: "capex",
			Lines:    []answers.Line{{Entity: "google", Points: google}, {Entity: "amazon", Points: capex("amazon")}, {Entity: "meta", Points: capex("meta")}},
			Computed: []answers.Computed{{Op: answers.Sum, Metric: "capex", Parts: []*data.Fact{google[2], capex("amazon")[2], capex("meta")[2]}, Number: "$291B"}}},
		"trend-mau": &answers.Trend{Meta: m.meta(l, "kimi"), Metric: "mau", Lines: []answers.Line{{Entity: "kimi", Points: m.facts("mau", "", "kimi")}}},

		"listing-leaders": &answers.Listing{Meta: m.meta(l), Group: "the-seven", Items: m.d.Entity("the-seven").Members,
			Rows: []answers.Row{m.row("leader", "", m.d.Entity("the-seven").Members...)}},
		"listing-companies": &answers.Listing{Meta: m.meta(l), Kind: data.KindCompany, Items: []data.EntityID{"anthropic", "openai", "google", "xai", "meta", "deepseek", "bytedance"}},
		"listing-filter": &answers.Listing{Meta: m.meta(l), Kind: data.KindModel, Items: []data.EntityID{opus, sonnet},
			Filters: []answers.Filter{{Metric: "swe_bench_verified", Family: "swe_bench", Op: ">=", Number: number("78")}},
			Rows:    []answers.Row{m.row("swe_bench_verified", "", opus, sonnet)}, Maybe: m.facts("swe_bench_unspecified", "", "deepseek-v4")},
		"listing-none": &answers.Listing{Meta: m.meta(l)},

		"explanation-why":    &answers.Explanation{Meta: intent(m.meta(l, "meta"), answers.Explain), Topic: "returns", Notes: m.notes("returns", "meta")},
		"explanation-topic":  &answers.Explanation{Meta: m.meta(l, "anthropic"), Topic: "priorities", Notes: m.notes("priorities", "anthropic")},
		"explanation-define": &answers.Explanation{Meta: intent(m.meta(l), answers.Define), Metric: "mrcr_v2", Rows: []answers.Row{m.row("mrcr_v2", "", "claude-opus", "claude-sonnet")}},

		"choice-version":   &answers.Choice{Meta: m.meta(l), Said: "opus 4.7", Reason: answers.UnknownVersion, Options: []answers.Suggestion{{Label: "Claude Opus 4.6", Question: "opus 4.6"}, {Label: "Claude Opus 4.5", Question: "opus 4.5"}}},
		"choice-ambiguous": &answers.Choice{Meta: m.meta(l), Said: "소넷", Reason: answers.Ambiguous, Options: []answers.Suggestion{{Label: "Claude Sonnet 4.6", Question: "sonnet 4.6"}, {Label: "Claude Sonnet 5", Question: "sonnet 5"}}},
		"choice-few":       &answers.Choice{Meta: m.meta(l, opus), Reason: answers.TooFew, Options: []answers.Suggestion{{Label: "compare opus sonnet", Question: "compare opus sonnet"}}},
		"choice-empty":     &answers.Choice{Meta: m.meta(l), Reason: answers.UnknownWords},

		"missing-figure": &answers.Missing{Meta: m.meta(l, opus), Reason: answers.NoSuchFigure, Family: "price",
			Have: []data.MetricID{"swe_bench_verified", "output_speed", "strengths"}, Others: []data.EntityID{sonnet, spark}},
		"missing-period": &answers.Missing{Meta: m.meta(l, "microsoft"), Reason: answers.NoSuchPeriod, Metric: "capex", Period: period("2022")},
		"missing-undisclosed": &answers.Missing{Meta: m.meta(l, "anthropic"), Reason: answers.NoSuchFigure, Metric: "investment_2026",
			Unknown: m.facts("investment_2026", "", "anthropic"), Have: []data.MetricID{"valuation", "revenue"}},
		"missing-not-stated": &answers.Missing{Meta: m.meta(l, "openai"), Reason: answers.NoSuchFigure, Metric: "commitment_term",
			Unknown: m.facts("commitment_term", "", "openai")[:1]},
		"missing-place":     &answers.Missing{Meta: m.meta(l), Reason: answers.NoSuchPlace, Metric: "china_app_rank"},
		"missing-operation": &answers.Missing{Meta: m.meta(l), Reason: answers.NotComparable, Family: "swe_bench"},

		"nodata-said": &answers.NotInData{Meta: m.meta(l), Said: "mistral", Reason: answers.UnknownWords, Metric: "valuation", Have: []data.EntityID{"anthropic", "openai", "xai"}},
		"nodata-off":  &answers.NotInData{Meta: m.meta(l), Reason: answers.OffTopic, Have: []data.EntityID{"anthropic", "openai"}},
		"help":        &answers.Help{Meta: m.meta(l)},
		"help-empty":  &answers.Help{Meta: m.meta(l), Empty: true},
	}
}

func (m maker) profile(l data.Lang, e data.EntityID, metric data.MetricID, period string) *answers.Profile {
	return &answers.Profile{Meta: m.meta(l, e), Entity: e, Rows: []answers.Row{m.row(metric, period, e)}}
}

func metric(meta answers.Meta, id data.MetricID) answers.Meta {
	meta.Metrics = []data.MetricID{id}
	return meta
}

func topic(meta answers.Meta, id data.TopicID) answers.Meta {
	meta.Context.Topics = []data.TopicID{id}
	return meta
}

func intent(meta answers.Meta, i answers.Intent) answers.Meta {
	meta.Intent = i
	return meta
}

func number(s string) data.Number {
	n, err := data.ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}
