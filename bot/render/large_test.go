package render_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"versus/answers/prose"
	"versus/bot/render"
	"versus/data"
)

// large is a page of so many rows and columns, with so many notes, each cell as long as given.
func large(rows, cols, notes, cell int) prose.Page {
	p := prose.Page{Lang: data.KO, Headline: strings.Repeat("가장 큰 답입니다. ", 400), Table: &prose.Table{Caption: "큰 표"}}
	for i := range cols {
		p.Table.Header = append(p.Table.Header, fmt.Sprintf("열 %d", i))
	}
	for i := range rows {
		row := make([]prose.Cell, cols)
		for j := range row {
			row[j] = prose.Cell{Text: strings.Repeat("값", cell), Number: number(float64(i))}
		}
		p.Table.Rows = append(p.Table.Rows, row)
	}
	for i := range notes {
		p.Notes = append(p.Notes, prose.Note{Title: fmt.Sprintf("설명 %d", i), Text: strings.Repeat("긴 설명입니다. ", 300)})
		p.Caveats = append(p.Caveats, strings.Repeat("주의하세요. ", 100))
		p.Next = append(p.Next, prose.Option{Label: strings.Repeat("질문", 60), Question: fmt.Sprintf("질문 %d", i)})
		p.Choices = append(p.Choices, prose.Option{Label: strings.Repeat("후보", 60), Question: fmt.Sprintf("후보 %d", i)})
	}
	for range 3 {
		c := prose.Chart{Kind: "line", Title: strings.Repeat("추이 ", 40), XLabel: strings.Repeat("연도", 40)}
		for i := range 40 {
			c.Categories = append(c.Categories, fmt.Sprintf("아주 긴 이름의 분기 %d 번째 이름", i))
		}
		for i := range 4 {
			s := prose.Series{Name: fmt.Sprintf("이름이 아주 긴 회사 주식회사 %d 번째", i)}
			for j := range c.Categories {
				s.Values = append(s.Values, float64(i*j))
			}
			c.Series = append(c.Series, s)
		}
		p.Charts = append(p.Charts, c)
	}
	return p
}

func TestLargestAnswers(t *testing.T) {
	for _, c := range []struct{ rows, cols, notes, cell int }{
		{1, 1, 0, 1}, {12, 3, 0, 5}, {40, 7, 3, 8}, {300, 4, 2, 3}, {300, 40, 60, 500}, {1, 30, 60, 500}, {0, 0, 100, 0},
	} {
		t.Run(fmt.Sprintf("%dx%d_%d_%d", c.rows, c.cols, c.notes, c.cell), func(t *testing.T) {
			p := large(c.rows, c.cols, c.notes, c.cell)
			for name, m := range map[string]render.Message{
				"blocks": render.Of(p, render.Options{Title: p.Headline, By: p.Headline, Feedback: true}),
				"text":   render.Plain(p, render.Options{}),
			} {
				if err := render.Check(m); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			if err := render.CheckHome(render.Home(p, render.Options{})); err != nil {
				t.Errorf("home: %v", err)
			}
		})
	}
}

// TestDegrading walks the steps in which a page that grows becomes smaller in Slack, and that each is said.
func TestDegrading(t *testing.T) {
	page := func(rows int) prose.Page {
		p := large(rows, 4, 0, 4)
		p.Headline, p.Lang = "A short sentence.", data.EN
		p.Charts = p.Charts[:1]
		return p
	}
	for _, c := range []struct {
		name      string
		rows      int
		note      int
		wantRows  func(int) bool
		wantChart bool
		says      string
	}{
		{"fits", 10, 0, func(n int) bool { return n == 10 }, true, ""},
		{"rows go first", 60, 0, func(n int) bool { return n >= 10 && n < 60 }, true, "more rows are not shown"},
		{"then the chart", 20, 4, func(n int) bool { return n >= 10 && n <= 20 }, false, "The chart is left out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page(c.rows)
			for range c.note {
				p.Notes = append(p.Notes, prose.Note{Text: strings.Repeat("x", 1500)})
			}
			m := render.Of(p, render.Options{})
			if err := render.Check(m); err != nil {
				t.Fatal(err)
			}
			rows, chart := 0, false
			for _, b := range m.Blocks {
				switch b := b.(type) {
				case *slack.DataTableBlock:
					rows = len(b.Rows) - 1
				case *slack.DataVisualizationBlock:
					chart = true
				}
			}
			if !c.wantRows(rows) || chart != c.wantChart {
				t.Errorf("%d rows, chart %v", rows, chart)
			}
			raw, _ := json.Marshal(m.Blocks)
			if !strings.Contains(string(raw), c.says) {
				t.Errorf("the blocks do not say %q", c.says)
			}
		})
	}
}

func TestTextIsCutWithANotice(t *testing.T) {
	p := prose.Page{Lang: data.EN, Headline: "Long.", Lines: []string{strings.Repeat("a line & <more>\n", 500)}}
	m := render.Of(p, render.Options{})
	if n := utf8.RuneCountInString(m.Text); n > 4000 || n < 3500 {
		t.Errorf("%d characters", n)
	}
	if !strings.HasSuffix(m.Text, "Ask for less at a time.") {
		t.Errorf("no notice at the end: %q", m.Text[len(m.Text)-80:])
	}
	if strings.Contains(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(m.Text, "&amp;", ""), "&lt;", ""), "&gt;", ""), "&") {
		t.Error("an escape was cut in half")
	}
}
