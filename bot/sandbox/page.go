package sandbox

import (
	"embed"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// The page is built from web/ by Vite; the result is committed, so that Go alone builds and runs everything.
//
//go:embed all:web/dist
var bundle embed.FS

// policy lets the page load its own scripts and talk to its own server, and nothing else. Pictures may come from
// anywhere, since messages carry addresses of pictures.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; font-src 'self' data:; " +
	"connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const missingPage = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Sandbox</title></head>
<body style="font-family: sans-serif; max-width: 40rem; margin: 4rem auto; line-height: 1.5">
<h1>The page is not built in</h1>
<p>The sandbox is running, but this program was compiled without its page. Build it with Node, then compile again:</p>
<pre>cd bot/sandbox/web
npm ci
npm run build</pre>
</body></html>
`

func (s *Server) pageRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /sandbox/state", s.serveState)
	mux.HandleFunc("GET /sandbox/stream", s.serveStream)
	s.personRoutes(mux)
	dist, err := fs.Sub(bundle, "web/dist")
	if err != nil {
		panic("sandbox: " + err.Error()) // the path is a constant
	}
	mux.HandleFunc("GET /", servePage(dist))
}

// servePage serves the bundle: index.html for "/", files by their names.
func servePage(dist fs.FS) http.HandlerFunc {
	files := http.FileServerFS(dist)
	return func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if name != "" && name != "index.html" {
			info, err := fs.Stat(dist, name)
			if err != nil || info.IsDir() || strings.HasPrefix(path.Base(name), ".") {
				http.NotFound(w, r)
				return
			}
			if strings.HasPrefix(name, "assets/") { // their names change with their contents
				h.Set("Cache-Control", "public, max-age=31536000, immutable")
			}
			files.ServeHTTP(w, r)
			return
		}
		page, err := fs.ReadFile(dist, "index.html")
		if err != nil {
			page = []byte(missingPage)
		}
		h.Set("Cache-Control", "no-cache")
		h.Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page)
	}
}

// viewer is the person whose page asks: the first one where none is named.
func (s *Server) viewer(r *http.Request) string {
	if u := r.URL.Query().Get("user"); u != "" {
		return u
	}
	return s.cfg.people()[0].ID
}

type pageUser struct {
	User
	Initials string `json:"initials"`
}

type pageChannel struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Kind      Kind   `json:"kind"`
	With      string `json:"with,omitempty"`
	Archived  bool   `json:"archived"`
	Shared    bool   `json:"shared"`
	BotMember bool   `json:"bot_member"`
	Member    bool   `json:"member"`
}

// serveState gives everything that a person sees. It locks.
func (s *Server) serveState(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	me, ok := s.world.user(s.viewer(r))
	var out object
	if ok && !me.Bot {
		out = s.state(me)
	}
	s.mu.Unlock()
	if out == nil {
		http.Error(w, "no such user", http.StatusNotFound)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	reply(w, out)
}

func (s *Server) state(me User) object {
	bot := s.world.bot()
	users := []pageUser{}
	for _, u := range s.world.Users {
		users = append(users, pageUser{u, u.Initials()})
	}
	channels := []pageChannel{}
	messages := map[string][]Message{}
	for i := range s.world.Channels {
		ch := &s.world.Channels[i]
		if !s.seesChannel(me.ID, ch) {
			continue
		}
		pc := pageChannel{
			ID: ch.ID, Name: ch.Name, Kind: ch.Kind, Archived: ch.Archived, Shared: ch.Shared, BotMember: ch.Has(bot.ID), Member: ch.Has(me.ID),
		}
		if ch.Kind == DM {
			pc.With = other(ch, me.ID)
			u, _ := s.world.user(pc.With)
			pc.Name = u.Name
		}
		channels = append(channels, pc)
		messages[ch.ID] = s.messagesOf(me.ID, ch.ID)
	}
	shortcuts, examples := s.cfg.Shortcuts, s.cfg.Examples
	if shortcuts == nil {
		shortcuts = []Shortcut{}
	}
	if examples == nil {
		examples = []Example{}
	}
	var home, modal any
	if v := s.views.home[me.ID]; v != nil {
		home = s.apiView(v)
	}
	if stack := s.views.open[me.ID]; len(stack) > 0 {
		modal = s.apiView(stack[len(stack)-1])
	}
	return object{
		"ok": true, "team": object{"id": s.world.TeamID, "name": s.world.Name}, "me": pageUser{me, me.Initials()},
		"bot":   object{"user_id": bot.ID, "name": bot.Name, "connected": len(s.sockets.open) > 0},
		"users": users, "channels": channels, "commands": s.cfg.Commands, "shortcuts": shortcuts, "messages": messages,
		"examples": examples, "welcome": s.cfg.Welcome, "home": home, "view": modal,
	}
}

// messagesOf is what a person sees of a channel, oldest first.
func (s *Server) messagesOf(user, channel string) []Message {
	out := []Message{}
	for _, m := range s.rooms[channel].messages {
		if s.sees(user, m) {
			out = append(out, s.public(m))
		}
	}
	return out
}

// Messages is what a person sees of a channel, oldest first, replies and ephemeral messages among them.
func (s *Server) Messages(user, channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rooms[channel] == nil {
		return nil
	}
	return s.messagesOf(user, channel)
}
