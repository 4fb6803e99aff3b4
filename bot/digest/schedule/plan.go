package schedule

import (
	"fmt"
	"math/bits"
	"time"
)

// The calculator works on walls: local times counted in seconds as if the local clock were UTC. Each wall is a plain
// number, so that days and months are plain calendar arithmetic, and all that clock changes do is in two functions:
//
//	instant(w)  the first instant at which the clock shows w or a later time
//	shown(t)    the latest wall that the clock has shown up to t
//
// instant never decreases with w, and instant(w) <= t just where w <= shown(t). Everything else follows.
type wall int64

const (
	day = 24 * 60 * 60
	// reach is longer than any zone's distance from UTC, and than any step of a clock in the time-zone database.
	reach = 27 * 60 * 60
	// cycle is after how many days the calendar's weekdays and leap years come again, between 1901 and 2099.
	cycle = 28*365 + 7
	// patience is how many days are searched for a slot; the longest wait is that for 29 February over 2100.
	patience = 8*366 + 1
)

// A plan is a schedule made ready: the line's fields as sets of bits, and the zone.
type plan struct {
	second, minute, hour, dom, month, dow uint64
	either                                bool // days of the month and of the week are both restricted: either will do
	seconds                               bool // the line says seconds
	loc                                   *time.Location
}

func (s Schedule) plan() (*plan, error) {
	p, err := parseLine(s.Line)
	if err != nil {
		return nil, err
	}
	if s.Zone == "" || s.Zone == "Local" {
		return nil, fmt.Errorf("load zone %q: it names no place", s.Zone)
	}
	if p.loc, err = time.LoadLocation(s.Zone); err != nil {
		return nil, fmt.Errorf("load zone %q: %w", s.Zone, err)
	}
	return p, nil
}

func (p *plan) next(after time.Time) (Slot, bool) {
	w, ok := p.wallAfter(shown(after, p.loc))
	if !ok {
		return Slot{}, false
	}
	at := instant(w, p.loc)
	if there := local(at); there > w { // a gap: others may come at this instant too
		w, _ = p.wallUpTo(there)
	}
	return p.slot(w, at), true
}

func (p *plan) latest(until time.Time) (Slot, bool) {
	w, ok := p.wallUpTo(shown(until, p.loc))
	if !ok {
		return Slot{}, false
	}
	return p.slot(w, instant(w, p.loc)), true
}

func (p *plan) slot(w wall, at time.Time) Slot {
	form := "2006-01-02T15:04"
	if p.seconds {
		form += ":05"
	}
	return Slot{Local: time.Unix(int64(w), 0).UTC().Format(form), At: at.UTC()}
}

// local is what the clock shows at an instant.
func local(t time.Time) wall {
	_, offset := t.Zone()
	return wall(t.Unix() + int64(offset))
}

func instant(w wall, loc *time.Location) time.Time {
	t := time.Unix(int64(w)-reach, 0).In(loc) // the clock shows less than w
	for {
		_, offset := t.Zone()
		end := changeAfter(t)
		at := time.Unix(int64(w)-int64(offset), 0).In(loc)
		if end.IsZero() || at.Before(end) {
			return at
		}
		if local(end) >= w {
			return end
		}
		t = end
	}
}

// changeAfter gives an instant after t up to which the zone's offset stays the same, the zero Time where it does so for
// ever. Package time gives an end that has gone by where t lies on the last day of a leap year and the zone goes by a
// rule; no rule changes the clock on that day.
func changeAfter(t time.Time) time.Time {
	_, end := t.ZoneBounds()
	if !end.IsZero() && !end.After(t) {
		return t.Add(time.Hour)
	}
	return end
}

func shown(t time.Time, loc *time.Location) wall {
	t = t.In(loc)
	latest := local(t)
	first := t.Unix() - reach
	for {
		start, _ := t.ZoneBounds()
		if start.IsZero() || start.Unix() < first || start.After(t) {
			return latest
		}
		t = start.Add(-time.Second)
		latest = max(latest, local(t))
	}
}

// wallAfter gives the first intended time after a wall.
func (p *plan) wallAfter(w wall) (wall, bool) {
	w++
	date, clock := split(w)
	for range patience {
		if p.onDay(date) {
			if c, ok := p.clockFrom(clock); ok {
				return wall(date*day + c), true
			}
		}
		date, clock = date+1, 0
	}
	return 0, false
}

// wallUpTo gives the last intended time at or before a wall.
func (p *plan) wallUpTo(w wall) (wall, bool) {
	date, clock := split(w)
	for range patience {
		if p.onDay(date) {
			if c, ok := p.clockUpTo(clock); ok {
				return wall(date*day + c), true
			}
		}
		date, clock = date-1, day-1
	}
	return 0, false
}

// split parts a wall into its day, counted from 1970, and the seconds of that day.
func split(w wall) (date, clock int64) {
	date, clock = int64(w)/day, int64(w)%day
	if clock < 0 {
		return date - 1, clock + day
	}
	return date, clock
}

// onDay tells whether a day is one of the line's: as cron has it, by the month's day or the week's day where both are
// restricted, else by the one that is.
func (p *plan) onDay(date int64) bool {
	year, month, dom := civil(date)
	if year < 1 || year > 9999 || !has(p.month, int64(month)) {
		return false
	}
	byDom, byDow := has(p.dom, int64(dom)), has(p.dow, weekday(date))
	if p.either {
		return byDom || byDow
	}
	return byDom && byDow
}

func civil(date int64) (int, time.Month, int) { return time.Unix(date*day, 0).UTC().Date() }

// weekday is 0 for Sunday; 1 January 1970 was a Thursday.
func weekday(date int64) int64 { return ((date+4)%7 + 7) % 7 }

// clockFrom gives the first time of day at or after a second of the day.
func (p *plan) clockFrom(c int64) (int64, bool) {
	for h, ok := atLeast(p.hour, c/3600); ok; h, ok = atLeast(p.hour, h+1) {
		var rest int64 // within the hour
		if h == c/3600 {
			rest = c % 3600
		}
		for m, ok := atLeast(p.minute, rest/60); ok; m, ok = atLeast(p.minute, m+1) {
			var from int64
			if m == rest/60 {
				from = rest % 60
			}
			if s, ok := atLeast(p.second, from); ok {
				return h*3600 + m*60 + s, true
			}
		}
	}
	return 0, false
}

// clockUpTo gives the last time of day at or before a second of the day.
func (p *plan) clockUpTo(c int64) (int64, bool) {
	for h, ok := atMost(p.hour, c/3600); ok; h, ok = atMost(p.hour, h-1) {
		rest := int64(3599)
		if h == c/3600 {
			rest = c % 3600
		}
		for m, ok := atMost(p.minute, rest/60); ok; m, ok = atMost(p.minute, m-1) {
			from := int64(59)
			if m == rest/60 {
				from = rest % 60
			}
			if s, ok := atMost(p.second, from); ok {
				return h*3600 + m*60 + s, true
			}
		}
	}
	return 0, false
}

// interval is the shortest time between two intended times.
func (p *plan) interval() time.Duration {
	first, ok := p.clockFrom(0)
	if !ok {
		return 0
	}
	last, _ := p.clockUpTo(day - 1)
	shortest := int64(0)
	narrow := func(gap int64) {
		if shortest == 0 || gap < shortest {
			shortest = gap
		}
	}
	before, begun := int64(0), false
	for date := range int64(cycle + 366) {
		if !p.onDay(date + 11323) { // from 2001 on
			continue
		}
		if begun {
			narrow((date-before)*day - (last - first))
		} else {
			for c := first; c < last && shortest != 1; { // the times of one day
				next, _ := p.clockFrom(c + 1)
				narrow(next - c)
				c = next
			}
		}
		if begun && date == before+1 { // days are never closer
			break
		}
		before, begun = date, true
	}
	return time.Duration(shortest) * time.Second
}

// The sets of a line's fields have bit n for the number n.

func has(set uint64, n int64) bool { return set>>uint(n)&1 == 1 }

func atLeast(set uint64, n int64) (int64, bool) {
	if n > 62 {
		return 0, false
	}
	rest := set >> uint(n) << uint(n)
	return int64(bits.TrailingZeros64(rest)), rest != 0
}

func atMost(set uint64, n int64) (int64, bool) {
	if n < 0 {
		return 0, false
	}
	rest := set & (1<<uint(n+1) - 1)
	return int64(63 - bits.LeadingZeros64(rest)), rest != 0
}
