package sandbox

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// apiError is a refusal of the Web API.
type apiError struct {
	Code     string
	Needed   string   // scope, of missing_scope
	Messages []string // response_metadata.messages
}

func (e apiError) Error() string {
	if len(e.Messages) > 0 {
		return e.Code + ": " + strings.Join(e.Messages, "; ")
	}
	return e.Code
}

// refuse is an apiError without details.
func refuse(code string) error { return apiError{Code: code} }

// tokenState is what has become of the app's tokens.
type tokenState struct {
	revoked     bool
	uninstalled bool
}

// tokenKind is which of its two tokens a method takes.
type tokenKind int

const (
	botToken tokenKind = iota
	appToken
	noToken
)

// A method of the Web API. Its scopes are alternatives; those that depend on a channel are asked for in run.
type method struct {
	token  tokenKind
	scopes []string
	run    func(*Server, *call) (object, error)
}

// A call is one request to a method.
type call struct {
	args
	method string
	n      int // its number among the calls of this method, from 1
	host   string
	fault  Fault // the zero Fault where none
}

// methods is the Web API that is stood in for.
func methods() map[string]method {
	m := map[string]method{
		"api.test":              {token: noToken, run: func(_ *Server, c *call) (object, error) { return object{"args": c.args}, nil }},
		"auth.test":             {run: (*Server).authTest},
		"apps.connections.open": {token: appToken, run: (*Server).connectionsOpen},
		"team.info":             {scopes: []string{"team:read"}, run: (*Server).teamInfo},
		"bots.info":             {scopes: []string{"users:read"}, run: (*Server).botsInfo},
		"users.info":            {scopes: []string{"users:read"}, run: (*Server).usersInfo},
		"users.list":            {scopes: []string{"users:read"}, run: (*Server).usersList},
		"reactions.add":         {scopes: []string{"reactions:write"}, run: (*Server).reactionsAdd},
		"reactions.remove":      {scopes: []string{"reactions:write"}, run: (*Server).reactionsRemove},
		"chat.postMessage":      {scopes: []string{"chat:write"}, run: (*Server).postMessage},
		"chat.postEphemeral":    {scopes: []string{"chat:write"}, run: (*Server).postEphemeral},
		"chat.update":           {scopes: []string{"chat:write"}, run: (*Server).chatUpdate},
		"chat.delete":           {scopes: []string{"chat:write"}, run: (*Server).chatDelete},
		"chat.getPermalink":     {run: (*Server).permalink},
		"views.open":            {run: (*Server).viewsOpen},
		"views.push":            {run: (*Server).viewsOpen},
		"views.update":          {run: (*Server).viewsUpdate},
		"views.publish":         {run: (*Server).viewsPublish},

		"assistant.threads.setStatus": {scopes: []string{"assistant:write", "chat:write"}, run: (*Server).setStatus},
	}
	maps.Copy(m, conversationMethods())
	return m
}

// allScopes is each scope that something here asks for.
func allScopes() []string {
	return []string{
		"app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write", "commands", "groups:history", "groups:read",
		"im:history", "im:read", "im:write", "reactions:write", "team:read", "users:read",
	}
}

func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	a, err := readArgs(r)
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		http.Error(w, "Request Entity Too Large", http.StatusRequestEntityTooLarge)
		return
	}
	c := &call{args: a, method: name, host: r.Host}
	s.mu.Lock()
	c.n, c.fault = s.count(name)
	s.mu.Unlock()
	if !s.faultBefore(w, r, c.fault) {
		return
	}
	var out object
	if err == nil {
		out, err = s.runMethod(c, bearer(r))
	}
	if !s.faultAfter(w, r, c.fault) {
		return
	}
	s.answer(w, out, err)
}

// runMethod checks the token and runs the method under the mutex. It locks.
func (s *Server) runMethod(c *call, bearer string) (object, error) {
	m, ok := s.methods[c.method]
	if !ok {
		return nil, refuse("unknown_method")
	}
	token := c.str("token")
	if token == "" {
		token = bearer
	}
	delete(c.args, "token")
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.authorize(m, token); err != nil {
		return nil, err
	}
	return m.run(s, c)
}

// authorize holds a token against what the method asks for, with Slack's codes.
func (s *Server) authorize(m method, token string) error {
	kind := noToken
	switch token {
	case s.cfg.AppToken:
		kind = appToken
	case s.cfg.BotToken:
		kind = botToken
	}
	switch {
	case m.token == noToken:
		return nil
	case token == "":
		return refuse("not_authed")
	case kind == noToken:
		return refuse("invalid_auth")
	case s.tokens.uninstalled:
		return refuse("account_inactive")
	case kind != m.token:
		return refuse("not_allowed_token_type")
	case kind == botToken && s.tokens.revoked:
		return refuse("token_revoked")
	case len(m.scopes) > 0:
		return s.needScope(m.scopes...)
	}
	return nil
}

// needScope refuses where the bot token has none of the scopes.
func (s *Server) needScope(scopes ...string) error {
	for _, sc := range scopes {
		if slices.Contains(s.cfg.Scopes, sc) {
			return nil
		}
	}
	return apiError{Code: "missing_scope", Needed: scopes[0]}
}

// answer writes what the Web API says, in Slack's envelope.
func (s *Server) answer(w http.ResponseWriter, out object, err error) {
	w.Header().Set("X-OAuth-Scopes", strings.Join(s.cfg.Scopes, ","))
	w.Header().Set("Date", s.cfg.Now().UTC().Format(http.TimeFormat))
	if err == nil {
		if out == nil {
			out = object{}
		}
		out["ok"] = true
		reply(w, out)
		return
	}
	var ae apiError
	if !errors.As(err, &ae) {
		ae = apiError{Code: "invalid_form_data"}
	}
	body := object{"ok": false, "error": ae.Code}
	if ae.Code == "missing_scope" {
		body["needed"], body["provided"] = ae.Needed, strings.Join(s.cfg.Scopes, ",")
		w.Header().Set("X-Accepted-OAuth-Scopes", ae.Needed)
	}
	if len(ae.Messages) > 0 {
		errs := make([]string, len(ae.Messages))
		for i, m := range ae.Messages {
			errs[i] = strings.TrimPrefix(m, "[ERROR] ")
		}
		body["errors"] = errs
		body["response_metadata"] = object{"messages": ae.Messages}
	}
	reply(w, body)
}

func bearer(r *http.Request) string {
	t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return ""
	}
	return t
}

func (s *Server) authTest(c *call) (object, error) {
	bot := s.world.bot()
	return object{
		"url": fmt.Sprintf("https://%s.slack.com/", s.world.Domain), "team": s.world.Name, "team_id": s.world.TeamID,
		"user": bot.Name, "user_id": bot.ID, "bot_id": s.world.BotID, "is_enterprise_install": false,
	}, nil
}

// connectionsOpen hands out an address for one socket. The host is the caller's own, so that a proxy in between
// carries the socket as well.
func (s *Server) connectionsOpen(c *call) (object, error) {
	now := s.cfg.Now()
	maps.DeleteFunc(s.sockets.tickets, func(_ string, until time.Time) bool { return now.After(until) })
	if len(s.sockets.tickets) >= maxTickets {
		return nil, apiError{Code: "ratelimited"}
	}
	t := secret()
	s.sockets.host = c.host
	s.sockets.tickets[t] = now.Add(ticketLife)
	return object{"url": fmt.Sprintf("ws://%s/link/?ticket=%s&app_id=%s", c.host, t, s.world.AppID)}, nil
}

func (s *Server) setStatus(c *call) (object, error) {
	ch, err := s.botChannel(c.str("channel_id"))
	if err != nil {
		return nil, err
	}
	if c.str("thread_ts") == "" {
		return nil, refuse("invalid_arguments")
	}
	s.tellChannel(ch, "status", object{"channel": ch.ID, "thread_ts": c.str("thread_ts"), "status": c.str("status")})
	return nil, nil
}
