package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// maxWaiting is how many envelopes may be unacknowledged at once; beyond it, they fail at once.
const maxWaiting = 20_000

// An envelope is one thing that the app is told, until it says that it has heard.
type envelope struct {
	id      string
	kind    string // Events, Commands or Interactions
	payload any
	accepts bool // an acknowledgement may carry a payload
	attempt int  // redeliveries of an event so far
	reason  string
	timer   *time.Timer
	acked   func(payload json.RawMessage) // nil where no payload is accepted
	failed  func(code string)             // nil: nobody cares; "operation_timeout" or "dispatch_failed"
}

func (e *envelope) stop() {
	if e.timer != nil {
		e.timer.Stop()
	}
}

// dispatch sends an envelope to one of the open sockets, or keeps it until one opens.
func (s *Server) dispatch(e *envelope) {
	e.id = secret()
	e.payload = json.RawMessage(frame(e.payload)) // as it is now, also when it is sent again later
	if len(s.sockets.waiting) >= maxWaiting || s.tokens.uninstalled {
		s.fail(e, "dispatch_failed")
		return
	}
	s.sockets.waiting[e.id] = e
	switch _, f := s.count(e.kind); f.Kind {
	case Twice:
		again := &envelope{id: secret(), kind: e.kind, payload: e.payload, accepts: e.accepts}
		s.sockets.waiting[again.id] = again
		s.sendEnvelope(e)
		s.sendEnvelope(again)
	case Slow:
		e.timer = time.AfterFunc(f.Delay, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.sendEnvelope(e)
		})
	case CutBefore: // it comes again like one that was not acknowledged
		s.cutNext()
		e.timer = time.AfterFunc(s.cfg.Timings.Ack, func() { s.expire(e) })
	case CutAfter:
		s.sendEnvelope(e)
		s.cutLast()
	default:
		s.sendEnvelope(e)
	}
}

// cutNext ends the socket whose turn it is, cutLast the one whose turn it was.
func (s *Server) cutNext() {
	if open := s.sockets.open; len(open) > 0 {
		open[0].drop()
	}
}

func (s *Server) cutLast() {
	if open := s.sockets.open; len(open) > 0 {
		open[len(open)-1].drop()
	}
}

// sendEnvelope gives an envelope to the socket whose turn it is, and starts its clock.
func (s *Server) sendEnvelope(e *envelope) {
	if _, still := s.sockets.waiting[e.id]; !still || s.ctx.Err() != nil {
		return
	}
	e.stop()
	s.sockets.open = slices.DeleteFunc(s.sockets.open, func(so *socket) bool { return so.shut })
	open := s.sockets.open
	if len(open) == 0 {
		s.unheard(e)
		return
	}
	so := open[0]
	s.sockets.open = append(open[1:len(open):len(open)], so)
	out := object{
		"envelope_id": e.id, "type": e.kind, "payload": e.payload, "accepts_response_payload": e.accepts,
	}
	if e.kind == Events {
		out["retry_attempt"], out["retry_reason"] = e.attempt, e.reason
	}
	so.send(frame(out))
	e.timer = time.AfterFunc(s.cfg.Timings.Ack, func() { s.expire(e) })
}

// unheard is what becomes of an envelope while no socket is open: an event waits for one, a person does not wait
// longer than for an answer.
func (s *Server) unheard(e *envelope) {
	switch {
	case s.cfg.DropUnheard && e.kind == Events:
		e.timer = time.AfterFunc(s.cfg.Timings.Ack, func() { s.expire(e) })
	case s.cfg.DropUnheard:
		delete(s.sockets.waiting, e.id)
		s.fail(e, "dispatch_failed")
	default:
		s.sockets.queue = append(s.sockets.queue, e)
		if e.kind != Events {
			e.timer = time.AfterFunc(s.cfg.Timings.Ack, func() { s.expire(e) })
		}
	}
}

// expire is called when an envelope was not acknowledged in time. It locks.
func (s *Server) expire(e *envelope) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, still := s.sockets.waiting[e.id]; !still || s.ctx.Err() != nil {
		return
	}
	if e.kind != Events {
		delete(s.sockets.waiting, e.id)
		s.fail(e, "operation_timeout")
		return
	}
	if e.attempt >= len(s.cfg.Timings.Retries) {
		delete(s.sockets.waiting, e.id)
		s.fail(e, "operation_timeout")
		return
	}
	wait := s.cfg.Timings.Retries[e.attempt]
	e.attempt++
	e.reason = "timeout"
	e.timer = time.AfterFunc(wait, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.sendEnvelope(e)
	})
}

// acknowledge settles an envelope. Unknown ids, late ones among them, mean nothing. It locks.
func (s *Server) acknowledge(id string, payload json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.sockets.waiting[id]
	if !ok {
		return
	}
	e.stop()
	delete(s.sockets.waiting, id)
	if string(payload) == "null" {
		payload = nil
	}
	if e.acked != nil {
		e.acked(payload)
	}
}

func (s *Server) fail(e *envelope, code string) {
	if e.kind == Events {
		s.sockets.gaveUp++
	}
	if e.failed != nil {
		e.failed(code)
	}
}

// ackRefused notes what was wrong with the payload of an acknowledgement. Nobody is told, as in Slack; tests can ask.
func (s *Server) ackRefused(what string) {
	s.log.Warn("acknowledgement refused", "error", what)
	s.sockets.refused = append(s.sockets.refused, what)
	if n := len(s.sockets.refused); n > 100 {
		s.sockets.refused = s.sockets.refused[n-100:]
	}
}
