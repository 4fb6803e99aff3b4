package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// target resolves the channel argument of a post: an id, "#name", or a person's id, which is their direct message.
func (s *Server) target(c *call) (*Channel, error) {
	ref := c.str("channel")
	if u, ok := s.world.user(ref); ok && !u.Bot {
		ch, _, err := s.openDM(ref)
		return ch, err
	}
	ch, err := s.visibleChannel(ref)
	switch {
	case err != nil:
		return nil, err
	case ch.Archived:
		return nil, refuse("is_archived")
	case !ch.Has(s.world.bot().ID) && !slices.Contains(s.cfg.Scopes, "chat:write.public"):
		return nil, refuse("not_in_channel")
	}
	return ch, nil
}

// thread checks where a reply goes: to a message that stands in the channel and is no reply itself.
func (s *Server) thread(ch *Channel, ts string) error {
	if ts == "" {
		return nil
	}
	m := s.rooms[ch.ID].find(ts)
	switch {
	case m == nil || m.to != "":
		return refuse("thread_not_found")
	case m.isReply():
		return refuse("cannot_reply_to_message")
	}
	return nil
}

// botMessage makes a message of the bot from a draft.
func (s *Server) botMessage(ch *Channel, d draft) *message {
	return &message{
		channel: ch.ID, user: s.world.bot().ID, botID: s.world.BotID, text: d.text, blocks: d.blocks, attachments: d.attachments,
		metadata: d.metadata, unfurlLinks: d.unfurlLinks, unfurlMedia: d.unfurlMedia, visible: s.cfg.Now(),
	}
}

func (s *Server) postMessage(c *call) (object, error) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	d, err := readDraft(c.args)
	if err != nil {
		return nil, err
	}
	if d.empty() {
		return nil, refuse("no_text")
	}
	if err := s.thread(ch, c.str("thread_ts")); err != nil {
		return nil, err
	}
	m := s.botMessage(ch, d)
	m.threadTS, m.username = c.str("thread_ts"), c.str("username")
	if c.fault.Kind == Lag {
		m.visible = m.visible.Add(c.fault.Delay)
	}
	s.add(m)
	s.record(c.method, c.n, m)
	s.emitMessage(m)
	return object{"channel": ch.ID, "ts": m.ts, "message": s.api(m, true)}, nil
}

func (s *Server) postEphemeral(c *call) (object, error) {
	ch, err := s.botChannel(c.str("channel"))
	if err != nil {
		return nil, err
	}
	user := c.str("user")
	switch _, known := s.world.user(user); {
	case ch.Archived:
		return nil, refuse("is_archived")
	case !known:
		return nil, refuse("user_not_found")
	case !ch.Has(user):
		return nil, refuse("user_not_in_channel")
	}
	d, err := readDraft(c.args)
	if err != nil {
		return nil, err
	}
	if d.empty() {
		return nil, refuse("no_text")
	}
	if err := s.thread(ch, c.str("thread_ts")); err != nil {
		return nil, err
	}
	m := s.botMessage(ch, d)
	m.to, m.threadTS = user, c.str("thread_ts")
	s.add(m)
	s.record(c.method, c.n, m)
	return object{"message_ts": m.ts}, nil
}

// own finds a message of the bot by channel and ts. Ephemeral ones cannot be found: nobody can change them this way.
func (s *Server) own(c *call, refusal string) (*message, error) {
	ch, err := s.visibleChannel(c.str("channel"))
	if err != nil {
		return nil, err
	}
	m := s.rooms[ch.ID].find(c.str("ts"))
	switch {
	case m == nil || m.to != "":
		return nil, refuse("message_not_found")
	case m.botID == "":
		return nil, refuse(refusal)
	case ch.Archived:
		return nil, refuse("is_archived")
	}
	return m, nil
}

func (s *Server) chatUpdate(c *call) (object, error) {
	m, err := s.own(c, "cant_update_message")
	if err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(c.str("text")) > maxUpdateText {
		return nil, refuse("msg_too_long")
	}
	d, err := readDraft(c.args)
	if err != nil {
		return nil, err
	}
	if d.empty() {
		return nil, refuse("no_text")
	}
	before := s.api(m, false)
	m.change(d)
	m.edited, m.editedBy = true, m.user
	s.record(c.method, c.n, m)
	s.tellMessage("changed", m)
	s.emitChanged(m, before)
	return object{"channel": m.channel, "ts": m.ts, "text": m.text, "message": s.api(m, true)}, nil
}

// change gives a message new contents. Text without blocks removes the blocks; what else was not sent stays.
func (m *message) change(d draft) {
	m.text, m.blocks = d.text, d.blocks
	if d.hasAttach {
		m.attachments = d.attachments
	}
	if d.metadata != nil {
		m.metadata = d.metadata
	}
}

func (s *Server) chatDelete(c *call) (object, error) {
	m, err := s.own(c, "cant_delete_message")
	if err != nil {
		return nil, err
	}
	s.remove(m)
	s.emitDeleted(m)
	return object{"channel": m.channel, "ts": m.ts}, nil
}

func (s *Server) permalink(c *call) (object, error) {
	ch, err := s.visibleChannel(c.str("channel"))
	if err != nil {
		return nil, err
	}
	m := s.rooms[ch.ID].find(c.str("message_ts"))
	if m == nil || m.to != "" {
		return nil, refuse("message_not_found")
	}
	link := fmt.Sprintf("https://%s.slack.com/archives/%s/p%s", s.world.Domain, ch.ID, strings.ReplaceAll(m.ts, ".", ""))
	return object{"channel": ch.ID, "permalink": link}, nil
}
