package command

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"versus/bot"
	"versus/bot/digest"
	"versus/bot/render"
	"versus/data"
)

// Click implements [bot.Clicker]: a button of a list.
func (c *Commands) Click(ctx context.Context, in slack.InteractionCallback, a slack.BlockAction) (render.Message, error) {
	_, verb, _ := strings.Cut(a.ActionID, ".")
	if verb == "zone" { // a select tells of a choice; it counts when the modal is sent
		return render.Message{}, nil
	}
	r := request{Commands: c, in: c.invocation(ctx, in)}
	r.l = lang(r.in.Lang)
	number, version, _ := strings.Cut(a.Value, ":")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return r.say("gone", vars{"ID": "?"}), nil
	}
	seen, err := strconv.ParseInt(version, 10, 64)
	if err != nil {
		return r.say("gone", vars{"ID": id}), nil
	}
	s, err := c.cfg.Book.Find(ctx, id)
	if errors.Is(err, digest.ErrGone) {
		return r.say("gone", vars{"ID": id}), nil
	}
	if err != nil {
		return render.Message{}, err
	}
	who, refusal, err := r.mayChange(ctx, s)
	switch {
	case err != nil || refusal != nil:
		return message(refusal), err
	case verb == "preview":
		return r.show(ctx, s)
	case s.Version != seen:
		return r.say("changed", vars{"ID": id}), nil
	case verb == "edit":
		return r.openEdit(ctx, s)
	case verb == "now", verb == "pause", verb == "resume", verb == "unsubscribe":
		return r.act(ctx, verb, s, who)
	}
	return render.Message{}, nil
}

// invocation is a click or a modal as if it were a command.
func (c *Commands) invocation(ctx context.Context, in slack.InteractionCallback) bot.Invocation {
	out := bot.Invocation{
		Name: Name, Team: in.Team.ID, Enterprise: in.Enterprise.ID, Channel: in.Channel.ID, Thread: in.Container.ThreadTs,
		User: in.User.ID, UserName: in.User.Name, Trigger: in.TriggerID, Lang: data.EN,
		External: in.User.TeamID != "" && in.Team.ID != "" && in.User.TeamID != in.Team.ID && in.Enterprise.ID == "",
	}
	if out.Channel == "" {
		out.Channel = in.Container.ChannelID
	}
	out.Direct = strings.HasPrefix(out.Channel, "D")
	if p, err := c.cfg.People.Person(ctx, in.User.ID); err == nil && p.Lang != "" {
		out.Lang = p.Lang
	}
	return out
}
