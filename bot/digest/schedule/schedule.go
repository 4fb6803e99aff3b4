package schedule

import "time"

// A Schedule is when digests are wanted: a cron line in one time zone.
type Schedule struct {
	Line string // five fields, or six with seconds first
	Zone string // an IANA name: "Asia/Seoul"
}

// A Slot is one time of a schedule: the intended local time, which is its key, and the instant it comes at.
type Slot struct {
	Local string // "2026-11-30T09:00", with seconds only where the line has them
	At    time.Time
}
