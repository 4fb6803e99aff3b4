package sandbox

import (
	"slices"
	"strings"
)

// Kind tells what a channel is, in the page's words.
type Kind string

// The kinds of channel.
const (
	Public  Kind = "channel"
	Private Kind = "private"
	DM      Kind = "im"
)

// A World is what a workspace holds before anybody has said a word.
type World struct {
	TeamID string // required, "T…"
	Name   string // required: the workspace's name
	Domain string // the part before ".slack.com"

	AppID string // required, "A…"
	BotID string // required, "B…"; the bot's user is the one of Users with Bot set

	Users    []User
	Channels []Channel
}

// A User is a person, or the bot.
type User struct {
	ID       string `json:"id"`
	Name     string `json:"name"` // the handle, without "@"
	RealName string `json:"real_name"`
	Locale   string `json:"locale"` // "en-US", "ko-KR"
	TZ       string `json:"tz"`     // IANA zone
	Color    string `json:"color"`  // "#rrggbb"
	Bot      bool   `json:"is_bot"`
	Guest    bool   `json:"guest"`    // a single-channel guest: is_restricted and is_ultra_restricted
	External bool   `json:"external"` // of another workspace, seen through a shared channel: is_stranger
	TeamID   string `json:"-"`        // the home workspace; the World's where empty
	Admin    bool   `json:"-"`
}

// Initials are the one or two letters drawn where there is no picture: of the first and the last word of a
// Latin name, else the first letter.
func (u User) Initials() string {
	words := strings.Fields(u.RealName)
	if len(words) == 0 {
		return "?"
	}
	first := []rune(words[0])[:1]
	if len(words) == 1 || first[0] > 0x24f {
		return string(first)
	}
	return string(first) + string([]rune(words[len(words)-1])[:1])
}

// A Channel is a channel or a direct message.
type Channel struct {
	ID       string
	Name     string // of a channel, without "#"
	Kind     Kind
	Archived bool
	Shared   bool     // with another workspace: is_ext_shared
	Members  []string // user ids; both of a DM
}

// Has says whether the user is in the channel.
func (c Channel) Has(user string) bool { return slices.Contains(c.Members, user) }

// DefaultWorld is the workspace that people meet: an English and a Korean colleague, a guest, somebody of a partner
// company, the bot, and each sort of channel that behaves differently.
func DefaultWorld() World {
	const (
		alice, minjun, guest, partner, bot = "U0ALICE", "U0MINJUN", "U0GUEST", "U0PARTNER", "U0VERSUS"
	)
	return World{
		TeamID: "T0SANDBOX", Name: "Sandbox", Domain: "sandbox", AppID: "A0VERSUS", BotID: "B0VERSUS",
		Users: []User{
			{ID: alice, Name: "alice", RealName: "Alice Martin", Locale: "en-US", TZ: "America/New_York", Color: "#1d7a5f", Admin: true},
			{ID: minjun, Name: "minjun", RealName: "김민준", Locale: "ko-KR", TZ: "Asia/Seoul", Color: "#b3541e"},
			{ID: guest, Name: "gail", RealName: "Gail Guest", Locale: "en-GB", TZ: "Europe/London", Color: "#5b5fc7", Guest: true},
			{ID: partner, Name: "pat", RealName: "Pat Partner", Locale: "en-US", TZ: "America/Los_Angeles", Color: "#8d3b72", External: true, TeamID: "T0PARTNER"},
			{ID: bot, Name: "ai", RealName: "Versus", Locale: "en-US", TZ: "America/Los_Angeles", Color: "#3f46ad", Bot: true},
		},
		Channels: []Channel{
			{ID: "C0GENERAL", Name: "general", Kind: Public, Members: []string{alice, minjun, guest, bot}},
			{ID: "C0AITALK", Name: "ai-talk", Kind: Public, Members: []string{alice, minjun, bot}},
			{ID: "C0RANDOM", Name: "random", Kind: Public, Members: []string{alice, minjun}},
			{ID: "C0PARTNER", Name: "partners", Kind: Public, Shared: true, Members: []string{alice, partner, bot}},
			{ID: "C0STRATEGY", Name: "strategy", Kind: Private, Members: []string{alice, minjun, bot}},
			{ID: "C0ARCHIVE", Name: "old-news", Kind: Public, Archived: true, Members: []string{alice, minjun, bot}},
			{ID: "D0ALICE", Kind: DM, Members: []string{alice, bot}},
			{ID: "D0MINJUN", Kind: DM, Members: []string{minjun, bot}},
			{ID: "D0GUEST", Kind: DM, Members: []string{guest, bot}},
		},
	}
}

// bot returns the bot's user; New has made sure that there is one.
func (w *World) bot() User {
	i := slices.IndexFunc(w.Users, func(u User) bool { return u.Bot })
	return w.Users[i]
}

func (w *World) user(id string) (User, bool) {
	i := slices.IndexFunc(w.Users, func(u User) bool { return u.ID == id })
	if i < 0 {
		return User{}, false
	}
	return w.Users[i], true
}

// channel finds a channel by id, or, with "#", by name.
func (w *World) channel(ref string) *Channel {
	name, named := strings.CutPrefix(ref, "#")
	for i := range w.Channels {
		c := &w.Channels[i]
		if c.ID == ref || named && c.Kind != DM && c.Name == name {
			return c
		}
	}
	return nil
}

// dm finds the direct message between the bot and a person.
func (w *World) dm(user string) *Channel {
	for i := range w.Channels {
		if c := &w.Channels[i]; c.Kind == DM && c.Has(user) && c.Has(w.bot().ID) {
			return c
		}
	}
	return nil
}

// team is the user's home workspace.
func (w *World) team(u User) string {
	if u.TeamID != "" {
		return u.TeamID
	}
	return w.TeamID
}
