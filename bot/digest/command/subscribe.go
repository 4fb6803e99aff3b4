package command

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"versus/answers/prose"
	"versus/bot/digest"
	"versus/bot/digest/content"
	"versus/bot/digest/schedule"
	"versus/bot/render"
	"versus/data"
)

// subscribe makes a subscription of the channel the command was given in.
func (r request) subscribe(ctx context.Context, text string) (render.Message, error) {
	who, refusal, err := r.mayOrder(ctx, r.in.Channel)
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	w := r.read(text, who.Zone)
	if p := r.complaint(w, r.text("line_subscribe", nil)); p != nil {
		return render.Of(*p, render.Options{}), nil
	}
	s := r.blank()
	w.apply(&s)
	return r.add(ctx, who, s, w.remarks)
}

// blank is a subscription of this place as it is where nothing was said.
func (r request) blank() digest.Subscription {
	return digest.Subscription{
		Enterprise: r.in.Enterprise, Team: r.in.Team, Channel: r.in.Channel, Owner: r.in.User, Lang: lang(r.in.Lang),
	}
}

// apply writes what was said into a subscription.
func (w wish) apply(s *digest.Subscription) {
	s.Schedule = w.schedule
	if w.lang != "" {
		s.Lang = w.lang
	}
	if w.aboutSet {
		s.About = w.about
	}
	if w.only != nil {
		s.OnlyIfNews = *w.only
	}
}

// complaint answers a line that was not understood with the nearest that would be, to copy and to click; nil where it
// was understood.
func (r request) complaint(w wish, verb string) *prose.Page {
	var p prose.Page
	instead := ""
	switch {
	case len(w.unknown) > 0:
		p = r.page("unknown_subject", vars{"Text": prose.Clean(strings.Join(w.unknown, ", ")), "Near": strings.Join(nonEmpty(w.near), ", ")})
		p.Lines = append(p.Lines, r.text("subjects", nil))
		if near := nonEmpty(w.near); w.problem == nil && len(near) == len(w.unknown) {
			s := digest.Subscription{}
			w.apply(&s)
			s.About = nil
			instead = r.typed(s) + " about " + strings.Join(append(content.NamesOf(r.cfg.Engine().Data(), w.about, data.EN), near...), ", ")
		}
	case w.problem != nil:
		p = prose.Page{Lang: r.l, Headline: w.problem.Say(r.l)}
		if near, ok := w.problem.Nearest(); ok {
			s := digest.Subscription{}
			w.apply(&s)
			s.Schedule = near
			instead = r.typed(s)
		}
	default:
		return nil
	}
	if instead != "" {
		line := verb + " " + instead
		p.Lines = append(p.Lines, r.text("instead", vars{"Line": "/ai " + line}))
		p.Choices = []prose.Option{{Label: instead, Question: line}}
	}
	return &p
}

func nonEmpty(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// add keeps a subscription, tells the channel, and tells the subscriber when it comes.
func (r request) add(ctx context.Context, who Person, s digest.Subscription, remarks []schedule.Remark) (render.Message, error) {
	s, refusal, err := r.keep(ctx, s)
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	p := r.page("subscribed", r.inWords(s))
	for _, remark := range remarks {
		p.Lines = append(p.Lines, remark.Say(r.l))
	}
	if !r.announce(ctx, s, "announce_made", who) {
		p.Lines = append(p.Lines, r.text("not_announced", nil))
	}
	p.Lines = append(p.Lines, r.text("subscribed_next", vars{"ID": s.ID}))
	return render.Of(p, render.Options{}), nil
}

// keep adds a subscription where there is room for one more, and where there is not such a one already.
func (r request) keep(ctx context.Context, s digest.Subscription) (digest.Subscription, *render.Message, error) {
	all, err := r.cfg.Book.List(ctx, s.Team, "")
	if err != nil {
		return s, nil, err
	}
	here := 0
	for _, other := range all {
		if other.Channel != s.Channel {
			continue
		}
		here++
		if other.Schedule == s.Schedule && other.Lang == s.Lang && slices.Equal(other.About, s.About) && other.OnlyIfNews == s.OnlyIfNews {
			return s, r.refuse("twice", vars{"ID": other.ID}), nil
		}
	}
	switch {
	case here >= r.cfg.InChannel:
		return s, r.refuse("full_channel", vars{"Count": r.cfg.InChannel}), nil
	case len(all) >= r.cfg.InAll:
		return s, r.refuse("full_team", vars{"Count": r.cfg.InAll}), nil
	}
	s, err = r.cfg.Book.Subscribe(ctx, s)
	if errors.Is(err, digest.ErrNever) {
		return s, r.refuse("never", nil), nil
	}
	return s, nil, err
}

// announceTime is for the public line: the person who waits for an answer must not wait for it longer.
const announceTime = 5 * time.Second

// announce says in the channel that a subscription was made or ended, and tells whether it did. A direct message needs
// no announcement.
func (r request) announce(ctx context.Context, s digest.Subscription, id string, who Person) bool {
	if strings.HasPrefix(s.Channel, "D") {
		return true
	}
	ctx, cancel := context.WithTimeout(ctx, announceTime)
	defer cancel()
	own := r
	own.l = lang(s.Lang) // those who read the digest read this
	v := own.inWords(s)
	v["Who"] = prose.Clean(who.Name)
	if err := r.cfg.Voice.Announce(ctx, s.Channel, own.say(id, v)); err != nil {
		r.log.Warn("announce a subscription", "subscription", s.ID, "channel", s.Channel, "error", err)
		return false
	}
	return true
}

// refuse is one sentence that ends a request.
func (r request) refuse(id string, v vars) *render.Message {
	m := r.say(id, v)
	return &m
}

func message(m *render.Message) render.Message {
	if m == nil {
		return render.Message{}
	}
	return *m
}
