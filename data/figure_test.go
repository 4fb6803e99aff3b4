package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"versus/data"
)

// one gives a dataset with a single fact of a unit, and the fact. The fact is said in YAML.
func one(t *testing.T, unit, fact string, change bool) (*data.Dataset, *data.Fact) {
	t.Helper()
	metric := fmt.Sprintf("metrics:\n  - id: m\n    labels: { en: m, ko: m }\n    unit: %s\n    change: %v\n    better: none\n    comparable: self\n    about: { en: m, ko: m }\n", unit, change)
	files := fstest.MapFS{
		"dataset.yaml":   {Data: []byte("name: { en: x, ko: x }\nversion: 2026-01-01\nlicence: MIT\nlanguages: [en, ko]\n")},
		"sources.yaml":   {Data: []byte("- { id: s, title: { en: s, ko: s }, date: 2026 }\n")},
		"metrics.yaml":   {Data: []byte(metric)},
		"topics.yaml":    {Data: []byte("[]\n")},
		"conflicts.yaml": {Data: []byte("[]\n")},
		"chips/e.yaml":   {Data: []byte("id: e\nkind: chip\nlabels: { en: The E, ko: 이 }\nfacts: [{ metric: m, source: s, " + fact + " }]\n")},
	}
	d := load(t, files)
	return d, d.Facts()[0]
}

func TestFigure(t *testing.T) {
	for _, c := range []struct{ unit, fact, en, ko string }{
		{"percent", "value: 80.8", "80.8%", "80.8%"},
		{"percent", "value: 78.0", "78.0%", "78.0%"},
		{"percent", "range: [72, 75]", "72-75%", "72-75%"},
		{"percent", "min: 80", "80%+", "80%+"},
		{"percent", "value: 56, approx: true", "~56%", "~56%"},
		{"percent", "max: 20", "up to 20%", "최대 20%"},
		{"tokens_per_second", "value: 30, approx: true", "~30 tok/s", "~30 tok/s"},
		{"tokens_per_second", "min: 1000", "1,000+ tok/s", "1,000+ tok/s"},
		{"usd", "value: 380B", "$380B", "$380B"},
		{"usd", "range: [750B, 830B]", "$750-830B", "$750-830B"},
		{"usd", "range: [750M, 1.2B]", "$750M-1.2B", "$750M-1.2B"},
		{"usd", "value: 300B, approx: true", "~$300B", "~$300B"},
		{"usd", "min: 140B", "$140B+", "$140B+"},
		{"usd", "min: 140B, approx: true", "~$140B+", "~$140B+"},
		{"usd", "value: -14B", "-$14B", "-$14B"},
		{"usd", "range: [-16B, -14B]", "-$14-16B", "-$14-16B"},
		{"usd", "range: [-1B, 2B]", "-$1B to $2B", "-$1B to $2B"},
		{"usd", "value: 1.4T", "$1.4T", "$1.4T"},
		{"usd", "value: 6000000", "$6,000,000", "$6,000,000"},
		{"usd_per_month", "value: 200", "$200/month", "월 $200"},
		{"usd_per_month", "min: 1B", "$1B+/month", "월 $1B+"},
		{"usd_per_million_tokens", "value: 3", "$3 per 1M tokens", "1M 토큰당 $3"},
		{"usd_per_million_tokens", "value: 0.50", "$0.50 per 1M tokens", "1M 토큰당 $0.50"},
		{"tokens", "value: 1M", "1M tokens", "1M 토큰"},
		{"tokens", "value: 128K", "128K tokens", "128K 토큰"},
		{"tokens", "min: 2M", "2M+ tokens", "2M+ 토큰"},
		{"tokens", "value: 1", "1 token", "1 토큰"},
		{"people", "value: 155M", "155M", "1.55억 명"},
		{"people", "value: 81.56M", "81.56M", "8,156만 명"},
		{"people", "range: [10M, 15M]", "10-15M", "1,000-1,500만 명"},
		{"people", "range: [90M, 150M]", "90-150M", "9,000만-1.5억 명"},
		{"people", "min: 1B", "1B+", "10억+ 명"},
		{"people", "min: 150K", "150K+", "15만+ 명"},
		{"people", "value: 4.5M", "4.5M", "450만 명"},
		{"people", "value: 36M", "36M", "3,600만 명"},
		{"people", "value: 3B", "3B", "30억 명"},
		{"people", "value: 200M", "200M", "2억 명"},
		{"people", "value: 5K", "5K", "5,000 명"},
		{"people", "value: 450123", "450,123", "450,123 명"},
		{"parameters", "value: 6T", "6T", "6조"},
		{"parameters", "value: 70B", "70B", "700억"},
		{"gpus", "value: 555000", "555,000 GPUs", "GPU 555,000개"},
		{"gpus", "min: 100K", "100K+ GPUs", "GPU 10만개+"},
		{"gigawatts", "value: 10", "10GW", "10GW"},
		{"years", "value: 5", "5 years", "5년"},
		{"years", "value: 1", "1 year", "1년"},
		{"year", "value: 2030", "2030", "2030년"},
		{"date", "value: 2026-02-12", "2026-02-12", "2026-02-12"},
		{"date", "value: 2026-02", "2026-02", "2026-02"},
		{"date", "value: 2026-Q2", "Q2 2026", "2026년 2분기(Q2 2026)"},
		{"date", "value: 2026", "2026", "2026년"},
		{"date", "value: 2026-02, approx: true", "~2026-02", "~2026-02"},
		{"rank", "value: 3", "#3", "3위"},
		{"multiple", "value: 4.7, approx: true", "~4.7x", "~4.7배"},
		{"hours", "min: 30", "30+ hours", "30시간+"},
		{"count", "value: 1200", "1,200", "1,200"},
		{"text", "text: { en: Safe AI, ko: 안전한 AI }", "Safe AI", "안전한 AI"},
		{"usd", "text: { en: listed, ko: 상장사 }", "listed", "상장사"},
		{"entity", "ref: e", "The E", "이"},
		{"usd", "unknown: undisclosed", "undisclosed", "미공개"},
		{"usd", "unknown: not_stated", "not stated", "기재 없음"},
		{"date", "unknown: not_applicable", "not applicable", "해당 없음"},
	} {
		d, f := one(t, c.unit, c.fact, false)
		if en, ko := d.Figure(f, data.EN), d.Figure(f, data.KO); en != c.en || ko != c.ko {
			t.Errorf("%s, %s: %q and %q, want %q and %q", c.unit, c.fact, en, ko, c.en, c.ko)
		}
	}
}

// A change is shown with its sign.
func TestFigureOfChange(t *testing.T) {
	for _, c := range []struct{ fact, want string }{
		{"value: 58", "+58%"}, {"value: -90", "-90%"}, {"value: 120, approx: true", "~+120%"}, {"range: [10, 20]", "+10-20%"},
		{"min: 30", "+30%+"}, {"range: [-20, -10]", "-10-20%"},
	} {
		d, f := one(t, "percent", c.fact, true)
		if got := d.Figure(f, data.EN); got != c.want {
			t.Errorf("%s: %q, want %q", c.fact, got, c.want)
		}
	}
}

// Every unit has a shape: a figure of any of them holds its digits, and only a bare count is nothing but digits.
func TestEveryUnitHasAShape(t *testing.T) {
	bare := []string{"people", "parameters", "count", "year"}
	for _, unit := range []data.Unit{
		data.UnitPercent, data.UnitTokens, data.UnitTokensPerS, data.UnitUSD, data.UnitUSDPerMonth, data.UnitUSDPerMTok, data.UnitPeople,
		data.UnitParameters, data.UnitGPUs, data.UnitGigawatts, data.UnitYears, data.UnitYear, data.UnitRank, data.UnitMultiple, data.UnitHours, data.UnitCount,
	} {
		value := "42"
		if unit == data.UnitYear {
			value = "2042"
		}
		d, f := one(t, string(unit), "value: "+value, false)
		got := d.Figure(f, data.EN)
		if !strings.Contains(got, value) || (got == value) != slices.Contains(bare, string(unit)) {
			t.Errorf("%s: %q", unit, got)
		}
	}
}

func TestQualifiers(t *testing.T) {
	_, f := one(t, "percent", `min: 5, approx: true, status: claimed, when: { harness: x, annualised: "yes" }`, false)
	if diff := cmp.Diff([]string{"at_least", "approx", "claimed", "annualised", "harness=x"}, data.Qualifiers(f)); diff != "" {
		t.Error(diff)
	}
	_, f = one(t, "percent", "range: [1, 2]", false)
	if diff := cmp.Diff([]string{"range"}, data.Qualifiers(f)); diff != "" {
		t.Error(diff)
	}
	_, f = one(t, "percent", "max: 2", false)
	if diff := cmp.Diff([]string{"at_most"}, data.Qualifiers(f)); diff != "" {
		t.Error(diff)
	}
	_, f = one(t, "percent", "value: 2", false)
	if q := data.Qualifiers(f); len(q) != 0 {
		t.Error(q)
	}
}
