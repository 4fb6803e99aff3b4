package bot

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"versus/data"
)

// SlackAPI is where Slack's Web API is.
const SlackAPI = slack.APIURL

// Config says what a bot needs to run. Only the fields marked required must be set.
type Config struct {
	AppToken string // required; xapp-…, for the socket
	BotToken string // required; xoxb-…, for everything else
	Asker    Asker  // required
	APIURL   string // ends in "/api/"; "" is Slack's own

	Log  *slog.Logger     // nil: nothing is logged
	Now  func() time.Time // nil: the wall clock
	Lang data.Lang        // of people of whom Slack says nothing; "" is English

	// The memory; nil is one in this process, bounded, gone with it.
	Inbox   Inbox
	Threads Threads
	Seen    Seen

	// What other packages answer; all may be nil.
	Commands map[string]Command
	Dialogs  map[string]Dialog
	Clickers map[string]Clicker

	Suggesters map[string]Suggester
	Listeners  []Listener

	Metrics  *Metrics // nil: counted, but shown nowhere
	Feedback bool     // a pair of buttons below answers; clicks are counted by outcome, nothing else is kept

	Workers int           // answers under way at once; 0 is 8
	Queue   int           // questions that may wait; 0 is 10,000
	Settle  time.Duration // before an earlier process's answer is looked for; 0 is 5 s
	Ping    time.Duration // a connection without a ping for so long is dead; 0 is 30 s
}

// complete checks the required fields and fills in the others.
func (c *Config) complete() error {
	if c.Asker == nil {
		return errors.New("make bot: no asker")
	}
	if err := tokens(c.AppToken, c.BotToken); err != nil {
		return err
	}
	if c.APIURL == "" {
		c.APIURL = SlackAPI
	}
	if err := apiURL(c.APIURL); err != nil {
		return err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Lang == "" {
		c.Lang = data.EN
	}
	memory := newMemory()
	if c.Inbox == nil {
		c.Inbox = memory
	}
	if c.Threads == nil {
		c.Threads = memory
	}
	if c.Seen == nil {
		c.Seen = memory
	}
	if c.Metrics == nil {
		c.Metrics = NewMetrics(nil)
	}
	c.Workers = orElse(c.Workers, 8)
	c.Queue = orElse(c.Queue, 10_000)
	c.Settle = orElse(c.Settle, 5*time.Second)
	c.Ping = orElse(c.Ping, 30*time.Second)
	return nil
}

func orElse[T comparable](v, other T) T {
	var zero T
	if v == zero {
		return other
	}
	return v
}

// apiURL accepts https anywhere, and http on loopback, where a stand-in for Slack listens.
func apiURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return errors.New(`read Slack's API URL: not an address (it looks like "https://slack.com/api/")`)
	case !strings.HasSuffix(u.Path, "/api/"):
		return fmt.Errorf(`read Slack's API URL %q: it must end in "/api/"`, s)
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return nil
	}
	return fmt.Errorf("read Slack's API URL %q: tokens travel on https only (http is for this machine)", s)
}

// client is the HTTP client for Slack's Web API. Each call ends within a time, and no redirect is followed: a token must
// not travel to another host.
func client(transport http.RoundTripper) *http.Client {
	return &http.Client{Transport: transport, Timeout: callTimeout, CheckRedirect: stay}
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
