package sandbox

import (
	"encoding/base64"
	"slices"
	"strings"
)

func conversationMethods() map[string]method {
	return map[string]method{
		"conversations.history": {run: (*Server).history},
		"conversations.replies": {run: (*Server).replies},
		"conversations.info":    {run: (*Server).conversationInfo},
		"conversations.list":    {run: (*Server).conversationList},
		"conversations.members": {run: (*Server).conversationMembers},
		"conversations.open":    {scopes: []string{"im:write"}, run: (*Server).conversationOpen},
		"users.conversations":   {run: (*Server).usersConversations},
	}
}

// scopeOf is a scope whose name depends on the kind of channel: "channels:read", "groups:history", "im:write".
func scopeOf(c *Channel, what string) string {
	switch c.Kind {
	case Private:
		return "groups:" + what
	case DM:
		return "im:" + what
	}
	return "channels:" + what
}

// visibleChannel finds a channel that the bot may know of: a private one it is not in does not exist for it.
func (s *Server) visibleChannel(ref string) (*Channel, error) {
	c := s.world.channel(ref)
	if c == nil || c.Kind != Public && !c.Has(s.world.bot().ID) {
		return nil, refuse("channel_not_found")
	}
	return c, nil
}

// botChannel finds a channel that the bot is in.
func (s *Server) botChannel(ref string) (*Channel, error) {
	c, err := s.visibleChannel(ref)
	if err != nil {
		return nil, err
	}
	if !c.Has(s.world.bot().ID) {
		return nil, refuse("not_in_channel")
	}
	return c, nil
}

// history gives a channel's messages, newest first, without replies, ephemeral ones, and those that lag.
func (s *Server) history(c *call) (object, error) {
	ch, err := s.readable(c)
	if err != nil {
		return nil, err
	}
	var all []*message
	for _, m := range slices.Backward(s.rooms[ch.ID].messages) {
		if !m.isReply() && s.inHistory(m) {
			all = append(all, m)
		}
	}
	return s.page(c, all, true)
}

// replies gives a thread: the parent first, then the replies, oldest first.
func (s *Server) replies(c *call) (object, error) {
	ch, err := s.readable(c)
	if err != nil {
		return nil, err
	}
	parent := s.rooms[ch.ID].find(c.str("ts"))
	if parent == nil || !s.inHistory(parent) {
		return nil, refuse("thread_not_found")
	}
	if parent.isReply() { // Slack gives just the reply
		return s.page(c, []*message{parent}, false)
	}
	all := []*message{parent}
	for _, m := range s.rooms[ch.ID].replies(parent.ts) {
		if s.inHistory(m) {
			all = append(all, m)
		}
	}
	return s.page(c, all, false)
}

// readable finds the channel of a history call and asks for its scope.
func (s *Server) readable(c *call) (*Channel, error) {
	ch, err := s.botChannel(c.str("channel"))
	if err != nil {
		return nil, err
	}
	return ch, s.needScope(scopeOf(ch, "history"))
}

func (s *Server) inHistory(m *message) bool {
	return m.to == "" && !m.visible.After(s.cfg.Now())
}

// page cuts a page out of the messages, which stand in the order of the answer. A cursor names the first of the next page.
func (s *Server) page(c *call, all []*message, newestFirst bool) (object, error) {
	oldest, latest, incl := c.str("oldest"), c.str("latest"), c.bool("inclusive")
	parent := ""
	if !newestFirst && len(all) > 0 {
		parent = all[0].ts // stays on the first page of a thread, whatever the bounds
	}
	in := slices.DeleteFunc(slices.Clone(all), func(m *message) bool {
		if m.ts == parent {
			return false
		}
		return oldest != "" && (tsLess(m.ts, oldest) || !incl && tsSame(m.ts, oldest)) ||
			latest != "" && (tsLess(latest, m.ts) || !incl && tsSame(m.ts, latest))
	})
	if cur := c.str("cursor"); cur != "" {
		from, err := openCursor(cur)
		if err != nil {
			return nil, err
		}
		in = slices.DeleteFunc(in, func(m *message) bool {
			if newestFirst {
				return tsLess(from, m.ts)
			}
			return tsLess(m.ts, from)
		})
	}
	next := ""
	if n := c.int("limit", 100, 1, 999); len(in) > n {
		next = makeCursor(in[n].ts)
		in = in[:n]
	}
	list := make([]object, len(in))
	for i, m := range in {
		list[i] = s.api(m, c.bool("include_all_metadata"))
	}
	out := object{"messages": list, "has_more": next != "", "pin_count": 0}
	if next != "" {
		out["response_metadata"] = object{"next_cursor": next}
	}
	return out, nil
}

func makeCursor(ts string) string { return base64.StdEncoding.EncodeToString([]byte("next_ts:" + ts)) }

func openCursor(c string) (string, error) {
	b, err := base64.StdEncoding.DecodeString(c)
	ts, ok := strings.CutPrefix(string(b), "next_ts:")
	if err != nil || !ok {
		return "", refuse("invalid_cursor")
	}
	return ts, nil
}

// tsParts splits a timestamp so that parts compare as text: bounds come as "1770000000", "1770000000.5" and in full.
func tsParts(ts string) (sec, frac string) {
	sec, frac, _ = strings.Cut(ts, ".")
	pad := max(0, 12-len(sec))
	return strings.Repeat("0", pad) + sec, frac + strings.Repeat("0", max(0, 6-len(frac)))
}

func tsLess(a, b string) bool {
	as, af := tsParts(a)
	bs, bf := tsParts(b)
	return as < bs || as == bs && af < bf
}

func tsSame(a, b string) bool { return !tsLess(a, b) && !tsLess(b, a) }

func (s *Server) conversationInfo(c *call) (object, error) {
	ch, err := s.visibleChannel(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.needScope(scopeOf(ch, "read")); err != nil {
		return nil, err
	}
	o := s.apiChannel(ch)
	if c.bool("include_num_members") {
		o["num_members"] = len(ch.Members)
	}
	if c.bool("include_locale") {
		o["locale"] = "en-US"
	}
	return object{"channel": o}, nil
}

func (s *Server) apiChannel(ch *Channel) object {
	o := object{
		"id": ch.ID, "created": 1700000000, "creator": s.cfg.people()[0].ID, "is_archived": ch.Archived, "is_general": ch.ID == s.world.Channels[0].ID,
		"is_channel": ch.Kind == Public, "is_group": false, "is_im": ch.Kind == DM, "is_mpim": false, "is_private": ch.Kind != Public,
		"is_shared": ch.Shared, "is_ext_shared": ch.Shared, "is_org_shared": false, "context_team_id": s.world.TeamID,
	}
	if ch.Kind == DM {
		o["user"] = other(ch, s.world.bot().ID)
		return o
	}
	o["name"], o["name_normalized"], o["is_member"] = ch.Name, ch.Name, ch.Has(s.world.bot().ID)
	o["topic"] = object{"value": "", "creator": "", "last_set": 0}
	o["purpose"] = object{"value": "", "creator": "", "last_set": 0}
	return o
}

// other is who else is in a direct message.
func other(ch *Channel, user string) string {
	for _, m := range ch.Members {
		if m != user {
			return m
		}
	}
	return user
}

func (s *Server) conversationList(c *call) (object, error)   { return s.listChannels(c, false) }
func (s *Server) usersConversations(c *call) (object, error) { return s.listChannels(c, true) }

// listChannels lists what the bot may know of, or just what it is in. Types default to public channels.
func (s *Server) listChannels(c *call, own bool) (object, error) {
	types := c.list("types")
	if len(types) == 0 {
		types = []string{"public_channel"}
	}
	kinds := map[string]Kind{"public_channel": Public, "private_channel": Private, "im": DM}
	want := map[Kind]bool{}
	for _, t := range types {
		k, ok := kinds[t]
		if !ok && t != "mpim" {
			return nil, refuse("invalid_types")
		}
		if ok {
			if err := s.needScope(scopeOf(&Channel{Kind: k}, "read")); err != nil {
				return nil, err
			}
			want[k] = true
		}
	}
	list := []object{}
	for i := range s.world.Channels {
		ch := &s.world.Channels[i]
		in := ch.Has(s.world.bot().ID)
		if want[ch.Kind] && (in || ch.Kind == Public && !own) && !(ch.Archived && c.bool("exclude_archived")) {
			list = append(list, s.apiChannel(ch))
		}
	}
	return object{"channels": list, "response_metadata": object{"next_cursor": ""}}, nil
}

func (s *Server) conversationMembers(c *call) (object, error) {
	ch, err := s.visibleChannel(c.str("channel"))
	if err != nil {
		return nil, err
	}
	if err := s.needScope(scopeOf(ch, "read")); err != nil {
		return nil, err
	}
	return object{"members": slices.Clone(ch.Members), "response_metadata": object{"next_cursor": ""}}, nil
}

// conversationOpen opens the direct message with a person, making it where there is none.
func (s *Server) conversationOpen(c *call) (object, error) {
	users := c.list("users")
	if id := c.str("channel"); id != "" {
		ch, err := s.botChannel(id)
		if err != nil {
			return nil, err
		}
		users = []string{other(ch, s.world.bot().ID)}
	}
	switch {
	case len(users) == 0:
		return nil, refuse("users_list_not_supplied")
	case len(users) > 1:
		return nil, refuse("not_enough_users") // group messages are not stood in for
	}
	ch, had, err := s.openDM(users[0])
	if err != nil {
		return nil, err
	}
	out := object{"channel": object{"id": ch.ID}, "no_op": had, "already_open": had}
	if c.bool("return_im") {
		out["channel"] = s.apiChannel(ch)
	}
	return out, nil
}

// openDM finds or makes the direct message between the bot and a person.
func (s *Server) openDM(user string) (ch *Channel, had bool, err error) {
	u, ok := s.world.user(user)
	if !ok {
		return nil, false, refuse("user_not_found")
	}
	if u.Bot {
		return nil, false, refuse("cannot_dm_bot")
	}
	if ch := s.world.dm(user); ch != nil {
		return ch, true, nil
	}
	id := s.ids.next("D")
	s.world.Channels = append(s.world.Channels, Channel{ID: id, Kind: DM, Members: []string{user, s.world.bot().ID}})
	s.rooms[id] = &room{}
	s.tell(func(p string) bool { return p == user }, "state", object{})
	return s.world.channel(id), false, nil
}
