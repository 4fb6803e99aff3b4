package answers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"versus/data"
)

// A quantity is a number in a question with what stands around it: "$300B", "78%", "1M", "2025년", "top 3".
type quantity struct {
	from, to int // bytes of the text, currency and unit included
	digitsTo int // where the digits end
	digits   string
	number   data.Number
	unit     quantityUnit
	plus     bool
}

// quantityUnit is what a number in a question counts.
type quantityUnit uint8

const (
	bare quantityUnit = iota
	year
	percent
	currency
	place // "6위", "6th", "#6"
	perSecond
	months
	years // a length of time: "3년간", "7 years"
	items // "3개", "3 models"
	gigabytes
	gigawatts
	times
	yearWord // a number before "년": a year, or a length of time
)

// The years that a bare four-digit number may mean. Outside of them it is a number.
const (
	firstYear = 2000
	lastYear  = 2049

	// A number of two digits before "년" is a year of this century within these bounds: "24년".
	firstShort = 20
	lastShort  = 39

	// serialDigits is how many digits behind a letter are a serial number ("U12345678"), which asks for nothing, and no
	// version of what stands before.
	serialDigits = 7
)

// scale maps the suffixes of a number to powers of ten.
var scales = []struct {
	suffix string
	exp    int
}{
	{"trillion", 12}, {"billion", 9}, {"million", 6}, {"thousand", 3}, {"천만", 7}, {"백만", 6}, {"bn", 9}, {"mn", 6},
	{"조", 12}, {"억", 8}, {"만", 4}, {"천", 3}, {"t", 12}, {"b", 9}, {"m", 6}, {"k", 3},
}

// unitWords maps what follows a number to its unit, longest first where one begins another.
var unitWords = []struct {
	word string
	unit quantityUnit
}{
	{"percent", percent}, {"퍼센트", percent}, {"프로", percent}, {"%", percent}, {"％", percent},
	{"tokens per second", perSecond}, {"tokens/s", perSecond}, {"tok/s", perSecond}, {"tps", perSecond},
	{"dollars", currency}, {"달러", currency}, {"usd", currency}, {"불", currency},
	{"년간", years}, {"개년", years}, {"years", years}, {"year", years}, {"년", yearWord},
	{"months", months}, {"개월", months},
	{"번째", place}, {"위", place}, {"등", place}, {"th", place}, {"st", place}, {"nd", place}, {"rd", place},
	{"기가바이트", gigabytes}, {"gb", gigabytes}, {"기가와트", gigawatts}, {"gw", gigawatts},
	{"배", times}, {"times", times}, {"x", times}, {"곳", items}, {"개", items}, {"명", items}, {"가지", items},
}

// quantities finds the numbers of a text from left to right. The text is clean and in lower case.
func quantities(text string) []quantity {
	var found []quantity
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		if end := digitsEnd(text, i); i > 0 && isLatin(text[i-1]) && end-i < serialDigits {
			i = end // a version: "opus4.6"
			continue
		}
		q := readQuantity(text, i)
		found = append(found, q)
		i = max(q.to, i+1)
	}
	return found
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// digitsEnd is where a number ends, points and commas between digits included.
func digitsEnd(text string, end int) int {
	for end < len(text) && (isDigit(text[end]) || (text[end] == '.' || text[end] == ',') && end+1 < len(text) && isDigit(text[end+1])) {
		end++
	}
	return end
}

func readQuantity(text string, start int) quantity {
	q := quantity{from: start}
	end := digitsEnd(text, start)
	q.digits = strings.ReplaceAll(text[start:end], ",", "")
	if start > 0 {
		before := text[:start]
		for _, sign := range []string{"$", "#", "~", "-"} {
			before, _ = strings.CutSuffix(before, sign)
			if strings.HasSuffix(text[:q.from], sign) {
				q.from -= len(sign)
				switch sign {
				case "$":
					q.unit = currency
				case "#":
					q.unit = place
				}
				break
			}
		}
	}
	q.to, q.digitsTo = end, end
	exp := q.readScale(text)
	q.readUnit(text)
	if n, err := data.ParseNumber(q.digits); err == nil {
		if exp > 0 {
			n.Exp += exp
			n.Literal = literal(n)
		}
		q.number = n
	}
	q.settleYear(exp)
	return q
}

// literal writes a scaled number as the dataset would: 150 million, typed as 1.5억, is "150M", and 3000억 "300B".
func literal(n data.Number) string {
	whole, fraction, _ := strings.Cut(n.Decimal(), ".")
	for _, s := range []struct {
		exp  int
		name string
	}{{12, "T"}, {9, "B"}, {6, "M"}, {3, "K"}} {
		if at := len(whole) - s.exp; at > 0 {
			fraction = strings.TrimRight(whole[at:]+fraction, "0")
			if fraction != "" {
				fraction = "." + fraction
			}
			return whole[:at] + fraction + s.name
		}
	}
	return n.Decimal()
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func (q *quantity) readScale(text string) int {
	rest := text[q.to:]
	trimmed := strings.TrimLeft(rest, " ")
	gap := len(rest) - len(trimmed)
	for _, s := range scales {
		if !strings.HasPrefix(trimmed, s.suffix) {
			continue
		}
		after := trimmed[len(s.suffix):]
		if len(s.suffix) == 1 && (gap > 0 || startsLatin(after)) {
			continue // "3 models" is not 3M
		}
		if s.suffix == "만" && gap > 0 {
			continue
		}
		q.to += gap + len(s.suffix)
		return s.exp
	}
	return 0
}

func startsLatin(s string) bool { return s != "" && isLatin(s[0]) }

func (q *quantity) readUnit(text string) {
	rest := text[q.to:]
	if strings.HasPrefix(rest, "+") {
		q.plus = true
		q.to++
		rest = rest[1:]
	}
	trimmed := strings.TrimLeft(rest, " ")
	gap := len(rest) - len(trimmed)
	for _, w := range unitWords {
		if !strings.HasPrefix(trimmed, w.word) || isLatin(w.word[0]) && startsLatin(trimmed[len(w.word):]) {
			continue
		}
		if gap > 0 && (w.unit == place || w.word == "x" || w.word == "year") {
			continue
		}
		q.to += gap + len(w.word)
		if q.unit == bare {
			q.unit = w.unit
		}
		return
	}
}

func (q *quantity) settleYear(exp int) {
	if n := q.int(); len(q.digits) == 2 && q.unit == yearWord && n >= firstShort && n <= lastShort {
		q.digits, q.unit = "20"+q.digits, year
		return
	}
	if q.unit == yearWord {
		q.unit = years
	}
	if exp != 0 || len(q.digits) != 4 || q.unit != bare && q.unit != years {
		return
	}
	if n := q.int(); n >= firstYear && n <= lastYear {
		q.unit = year
	}
}

// int is the quantity as a small whole number, -1 where it is none.
func (q quantity) int() int {
	n := 0
	for _, r := range q.digits {
		if !unicode.IsDigit(r) || utf8.RuneLen(r) > 1 || n > 1e6 {
			return -1
		}
		n = n*10 + int(r-'0')
	}
	return n
}
