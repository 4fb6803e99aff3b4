package command

import (
	"context"
	"errors"

	"versus/bot/digest"
	"versus/bot/render"
)

// preview shows a digest to the asker alone: of a subscription by its number, of the only one here, or of a line.
func (r request) preview(ctx context.Context, rest string) (render.Message, error) {
	who, refusal, err := r.person(ctx)
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	id, text := cutNumber(rest)
	if id == 0 && text == "" {
		if id, err = r.only(ctx); err != nil {
			return render.Message{}, err
		}
	}
	if id == 0 {
		w := r.read(text, who.Zone)
		if p := r.complaint(w, r.text("line_preview", nil)); p != nil {
			return render.Of(*p, render.Options{}), nil
		}
		s := r.blank()
		w.apply(&s)
		return r.show(ctx, s)
	}
	s, err := r.cfg.Book.Find(ctx, id)
	if errors.Is(err, digest.ErrGone) {
		return r.say("gone", vars{"ID": id}), nil
	}
	if err != nil {
		return render.Message{}, err
	}
	if _, refusal, err = r.mayChange(ctx, s); err != nil || refusal != nil {
		return message(refusal), err
	}
	return r.show(ctx, s)
}

// show builds a digest and shows it to one person: its lead as the answer, what would stand in the thread behind it. A
// command in public is answered in private.
func (r request) show(ctx context.Context, s digest.Subscription) (render.Message, error) {
	built, err := r.cfg.Maker.Build(ctx, s, digest.Slot{Subscription: s.ID, At: r.cfg.Now()})
	if err != nil {
		return render.Message{}, err
	}
	if len(built.Messages) == 0 {
		return r.say("preview_empty", nil), nil
	}
	lead, thread := built.Messages[0], built.Messages[1:]
	public := !r.in.Slash && !r.in.Direct && r.in.Trigger == ""
	if public {
		if err := r.cfg.Voice.Whisper(ctx, r.in.Channel, r.in.Thread, r.in.User, lead); err != nil {
			r.log.Warn("show a preview", "channel", r.in.Channel, "error", err)
			return r.say("preview_slash", nil), nil
		}
	}
	for _, m := range thread {
		if err := r.cfg.Voice.Whisper(ctx, r.in.Channel, r.in.Thread, r.in.User, m); err != nil {
			r.log.Warn("show a preview's thread", "channel", r.in.Channel, "error", err) // the bot is not in the channel: the lead alone then
			break
		}
	}
	if public {
		return render.Message{}, nil
	}
	return lead, nil
}
