package sandbox

import (
	"context"
	"encoding/json"
	"unicode/utf8"
)

// A Suggest is a person typing into an external select of a message or a view.
type Suggest struct {
	User     string `json:"user"`
	Channel  string `json:"channel"`
	TS       string `json:"ts"`
	ViewID   string `json:"view_id"`
	BlockID  string `json:"block_id"`
	ActionID string `json:"action_id"`
	Value    string `json:"value"`
}

// Options are what the app offers for it: one of the two lists.
type Options struct {
	Options      []map[string]any `json:"options,omitempty"`
	OptionGroups []map[string]any `json:"option_groups,omitempty"`
}

// Options asks the app what an external select offers, and waits for it. Text shorter than the select's
// min_query_length (3 where it says nothing) is not asked about. Its error is a *Refusal.
func (s *Server) Options(ctx context.Context, q Suggest) (Options, error) {
	e, ask, err := s.suggestion(q)
	if err != nil || !ask {
		return Options{}, err
	}
	var out Options
	err = s.ask(ctx, e, func(p json.RawMessage) (err error) {
		out, err = s.suggested(p)
		return err
	})
	return out, err
}

// suggestion makes the payload; ask is false where the text is too short. It locks.
func (s *Server) suggestion(q Suggest) (e *envelope, ask bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.actor(q.User)
	if err != nil {
		return nil, false, err
	}
	payload := s.interaction("block_suggestion", u, false)
	var blocks []object
	if q.ViewID != "" {
		v, err := s.topView(u.ID, q.ViewID)
		if err != nil {
			return nil, false, err
		}
		blocks = v.blocks()
		payload["container"] = object{"type": "view", "view_id": v.id}
		payload["view"] = s.apiView(v)
	} else {
		m := s.seen(u.ID, q.Channel, q.TS)
		if m == nil {
			return nil, false, refusal("message_not_found", "This message is gone.")
		}
		blocks = m.blocks
		ch := s.world.channel(q.Channel)
		payload["container"] = object{"type": "message", "message_ts": m.ts, "channel_id": ch.ID, "is_ephemeral": m.to != ""}
		payload["channel"] = object{"id": ch.ID, "name": channelLabel(ch)}
		payload["message"] = s.api(m, true)
	}
	block, el := findElement(blocks, q.BlockID, q.ActionID)
	if t := asString(el["type"]); t != "external_select" && t != "multi_external_select" {
		return nil, false, refusal("unknown_action", "This is no list that the app fills.")
	}
	if utf8.RuneCountInString(q.Value) < minQuery(el) {
		return nil, false, nil
	}
	payload["action_id"], payload["block_id"], payload["value"] = q.ActionID, block["block_id"], q.Value
	return &envelope{kind: Interactions, payload: payload, accepts: true}, true, nil
}

func minQuery(el object) int {
	if n, ok := el["min_query_length"].(json.Number); ok {
		if i, err := n.Int64(); err == nil {
			return int(i)
		}
	}
	return 3
}

// suggested reads the app's answer, holding it against the limits of a select.
func (s *Server) suggested(p json.RawMessage) (Options, error) {
	o, err := parseObject(p)
	if err == nil {
		err = checkOptions(o)
	}
	if err != nil {
		s.ackRefused("payload of a block_suggestion: " + err.Error())
		return Options{}, refusal("invalid_response", "The list could not be loaded.")
	}
	var out Options
	for _, e := range asList(o["options"]) {
		out.Options = append(out.Options, asObject(e))
	}
	for _, e := range asList(o["option_groups"]) {
		out.OptionGroups = append(out.OptionGroups, asObject(e))
	}
	return out, nil
}
