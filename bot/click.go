package bot

import (
	"context"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/render"
	"versus/data"
)

// ShortcutAsk is the callback id of the message shortcut that asks about a message.
const ShortcutAsk = "ask_about"

// interaction takes a click, a shortcut or a modal.
func (b *Bot) interaction(ctx context.Context, envelope string, in slack.InteractionCallback) {
	switch in.Type {
	case slack.InteractionTypeViewSubmission:
		b.submit(ctx, envelope, in)
		return
	case slack.InteractionTypeBlockSuggestion:
		b.suggest(ctx, envelope, in)
		return
	case slack.InteractionTypeBlockActions, slack.InteractionTypeMessageAction:
	default: // a modal was closed, or something of ours that is gone
		b.ignore(ctx, envelope, "interaction")
		return
	}
	b.ack(ctx, envelope, nil)
	if !b.firstTime(ctx, "envelope/"+envelope) {
		b.m.ignored.WithLabelValues("repeat").Inc()
		return
	}
	if in.Type == slack.InteractionTypeMessageAction {
		if in.CallbackID == ShortcutAsk {
			b.put(ctx, b.shortcut(envelope, in))
		}
		return
	}
	for _, a := range in.ActionCallback.BlockActions {
		b.click(ctx, envelope, in, *a)
	}
}

// firstTime tells whether a click is new, in this process's memory where the store does not answer.
func (b *Bot) firstTime(ctx context.Context, key string) bool {
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	fresh, err := b.cfg.Seen.FirstTime(ctx, key, b.cfg.Now())
	if err != nil {
		b.m.faults.WithLabelValues("seen").Inc()
		b.log.Error("remember click", "error", err)
		fresh, _ = b.private.FirstTime(ctx, key, b.cfg.Now()) // never errs
	}
	return fresh
}

// shortcut asks what a message says. The answer is the asker's alone, in the message's thread, and may be shared there.
func (b *Bot) shortcut(envelope string, in slack.InteractionCallback) ask {
	thread := orElse(in.Message.ThreadTimestamp, in.Message.Timestamp)
	return ask{
		surface: "shortcut", envelope: envelope, came: b.cfg.Now(), private: true,
		text:  visible(short(in.Message.Text), b.me.user),
		place: Place{Team: in.Team.ID, Channel: in.Channel.ID, Thread: thread, User: in.User.ID},
		to:    address{url: in.ResponseURL, thread: thread},
		user:  in.User.ID, userName: in.User.Name, trigger: in.TriggerID,
	}
}

// click does what a button says.
func (b *Bot) click(ctx context.Context, envelope string, in slack.InteractionCallback, a slack.BlockAction) {
	kind, _, _ := strings.Cut(a.ActionID, ".")
	switch kind {
	case render.ActionAsk, render.ActionShare:
		b.askAgain(ctx, envelope, in, a, kind == render.ActionShare)
	case render.ActionFeedback:
		verdict := "bad"
		if a.Value == "good" {
			verdict = "good"
		}
		b.m.feedback.WithLabelValues(verdict).Inc()
	default:
		if c, ok := b.cfg.Clickers[kind]; ok {
			b.passOn(ctx, envelope, in, a, c)
		}
	}
}

// askAgain asks what a button carries, where it was clicked: a message that is one person's alone is replaced, in a
// thread or a direct message the answer comes below, and a click in the Home view is answered in a direct message.
func (b *Bot) askAgain(ctx context.Context, envelope string, in slack.InteractionCallback, a slack.BlockAction, share bool) {
	v, err := render.DecodeValue(a.Value)
	if err != nil {
		b.log.Warn("button without a question", "envelope", envelope, "error", err)
		return
	}
	c := in.Container
	if share && !b.firstTime(ctx, "share/"+c.ChannelID+"/"+c.MessageTs+"/"+in.User.ID) {
		return
	}
	q := ask{
		surface: "button", envelope: envelope, came: b.cfg.Now(), share: share,
		text: short(v.Question), about: v.Context, lang: language(v.Lang),
		user: in.User.ID, userName: in.User.Name, trigger: in.TriggerID,
	}
	channel := orElse(in.Channel.ID, c.ChannelID)
	q.place = Place{Team: in.Team.ID, Channel: channel, Thread: c.ThreadTs}
	switch {
	case c.IsEphemeral:
		q.private, q.place.User = true, in.User.ID
		q.to = address{url: in.ResponseURL, thread: c.ThreadTs, replace: !share, public: share}
	case channel == "":
		q.surface, q.to = "home", address{channel: in.User.ID}
		q.place = Place{Team: in.Team.ID, User: in.User.ID}
	case strings.HasPrefix(channel, "D"):
		q.direct, q.to = true, address{channel: channel, thread: c.ThreadTs}
	default:
		q.place.Thread = orElse(c.ThreadTs, c.MessageTs)
		q.pace, q.to = &inThread, address{channel: channel, thread: q.place.Thread}
	}
	b.put(ctx, q)
}

// language accepts a language from outside.
func language(s string) data.Lang {
	if l := data.Lang(s); l == data.EN || l == data.KO {
		return l
	}
	return ""
}

// share shows an answer to the channel as the question of the person who clicked, and takes the button away.
func (b *Bot) share(ctx context.Context, q ask, r Reply) error {
	o := render.Options{By: q.userName}
	err := b.say(ctx, q.to, render.Of(r.Page, o), func() render.Message { return render.Plain(r.Page, o) })
	b.logAnswer(q, r.Intent, "shared", err)
	if err != nil {
		b.sayOr(ctx, ask{to: address{url: q.to.url, thread: q.to.thread}, place: q.place, envelope: q.envelope},
			render.Say(words().Say(r.Page.Lang, "incident", map[string]any{"Incident": b.fault("share", err)})))
		return err
	}
	p := r.Page
	p.Caveats = append(p.Caveats[:len(p.Caveats):len(p.Caveats)], say(p.Lang, "shared"))
	own := address{url: q.to.url, thread: q.to.thread, replace: true}
	o = render.Options{Context: encode(r.Context)}
	if err := b.say(ctx, own, render.Of(p, o), func() render.Message { return render.Plain(p, o) }); err != nil {
		b.log.Warn("take the share button away", "envelope", q.envelope, "error", bare(err))
	}
	return nil
}

// passOn lets another package answer a click of its own.
func (b *Bot) passOn(ctx context.Context, envelope string, in slack.InteractionCallback, a slack.BlockAction, c Clicker) {
	q := ask{
		surface: "click", envelope: envelope, came: b.cfg.Now(), user: in.User.ID,
		to: address{url: in.ResponseURL, thread: in.Container.ThreadTs, replace: in.Container.IsEphemeral},
		run: func(ctx context.Context) (render.Message, error) {
			return c.Click(ctx, in, a)
		},
	}
	b.put(ctx, q)
}

// submit lets another package take a modal, and answers on the acknowledgement.
func (b *Bot) submit(ctx context.Context, envelope string, in slack.InteractionCallback) {
	name, _, _ := strings.Cut(in.View.CallbackID, ".")
	d, ok := b.cfg.Dialogs[name]
	if !ok {
		b.ignore(ctx, envelope, "interaction")
		return
	}
	within, cancel := context.WithTimeout(ctx, dialogTimeout)
	defer cancel()
	resp, err := d.Submit(within, in)
	if err != nil { // not acknowledged: Slack tells the person that it did not work, and keeps the modal open
		b.fault("dialog", err)
		return
	}
	if resp == nil {
		b.ack(ctx, envelope, nil)
		return
	}
	b.ack(ctx, envelope, resp)
}

// suggest lets another package fill a select, on the acknowledgement.
func (b *Bot) suggest(ctx context.Context, envelope string, in slack.InteractionCallback) {
	name, _, _ := strings.Cut(in.ActionID, ".")
	s, ok := b.cfg.Suggesters[name]
	if !ok {
		b.ignore(ctx, envelope, "interaction")
		return
	}
	within, cancel := context.WithTimeout(ctx, dialogTimeout)
	defer cancel()
	options, err := s.Suggest(within, in)
	if err != nil {
		b.fault("suggest", err)
	}
	if options.Options == nil {
		options.Options = []*slack.OptionBlockObject{}
	}
	b.ack(ctx, envelope, map[string]any{"options": options.Options})
}

const dialogTimeout = 2 * time.Second
