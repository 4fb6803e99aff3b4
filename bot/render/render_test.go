package render_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"versus/answers/prose"
	"versus/bot/render"
	"versus/data"
)

var update = flag.Bool("update", false, "write the golden files anew; look at them before they are committed")

func number(f float64) *float64 { return &f }

// pages are one of each kind of answer, as prose gives them.
var pages = map[string]struct {
	page    prose.Page
	options render.Options
}{
	"comparison": {prose.Page{
		Lang:        data.EN,
		Headline:    "Claude Opus 4.6 leads Claude Sonnet 4.6 on SWE-bench Verified, 80.8% to 79.6%.",
		Corrections: []string{"Read “opsu” as Opus."},
		Lines:       []string{"Computed: 1.2 points apart."},
		Table: &prose.Table{
			Caption: "Claude Opus 4.6 and Claude Sonnet 4.6",
			Header:  []string{"", "Claude Opus 4.6", "Claude Sonnet 4.6"},
			Rows: [][]prose.Cell{
				{{Text: "SWE-bench Verified"}, {Text: "80.8%"}, {Text: "79.6%"}},
				{{Text: "Price"}, {Text: "$5 / $25 per 1M tokens"}, {Text: ""}},
			},
		},
		Notes:   []prose.Note{{Title: "Difference", Text: "Opus is for long work, Sonnet for <b>speed</b> & price."}},
		Caveats: []string{"Self-reported figures are marked."},
		Footer:  "As of 2026-02 · Source: survey of February 2026",
		Next:    []prose.Option{{Label: "Prices", Question: "price of opus and sonnet"}},
	}, render.Options{
		Context: `{"i":"compare","e":["claude-opus-4-6","claude-sonnet-4-6"]}`,
		Share:   render.Value{Question: "compare opsu sonnet", Lang: "en"}, Feedback: true,
	}},
	"ranking_ko": {prose.Page{
		Lang:     data.KO,
		Headline: "출력 속도가 가장 빠른 모델은 GPT-5.3-Codex-Spark입니다.",
		Table: &prose.Table{
			Caption: "출력 속도", Header: []string{"순위", "모델", "속도"},
			Rows: [][]prose.Cell{
				{{Text: "1", Number: number(1)}, {Text: "GPT-5.3-Codex-Spark"}, {Text: "1,000+ tok/s", Number: number(1000)}},
				{{Text: "2", Number: number(2)}, {Text: "Claude Opus 4.6"}, {Text: "~30 tok/s", Number: number(30)}},
			},
		},
		Charts: []prose.Chart{{
			Kind: "bar", Title: "출력 속도", YLabel: "tok/s",
			Categories: []string{"GPT-5.3-Codex-Spark", "Claude Opus 4.6"},
			Series:     []prose.Series{{Name: "속도", Values: []float64{1000, 30}}},
		}},
		Footer: "기준 2026-02",
	}, render.Options{By: "하나"}},
	"choice": {prose.Page{
		Lang:     data.EN,
		Headline: "The dataset has no Opus 9. Did you mean one of these?",
		Choices: []prose.Option{
			{Label: "Claude Opus 4.6", Question: "opus 4.6"},
			{Label: "Claude Opus 4.5", Question: "opus 4.5"},
		},
	}, render.Options{}},
	"hostile": {prose.Page{
		Lang:     data.EN,
		Headline: "<!channel> <@U1> *bold* `code` :tada: <https://example.org|x> & \u202eevil\u2069",
		Table: &prose.Table{
			Caption: "<!here>", Header: []string{"<#C1>"}, Rows: [][]prose.Cell{{{Text: "<\u200b!channel>"}}},
		},
		Choices: []prose.Option{{Label: "<@U1>", Question: "what is <!channel>"}},
	}, render.Options{By: "<@U2>"}},
}

func TestGolden(t *testing.T) {
	for name, c := range pages {
		t.Run(name, func(t *testing.T) {
			m := render.Of(c.page, c.options)
			if err := render.Check(m); err != nil {
				t.Errorf("the message does not pass: %v", err)
			}
			golden(t, name+".json", m)
		})
	}
}

func golden(t *testing.T, name string, m render.Message) {
	t.Helper()
	got := indented(t, m)
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, d)
	}
}

func indented(t *testing.T, m render.Message) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(m.Blocks); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEverythingIsSaid(t *testing.T) {
	c := pages["comparison"]
	m := render.Of(c.page, c.options)
	all := string(indented(t, m))
	for _, want := range []string{
		"80.8%", "Read “opsu” as Opus.", "1.2 points", "Self-reported", "survey of February 2026", "Share in channel",
		`<b>speed</b> & price`, // in the rich text, as written
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the blocks do not say %q", want)
		}
	}
	for _, want := range []string{"80.8%", "79.6%", "Self-reported", "survey of February 2026", "&lt;b&gt;speed&lt;/b&gt; &amp; price"} {
		if !strings.Contains(m.Text, want) {
			t.Errorf("the text does not say %q:\n%s", want, m.Text)
		}
	}
}

func TestButtonsCarryTheirQuestion(t *testing.T) {
	long := strings.Repeat("x", 1990)
	for _, c := range []struct {
		name string
		in   render.Value
		want render.Value
		none bool
	}{
		{name: "whole", in: render.Value{Question: "opus", Context: "{}", Lang: "en"}, want: render.Value{Question: "opus", Context: "{}", Lang: "en"}},
		{name: "context too long", in: render.Value{Question: "opus", Context: long}, want: render.Value{Question: "opus"}},
		{name: "question too long", in: render.Value{Question: long + long}, none: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.in.Encode()
			if c.none {
				if s != "" {
					t.Fatalf("got %d bytes, want none", len(s))
				}
				return
			}
			got, err := render.DecodeValue(s)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
	for _, bad := range []string{"", "{", "null", "{}", `"q"`} {
		if v, err := render.DecodeValue(bad); err == nil {
			t.Errorf("DecodeValue(%q) = %v, want an error", bad, v)
		}
	}
}
