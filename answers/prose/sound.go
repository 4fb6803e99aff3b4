package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sound is how a text ends when a Korean reads it aloud.
type sound uint8

const (
	unknown sound = iota
	open          // in a vowel
	liquid        // in ㄹ
	closed        // in any other consonant
)

// finalSound tells how a text ends when it is read aloud in Korean.
//
//   - Hangul says it itself.
//   - What stands in brackets at the end does not count: "미공개(undisclosed)" ends as 미공개 does.
//   - Dollars are read after their number: "$380B" ends as 달러 does. "%" is 퍼센트, and "+" is 이상.
//   - A digit ends as its Korean name: 4.6 in 육, 4.5 in 오.
//   - Capitals are read letter by letter: of those only L, M, N and R end in a consonant.
//   - Other Latin words follow how their endings are taken into Korean; see [wordSound].
//
// Names of the dataset do not need the last two rules: they bring their Korean label as their reading.
func finalSound(s string) sound {
	const most = 256 // bytes: nobody reads further back, whatever was pasted
	s = s[max(0, len(s)-most):]
	s = strings.TrimRightFunc(s, isSilent)
	for {
		cut := beforeBracket(s)
		if cut == s {
			break
		}
		s = strings.TrimRightFunc(cut, isSilent)
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	switch {
	case r >= '가' && r <= '힣':
		return batchim((r - '가') % 28)
	case r == 'ㄹ':
		return liquid // 리을
	case r >= 'ㄱ' && r <= 'ㅎ':
		return closed // 기역, 니은, …
	case r >= 'ㅏ' && r <= 'ㅣ':
		return open
	case r == '+':
		return closed // 이상
	case r == '%', r == '$', r == '€', r == '£', r == '°':
		return open
	case isMoney(s):
		return open // 달러
	case r >= '0' && r <= '9':
		return digitSounds[r-'0']
	case isLatin(r):
		return latinSound(s)
	}
	return unknown
}

// digitSounds are those of 영 일 이 삼 사 오 육 칠 팔 구.
var digitSounds = [10]sound{closed, liquid, open, closed, open, open, closed, liquid, liquid, open}

// batchim tells the sound of a syllable from the index of its final consonant; 0 is none, 8 is ㄹ.
func batchim(i rune) sound {
	switch i {
	case 0:
		return open
	case 8:
		return liquid
	}
	return closed
}

// isSilent says whether a trailing rune is not read: quotes, stops and blanks.
func isSilent(r rune) bool {
	switch r {
	case '"', '\'', '“', '”', '‘', '’', '`', '「', '」', '『', '』', '.', ',', '!', '?', '…', '*', '_', ':', ';':
		return true
	}
	return unicode.IsSpace(r)
}

// beforeBracket cuts a bracket off the end of a text: "Zhang Yiming(장이밍)" becomes "Zhang Yiming". A text that is
// one bracket alone becomes what stands inside.
func beforeBracket(s string) string {
	for _, b := range [...][2]string{{"(", ")"}, {"[", "]"}, {"（", "）"}} {
		if !strings.HasSuffix(s, b[1]) {
			continue
		}
		at := strings.LastIndex(s, b[0])
		if before := strings.TrimSpace(s[:max(at, 0)]); before != "" {
			return before
		}
		return s[max(at+len(b[0]), 0) : len(s)-len(b[1])]
	}
	return s
}

// isMoney says whether the last word is an amount of dollars: "$380B", "-$14B", "$750-830B".
func isMoney(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	return strings.Contains(word, "$")
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// latinSound tells the sound of a text that ends in a Latin letter.
func latinSound(s string) sound {
	start := len(s)
	for start > 0 && isLatin(rune(s[start-1])) {
		start--
	}
	word := s[start:]
	last := word[len(word)-1]
	capital := last >= 'A' && last <= 'Z'
	if capital && (len(word) == 1 || word[len(word)-2] >= 'A' && word[len(word)-2] <= 'Z') || len(word) == 1 {
		return letterSound(last)
	}
	return wordSound(strings.ToLower(word))
}

// letterSound tells the sound of a letter's name: 엘, 엠, 엔 and 알 end in a consonant.
func letterSound(b byte) sound {
	switch b | 0x20 {
	case 'l', 'r':
		return liquid
	case 'm', 'n':
		return closed
	}
	return open
}

// wordSound guesses the sound of an English word from its spelling, as loan words go:
//
//   - m, n, ng and l stay a final consonant, before a silent e too: Amazon, Google, Oracle, Chrome;
//   - p, t, c, k and b stay one behind a single short vowel: Sonnet, TikTok, WhatsApp, Anthropic, Slack, Web;
//   - anything else gains a vowel (Opus 오퍼스, Flash 플래시, Spark 스파크, Code 코드) or ends in one (Meta, Server).
func wordSound(w string) sound {
	stem := strings.TrimSuffix(w, "e")
	if stem == "" {
		return open
	}
	last := stem[len(stem)-1]
	switch {
	case last == 'l':
		return liquid
	case last == 'm', last == 'n':
		return closed
	case stem != w:
		return open // code, site, azure
	}
	switch last {
	case 'g':
		if strings.HasSuffix(w, "ng") {
			return closed
		}
	case 'p', 't', 'c', 'k', 'b':
		return stopSound(w, last)
	}
	return open
}

// stopSound tells whether a final stop stays: behind one short vowel it does.
func stopSound(w string, last byte) sound {
	stem := w[:len(w)-1]
	if strings.HasSuffix(stem, string(last)) || last == 'k' && strings.HasSuffix(stem, "c") {
		stem = stem[:len(stem)-1] // app, slack
	}
	if n := len(stem); n > 0 && isVowel(stem[n-1]) && (n == 1 || !isVowel(stem[n-2]) || stem[n-2:] == "oo") {
		return closed
	}
	return open
}

func isVowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }
