package digest

import (
	"errors"
	"strconv"
	"time"
)

// What a store can say of a change that it did not write.
var (
	// ErrTaken says that a delivery is no longer this process's: its lease ran out and another took it, or it is over.
	ErrTaken = errors.New("another process has the delivery")
	// ErrFull says that there is no room left, or that nothing may be written.
	ErrFull = errors.New("the store has no room")
)

// Kind says what a delivery is.
type Kind string

// The kinds. A notice tells a subscription's owner why it stopped.
const (
	Digest Kind = "digest"
	Notice Kind = "notice"
)

// A Delivery is a row of the outbox: a slot on its way to its channel, or a notice on its way to an owner. It is open
// until it has a Result.
type Delivery struct {
	Slot
	Kind     Kind
	Run      time.Time // from when it is posted
	Until    time.Time // from when it is not
	Why      string    // what stood in its way last
	Tries    int
	Dataset  string // of the dataset it was built from
	Prepared bool   // its parts are stored
	Parts    []Part
	To       string       // of a notice: the user
	Sub      Subscription // as it was when the delivery was claimed
	Claim    Claim
}

// Key is what a message of the delivery is known by in the channel: it rides in the message's metadata, which everybody
// in the workspace can read, so it names nobody.
func (d *Delivery) Key(part int) string {
	return d.Sub.Key + ":" + d.Local + ":" + strconv.Itoa(part)
}

// A Claim is the right of one process to work on a delivery until its lease ends. Token grows with each claim; a change
// under an older token is refused with [ErrTaken].
type Claim struct {
	Subscription int64
	Local        string
	Token        int64
}

// A Part is one message of a delivery: the first goes to the channel, the others into its thread.
type Part struct {
	N       int
	Body    Body
	Plain   bool // Slack refused its blocks: it goes out as text alone
	State   PartState
	Tries   int
	Started time.Time // the last attempt, by Slack's clock as far as known
	Channel string    // where the last attempt went
	TS      string    // of the message, once it is known
}

// A Body is a message in the very bytes in which each attempt sends it.
type Body struct {
	Text   string   `json:"text"`
	Blocks []string `json:"blocks,omitempty"` // each the JSON of one block
}

// PartState is how far a part is.
type PartState string

// The states. Sending is in doubt for everybody but the process that is at it: the message may have arrived.
const (
	Waiting PartState = "waiting"
	Sending PartState = "sending"
	Done    PartState = "done"
)

// A Plan is what a subscription's clock asks for at one moment: the latest slot that has come, those before it that
// nobody will get, and the next one.
type Plan struct {
	Due    *Delivery // nil where the latest came too long ago as well
	Missed []Slot    // to be recorded one by one
	Count  int64     // of all that were missed, those not listed among them
	Next   Next
}

// Next is the next slot of a subscription. The zero Next means that none comes.
type Next struct {
	Local   string
	At, Run time.Time
}

// A Prepared is what was built for a delivery.
type Prepared struct {
	Dataset string
	Bodies  []Body
}

// A Telling is a notice to an owner, which exists once for each Local of a subscription.
type Telling struct {
	Local string
	Until time.Time
	Body  Body
}
