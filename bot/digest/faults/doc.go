// Package faults is the programme that holds digests to their promise: real processes, a real store on disk, and the
// stand-in for Slack, with everything going wrong that can be made to go wrong.
//
// Its tests start the program in worker, which is made with the tag failpoints, kill it (SIGKILL) at each failpoint and
// at random, stop it and let it go on (SIGSTOP, SIGCONT), cut its connections, lose Slack's replies, let the channel's
// history lag, set its clock, fill its disk, damage its store, and give it an older copy of it. A checker, which reads
// nothing but the stand-in's record and the store, then counts: what was posted twice, and what was neither posted nor
// recorded as missed.
//
// The short form is part of every go test. The long one, go test -long, is the programme of make faults: it prints a
// table with its seed, and -seed runs the same again. Its last part takes the safeguards away, one after the other, and
// demands that the checker notices.
package faults
