package prose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"versus/data"
)

func TestText(t *testing.T) {
	narrow := &Table{Header: []string{"지표", "A", "B"}, Rows: [][]Cell{{{Text: "출력 속도"}, {Text: "~30"}, {Text: "–"}}, {{Text: "ab"}, {Text: "1,000+"}, {Text: "x"}}}}
	wide := &Table{Header: []string{"Metric", "Claude Opus 4.6", "Claude Sonnet 4.6", "GPT-5.3-Codex-Spark"}, Rows: [][]Cell{
		{{Text: "Output speed"}, {Text: "~30 tok/s"}, {Text: "–"}, {Text: "1,000+ tok/s"}}}}
	ranked := &Table{Remarks: true, Header: []string{"#", "Name", "Valuation", "Note"}, Rows: [][]Cell{
		{{Text: "1"}, {Text: "OpenAI"}, {Text: "$750-830B"}, {Text: "a remark that is long enough to leave no room for columns"}},
		{{Text: "2"}, {Text: "Anthropic"}, {Text: "$380B"}, {Text: "–"}}}}
	tests := []struct {
		name string
		page Page
		want string
	}{
		{"the headline alone", Page{Headline: "H."}, "H."},
		{"everything", Page{Lang: data.EN, Headline: "H.", Corrections: []string{"C."}, Lines: []string{"L."}, Table: narrow,
			Notes: []Note{{"T", "text"}, {"", "bare"}}, Choices: []Option{{"Opus", "opus"}, {"same", "same"}}, Caveats: []string{"V."}, Footer: "F", Next: []Option{{"price", "opus price"}}},
			"H.\nC.\nL.\n\n지표       A       B\n출력 속도  ~30     –\nab         1,000+  x\n\n- T: text\n- bare\n\n- Opus (opus)\n- same\n\n* V.\n\nF\n\n→ price (opus price)"},
		{"a wide table as blocks", Page{Headline: "H.", Table: wide}, "H.\n\nOutput speed:\n  Claude Opus 4.6: ~30 tok/s\n  GPT-5.3-Codex-Spark: 1,000+ tok/s"},
		{"a wide ranking as lines", Page{Headline: "H.", Table: ranked},
			"H.\n\n1. OpenAI: $750-830B – a remark that is long enough to leave no room for columns\n2. Anthropic: $380B"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.page.Text()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTextIsCut(t *testing.T) {
	p := Page{Headline: "H."}
	for range 3000 {
		p.Notes = append(p.Notes, Note{"제목", strings.Repeat("가", 30)})
	}
	got := p.Text()
	if n := utf8.RuneCountInString(got); n > textRoom || n < textRoom/2 {
		t.Errorf("cut to %d characters", n)
	}
	if !strings.HasSuffix(got, "\n…") {
		t.Errorf("does not say that it was cut: %q", got[len(got)-40:])
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "가나": 4, "출력 속도": 9, "–": 1, "“a”": 3, "é": 1, "e\u0301": 1, "漢字": 4, "👍": 2, "1.55억 명": 9} {
		if got := width(s); got != want {
			t.Errorf("width(%q) = %d, want %d", s, got, want)
		}
	}
}
