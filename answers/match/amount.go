package match

import (
	"strings"
	"unicode/utf8"
)

// amount says why digits are an amount and no version.
type amount uint8

const (
	noAmount amount = iota
	bySign          // $300, 78%, 80+, #3, >5, 1,000
	byUnit          // 3개, 1M, 70b: the unit is the next token
	byWord          // top 3, over 80, 80 percent: told by a neighbour; a name may still hold the digits
)

// latinUnits are the units that may be glued to digits.
var latinUnits = set("k", "m", "b", "t", "bn", "mn", "tn", "gb", "tb", "gw", "mw", "x", "tok", "tps", "usd", "hr", "hrs", "h",
	"yr", "yrs", "th", "st", "nd", "rd", "nm", "pt", "pts", "pp", "q", "way", "year", "years", "day", "days", "d", "s", "ms")

// hangulUnits are the units glued to digits. Some are particles as well (만 is "only" and ten thousand): see unitOf.
var hangulUnits = set("년", "월", "일", "개", "위", "명", "억", "조", "천", "백", "십", "배", "장", "곳", "개사", "대", "달러", "불", "원", "퍼센트",
	"퍼", "시간", "분기", "분", "초", "주", "점", "등", "번째", "종", "가지", "기가와트", "기가", "토큰", "회", "번", "년간", "년도", "년대", "개월", "만명",
	"억명", "만개", "억달러", "조달러", "만달러", "억원", "조원", "천만", "백만", "천억", "개국", "여개", "여명", "주년", "순위", "이상", "이하", "초과", "미만")

// wordsBehind and wordsBefore make the number beside them an amount though a blank stands between.
var (
	wordsBehind = set("percent", "pct", "dollars", "dollar", "usd", "tokens", "token", "tok", "million", "billion", "trillion", "thousand",
		"users", "people", "hours", "years", "months", "weeks", "days", "points", "times", "gpus",
		"percentage", "k", "m", "b", "t", "bn", "달러", "퍼센트", "토큰", "명", "개", "개의", "시간", "배", "위", "년", "월", "일", "개월",
		"조", "억", "만", "이상", "이하", "초과", "미만", "넘는", "넘게", "가지", "곳", "장", "점", "등")
	wordsBefore = set("top", "first", "over", "above", "under", "below", "least", "most", "than", "exceeding", "beyond", "rank", "number", "no",
		"상위", "탑", "톱", "최소", "최대", "하위", "약", "best", "last", "worst", "bottom", "these", "those", "all")
)

// findAmounts marks the digits that are amounts.
func (sc *scratch) findAmounts(text string) {
	for i := range sc.toks {
		t := &sc.toks[i]
		if t.script != Digits {
			continue
		}
		switch {
		case signed(text, t):
			t.amount = bySign
		case sc.glued(i+1) && sc.unitBehind(text, i):
			t.amount = byUnit
		case sc.wordBeside(text, i):
			t.amount = byWord
		}
	}
}

// signed tells digits with a currency, a comparison, a percent or a grouping sign.
func signed(text string, t *token) bool {
	if strings.IndexByte(text[t.from:t.to], ',') >= 0 {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[t.to:], " ")); r == '%' || r == '°' || r == '≤' || r == '≥' {
		return true
	}
	if strings.HasPrefix(text[t.to:], "+") {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:t.from], " "))
	return strings.ContainsRune("$€£₩¥<>=≤≥", r) || strings.HasSuffix(text[:t.from], "#") || strings.HasSuffix(text[:t.from], "~")
}

// unitBehind looks at the token glued behind digits.
func (sc *scratch) unitBehind(text string, i int) bool {
	u := &sc.toks[i+1]
	switch u.script {
	case Latin:
		if u.n > 5 || !latinUnits[string(sc.key(u))] {
			return false
		}
		u.unit = u.to - u.from
		return true
	case Hangul:
		u.unit = unitOf(text[u.from:u.to])
		return u.unit > 0
	}
	return false
}

// unitOf gives the length of the unit that a Hangul token is, with at most one particle behind it, or 0. A lone 만 is
// taken for the particle, as in "그록 4만": ten thousand of what would stand behind it in the same token.
func unitOf(s string) int {
	for end := len(s); end > 0 && end >= len(s)-3*maxJosa; end -= 3 {
		if (end == len(s) || particles[s[end:]]) && hangulUnits[s[:end]] {
			return end
		}
	}
	if strings.HasPrefix(s, "만") && len(s) > len("만") && (hangulUnits[s[len("만"):]] || unitOf(s[len("만"):]) > 0) {
		return len(s)
	}
	return 0
}

// wordBeside tells an amount by the word before or behind it: "top 3", "80 percent".
func (sc *scratch) wordBeside(text string, i int) bool {
	if i+1 < len(sc.toks) {
		n := &sc.toks[i+1]
		if n.word == sc.toks[i].word+1 && n.n <= 10 {
			if n.script == Latin && wordsBehind[string(sc.key(n))] || n.script == Hangul && (wordsBehind[text[n.from:n.to]] || unitOf(text[n.from:n.to]) > 0) {
				return true
			}
		}
	}
	if i == 0 {
		return false
	}
	p := &sc.toks[i-1]
	return p.n <= 10 && (p.script == Latin && wordsBefore[string(sc.key(p))] || p.script == Hangul && wordsBefore[text[p.from:p.to]])
}

// isYear tells the numbers that are years.
func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "20" || s[:2] == "19")
}
