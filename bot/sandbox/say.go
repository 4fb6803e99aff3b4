package sandbox

import (
	"strings"
	"unicode/utf8"
)

// A Refusal is what Slack says to a person who tried something.
type Refusal struct {
	Code   string            // "not_in_channel"
	Notice string            // words for the person
	Errors map[string]string // of a submitted view: what is wrong, by block_id
}

func (r *Refusal) Error() string {
	if r.Notice == "" {
		return r.Code
	}
	return r.Code + ": " + r.Notice
}

func refusal(code, notice string) error { return &Refusal{Code: code, Notice: notice} }

// A Notice is what Slack shows one person, in a channel, without a message.
type Notice struct {
	Channel string `json:"channel"`
	Text    string `json:"text"`
}

const maxNotices = 200

// notice tells one person something.
func (s *Server) notice(user, channel, text string) {
	n := Notice{Channel: channel, Text: text}
	s.notices[user] = append(s.notices[user], n)
	if l := len(s.notices[user]); l > maxNotices {
		s.notices[user] = s.notices[user][l-maxNotices:]
	}
	s.tell(func(u string) bool { return u == user }, "notice", n)
}

// Notices is what a person was told, oldest first.
func (s *Server) Notices(user string) []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Notice(nil), s.notices[user]...)
}

// actor is the person who acts.
func (s *Server) actor(id string) (User, error) {
	u, ok := s.world.user(id)
	if !ok || u.Bot {
		return User{}, refusal("user_not_found", "Nobody of this name can act here.")
	}
	return u, nil
}

// place is a channel that a person can write to.
func (s *Server) place(user, channel string) (*Channel, error) {
	ch := s.world.channel(channel)
	switch {
	case ch == nil || !s.seesChannel(user, ch):
		return nil, refusal("channel_not_found", "This conversation does not exist.")
	case ch.Archived:
		return nil, refusal("is_archived", "This channel is archived: nobody can write here.")
	case !ch.Has(user):
		return nil, refusal("not_in_channel", "Join the channel to write here.")
	}
	return ch, nil
}

// Say lets a person write. Text that begins with a slash is a command; then no ts comes back. Its error is a *Refusal.
func (s *Server) Say(user, channel, threadTS, text string) (ts string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.actor(user)
	if err != nil {
		return "", err
	}
	ch, err := s.place(user, channel)
	if err != nil {
		return "", err
	}
	if err := checkTyped(text); err != nil {
		return "", err
	}
	if strings.HasPrefix(text, "/") {
		return "", s.slash(u, ch, threadTS, text)
	}
	if threadTS != "" {
		parent := s.rooms[ch.ID].find(threadTS)
		if parent == nil || parent.to != "" {
			return "", refusal("thread_not_found", "The message of this thread is gone.")
		}
		if parent.isReply() {
			threadTS = parent.threadTS
		}
	}
	m := &message{channel: ch.ID, user: user, text: s.typed(text), threadTS: threadTS, visible: s.cfg.Now()}
	s.add(m)
	s.emitMessage(m)
	s.emitMention(m)
	if bot := s.world.bot(); !ch.Has(bot.ID) && strings.Contains(m.text, "<@"+bot.ID+">") {
		s.notice(user, ch.ID, "@"+bot.Name+" is not in this channel, and was not told. You can invite it.")
	}
	return m.ts, nil
}

func checkTyped(text string) error {
	switch {
	case strings.TrimSpace(text) == "":
		return refusal("no_text", "There is nothing to send.")
	case !utf8.ValidString(text):
		return refusal("no_text", "This is not text.")
	case utf8.RuneCountInString(text) > maxText:
		return refusal("msg_too_long", "Your message is too long.")
	}
	return nil
}

// mine is a message that a person wrote.
func (s *Server) mine(user, channel, ts string) (*message, error) {
	ch, err := s.place(user, channel)
	if err != nil {
		return nil, err
	}
	m := s.rooms[ch.ID].find(ts)
	if m == nil || m.user != user || m.to != "" || m.subtype != "" {
		return nil, refusal("message_not_found", "You can change only what you wrote yourself.")
	}
	return m, nil
}

// Edit lets a person change what they wrote. A mention of the bot is told once more, under a new event id.
func (s *Server) Edit(user, channel, ts, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.mine(user, channel, ts)
	if err != nil {
		return err
	}
	if err := checkTyped(text); err != nil {
		return err
	}
	before := s.api(m, false)
	m.text, m.edited, m.editedBy = s.typed(text), true, user
	s.tellMessage("changed", m)
	s.emitChanged(m, before)
	s.emitMention(m)
	return nil
}

// Delete lets a person take back what they wrote.
func (s *Server) Delete(user, channel, ts string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.mine(user, channel, ts)
	if err != nil {
		return err
	}
	s.remove(m)
	s.emitDeleted(m)
	return nil
}

// typed turns what a person typed into mrkdwn, as Slack's composer does: names after "@" and "#" become references,
// addresses become links, and everything else is escaped.
func (s *Server) typed(text string) string {
	var b strings.Builder
	var last byte // before the place looked at
	for text != "" {
		ref, n := "", 0
		switch {
		case text[0] == '<':
			ref, n = s.typedReference(text)
		case (text[0] == '@' || text[0] == '#') && !wordByte(last):
			ref, n = s.typedName(text)
		case (text[0] == 'h' || text[0] == 'H') && !wordByte(last):
			ref, n = typedLink(text)
		}
		if n > 0 {
			b.WriteString(ref)
		} else {
			_, n = utf8.DecodeRuneInString(text)
			b.WriteString(escape(text[:n]))
		}
		last = text[n-1]
		text = text[n:]
	}
	return b.String()
}

// wordByte says whether a byte belongs to an ASCII word. Korean particles may stand right behind a name.
func wordByte(c byte) bool {
	return c == '_' || c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// typedReference takes "<@U1>" where U1 is a user; n is 0 for anything else.
func (s *Server) typedReference(text string) (ref string, n int) {
	end := strings.IndexByte(text, '>')
	if end < 0 || !strings.HasPrefix(text, "<@") {
		return "", 0
	}
	if _, ok := s.world.user(text[2:end]); !ok {
		return "", 0
	}
	return text[:end+1], end + 1
}

// typedName takes "@name", "@here", "#channel" at the beginning of the text.
func (s *Server) typedName(text string) (ref string, n int) {
	match := func(name, to string) {
		end := 1 + len(name)
		if len(name) > 0 && end > n && len(text) >= end && strings.EqualFold(text[1:end], name) && (len(text) == end || !wordByte(text[end])) {
			ref, n = to, end
		}
	}
	if text[0] == '#' {
		for _, c := range s.world.Channels {
			if c.Kind == Public {
				match(c.Name, "<#"+c.ID+"|"+c.Name+">")
			}
		}
		return ref, n
	}
	for _, u := range s.world.Users {
		match(u.Name, "<@"+u.ID+">")
	}
	for _, g := range []string{"here", "channel", "everyone"} {
		match(g, "<!"+g+">")
	}
	return ref, n
}

// typedLink takes an address at the beginning of the text, without the punctuation behind it.
func typedLink(text string) (ref string, n int) {
	low := strings.ToLower(text[:min(len(text), 8)])
	if !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") {
		return "", 0
	}
	n = strings.IndexAny(text, " \t\r\n<>|")
	if n < 0 {
		n = len(text)
	}
	url := strings.TrimRight(text[:n], ".,;:!?)\"'")
	if len(url) <= len("https://") {
		return "", 0
	}
	return "<" + escape(url) + ">", len(url)
}
