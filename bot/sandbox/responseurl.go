package sandbox

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	maxResponses    = 5
	maxResponseURLs = 10_000
)

// A responseURL lets the app answer one command or click.
type responseURL struct {
	user, channel string
	original      string // ts of the message clicked in, "" of a command
	until         time.Time
	used          int
	command       string // what the person typed; shown once where the answer is in_channel
}

// newResponseURL makes an address that works five times and half an hour.
func (s *Server) newResponseURL(ru responseURL) string {
	now := s.cfg.Now()
	for id, old := range s.urls {
		if now.After(old.until) && len(s.urls) >= maxResponseURLs/2 {
			delete(s.urls, id)
		}
	}
	id := secret()
	ru.until = now.Add(s.cfg.Timings.ResponseURL)
	if len(s.urls) < maxResponseURLs {
		s.urls[id] = &ru
	}
	host := s.addr
	if s.sockets.host != "" { // a proxy that the app talks through carries its answers too
		host = s.sockets.host
	}
	return fmt.Sprintf("http://%s/response/%s", host, id)
}

// serveResponseURL answers as incoming webhooks do: 200 "ok", 400 with the code as text where the message is
// refused, and 404 with JSON where the address is used up or too old. What Slack answers here is not documented.
func (s *Server) serveResponseURL(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	n, fault := s.count(ResponseURLs)
	s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "invalid_payload", http.StatusBadRequest)
		return
	}
	if fault.Kind == Refuse {
		http.Error(w, fault.Code, http.StatusBadRequest)
		return
	}
	if !s.faultBefore(w, r, fault) {
		return
	}
	err = s.respond(r.PathValue("id"), body, n)
	if !s.faultAfter(w, r, fault) {
		return
	}
	w.Header().Set("Date", s.cfg.Now().UTC().Format(http.TimeFormat))
	var ae apiError
	switch {
	case err == nil:
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "ok")
	case errors.As(err, &ae) && (ae.Code == "used_url" || ae.Code == "expired_url"):
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = fmt.Fprintf(w, `{"ok":false,"error":%q}`, ae.Code)
	case errors.As(err, &ae):
		http.Error(w, ae.Code, http.StatusBadRequest)
	default:
		http.Error(w, "invalid_payload", http.StatusBadRequest)
	}
}

// respond takes one answer. It locks.
func (s *Server) respond(id string, body []byte, n int) error {
	a, err := parseObject(body)
	if err != nil {
		return refuse("invalid_payload")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ru, ok := s.urls[id]
	switch {
	case !ok || s.cfg.Now().After(ru.until):
		return refuse("expired_url")
	case ru.used >= maxResponses:
		return refuse("used_url")
	case s.tokens.uninstalled:
		return refuse("expired_url")
	}
	if err := s.deliver(ru, args(a), ResponseURLs, n); err != nil {
		return err
	}
	ru.used++
	return nil
}

// deliver shows an answer to a command or click: by default to the asker alone.
func (s *Server) deliver(ru *responseURL, a args, method string, n int) error {
	original := s.rooms[ru.channel].find(ru.original)
	if a.bool("delete_original") {
		if original == nil {
			return refuse("cannot_delete_original") // a command has none
		}
		s.remove(original)
		s.emitDeleted(original)
		if a.str("text") == "" && a["blocks"] == nil {
			return nil
		}
	}
	d, err := readDraft(a)
	if err != nil {
		return err
	}
	if d.empty() {
		return refuse("no_text")
	}
	if a.bool("replace_original") && original != nil && !a.bool("delete_original") {
		before := s.api(original, false)
		original.change(d)
		original.edited, original.editedBy = original.to == "", original.user
		s.record(method, n, original)
		s.tellMessage("changed", original)
		s.emitChanged(original, before)
		return nil
	}
	ch := s.world.channel(ru.channel)
	if ch == nil || ch.Archived {
		return refuse("is_archived")
	}
	thread := a.str("thread_ts")
	if err := s.thread(ch, thread); err != nil {
		return err
	}
	m := s.botMessage(ch, d)
	m.threadTS = thread
	if a.str("response_type") != "in_channel" {
		m.to = ru.user
	} else if ru.command != "" { // the command itself is shown then
		s.add(&message{channel: ch.ID, user: ru.user, text: escape(ru.command), threadTS: thread, visible: s.cfg.Now()})
		ru.command = ""
	}
	s.add(m)
	s.record(method, n, m)
	if m.to == "" {
		s.emitMessage(m)
	}
	return nil
}
