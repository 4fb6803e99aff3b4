package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"versus/bot/render"
	"versus/data"
)

// Slack is People and Voice by Slack's Web API.
type Slack struct {
	API *slack.Client // required
}

var (
	_ People = (*Slack)(nil)
	_ Voice  = (*Slack)(nil)
)

// Person implements [People].
func (s *Slack) Person(ctx context.Context, user string) (Person, error) {
	u, err := s.API.GetUserInfoContext(ctx, user, slack.GetUserInfoOptionIncludeLocale(true))
	if code(err) == "user_not_found" || code(err) == "user_not_visible" {
		return Person{Absent: true}, nil
	}
	if err != nil {
		return Person{}, fmt.Errorf("ask who a user is: %w", err)
	}
	p := Person{
		Name: u.Profile.DisplayName, Zone: u.TZ, Team: u.TeamID, Guest: u.IsRestricted || u.IsUltraRestricted,
		Absent: u.IsStranger || u.IsBot || u.Deleted, Lang: data.EN,
	}
	if p.Name == "" {
		p.Name = u.RealName
	}
	if p.Name == "" {
		p.Name = u.Name
	}
	if strings.HasPrefix(u.Locale, "ko") {
		p.Lang = data.KO
	}
	return p, nil
}

// Room implements [People].
func (s *Slack) Room(ctx context.Context, channel string) (Room, error) {
	c, err := s.API.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	switch code(err) {
	case "channel_not_found", "not_in_channel", "method_not_supported_for_channel_type":
		return Room{Hidden: true}, nil
	}
	if err != nil {
		return Room{}, fmt.Errorf("ask what a channel is: %w", err)
	}
	return Room{Name: c.Name, Here: c.IsMember, Archived: c.IsArchived, Direct: c.IsIM || c.IsMpIM}, nil
}

// membersPage is how many members are asked for at a time, and maxMembers where looking ends: nobody waits for longer.
const (
	membersPage = 1000
	maxMembers  = 50_000
)

// Member implements [People].
func (s *Slack) Member(ctx context.Context, channel, user string) (bool, error) {
	in := slack.GetUsersInConversationParameters{ChannelID: channel, Limit: membersPage}
	for range maxMembers / membersPage {
		members, next, err := s.API.GetUsersInConversationContext(ctx, &in)
		switch code(err) {
		case "channel_not_found", "not_in_channel":
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("ask who is in a channel: %w", err)
		}
		for _, m := range members {
			if m == user {
				return true, nil
			}
		}
		if next == "" {
			return false, nil
		}
		in.Cursor = next
	}
	return false, nil
}

// Announce implements [Voice].
func (s *Slack) Announce(ctx context.Context, channel string, m render.Message) error {
	if _, _, err := s.API.PostMessageContext(ctx, channel, options(m)...); err != nil {
		return fmt.Errorf("post a line: %w", err)
	}
	return nil
}

// Whisper implements [Voice].
func (s *Slack) Whisper(ctx context.Context, channel, thread, user string, m render.Message) error {
	o := options(m)
	if thread != "" {
		o = append(o, slack.MsgOptionTS(thread))
	}
	if _, err := s.API.PostEphemeralContext(ctx, channel, user, o...); err != nil {
		return fmt.Errorf("show somebody a message: %w", err)
	}
	return nil
}

func options(m render.Message) []slack.MsgOption {
	o := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), // escaped already
		slack.MsgOptionDisableMarkdown(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if len(m.Blocks) > 0 {
		o = append(o, slack.MsgOptionBlocks(m.Blocks...))
	}
	return o
}

// Open implements [Voice].
func (s *Slack) Open(ctx context.Context, trigger string, view slack.ModalViewRequest) error {
	if _, err := s.API.OpenViewContext(ctx, trigger, view); err != nil {
		return fmt.Errorf("open a modal: %w", err)
	}
	return nil
}

// code is the word by which Slack refuses a call; "" for anything else.
func code(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	return ""
}
