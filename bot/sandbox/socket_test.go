package sandbox_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"versus/bot/sandbox"
)

// quick are Slack's clocks at a speed for tests, slow enough that a busy machine is not late by itself.
var quick = sandbox.Timings{Ack: 150 * time.Millisecond, Retries: [3]time.Duration{1e6, 20e6, 40e6}, Ping: 50 * time.Millisecond}

func TestHello(t *testing.T) {
	s := start(t, sandbox.Config{Timings: sandbox.Timings{SocketLife: time.Hour}})
	api := client(t, s)
	_, url, err := api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	dial := func() (*websocket.Conn, *http.Response, error) {
		return websocket.DefaultDialer.DialContext(t.Context(), url, http.Header{"Origin": {"https://api.slack.com"}})
	}
	conn, _, err := dial()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	var req socketmode.Request
	if err := conn.ReadJSON(&req); err != nil {
		t.Fatal(err)
	}
	if req.Type != "hello" || req.NumConnections != 1 || req.ConnectionInfo.AppID != "A0VERSUS" || req.DebugInfo.ApproximateConnectionTime != 3600 {
		t.Errorf("got %+v", req)
	}
	if _, resp, err := dial(); err == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("a ticket is good for one socket: %v", err)
	}
}

func TestForeignOriginGetsNoSocket(t *testing.T) {
	s := start(t, sandbox.Config{})
	_, url, err := client(t, s).StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, resp, err := websocket.DefaultDialer.DialContext(t.Context(), url, http.Header{"Origin": {"https://evil.example"}})
	if err == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("got %v", err)
	}
}

func TestPings(t *testing.T) {
	s := start(t, sandbox.Config{Timings: quick})
	_, url, err := client(t, s).StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	pings := make(chan struct{}, 100)
	conn.SetPingHandler(func(d string) error {
		pings <- struct{}{}
		return conn.WriteControl(websocket.PongMessage, []byte(d), time.Now().Add(time.Second))
	})
	go func() {
		for {
			if _, _, err := conn.ReadMessage(); err != nil {
				return
			}
		}
	}()
	receive(t, pings, "ping")
	receive(t, pings, "second ping")
}

// TestTurns checks that each envelope goes to one socket, and that the sockets take turns.
func TestTurns(t *testing.T) {
	s := start(t, sandbox.Config{})
	bots := []*bot{connect(t, s), connect(t, s)}
	const n = 10
	for i := range n {
		if err := s.Slash("U0ALICE", "C0GENERAL", fmt.Sprintf("/ai %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	for _, b := range bots {
		for range n / 2 {
			e := receive(t, b.events, "command")
			text := e.Data.(slack.SlashCommand).Text
			if seen[text] {
				t.Errorf("command %s came twice", text)
			}
			seen[text] = true
			if err := b.sm.Ack(*e.Request); err != nil {
				t.Fatal(err)
			}
		}
	}
	eventually(t, "all acknowledged", func() bool { return s.Status().Waiting == 0 })
}

func TestTooManySockets(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	for i := range 11 {
		_, url, err := api.StartSocketModeContext(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), url, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		var req socketmode.Request
		if err := conn.ReadJSON(&req); err != nil {
			t.Fatal(err)
		}
		if i < 10 && (req.Type != "hello" || req.NumConnections != i+1) || i == 10 && (req.Type != "disconnect" || req.Reason != "too_many_websockets") {
			t.Errorf("socket %d: got %+v", i+1, req)
		}
	}
}

// TestRedelivery leaves an event unacknowledged: it comes four times, with the same event id, and then no more.
func TestRedelivery(t *testing.T) {
	s := start(t, sandbox.Config{Timings: quick, Events: []string{"app_mention"}})
	b := connect(t, s)
	if _, err := s.Say("U0ALICE", "C0GENERAL", "", "@ai hello"); err != nil {
		t.Fatal(err)
	}
	var id string
	for attempt := range 4 {
		e := receive(t, b.events, fmt.Sprintf("delivery %d", attempt))
		cb := e.Data.(slackevents.EventsAPIEvent).Data.(*slackevents.EventsAPICallbackEvent)
		if attempt == 0 {
			id = cb.EventID
		}
		reason := "timeout"
		if attempt == 0 {
			reason = ""
		}
		if e.Request.RetryAttempt != attempt || e.Request.RetryReason != reason || cb.EventID != id {
			t.Errorf("delivery %d: attempt %d for %q of %s, want %s", attempt, e.Request.RetryAttempt, e.Request.RetryReason, cb.EventID, id)
		}
	}
	eventually(t, "given up", func() bool { st := s.Status(); return st.GaveUp == 1 && st.Waiting == 0 })
	select {
	case e := <-b.events:
		t.Errorf("came once more: %+v", e)
	default:
	}
}

func TestAcknowledgedOnceIsEnough(t *testing.T) {
	s := start(t, sandbox.Config{Timings: quick, Events: []string{"app_mention"}})
	b := connect(t, s)
	if _, err := s.Say("U0ALICE", "C0GENERAL", "", "@ai hello"); err != nil {
		t.Fatal(err)
	}
	receive(t, b.events, "first delivery")
	e := receive(t, b.events, "second delivery")
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	eventually(t, "acknowledged", func() bool { return s.Status().Waiting == 0 })
	if st := s.Status(); st.GaveUp != 0 {
		t.Errorf("got %+v", st)
	}
}

func TestSilentAppIsToldToThePerson(t *testing.T) {
	s := start(t, sandbox.Config{Timings: quick})
	b := connect(t, s)
	if err := s.Slash("U0ALICE", "C0GENERAL", "/ai slow"); err != nil {
		t.Fatal(err)
	}
	e := receive(t, b.events, "command")
	eventually(t, "notice", func() bool { return len(s.Notices("U0ALICE")) == 1 })
	if n := s.Notices("U0ALICE")[0]; n.Text != `/ai failed with the error "operation_timeout"` || n.Channel != "C0GENERAL" {
		t.Errorf("got %+v", n)
	}
	if len(s.Notices("U0MINJUN")) != 0 {
		t.Error("it is nobody else's notice")
	}
	// The acknowledgement is too late, and its payload with it; the response URL still works.
	if err := b.sm.Ack(*e.Request, map[string]any{"text": "late"}); err != nil {
		t.Fatal(err)
	}
	if err := postResponse(t, e.Data.(slack.SlashCommand).ResponseURL, `{"text":"at last"}`); err != nil {
		t.Fatal(err)
	}
	if got := s.Messages("U0ALICE", "C0GENERAL"); len(got) != 1 || got[0].Text != "at last" {
		t.Errorf("got %+v", got)
	}
}

func TestAckPayload(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	answer := func(payload any) {
		t.Helper()
		if err := s.Slash("U0ALICE", "C0GENERAL", "/ai x"); err != nil {
			t.Fatal(err)
		}
		if err := b.sm.Ack(*receive(t, b.events, "command").Request, payload); err != nil {
			t.Fatal(err)
		}
		eventually(t, "acknowledged", func() bool { return s.Status().Waiting == 0 })
	}
	answer(map[string]any{"text": "hello"})
	answer(map[string]any{"response_type": "in_channel", "text": "all of you"})
	answer(map[string]any{"blocks": []any{map[string]any{"type": "hologram"}}})
	var texts []string
	for _, m := range s.Messages("U0ALICE", "C0GENERAL") {
		texts = append(texts, fmt.Sprintf("%t %t %s", m.Bot, m.Ephemeral, m.Text))
	}
	if got := strings.Join(texts, "; "); got != "true true hello; false false /ai x; true false all of you" {
		t.Errorf("got %s", got)
	}
	refused := s.Status().AckRefused
	if len(refused) != 1 || !strings.Contains(refused[0], "unsupported type: hologram") {
		t.Errorf("refused %q", refused)
	}
	if len(s.Notices("U0ALICE")) != 0 {
		t.Error("nobody hears of a refused payload")
	}
}

// TestLargeAck sends an acknowledgement past what slack-go allows: the connection ends, the event comes again.
func TestLargeAck(t *testing.T) {
	s := start(t, sandbox.Config{Timings: quick, Events: []string{"app_mention"}})
	_, url, err := client(t, s).StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := s.Say("U0ALICE", "C0GENERAL", "", "@ai hello"); err != nil {
		t.Fatal(err)
	}
	var env socketmode.Request
	for env.EnvelopeID == "" {
		if err := conn.ReadJSON(&env); err != nil {
			t.Fatal(err)
		}
	}
	pad := strings.Repeat("x", 20_480-len(`{"envelope_id":"`+env.EnvelopeID+`","payload":""}`))
	if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"envelope_id":"`+env.EnvelopeID+`","payload":"`+pad+`"}`)); err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
	if !websocket.IsCloseError(err, websocket.CloseMessageTooBig) {
		t.Errorf("got %v, want close 1009", err)
	}
	b := connect(t, s)
	e := receive(t, b.events, "redelivery")
	if e.Request.EnvelopeID != env.EnvelopeID || e.Request.RetryAttempt == 0 {
		t.Errorf("got %+v", e.Request)
	}
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
}

func TestDisconnects(t *testing.T) {
	for _, r := range []sandbox.Reason{sandbox.Warning, sandbox.RefreshRequested, sandbox.LinkDisabled, sandbox.Cut} {
		t.Run(string(r), func(t *testing.T) {
			s := start(t, sandbox.Config{})
			b := connect(t, s)
			if err := s.Disconnect(r); err != nil {
				t.Fatal(err)
			}
			receive(t, b.hello, "hello on a new socket")
			if _, ever := s.Sockets(); ever != 2 {
				t.Errorf("%d sockets were opened, want 2", ever)
			}
			if err := s.Slash("U0ALICE", "C0GENERAL", "/ai x"); err != nil {
				t.Fatal(err)
			}
			for { // slack-go reports the cut as an event of its own
				if e := receive(t, b.events, "command"); e.Type == socketmode.EventTypeSlashCommand {
					if err := b.sm.Ack(*e.Request); err != nil {
						t.Fatal(err)
					}
					break
				}
			}
		})
	}
	if err := start(t, sandbox.Config{}).Disconnect("boredom"); err == nil {
		t.Error("an unknown reason is a mistake of the test")
	}
}

func TestSocketLife(t *testing.T) {
	s := start(t, sandbox.Config{Timings: sandbox.Timings{SocketLife: 20 * time.Millisecond}})
	b := connect(t, s)
	receive(t, b.hello, "hello after the refresh")
}

func TestQueueWhileNobodyListens(t *testing.T) {
	t.Run("kept", func(t *testing.T) {
		s := start(t, sandbox.Config{Events: []string{"app_mention"}})
		if _, err := s.Say("U0ALICE", "C0GENERAL", "", "@ai hello"); err != nil {
			t.Fatal(err)
		}
		if st := s.Status(); st.Queued != 1 {
			t.Fatalf("got %+v", st)
		}
		e := receive(t, connect(t, s).events, "event")
		if e.Request.RetryAttempt != 0 {
			t.Errorf("its first delivery says attempt %d", e.Request.RetryAttempt)
		}
	})
	t.Run("dropped", func(t *testing.T) {
		s := start(t, sandbox.Config{DropUnheard: true, Timings: quick})
		if err := s.Slash("U0ALICE", "C0GENERAL", "/ai x"); err != nil {
			t.Fatal(err)
		}
		if n := s.Notices("U0ALICE"); len(n) != 1 || !strings.Contains(n[0].Text, "dispatch_failed") {
			t.Errorf("got %+v", n)
		}
	})
	t.Run("a person waits no longer than for an answer", func(t *testing.T) {
		s := start(t, sandbox.Config{Timings: quick})
		if err := s.Slash("U0ALICE", "C0GENERAL", "/ai x"); err != nil {
			t.Fatal(err)
		}
		eventually(t, "notice", func() bool { return len(s.Notices("U0ALICE")) == 1 })
		b := connect(t, s)
		select {
		case e := <-b.events:
			t.Errorf("a command that failed is delivered: %+v", e)
		case <-time.After(20 * time.Millisecond):
		}
	})
}
