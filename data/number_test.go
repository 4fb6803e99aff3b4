package data_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"versus/data"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct {
		in       string
		coef     int64
		exp      int
		decimals int
		decimal  string
	}{
		{"78.0", 780, -1, 1, "78.0"},
		{"1.10", 110, -2, 2, "1.10"},
		{"0", 0, 0, 0, "0"},
		{"0.5", 5, -1, 1, "0.5"},
		{"-0.5", -5, -1, 1, "-0.5"},
		{"0.05", 5, -2, 2, "0.05"},
		{"0K", 0, 3, 0, "0"},
		{"0.00", 0, -2, 2, "0.00"},
		{"750B", 750, 9, 0, "750000000000"},
		{"1.55B", 155, 7, 2, "1550000000"},
		{"1.5K", 15, 2, 1, "1500"},
		{"1.2345K", 12345, -1, 4, "1234.5"},
		{"-14B", -14, 9, 0, "-14000000000"},
		{"555000", 555000, 0, 0, "555000"},
		{"12345678901234567", 12345678901234567, 0, 0, "12345678901234567"},
		{"99999999999999999T", 99999999999999999, 12, 0, "99999999999999999000000000000"},
	} {
		n, err := data.ParseNumber(c.in)
		if err != nil || n.Literal != c.in || n.Coef != c.coef || n.Exp != c.exp || n.Decimals() != c.decimals || n.Decimal() != c.decimal {
			t.Errorf("ParseNumber(%q) = %+v %v, %d decimals, written out %s", c.in, n, err, n.Decimals(), n.Decimal())
		}
	}
	for _, in := range []string{
		"", "-", ".", "1.", ".5", "+1", "--1", "1-", "01", "00", "-0", "-0.0", "1e3", "0x10", "1_000", "1,000", "1 000", " 1", "1 ",
		"80%", "$1", "1k", "1G", "1KM", "K", "1.K", "1.5.5", "≥80", "~30", "½", "１", "inf", "NaN", "123456789012345678", "1\n",
	} {
		if n, err := data.ParseNumber(in); err == nil {
			t.Errorf("ParseNumber(%q) = %+v, want an error", in, n)
		} else if !strings.HasPrefix(err.Error(), "parse figure ") {
			t.Errorf("ParseNumber(%q): %v", in, err)
		}
	}
}

func TestNumberCmp(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"78", "78.0", 0}, {"1K", "1000", 0}, {"1.5K", "1.4999K", 1}, {"-14B", "1", -1}, {"999T", "1000T", -1}, {"0", "0.000", 0}} {
		a, b := number(t, c.a), number(t, c.b)
		if a.Cmp(b) != c.want || b.Cmp(a) != -c.want {
			t.Errorf("%s against %s: %d", c.a, c.b, a.Cmp(b))
		}
	}
}

func number(t testing.TB, s string) data.Number {
	t.Helper()
	n, err := data.ParseNumber(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// checkNumber holds for every number there is: its literal, its digits written out and its exact value are one.
func checkNumber(t interface{ Fatalf(string, ...any) }, s string) {
	n, err := data.ParseNumber(s)
	if err != nil {
		return
	}
	if n.Literal != s || n.IsZero() {
		t.Fatalf("literal of %q is %q", s, n.Literal)
	}
	exact, ok := new(big.Rat).SetString(n.Decimal())
	if !ok || exact.Cmp(n.Rat()) != 0 {
		t.Fatalf("%q written out is %s, its value %s", s, n.Decimal(), n.Rat())
	}
	if !json.Valid([]byte(n.Decimal())) {
		t.Fatalf("%q written out is %s, which is no JSON", s, n.Decimal())
	}
	var back data.Number
	text, _ := n.MarshalText()
	if err := back.UnmarshalText(text); err != nil || back != n {
		t.Fatalf("%q comes back as %+v, %v", s, back, err)
	}
}

func TestNumberAgreesWithItsDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkNumber(t, rapid.StringMatching(`-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,6})?[KMBT]?`).Draw(t, "literal"))
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"78.0", "-14B", "1.55B", "0", "-0", "1e3", "555000", "1,000", "99999999999999999T"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkNumber(t, s) })
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ in, begin, end string }{
		{"2026", "2026-01-01", "2027-01-01"},
		{"2026-Q4", "2026-10-01", "2027-01-01"},
		{"2026-02", "2026-02-01", "2026-03-01"},
		{"2024-02-29", "2024-02-29", "2024-03-01"},
		{"2026-12-31", "2026-12-31", "2027-01-01"},
	} {
		d, err := data.ParseDate(c.in)
		if err != nil || d.String() != c.in || d.Time().Format("2006-01-02") != c.begin || d.End().Format("2006-01-02") != c.end {
			t.Errorf("ParseDate(%q) = %v %v, from %v to %v", c.in, d, err, d.Time(), d.End())
		}
	}
	for _, in := range []string{"", "26", "2026-", "2026-2", "2026-00", "2026-13", "2026-02-29", "2026-02-00", "2026-02-1", "2026-Q0", "2026-Q5", "2026-Q1-01", "1066", "3000", "2026-02-12-01", "-2026", "+2026", "2026/02", "２０２６"} {
		if d, err := data.ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", in, d)
		}
	}
	var last data.Date
	for _, s := range []string{"2025-12-31", "2026", "2026-Q1", "2026-01", "2026-01-01", "2026-01-02", "2026-02", "2026-Q2", "2027"} {
		d, err := data.ParseDate(s)
		if err != nil || last.Compare(d) >= 0 || d.Compare(last) <= 0 || d.Compare(d) != 0 {
			t.Errorf("%s does not come after %s", s, last)
		}
		last = d
	}
}

func TestPeriods(t *testing.T) {
	for _, in := range []string{"2025", "2025-12", "2026-Q2", "2025..2031", "2025-12..2026", "2025-Q1..2025-Q3"} {
		p, err := data.ParsePeriod(in)
		if err != nil || p.String() != in {
			t.Errorf("ParsePeriod(%q) = %v, %v", in, p, err)
		}
	}
	for _, in := range []string{"", "..", "2025..", "..2025", "2025..2025", "2031..2025", "2025..2026..2027", "2025...2031", "2025..2025-01", "2025-2031"} {
		if p, err := data.ParsePeriod(in); err == nil {
			t.Errorf("ParsePeriod(%q) = %v, want an error", in, p)
		}
	}
}

func TestPeriodsInOrder(t *testing.T) {
	var last data.Period
	for _, s := range []string{"2024..2026", "2025", "2025..2026", "2025..2031", "2025-Q1", "2026"} {
		p, err := data.ParsePeriod(s)
		if err != nil || last.Compare(p) >= 0 || p.Compare(last) <= 0 || p.Compare(p) != 0 {
			t.Errorf("%s does not come after %s", s, last)
		}
		last = p
	}
}
