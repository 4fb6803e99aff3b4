package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/websocket"
)

const (
	maxSockets = 10 // of one app; the eleventh is told too_many_websockets
	maxTickets = 1000
	ticketLife = 30 * time.Second
	// maxFrame is from where on an acknowledgement ends the connection, with close code 1009.
	maxFrame = 20_480
	// socketBacklog is how many frames may wait for a client that does not read. A burst that waits for the writer fits.
	socketBacklog = maxWaiting + 100
)

// Reason is why the app is told to open another socket.
type Reason string

// The reasons of a disconnect frame, and Cut, which is none: the connection just ends.
const (
	Warning          Reason = "warning"
	RefreshRequested Reason = "refresh_requested"
	LinkDisabled     Reason = "link_disabled"
	TooManySockets   Reason = "too_many_websockets"
	Cut              Reason = "cut"
)

// socketState is what Socket Mode knows.
type socketState struct {
	tickets map[string]time.Time // until when
	open    []*socket            // in the order of their turns
	waiting map[string]*envelope // sent or queued, not acknowledged
	queue   []*envelope          // for which no socket was open
	opened  int                  // sockets ever
	gaveUp  int                  // events redelivered for the last time without an acknowledgement
	host    string               // by which the app last asked for a socket
	refused []string             // what was wrong with acknowledgements, which nobody is told
}

// A socket is one open connection. Its writer alone writes to it.
type socket struct {
	n    int
	conn *websocket.Conn
	out  chan []byte
	gone chan struct{} // closed once, by drop
	shut bool
}

// drop ends the connection.
func (so *socket) drop() {
	if !so.shut {
		so.shut = true
		close(so.gone)
	}
}

// send queues a frame; a client that does not read is dropped.
func (so *socket) send(frame []byte) {
	select {
	case so.out <- frame:
	default:
		so.drop()
	}
}

// serveSocket exchanges a ticket for a connection. slack-go sends Slack's own Origin, browsers their page's.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	_, fault := s.count(Sockets)
	s.mu.Unlock()
	if !s.faultBefore(w, r, fault) {
		return
	}
	s.mu.Lock()
	t := r.URL.Query().Get("ticket")
	until, ok := s.sockets.tickets[t]
	delete(s.sockets.tickets, t)
	s.mu.Unlock()
	if !ok || s.cfg.Now().After(until) {
		http.Error(w, "ticket is unknown, used or expired", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(r *http.Request) bool {
		return r.Header.Get("Origin") == "" || r.Header.Get("Origin") == "https://api.slack.com"
	}}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	if !s.faultAfterUpgrade(conn, fault) {
		return
	}
	s.wg.Add(1)
	defer s.wg.Done()
	s.runSocket(conn)
}

// faultAfterUpgrade ends a connection that was accepted only to be lost.
func (s *Server) faultAfterUpgrade(conn *websocket.Conn, f Fault) bool {
	if f.Kind == CutAfter {
		_ = conn.Close()
		return false
	}
	return true
}

// runSocket serves a connection until it ends. It locks.
func (s *Server) runSocket(conn *websocket.Conn) {
	conn.SetReadLimit(maxFrame - 1)
	so := &socket{conn: conn, out: make(chan []byte, socketBacklog), gone: make(chan struct{})}
	written := make(chan struct{})
	go func() {
		defer close(written)
		s.writeSocket(so)
	}()
	if s.join(so) {
		s.readSocket(so)
	}
	s.leave(so)
	<-written
}

// join greets a connection and gives it its share of what waits. The eleventh is turned away.
func (s *Server) join(so *socket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() != nil {
		return false
	}
	s.sockets.opened++
	so.n = s.sockets.opened
	if len(s.sockets.open) >= maxSockets {
		so.send(disconnectFrame(TooManySockets, so.n))
		return false
	}
	s.sockets.open = append(s.sockets.open, so)
	life := s.cfg.Timings.SocketLife
	if life <= 0 {
		life = time.Hour
	}
	so.send(frame(object{
		"type": "hello", "num_connections": len(s.sockets.open), "connection_info": object{"app_id": s.world.AppID},
		"debug_info": object{"host": "sandbox", "build_number": so.n, "approximate_connection_time": int(life / time.Second)},
	}))
	queue := s.sockets.queue
	s.sockets.queue = nil
	for _, e := range queue {
		s.sendEnvelope(e)
	}
	s.tellAll("state", object{})
	return true
}

// leave forgets a connection. What it had not acknowledged waits for its time to run out.
func (s *Server) leave(so *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	so.drop()
	s.sockets.open = slices.DeleteFunc(s.sockets.open, func(o *socket) bool { return o == so })
	s.tellAll("state", object{})
}

// readSocket takes acknowledgements until the connection ends. It locks.
func (s *Server) readSocket(so *socket) {
	alive := 4 * s.cfg.Timings.Ping
	deadline := func() { _ = so.conn.SetReadDeadline(time.Now().Add(max(alive, 10*time.Second))) }
	deadline()
	so.conn.SetPongHandler(func(string) error { deadline(); return nil })
	for {
		_, data, err := so.conn.ReadMessage()
		if err != nil {
			return
		}
		deadline()
		var ack struct {
			EnvelopeID string          `json:"envelope_id"`
			Payload    json.RawMessage `json:"payload"`
		}
		if err := json.Unmarshal(data, &ack); err != nil {
			s.log.Debug("unreadable acknowledgement", "error", err)
			continue
		}
		s.acknowledge(ack.EnvelopeID, ack.Payload)
	}
}

// writeSocket writes frames and pings until the connection is dropped. It locks only to ask for a refresh.
func (s *Server) writeSocket(so *socket) {
	ping := time.NewTicker(s.cfg.Timings.Ping)
	defer ping.Stop()
	defer so.conn.Close()
	var life <-chan time.Time
	if d := s.cfg.Timings.SocketLife; d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		life = t.C
	}
	write := func(f []byte) bool {
		_ = so.conn.SetWriteDeadline(time.Now().Add(10 * time.Second))
		return so.conn.WriteMessage(websocket.TextMessage, f) == nil
	}
	for {
		select {
		case f := <-so.out:
			if !write(f) {
				return
			}
		case now := <-ping.C:
			if so.conn.WriteControl(websocket.PingMessage, fmt.Appendf(nil, "Ping from sandbox %d", now.Unix()), now.Add(5*time.Second)) != nil {
				return
			}
		case <-life:
			if !write(disconnectFrame(RefreshRequested, so.n)) {
				return
			}
		case <-so.gone:
			for { // what was queued before the drop still goes out
				select {
				case f := <-so.out:
					if !write(f) {
						return
					}
				default:
					return
				}
			}
		}
	}
}

// Disconnect sends a disconnect frame to every open socket, or cuts them. LinkDisabled and TooManySockets end the
// connections from this side too; after Warning and RefreshRequested they work on until the app closes them.
func (s *Server) Disconnect(r Reason) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch r {
	case Warning, RefreshRequested, LinkDisabled, TooManySockets, Cut:
	default:
		return fmt.Errorf("disconnect: unknown reason %q", r)
	}
	s.disconnect(r)
	return nil
}

func (s *Server) disconnect(r Reason) {
	for _, so := range s.sockets.open {
		if r != Cut {
			so.send(disconnectFrame(r, so.n))
		}
		if r == Cut || r == LinkDisabled || r == TooManySockets {
			so.drop()
		}
	}
}

// Sockets says how many are open now, and how many ever were.
func (s *Server) Sockets() (open, ever int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets.open), s.sockets.opened
}

func disconnectFrame(r Reason, n int) []byte {
	return frame(object{"type": "disconnect", "reason": string(r), "debug_info": object{"host": "sandbox", "build_number": n}})
}

// frame is v as JSON; what is made here always encodes.
func frame(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("sandbox: encode frame: " + err.Error())
	}
	return b
}
