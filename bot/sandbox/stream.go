package sandbox

import (
	"fmt"
	"net/http"
	"time"
)

const (
	maxListeners    = 64
	listenerBacklog = 512 // events that a slow page may be behind before its stream is ended
)

// A listener is one open stream of a page.
type listener struct {
	user string
	out  chan []byte
	shut bool
}

// tell sends an event to the pages of the people chosen.
func (s *Server) tell(who func(user string) bool, event string, data any) {
	var msg []byte
	for l := range s.listen {
		if !who(l.user) {
			continue
		}
		if msg == nil {
			msg = fmt.Appendf(nil, "event: %s\ndata: %s\n\n", event, frame(data))
		}
		select {
		case l.out <- msg:
		default: // the page loads the state again when it reconnects
			s.hangUp(l)
		}
	}
}

func (s *Server) hangUp(l *listener) {
	if !l.shut {
		l.shut = true
		close(l.out)
		delete(s.listen, l)
	}
}

func (s *Server) tellUser(user, event string, data any) {
	s.tell(func(u string) bool { return u == user }, event, data)
}

func (s *Server) tellAll(event string, data any) {
	s.tell(func(string) bool { return true }, event, data)
}

func (s *Server) tellChannel(ch *Channel, event string, data any) {
	s.tell(func(u string) bool { return s.seesChannel(u, ch) }, event, data)
}

// tellMessage sends a message to those who see it.
func (s *Server) tellMessage(event string, m *message) {
	if len(s.listen) > 0 {
		s.tell(func(u string) bool { return s.sees(u, m) }, event, s.public(m))
	}
}

// serveStream keeps a page up to date by server-sent events until it leaves. It locks.
func (s *Server) serveStream(w http.ResponseWriter, r *http.Request) {
	l := &listener{user: s.viewer(r), out: make(chan []byte, listenerBacklog)}
	s.mu.Lock()
	full := len(s.listen) >= maxListeners
	if !full {
		s.listen[l] = struct{}{}
	}
	_, known := s.world.user(l.user)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.hangUp(l)
		s.mu.Unlock()
	}()
	switch {
	case !known:
		http.Error(w, "no such user", http.StatusNotFound)
		return
	case full:
		http.Error(w, "too many pages are open", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	rc := http.NewResponseController(w)
	write := func(b []byte) bool {
		_ = rc.SetWriteDeadline(time.Now().Add(30 * time.Second))
		if _, err := w.Write(b); err != nil {
			return false
		}
		return rc.Flush() == nil
	}
	if !write([]byte("retry: 1000\n\n")) {
		return
	}
	alive := time.NewTicker(s.cfg.Timings.Keepalive)
	defer alive.Stop()
	for {
		select {
		case b, open := <-l.out:
			if !open || !write(b) {
				return
			}
		case <-alive.C:
			if !write([]byte(": alive\n\n")) {
				return
			}
		case <-r.Context().Done():
			return
		case <-s.ctx.Done():
			return
		}
	}
}
