package answers

import (
	"fmt"
	"strings"
	"testing"

	"versus/answers/match"
)

var unitNames = map[quantityUnit]string{
	bare: "", year: "year", percent: "%", currency: "$", place: "place", perSecond: "/s", months: "months", years: "years",
	items: "items", gigabytes: "GB", gigawatts: "GW", times: "x", yearWord: "년",
}

// sayQuantity writes a quantity on one line: its number in digits, its unit, a plus, and how much of the text it takes.
func sayQuantity(text string, q quantity) string {
	plus := ""
	if q.plus {
		plus = "+"
	}
	value := q.digits
	if !q.number.IsZero() {
		value = q.number.Decimal()
	}
	if q.unit == year {
		value = q.digits // as the year was written out
	}
	return strings.TrimSpace(fmt.Sprintf("%s%s %s", value, plus, unitNames[q.unit])) + " <" + text[q.from:q.to] + ">"
}

func TestQuantities(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", ""},
		{"no number", ""},
		{"opus4.6", ""}, // digits behind a letter belong to a name
		{"foo12.75", ""},
		{"u12345678", "12345678 <12345678>"}, // a serial number
		{"80", "80 <80>"},
		{"80%", "80 % <80%>"},
		{"78.0 %", "78.0 % <78.0 %>"},
		{"78.0 percent", "78.0 % <78.0 percent>"},
		{"78프로", "78 % <78프로>"},
		{"78퍼센트 이상", "78 % <78퍼센트>"},
		{"80+", "80+ <80+>"},
		{"80%+", "80 % <80%>"}, // the plus is behind the unit, which means the same
		{"1,000+ tok/s", "1000+ /s <1,000+ tok/s>"},
		{"1,000 tokens per second", "1000 /s <1,000 tokens per second>"},
		{"30tps", "30 /s <30tps>"},
		{"$300b", "300000000000 $ <$300b>"},
		{"$300 billion", "300000000000 $ <$300 billion>"},
		{"300 billion dollars", "300000000000 $ <300 billion dollars>"},
		{"300bn usd", "300000000000 $ <300bn usd>"},
		{"$1.5t", "1500000000000 $ <$1.5t>"},
		{"$25", "25 $ <$25>"},
		{"3000억 달러", "300000000000 $ <3000억 달러>"},
		{"3000억달러", "300000000000 $ <3000억달러>"},
		{"1.5억", "150000000 <1.5억>"},
		{"1.5억 명", "150000000 items <1.5억 명>"},
		{"10만", "100000 <10만>"},
		{"1.5조", "1500000000000 <1.5조>"},
		{"2천만 명", "20000000 items <2천만 명>"},
		{"5백만", "5000000 <5백만>"},
		{"1m", "1000000 <1m>"},
		{"1m tokens", "1000000 <1m>"},
		{"1 million", "1000000 <1 million>"},
		{"200k", "200000 <200k>"},
		{"150 thousand", "150000 <150 thousand>"},
		{"3 models", "3 <3>"}, // not three million
		{"3 m", "3 <3>"},
		{"3mb", "3 <3>"},
		{"4 만", "4 <4>"}, // the particle
		{"2025", "2025 year <2025>"},
		{"2025년", "2025 year <2025년>"},
		{"2025년에", "2025 year <2025년>"},
		{"24년", "2024 year <24년>"},
		{"24년에", "2024 year <24년>"},
		{"40년", "40 years <40년>"}, // no year of this century
		{"7년", "7 years <7년>"},
		{"3년간", "3 years <3년간>"},
		{"7 years", "7 years <7 years>"},
		{"5개년", "5 years <5개년>"},
		{"2025b", "2025000000000 <2025b>"},
		{"$2025", "2025 $ <$2025>"},
		{"2025%", "2025 % <2025%>"},
		{"1999", "1999 <1999>"},
		{"2050", "2050 <2050>"},
		{"02025", "02025 <02025>"},
		{"6개월", "6 months <6개월>"},
		{"6 months", "6 months <6 months>"},
		{"top 3", "3 <3>"},
		{"3개", "3 items <3개>"},
		{"3가지", "3 items <3가지>"},
		{"#6", "6 place <#6>"},
		{"6위", "6 place <6위>"},
		{"6등", "6 place <6등>"},
		{"6번째", "6 place <6번째>"},
		{"6th", "6 place <6th>"},
		{"1st", "1 place <1st>"},
		{"2nd", "2 place <2nd>"},
		{"3rd", "3 place <3rd>"},
		{"10gw", "10 GW <10gw>"},
		{"10 기가와트", "10 GW <10 기가와트>"},
		{"16gb", "16 GB <16gb>"},
		{"4.7x", "4.7 x <4.7x>"},
		{"4.7배", "4.7 x <4.7배>"},
		{"3 times", "3 x <3 times>"},
		{"~30", "30 <~30>"},
		{"-14b", "14000000000 <-14b>"},
		{"5.", "5 <5>"},
		{"5.2.1", "5.2.1 <5.2.1>"}, // no number, and no more than its digits
		{"72-75%", "72 <72>, 75 % <-75%>"},
		{"2023-2026", "2023 year <2023>, 2026 year <-2026>"},
		{"2023~2026", "2023 year <2023>, 2026 year <~2026>"},
		{"2023년부터 2026년까지", "2023 year <2023년>, 2026 year <2026년>"},
		{"$750-830b", "750 $ <$750>, 830000000000 <-830b>"},
		{"2026-02-12", "2026 year <2026>, 02 <-02>, 12 <-12>"},
		{"over 80 under 90", "80 <80>, 90 <90>"},
		{"99999999999999999999", "99999999999999999999 <99999999999999999999>"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, q := range quantities(tt.text) {
				got = append(got, sayQuantity(tt.text, q))
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

// TestScaledLiterals makes sure that a number typed in any scale is written as the dataset writes it.
func TestScaledLiterals(t *testing.T) {
	for text, want := range map[string]string{
		"1.5억": "150M", "300b": "300B", "0.3t": "300B", "10만": "100K", "3000억": "300B", "1.55억": "155M", "5천": "5K", "80": "80", "78.0": "78.0",
		"1.2345만": "12.345K", "1,000": "1000", "2.5k": "2.5K",
	} {
		if got := quantities(text)[0].number.Literal; got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func FuzzQuantities(f *testing.F) {
	for _, s := range []string{"$300B", "1.5억 명", "24년", "72-75%", "1,000+ tok/s", "#6", "2023~2026", "5.2.1", "~30", "3 models", "-14b", "9.9.9년년", "１０"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean, _ := match.Clean(text)
		lower := strings.ToLower(clean)
		last := 0
		for _, q := range quantities(lower) {
			if q.from < last || q.to < q.digitsTo || q.digitsTo <= q.from || q.to > len(lower) {
				t.Fatalf("%q: a quantity from %d over %d to %d behind %d", lower, q.from, q.digitsTo, q.to, last)
			}
			last = q.to
			if q.unit == yearWord {
				t.Fatalf("%q: a number before 년 that is neither a year nor a length", lower[q.from:q.to])
			}
			if q.unit == year && (q.int() < firstYear || q.int() > lastYear) {
				t.Fatalf("%q: the year %s", lower[q.from:q.to], q.digits)
			}
			if n := q.int(); n < -1 || n > 1e8 {
				t.Fatalf("%q: %d", lower[q.from:q.to], n)
			}
			if f := q.number.Float(); f < 0 {
				t.Fatalf("%q: %g", lower[q.from:q.to], f)
			}
		}
	})
}
