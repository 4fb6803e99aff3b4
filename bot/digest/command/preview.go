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

// show builds a digest and shows it to one person: its lead, and what would stand in the thread behind it.
func (r request) show(ctx context.Context, s digest.Subscription) (render.Message, error) {
	built, err := r.cfg.Maker.Build(ctx, s, digest.Slot{Subscription: s.ID, At: r.cfg.Now()})
	if err != nil {
		return render.Message{}, err
	}
	if len(built.Messages) == 0 {
		return r.say("preview_empty", nil), nil
	}
	for i, m := range built.Messages {
		if err := r.cfg.Voice.Whisper(ctx, r.in.Channel, r.in.Thread, r.in.User, m); err != nil {
			r.log.Warn("show a preview", "channel", r.in.Channel, "error", err)
			if i > 0 {
				break
			}
			return r.leadOnly(built.Messages), nil
		}
	}
	return render.Message{}, nil
}

// leadOnly is what is left of a preview where the bot cannot speak: an answer to a slash command or a click needs no
// membership and is private, but there is only one of it.
func (r request) leadOnly(messages []render.Message) render.Message {
	if public := !r.in.Slash && !r.in.Direct && r.in.Trigger == ""; public {
		return r.say("preview_slash", nil)
	}
	return messages[0]
}
