package match_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"versus/answers/match"
)

// Each line of testdata/cases.txt is a text, what is found in it, and what is left over.
func TestCases(t *testing.T) {
	ix := fixture(t)
	var out strings.Builder
	for _, l := range readLines(t, "testdata/cases.txt") {
		text, want, _ := strings.Cut(l, " => ")
		got := say(ix.Match(text))
		if got != want && !*update {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
		out.WriteString(text + " => " + got + "\n")
	}
	if *update {
		head, err := os.ReadFile("testdata/cases.txt")
		if err != nil {
			t.Fatal(err)
		}
		comments, _, _ := strings.Cut(string(head), "\n\n")
		if err := os.WriteFile("testdata/cases.txt", []byte(comments+"\n\n"+out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestClashesAreListedAllAtOnce(t *testing.T) {
	_, err := match.New([]match.Name{
		{Owner: "a", Text: "Sonnet"}, {Owner: "b", Text: "thspt"}, {Owner: "c", Text: "소넷"}, // 소넷 is thspt on the keys
		{Owner: "a", Text: "4.6"}, {Owner: "b", Text: "4-6"},
		{Owner: "w", Kind: match.Word, Text: "sonnet"}, // a word gives way
	}, match.Options{})
	var clashes match.Clashes
	if !errors.As(err, &clashes) {
		t.Fatalf("got %v, want Clashes", err)
	}
	want := "index names: 2 spelled alike\n\"46\": \"4.6\" of a; \"4-6\" of b;\n\"thspt\": \"thspt\" of b; \"소넷\" of c"
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
}

func TestNamesThatCannotBeFoundAreFaults(t *testing.T) {
	for _, text := range []string{"", "  ", "!?", strings.Repeat("ab ", 20), strings.Repeat("a", 300)} {
		if _, err := match.New([]match.Name{{Owner: "a", Text: text}}, match.Options{}); err == nil {
			t.Errorf("New(%q) gave no error", text)
		}
	}
}

func TestAWordGivesWayToAName(t *testing.T) {
	ix, err := match.New([]match.Name{
		{Owner: "word:meta", Kind: match.Word, Text: "meta"}, {Owner: "meta", Text: "Meta"},
	}, match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := say(ix.Match("meta")); got != "meta |" {
		t.Errorf("got %s", got)
	}
}

func TestTokens(t *testing.T) {
	r := fixture(t).Match("소넷은 GPT의 80%+, 1,000개(2025년)")
	type tok struct {
		Text, Key, Stem, Josa string
		Script                match.Script
		Word, Mention         int
		Amount                bool
	}
	var got []tok
	for _, x := range r.Tokens {
		if r.Text[x.From:x.To] != x.Text {
			t.Errorf("%q stands at %q", x.Text, r.Text[x.From:x.To])
		}
		got = append(got, tok{x.Text, x.Key, x.Stem, x.Josa, x.Script, x.Word, x.Mention, x.Amount})
	}
	want := []tok{
		{"소넷은", "thsptdms", "소넷", "은", match.Hangul, 0, 0, false},
		{"GPT", "gpt", "", "", match.Latin, 1, 1, false},
		{"의", "dml", "", "의", match.Hangul, 1, -1, false},
		{"80", "80", "", "", match.Digits, 2, -1, true},
		{"1,000", "1000", "", "", match.Digits, 3, -1, true},
		{"개", "ro", "", "", match.Hangul, 3, -1, false},
		{"2025", "2025", "", "", match.Digits, 3, -1, true},
		{"년", "sus", "", "", match.Hangul, 3, -1, false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"usual text is left alone", "opus 4.6 가격?", "opus 4.6 가격?"},
		{"composed", "\u1109\u1169\u1102\u1166\u11ba", "소넷"},
		{"narrow", "Ｏｐｕｓ　４．６％", "Opus 4.6%"},
		{"dashes and quotes", "2023–2026 “it’s”", "2023-2026 \"it's\""},
		{"invisible", "o\u200bp\u202eu\ufeffs", "opus"},
		{"control", "a\x00b\tc\nd", "a b c d"},
		{"a flood of marks", "e" + strings.Repeat("\u0301", 50), "é\u0301\u0301"},
		{"bytes that are no text", "a\xff\xfeb", "a  b"},
		{"look-alikes stay as typed", "Оpus", "Оpus"},
	}
	for _, tt := range tests {
		if got, cut := match.Clean(tt.in); got != tt.want || cut {
			t.Errorf("%s: Clean(%q) = %q, %v, want %q", tt.name, tt.in, got, cut, tt.want)
		}
	}
	if got, cut := match.Clean(strings.Repeat("가", 1000)); len(got) != 1998 || !cut {
		t.Errorf("a long text came out %d bytes long, cut %v, want 1998 and true", len(got), cut)
	}
}

func TestKey(t *testing.T) {
	for text, want := range map[string]string{
		"소넷": "thspt", "쏘넷": "thspt", "thspt": "thspt", "THSPT": "thspt", "ㅐㅔㅕㄴ": "opus", "Opus": "opus", "Оpuѕ": "opus",
		"GPT-5.3-Codex": "gpt53codex", "4_6": "46", "é": "e", "값": "rkqt", "왜": "dho", "豆包": "豆包",
	} {
		if got := match.Key(text); got != want {
			t.Errorf("Key(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	ix := fixture(t)
	for text, want := range map[string]string{
		"flesh": "gemini-3-flash", "넷소": "claude-sonnet", "claude so": "claude-sonnet", "퍼오스": "claude-opus",
		"anthr": "anthropic", "메카": "meta", "cdxspk": "gpt-5-3-codex-spark", "opsu": "claude-opus",
	} {
		list := ix.Suggest(text, 3)
		if len(list) == 0 || list[0].Owner != want {
			t.Errorf("Suggest(%q) = %+v, want %s first", text, list, want)
		}
	}
	for _, text := range []string{"", "?", "zzzzzz"} {
		if list := ix.Suggest(text, 3); len(list) != 0 {
			t.Errorf("Suggest(%q) = %+v, want nothing", text, list)
		}
	}
	if list := ix.Suggest("c", 5); len(list) != 5 {
		t.Errorf("Suggest of a letter gives %d names, want 5", len(list))
	}
}

func TestLongTextsAreCut(t *testing.T) {
	ix := fixture(t)
	for _, text := range []string{strings.Repeat("opus ", 100), strings.Repeat("x", 5000)} {
		if r := ix.Match(text); !r.Cut || len(r.Tokens) > match.MaxTokens {
			t.Errorf("%.20q…: cut %v, %d tokens", text, r.Cut, len(r.Tokens))
		}
	}
}
