package render

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// marksPerBase is how many combining marks may stand on one base: enough for every living script, too few for a flood.
const marksPerBase = 2

// clean takes out what must not reach a reader's screen: invalid bytes, control and format characters (among them
// everything that turns the direction of text), floods of combining marks. Line ends stay. A "<" that would begin a
// mention in Slack's markup becomes "‹": no surface that draws our messages can then take it for one.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for i, r := range s {
		switch {
		case r == '\n', r == '\u2028', r == '\u2029', r == '\u0085':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case unicode.Is(unicode.M, r):
			if marks++; marks > marksPerBase {
				continue
			}
			b.WriteRune(r)
			continue
		case unicode.Is(unicode.C, r):
			continue
		case r == '<' && mentions(s[i+1:]):
			b.WriteRune('‹')
		default:
			b.WriteRune(r)
		}
		marks = 0
	}
	return strings.TrimSpace(b.String())
}

// mentions tells whether what follows a "<" would make it a mention. Characters that clean takes out are looked
// through, or taking them out would put one together.
func mentions(rest string) bool {
	for _, r := range rest {
		switch {
		case r == '!', r == '@', r == '#':
			return true
		case r == '\n' || r == '\t' || !unicode.Is(unicode.C, r) && !unicode.Is(unicode.M, r):
			return false
		}
	}
	return false
}

// line is clean on one line.
func line(s string) string {
	return strings.Join(strings.Fields(clean(s)), " ")
}

// units counts UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// cut shortens a text to at most so many units, between two characters as a reader sees them, and marks the cut.
func cut(s string, most int) string {
	if units(s) <= most {
		return s
	}
	end, used := 0, 0
	rest, state := s, -1
	for rest != "" {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += units(cluster); used > most-1 {
			break
		}
		end += len(cluster)
	}
	if end == 0 { // one character longer than the limit: between two code points, then
		for i, r := range s {
			if units(s[:i+utf8.RuneLen(r)]) > most-1 {
				break
			}
			end = i + utf8.RuneLen(r)
		}
	}
	return strings.TrimRightFunc(s[:end], unicode.IsSpace) + "…"
}
