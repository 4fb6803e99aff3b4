package data

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Date is a day, or as much of one as is known. The zero Date is none.
type Date struct {
	Year    int
	Quarter int // 1–4, 0 where not given by quarter
	Month   int // 1–12, 0 where only the year or the quarter is known
	Day     int // 1–31, 0 where only the month is known
}

// The years a date may have: outside them it is a slip of the finger.
const (
	firstYear = 1900
	lastYear  = 2199
)

// ParseDate reads 2026-02-12, 2026-02, 2026-Q2 or 2026. It refuses a day that does not exist.
func ParseDate(s string) (Date, error) {
	bad := func(why string) (Date, error) { return Date{}, fmt.Errorf("parse date %q: %s", clip(s), why) }
	parts := strings.Split(s, "-")
	year, ok := digits(parts[0], 4)
	if !ok || len(parts) > 3 {
		return bad("it has the form of none")
	}
	if year < firstYear || year > lastYear {
		return bad(fmt.Sprintf("a year is from %d to %d", firstYear, lastYear))
	}
	d := Date{Year: year}
	if len(parts) == 1 {
		return d, nil
	}
	if q, isQuarter := strings.CutPrefix(parts[1], "Q"); isQuarter {
		if d.Quarter, ok = digits(q, 1); !ok || d.Quarter < 1 || d.Quarter > 4 || len(parts) > 2 {
			return bad("a quarter is 2026-Q1 to 2026-Q4")
		}
		return d, nil
	}
	if d.Month, ok = digits(parts[1], 2); !ok || d.Month < 1 || d.Month > 12 {
		return bad("a month is 01 to 12")
	}
	if len(parts) == 2 {
		return d, nil
	}
	if d.Day, ok = digits(parts[2], 2); !ok || d.Day < 1 || d.Time().Month() != time.Month(d.Month) {
		return bad("there is no such day")
	}
	return d, nil
}

// digits reads exactly n decimal digits.
func digits(s string, n int) (int, bool) {
	if len(s) != n || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}

// IsZero says whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String writes the date as the dataset does: 2026-02-12, 2026-02, 2026-Q2, 2026; nothing for the zero Date.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Quarter != 0:
		return fmt.Sprintf("%04d-Q%d", d.Year, d.Quarter)
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time gives the first moment of the date, in UTC. Of the zero Date it gives the zero Time.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	month := max(d.Month, 1)
	if d.Quarter != 0 {
		month = 3*d.Quarter - 2
	}
	return time.Date(d.Year, time.Month(month), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// End gives the first moment after the date: of 2026-Q2, the first of July. Of the zero Date it gives the zero Time.
func (d Date) End() time.Time {
	t := d.Time()
	switch {
	case d.IsZero():
		return t
	case d.Day != 0:
		return t.AddDate(0, 0, 1)
	case d.Month != 0:
		return t.AddDate(0, 1, 0)
	case d.Quarter != 0:
		return t.AddDate(0, 3, 0)
	}
	return t.AddDate(1, 0, 0)
}

// Compare orders dates by their first moment, and the vaguer first where that is the same: 2026, 2026-Q1, 2026-01,
// 2026-01-01. No date comes before all others.
func (d Date) Compare(e Date) int {
	return cmp.Or(d.Time().Compare(e.Time()), e.End().Compare(d.End()))
}

// MarshalText writes the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; nothing is no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	e, err := ParseDate(string(b))
	*d = e
	return err
}

// A Period is the time a figure is about; To equals From for a single year, quarter or month. The zero Period is none.
type Period struct{ From, To Date }

// ParsePeriod reads a date or two of them: 2025, 2025-12, 2026-Q2, 2025..2031.
func ParsePeriod(s string) (Period, error) {
	from, to, two := strings.Cut(s, "..")
	var p Period
	var err error
	if p.From, err = ParseDate(from); err != nil {
		return Period{}, err
	}
	if !two {
		p.To = p.From
		return p, nil
	}
	if p.To, err = ParseDate(to); err != nil {
		return Period{}, err
	}
	if p.From.Compare(p.To) >= 0 || p.To.End().Before(p.From.End()) {
		return Period{}, fmt.Errorf("parse period %q: it ends before it begins", clip(s))
	}
	return p, nil
}

// IsZero says whether there is no period.
func (p Period) IsZero() bool { return p == Period{} }

// String writes the period as the dataset does; nothing for the zero Period.
func (p Period) String() string {
	if p.From == p.To {
		return p.From.String()
	}
	return p.From.String() + ".." + p.To.String()
}

// Compare orders periods by when they begin, then by when they end.
func (p Period) Compare(q Period) int {
	return cmp.Or(p.From.Compare(q.From), p.To.Compare(q.To))
}

// MarshalText writes the period as String does.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote; nothing is no period.
func (p *Period) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	q, err := ParsePeriod(string(b))
	*p = q
	return err
}
