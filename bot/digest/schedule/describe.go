package schedule

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"versus/data"
)

// A shape is what people would call a plan.
type shape struct {
	times []int // minutes of the day; empty where it goes by hours
	step  int   // every so many hours, on the hour
	days  uint64
	doms  uint64
	month uint64
	any   bool // every day
}

const (
	allDays   = 1<<7 - 1
	allDoms   = 1<<32 - 2
	allMonths = 1<<13 - 2
	workdays  = 0b0111110
	weekend   = 0b1000001
	maxTimes  = 6 // more times of day than these are not listed
)

// shape gives a plan's shape, and false where words would be longer than the cron line.
func (p *plan) shape() (shape, bool) {
	s := shape{days: p.dow, doms: p.dom, month: p.month}
	if p.either || p.second != 1 || p.dow != allDays && p.dom != allDoms {
		return s, false
	}
	s.any = p.dow == allDays && p.dom == allDoms
	if s.step = hourStep(p.hour); s.step > 0 && p.minute == 1 {
		return s, s.month == allMonths && s.doms == allDoms
	}
	s.step = 0
	if n := ones(p.hour) * ones(p.minute); n == 0 || n > maxTimes {
		return s, false
	}
	for h, ok := atLeast(p.hour, 0); ok; h, ok = atLeast(p.hour, h+1) {
		for m, ok := atLeast(p.minute, 0); ok; m, ok = atLeast(p.minute, m+1) {
			s.times = append(s.times, int(h*60+m))
		}
	}
	return s, true
}

// hourStep gives n where the hours are every nth of the day, several a day; else 0.
func hourStep(hours uint64) int {
	for _, n := range []int{1, 2, 3, 4, 6, 8, 12} {
		var set uint64
		for h := 0; h < 24; h += n {
			set |= 1 << h
		}
		if hours == set {
			return n
		}
	}
	return 0
}

// Describe says a schedule in words: “every Monday at 09:00 (Asia/Seoul)”. One that words do not hold is named by its
// cron line.
func (s Schedule) Describe(l data.Lang) string {
	p, err := parseLine(s.Line)
	if err != nil {
		return s.Line + " (" + s.Zone + ")"
	}
	form, ok := p.shape()
	if !ok {
		return say(l, "by_line", vars{"Line": s.Line, "Zone": s.Zone})
	}
	v := vars{"Days": form.inWords(l), "Zone": s.Zone, "Count": form.step}
	switch {
	case form.step > 0 && form.any:
		return say(l, "every_hours", v)
	case form.step > 0:
		return say(l, "every_hours_on", v)
	}
	delete(v, "Count")
	v["Times"] = join(l, each(form.times, clockText))
	return say(l, "days_at", v)
}

// inWords says the days of a shape: every Monday; on the 1st of every month.
func (s shape) inWords(l data.Lang) string {
	months := ""
	if s.month != allMonths {
		months = join(l, each(numbersOf(s.month), func(m int) string { return say(l, "month_"+monthNames[m-1], nil) }))
	}
	v := vars{"Months": months, "Days": ""}
	switch {
	case s.any:
		return say(l, "every_day", v)
	case s.doms != allDoms:
		v["Days"] = join(l, each(numbersOf(s.doms), func(n int) string { return ordinal(l, n) }))
		return say(l, "on_doms", v)
	case s.days == workdays:
		return say(l, "every_weekday", v)
	case s.days == weekend:
		return say(l, "every_weekend", v)
	}
	v["Days"] = join(l, each(fromMonday(s.days), func(d int) string { return Weekday(time.Weekday(d), l) }))
	return say(l, "every_days", v)
}

// Weekday gives a day's name.
func Weekday(d time.Weekday, l data.Lang) string { return say(l, "day_"+dayNames[d], nil) }

// Typed gives what to type for a schedule, in words where words hold it: "weekly mon 09:00 Asia/Seoul", "매주 월 09:00
// Asia/Seoul", else the cron line in quotes. [Parse] reads it back as a schedule with the same slots.
func (s Schedule) Typed(l data.Lang) string {
	quoted := strconv.Quote(s.Line) + " " + s.Zone
	p, err := parseLine(s.Line)
	if err != nil || p.seconds {
		return quoted
	}
	form, ok := p.shape()
	if !ok || form.month != allMonths {
		return quoted
	}
	days := ""
	switch {
	case form.doms != allDoms:
		numbers := each(numbersOf(form.doms), func(n int) string { return say(l, "typed_dom", vars{"Day": n}) })
		days = say(l, "typed_monthly", vars{"Days": strings.Join(numbers, ",")})
	case form.days == workdays:
		days = say(l, "typed_weekdays", nil)
	case !form.any:
		names := each(fromMonday(form.days), func(d int) string { return say(l, "short_"+dayNames[d], nil) })
		days = say(l, "typed_weekly", vars{"Days": strings.Join(names, ",")})
	case form.step == 0:
		days = say(l, "typed_daily", nil)
	}
	at := strings.Join(each(form.times, clockText), ",")
	switch {
	case form.step == 1:
		at = say(l, "typed_hourly", nil)
	case form.step > 1:
		at = say(l, "typed_hours", vars{"Hours": form.step})
	}
	if form.step > 0 && !form.any { // every 2 hours on certain days
		return quoted
	}
	return strings.Join(strings.Fields(days+" "+at+" "+s.Zone), " ")
}

// When says a slot with weekday, date and zone: “Monday, 30 November 2026, 09:00 KST (UTC+09:00, Asia/Seoul)”. Where a
// change of the clock moves it, it says so.
func (s Schedule) When(slot Slot, l data.Lang) string {
	loc, err := time.LoadLocation(s.Zone)
	if err != nil {
		return slot.Local + " (" + s.Zone + ")"
	}
	at := slot.At.In(loc)
	text := say(l, "when", vars{
		"Date": Date(at, l), "Time": clockOf(at), "Abbreviation": abbreviation(at), "Offset": offsetOf(at), "Zone": s.Zone,
	})
	if shown := at.Format("2006-01-02T15:04"); len(slot.Local) >= len(shown) && shown != slot.Local[:len(shown)] {
		text += " " + say(l, "moved", vars{"Time": slot.Local[len("2006-01-02T"):]})
	}
	return text
}

// Date says a day: “Monday, 30 November 2026”, “2026년 11월 30일 월요일”.
func Date(t time.Time, l data.Lang) string {
	return say(l, "date", vars{
		"Weekday": Weekday(t.Weekday(), l), "Day": t.Day(), "Month": int(t.Month()), "Year": t.Year(),
		"MonthName": say(l, "month_"+monthNames[t.Month()-1], nil),
	})
}

func clockOf(t time.Time) string {
	if t.Second() != 0 {
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// abbreviation is what a zone calls itself at a time, "" where it is but a number.
func abbreviation(t time.Time) string {
	name, _ := t.Zone()
	if name == "" || name[0] == '+' || name[0] == '-' || name == "UTC" {
		return ""
	}
	return name
}

// ordinal says a day of the month: 1st, 2nd; 1일.
func ordinal(l data.Lang, n int) string {
	if l == data.KO {
		return fmt.Sprintf("%d일", n)
	}
	tail := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			tail = "st"
		case 2:
			tail = "nd"
		case 3:
			tail = "rd"
		}
	}
	return strconv.Itoa(n) + tail
}

// join lists words: a, b and c.
func join(l data.Lang, list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	n := len(list) - 1
	return say(l, "and", vars{"Before": strings.Join(list[:n], ", "), "Last": list[n]})
}

func each(list []int, f func(int) string) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = f(n)
	}
	return out
}

func numbersOf(set uint64) []int {
	var out []int
	for ; set != 0; set &= set - 1 {
		out = append(out, bits.TrailingZeros64(set))
	}
	return out
}

// fromMonday lists days of the week with Sunday last.
func fromMonday(set uint64) []int {
	out := numbersOf(set &^ 1)
	if set&1 != 0 {
		out = append(out, 0)
	}
	return out
}
