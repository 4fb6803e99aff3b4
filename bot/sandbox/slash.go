package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

const maxTriggers = 10_000

// A trigger lets the app open one view for one person, for three seconds.
type trigger struct {
	user  string
	until time.Time
	used  bool
}

// newTrigger makes a trigger id.
func (s *Server) newTrigger(user string) string {
	now := s.cfg.Now()
	if len(s.triggers) >= maxTriggers {
		for id, t := range s.triggers {
			if now.After(t.until) {
				delete(s.triggers, id)
			}
		}
	}
	id := secret()
	if len(s.triggers) < maxTriggers {
		s.triggers[id] = &trigger{user: user, until: now.Add(s.cfg.Timings.Trigger)}
	}
	return id
}

// takeTrigger uses a trigger id up.
func (s *Server) takeTrigger(id string) (user string, err error) {
	t, ok := s.triggers[id]
	switch {
	case !ok:
		return "", refuse("invalid_trigger_id")
	case t.used:
		return "", refuse("exchanged_trigger_id")
	case s.cfg.Now().After(t.until):
		return "", refuse("expired_trigger_id")
	}
	t.used = true
	return t.user, nil
}

// Slash lets a person run a command, "/ai compare opus sonnet", in a channel. Its error is a *Refusal; that the app
// does not answer is a Notice, later.
func (s *Server) Slash(user, channel, text string) error {
	if !strings.HasPrefix(text, "/") {
		return refusal("unknown_command", "A command begins with a slash.")
	}
	_, err := s.Say(user, channel, "", text)
	return err
}

// slash runs a command. The app gets its text escaped, as it gets everything that people type.
func (s *Server) slash(u User, ch *Channel, threadTS, typed string) error {
	word, text, _ := strings.Cut(typed, " ")
	if i := strings.IndexAny(word, "\n\t"); i >= 0 {
		word, text = typed[:i], typed[i+1:]
	}
	known := slices.ContainsFunc(s.cfg.Commands, func(c Command) bool { return c.Command == word })
	switch {
	case !known || u.External: // commands of a workspace are its members' own
		return refusal("unknown_command", fmt.Sprintf("%s is not a valid command. What begins with a slash is taken for one.", cut(word, 80)))
	case threadTS != "":
		return refusal("command_in_thread", word+" is not supported in threads. Sorry!")
	}
	url := responseURL{user: u.ID, channel: ch.ID, command: typed}
	name := ch.Name
	switch ch.Kind {
	case DM:
		name = "directmessage"
	case Private:
		name = "privategroup"
	}
	payload := object{
		"token": "sandbox", "team_id": s.world.TeamID, "team_domain": s.world.Domain, "channel_id": ch.ID, "channel_name": name,
		"user_id": u.ID, "user_name": u.Name, "command": word, "text": escape(strings.TrimSpace(text)), "api_app_id": s.world.AppID,
		"is_enterprise_install": "false", "response_url": s.newResponseURL(url), "trigger_id": s.newTrigger(u.ID),
	}
	s.dispatch(&envelope{
		kind: Commands, payload: payload, accepts: true,
		acked: func(p json.RawMessage) { s.ackedMessage(&url, p) },
		failed: func(code string) {
			s.notice(u.ID, ch.ID, fmt.Sprintf("%s failed with the error %q", word, code))
		},
	})
	return nil
}

// ackedMessage shows the message that rode on an acknowledgement. Nobody hears of its refusal.
func (s *Server) ackedMessage(ru *responseURL, payload json.RawMessage) {
	if len(payload) == 0 || string(payload) == "{}" || string(payload) == `""` {
		return
	}
	var a args
	var text string
	if err := json.Unmarshal(payload, &text); err == nil {
		a = args{"text": text}
	} else if o, err := parseObject(payload); err == nil {
		a = args(o)
	}
	if a == nil {
		s.ackRefused("payload is neither text nor a message")
		return
	}
	if err := s.deliver(ru, a, "ack", 0); err != nil {
		s.ackRefused(err.Error())
	}
}

// cut is at most n runes of a text.
func cut(text string, n int) string {
	r := []rune(text)
	if len(r) <= n {
		return text
	}
	return string(r[:n]) + "…"
}
