package prose

import (
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// width counts the columns that a text takes in a font of fixed width: Hangul and other wide characters take two.
func width(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			n++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '가' && r <= '힣':
			n += 2
		case r == '–' || r == '…' || r == '“' || r == '”' || r == '·' || r == '→':
			n++
		default:
			return uniseg.StringWidth(s) // marks that combine, emoji and the like: ask who knows
		}
		i += size
	}
	return n
}
