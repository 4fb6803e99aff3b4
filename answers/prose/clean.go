package prose

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// echoRoom is how many characters of what a user typed are echoed, counted as a reader counts them.
const echoRoom = 80

// Clean makes what somebody typed fit to be echoed: one line, without control characters, marks that turn the writing
// direction or hide, and the angle brackets of which Slack makes mentions; cut at 80 characters.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	const most = 4096 // no echo needs more, whatever was pasted
	if len(s) > most {
		s = s[:most]
	}
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '<', r == '>', unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
	return clip(strings.Join(strings.Fields(s), " "), echoRoom)
}

// plain says whether a text is short and of nothing but ordinary ASCII, as most questions are.
func plain(s string) bool {
	if len(s) > echoRoom {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c <= ' ' && (c != ' ' || i == 0 || s[i-1] == ' ' || i == len(s)-1) || c >= 0x7f || c == '<' || c == '>' {
			return false
		}
	}
	return true
}

// clip cuts a text to so many characters as a reader counts them, the last of them an ellipsis. A character piled up
// of very many marks loses most of them.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	var b strings.Builder
	n, state := 0, -1
	for rest := s; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if n++; n == most && rest != "" {
			b.WriteString("…")
			break
		}
		b.WriteString(thin(cluster))
	}
	return b.String()
}

// thin drops the marks of a character beyond the eighth rune.
func thin(cluster string) string {
	const most = 8
	n := 0
	for i := range cluster {
		if n++; n > most {
			return cluster[:i]
		}
	}
	return cluster
}

// quoted is an echo as a field of a message: in quotes, and read without them.
func quoted(key, said string) arg {
	said = Clean(said)
	if said == "" {
		return arg{key: key}
	}
	return arg{key: key, text: "“" + said + "”", read: said}
}
