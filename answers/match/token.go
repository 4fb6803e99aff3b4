package match

import (
	"unicode"
	"unicode/utf8"
)

// MaxTokens is how many tokens of a text are read.
const MaxTokens = 60

// Script is what a token is written in.
type Script uint8

// The scripts. A token never mixes two: "GPT의", "opus4.6" and "4월" are two tokens each.
const (
	Other Script = iota // letters of any further script
	Hangul
	Latin
	Digits // with inner points and grouping commas: "4.6", "1,000"
)

// A Token is a piece of a text in one script.
type Token struct {
	Text string // as typed
	Key  string // what it is compared by: its keystrokes; of digits only the digits
	From int    // its first byte in the cleaned text
	To   int    // one past its last byte
	// Script is what it is written in.
	Script Script
	// Word numbers the blank-separated word it belongs to, from 0.
	Word int
	// Stem and Josa are set where a Korean particle (or an English 's) was told apart: "소넷" and "은". A token that is
	// nothing but a particle, as behind "GPT", has a Josa and no Stem; it needs no further explanation.
	Stem, Josa string
	// Mention is the number of the mention it belongs to, or -1.
	Mention int
	// Plain says that it is a common word of its language, which is never corrected.
	Plain bool
	// Amount says that it is digits with a unit, a currency, a percent sign or a comparison: no version.
	Amount bool
}

// token is a Token while it is worked on: keys and hashes in the scratch instead of strings.
type token struct {
	from, to int
	off, n   int // its keys in scratch.keys
	hash     uint64
	word     int
	script   Script

	lone     bool // holds a lone jamo: initials, or the wrong keyboard layout
	initials bool // nothing but lone consonants, two or more
	tail     bool // an English 's, 't, 're … behind an apostrophe
	particle bool // nothing but a particle, behind another script
	chained  bool // digits joined to the digits before by one of -_.
	plain    bool // in the lexicon
	kept     bool // never to be corrected
	unit     int  // of digits: the bytes of the unit glued behind; of a unit: the bytes of itself without a particle
	amount   amount

	stems   [maxStems]stem
	nstems  int
	stem    int // the stem that was used, plus one; 0 for none
	mention int
	doubt   bool // an unexplained word with candidates: see edited.go
	c0, c1  int  // its candidates in near.cands
}

// A stem is a token without a particle.
type stem struct {
	to   int // where it ends in the text
	n    int // its keys
	hash uint64
}

// scriptOf tells the script of a rune, and whether it belongs to a token at all.
func scriptOf(r rune) (Script, bool) {
	switch {
	case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z':
		return Latin, true
	case '0' <= r && r <= '9':
		return Digits, true
	case r < 0x80:
		return Other, false
	case isSyllable(r) || isJamo(r) || isOldJamo(r):
		return Hangul, true
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return Other, false
	}
	switch f := fold(r); {
	case 'a' <= f && f <= 'z':
		return Latin, true
	case '0' <= f && f <= '9':
		return Digits, true
	case unicode.Is(unicode.Latin, r):
		return Latin, true
	}
	return Other, true
}

// tokenise splits a cleaned text into sc.toks. It reports whether tokens were left out.
func (sc *scratch) tokenise(text string) (cut bool) {
	sc.toks, sc.keys = sc.toks[:0], sc.keys[:0]
	word, blank := -1, true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		script, ok := scriptOf(r)
		if !ok {
			blank = blank || r == ' '
			i += size
			continue
		}
		if blank {
			word, blank = word+1, false
		}
		if len(sc.toks) == MaxTokens {
			return true
		}
		end := runEnd(text, i, script)
		sc.push(text, i, end, script, word)
		i = end
	}
	return false
}

// runEnd gives the end of the token that starts at i.
func runEnd(text string, i int, script Script) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		s, ok := scriptOf(r)
		switch {
		case ok && s == script:
		case !ok && r >= 0x80 && unicode.In(r, unicode.Mn, unicode.Me): // a mark belongs to its letter
		case script == Digits && (r == '.' || r == ',') && groups(text[i+size:], r):
		default:
			return i
		}
		i += size
	}
	return i
}

// groups says whether a point or comma in a number goes on with it: any digit behind a point, three behind a comma.
func groups(rest string, sep rune) bool {
	n := 0
	for n < len(rest) && '0' <= rest[n] && rest[n] <= '9' {
		n++
	}
	return sep == '.' && n > 0 || sep == ',' && n == 3
}

// push appends the token text[from:to].
func (sc *scratch) push(text string, from, to int, script Script, word int) {
	t := token{from: from, to: to, off: len(sc.keys), script: script, word: word, mention: -1}
	runes, consonants := 0, 0
	for _, r := range text[from:to] {
		sc.keys = appendKeys(sc.keys, r)
		runes++
		if script == Hangul && !isSyllable(r) {
			t.lone = true
			if r < jamoVowel {
				consonants++
			}
		}
	}
	t.initials = consonants == runes && runes >= 2
	t.n = len(sc.keys) - t.off
	t.hash = hashOf(sc.keys[t.off:])
	if k := len(sc.toks); k > 0 {
		prev := &sc.toks[k-1]
		gap := text[prev.to:from]
		t.tail = script == Latin && gap == "'" && isTail(text[from:to])
		t.chained = script == Digits && prev.script == Digits && (gap == "-" || gap == "_" || gap == ".")
	}
	sc.toks = append(sc.toks, t)
}

// isTail tells the English endings that stand behind an apostrophe.
func isTail(s string) bool {
	switch s {
	case "s", "S", "t", "T", "re", "ve", "ll", "d", "m", "RE", "VE", "LL", "D", "M":
		return true
	}
	return false
}

// glued says whether token i follows the one before without anything between.
func (sc *scratch) glued(i int) bool {
	return i > 0 && i < len(sc.toks) && sc.toks[i].from == sc.toks[i-1].to
}

func (sc *scratch) key(t *token) []byte { return sc.keys[t.off : t.off+t.n] }
