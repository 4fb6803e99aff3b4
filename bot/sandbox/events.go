package sandbox

import (
	"slices"
	"strings"
)

// allEvents is each event that is made here, as subscriptions name them.
func allEvents() []string {
	return []string{
		"app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "channel_left", "channel_rename", "channel_unarchive",
		"group_archive", "group_left", "group_rename", "group_unarchive", "member_joined_channel", "member_left_channel",
		"message.channels", "message.groups", "message.im", "tokens_revoked",
	}
}

// emit tells the app of an event that it subscribed to, under the given subscription.
func (s *Server) emit(subscription string, ch *Channel, event object) {
	if !slices.Contains(s.cfg.Events, subscription) {
		return
	}
	now := s.cfg.Now()
	if event["event_ts"] == nil {
		event["event_ts"] = s.ids.ts(now)
	}
	s.dispatch(&envelope{kind: Events, payload: object{
		"token": "sandbox", "team_id": s.world.TeamID, "context_team_id": s.world.TeamID, "context_enterprise_id": nil, "api_app_id": s.world.AppID,
		"event": event, "type": "event_callback", "event_id": s.ids.next("Ev"), "event_time": now.Unix(),
		"authorizations": []object{{
			"enterprise_id": nil, "team_id": s.world.TeamID, "user_id": s.world.bot().ID, "is_bot": true, "is_enterprise_install": false,
		}},
		"is_ext_shared_channel": ch != nil && ch.Shared, "event_context": s.ids.next("EC"),
	}})
}

// messageSubscription is the event of messages in a channel of this kind, and its channel_type.
func messageSubscription(c *Channel) (subscription, kind string) {
	switch c.Kind {
	case Private:
		return "message.groups", "group"
	case DM:
		return "message.im", "im"
	}
	return "message.channels", "channel"
}

// heard says whether the app hears of messages in the channel: those that the bot is in.
func (s *Server) heard(ch *Channel) bool { return ch.Has(s.world.bot().ID) }

// emitMessage tells of a new message: to a member of the channel, its own ones too.
func (s *Server) emitMessage(m *message) {
	ch := s.world.channel(m.channel)
	if !s.heard(ch) || m.to != "" {
		return
	}
	sub, kind := messageSubscription(ch)
	ev := s.eventOf(m)
	ev["channel_type"] = kind
	s.emit(sub, ch, ev)
}

// eventOf is a message as events carry it.
func (s *Server) eventOf(m *message) object {
	ev := s.api(m, true)
	for _, k := range []string{"reply_count", "reply_users_count", "reply_users", "latest_reply", "subscribed", "is_locked"} {
		delete(ev, k)
	}
	ev["channel"], ev["event_ts"] = m.channel, m.ts
	if !m.isReply() {
		delete(ev, "thread_ts")
	}
	if m.botID == "" && m.subtype == "" {
		ev["client_msg_id"] = s.ids.next("CM")
		ev["blocks"] = richText(m.text)
		if u, ok := s.world.user(m.user); ok && u.External {
			ev["user_team"], ev["source_team"] = s.world.team(u), s.world.team(u)
		}
	}
	return ev
}

// emitMention tells of a mention of the bot by a person. In a direct message there is no such event. An edit makes it
// again, under a new event id.
func (s *Server) emitMention(m *message) {
	ch := s.world.channel(m.channel)
	if ch.Kind == DM || !s.heard(ch) || !strings.Contains(m.text, "<@"+s.world.bot().ID+">") {
		return
	}
	ev := s.eventOf(m)
	ev["type"] = "app_mention"
	if m.edited {
		ev["event_ts"] = s.ids.ts(s.cfg.Now())
	}
	s.emit("app_mention", ch, ev)
}

// emitChanged tells of an edit.
func (s *Server) emitChanged(m *message, before object) {
	ch := s.world.channel(m.channel)
	if !s.heard(ch) || m.to != "" {
		return
	}
	sub, kind := messageSubscription(ch)
	ts := s.ids.ts(s.cfg.Now())
	s.emit(sub, ch, object{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": ch.ID, "channel_type": kind, "ts": ts, "event_ts": ts,
		"message": s.api(m, true), "previous_message": before,
	})
}

// emitDeleted tells of a message that is gone.
func (s *Server) emitDeleted(m *message) {
	ch := s.world.channel(m.channel)
	if !s.heard(ch) || m.to != "" {
		return
	}
	sub, kind := messageSubscription(ch)
	ts := s.ids.ts(s.cfg.Now())
	s.emit(sub, ch, object{
		"type": "message", "subtype": "message_deleted", "hidden": true, "channel": ch.ID, "channel_type": kind, "ts": ts, "event_ts": ts,
		"deleted_ts": m.ts, "previous_message": s.api(m, false),
	})
}

// richText is the block that Slack's composer makes of what a person types: words, people and links in one section.
func richText(text string) []object {
	var els []object
	word := func(t string) {
		if t != "" {
			els = append(els, object{"type": "text", "text": unescape(t)})
		}
	}
	for text != "" {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			word(text)
			break
		}
		j := strings.IndexByte(text[i:], '>')
		if j < 0 {
			word(text)
			break
		}
		word(text[:i])
		inner := text[i+1 : i+j]
		text = text[i+j+1:]
		switch {
		case strings.HasPrefix(inner, "@"):
			els = append(els, object{"type": "user", "user_id": inner[1:]})
		case strings.HasPrefix(inner, "#"):
			id, _, _ := strings.Cut(inner[1:], "|")
			els = append(els, object{"type": "channel", "channel_id": id})
		default:
			url, label, _ := strings.Cut(inner, "|")
			link := object{"type": "link", "url": url}
			if label != "" {
				link["text"] = label
			}
			els = append(els, link)
		}
	}
	if els == nil {
		return nil
	}
	return []object{{"type": "rich_text", "block_id": secret()[:5], "elements": []object{{"type": "rich_text_section", "elements": els}}}}
}

var (
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

func escape(s string) string   { return escaper.Replace(s) }
func unescape(s string) string { return unescaper.Replace(s) }
