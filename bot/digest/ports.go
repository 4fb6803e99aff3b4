package digest

import (
	"context"
	"time"

	"versus/bot/digest/schedule"
	"versus/bot/render"
)

// A Calendar computes slots. The one of [schedule.Schedule] is used where none is given.
type Calendar interface {
	Next(s schedule.Schedule, after time.Time) (schedule.Slot, bool)
	Latest(s schedule.Schedule, until time.Time) (schedule.Slot, bool)
}

// A Builder makes digests. It is called again where a process died before the result was stored, and never after that.
type Builder interface {
	Build(ctx context.Context, s Subscription, at Slot) (Built, error)
}

// Built is a digest as messages: the first for the channel, the others for its thread.
type Built struct {
	Messages []render.Message
	Dataset  string // the digest of the dataset that the channel now knows
	Quiet    bool   // nothing changed; the message says so, for those who did not ask for silence
}

// A Planner keeps the next slot of each subscription.
type Planner interface {
	// Due gives active subscriptions whose next slot is to be taken up, the earliest first.
	Due(ctx context.Context, now time.Time, most int) ([]Subscription, error)
	// Carry writes a plan in one transaction: deliveries, misses, and the next slot. It tells false, and writes nothing,
	// where the subscription is no longer as given. A slot that exists already stays as it is.
	Carry(ctx context.Context, s Subscription, p Plan, now time.Time) (bool, error)
	// Replan gives a subscription that is still as given another next slot.
	Replan(ctx context.Context, s Subscription, next Next) (bool, error)
	// Running gives the subscriptions that are active or lost.
	Running(ctx context.Context) ([]Subscription, error)
}

// An Outbox hands deliveries out, each to one process at a time.
type Outbox interface {
	// Claim leases the open delivery that has waited longest, and gives nil where none is to be worked on.
	Claim(ctx context.Context, now time.Time, lease time.Duration) (*Delivery, error)
	// Extend prolongs a lease.
	Extend(ctx context.Context, c Claim, until time.Time) error
	// Prepare stores what was built, once.
	Prepare(ctx context.Context, c Claim, p Prepared) error
	// Release gives a delivery back, to be claimed again at a time. Why says what stood in the way; "" leaves the reason
	// that was given before.
	Release(ctx context.Context, c Claim, again time.Time, why string) error
}

// A Ledger records what is done about a delivery. Each change is refused with [ErrTaken] under an old claim.
type Ledger interface {
	// Begin records that a part is about to be posted to a channel; without it nothing is.
	Begin(ctx context.Context, c Claim, part int, channel string, started, lease time.Time) error
	// Record records where a part stands.
	Record(ctx context.Context, c Claim, part int, channel, ts string) error
	// Withdraw records that a part certainly did not arrive. A body takes the place of the one that was refused.
	Withdraw(ctx context.Context, c Claim, part int, instead *Body) error
	// Finish closes a delivery.
	Finish(ctx context.Context, c Claim, r Result, why string, at time.Time) error
}

// A Fate is what happens to subscriptions from Slack's side. Heard is Slack's time of the event that says so: an older
// one than what counted last changes nothing; "" is no event.
type Fate interface {
	// Lose stops an active subscription that is still as given, and puts a notice to its owner into the outbox. It tells
	// whether it did.
	Lose(ctx context.Context, s Subscription, why, heard string, t Telling) (bool, error)
	// Regain lets the lost subscriptions of a channel go on.
	Regain(ctx context.Context, team, channel, heard string) (int, error)
	// Move follows a channel to its new id.
	Move(ctx context.Context, team, from, to string) error
	// End ends the subscriptions of a channel that is gone.
	End(ctx context.Context, team, channel string) error
}

// A Roll keeps subscriptions for people.
type Roll interface {
	// Add keeps a new subscription and gives it with its number and key.
	Add(ctx context.Context, s Subscription) (Subscription, error)
	// Find gives a subscription, and false where there is none.
	Find(ctx context.Context, id int64) (Subscription, bool, error)
	// Of gives the subscriptions of a channel, or of a team where the channel is "", without the ended, in their order.
	Of(ctx context.Context, team, channel string) ([]Subscription, error)
	// Change writes what people can change of a subscription that has still the version given, and tells whether it did.
	Change(ctx context.Context, s Subscription) (bool, error)
}

// A Watch is what the store knows about itself and the time.
type Watch interface {
	// Tide counts up, and gives what the store knows. Where mark is not zero, it becomes the latest time known.
	Tide(ctx context.Context, mark time.Time) (Tide, error)
	// Lift ends the hold of a damaged store.
	Lift(ctx context.Context) error
	// Purge forgets what nobody needs any longer.
	Purge(ctx context.Context, now time.Time) error
}

// A Book takes in what no schedule brought.
type Book interface {
	// Insert puts a delivery that no schedule asked for into the outbox, and tells false where it exists.
	Insert(ctx context.Context, d Delivery) (bool, error)
	// Enter records as sent what was found in a channel.
	Enter(ctx context.Context, d Delivery, channel, ts string, now time.Time) error
}

// A Tide is a store's view of the time.
type Tide struct {
	Mark  time.Time // the latest time that was written; zero before the first
	Count int64     // grows with each call; a store that gives a smaller number is an older copy
	Held  string    // why nothing may be posted yet; "" where it may
}

// A Census counts what is in the store.
type Census interface {
	// Counts gives the slots since a time by their result, open ones under "".
	Counts(ctx context.Context, since time.Time) (map[Result]int, error)
	// Doubts gives open deliveries of which a part may or may not have arrived.
	Doubts(ctx context.Context) (int, error)
	// States counts subscriptions by state.
	States(ctx context.Context) (map[State]int, error)
}

// A Store is all of this; the package versus/bot/store has one.
type Store interface {
	Planner
	Outbox
	Ledger
	Fate
	Roll
	Watch
	Book
	Census
}
