package sandbox

import (
	"context"
	"encoding/json"
	"maps"
)

// topView is the view on top of a person's modals, if it has this id, or their Home tab.
func (s *Server) topView(user, id string) (*view, error) {
	if stack := s.views.open[user]; len(stack) > 0 && stack[len(stack)-1].id == id {
		return stack[len(stack)-1], nil
	}
	if v := s.views.home[user]; v != nil && v.id == id {
		return v, nil
	}
	return nil, refusal("view_not_found", "This window is closed.")
}

// fill takes what a person put into a view's inputs. The map is replaced, since payloads share it.
func (v *view) fill(state object) {
	values := maps.Clone(v.values)
	for bid, in := range state {
		for aid, sent := range asObject(in) {
			_, el := findElement(v.blocks(), bid, aid)
			if el == nil {
				continue
			}
			chosen, ok := choice(el, asObject(sent))
			if !ok {
				continue
			}
			delete(chosen, "action_id")
			held := maps.Clone(asObject(values[bid]))
			if held == nil {
				held = object{}
			}
			held[aid] = chosen
			values[bid] = held
		}
	}
	v.values = values
}

// clickView tells of an element used in a view.
func (s *Server) clickView(u User, c Click) error {
	v, err := s.topView(u.ID, c.ViewID)
	if err != nil {
		return err
	}
	block, el := findElement(v.blocks(), c.BlockID, asString(c.Action["action_id"]))
	if el == nil {
		return refusal("unknown_action", "This window has no such button.")
	}
	chosen, ok := choice(el, c.Action)
	if !ok {
		return refusal("unknown_action", "This is not among the choices.")
	}
	v.fill(c.State)
	v.fill(object{asString(block["block_id"]): object{asString(el["action_id"]): c.Action}})
	if asString(block["type"]) == "input" && !asBool(block["dispatch_action"]) {
		return nil // kept for the submission, not told
	}
	payload := s.interaction("block_actions", u, true)
	payload["container"] = object{"type": "view", "view_id": v.id}
	payload["view"] = s.apiView(v)
	payload["actions"] = []object{s.action(chosen, block)}
	s.interact(u, "", payload)
	return nil
}

// missingInputs are the inputs that must be filled and are not.
func (v *view) missingInputs() map[string]string {
	missing := map[string]string{}
	for _, b := range v.blocks() {
		if asString(b["type"]) != "input" || asBool(b["optional"]) {
			continue
		}
		el := asObject(b["element"])
		held := asObject(asObject(v.values[asString(b["block_id"])])[asString(el["action_id"])])
		for _, k := range chosenKeys[asString(el["type"])] {
			if held[k] == nil || held[k] == "" || asList(held[k]) != nil && len(asList(held[k])) == 0 {
				missing[asString(b["block_id"])] = "Please fill in this field."
			}
		}
	}
	return missing
}

// ask sends an envelope and waits, without the mutex, for what the app says. done is called under the mutex.
func (s *Server) ask(ctx context.Context, e *envelope, done func(payload json.RawMessage) error) error {
	result := make(chan error, 1)
	e.acked = func(p json.RawMessage) { result <- done(p) }
	e.failed = func(code string) { result <- refusal(code, "The app did not respond. Try again.") }
	s.mu.Lock()
	s.dispatch(e)
	s.mu.Unlock()
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return refusal("cancelled", "")
	case <-s.ctx.Done():
		return refusal("closing", "The sandbox is closing.")
	}
}

// SubmitView lets a person submit a modal, and waits for what the app says of it. Its error is a *Refusal, with Errors
// where inputs are wrong.
func (s *Server) SubmitView(ctx context.Context, user, viewID string, state map[string]any) error {
	e, v, err := s.submission(user, viewID, state)
	if err != nil {
		return err
	}
	return s.ask(ctx, e, func(p json.RawMessage) error { return s.submitted(v, p) })
}

// submission makes the payload of a submit. It locks.
func (s *Server) submission(user, viewID string, state object) (*envelope, *view, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.actor(user)
	if err != nil {
		return nil, nil, err
	}
	v, err := s.topView(user, viewID)
	if err != nil {
		return nil, nil, err
	}
	if asString(v.body["type"]) != "modal" {
		return nil, nil, refusal("not_allowed", "Only a modal can be submitted.")
	}
	v.fill(state)
	if missing := v.missingInputs(); len(missing) > 0 {
		return nil, nil, &Refusal{Code: "missing_input", Errors: missing}
	}
	payload := s.interaction("view_submission", u, true)
	payload["view"] = s.apiView(v)
	payload["response_urls"] = s.viewResponseURLs(user, v)
	return &envelope{kind: Interactions, payload: payload, accepts: true}, v, nil
}

// viewResponseURLs are addresses for the conversations chosen in selects that ask for them.
func (s *Server) viewResponseURLs(user string, v *view) []object {
	out := []object{}
	elements(v.blocks(), func(b, el object) bool {
		if !asBool(el["response_url_enabled"]) {
			return true
		}
		held := asObject(asObject(v.values[asString(b["block_id"])])[asString(el["action_id"])])
		for _, k := range []string{"selected_conversation", "selected_channel"} {
			if ch := s.world.channel(asString(held[k])); ch != nil && s.seesChannel(user, ch) {
				out = append(out, object{
					"block_id": b["block_id"], "action_id": el["action_id"], "channel_id": ch.ID,
					"response_url": s.newResponseURL(responseURL{user: user, channel: ch.ID}),
				})
			}
		}
		return true
	})
	return out
}

// submitted does what the app answered to a submission: close, show errors, update, push or clear.
func (s *Server) submitted(v *view, payload json.RawMessage) error {
	var ans struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	if len(payload) > 0 {
		if err := json.Unmarshal(payload, &ans); err != nil {
			s.ackRefused("payload of a view_submission: " + err.Error())
			return refusal("invalid_response", "We had some trouble connecting. Try again?")
		}
	}
	if stack := s.views.open[v.user]; len(stack) == 0 || stack[len(stack)-1] != v {
		return nil // closed or covered meanwhile
	}
	switch ans.Action {
	case "":
		s.popView(v.user, asBool(v.body["clear_on_close"]))
	case "clear":
		s.popView(v.user, true)
	case "errors":
		for id := range ans.Errors {
			if !hasInput(v, id) {
				s.ackRefused("errors name the block " + id + ", which is no input of the view")
				return refusal("invalid_response", "We had some trouble connecting. Try again?")
			}
		}
		return &Refusal{Code: "invalid_input", Errors: ans.Errors}
	case "update", "push":
		return s.submittedView(v, ans.Action, ans.View)
	default:
		s.ackRefused("unknown response_action " + ans.Action)
		return refusal("invalid_response", "We had some trouble connecting. Try again?")
	}
	return nil
}

func (s *Server) submittedView(v *view, action string, raw json.RawMessage) error {
	body, err := parseObject(raw)
	if err == nil {
		body, err = checkView(body, "modal")
	}
	stack := s.views.open[v.user]
	if err == nil && action == "push" && len(stack) >= maxOpenViews {
		err = refuse("push_limit_reached")
	}
	if err != nil {
		s.ackRefused("view of a " + action + ": " + err.Error())
		return refusal("invalid_response", "We had some trouble connecting. Try again?")
	}
	if action == "push" {
		s.pushView(v.user, stack, body)
		return nil
	}
	s.set(v, body)
	s.tellView(v.user, "update", v)
	return nil
}

func hasInput(v *view, blockID string) bool {
	for _, b := range v.blocks() {
		if asString(b["block_id"]) == blockID && asString(b["type"]) == "input" {
			return true
		}
	}
	return false
}

// CloseView lets a person close the modal on top. The app hears of it where it asked to.
func (s *Server) CloseView(user, viewID string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.actor(user)
	if err != nil {
		return err
	}
	v, err := s.topView(user, viewID)
	if err != nil {
		return err
	}
	if asString(v.body["type"]) != "modal" {
		return refusal("not_allowed", "Only a modal can be closed.")
	}
	if asBool(v.body["notify_on_close"]) {
		payload := s.interaction("view_closed", u, false)
		payload["view"], payload["is_cleared"] = s.apiView(v), false
		s.dispatch(&envelope{kind: Interactions, payload: payload, accepts: true})
	}
	s.popView(user, asBool(v.body["clear_on_close"]))
	return nil
}
