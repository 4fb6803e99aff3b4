package sandbox

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"
)

// The tokens of a Server whose Config names none. They open nothing but a sandbox.
const (
	DefaultAppToken = "xapp-1-A0VERSUS-0000000000-sandbox"
	DefaultBotToken = "xoxb-0000000000-sandbox"
)

// Config says what to stand in for. The zero Config is a working one.
type Config struct {
	World     World      // DefaultWorld where TeamID is empty
	Commands  []Command  // slash commands of the app; "/ai" where nil
	Shortcuts []Shortcut // of the app
	Examples  []Example  // questions offered on the page's first screen
	Welcome   string     // words of the first screen

	AppToken string   // DefaultAppToken where empty
	BotToken string   // DefaultBotToken where empty
	Scopes   []string // of the bot token; nil: each that a method here asks for
	Events   []string // subscribed, "message.im" and the like; nil: all that are made here

	Timings Timings
	// DropUnheard makes what happens while no socket is open fail at once instead of waiting for one. Slack's own
	// behaviour there is told in both ways.
	DropUnheard bool
	// RecordFile, where set, gets each accepted post as a line of JSON, appended before the reply is sent.
	RecordFile string
	// Control opens /control/ to tests that run the bot as another process.
	Control bool

	Now func() time.Time // time.Now where nil
	Log *slog.Logger     // discards where nil
}

// A Command is a slash command of the app.
type Command struct {
	Command     string `json:"command"` // with its slash
	Description string `json:"description"`
	UsageHint   string `json:"usage_hint"`
}

// A Shortcut is a message shortcut of the app.
type Shortcut struct {
	CallbackID string `json:"callback_id"`
	Name       string `json:"name"`
}

// An Example is a question to click on the first screen.
type Example struct {
	Lang string `json:"lang"`
	Text string `json:"text"`
}

// Timings are Slack's clocks. A zero field has Slack's own value; tests scale them down.
type Timings struct {
	Ack         time.Duration    // until an envelope must be acknowledged: 3 s
	Retries     [3]time.Duration // before each redelivery of an event: at once (1 ms), 1 min, 5 min
	Ping        time.Duration    // between pings of a socket: 10 s; 30 s at most
	ResponseURL time.Duration    // life of a response URL: 30 min
	Trigger     time.Duration    // life of a trigger id: 3 s
	SocketLife  time.Duration    // until a socket is told to refresh; 0: never
	Keepalive   time.Duration    // between comments on the page's stream: 15 s
}

func (t Timings) withDefaults() Timings {
	set := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	set(&t.Ack, 3*time.Second)
	set(&t.Retries[0], time.Millisecond)
	set(&t.Retries[1], time.Minute)
	set(&t.Retries[2], 5*time.Minute)
	set(&t.Ping, 10*time.Second)
	set(&t.ResponseURL, 30*time.Minute)
	set(&t.Trigger, 3*time.Second)
	set(&t.Keepalive, 15*time.Second)
	t.Ping = min(t.Ping, 30*time.Second)
	return t
}

func (c Config) withDefaults() Config {
	if c.World.TeamID == "" {
		c.World = DefaultWorld()
	}
	if c.Commands == nil {
		c.Commands = []Command{{Command: "/ai", Description: "Ask about AI models and companies", UsageHint: "compare opus sonnet"}}
	}
	if c.AppToken == "" {
		c.AppToken = DefaultAppToken
	}
	if c.BotToken == "" {
		c.BotToken = DefaultBotToken
	}
	if c.Scopes == nil {
		c.Scopes = allScopes()
	}
	if c.Events == nil {
		c.Events = allEvents()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.Timings = c.Timings.withDefaults()
	return c
}

// check refuses a Config that could not work, after the defaults are in.
func (c Config) check() error {
	bots := 0
	for _, u := range c.World.Users {
		if u.Bot {
			bots++
		}
	}
	switch {
	case bots != 1:
		return fmt.Errorf("world %q: %d bot users, must be one", c.World.Name, bots)
	case len(c.World.Users) < 2:
		return fmt.Errorf("world %q: nobody to talk to the bot", c.World.Name)
	case c.World.AppID == "" || c.World.BotID == "":
		return errors.New("world: AppID and BotID are required")
	case !strings.HasPrefix(c.AppToken, "xapp-"):
		return errors.New(`app token: must begin with "xapp-"`)
	case !strings.HasPrefix(c.BotToken, "xoxb-"):
		return errors.New(`bot token: must begin with "xoxb-"`)
	}
	for _, cmd := range c.Commands {
		if !strings.HasPrefix(cmd.Command, "/") {
			return fmt.Errorf("command %q: must begin with a slash", cmd.Command)
		}
	}
	for _, ch := range c.World.Channels {
		for _, m := range ch.Members {
			if _, ok := c.World.user(m); !ok {
				return fmt.Errorf("channel %q: member %q is no user", ch.ID, m)
			}
		}
	}
	return nil
}

// people are the users who can act on the page.
func (c Config) people() []User {
	return slices.DeleteFunc(slices.Clone(c.World.Users), func(u User) bool { return u.Bot })
}
