// Package store keeps what has happened: subscriptions, the slots and messages of digests, which of Slack's events were
// seen, letters that wait for their answer, what each thread was last about, and the datasets that channels know.
//
// It promises that what a method has written is on the disk when the method returns, or all of it is not; that the
// text of a question is gone once it is answered; and that a store which is damaged is never quietly begun anew: it is
// moved aside, what can still be read of it is carried over, and [Store.Tide] says that nothing may be posted before
// it was held against what stands in Slack.
//
// It refuses a second process on the same SQLite file, a file that a newer version has written, and to wait for ever:
// each call ends within its time.
//
// SQLite and PostgreSQL run the same SQL, text by text. With SQLite one process has the store, and whatever an earlier
// process had in hand is free at once; with PostgreSQL any number of processes share it, and have leases.
package store
