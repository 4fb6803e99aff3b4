package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// ChannelAction is what a person can do to a channel.
type ChannelAction string

// The actions. Rename takes a name, Invite and Kick a member: the bot where none is named.
const (
	Archive   ChannelAction = "archive"
	Unarchive ChannelAction = "unarchive"
	Rename    ChannelAction = "rename"
	Invite    ChannelAction = "invite"
	Kick      ChannelAction = "kick"
	Join      ChannelAction = "join"
	Leave     ChannelAction = "leave"
)

// ChangeChannel lets a person change a channel; arg is the name or the member. The app is told as Slack tells it.
func (s *Server) ChangeChannel(user, channel string, what ChannelAction, arg string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.actor(user)
	if err != nil {
		return err
	}
	ch := s.world.channel(channel)
	if ch == nil || !s.seesChannel(user, ch) {
		return refusal("channel_not_found", "This conversation does not exist.")
	}
	if ch.Kind == DM {
		return refusal("method_not_supported_for_channel_type", "This cannot be done to a direct message.")
	}
	if arg == "" && (what == Invite || what == Kick) {
		arg = s.world.bot().ID
	}
	if ch.Archived && what != Unarchive {
		return refusal("is_archived", "This channel is archived.")
	}
	switch what {
	case Archive:
		ch.Archived = true
		s.line(ch, user, "channel_archive", "archived the channel")
		s.emitGroup(ch, "archive", object{"channel": ch.ID, "user": user})
	case Unarchive:
		if !ch.Archived {
			return refusal("not_archived", "This channel is not archived.")
		}
		ch.Archived = false
		s.line(ch, user, "channel_unarchive", "took the channel out of the archive")
		s.emitGroup(ch, "unarchive", object{"channel": ch.ID, "user": user})
	case Rename:
		name := strings.TrimPrefix(strings.ToLower(strings.TrimSpace(arg)), "#")
		if name == "" || len(name) > 80 || strings.ContainsAny(name, " .,<>&@#") || s.world.channel("#"+name) != nil {
			return refusal("invalid_name", "A channel cannot have this name.")
		}
		s.line(ch, user, "channel_name", fmt.Sprintf("renamed the channel from %q to %q", ch.Name, name))
		ch.Name = name
		s.emitGroup(ch, "rename", object{"channel": object{"id": ch.ID, "name": name, "name_normalized": name, "created": 1700000000}})
	case Invite, Join:
		if what == Join {
			arg = u.ID
		}
		return s.invite(ch, user, arg)
	case Kick, Leave:
		if what == Leave {
			arg = u.ID
		}
		return s.kick(ch, user, arg)
	default:
		return refusal("unknown_action", "There is no such action.")
	}
	s.tellAll("state", object{})
	return nil
}

// emitGroup tells of a change: channel_… of a public channel, group_… of a private one; to members only.
func (s *Server) emitGroup(ch *Channel, what string, event object) {
	if !s.heard(ch) {
		return
	}
	name := "channel_" + what
	if ch.Kind == Private {
		name = "group_" + what
	}
	event["type"] = name
	s.emit(name, ch, event)
}

// line puts one of Slack's own lines into a channel.
func (s *Server) line(ch *Channel, user, subtype, text string) {
	m := &message{channel: ch.ID, user: user, subtype: subtype, text: "<@" + user + "> " + text, visible: s.cfg.Now()}
	s.add(m)
	s.emitMessage(m)
}

func (s *Server) invite(ch *Channel, by, member string) error {
	if _, ok := s.world.user(member); !ok {
		return refusal("user_not_found", "There is no such person.")
	}
	if ch.Has(member) {
		return refusal("already_in_channel", "They are in the channel already.")
	}
	ch.Members = append(slices.Clone(ch.Members), member)
	s.line(ch, member, "channel_join", "joined the channel")
	if s.heard(ch) {
		kind := "C"
		if ch.Kind == Private {
			kind = "G"
		}
		ev := object{"type": "member_joined_channel", "user": member, "channel": ch.ID, "channel_type": kind, "team": s.world.TeamID}
		if by != member {
			ev["inviter"] = by
		}
		s.emit("member_joined_channel", ch, ev)
	}
	s.tellAll("state", object{})
	return nil
}

func (s *Server) kick(ch *Channel, by, member string) error {
	if !ch.Has(member) {
		return refusal("not_in_channel", "They are not in the channel.")
	}
	s.line(ch, member, "channel_leave", "left the channel")
	bot := member == s.world.bot().ID
	if bot { // told while it still is a member
		name := "channel_left"
		if ch.Kind == Private {
			name = "group_left"
		}
		s.emit(name, ch, object{"type": name, "channel": ch.ID, "actor_id": by})
	}
	ch.Members = slices.DeleteFunc(slices.Clone(ch.Members), func(u string) bool { return u == member })
	if !bot && s.heard(ch) {
		kind := "C"
		if ch.Kind == Private {
			kind = "G"
		}
		s.emit("member_left_channel", ch, object{"type": "member_left_channel", "user": member, "channel": ch.ID, "channel_type": kind, "team": s.world.TeamID})
	}
	s.tellAll("state", object{})
	return nil
}

// Revoke takes the bot's token back, as an administrator can. Sockets stay; the Web API answers token_revoked.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("tokens_revoked", nil, object{"type": "tokens_revoked", "tokens": object{"oauth": []string{}, "bot": []string{s.world.bot().ID}}})
	s.tokens.revoked = true
}

// Uninstall takes the app out of the workspace: both tokens end with account_inactive, and the sockets with link_disabled.
func (s *Server) Uninstall() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emit("tokens_revoked", nil, object{"type": "tokens_revoked", "tokens": object{"oauth": []string{}, "bot": []string{s.world.bot().ID}}})
	s.emit("app_uninstalled", nil, object{"type": "app_uninstalled"})
	s.tokens.uninstalled = true
	s.disconnect(LinkDisabled)
}
