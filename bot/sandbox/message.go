package sandbox

import (
	"slices"
	"strings"
	"time"
)

// maxRoom is how many messages a channel keeps; the oldest are forgotten.
const maxRoom = 5000

// object is JSON whose numbers keep their literal.
type object = map[string]any

// A room is what has been said in one channel, oldest first.
type room struct{ messages []*message }

// A message is one message, of a person, the bot or Slack itself.
type message struct {
	ts, channel, user string
	username          string
	botID             string // of a bot's message
	text              string
	blocks            []object
	attachments       []object
	metadata          object
	threadTS          string // the parent's ts, of a reply and of a parent that has replies
	subtype           string
	to                string // who alone sees it, where ephemeral
	edited            bool
	editedBy          string
	unfurlLinks       *bool
	unfurlMedia       *bool
	visible           time.Time           // not in the history before
	chosen            map[string]object   // block_id → action_id → what a person chose, for state.values
	reactions         map[string][]string // name → users
}

// Message is a message as the page and tests see it.
type Message struct {
	TS          string   `json:"ts"`
	Channel     string   `json:"channel"`
	User        string   `json:"user"`
	Username    string   `json:"username,omitempty"`
	Bot         bool     `json:"bot"`
	Subtype     string   `json:"subtype,omitempty"`
	Text        string   `json:"text"` // mrkdwn as sent
	Blocks      []object `json:"blocks"`
	ThreadTS    string   `json:"thread_ts,omitempty"`
	ReplyCount  int      `json:"reply_count,omitempty"`
	Ephemeral   bool     `json:"ephemeral"`
	Edited      bool     `json:"edited"`
	Metadata    object   `json:"metadata,omitempty"`
	UnfurlLinks bool     `json:"unfurl_links"`
	UnfurlMedia bool     `json:"unfurl_media"`
	Reactions   []string `json:"reactions,omitempty"`
}

// public is m as the page sees it. Links are unfurled unless the app said otherwise; media too.
func (s *Server) public(m *message) Message {
	out := Message{
		TS: m.ts, Channel: m.channel, User: m.user, Username: m.username, Bot: m.botID != "", Subtype: m.subtype,
		Text: m.text, Blocks: m.blocks, ThreadTS: m.threadTS, Ephemeral: m.to != "", Edited: m.edited, Metadata: m.metadata,
		UnfurlLinks: m.unfurlLinks == nil || *m.unfurlLinks, UnfurlMedia: m.unfurlMedia == nil || *m.unfurlMedia,
	}
	if out.Blocks == nil {
		out.Blocks = []object{}
	}
	for name := range m.reactions {
		out.Reactions = append(out.Reactions, name)
	}
	slices.Sort(out.Reactions)
	if m.threadTS == m.ts {
		out.ReplyCount = len(s.rooms[m.channel].replies(m.ts))
	}
	return out
}

// find is the message named, ephemeral or not.
func (r *room) find(ts string) *message {
	if r == nil {
		return nil
	}
	i := slices.IndexFunc(r.messages, func(m *message) bool { return m.ts == ts })
	if i < 0 {
		return nil
	}
	return r.messages[i]
}

// replies are the messages of a thread without its parent, oldest first.
func (r *room) replies(parent string) []*message {
	var out []*message
	for _, m := range r.messages {
		if m.threadTS == parent && m.ts != parent && m.to == "" {
			out = append(out, m)
		}
	}
	return out
}

// isReply says whether m stands in a thread below another message.
func (m *message) isReply() bool { return m.threadTS != "" && m.threadTS != m.ts }

// add puts a message into its channel, gives it its timestamp, marks the parent, and tells the pages.
func (s *Server) add(m *message) {
	m.ts = s.ids.ts(s.cfg.Now())
	r := s.rooms[m.channel]
	r.messages = append(r.messages, m)
	if len(r.messages) > maxRoom {
		r.messages = slices.Delete(r.messages, 0, len(r.messages)-maxRoom)
	}
	s.tellMessage("message", m)
	if m.threadTS != "" && m.to == "" {
		if parent := r.find(m.threadTS); parent != nil {
			parent.threadTS = parent.ts
			s.tellMessage("changed", parent)
		}
	}
}

// remove takes a message out of its channel and tells the pages.
func (s *Server) remove(m *message) {
	r := s.rooms[m.channel]
	r.messages = slices.DeleteFunc(r.messages, func(o *message) bool { return o == m })
	s.tell(func(u string) bool { return s.sees(u, m) }, "deleted", object{"channel": m.channel, "ts": m.ts})
	if parent := r.find(m.threadTS); parent != nil && len(r.replies(parent.ts)) == 0 {
		parent.threadTS = ""
		s.tellMessage("changed", parent)
	}
}

// sees says whether a person sees a message.
func (s *Server) sees(user string, m *message) bool {
	if m.to != "" {
		return m.to == user
	}
	return s.seesChannel(user, s.world.channel(m.channel))
}

// seesChannel says whether a channel stands in a person's list: those they are in, and public ones to members of the workspace.
func (s *Server) seesChannel(user string, c *Channel) bool {
	if c == nil {
		return false
	}
	u, ok := s.world.user(user)
	return ok && (c.Has(user) || c.Kind == Public && !u.Guest && !u.External)
}

// api is m as the Web API and events give it. Metadata is left out unless asked for.
func (s *Server) api(m *message, metadata bool) object {
	out := object{"type": "message", "user": m.user, "text": m.text, "ts": m.ts, "team": s.world.TeamID}
	if m.subtype != "" {
		out["subtype"] = m.subtype
	}
	if m.botID != "" {
		bot := s.world.bot()
		out["bot_id"], out["app_id"] = m.botID, s.world.AppID
		out["bot_profile"] = object{
			"id": m.botID, "app_id": s.world.AppID, "user_id": bot.ID, "name": bot.RealName, "team_id": s.world.TeamID,
			"deleted": false, "icons": object{}, "updated": 0,
		}
	}
	if m.username != "" {
		out["username"] = m.username
	}
	if len(m.blocks) > 0 {
		out["blocks"] = m.blocks
	}
	if len(m.attachments) > 0 {
		out["attachments"] = m.attachments
	}
	if metadata && m.metadata != nil {
		out["metadata"] = m.metadata
	}
	if m.edited {
		out["edited"] = object{"user": m.editedBy, "ts": m.ts}
	}
	if m.threadTS != "" {
		out["thread_ts"] = m.threadTS
		s.addThread(out, m)
	}
	if len(m.reactions) > 0 {
		list := []object{}
		for name, users := range m.reactions {
			list = append(list, object{"name": name, "users": users, "count": len(users)})
		}
		slices.SortFunc(list, func(a, b object) int { return strings.Compare(a["name"].(string), b["name"].(string)) })
		out["reactions"] = list
	}
	return out
}

// addThread adds what Slack says of a message's thread.
func (s *Server) addThread(out object, m *message) {
	r := s.rooms[m.channel]
	if m.isReply() {
		if parent := r.find(m.threadTS); parent != nil {
			out["parent_user_id"] = parent.user
		}
		return
	}
	replies := r.replies(m.ts)
	users := []string{}
	for _, rep := range replies {
		if !slices.Contains(users, rep.user) {
			users = append(users, rep.user)
		}
	}
	out["reply_count"], out["reply_users_count"], out["reply_users"] = len(replies), len(users), users
	if len(replies) > 0 {
		out["latest_reply"] = replies[len(replies)-1].ts
	}
	out["subscribed"], out["is_locked"] = false, false
}

// parseObject reads a JSON object, keeping the literals of its numbers.
func parseObject(b []byte) (object, error) {
	var out object
	return out, parseJSON(b, &out)
}
