// Package digest brings digests to channels: it computes which slot of which subscription has come, builds its
// messages, posts them, and finds out what became of a post whose reply never came.
//
// The promise: each slot of a subscription is posted at most once, and at least once within its catch-up window, or the
// miss is recorded, counted and shown. It holds through a crash at any instruction, for one process or for many on one
// store, for a clock that jumps, and for a store that was restored from an older copy or was damaged. Where a channel's
// history cannot be read, at most once.
//
// It refuses to post what it cannot record first, to post twice where a look into the channel's history would do or was
// not complete, and to post at all while the clock, the store or the token cannot be trusted; [Digests.Status] says so.
//
// # The way of a slot
//
//	tick     every few seconds, on the wall clock: which slots have come?         [Digests.tick]
//	plan     one transaction: the slot into the outbox, the next slot, the misses [Planner.Carry]
//	claim    a lease on one delivery, with a token that grows                     [Outbox.Claim]
//	build    messages, stored before anything is posted                           [Outbox.Prepare]
//	begin    the intent is recorded; without it nothing leaves                    [Ledger.Begin]
//	post     with the delivery's key in the message's metadata, within a deadline
//	record   the message's place, or: refused, not sent, in doubt
//
// A post in doubt may have arrived. Nobody posts it again before the settle time is over, which is longer than any
// attempt can live, and before the channel's history was read to its end without finding the key. The same look comes
// before the first post of whatever was due before this process began to watch: the store may be an older copy of one
// that had posted it. The settle time is measured by this process from the moment it saw the doubt, so that neither a
// clock that is wrong nor two clocks that differ shorten it.
//
// What remains: a message that somebody deletes before the look is posted again; and a process that is stopped between
// its last look at its deadline and the system call that follows, for longer than the settle time, may post what another
// has posted meanwhile. Slack has no key by which it would refuse the second.
package digest
