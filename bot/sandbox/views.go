package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

const (
	maxOpenViews = 3       // of a person, one upon the other
	maxViewBytes = 250_000 // view_too_large from there
)

// viewState is which modals are open and which Home tabs are published.
type viewState struct {
	open map[string][]*view // by user, the top last
	home map[string]*view   // by user
}

// A view is a modal or a Home tab.
type view struct {
	id, user   string
	hash       string
	root, prev string
	body       object // as the app sent it, blocks named
	values     object // block_id → action_id → what is chosen
}

// apiView is a view as the Web API and payloads give it.
func (s *Server) apiView(v *view) object {
	out := object{
		"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": false, "notify_on_close": false, "submit": nil, "close": nil,
	}
	maps.Copy(out, v.body)
	var prev any
	if v.prev != "" {
		prev = v.prev
	}
	maps.Copy(out, object{
		"id": v.id, "team_id": s.world.TeamID, "app_id": s.world.AppID, "app_installed_team_id": s.world.TeamID, "bot_id": s.world.BotID,
		"hash": v.hash, "root_view_id": v.root, "previous_view_id": prev, "state": object{"values": v.values},
	})
	return out
}

// readView checks the view argument of a call.
func readView(a args, kinds ...string) (object, error) {
	raw, err := a.value("view")
	if err != nil {
		return nil, refuse("invalid_arguments")
	}
	return checkView(asObject(raw), kinds...)
}

// checkView holds a view against the limits and names its blocks.
func checkView(body object, kinds ...string) (object, error) {
	if body == nil {
		return nil, apiError{Code: "invalid_arguments", Messages: []string{"[ERROR] missing required field: view"}}
	}
	if b, err := json.Marshal(body); err != nil || len(b) > maxViewBytes {
		return nil, refuse("view_too_large")
	}
	if err := validateView(body, kinds...); err != nil {
		return nil, err
	}
	blocks, _, err := readBlocks(body["blocks"])
	if err != nil {
		return nil, apiError{Code: "invalid_arguments", Messages: []string{"[ERROR] must be an array of blocks [json-pointer:/view/blocks]"}}
	}
	body = maps.Clone(body)
	named := []any{}
	for _, b := range nameBlocks(blocks) {
		named = append(named, b)
	}
	body["blocks"] = named
	return body, nil
}

// set gives a view new contents. What the person chose stays where the block and the action are the same, as in Slack.
func (s *Server) set(v *view, body object) {
	before := v.values
	v.body, v.values = body, object{}
	v.hash = fmt.Sprintf("%d.%s", s.cfg.Now().Unix(), secret()[:8])
	elements(v.blocks(), func(b, el object) bool {
		bid, aid := asString(b["block_id"]), asString(el["action_id"])
		held := asObject(asObject(before[bid])[aid])
		if held == nil || held["type"] != el["type"] {
			held = initial(el)
		}
		if _, ok := chosenKeys[asString(el["type"])]; ok && held != nil {
			in := asObject(v.values[bid])
			if in == nil {
				in = object{}
				v.values[bid] = in
			}
			in[aid] = held
		}
		return true
	})
}

func (v *view) blocks() []object {
	out := []object{}
	for _, b := range asList(v.body["blocks"]) {
		if o := asObject(b); o != nil {
			out = append(out, o)
		}
	}
	return out
}

// viewsOpen opens a modal, or, as views.push, one upon the open one.
func (s *Server) viewsOpen(c *call) (object, error) {
	body, err := readView(c.args, "modal")
	if err != nil {
		return nil, err
	}
	id := c.str("trigger_id")
	if id == "" {
		return nil, apiError{Code: "invalid_arguments", Messages: []string{"[ERROR] missing required field: trigger_id"}}
	}
	user, err := s.takeTrigger(id)
	if err != nil {
		return nil, err
	}
	push := c.method == "views.push"
	stack := s.views.open[user]
	switch {
	case push && len(stack) == 0:
		return nil, refuse("not_found")
	case push && len(stack) >= maxOpenViews:
		return nil, refuse("push_limit_reached")
	case !push:
		stack = nil // a new modal takes the place of what was open
	}
	return object{"view": s.apiView(s.pushView(user, stack, body))}, nil
}

// pushView opens a view on top of a stack.
func (s *Server) pushView(user string, stack []*view, body object) *view {
	v := &view{id: s.ids.next("V"), user: user}
	v.root = v.id
	action := "open"
	if n := len(stack); n > 0 {
		v.root, v.prev = stack[0].id, stack[n-1].id
		action = "push"
	}
	s.set(v, body)
	s.views.open[user] = append(slices.Clip(stack), v)
	s.tellView(user, action, v)
	return v
}

// viewByID finds an open modal or a published Home tab.
func (s *Server) viewByID(id, externalID string) *view {
	match := func(v *view) bool {
		return id != "" && v.id == id || externalID != "" && asString(v.body["external_id"]) == externalID
	}
	for _, stack := range s.views.open {
		if i := slices.IndexFunc(stack, match); i >= 0 {
			return stack[i]
		}
	}
	for _, v := range s.views.home {
		if match(v) {
			return v
		}
	}
	return nil
}

func (s *Server) viewsUpdate(c *call) (object, error) {
	v := s.viewByID(c.str("view_id"), c.str("external_id"))
	if v == nil {
		return nil, refuse("not_found")
	}
	kind := asString(v.body["type"])
	body, err := readView(c.args, kind)
	if err != nil {
		return nil, err
	}
	if h := c.str("hash"); h != "" && h != v.hash {
		return nil, refuse("hash_conflict")
	}
	s.set(v, body)
	if kind == "home" {
		s.tellUser(v.user, "home", object{"view": s.apiView(v)})
	} else {
		s.tellView(v.user, "update", v)
	}
	return object{"view": s.apiView(v)}, nil
}

func (s *Server) viewsPublish(c *call) (object, error) {
	body, err := readView(c.args, "home")
	if err != nil {
		return nil, err
	}
	user := c.str("user_id")
	if u, ok := s.world.user(user); !ok || u.Bot {
		return nil, refuse("user_not_found")
	}
	v := s.views.home[user]
	if v == nil {
		v = &view{id: s.ids.next("V"), user: user}
		v.root = v.id
	}
	if h := c.str("hash"); h != "" && h != v.hash {
		return nil, refuse("hash_conflict")
	}
	s.set(v, body)
	s.views.home[user] = v
	s.tellUser(user, "home", object{"view": s.apiView(v)})
	return object{"view": s.apiView(v)}, nil
}

func (s *Server) tellView(user, action string, v *view) {
	s.tellUser(user, "view", object{"action": action, "view": s.apiView(v)})
}

// popView closes the top of a person's modals, or all of them.
func (s *Server) popView(user string, all bool) {
	stack := s.views.open[user]
	if n := len(stack); n > 1 && !all {
		s.views.open[user] = stack[: n-1 : n-1]
		s.tellView(user, "close", stack[n-2])
		return
	}
	delete(s.views.open, user)
	s.tellUser(user, "view", object{"action": "close", "view": nil})
}

// View is the modal on top of what a person has open, nil where there is none.
func (s *Server) View(user string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	stack := s.views.open[user]
	if len(stack) == 0 {
		return nil
	}
	return s.apiView(stack[len(stack)-1])
}

// Home is a person's published Home tab, nil where there is none.
func (s *Server) Home(user string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.views.home[user]; v != nil {
		return s.apiView(v)
	}
	return nil
}
