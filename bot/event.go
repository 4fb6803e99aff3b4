package bot

import (
	"context"
	"encoding/json"
	"time"
)

// outer is what we need of an event's envelope.
type outer struct {
	Type         string          `json:"type"`
	TeamID       string          `json:"team_id"`
	EnterpriseID string          `json:"enterprise_id"`
	EventID      string          `json:"event_id"`
	Event        json.RawMessage `json:"event"`
}

// inner is what we need of an event. Slack has many more fields, some of which slack-go refuses to read.
type inner struct {
	Type        string          `json:"type"`
	Subtype     string          `json:"subtype"`
	User        string          `json:"user"`
	UserTeam    string          `json:"user_team"`
	Text        string          `json:"text"`
	TS          string          `json:"ts"`
	ThreadTS    string          `json:"thread_ts"`
	Channel     json.RawMessage `json:"channel"` // an object in some events
	ChannelType string          `json:"channel_type"`
	BotID       string          `json:"bot_id"`
	AppID       string          `json:"app_id"`
	BotProfile  json.RawMessage `json:"bot_profile"`
	Edited      json.RawMessage `json:"edited"`
	Hidden      bool            `json:"hidden"`
	Tab         string          `json:"tab"`
}

func (in *inner) channel() string {
	var id string
	_ = json.Unmarshal(in.Channel, &id) // an object is no channel of a message
	return id
}

// event takes an event: a question goes into the inbox before it is acknowledged, anything else to the listeners.
func (b *Bot) event(ctx context.Context, envelope string, payload json.RawMessage) {
	var o outer
	var in inner
	if json.Unmarshal(payload, &o) != nil || o.Event == nil || json.Unmarshal(o.Event, &in) != nil {
		b.ignore(ctx, envelope, "unreadable")
		return
	}
	switch in.Type {
	case "app_mention", "message":
		b.message(ctx, envelope, o, in)
	case "app_home_opened":
		b.ack(ctx, envelope, nil)
		if in.Tab == "home" || in.Tab == "" {
			b.put(ctx, ask{surface: "home", publish: true, envelope: envelope, came: b.cfg.Now(),
				user: in.User})
		}
	default:
		b.hear(ctx, envelope, Event{ID: o.EventID, Team: o.TeamID, Type: in.Type, Raw: o.Event})
	}
}

func (b *Bot) ignore(ctx context.Context, envelope, reason string) {
	b.m.ignored.WithLabelValues(reason).Inc()
	b.ack(ctx, envelope, nil)
}

// message takes a mention or a direct message.
func (b *Bot) message(ctx context.Context, envelope string, o outer, in inner) {
	if reason := b.unanswered(in); reason != "" {
		b.ignore(ctx, envelope, reason)
		return
	}
	if b.full() { // not acknowledged: Slack sends it again in a minute
		b.m.ignored.WithLabelValues("busy").Inc()
		return
	}
	channel := in.channel()
	l := Letter{
		ID: o.EventID, Received: b.cfg.Now(), Team: o.TeamID, Channel: channel, Thread: in.ThreadTS, TS: in.TS,
		User: in.User, Direct: in.ChannelType == "im", Text: short(in.Text),
	}
	message := "message/" + o.TeamID + "/" + channel + "/" + in.TS
	if l.ID == "" {
		l.ID = message
	}
	l.Keys = []string{l.ID, message}
	if !b.receive(ctx, l) {
		b.ignore(ctx, envelope, "repeat")
		return
	}
	b.ack(ctx, envelope, nil)
	q := b.letterAsk(l, l.Received)
	q.envelope, q.enterprise = envelope, o.EnterpriseID
	q.external = in.UserTeam != "" && in.UserTeam != o.TeamID
	b.put(ctx, q)
}

// unanswered gives the reason why a message gets no answer, or "".
func (b *Bot) unanswered(in inner) string {
	switch {
	case in.BotID != "" || in.AppID != "" || present(in.BotProfile) || in.Subtype == "bot_message":
		return "bot"
	case in.User == b.me.user || in.User == "USLACKBOT":
		return "self"
	case present(in.Edited) || in.Hidden:
		return "edit"
	case in.Subtype != "" && in.Subtype != "file_share" && in.Subtype != "thread_broadcast":
		return "subtype"
	case in.Type == "message" && in.ChannelType != "im":
		return "not_addressed"
	case in.User == "" || in.channel() == "" || in.TS == "":
		return "unreadable"
	}
	return ""
}

func present(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// receive puts a letter into the inbox and tells whether it is new. A store that does not answer must not keep the bot
// from answering: this process's memory steps in, and a crash may then cost the letter.
func (b *Bot) receive(ctx context.Context, l Letter) bool {
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	fresh, err := b.cfg.Inbox.Receive(ctx, l, lease)
	if err != nil {
		b.m.faults.WithLabelValues("inbox").Inc()
		b.log.Error("receive letter", "letter", l.ID, "error", err)
		fresh, _ = b.private.Receive(ctx, l, lease) // never errs
	}
	return fresh
}

// letterAsk makes the question of a letter whose lease began at a time.
func (b *Bot) letterAsk(l Letter, leased time.Time) ask {
	q := ask{
		surface: "mention", letter: l.ID, leased: leased, came: l.Received,
		text:   visible(l.Text, b.me.user),
		place:  Place{Team: l.Team, Channel: l.Channel, Thread: orElse(l.Thread, l.TS)},
		pace:   &inThread,
		to:     address{channel: l.Channel, thread: orElse(l.Thread, l.TS), key: l.ID},
		direct: l.Direct, user: l.User,
	}
	if l.Direct {
		q.surface = "direct"
		q.place.Thread, q.to.thread = l.Thread, l.Thread
		if l.Thread == "" {
			q.pace = &inDirect
		}
	}
	return q
}

// hear tells the listeners, and acknowledges what all of them have taken; the rest comes again.
func (b *Bot) hear(ctx context.Context, envelope string, e Event) {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	for _, l := range b.cfg.Listeners {
		if err := l.Hear(ctx, e); err != nil {
			b.m.faults.WithLabelValues("listener").Inc()
			b.log.Error("hear event", "envelope", envelope, "type", e.Type, "error", err)
			return
		}
	}
	b.ack(context.WithoutCancel(ctx), envelope, nil)
}

// resume takes up letters that were received and not answered: by an earlier process, by a replica that is gone.
func (b *Bot) resume(ctx context.Context) {
	for {
		now := b.cfg.Now()
		letters, err := b.cfg.Inbox.Waiting(ctx, now.Add(-lateness), now, lease)
		if err != nil && ctx.Err() == nil {
			b.m.faults.WithLabelValues("inbox").Inc()
			b.log.Error("look for waiting letters", "error", err)
		}
		for _, l := range letters {
			b.log.Info("letter taken up again", "letter", l.ID, "channel", l.Channel)
			q := b.letterAsk(l, now)
			q.resumed = true
			b.put(ctx, q)
		}
		if !sleep(ctx, resumeEvery) {
			return
		}
	}
}
