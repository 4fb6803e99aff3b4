package render_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"versus/answers/prose"
	"versus/bot/render"
	"versus/data"
)

// strange draws texts of the kind that break renderers.
func strange() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{
			"", " ", "\n", "<", ">", "&", "<!channel>", "<!here|x>", "<@U1>", "<#C1|general>", "<https://x.example|y>",
			"&lt;", "\u202e", "\u200b", "\u200d", "\ufeff", "\x00", "\x1b[31m", "\xff\xfe", "👩‍👩‍👧‍👦", "🇰🇷", "e\u0301\u0301\u0301\u0301",
			"ᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀᄀ", "오퍼스", "%s%n{{.}}", "'; DROP TABLE facts;--", "*b* _i_ ~s~ `c`", ":tada:", "<\u200b!channel>", "<\u0301\u0301\u0301!",
			strings.Repeat("가", 5000), strings.Repeat("x", 20000), strings.Repeat("\u0301", 300),
		}),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(part, 0, 4).Draw(t, "parts"), "")
	})
}

func page() *rapid.Generator[prose.Page] {
	option := rapid.Custom(func(t *rapid.T) prose.Option {
		return prose.Option{Label: strange().Draw(t, "label"), Question: strange().Draw(t, "question")}
	})
	cell := rapid.Custom(func(t *rapid.T) prose.Cell {
		c := prose.Cell{Text: strange().Draw(t, "cell")}
		if rapid.Bool().Draw(t, "numeric") {
			c.Number = number(rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN()), rapid.Just(math.Inf(1))).Draw(t, "number"))
		}
		return c
	})
	chart := rapid.Custom(func(t *rapid.T) prose.Chart {
		n := rapid.IntRange(0, 30).Draw(t, "points")
		series := rapid.Custom(func(t *rapid.T) prose.Series {
			m := n + rapid.IntRange(0, 1).Draw(t, "more")
			return prose.Series{Name: strange().Draw(t, "name"), Values: rapid.SliceOfN(rapid.Float64(), m, m).Draw(t, "values")}
		})
		return prose.Chart{
			Kind: rapid.SampledFrom([]string{"bar", "line", ""}).Draw(t, "kind"), Title: strange().Draw(t, "title"),
			XLabel: strange().Draw(t, "x"), YLabel: strange().Draw(t, "y"),
			Categories: rapid.SliceOfN(strange(), n, n).Draw(t, "categories"),
			Series:     rapid.SliceOfN(series, 0, 8).Draw(t, "series"),
		}
	})
	return rapid.Custom(func(t *rapid.T) prose.Page {
		p := prose.Page{
			Lang:        rapid.SampledFrom([]data.Lang{data.EN, data.KO, ""}).Draw(t, "lang"),
			Headline:    strange().Draw(t, "headline"),
			Corrections: rapid.SliceOfN(strange(), 0, 3).Draw(t, "corrections"),
			Lines:       rapid.SliceOfN(strange(), 0, 5).Draw(t, "lines"),
			Caveats:     rapid.SliceOfN(strange(), 0, 14).Draw(t, "caveats"),
			Footer:      strange().Draw(t, "footer"),
			Choices:     rapid.SliceOfN(option, 0, 12).Draw(t, "choices"),
			Next:        rapid.SliceOfN(option, 0, 6).Draw(t, "next"),
			Charts:      rapid.SliceOfN(chart, 0, 3).Draw(t, "charts"),
		}
		for range rapid.IntRange(0, 12).Draw(t, "notes") {
			p.Notes = append(p.Notes, prose.Note{Title: strange().Draw(t, "note title"), Text: strange().Draw(t, "note")})
		}
		if rapid.Bool().Draw(t, "table") {
			p.Table = &prose.Table{
				Caption: strange().Draw(t, "caption"), Header: rapid.SliceOfN(strange(), 0, 25).Draw(t, "header"),
				Rows: rapid.SliceOfN(rapid.SliceOfN(cell, 0, 22), 0, 12).Draw(t, "rows"),
			}
		}
		return p
	})
}

// TestAnyPage is the package's promise: whatever a page holds, its message passes and pings nobody.
func TestAnyPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := page().Draw(t, "page")
		o := render.Options{
			Title: strange().Draw(t, "header"), Context: strange().Draw(t, "context"), By: strange().Draw(t, "by"),
			Share: render.Value{Question: strange().Draw(t, "asked")}, Feedback: rapid.Bool().Draw(t, "feedback"),
		}
		for _, m := range []render.Message{render.Of(p, o), render.Plain(p, o), render.Say(p.Headline + " x")} {
			sound(t, m)
		}
	})
}

type failer interface{ Fatalf(string, ...any) }

func sound(t failer, m render.Message) {
	if err := render.Check(m); err != nil {
		t.Fatalf("refused: %v", err)
	}
	if strings.ContainsAny(m.Text, "<>") {
		t.Fatalf("unescaped: %q", m.Text)
	}
	raw, err := json.Marshal(m.Blocks)
	if err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	walk(tree, func(key, s string) {
		for _, bad := range []string{"<!", "<@", "<#"} {
			if strings.Contains(s, bad) {
				t.Fatalf("%s holds a mention: %q", key, s)
			}
		}
	})
}

func walk(v any, f func(key, s string)) { walkUnder("", v, f) }

func walkUnder(key string, v any, f func(key, s string)) {
	switch v := v.(type) {
	case string:
		f(key, v)
	case []any:
		for _, e := range v {
			walkUnder(key, e, f)
		}
	case map[string]any:
		for k, e := range v {
			walkUnder(k, e, f)
		}
	}
}

func FuzzMessage(f *testing.F) {
	f.Add("compare opus sonnet", "80.8%", "<!channel>", 3, 2)
	f.Add("\xff\u202e", "", "&lt;!here&gt;", 250, 25)
	f.Add(strings.Repeat("가", 4000), "ᄀᄀᄀᄀᄀᄀᄀᄀ", strings.Repeat("\u0301", 100), 1, 1)
	f.Fuzz(func(t *testing.T, headline, cell, rest string, rows, cols int) {
		p := prose.Page{
			Lang: data.EN, Headline: headline, Lines: []string{rest, cell}, Corrections: []string{rest}, Caveats: []string{rest},
			Footer: rest, Notes: []prose.Note{{Title: rest, Text: headline}},
			Next:    []prose.Option{{Label: cell, Question: rest}},
			Choices: []prose.Option{{Label: rest, Question: headline}},
			Charts: []prose.Chart{{
				Kind: "bar", Title: headline, Categories: []string{cell, rest, cell},
				Series: []prose.Series{{Name: cell, Values: []float64{1, 2, 3}}, {Name: cell, Values: []float64{4, 5, 6}}},
			}},
			Table: &prose.Table{Caption: cell, Header: []string{headline}},
		}
		for range min(max(rows, 0), 60) {
			p.Table.Rows = append(p.Table.Rows, make([]prose.Cell, min(max(cols, 0), 22)))
		}
		for i := range p.Table.Rows {
			for j := range p.Table.Rows[i] {
				p.Table.Rows[i][j].Text = cell
			}
		}
		sound(t, render.Of(p, render.Options{Title: headline, By: rest, Share: render.Value{Question: cell}}))
		sound(t, render.Plain(p, render.Options{}))
	})
}
