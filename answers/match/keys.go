package match

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Everything is compared as the keys of a Korean (dubeolsik) keyboard, shift left out. That makes one spelling of many:
//
//	소넷  →  ㅅ ㅗ ㄴ ㅔ ㅅ  →  t h s p t  ←  thspt   the keyboard was set to English
//	쏘넷  →  ㅆ ㅗ ㄴ ㅔ ㅅ  →  t h s p t             shift is no key of its own
//	ㅐㅔㅕㄴ                 →  o p u s    ←  Opus    the keyboard was set to Korean
//
// and a slip of one finger is one edit, whatever it does to the syllables.

// leadKeys are the keys of the 19 initial consonants, in the order of Unicode.
const leadKeys = "rrseefaqqttdwwczxvg"

// vowelKeys are the keys of the 21 vowels.
var vowelKeys = [21]string{
	"k", "o", "i", "o", "j", "p", "u", "p", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l",
}

// tailKeys are the keys of the 27 final consonants, after the empty one.
var tailKeys = [28]string{
	"", "r", "r", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "t",
	"d", "w", "c", "z", "x", "v", "g",
}

// jamoKeys are the keys of the 30 lone consonants U+3131 to U+314E; the 21 vowels follow them.
var jamoKeys = [30]string{
	"r", "r", "rt", "s", "sw", "sg", "e", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "q", "qt", "t",
	"t", "d", "w", "w", "c", "z", "x", "v", "g",
}

const (
	syllableFirst, syllableLast = 0xAC00, 0xD7A3
	jamoFirst, jamoLast         = 0x3131, 0x3163
	jamoVowel                   = 0x314F // the first lone vowel
	oldLead, oldVowel, oldTail  = 0x1100, 0x1161, 0x11A7
	vowelsOfLead                = 21 * 28
	tailsOfVowel                = 28
)

func isSyllable(r rune) bool { return syllableFirst <= r && r <= syllableLast }

func isJamo(r rune) bool { return jamoFirst <= r && r <= jamoLast }

func isOldJamo(r rune) bool {
	return oldLead <= r && r < oldLead+19 || oldVowel <= r && r < oldVowel+21 || oldTail < r && r < oldTail+28
}

// appendKeys appends the keys that type a rune. Letters of other scripts are their own UTF-8; marks have no key.
func appendKeys(dst []byte, r rune) []byte {
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		return append(dst, byte(r))
	case 'A' <= r && r <= 'Z':
		return append(dst, byte(r)|0x20)
	case isSyllable(r):
		n := r - syllableFirst
		dst = append(dst, leadKeys[n/vowelsOfLead])
		dst = append(dst, vowelKeys[n%vowelsOfLead/tailsOfVowel]...)
		return append(dst, tailKeys[n%tailsOfVowel]...)
	case isJamo(r) && r < jamoVowel:
		return append(dst, jamoKeys[r-jamoFirst]...)
	case isJamo(r):
		return append(dst, vowelKeys[r-jamoVowel]...)
	case isOldJamo(r) && r < oldVowel:
		return append(dst, leadKeys[r-oldLead])
	case isOldJamo(r) && r < oldTail:
		return append(dst, vowelKeys[r-oldVowel]...)
	case isOldJamo(r):
		return append(dst, tailKeys[r-oldTail]...)
	case r < 0x80 || unicode.Is(unicode.Mn, r):
		return dst
	}
	if f := fold(r); f < 0x80 {
		return append(dst, byte(f))
	}
	return append(dst, string(unicode.ToLower(r))...)
}

// lookalikes are letters that pass for Latin ones. They are folded for matching only, never in what is echoed.
var lookalikes = map[rune]byte{
	'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'с': 'c', 'т': 't', 'у': 'y', 'х': 'x',
	'і': 'i', 'ї': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'ԛ': 'q', 'ԝ': 'w', 'һ': 'h', 'ӏ': 'l',
	'α': 'a', 'β': 'b', 'ε': 'e', 'η': 'n', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ϲ': 'c',
	'ı': 'i', 'ɡ': 'g', 'ɑ': 'a',
}

// fold gives the plain lower-case Latin letter or digit that a rune stands for, or the rune where there is none:
// é and 𝐞 and Cyrillic е are e.
func fold(r rune) rune {
	l := unicode.ToLower(r)
	if b, ok := lookalikes[l]; ok {
		return rune(b)
	}
	var buf [4]byte
	d := norm.NFKD.Properties(append(buf[:0], string(r)...)).Decomposition()
	if len(d) == 0 {
		return r
	}
	f := rune(d[0])
	if 'A' <= f && f <= 'Z' {
		f |= 0x20
	}
	if ('a' <= f && f <= 'z') || ('0' <= f && f <= '9') {
		return f
	}
	return r
}
