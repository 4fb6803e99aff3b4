package digest

import (
	"time"

	"versus/bot/digest/schedule"
	"versus/data"
)

// A Subscription is a channel's wish for digests.
type Subscription struct {
	ID         int64  // a small number, for people
	Key        string // opaque and never used again: what the keys of its messages begin with
	Enterprise string
	Team       string
	Channel    string // its id: names change
	Owner      string // who made it, and is told where it stops
	Schedule   schedule.Schedule
	Lang       data.Lang
	About      []string // what it is about: entity, group, metric, family or topic ids; empty: everything
	OnlyIfNews bool     // silence where nothing changed
	State      State
	Why        string // for a paused one: the reason, in Slack's or our words
	Version    int64  // counts changes, so that two at once are known for it
	Since      time.Time
	NextSlot   string    // the intended local time of the next slot, "2026-11-30T09:00"; "" where none comes
	NextAt     time.Time // the instant of that
	NextRun    time.Time // when it is taken up: a little later, differently for each subscription
	LastSlot   string
	LastRun    time.Time
	LastResult Result
	Missed     int64  // slots missed since it was made
	Dataset    string // the digest of the dataset that the channel was last told about; "" before the first
	Heard      string // Slack's time of the last event about the channel that counted
	Created    time.Time
}

// State says whether a subscription runs.
type State string

// The states. Lost is a pause of our own making (removed, archived, revoked), which ends by itself when the channel is
// back; Paused is somebody's wish.
const (
	Active State = "active"
	Paused State = "paused"
	Lost   State = "lost"
	Ended  State = "ended"
)

// A Slot is one time at which a subscription wants a digest. Subscription and Local are its key: it can exist once.
type Slot struct {
	Subscription int64
	Local        string // the intended local time, "2026-11-30T09:00"
	At           time.Time
}

// Result says what became of a slot.
type Result string

// The results. Unknown is a post whose arrival cannot be found out: it is not tried again.
const (
	Sent    Result = "sent"
	Quiet   Result = "quiet" // nothing had changed, and only changes were wanted
	Missed  Result = "missed"
	Refused Result = "refused"
	Unknown Result = "unknown"
)
