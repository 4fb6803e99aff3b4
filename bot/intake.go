package bot

import (
	"context"
	"encoding/json"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"versus/bot/render"
	"versus/data"
)

// An ask is one question, whatever surface it came from.
type ask struct {
	surface  string // slash | mention | direct | button | shortcut | home, for the log and the metrics
	envelope string
	letter   string // the id in the inbox; "" where there is none
	leased   time.Time
	resumed  bool // taken up again from the inbox: it may have been answered
	came     time.Time

	text    string
	lang    data.Lang // of the answer where the text does not say; "" asks Slack
	about   string    // an encoded context that came with the question; "" takes the place's
	place   Place
	pace    *pace // nil: not counted
	to      address
	private bool                                          // the asker alone reads the answer, and may share it
	share   bool                                          // the answer is shown to the channel, as this person's question
	publish bool                                          // not a question: the Home view is drawn
	run     func(context.Context) (render.Message, error) // not a question: another package's click

	user, userName, enterprise, trigger string
	direct, external                    bool
}

// take looks at one envelope: who it is for, acknowledge, pass on.
func (b *Bot) take(ctx context.Context, e socketmode.Event) {
	defer func() {
		if p := recover(); p != nil {
			b.fault("intake", p)
		}
	}()
	switch d := e.Data.(type) {
	case slack.SlashCommand:
		b.slash(ctx, envelope(e), d)
	case slack.InteractionCallback:
		b.interaction(ctx, envelope(e), d)
	case *socketmode.ErrorBadMessage:
		b.badMessage(ctx, d)
	default:
		if e.Request != nil {
			b.event(ctx, e.Request.EnvelopeID, e.Request.Payload)
		}
	}
}

// badMessage takes what slack-go could not read: one block it does not know makes it give up a whole envelope. Of an
// event we need a few fields only, and read them ourselves; anything else is acknowledged at least.
func (b *Bot) badMessage(ctx context.Context, bad *socketmode.ErrorBadMessage) {
	var r socketmode.Request
	if json.Unmarshal(bad.Message, &r) != nil || r.EnvelopeID == "" {
		b.m.ignored.WithLabelValues("unreadable").Inc()
		return
	}
	if r.Type == socketmode.RequestTypeEventsAPI {
		b.event(ctx, r.EnvelopeID, r.Payload)
		return
	}
	b.m.ignored.WithLabelValues("unreadable").Inc()
	b.log.Warn("envelope could not be read", "envelope", r.EnvelopeID, "type", r.Type)
	b.ack(ctx, r.EnvelopeID, nil)
}

// full tells whether the queue has no room for a question.
func (b *Bot) full() bool { return len(b.questions) >= cap(b.questions) }

// put hands a question to the workers.
func (b *Bot) put(ctx context.Context, q ask) {
	if q.letter != "" {
		if _, there := b.inHand.LoadOrStore(q.letter, true); there {
			return
		}
	}
	select {
	case b.questions <- q:
		b.m.waiting.Set(float64(len(b.questions)))
	case <-ctx.Done():
		b.inHand.Delete(q.letter)
	}
}

// slash takes a slash command. The answer goes to its response URL, to the asker alone; the acknowledgement is empty.
func (b *Bot) slash(ctx context.Context, envelope string, c slack.SlashCommand) {
	if b.full() {
		b.ack(ctx, envelope, map[string]any{
			"response_type": "ephemeral", "text": render.Say(say(b.cfg.Lang, "busy")).Text,
		})
		b.m.ignored.WithLabelValues("busy").Inc()
		return
	}
	b.ack(ctx, envelope, nil)
	b.put(ctx, ask{
		surface: "slash", envelope: envelope, came: b.cfg.Now(),
		text:    visible(short(c.Text), b.me.user),
		place:   Place{Team: c.TeamID, Channel: c.ChannelID, User: c.UserID},
		to:      address{url: c.ResponseURL},
		private: true,
		user:    c.UserID, enterprise: c.EnterpriseID, userName: c.UserName, trigger: c.TriggerID,
		external: b.me.team != "" && c.TeamID != "" && c.TeamID != b.me.team && c.EnterpriseID == "",
	})
}
