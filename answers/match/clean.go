package match

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

const (
	// MaxBytes is how much of a text is read; what is longer is cut at a rune. Nobody asks in more.
	MaxBytes = 2000
	// maxMarks is how many combining marks may follow one letter. Real writing needs two; a flood of them breaks pages.
	maxMarks = 2
)

// Clean gives a text as it is matched and echoed: at most [MaxBytes] long, composed (NFC), full-width forms made
// narrow, typographic dashes and quotes made plain, and without control, invisible and direction-changing characters.
// It says whether the text was cut.
func Clean(text string) (clean string, cut bool) {
	if len(text) > MaxBytes {
		end := MaxBytes
		for end > MaxBytes-utf8.UTFMax && !utf8.RuneStart(text[end]) {
			end--
		}
		text, cut = text[:end], true
	}
	if isClean(text) {
		return text, cut
	}
	var b strings.Builder
	b.Grow(len(text))
	if !norm.NFC.IsNormalString(text) {
		text = norm.NFC.String(text)
	}
	for _, r := range text {
		if r = kept(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	text = b.String()
	if !norm.NFC.IsNormalString(text) { // what stood between two letters may be gone
		text = norm.NFC.String(text)
	}
	return capMarks(text), cut
}

// isClean tells the usual text, which needs no work: printable ASCII, Hangul syllables and lone jamo.
func isClean(text string) bool {
	for _, r := range text {
		if (r < ' ' || r > '~') && !isSyllable(r) && !isJamo(r) {
			return false
		}
	}
	return true
}

// kept maps one rune to what is kept of it, or to -1.
func kept(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－':
		return '-'
	case '‘', '’', 'ʼ', '＇', '´':
		return '\''
	case '“', '”', '＂':
		return '"'
	case '～', '〜', '∼':
		return '~'
	case '·', 'ㆍ', '・', '•':
		return ' '
	case utf8.RuneError, '\u3164', '\uffa0', '\u115f', '\u1160': // invalid bytes and the Hangul fillers
		return ' '
	case '\u034f': // combining grapheme joiner
		return -1
	}
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r < 0x80 && r >= ' ' && r != 0x7f:
		return r
	case unicode.Is(unicode.Cc, r):
		return ' '
	case unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs, unicode.Variation_Selector):
		return -1
	case r >= 0x1D400 && r <= 0x1D7FF: // mathematical letters and digits
		return fold(r)
	}
	if n := width.LookupRune(r); n.Kind() == width.EastAsianFullwidth || n.Kind() == width.EastAsianHalfwidth {
		if w := n.Folded(); w != 0 {
			return w
		}
	}
	return r
}

// capMarks drops what exceeds maxMarks combining marks in a row.
func capMarks(text string) string {
	marks := 0
	return strings.Map(func(r rune) rune {
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
			return r
		}
		if marks++; marks > maxMarks {
			return -1
		}
		return r
	}, text)
}

// Key gives the keystrokes of a text, by which names are told apart: two texts with one key are one name.
func Key(text string) string {
	clean, _ := Clean(text)
	var sc scratch
	sc.tokenise(clean)
	return string(sc.keys)
}
