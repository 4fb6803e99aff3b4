package command

import (
	"context"
	"slices"
	"strings"

	"versus/bot/digest"
	"versus/bot/render"
)

// admin tells whether a user may do everything.
func (c *Commands) admin(user string) bool { return slices.Contains(c.cfg.Admins, user) }

// mayOrder asks whether the person may order digests for a channel: they belong to this workspace, are no guest, and the
// bot can post there. It gives the refusal in words where not.
func (r request) mayOrder(ctx context.Context, channel string) (Person, *render.Message, error) {
	who, refusal, err := r.person(ctx)
	if err != nil || refusal != nil {
		return who, refusal, err
	}
	if strings.HasPrefix(channel, "D") {
		return who, nil, nil
	}
	room, err := r.cfg.People.Room(ctx, channel)
	switch {
	case err != nil:
		return who, nil, err
	case room.Archived:
		return who, r.refuse("archived", nil), nil
	case room.Hidden || !room.Here && !room.Direct:
		return who, r.refuse("invite", nil), nil
	}
	if channel == r.in.Channel || r.admin(r.in.User) { // one can only give a command where one is
		return who, nil, nil
	}
	there, err := r.cfg.People.Member(ctx, channel, r.in.User)
	if err == nil && !there {
		return who, r.refuse("not_member", nil), nil
	}
	return who, nil, err
}

// person is who asks. Guests and people of other workspaces are refused.
func (r request) person(ctx context.Context) (Person, *render.Message, error) {
	who, err := r.cfg.People.Person(ctx, r.in.User)
	if err != nil {
		return who, nil, err
	}
	if who.Name == "" {
		who.Name = r.in.UserName
	}
	admin := r.admin(r.in.User)
	switch {
	case who.Absent || r.in.External || who.Team != "" && who.Team != r.in.Team && r.in.Enterprise == "":
		return who, r.refuse("external", nil), nil
	case who.Guest && !admin:
		return who, r.refuse("guest", nil), nil
	}
	return who, nil, nil
}

// mayChange asks whether the person may change a subscription: it is their own, or of a channel they are in, or they are
// an admin. A subscription that is none of theirs is not even admitted to exist.
func (r request) mayChange(ctx context.Context, s digest.Subscription) (Person, *render.Message, error) {
	who, refusal, err := r.person(ctx)
	if err != nil || refusal != nil {
		return who, refusal, err
	}
	gone := r.refuse("gone", vars{"ID": s.ID})
	switch {
	case s.Team != r.in.Team && s.Enterprise != r.in.Enterprise, s.Team != r.in.Team && s.Enterprise == "":
		return who, gone, nil
	case s.Owner == r.in.User, r.admin(r.in.User), s.Channel == r.in.Channel:
		return who, nil, nil
	case strings.HasPrefix(s.Channel, "D"):
		return who, gone, nil
	}
	there, err := r.cfg.People.Member(ctx, s.Channel, r.in.User)
	if err == nil && !there {
		return who, gone, nil
	}
	return who, nil, err
}
