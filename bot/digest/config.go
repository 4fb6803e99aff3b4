package digest

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"versus/bot/digest/schedule"
)

// SlackAPI is where Slack's Web API is.
const SlackAPI = "https://slack.com/api/"

// Config says what digests need. Only the fields marked required must be set.
type Config struct {
	Store    Store    // required
	Builder  Builder  // required
	Token    string   // required: xoxb-…
	APIURL   string   // ends in "/api/"; "" is Slack's own
	Calendar Calendar // nil: the one of the package schedule

	Log     *slog.Logger     // nil: nothing is logged
	Now     func() time.Time // nil: the wall clock
	Metrics *Metrics         // nil: counted, but shown nowhere
	Workers int              // deliveries under way at once; 0 is 8
	Times   Times

	// Window says how long a slot may still be posted, for the time to the slot after it; nil is [Window].
	Window func(gap time.Duration) time.Duration
}

// Times are the spans of the delivery. A field that is zero has the value that suits Slack; tests scale them down.
type Times struct {
	Tick     time.Duration // between two looks at the clock: 15 s
	Deadline time.Duration // of one post: 10 s
	Settle   time.Duration // from the begin of a post in doubt to the look for it: Deadline + 30 s, never less than Deadline
	Lease    time.Duration // of a delivery: 60 s, and always renewed in time
	Retry    time.Duration // before the first try after what will pass; doubled each time, up to 60 of it: 10 s
	Jitter   time.Duration // the most by which a slot is taken up later: 10 min
	Channel  time.Duration // between two posts to one channel: 1 s
	Team     time.Duration // between two posts: 250 ms
	Apart    time.Duration // how far clocks may differ: 10 min
	Drain    time.Duration // for a post under way after the order to stop: 4 s
}

func (t Times) withDefaults() Times {
	set := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	set(&t.Tick, 15*time.Second)
	set(&t.Deadline, 10*time.Second)
	set(&t.Settle, t.Deadline+30*time.Second)
	set(&t.Lease, time.Minute)
	set(&t.Retry, 10*time.Second)
	set(&t.Jitter, 10*time.Minute)
	set(&t.Channel, time.Second)
	set(&t.Team, 250*time.Millisecond)
	set(&t.Apart, 10*time.Minute)
	set(&t.Drain, 4*time.Second)
	return t
}

func (c *Config) complete() error {
	switch {
	case c.Store == nil:
		return errors.New("make digests: no store")
	case c.Builder == nil:
		return errors.New("make digests: no builder")
	case c.Token == "":
		return errors.New("make digests: no token")
	}
	if c.APIURL == "" {
		c.APIURL = SlackAPI
	}
	if u, err := url.Parse(c.APIURL); err != nil || u.Host == "" || !strings.HasSuffix(u.Path, "/api/") {
		return errors.New(`make digests: Slack's API URL must be an address that ends in "/api/"`)
	}
	c.Times = c.Times.withDefaults()
	if c.Times.Settle < c.Times.Deadline {
		return fmt.Errorf("make digests: a settle time of %v is shorter than a post may take (%v): what looks lost could still arrive",
			c.Times.Settle, c.Times.Deadline)
	}
	if c.Calendar == nil {
		c.Calendar = calendar{}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Metrics == nil {
		c.Metrics = NewMetrics(nil)
	}
	if c.Workers <= 0 {
		c.Workers = 8
	}
	if c.Window == nil {
		c.Window = Window
	}
	return nil
}

// calendar is the Calendar of schedules themselves.
type calendar struct{}

func (calendar) Next(s schedule.Schedule, after time.Time) (schedule.Slot, bool) {
	return s.Next(after)
}

func (calendar) Latest(s schedule.Schedule, until time.Time) (schedule.Slot, bool) {
	return s.Latest(until)
}
