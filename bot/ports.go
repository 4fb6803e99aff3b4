package bot

import (
	"context"
	"encoding/json"
	"time"

	"github.com/slack-go/slack"

	"versus/answers"
	"versus/answers/prose"
	"versus/bot/render"
	"versus/data"
)

// An Asker answers questions. [Brain] is one.
type Asker interface {
	// Ask answers a text. The language is the text's own, and fallback where the text does not say; about is what the
	// question may continue from. It is called from many goroutines, and never blocks.
	Ask(text string, fallback data.Lang, about answers.Context) Reply
}

// A Reply is an answer in words, with what the bot needs to know about it.
type Reply struct {
	Page    prose.Page
	Outcome string // answer | choice | missing | not_in_data | help
	Intent  string
	Context answers.Context // what a follow-up continues from
}

// Seen remembers what has been dealt with, so that a repeat is known for one.
type Seen interface {
	// FirstTime records a key and tells whether it was new. Keys are kept for an hour at least.
	FirstTime(ctx context.Context, key string, at time.Time) (bool, error)
}

// A Place is where a conversation goes on. Thread is "" in the main flow of a direct message; User is set only where the
// conversation is one person's alone, as after slash commands.
type Place struct{ Team, Channel, Thread, User string }

// Threads remembers what each conversation was last about, for thirty days.
type Threads interface {
	// Context gives what was last asked in a place, and false where nothing was.
	Context(ctx context.Context, at Place) (answers.Context, bool, error)
	Remember(ctx context.Context, at Place, about answers.Context, when time.Time) error
}

// A Letter is a mention or direct message that waits for its answer. Its text is kept only until then.
type Letter struct {
	ID       string   // the event's id
	Keys     []string // whichever of these was seen before makes the letter a repeat; ID is one of them
	Received time.Time
	Team     string
	Channel  string
	Thread   string // of the message, "" where it began none
	TS       string // of the message
	User     string
	Direct   bool // a direct message
	Text     string
}

// An Inbox keeps letters from before they are acknowledged until they are answered.
type Inbox interface {
	// Receive keeps a letter, records its keys as seen, and leases the letter to this process for the given time: all of
	// it or nothing. It tells false, and keeps nothing, where one of the keys was seen in the last hour or longer.
	Receive(ctx context.Context, l Letter, lease time.Duration) (bool, error)
	// Done forgets a letter and its text. Its keys stay seen.
	Done(ctx context.Context, id string) error
	// Waiting gives the letters received since a time that nobody has a running lease on, leases them to this process,
	// and forgets older ones. An inbox that only one process at a time can use treats the leases of an earlier process
	// as over.
	Waiting(ctx context.Context, since, now time.Time, lease time.Duration) ([]Letter, error)
}

// An Invocation is a command as somebody gave it: "/ai digest list", or "digest list" in a mention or a direct message.
type Invocation struct {
	Name       string // the word it was found by: "digest"
	Text       string // what stood behind it, as typed, Slack's markup read as its visible text
	Team       string
	Enterprise string
	Channel    string
	Thread     string
	User       string
	UserName   string
	Lang       data.Lang // the user's, as far as Slack tells
	Trigger    string    // opens a modal within three seconds; "" where the surface gives none
	Direct     bool      // a direct message
	External   bool      // the user belongs to another workspace
	Slash      bool
}

// A Command answers a word that is no question. [Config.Commands] names it: the first word of what was typed, in lower
// case, picks the command, on every surface. It tells false where the text is a question after all ("status of gpt"),
// which is then asked. Its message goes to where the command was given: for a slash command to the asker alone, else
// into the thread. A message with neither text nor blocks says nothing. An error is told to the user as an incident and
// logged.
type Command interface {
	Run(ctx context.Context, in Invocation) (m render.Message, handled bool, err error)
}

// A Dialog takes what was entered in a modal. [Config.Dialogs] finds it by the view's callback id up to its first dot.
// Its response rides on the acknowledgement: it has two seconds. nil closes the modal.
type Dialog interface {
	Submit(ctx context.Context, in slack.InteractionCallback) (*slack.ViewSubmissionResponse, error)
}

// A Clicker takes clicks on buttons and menus whose action id begins with its name in [Config.Clickers] and a dot. Its
// message goes to the one who clicked, in place of the message clicked on where that was theirs alone.
type Clicker interface {
	Click(ctx context.Context, in slack.InteractionCallback, action slack.BlockAction) (render.Message, error)
}

// A Suggester fills a select as somebody types into it. [Config.Suggesters] finds it as a Clicker is found. It is asked
// at each keystroke and has two seconds; at most a hundred options are shown.
type Suggester interface {
	Suggest(ctx context.Context, in slack.InteractionCallback) (slack.OptionsResponse, error)
}

// An Event is one of Slack's that is no question: member_joined_channel, channel_archive and their kind.
type Event struct {
	ID, Team, Type string
	Raw            json.RawMessage // the inner event
}

// A Listener hears every such event, in no order, each at least once. It must bear repeats.
type Listener interface {
	Hear(ctx context.Context, e Event) error
}
