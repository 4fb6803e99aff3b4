package data_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"versus/data"
)

// TestContradictions holds the dataset to what was decided about each contradiction of its source: one subtest each,
// named as in conflicts.yaml.
func TestContradictions(t *testing.T) {
	for _, c := range []struct {
		id    data.ConflictID
		sides int // how many facts carry it
		check func(k known)
	}{
		{"google-2026", 2, func(k known) {
			k.shows("google/investment_2026#2026!planned", "$185B")
			k.shows("google/capex#2026!planned", "$180B")
		}},
		{"meta-2026", 3, func(k known) {
			k.shows("meta/investment_2026#2026!planned", "$115-135B")
			k.shows("meta/infra_investment#2026!planned", "$115-135B")
			k.shows("meta/capex#2026!planned", "$125B")
		}},
		{"capex-2025-total", 1, func(k known) {
			k.shows("big-tech/capex#2025", "$381B")
			k.adds("$379B", "google/capex#2025", "amazon/capex#2025", "meta/capex#2025", "microsoft/capex#2025")
		}},
		{"ai-capex-share", 2, func(k known) {
			k.shows("big-tech/ai_share#2026!expected", "~75%")
			k.shows("big-tech/ai_capex#2026!expected", "~$450B")
			k.shows("big-tech/capex#2026!planned", "$645-665B")
		}},
		{"hbm-growth", 3, func(k known) {
			k.shows("hbm/market_size#2025", "~$34B")
			k.shows("hbm/market_size#2026!expected", "$55B")
			k.equal("stated growth", k.fact("hbm/market_growth#2026!expected").Value.Literal, "58")
		}},
		{"openai-loss-ratio", 2, func(k known) {
			k.shows("openai/loss#2026!expected", "-$14B")
			k.shows("openai/loss_ratio#2026!expected", "1.7x")
			k.caveat("openai/loss_ratio#2026!expected", "do not bear out")
		}},
		{"openai-commitments-total", 6, func(k known) {
			k.shows("openai/infra_commitment#2025..2031", "~$1.4T")
			k.shows("openai/infra_commitment@nvidia", "not stated")
			k.adds("$938B", "openai/infra_commitment@broadcom", "openai/infra_commitment@oracle",
				"openai/infra_commitment@microsoft", "openai/infra_commitment@amazon")
		}},
		{"grok-4-swe", 2, func(k known) {
			k.shows("grok-4/swe_bench_unspecified!self_reported", "72-75%")
			k.shows("grok-4/swe_bench_unspecified!independent", "58.6%")
			k.count("bare figures of Grok 4", 2, len(k.FactsOf("grok-4", "swe_bench_unspecified")))
		}},
		{"opus-sonnet-swe", 3, func(k known) {
			k.shows("claude-opus-4-6/swe_bench_verified", "80.8%")
			k.shows("claude-sonnet-4-6/swe_bench_verified", "79.6%")
			k.equal("rank of the shared cell", string(k.fact("claude/swe_bench_unspecified").Rank), "deprecated")
			for _, f := range k.Entity("claude-sonnet-4-6").Facts {
				if k.Figure(f, data.EN) == "80.8%" {
					k.Errorf("%s gives Opus 4.6's score to Sonnet 4.6", f.ID)
				}
			}
		}},
		{"tiktok-users", 2, func(k known) {
			k.shows("tiktok/users", "1B+")
			k.shows("tiktok/users~notes#L145", "1B")
			k.equal("rank of the lower bound", string(k.fact("tiktok/users").Rank), "preferred")
		}},
		{"zhipu-government", 2, func(k known) {
			k.shows("zhipu-ai/government_share", "70%")
			k.caveat("zhipu-ai/government_share", "not Zhipu's alone")
		}},
		{"openai-2029", 2, func(k known) {
			k.equal("last year of losses", k.fact("openai/loss_until!expected").Value.Literal, "2028")
			k.equal("year of profit", k.fact("openai/profit_year!planned").Value.Literal, "2030")
		}},
		{"three-firsts", 2, func(k known) {
			k.shows("glm-5/benchmark_rank{among=open-source benchmarks}", "#1")
			k.shows("deepseek/china_developer", "1st")
			k.says("alibaba#two-pillars", "two pillars")
			k.equal("ranking by it", string(k.Metric("benchmark_rank").Comparable), "never")
		}},
		{"google-deepmind-one", 0, func(k known) {
			k.named("google", "Google DeepMind", "Google", "DeepMind", "구글 딥마인드")
			k.shows("google/leader", "Demis Hassabis")          // a row called Google DeepMind
			k.shows("google/capex#2025", "$91B")                // a row called Google
			k.absent("google-deepmind", "deepmind", "alphabet") // nobody else has its rows
		}},
		{"codex-spelling", 0, func(k known) {
			k.named("gpt-5-3-codex", "GPT-5.3-Codex", "GPT-5.3 Codex")
			k.named("gpt-5-3-codex-spark", "GPT-5.3-Codex-Spark", "Codex Spark")
			k.shows("gpt-5-3-codex/swe_bench_unspecified", "80.0%")
			k.shows("gpt-5-3-codex-spark/swe_bench_pro", "~56%")
			k.none("gpt-5-3-codex-spark", "swe_bench_unspecified", "swe_bench_verified")
		}},
	} {
		t.Run(string(c.id), func(t *testing.T) {
			k := knownTo(t)
			conflict := k.Conflict(c.id)
			if conflict == nil {
				t.Fatal("no such conflict")
			}
			if conflict.Decision.EN == "" || conflict.Decision.KO == "" {
				t.Error("nothing was decided")
			}
			carry := 0
			for _, f := range k.Facts() {
				if f.Conflict != c.id {
					continue
				}
				carry++
				if c.sides > 1 && len(k.Sides(f)) != c.sides-1 {
					t.Errorf("%s has %d other sides, want %d", f.ID, len(k.Sides(f)), c.sides-1)
				}
			}
			k.count("facts that carry it", c.sides, carry)
			c.check(k)
		})
	}
	known := knownTo(t)
	known.count("contradictions", 15, len(known.Conflicts()))
}

// TestTraps holds the dataset to what must be refused, hedged or labelled, one subtest each.
func TestTraps(t *testing.T) {
	for _, c := range []struct {
		name  string
		check func(k known)
	}{
		{"MRCR v2 names no version", func(k known) {
			k.shows("claude-opus/mrcr_v2{version=not_stated}", "76%")
			k.shows("claude-sonnet/mrcr_v2{version=not_stated}", "18.5%")
			k.none("claude-opus-4-6", "mrcr_v2")
			k.none("claude-sonnet-4-6", "mrcr_v2")
			k.count("facts on MRCR v2", 2, len(k.FactsBy("mrcr_v2")))
		}},
		{"only like with like on SWE-bench", func(k known) {
			k.holders("swe_bench_verified", "claude-opus-4-6", "claude-sonnet-4-6")
			k.holders("swe_bench_pro", "gpt-5-3-codex-spark")
			k.equal("ranking without a variant", string(k.Metric("swe_bench_unspecified").Comparable), "never")
		}},
		{"no overall score", func(k known) {
			for _, id := range []data.MetricID{"terminal_bench_2", "mrcr_v2"} {
				k.equal("family of "+string(id), string(k.Metric(id).Family), "")
			}
			for _, m := range k.Metrics() {
				if strings.Contains(strings.ToLower(m.Labels.EN), "overall") || strings.Contains(string(m.ID), "average") {
					k.Errorf("metric %s mixes benchmarks", m.ID)
				}
			}
		}},
		{"targets are no results", func(k known) {
			k.shows("deepseek-v4/swe_bench_unspecified!target", "80%+")
			k.shows("gemini/context_window!planned", "2M tokens")
			k.none("gemini-3-flash", "context_window")
			k.none("gemini-3-pro", "context_window")
			k.shows("claude-sonnet-5/release_date!expected", "Q2 2026")
			k.shows("claude-sonnet-5/model_id", "claude-sonnet-5@20260203")
			k.caveat("claude-sonnet-5/model_id", "no release date")
			k.count("dates of Sonnet 5", 1, len(k.FactsOf("claude-sonnet-5", "release_date")))
			for id, stage := range map[data.EntityID]data.Stage{
				"grok-5": data.StageInDevelopment, "avocado": data.StageInDevelopment, "mango": data.StageInDevelopment,
				"deepseek-v4": data.StageAnnounced, "claude-sonnet-5": data.StageSighted,
			} {
				k.equal("stage of "+string(id), string(k.Entity(id).Stage), string(stage))
			}
		}},
		{"2026 investment is not one measure", func(k known) {
			k.equal("ranking by it", string(k.Metric("investment_2026").Comparable), "never")
			k.caveat("openai/investment_2026#2026!planned", "being raised")
			k.caveat("xai/investment_2026#2026", "$1B a month")
			k.caveat("deepseek/investment_2026", "in the past")
			k.shows("anthropic/investment_2026#2026", "undisclosed")
		}},
		{"weekly, monthly and other users", func(k known) {
			k.holders("mau", "kimi")
			k.holders("wau", "a-fu", "deepseek-app", "doubao", "kimi", "qwen-app", "yuanbao")
			k.shows("doubao/wau#2025-12", "155M")
			k.shows("kimi/mau{point=later}", "10-15M")
			k.shows("x/users", "800M")
			k.shows("chatgpt-app-store/users", "900M")
			k.shows("meta-apps/users", "3B")
			k.equal("ranking of unspecified counts", string(k.Metric("users").Comparable), "never")
		}},
		{"the gaps of the app ranking", func(k known) {
			ranks := map[string]bool{}
			for _, f := range k.FactsBy("china_app_rank") {
				ranks[f.Value.Literal] = true
			}
			if ranks["6"] || len(ranks) != 6 {
				k.Errorf("ranks are %v, want 1-5 and 7", ranks)
			}
			for _, app := range []string{"yuanbao", "a-fu", "qwen-app"} {
				k.shows(app+"/wau#2025-12", "not stated")
			}
			k.says("chinese-apps#sixth-not-given", "sixth")
		}},
		{"floors, ranges and approximations", func(k known) {
			k.shows("gpt-5-3-codex-spark/output_speed", "1,000+ tok/s")
			k.shows("claude-opus-4-6/output_speed", "~30 tok/s")
			k.shows("openai/valuation", "$750-830B")
			k.shows("xai/funding", "$20B+")
			k.shows("microsoft/capex#2026!planned", "$140B+")
		}},
		{"annualised, listed, approximate", func(k known) {
			for _, id := range []string{"anthropic/revenue{annualised=yes}", "openai/revenue{annualised=yes}"} {
				k.fact(id)
			}
			k.shows("google/valuation", "not applicable")
			k.shows("meta/valuation", "not applicable")
			k.shows("deepseek/valuation", "undisclosed")
			k.shows("bytedance/valuation", "~$300B")
		}},
		{"totals that are not AI's alone", func(k known) {
			k.shows("openai/ai_share", "100%")
			k.shows("google/ai_share", "not stated")
			k.shows("meta/ai_share", "not stated")
			k.says("big-tech#not-ai-only", "cannot be compared")
			k.equal("ranking by it", string(k.Metric("ai_share").Comparable), "never")
		}},
		{"claims, allegations and superlatives", func(k known) {
			k.shows("doubao-2-0/relative_price@gpt-5-2!claimed", "90%")
			k.caveat("doubao-2-0/relative_price@gpt-5-2!claimed", "90% cheaper than GPT-5.2")
			k.equal("status of the allegation", string(k.note("llama-4#benchmark-allegation").Status), "alleged")
			for _, id := range []string{"gpt-5-3-codex-spark#fastest", "zhipu-ai#ipo", "glm-5#first-in-open-source"} {
				k.equal("date of "+id, k.note(id).AsOf.String(), "2026-02")
			}
		}},
		{"Flash above Pro is no slip", func(k known) {
			k.shows("gemini-3-flash/swe_bench_unspecified", "78.0%")
			k.shows("gemini-3-pro/swe_bench_unspecified", "76.2%")
			k.says("gemini-3-flash#above-pro", "no slip")
		}},
		{"Korean scales and kept zeros", func(k known) {
			k.koshows("doubao/wau#2025-12", "1.55억 명")
			k.koshows("deepseek-app/wau#2025-12", "8,156만 명")
			k.koshows("kimi/mau{point=later}", "1,000-1,500만 명")
			k.koshows("grok-5/parameters!planned", "6조")
			k.koshows("glm-coding-plan/users", "15만+ 명")
			k.equal("literal", k.fact("gemini-3-flash/swe_bench_unspecified").Value.Literal, "78.0")
			k.equal("literal", k.fact("gpt-5-3-codex/swe_bench_unspecified").Value.Literal, "80.0")
		}},
		{"gigawatts that may overlap, a size that is only inferred", func(k known) {
			k.caveat("openai/commitment_power@broadcom", "overlap")
			k.caveat("openai/commitment_power@nvidia", "overlap")
			k.equal("ranking of power", string(k.Metric("commitment_power").Comparable), "never")
			k.none("grok-4", "parameters")
			k.shows("grok-5/parameter_ratio!planned", "2x")
		}},
		{"one name, one owner", func(k known) {
			k.named("deepseek", "DeepSeek")
			k.named("deepseek-app", "DeepSeek app")
			k.named("deepseek-models", "DeepSeek models")
			k.named("kimi", "Kimi")
			k.named("kimi-k2-5", "K2.5")
			k.named("qwen", "Qwen")
			k.named("qwen-app", "Qwen app")
			k.named("x", "X")
			k.named("xai", "xAI")
			k.named("gpt-5-3-codex-spark", "Spark")
			k.named("claude-opus", "Opus")
			k.equal("what Opus alone means", string(k.Entity("claude-opus").Newest), "claude-opus-4-6")
			k.equal("what Gemini alone means", string(k.Entity("gemini").Newest), "")
		}},
		{"everything has a date", func(k known) {
			for _, f := range k.Facts() { // of the first source; later ones bring dates of their own
				if f.Source[0].Source == "notes" {
					k.equal("date of "+f.ID, f.AsOf.String(), "2026-02")
				}
			}
			for _, n := range k.Notes() {
				if n.Source[0].Source == "notes" {
					k.equal("date of "+string(n.Entity)+"#"+n.ID, n.AsOf.String(), "2026-02")
				}
			}
			f := k.fact("claude-opus-4-6/swe_bench_verified")
			if autumn := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC); !data.Stale(f, k.Metric(f.Metric), autumn) {
				k.Error("a score of February is not stale in November")
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(knownTo(t)) })
	}
}

// TestNoDeadName guards the words by which everything can be asked for: each entity, metric, family and topic has
// names in both languages.
func TestNoDeadName(t *testing.T) {
	k := knownTo(t)
	hangul := regexp.MustCompile(`\p{Hangul}`)
	check := func(id string, labels data.Text, aliases data.Aliases) {
		if labels.EN == "" || !slices.ContainsFunc(append(aliases.KO, labels.KO), hangul.MatchString) {
			t.Errorf("%s cannot be asked for in both languages", id)
		}
	}
	for _, e := range k.Entities() {
		check(string(e.ID), e.Labels, e.Aliases)
	}
	for _, m := range k.Metrics() {
		check(string(m.ID), m.Labels, m.Aliases)
	}
	for _, f := range k.Families() {
		check(string(f.ID), f.Labels, f.Aliases)
	}
	for _, topic := range k.Topics() {
		check(string(topic.ID), topic.Labels, topic.Aliases)
	}
}
