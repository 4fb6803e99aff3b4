package sandbox_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"versus/bot/sandbox"
)

// TestFaults plays each fault on the second of three posts, and looks at what the app was told and what was accepted.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		fault    sandbox.Fault
		told     func(error) bool
		accepted bool
	}{
		{sandbox.Fault{Kind: sandbox.Refuse}, isCode("internal_error"), false},
		{sandbox.Fault{Kind: sandbox.Refuse, Code: "restricted_action"}, isCode("restricted_action"), false},
		{sandbox.Fault{Kind: sandbox.RateLimited, RetryAfter: 7 * time.Second}, func(err error) bool {
			var rl *slack.RateLimitedError
			return errors.As(err, &rl) && rl.RetryAfter == 7*time.Second
		}, false},
		{sandbox.Fault{Kind: sandbox.RateLimited}, isStatus(http.StatusTooManyRequests), false},
		{sandbox.Fault{Kind: sandbox.HTML}, isStatus(http.StatusServiceUnavailable), false},
		{sandbox.Fault{Kind: sandbox.HTML, Status: 500}, isStatus(http.StatusInternalServerError), false},
		{sandbox.Fault{Kind: sandbox.CutBefore}, isEOF, false},
		{sandbox.Fault{Kind: sandbox.Hang}, isTimeout, false},
		{sandbox.Fault{Kind: sandbox.Hang, Delay: time.Millisecond}, isEOF, false},
		{sandbox.Fault{Kind: sandbox.Slow, Delay: time.Millisecond}, isNil, true},
		{sandbox.Fault{Kind: sandbox.CutAfter}, isEOF, true},
		{sandbox.Fault{Kind: sandbox.HangAfter}, isTimeout, true},
		{sandbox.Fault{Kind: sandbox.HTMLAfter}, isStatus(http.StatusBadGateway), true},
		{sandbox.Fault{Kind: sandbox.Lag, Delay: time.Hour}, isNil, true},
	} {
		t.Run(string(tt.fault.Kind), func(t *testing.T) {
			s := start(t, sandbox.Config{})
			tt.fault.Method, tt.fault.From = "chat.postMessage", 2
			if err := s.AddFault(tt.fault); err != nil {
				t.Fatal(err)
			}
			patient := &http.Client{Transport: &http.Transport{}}
			hasty := &http.Client{Transport: &http.Transport{}, Timeout: 300 * time.Millisecond}
			defer patient.CloseIdleConnections()
			defer hasty.CloseIdleConnections()
			for n, text := range []string{"first", "second", "third"} {
				hc := patient
				if n == 1 && (tt.fault.Kind == sandbox.Hang || tt.fault.Kind == sandbox.HangAfter) && tt.fault.Delay == 0 {
					hc = hasty
				}
				_, _, err := client(t, s, slack.OptionHTTPClient(hc)).PostMessage("C0GENERAL", slack.MsgOptionText(text, false))
				if n == 1 && !tt.told(err) || n != 1 && err != nil {
					t.Errorf("post %d: the app was told %v (%T)", n+1, err, err)
				}
			}
			want := []string{"first", "third"}
			if tt.accepted {
				want = []string{"first", "second", "third"}
			}
			var got []string
			for _, p := range s.Record() {
				got = append(got, p.Text)
			}
			if !slices.Equal(got, want) {
				t.Errorf("accepted %v, want %v", got, want)
			}
			if n := s.Calls("chat.postMessage"); n != 3 {
				t.Errorf("%d calls were counted", n)
			}
		})
	}
}

func isNil(err error) bool { return err == nil }

func isEOF(err error) bool { return errors.Is(err, io.EOF) }

func isTimeout(err error) bool { return err != nil && os.IsTimeout(err) }

func isCode(code string) func(error) bool {
	return func(err error) bool { return err != nil && err.Error() == code }
}

func isStatus(status int) func(error) bool {
	return func(err error) bool {
		var se slack.StatusCodeError
		return errors.As(err, &se) && se.Code == status
	}
}

func TestFaultSpans(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	add := func(f sandbox.Fault) {
		t.Helper()
		if err := s.AddFault(f); err != nil {
			t.Fatal(err)
		}
	}
	codes := func(n int) (out []string) {
		for range n {
			_, err := api.AuthTest()
			if err == nil {
				out = append(out, "ok")
			} else {
				out = append(out, err.Error())
			}
		}
		return out
	}
	add(sandbox.Fault{Method: "auth.test", From: 2, To: 3, Kind: sandbox.Refuse, Code: "a"})
	if got := codes(4); !slices.Equal(got, []string{"ok", "a", "a", "ok"}) {
		t.Errorf("from 2 to 3: %v", got)
	}
	add(sandbox.Fault{Method: "auth.test", Kind: sandbox.Refuse, Code: "next"})
	if got := codes(2); !slices.Equal(got, []string{"next", "ok"}) {
		t.Errorf("the next call: %v", got)
	}
	add(sandbox.Fault{Method: "*", To: sandbox.Forever, Kind: sandbox.Refuse, Code: "down"})
	if got := codes(2); !slices.Equal(got, []string{"down", "down"}) {
		t.Errorf("everything, forever: %v", got)
	}
	s.ClearFaults()
	if got := codes(1); !slices.Equal(got, []string{"ok"}) {
		t.Errorf("cleared: %v", got)
	}
	for _, f := range []sandbox.Fault{
		{Kind: sandbox.Refuse}, {Method: "m", Kind: "gremlins"}, {Method: "m", From: 3, To: 2, Kind: sandbox.Hang}, {Method: "m", To: 2, Kind: sandbox.Hang},
		{Method: "*", From: 1, Kind: sandbox.Hang}, {Method: "m", From: -1, Kind: sandbox.Hang},
	} {
		if s.AddFault(f) == nil {
			t.Errorf("taken: %+v", f)
		}
	}
}

// TestLag checks that a post is accepted and answered at once, stands on the page, and comes into the history later.
func TestLag(t *testing.T) {
	now := newClock()
	s := start(t, sandbox.Config{Now: now.now})
	if err := s.AddFault(sandbox.Fault{Method: "chat.postMessage", Kind: sandbox.Lag, Delay: 10 * time.Second}); err != nil {
		t.Fatal(err)
	}
	api := client(t, s)
	if _, _, err := api.PostMessage("C0GENERAL", slack.MsgOptionText("a", false)); err != nil {
		t.Fatal(err)
	}
	history := func() int {
		h, err := api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0GENERAL"})
		if err != nil {
			t.Fatal(err)
		}
		return len(h.Messages)
	}
	now.add(9 * time.Second)
	if n := history(); n != 0 {
		t.Errorf("%d messages before their time", n)
	}
	now.add(time.Second)
	if n := history(); n != 1 {
		t.Errorf("%d messages after it", n)
	}
	if p := s.Record()[0]; p.VisibleAt.Sub(p.At) != 10*time.Second {
		t.Errorf("recorded %+v", p)
	}
}

func TestFaultsOfSocketsAndResponses(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}})
	for _, f := range []sandbox.Fault{
		{Method: "apps.connections.open", Kind: sandbox.RateLimited},
		{Method: sandbox.Sockets, Kind: sandbox.HTML},
		{Method: sandbox.ResponseURLs, Kind: sandbox.CutAfter},
	} {
		if err := s.AddFault(f); err != nil {
			t.Fatal(err)
		}
	}
	b := connect(t, s) // slack-go tries again by itself
	if n := s.Calls("apps.connections.open"); n != 3 {
		t.Errorf("a socket was asked for %d times, want 3: one refused, one whose address failed, one that worked", n)
	}
	url := command(t, s, nonErrors(b), "C0RANDOM")
	if err := postResponse(t, url, `{"text":"a"}`); !isEOF(err) {
		t.Errorf("got %v", err)
	}
	if rec := s.Record(); len(rec) != 1 || rec[0].Method != sandbox.ResponseURLs || rec[0].To != "U0ALICE" {
		t.Errorf("the answer was accepted: %+v", rec)
	}
}

// nonErrors drops the connection errors that a bot has met.
func nonErrors(b *bot) *bot {
	for {
		select {
		case <-b.events:
		default:
			return b
		}
	}
}

// TestRecordFile kills nothing, but reads what is in the file while the server still runs.
func TestRecordFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "record.jsonl")
	for range 2 { // a second server appends
		s := start(t, sandbox.Config{RecordFile: path})
		api := client(t, s)
		if err := s.AddFault(sandbox.Fault{Method: "chat.postMessage", From: 2, Kind: sandbox.CutAfter}); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			_, _, _ = api.PostMessage("C0GENERAL", slack.MsgOptionText("x", false), slack.MsgOptionMetadata(
				slack.SlackMetadata{EventType: "e", EventPayload: map[string]any{"k": "7"}})) // the second is cut, and that is the point
		}
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); n++ {
		var p sandbox.Post
		if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if p.Seq != n%2+1 || p.Call != n%2+1 || p.Metadata["event_payload"].(map[string]any)["k"] != "7" || p.Channel != "C0GENERAL" {
			t.Errorf("line %d: %+v", n+1, p)
		}
	}
	if n != 4 {
		t.Errorf("%d lines, want 4", n)
	}
	if _, err := sandbox.New(sandbox.Config{RecordFile: t.TempDir()}); err == nil || !strings.HasPrefix(err.Error(), "open record: ") {
		t.Errorf("got %v", err)
	}
}

func TestRevokeAndUninstall(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{"tokens_revoked", "app_uninstalled"}})
	b := connect(t, s)
	s.Revoke()
	_, err := b.AuthTest()
	wantCode(t, err, "token_revoked")
	if _, _, err := b.StartSocketModeContext(t.Context()); err != nil {
		t.Errorf("the app token lives on: %v", err)
	}
	e := receive(t, b.events, "tokens_revoked")
	if err := b.sm.Ack(*e.Request); err != nil {
		t.Fatal(err)
	}
	s.Uninstall()
	_, err = b.AuthTest()
	wantCode(t, err, "account_inactive")
	err = receive(t, b.ended, "end of slack-go") // account_inactive is final for it
	wantCode(t, err, "account_inactive")
	b.ended <- err // for the clean-up
}

// TestFaultsOfEnvelopes plays what can happen to an event on its way, and to the one after it.
func TestFaultsOfEnvelopes(t *testing.T) {
	for _, tt := range []struct {
		fault sandbox.Fault
		want  []string // what comes, in order
		hello bool     // on a new socket in between
	}{
		{sandbox.Fault{Kind: sandbox.Twice}, []string{"one", "one", "two"}, false},
		{sandbox.Fault{Kind: sandbox.Slow, Delay: 100 * time.Millisecond}, []string{"two", "one"}, false},
		{sandbox.Fault{Kind: sandbox.CutBefore}, []string{"two", "one"}, true},
		{sandbox.Fault{Kind: sandbox.CutAfter}, []string{"one", "two"}, true},
	} {
		t.Run(string(tt.fault.Kind), func(t *testing.T) {
			s := start(t, sandbox.Config{Timings: sandbox.Timings{Ack: time.Second}, Events: []string{"message.channels"}})
			b := connect(t, s)
			tt.fault.Method = sandbox.Events
			if err := s.AddFault(tt.fault); err != nil {
				t.Fatal(err)
			}
			for _, text := range []string{"one", "two"} {
				if _, err := s.Say("U0ALICE", "C0GENERAL", "", text); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			ids := map[string]string{}
			for len(got) < len(tt.want) {
				e := receive(t, b.events, "event")
				if e.Type != socketmode.EventTypeEventsAPI {
					continue // slack-go on the cut
				}
				data, cb := inner(t, b, e)
				text := data.(*slackevents.MessageEvent).Text
				got = append(got, text)
				if ids[text] != "" && ids[text] != cb.EventID {
					t.Errorf("%q comes again under another event id", text)
				}
				ids[text] = cb.EventID
			}
			if tt.fault.Kind == sandbox.CutAfter { // slack-go may lose what stands right before the end, and then gets it again
				slices.Sort(got)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if tt.hello {
				receive(t, b.hello, "hello on a new socket")
			}
			eventually(t, "all acknowledged", func() bool {
				select { // an acknowledgement that went down with the socket is asked for again
				case e := <-b.events:
					if e.Type == socketmode.EventTypeEventsAPI {
						inner(t, b, e)
					}
				default:
				}
				return s.Status().Waiting == 0
			})
		})
	}
	s := start(t, sandbox.Config{})
	for _, f := range []sandbox.Fault{{Method: sandbox.Events, Kind: sandbox.HTML}, {Method: "auth.test", Kind: sandbox.Twice}} {
		if s.AddFault(f) == nil {
			t.Errorf("taken: %+v", f)
		}
	}
}
