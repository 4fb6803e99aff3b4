package sandbox

import (
	"slices"
	"strings"
	"time"
)

// usersInfo gives a user; the locale only where it is asked for, as Slack does.
func (s *Server) usersInfo(c *call) (object, error) {
	u, ok := s.world.user(c.str("user"))
	if !ok {
		return nil, refuse("user_not_found")
	}
	return object{"user": s.apiUser(u, c.bool("include_locale"))}, nil
}

func (s *Server) usersList(c *call) (object, error) {
	members := []object{}
	for _, u := range s.world.Users {
		members = append(members, s.apiUser(u, c.bool("include_locale")))
	}
	return object{"members": members, "cache_ts": s.cfg.Now().Unix(), "response_metadata": object{"next_cursor": ""}}, nil
}

func (s *Server) apiUser(u User, locale bool) object {
	now := s.cfg.Now()
	out := object{
		"id": u.ID, "team_id": s.world.team(u), "name": u.Name, "real_name": u.RealName, "deleted": false,
		"color": strings.TrimPrefix(u.Color, "#"), "tz": u.TZ, "tz_label": u.TZ, "tz_offset": zoneOffset(u.TZ, now),
		"is_admin": u.Admin, "is_owner": u.Admin, "is_primary_owner": false, "is_bot": u.Bot, "is_app_user": false,
		"is_restricted": u.Guest, "is_ultra_restricted": u.Guest, "is_stranger": u.External, "updated": 0,
		"profile": object{
			"real_name": u.RealName, "display_name": u.Name, "team": s.world.team(u), "image_72": "",
		},
	}
	if u.Bot {
		out["profile"].(object)["bot_id"] = s.world.BotID
		out["profile"].(object)["api_app_id"] = s.world.AppID
	}
	if locale {
		out["locale"] = u.Locale
	}
	return out
}

func zoneOffset(tz string, at time.Time) int {
	loc, err := time.LoadLocation(tz)
	if err != nil {
		return 0
	}
	_, off := at.In(loc).Zone()
	return off
}

func (s *Server) botsInfo(c *call) (object, error) {
	if id := c.str("bot"); id != "" && id != s.world.BotID {
		return nil, refuse("bot_not_found")
	}
	bot := s.world.bot()
	return object{"bot": object{
		"id": s.world.BotID, "deleted": false, "name": bot.RealName, "updated": 0, "app_id": s.world.AppID, "user_id": bot.ID, "icons": object{},
	}}, nil
}

func (s *Server) teamInfo(*call) (object, error) {
	return object{"team": object{
		"id": s.world.TeamID, "name": s.world.Name, "domain": s.world.Domain, "email_domain": "", "icon": object{},
	}}, nil
}

func (s *Server) reactionsAdd(c *call) (object, error) {
	m, name, err := s.reaction(c)
	if err != nil {
		return nil, err
	}
	bot := s.world.bot().ID
	if slices.Contains(m.reactions[name], bot) {
		return nil, refuse("already_reacted")
	}
	if m.reactions == nil {
		m.reactions = map[string][]string{}
	}
	m.reactions[name] = append(slices.Clone(m.reactions[name]), bot)
	s.tellMessage("changed", m)
	return nil, nil
}

func (s *Server) reactionsRemove(c *call) (object, error) {
	m, name, err := s.reaction(c)
	if err != nil {
		return nil, err
	}
	bot := s.world.bot().ID
	if !slices.Contains(m.reactions[name], bot) {
		return nil, refuse("no_reaction")
	}
	m.reactions[name] = slices.DeleteFunc(slices.Clone(m.reactions[name]), func(u string) bool { return u == bot })
	if len(m.reactions[name]) == 0 {
		delete(m.reactions, name)
	}
	s.tellMessage("changed", m)
	return nil, nil
}

// reaction finds what a reaction is about.
func (s *Server) reaction(c *call) (*message, string, error) {
	ch, err := s.botChannel(c.str("channel"))
	if err != nil {
		return nil, "", err
	}
	m := s.rooms[ch.ID].find(c.str("timestamp"))
	if m == nil || m.to != "" {
		return nil, "", refuse("message_not_found")
	}
	name := strings.Trim(c.str("name"), ":")
	if name == "" {
		return nil, "", refuse("invalid_name")
	}
	if len(m.reactions) >= 50 && m.reactions[name] == nil {
		return nil, "", refuse("too_many_emoji")
	}
	return m, name, nil
}
