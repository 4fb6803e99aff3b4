package answers

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// maxEcho bounds what is repeated of a question, in graphemes, and maxMarks how many combining marks one may carry.
const (
	maxEcho  = 80
	maxMarks = 2
)

// echo cleans words of a question so that they can be repeated: no control or direction marks, no floods of combining
// marks, one line, cut at [maxEcho] graphemes. Escaping is the renderer's.
func echo(s string) string {
	var b strings.Builder
	marks := 0
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
			if unicode.IsSpace(r) {
				b.WriteByte(' ')
			}
			continue
		case unicode.Is(unicode.M, r):
			if marks++; marks > maxMarks {
				continue
			}
		default:
			marks = 0
		}
		b.WriteRune(r)
	}
	return cut(norm.NFC.String(strings.Join(strings.Fields(b.String()), " "))) // what stood between two letters may be gone
}

func cut(s string) string {
	n := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if n++; n == maxEcho {
			_, to := g.Positions()
			if to < len(s) {
				return s[:to] + "…"
			}
		}
	}
	return s
}
