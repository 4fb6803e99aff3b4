package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"

	"versus/answers"
	"versus/bot/render"
	"versus/data"
)

// answer deals with one question, from the workers' side: whatever happens, the asker hears of it.
func (b *Bot) answer(ctx context.Context, q ask) {
	if q.letter != "" {
		defer b.inHand.Delete(q.letter)
		if b.cfg.Now().Sub(q.leased) > lease-answerTimeout {
			return // another process may have it by now, or takes it up next
		}
	}
	if ctx.Err() != nil { // told to stop: a letter stays in the inbox for the next start
		b.m.ignored.WithLabelValues("stopping").Inc()
		return
	}
	ctx, cancel := context.WithTimeout(ctx, answerTimeout)
	defer cancel()
	var err error
	defer func() {
		if p := recover(); p != nil {
			b.apologise(ctx, q, b.fault("answer", p))
		}
		if !errors.Is(err, errUnsent) { // else it is still to be answered, when its lease is over
			b.done(ctx, q)
		}
	}()
	if q.resumed {
		found, scanErr := b.answeredAlready(ctx, q)
		if scanErr != nil {
			b.log.Warn("letter left for later", "letter", q.letter, "channel", q.place.Channel, "error", bare(scanErr))
			err = fmt.Errorf("%w: %w", errUnsent, scanErr)
			return
		}
		if found {
			b.m.ignored.WithLabelValues("answered_before").Inc()
			return
		}
	}
	switch {
	case q.publish:
		b.publishHome(ctx, q)
	case q.run != nil:
		b.runClick(ctx, q)
	case b.allowed(ctx, q):
		err = b.reply(ctx, q)
	}
}

// allowed asks the breaker, and says so the first time it does not.
func (b *Bot) allowed(ctx context.Context, q ask) bool {
	if q.pace == nil {
		return true
	}
	v := b.breaker.allow(q.place, *q.pace, b.cfg.Now())
	if v == answerIt {
		return true
	}
	b.m.ignored.WithLabelValues("too_fast").Inc()
	if v == tellOff {
		b.log.Warn("too many questions in one place", "channel", q.place.Channel)
		b.sayOr(ctx, q, render.Say(say(b.language(ctx, q), "too_fast")))
	}
	return false
}

// reply answers a question, or runs the command it is. Its error is logged already.
func (b *Bot) reply(ctx context.Context, q ask) error {
	lang := b.language(ctx, q)
	if handled, err := b.command(ctx, q, lang); handled {
		return err
	}
	about := b.about(ctx, q)
	r := b.cfg.Asker.Ask(q.text, lang, about)
	if q.share {
		return b.share(ctx, q, r)
	}
	o := render.Options{Context: encode(r.Context), Feedback: b.cfg.Feedback && r.Outcome == "answer"}
	if q.private && r.Outcome == "answer" {
		o.Share = render.Value{Question: q.text, Context: encode(about), Lang: string(r.Page.Lang)}
	}
	b.remember(ctx, q, r.Context)
	err := b.say(ctx, q.to, render.Of(r.Page, o), func() render.Message { return render.Plain(r.Page, o) })
	b.logAnswer(q, r.Intent, r.Outcome, err)
	return err
}

// command runs the command that the first word names, if any, and tells whether the text was one.
func (b *Bot) command(ctx context.Context, q ask, lang data.Lang) (bool, error) {
	name, rest, _ := strings.Cut(q.text, " ")
	name = strings.ToLower(name)
	c, ok := b.cfg.Commands[name]
	if !ok || q.share {
		return false, nil
	}
	m, handled, err := c.Run(ctx, Invocation{
		Name: name, Text: strings.TrimSpace(rest), Team: q.place.Team, Enterprise: q.enterprise, Channel: q.place.Channel,
		Thread: q.to.thread, User: q.user, UserName: q.userName, Lang: lang, Trigger: q.trigger,
		Direct: q.direct, External: q.external, Slash: q.surface == "slash",
	})
	switch {
	case err != nil:
		b.apologise(ctx, q, b.fault("command "+name, err))
		return true, nil
	case !handled:
		return false, nil
	case m.Text != "" || len(m.Blocks) > 0:
		err = b.say(ctx, q.to, m, func() render.Message { return render.Message{Text: m.Text} })
	}
	b.logAnswer(q, "command "+name, "command", err)
	return true, err
}

// runClick lets another package answer its own button.
func (b *Bot) runClick(ctx context.Context, q ask) {
	m, err := q.run(ctx)
	switch {
	case err != nil:
		b.apologise(ctx, q, b.fault("click", err))
	case m.Text != "" || len(m.Blocks) > 0:
		b.sayOr(ctx, q, m)
	}
}

// logAnswer writes the one line there is of a question: nothing in it was typed by anybody.
func (b *Bot) logAnswer(q ask, intent, outcome string, err error) {
	took := b.cfg.Now().Sub(q.came)
	b.m.answered(q.surface, outcome, took)
	if err != nil {
		b.log.Error("answer was not posted", "envelope", q.envelope, "channel", q.place.Channel, "surface", q.surface,
			"intent", intent, "outcome", outcome, "took", took, "error", bare(err))
		return
	}
	b.log.Info("answered", "envelope", q.envelope, "channel", q.place.Channel, "surface", q.surface,
		"intent", intent, "outcome", outcome, "took", took)
}

// about is what the question may continue from.
func (b *Bot) about(ctx context.Context, q ask) answers.Context {
	if q.about != "" {
		c, err := answers.DecodeContext(q.about)
		if err == nil {
			return c
		}
		b.log.Warn("read a button's context", "error", err)
		return answers.Context{}
	}
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	c, ok, err := b.threads(q).Context(ctx, q.place)
	if err != nil {
		b.m.faults.WithLabelValues("threads").Inc()
		b.log.Error("recall thread", "channel", q.place.Channel, "error", err)
		c, ok, _ = b.private.Context(ctx, q.place)
	}
	if !ok {
		return answers.Context{}
	}
	return c
}

// remember keeps what was asked for the follow-up. It comes before the post: the next question may come right after it.
func (b *Bot) remember(ctx context.Context, q ask, c answers.Context) {
	if reflect.ValueOf(c).IsZero() || q.place == (Place{}) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, storeTimeout)
	defer cancel()
	if err := b.threads(q).Remember(ctx, q.place, c, b.cfg.Now()); err != nil {
		b.m.faults.WithLabelValues("threads").Inc()
		b.log.Error("remember thread", "channel", q.place.Channel, "error", err)
		_ = b.private.Remember(ctx, q.place, c, b.cfg.Now()) // never errs
	}
}

// threads is the memory of a question's place: what is one person's alone stays in this process.
func (b *Bot) threads(q ask) Threads {
	if q.place.User != "" {
		return b.private
	}
	return b.cfg.Threads
}

// done forgets the letter. Even an answer whose end is unknown is done: asking again is the person's to decide.
func (b *Bot) done(ctx context.Context, q ask) {
	if q.letter == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeTimeout)
	defer cancel()
	if err := b.cfg.Inbox.Done(ctx, q.letter); err != nil {
		b.m.faults.WithLabelValues("inbox").Inc()
		b.log.Error("file letter", "letter", q.letter, "error", err)
	}
	_ = b.private.Done(ctx, q.letter) // never errs
}

// fault logs a fault of our own, and gives the number under which a person may ask about it.
func (b *Bot) fault(where string, what any) string {
	var id [4]byte
	_, _ = rand.Read(id[:]) // never errs
	incident := fmt.Sprintf("%x", id)
	b.m.faults.WithLabelValues(strings.Fields(where)[0]).Inc()
	if err, ok := what.(error); ok {
		b.log.Error("fault", "where", where, "incident", incident, "error", bare(err))
	} else { // a panic's value may hold what was asked
		b.log.Error("fault", "where", where, "incident", incident, "panic", fmt.Sprintf("%T", what), "stack", string(debug.Stack()))
	}
	return incident
}

func (b *Bot) apologise(ctx context.Context, q ask, incident string) {
	b.sayOr(ctx, q, render.Say(words().Say(orElse(q.lang, b.cfg.Lang), "incident", map[string]any{"Incident": incident})))
}

// sayOr says something short, where all that can be done about a failure is to log it.
func (b *Bot) sayOr(ctx context.Context, q ask, m render.Message) {
	if q.publish {
		return
	}
	if err := b.say(ctx, q.to, m, nil); err != nil {
		b.log.Error("reply", "envelope", q.envelope, "channel", q.place.Channel, "error", bare(err))
	}
}

// language is what to answer in where the text does not say.
func (b *Bot) language(ctx context.Context, q ask) data.Lang {
	if q.lang != "" {
		return q.lang
	}
	return b.people.language(ctx, q.user)
}

func encode(c answers.Context) string {
	if reflect.ValueOf(c).IsZero() {
		return ""
	}
	return c.Encode()
}
