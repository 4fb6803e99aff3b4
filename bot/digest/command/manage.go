package command

import (
	"context"
	"errors"

	"versus/answers/prose"
	"versus/bot/digest"
	"versus/bot/render"
)

// manage does something with one subscription: now, pause, resume, edit or unsubscribe.
func (r request) manage(ctx context.Context, verb, rest string) (render.Message, error) {
	id, rest := cutNumber(rest)
	if id == 0 {
		only, err := r.only(ctx)
		if err != nil {
			return render.Message{}, err
		}
		if only == 0 {
			return r.which(ctx, verb)
		}
		id = only
	}
	s, err := r.cfg.Book.Find(ctx, id)
	if errors.Is(err, digest.ErrGone) {
		return r.say("gone", vars{"ID": id}), nil
	}
	if err != nil {
		return render.Message{}, err
	}
	who, refusal, err := r.mayChange(ctx, s)
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	if verb == "edit" {
		return r.edit(ctx, s, rest)
	}
	return r.act(ctx, verb, s, who)
}

// only gives the subscription of this channel where there is but one; else 0.
func (r request) only(ctx context.Context) (int64, error) {
	list, err := r.cfg.Book.List(ctx, r.in.Team, r.in.Channel)
	if err != nil || len(list) != 1 {
		return 0, err
	}
	return list[0].ID, nil
}

// which asks which subscription is meant.
func (r request) which(ctx context.Context, verb string) (render.Message, error) {
	list, err := r.visible(ctx, "")
	if err != nil {
		return render.Message{}, err
	}
	if len(list) == 0 {
		return r.none(), nil
	}
	return r.listing(ctx, r.text("which", vars{"Line": "/ai digest " + verb + " 3"}), list), nil
}

// act does what needs no more words. The version tells a stale wish from a fresh one: a button acts once.
func (r request) act(ctx context.Context, verb string, s digest.Subscription, who Person) (render.Message, error) {
	switch verb {
	case "now":
		return r.now(ctx, s)
	case "pause":
		return r.turn(ctx, s, digest.Paused, "paused", "paused_already")
	case "resume":
		if _, refusal, err := r.mayOrder(ctx, s.Channel); err != nil || refusal != nil {
			return message(refusal), err
		}
		return r.turn(ctx, s, digest.Active, "resumed", "running_already")
	}
	return r.unsubscribe(ctx, s, who)
}

// turn brings a subscription into a state, and says so; or that it is in it already.
func (r request) turn(ctx context.Context, s digest.Subscription, to digest.State, done, already string) (render.Message, error) {
	if s.State == to {
		return r.say(already, r.inWords(s)), nil
	}
	s, refusal, err := r.change(ctx, s, func(s *digest.Subscription) { s.State, s.Why = to, "" })
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	return r.say(done, r.inWords(s)), nil
}

// change alters a subscription that is still as it was seen.
func (r request) change(ctx context.Context, seen digest.Subscription, alter func(*digest.Subscription)) (digest.Subscription, *render.Message, error) {
	s, err := r.cfg.Book.Change(ctx, seen.ID, func(s *digest.Subscription) error {
		if s.Version != seen.Version {
			return digest.ErrChanged
		}
		alter(s)
		return nil
	})
	switch {
	case errors.Is(err, digest.ErrGone):
		return s, r.refuse("gone", vars{"ID": seen.ID}), nil
	case errors.Is(err, digest.ErrChanged):
		return s, r.refuse("changed", vars{"ID": seen.ID}), nil
	case errors.Is(err, digest.ErrNever):
		return s, r.refuse("never", nil), nil
	}
	return s, nil, err
}

func (r request) unsubscribe(ctx context.Context, s digest.Subscription, who Person) (render.Message, error) {
	ended, refusal, err := r.change(ctx, s, func(s *digest.Subscription) { s.State, s.Why = digest.Ended, "" })
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	p := r.page("unsubscribed", r.inWords(ended))
	if !r.announce(ctx, ended, "announce_ended", who) {
		p.Lines = append(p.Lines, r.text("not_announced", nil))
	}
	line := r.text("line_subscribe", nil) + " " + r.typed(s)
	p.Lines = append(p.Lines, r.text("back", vars{"Line": "/ai " + line}))
	return render.Of(p, render.Options{}), nil
}

// now sends a digest beside the schedule.
func (r request) now(ctx context.Context, s digest.Subscription) (render.Message, error) {
	if s.State != digest.Active {
		return r.say("now_paused", r.inWords(s)), nil
	}
	fresh, err := r.cfg.Office.Now(ctx, s.ID)
	switch {
	case errors.Is(err, digest.ErrGone):
		return r.say("gone", vars{"ID": s.ID}), nil
	case err != nil:
		return render.Message{}, err
	case !fresh:
		return r.say("now_again", nil), nil
	}
	return r.say("now", vars{"ID": s.ID}), nil
}

// edit changes what a line names and leaves the rest, or opens the modal.
func (r request) edit(ctx context.Context, s digest.Subscription, text string) (render.Message, error) {
	if text == "" {
		return r.openEdit(ctx, s)
	}
	w := r.readOver(text, s)
	if p := r.complaint(w, r.text("line_edit", vars{"ID": s.ID})); p != nil {
		return render.Of(*p, render.Options{}), nil
	}
	s, refusal, err := r.change(ctx, s, func(s *digest.Subscription) { w.apply(s) })
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	p := r.page("edited", r.inWords(s))
	for _, remark := range w.remarks {
		p.Lines = append(p.Lines, remark.Say(r.l))
	}
	return render.Of(p, render.Options{}), nil
}

// none says that there is nothing yet, and what to type.
func (r request) none() render.Message {
	p := r.page("none", nil)
	p.Lines = []string{r.text("help_subscribe", nil)}
	p.Next = []prose.Option{{Label: r.text("button_weekly", nil), Question: r.text("question_weekly", nil)}}
	return render.Of(p, render.Options{})
}
