package sandbox_test

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"

	"versus/bot/sandbox"
)

func TestTriggersAndTicketsExpire(t *testing.T) {
	now := newClock()
	s := start(t, sandbox.Config{Now: now.now, Events: []string{}})
	b := connect(t, s)
	id := trigger(t, s, b)
	now.add(3 * time.Second)
	if _, err := b.OpenView(id, digestModal("In time")); err != nil {
		t.Errorf("after 3 s: %v", err)
	}
	id = trigger(t, s, b)
	now.add(3*time.Second + time.Microsecond)
	_, err := b.OpenView(id, digestModal("Late"))
	wantCode(t, err, "expired_trigger_id")

	_, ws, err := b.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	now.add(time.Minute)
	if _, resp, err := websocket.DefaultDialer.DialContext(t.Context(), ws, nil); err == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("an old ticket: %v", err)
	}
}

func TestModalsStackThreeHigh(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	if _, err := b.PushView(trigger(t, s, b), digestModal("1")); err == nil || err.Error() != "not_found" {
		t.Errorf("pushed upon nothing: %v", err)
	}
	if _, err := b.OpenView(trigger(t, s, b), digestModal("1")); err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"2", "3"} {
		if _, err := b.PushView(trigger(t, s, b), digestModal(title)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := b.PushView(trigger(t, s, b), digestModal("4"))
	wantCode(t, err, "push_limit_reached")
}

func TestClosedInSilence(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	b := connect(t, s)
	quiet := digestModal("Quiet")
	quiet.NotifyOnClose = false
	v, err := b.OpenView(trigger(t, s, b), quiet)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.CloseView("U0ALICE", v.ID); err != nil {
		t.Fatal(err)
	}
	if s.View("U0ALICE") != nil {
		t.Error("it is still open")
	}
	if st := s.Status(); st.Waiting != 0 {
		t.Errorf("the app, which did not ask to, is told: %+v", st)
	}
}

// TestStatusIsForTheChannel checks that "is thinking" is told to those who see the channel alone.
func TestStatusIsForTheChannel(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}, Timings: sandbox.Timings{Keepalive: 10 * time.Millisecond}})
	alice, guest := stream(t, s, "U0ALICE"), stream(t, s, "U0GUEST")
	receive(t, guest, "sign of life")
	ts, err := s.Say("U0ALICE", "C0AITALK", "", "hm")
	if err != nil {
		t.Fatal(err)
	}
	err = client(t, s).SetAssistantThreadsStatus(slack.AssistantThreadsSetStatusParameters{ChannelID: "C0AITALK", ThreadTS: ts, Status: "is thinking"})
	if err != nil {
		t.Fatal(err)
	}
	for {
		if e := receive(t, alice, "status"); e.name == "status" {
			if !strings.Contains(e.data, "is thinking") {
				t.Errorf("got %+v", e)
			}
			break
		}
	}
	for range 3 { // what came before the next signs of life would have come by now
		if e := receive(t, guest, "sign of life"); e.name != "comment" {
			t.Errorf("the guest, who is not in the channel, got %+v", e)
		}
	}
}

// TestThroughProxy talks to the sandbox through a proxy, as tests of a broken network do: the socket and the response
// URLs must lead through it as well.
func TestThroughProxy(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() {
				defer in.Close()
				out, err := net.Dial("tcp", s.Addr())
				if err != nil {
					return
				}
				wg.Go(func() {
					_, _ = io.Copy(out, in)
					out.Close()
				})
				_, _ = io.Copy(in, out)
				out.Close()
			})
		}
	})
	t.Cleanup(func() { l.Close(); wg.Wait() })
	b := connect(t, s, slack.OptionAPIURL("http://"+l.Addr().String()+"/api/"))
	u, err := url.Parse(command(t, s, b, "C0RANDOM"))
	if err != nil {
		t.Fatal(err)
	}
	if u.Host != l.Addr().String() {
		t.Errorf("the response URL leads to %s, want the proxy %s", u.Host, l.Addr())
	}
	if err := postResponse(t, u.String(), `{"text":"a"}`); err != nil {
		t.Error(err)
	}
}
