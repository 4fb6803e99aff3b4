package sandbox

import (
	"errors"
	"maps"
)

// A Click is what a person does with an element of a message, or, where ViewID is set, of a view.
type Click struct {
	User    string `json:"user"`
	Channel string `json:"channel"`
	TS      string `json:"ts"`
	ViewID  string `json:"view_id"`
	BlockID string `json:"block_id"` // the first block that has the action where empty
	// Action is the element's action_id, and what was chosen, under Slack's names: value, selected_option, …
	Action object `json:"action"`
	State  object `json:"state"` // of a view: what its inputs hold, by block_id and action_id
}

// Press lets a person press a button of a message.
func (s *Server) Press(user, channel, ts, actionID string) error {
	return s.Click(Click{User: user, Channel: channel, TS: ts, Action: object{"action_id": actionID}})
}

// Click lets a person use an element. The app is told of the element as it was posted. Its error is a *Refusal.
func (s *Server) Click(c Click) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.actor(c.User)
	if err != nil {
		return err
	}
	if c.ViewID != "" {
		return s.clickView(u, c)
	}
	ch := s.world.channel(c.Channel)
	m := s.seen(u.ID, c.Channel, c.TS)
	if m == nil {
		return refusal("message_not_found", "This message is gone.")
	}
	block, el := findElement(m.blocks, c.BlockID, asString(c.Action["action_id"]))
	if el == nil {
		return refusal("unknown_action", "This message has no such button.")
	}
	chosen, ok := choice(el, c.Action)
	if !ok {
		return refusal("unknown_action", "This is not among the choices.")
	}
	m.choose(asString(block["block_id"]), chosen)
	container := object{"type": "message", "message_ts": m.ts, "channel_id": ch.ID, "is_ephemeral": m.to != ""}
	if m.threadTS != "" {
		container["thread_ts"] = m.threadTS
	}
	payload := s.interaction("block_actions", u, true)
	payload["container"] = container
	payload["channel"] = object{"id": ch.ID, "name": channelLabel(ch)}
	payload["state"] = object{"values": m.state()}
	payload["response_url"] = s.newResponseURL(responseURL{user: u.ID, channel: ch.ID, original: m.ts})
	payload["actions"] = []object{s.action(chosen, block)}
	if m.to == "" {
		payload["message"] = s.api(m, true)
	}
	s.interact(u, ch.ID, payload)
	return nil
}

// seen is a message that a person sees.
func (s *Server) seen(user, channel, ts string) *message {
	m := s.rooms[channel].find(ts)
	if m == nil || !s.sees(user, m) {
		return nil
	}
	return m
}

// choose keeps a choice for state.values. The maps are replaced, since payloads share them.
func (m *message) choose(block string, chosen object) {
	if _, isChoice := chosenKeys[asString(chosen["type"])]; !isChoice {
		return
	}
	all := maps.Clone(m.chosen)
	if all == nil {
		all = map[string]object{}
	}
	in := maps.Clone(all[block])
	if in == nil {
		in = object{}
	}
	held := maps.Clone(chosen)
	id := asString(held["action_id"])
	delete(held, "action_id")
	in[id] = held
	all[block] = in
	m.chosen = all
}

func (m *message) state() object {
	out := object{}
	elements(m.blocks, func(b, el object) bool {
		if _, ok := chosenKeys[asString(el["type"])]; ok && asString(el["type"]) != "overflow" {
			bid, aid := asString(b["block_id"]), asString(el["action_id"])
			in := maps.Clone(asObject(out[bid]))
			if in == nil {
				in = object{}
			}
			if held := m.chosen[bid][aid]; held != nil {
				in[aid] = held
			} else if first := initial(el); first != nil {
				in[aid] = first
			}
			out[bid] = in
		}
		return true
	})
	return out
}

// action is a choice as the "actions" of a payload carry it.
func (s *Server) action(chosen, block object) object {
	out := maps.Clone(chosen)
	out["block_id"] = block["block_id"]
	out["action_ts"] = s.ids.ts(s.cfg.Now())
	return out
}

// interaction is what every payload of a person's doing begins with.
func (s *Server) interaction(kind string, u User, trigger bool) object {
	o := object{
		"type": kind, "token": "sandbox", "api_app_id": s.world.AppID, "enterprise": nil, "is_enterprise_install": false,
		"team": object{"id": s.world.TeamID, "domain": s.world.Domain},
		"user": object{"id": u.ID, "username": u.Name, "name": u.Name, "team_id": s.world.team(u)},
	}
	if trigger {
		o["trigger_id"] = s.newTrigger(u.ID)
	}
	return o
}

// interact sends a payload whose acknowledgement carries nothing; a silent app is what the person is told of.
func (s *Server) interact(u User, channel string, payload object) {
	s.dispatch(&envelope{kind: Interactions, payload: payload, accepts: true, failed: func(code string) {
		s.notice(u.ID, channel, "The app did not respond ("+code+"). Try again.")
	}})
}

func channelLabel(ch *Channel) string {
	switch ch.Kind {
	case DM:
		return "directmessage"
	case Private:
		return "privategroup"
	}
	return ch.Name
}

// Shortcut lets a person use a message shortcut, or, without channel and ts, a global one. Its error is a *Refusal.
func (s *Server) Shortcut(user, callbackID, channel, ts string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.actor(user)
	if err != nil {
		return err
	}
	if ts == "" {
		payload := s.interaction("shortcut", u, true)
		payload["callback_id"], payload["action_ts"] = callbackID, s.ids.ts(s.cfg.Now())
		s.interact(u, channel, payload)
		return nil
	}
	m := s.seen(user, channel, ts)
	if m == nil {
		return refusal("message_not_found", "This message is gone.")
	}
	if m.to != "" {
		return refusal("not_allowed", "Shortcuts are not for messages that only you see.")
	}
	ch := s.world.channel(channel)
	payload := s.interaction("message_action", u, true)
	payload["callback_id"], payload["action_ts"], payload["message_ts"] = callbackID, s.ids.ts(s.cfg.Now()), m.ts
	payload["channel"] = object{"id": ch.ID, "name": channelLabel(ch)}
	payload["message"] = s.api(m, true)
	payload["response_url"] = s.newResponseURL(responseURL{user: user, channel: ch.ID, original: m.ts})
	s.interact(u, ch.ID, payload)
	return nil
}

// asRefusal is err as what a person is told.
func asRefusal(err error) *Refusal {
	var r *Refusal
	if errors.As(err, &r) {
		return r
	}
	return &Refusal{Code: err.Error()}
}
