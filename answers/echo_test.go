package answers

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func TestEcho(t *testing.T) {
	long := strings.Repeat("가", maxEcho)
	tests := []struct{ name, in, want string }{
		{"plain", "mistral", "mistral"},
		{"empty", "", ""},
		{"blanks", "  a \t b\n\nc  ", "a b c"},
		{"no-break space", "a\u00a0b\u3000c", "a b c"},
		{"control", "a\x00b\x07c\x1b[31m", "abc[31m"},
		{"bidi override", "abc\u202egnp.exe", "abcgnp.exe"},
		{"bidi isolate", "\u2066a\u2069b\u200f", "ab"},
		{"zero width", "a\u200bb\u200d\u2060c\ufeff", "abc"},
		{"private use", "a\ue000b\U000f0000", "ab"},
		{"invalid bytes", "a\xff\xfeb", "a\ufffd\ufffdb"},
		{"decomposed", decomposed("가"), "가"},
		{"two marks stay", "a\u0323\u0302", "ậ"},
		{"a flood of marks", "e" + strings.Repeat("\u0316", 50) + "x", "e" + strings.Repeat("\u0316", maxMarks) + "x"},
		{"emoji with a modifier", "👍🏽 ok", "👍🏽 ok"},
		{"markup is left to the renderer", "<b>&amp; *x* `y`", "<b>&amp; *x* `y`"},
		{"just fits", long, long},
		{"one too many", long + "나", long + "…"},
		{"cut between graphemes", strings.Repeat("👨🏽", maxEcho+3), strings.Repeat("👨🏽", maxEcho) + "…"},
		{"a flag is one", strings.Repeat("🇰🇷", maxEcho+1), strings.Repeat("🇰🇷", maxEcho) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := echo(tt.in); got != tt.want {
				t.Errorf("echo %q is %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// decomposed takes Hangul apart by hand, so that the test does not lean on what it tests.
func decomposed(s string) string {
	var b strings.Builder
	for _, r := range s {
		n := r - 0xac00
		b.WriteRune(0x1100 + n/588)
		b.WriteRune(0x1161 + n%588/28)
		if tail := n % 28; tail > 0 {
			b.WriteRune(0x11a7 + tail)
		}
	}
	return b.String()
}

// unclean tells what must not stand in an echo, "" where all is well.
func unclean(s string) string {
	marks := 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Cc, r):
			return "a control character"
		case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs):
			return "an invisible character"
		case unicode.Is(unicode.M, r):
			if marks++; marks > maxMarks {
				return "a flood of marks"
			}
		default:
			marks = 0
		}
	}
	if !utf8.ValidString(s) {
		return "an invalid byte"
	}
	if n := uniseg.GraphemeClusterCount(s); n > maxEcho+1 {
		return "too many characters"
	}
	return ""
}

func TestEchoIsClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text") + rapid.SampledFrom([]string{"", "\u202e", "\u0301\u0301\u0301", "\x00", "한국", "👩‍👩‍👧"}).Draw(t, "noise")
		s = strings.Repeat(s, rapid.IntRange(1, 20).Draw(t, "times"))
		e := echo(s)
		if wrong := unclean(e); wrong != "" {
			t.Fatalf("%q holds %s", e, wrong)
		}
		if again := echo(e); again != e {
			t.Fatalf("%q, echoed again, is %q", e, again)
		}
	})
}
