package sandbox

import (
	"net/http"
	"time"
)

// Status is what a test may want to know of a sandbox that runs as another process.
type Status struct {
	Connections int            `json:"connections"` // open sockets
	Opened      int            `json:"opened"`      // sockets ever
	Queued      int            `json:"queued"`      // envelopes for which no socket was open
	Waiting     int            `json:"waiting"`     // envelopes not acknowledged, queued ones among them
	GaveUp      int            `json:"gave_up"`     // events that were never acknowledged
	Calls       map[string]int `json:"calls"`       // by method
	AckRefused  []string       `json:"ack_refused"` // what was wrong with payloads of acknowledgements
}

// Status takes the measure of the server.
func (s *Server) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := Status{
		Connections: len(s.sockets.open), Opened: s.sockets.opened, Queued: len(s.sockets.queue), Waiting: len(s.sockets.waiting),
		GaveUp: s.sockets.gaveUp, Calls: map[string]int{}, AckRefused: append([]string{}, s.sockets.refused...),
	}
	for m, n := range s.faults.calls {
		st.Calls[m] = n
	}
	return st
}

// controlRoutes are for tests that run the bot, or the sandbox, as another process.
func (s *Server) controlRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /control/record", func(w http.ResponseWriter, _ *http.Request) {
		posts := s.Record()
		if posts == nil {
			posts = []Post{}
		}
		reply(w, object{"posts": posts})
	})
	mux.HandleFunc("GET /control/status", func(w http.ResponseWriter, _ *http.Request) { reply(w, s.Status()) })
	post(mux, "/control/faults", func(_ *http.Request, q struct {
		Method     string    `json:"method"`
		From       int       `json:"from"`
		To         int       `json:"to"`
		Kind       FaultKind `json:"kind"`
		Code       string    `json:"code"`
		Status     int       `json:"status"`
		RetryAfter int       `json:"retry_after"` // s
		DelayMS    int       `json:"delay_ms"`
	}) (object, error) {
		return nil, s.AddFault(Fault{
			Method: q.Method, From: q.From, To: q.To, Kind: q.Kind, Code: q.Code, Status: q.Status,
			RetryAfter: time.Duration(q.RetryAfter) * time.Second, Delay: time.Duration(q.DelayMS) * time.Millisecond,
		})
	})
	mux.HandleFunc("DELETE /control/faults", func(w http.ResponseWriter, _ *http.Request) {
		s.ClearFaults()
		reply(w, object{"ok": true})
	})
	post(mux, "/control/disconnect", func(_ *http.Request, q struct {
		Reason Reason `json:"reason"`
	}) (object, error) {
		return nil, s.Disconnect(q.Reason)
	})
	post(mux, "/control/revoke", func(_ *http.Request, q struct {
		Uninstall bool `json:"uninstall"`
	}) (object, error) {
		if q.Uninstall {
			s.Uninstall()
		} else {
			s.Revoke()
		}
		return nil, nil
	})
}
