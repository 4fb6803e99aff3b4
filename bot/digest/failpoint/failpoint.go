// Package failpoint names the places at which the fault programme kills a process, and the safeguards it takes away to
// show that somebody would notice.
//
// In an ordinary build every function here is empty and costs nothing. Built with the tag failpoints, a process kills
// itself with SIGKILL the moment it reaches the point of VERSUS_FAILPOINT ("name", or "name:3" for the third time), and
// runs without the safeguards listed in VERSUS_MUTATE (settle, unique, lease, scan).
package failpoint

// The points, in the order of a digest's way.
const (
	DueBefore       = "due-before"       // a slot has come, nothing is written
	DueInside       = "due-inside"       // written, not committed
	DueAfter        = "due-after"        // committed
	ClaimBefore     = "claim-before"     // a delivery is to be claimed
	ClaimAfter      = "claim-after"      // it is claimed
	BuildAfter      = "build-after"      // it is built, and the result lives in memory alone
	PrepareInside   = "prepare-inside"   // the result is written, not committed
	PrepareAfter    = "prepare-after"    // it is stored
	BeginAfter      = "begin-after"      // the intent is recorded, nothing has left
	RequestBefore   = "request-before"   // the connection stands, no byte has left
	RequestSent     = "request-sent"     // every byte has left, no reply has come
	ResponseAfter   = "response-after"   // the reply is read, nothing is recorded
	RecordInside    = "record-inside"    // recorded, not committed
	RecordAfter     = "record-after"     // committed
	PartBefore      = "part-before"      // the first message stands, the second is to be posted
	FinishBefore    = "finish-before"    // every part stands, the delivery is open
	FinishAfter     = "finish-after"     // the delivery is closed
	ScanBefore      = "scan-before"      // in doubt, the wait is over, nothing was looked at
	ScanDuring      = "scan-during"      // a page of the history was read
	ScanAfter       = "scan-after"       // the history was read, nothing is recorded
	LoseInside      = "lose-inside"      // a subscription is stopped and its notice written, not committed
	LoseAfter       = "lose-after"       // committed
	NoticeAfter     = "notice-after"     // the owner has the notice, nothing is recorded
	ReconcileDuring = "reconcile-during" // a damaged store is held against one channel's history
)

// The safeguards that VERSUS_MUTATE takes away.
const (
	Settle = "settle" // the wait before the history is read
	Unique = "unique" // that a slot exists once
	Lease  = "lease"  // that a delivery belongs to one process
	Scan   = "scan"   // the look into the history
)

// Points are all points, in order.
func Points() []string {
	return []string{
		DueBefore, DueInside, DueAfter, ClaimBefore, ClaimAfter, BuildAfter, PrepareInside, PrepareAfter, BeginAfter,
		RequestBefore, RequestSent, ResponseAfter, RecordInside, RecordAfter, PartBefore, FinishBefore, FinishAfter,
		ScanBefore, ScanDuring, ScanAfter, LoseInside, LoseAfter, NoticeAfter, ReconcileDuring,
	}
}
