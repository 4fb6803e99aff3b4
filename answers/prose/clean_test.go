package prose

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"versus/answers"
	"versus/answers/match"
	"versus/data"
)

func TestClean(t *testing.T) {
	family := "👨‍👩‍👧‍👦"
	tests := []struct{ name, in, want string }{
		{"plain", "opus 4.7", "opus 4.7"},
		{"Korean", "오퍼스 4.7", "오퍼스 4.7"},
		{"blanks", "  a \t b\n\nc  ", "a b c"},
		{"a mention", "<@U012ABCDEF> hi <!channel>", "@U012ABCDEF hi !channel"},
		{"direction", "a\u202eb\u200fc\u2066d", "abcd"},
		{"joiners", "o\u200bp\u200du\u200cs\ufeff", "opus"},
		{"control", "a\x00b\x07c\x1b[31m", "a b c [31m"},
		{"not UTF-8", "a\xff\xfeb é", "ab é"},
		{"markup stays text", "*a* `b` & c", "*a* `b` & c"},
		{"template", "{{.Name}} %s $1", "{{.Name}} %s $1"},
		{"empty", "", ""},
		{"only marks", "\u200b\u202e", ""},
		{"long", strings.Repeat("a", 200), strings.Repeat("a", 79) + "…"},
		{"long Korean", strings.Repeat("가", 200), strings.Repeat("가", 79) + "…"},
		{"exactly 80", strings.Repeat("가", 80), strings.Repeat("가", 80)},
		{"a flood of marks", "e" + strings.Repeat("\u0301", 500), "e" + strings.Repeat("\u0301", 7)},
	}
	for _, tt := range tests {
		if got := Clean(tt.in); got != tt.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
	if got := uniseg.GraphemeClusterCount(Clean(strings.Repeat("é "+family, 200))); got > echoRoom {
		t.Errorf("%d characters are echoed", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "opus", "오퍼스 ㅇㅍㅅ", "<!channel>", "\u202e\u200d", "e\u0301\u0301", "\xff", strings.Repeat("ㅋ", 300), "🏳️‍🌈🇰🇷"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) || len(got) > echoRoom*8*4 {
			t.Fatalf("Clean(%q) = %q", s, got)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '<' || r == '>' {
				t.Fatalf("Clean(%q) keeps %U", s, r)
			}
		}
		if again := Clean(got); again != got && !strings.HasSuffix(got, "…") {
			t.Fatalf("Clean(%q) = %q, and again %q", s, got, again)
		}
	})
}

// FuzzPage puts odd strings wherever an answer has a string of a user's, or an id that the dataset may not know.
func FuzzPage(f *testing.F) {
	d := fixture(f)
	w := writer(f, d)
	for _, s := range []string{"", "opus 4.7", "오퍼스", ")", "(((", "$", "%s{{.X}}", "\u202e<!here>", "\xff\x00", strings.Repeat("가나 ", 300)} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, said, id string) {
		for _, l := range []data.Lang{data.EN, data.KO, data.Lang(id)} {
			meta := answers.Meta{Lang: l, Entities: []data.EntityID{"anthropic"}, Corrections: []match.Correction{{From: said, To: said}},
				Next: []answers.Suggestion{{Label: said, Question: said}}}
			for _, a := range []answers.Answer{
				&answers.Choice{Meta: meta, Said: said, Reason: answers.Reason(id), Options: meta.Next},
				&answers.NotInData{Meta: meta, Said: said, Reason: answers.Reason(id), Metric: data.MetricID(id)},
				&answers.Missing{Meta: meta, Reason: answers.Reason(id), Metric: data.MetricID(id), Have: []data.MetricID{data.MetricID(id)}},
				&answers.Profile{Meta: meta, Entity: data.EntityID(id), Full: true},
				&answers.Listing{Meta: meta, Kind: data.Kind(id), Group: data.EntityID(id), Items: []data.EntityID{data.EntityID(id)}},
				&answers.Explanation{Meta: meta, Metric: data.MetricID(id), Topic: data.TopicID(id)},
				&answers.Comparison{Meta: meta}, &answers.Ranking{Meta: meta, Metric: data.MetricID(id)}, &answers.Trend{Meta: meta}, &answers.Help{Meta: meta},
			} {
				p := w.Page(a)
				text := p.Text()
				if utf8.RuneCountInString(text) > textRoom {
					t.Fatalf("%T: a text of %d bytes", a, len(text))
				}
				for _, s := range append([]string{p.Headline}, p.Corrections...) {
					if _, ok := a.(*answers.Choice); ok && strings.ContainsAny(s, "<>\n\u202e") {
						t.Fatalf("%T echoes %q", a, s)
					}
				}
			}
		}
	})
}

func FuzzJosa(f *testing.F) {
	for _, s := range []string{"", ")", "()", "((", "가", "Opus", "$", "4.6", "ㅎ)", "“"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range particles {
			if got := p.after(s, ""); got != p.closed && got != p.open && got != p.either {
				t.Fatalf("%q takes %q", s, got)
			}
		}
	})
}
