// Package schedule says when digests come: what people type becomes a [Schedule], and a Schedule gives its slots.
//
// The package promises that each intended local time of a schedule comes exactly once, in any zone of the time-zone
// database: at the first instant at which the local clock shows that time or a later one. So a time that a clock change
// skips comes at the first instant after the gap, and one that it repeats comes the first time only. A slot's key is the
// intended local time, which stays the same when the rules of the zone change later.
//
// It is pure: the instant it starts from comes from the caller, and the same instant gives the same slot. It knows
// nothing of stores, channels or Slack. It refuses lines it does not understand, before any library sees them.
package schedule

import (
	"iter"
	"time"
	_ "time/tzdata" // a container may have no zones of its own
)

// A Schedule is when digests are wanted: a cron line in one time zone. One that [Parse] or [New] gave is sound; one from
// anywhere else may be nonsense, of which no slot ever comes.
type Schedule struct {
	Line string // five fields, or six with seconds first
	Zone string // an IANA name: "Asia/Seoul"
}

// A Slot is one time of a schedule: the intended local time, which is its key, and the instant it comes at.
type Slot struct {
	Local string    // "2026-11-30T09:00", with seconds only where the line has them
	At    time.Time // in UTC, so that equal slots are ==
}

// New makes a schedule of a cron line and a zone's exact name. It refuses a line that never comes, and one that comes
// more often than every shortest.
func New(line, zone string, shortest time.Duration) (Schedule, *Problem) {
	fixed, problem := checkLine(line)
	if problem != nil {
		return Schedule{}, problem.inZone(zone)
	}
	s := Schedule{Line: fixed, Zone: zone}
	p, err := s.plan()
	if err != nil {
		return Schedule{}, badZone(zone, "")
	}
	if problem := p.acceptable(s, shortest); problem != nil {
		return Schedule{}, problem
	}
	return s, nil
}

// Next gives the first slot after an instant, and false where none ever comes. Where a gap of the clock brings several
// intended times to one instant, they are one slot, under the latest of them.
func (s Schedule) Next(after time.Time) (Slot, bool) {
	p, err := s.plan()
	if err != nil {
		return Slot{}, false
	}
	return p.next(after)
}

// Latest gives the last slot at or before an instant, and false where there is none.
func (s Schedule) Latest(until time.Time) (Slot, bool) {
	p, err := s.plan()
	if err != nil {
		return Slot{}, false
	}
	return p.latest(until)
}

// Between gives the slots after one instant and up to another, that one included, in their order.
func (s Schedule) Between(after, until time.Time) iter.Seq[Slot] {
	return func(yield func(Slot) bool) {
		p, err := s.plan()
		if err != nil {
			return
		}
		for {
			slot, ok := p.next(after)
			if !ok || slot.At.After(until) || !yield(slot) {
				return
			}
			after = slot.At
		}
	}
}

// Interval gives the shortest time between two intended times, as clocks without changes would show it: 24 h for a daily
// schedule. It is 0 where there are no two.
func (s Schedule) Interval() time.Duration {
	p, err := s.plan()
	if err != nil {
		return 0
	}
	return p.interval()
}
