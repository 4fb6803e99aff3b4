package command

import (
	"context"

	"github.com/slack-go/slack"

	"versus/bot/digest"
	"versus/bot/render"
	"versus/data"
)

// A Book keeps subscriptions. [digest.Digests] is one; its errors are ErrGone, ErrChanged and ErrNever of that package.
type Book interface {
	Subscribe(ctx context.Context, s digest.Subscription) (digest.Subscription, error)
	Change(ctx context.Context, id int64, change func(*digest.Subscription) error) (digest.Subscription, error)
	Find(ctx context.Context, id int64) (digest.Subscription, error)
	// List gives the subscriptions of a channel, or of a workspace where the channel is "", without the ended.
	List(ctx context.Context, team, channel string) ([]digest.Subscription, error)
}

// An Office sends digests and knows how they are. [digest.Digests] is one.
type Office interface {
	// Now posts a digest beside the schedule, and tells false where one was asked for in the same minute.
	Now(ctx context.Context, id int64) (bool, error)
	Status(ctx context.Context) (digest.Status, error)
}

var (
	_ Book   = (*digest.Digests)(nil)
	_ Office = (*digest.Digests)(nil)
)

// A Maker makes a digest without posting it. [Press] is one.
type Maker interface {
	Build(ctx context.Context, s digest.Subscription, at digest.Slot) (digest.Built, error)
}

// People tells who and where somebody is. [Slack] is one.
type People interface {
	Person(ctx context.Context, user string) (Person, error)
	Room(ctx context.Context, channel string) (Room, error)
	Member(ctx context.Context, channel, user string) (bool, error)
}

// A Voice says things in Slack. [Slack] is one.
type Voice interface {
	// Announce posts a line in a channel.
	Announce(ctx context.Context, channel string, m render.Message) error
	// Whisper posts a message that one person alone sees, in a thread where it is not "".
	Whisper(ctx context.Context, channel, thread, user string, m render.Message) error
	// Open opens a modal.
	Open(ctx context.Context, trigger string, view slack.ModalViewRequest) error
}

// A Person is what Slack says of a user.
type Person struct {
	Name   string
	Zone   string // IANA; "" where Slack says nothing
	Lang   data.Lang
	Team   string
	Guest  bool // of one channel or of several
	Absent bool // a stranger of another workspace, a bot, or deactivated
}

// A Room is what Slack says of a channel.
type Room struct {
	Name     string
	Here     bool // the bot is in it
	Hidden   bool // Slack does not show it to the bot
	Archived bool
	Direct   bool // a direct message
}
