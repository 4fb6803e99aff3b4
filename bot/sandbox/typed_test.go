package sandbox

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// reference is each form that may stand between angle brackets in what people type.
var reference = regexp.MustCompile(`^<(@U0[A-Z]+|#C0[A-Z]+\|[a-z-]+|!here|!channel|!everyone|[hH][tT][tT][pP][sS]?://[^<>|\s]+)>`)

// FuzzTyped types anything: what comes out holds no bracket but those of references, and no bare ampersand.
func FuzzTyped(f *testing.F) {
	for _, seed := range []string{"@ai hi", "<!channel>", "<@U0ALICE|x>", "#general", "https://a.b/c?d=<e>&f", "@", "<", "&amp;", "http://|", "@ai@ai", "ㅎ@ai는"} {
		f.Add(seed)
	}
	s, err := New(Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			return
		}
		out := s.typed(in)
		if !utf8.ValidString(out) {
			t.Fatalf("%q became %q, which is no text", in, out)
		}
		for i := 0; i < len(out); i++ {
			switch out[i] {
			case '<':
				m := reference.FindString(out[i:])
				if m == "" {
					t.Fatalf("%q became %q: what is at %d?", in, out, i)
				}
				i += len(m) - 1
			case '>':
				t.Fatalf("%q became %q: a bracket at %d that closes nothing", in, out, i)
			case '&':
				if !strings.HasPrefix(out[i:], "&amp;") && !strings.HasPrefix(out[i:], "&lt;") && !strings.HasPrefix(out[i:], "&gt;") {
					t.Fatalf("%q became %q: a bare ampersand at %d", in, out, i)
				}
			}
		}
		richText(out)
	})
}
