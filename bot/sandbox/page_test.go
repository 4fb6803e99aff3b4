package sandbox_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/sandbox"
)

// do sends a request as a page would, with headers changed by pairs of name and value.
func do(t *testing.T, s *sandbox.Server, method, path, body string, headers ...string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, strings.TrimSuffix(s.URL(), "/")+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		} else {
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	hc := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := hc.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(b)
}

func TestGuard(t *testing.T) {
	s := start(t, sandbox.Config{Control: true})
	_, port, _ := net.SplitHostPort(s.Addr())
	say := `{"user":"U0ALICE","channel":"C0GENERAL","text":"hi"}`
	for _, tt := range []struct {
		name, method, path, body string
		headers                  []string
		want                     int
	}{
		{"by name", "GET", "/sandbox/state", "", []string{"Host", "localhost:" + port}, 200},
		{"by IPv6", "GET", "/sandbox/state", "", []string{"Host", "[::1]:" + port}, 200},
		{"a name that was made to point here", "GET", "/sandbox/state", "", []string{"Host", "evil.example:" + port}, 403},
		{"a name that looks like ours", "GET", "/sandbox/state", "", []string{"Host", "127.0.0.1.evil.example"}, 403},
		{"the Web API by such a name", "POST", "/api/api.test", "{}", []string{"Host", "evil.example"}, 403},
		{"a page of our own", "POST", "/sandbox/say", say, []string{"Origin", "http://" + s.Addr()}, 200},
		{"another site's page", "POST", "/sandbox/say", say, []string{"Origin", "https://evil.example"}, 403},
		{"another port's page", "POST", "/sandbox/say", say, []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"a page without origin", "POST", "/sandbox/say", say, []string{"Origin", "null"}, 403},
		{"a browser that says cross-site", "GET", "/sandbox/state", "", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"a form", "POST", "/sandbox/say", say, []string{"Content-Type", "text/plain"}, 415},
		{"faults from elsewhere", "POST", "/control/faults", "{}", []string{"Origin", "https://evil.example"}, 403},
		{"no JSON", "POST", "/sandbox/say", "{", nil, 400},
		{"nothing", "POST", "/sandbox/say", "", nil, 400},
		{"too much", "POST", "/sandbox/say", `{"text":"` + strings.Repeat("x", 1<<20) + `"}`, nil, 413},
		{"too much for the Web API", "POST", "/api/chat.postMessage", `{"text":"` + strings.Repeat("x", 1<<20) + `"}`, nil, 413},
		{"nowhere", "GET", "/sandbox/nowhere", "", nil, 404},
		{"another file", "GET", "/assets/../../page.go", "", nil, 404},
		{"a stranger's state", "GET", "/sandbox/state?user=U0NOBODY", "", nil, 404},
		{"the bot's state", "GET", "/sandbox/state?user=U0VERSUS", "", nil, 404},
		{"a stranger's stream", "GET", "/sandbox/stream?user=U0NOBODY", "", nil, 404},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, _, body := do(t, s, tt.method, tt.path, tt.body, tt.headers...); got != tt.want {
				t.Errorf("got %d, want %d: %.200s", got, tt.want, body)
			}
		})
	}
	if code, _, _ := do(t, start(t, sandbox.Config{}), "GET", "/control/record", ""); code != 404 {
		t.Errorf("control without Control: %d", code)
	}
}

func TestPageIsServed(t *testing.T) {
	s := start(t, sandbox.Config{})
	code, h, body := do(t, s, "GET", "/", "")
	if code != 200 || !strings.HasPrefix(h.Get("Content-Type"), "text/html") || !strings.Contains(body, "<html") {
		t.Errorf("got %d %v %.200s", code, h, body)
	}
	csp := h.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "script-src 'self';") {
		t.Errorf("policy %q", csp)
	}
	if strings.Contains(body, "<script>") || strings.Contains(body, " onclick=") {
		t.Error("the page has inline scripts, which its policy forbids")
	}
}

func TestState(t *testing.T) {
	s := start(t, sandbox.Config{Welcome: "hello", Examples: []sandbox.Example{{Lang: "en", Text: "compare opus sonnet"}}})
	read := func(user string) (st struct {
		OK       bool
		Me       struct{ ID, Initials, Locale string }
		Bot      struct{ Connected bool }
		Team     struct{ Name string }
		Channels []struct {
			ID, Name, Kind, With string
			Archived, Member     bool
			BotMember            bool `json:"bot_member"`
		}
		Commands []sandbox.Command
		Examples []sandbox.Example
		Messages map[string][]sandbox.Message
		Welcome  string
	}) {
		t.Helper()
		code, _, body := do(t, s, "GET", "/sandbox/state?user="+user, "")
		if code != 200 {
			t.Fatal(code)
		}
		if err := json.Unmarshal([]byte(body), &st); err != nil {
			t.Fatal(err)
		}
		return st
	}
	alice := read("")
	if alice.Me.ID != "U0ALICE" || alice.Me.Initials != "AM" || alice.Bot.Connected || alice.Welcome != "hello" || len(alice.Examples) != 1 || alice.Commands[0].Command != "/ai" {
		t.Errorf("got %+v", alice)
	}
	kinds := map[string]string{}
	for _, c := range alice.Channels {
		kinds[c.ID] = c.Kind
		if c.ID == "D0ALICE" && (c.With != "U0VERSUS" || c.Name != "ai") {
			t.Errorf("got %+v", c)
		}
		if c.ID == "C0RANDOM" && (c.BotMember || !c.Member) {
			t.Errorf("got %+v", c)
		}
	}
	if kinds["C0STRATEGY"] != "private" || kinds["D0ALICE"] != "im" || kinds["D0MINJUN"] != "" {
		t.Errorf("got %v", kinds)
	}
	if guest := read("U0GUEST"); len(guest.Channels) != 2 {
		t.Errorf("a guest sees what they are in: %+v", guest.Channels)
	}
	if minjun := read("U0MINJUN"); minjun.Me.Initials != "김" || minjun.Me.Locale != "ko-KR" {
		t.Errorf("got %+v", minjun.Me)
	}
}

// An event of the page's stream.
type pageEvent struct{ name, data string }

// stream opens a page's stream.
func stream(t *testing.T, s *sandbox.Server, user string) <-chan pageEvent {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL()+"sandbox/stream?user="+user, nil)
	if err != nil {
		t.Fatal(err)
	}
	hc := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := hc.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	events, done := make(chan pageEvent, 1000), make(chan struct{})
	go func() {
		defer close(done)
		var e pageEvent
		for sc := bufio.NewScanner(resp.Body); sc.Scan(); {
			switch line := sc.Text(); {
			case strings.HasPrefix(line, "event: "):
				e.name = line[len("event: "):]
			case strings.HasPrefix(line, "data: "):
				e.data = line[len("data: "):]
			case line == "" && e.name != "":
				events <- e
				e = pageEvent{}
			case strings.HasPrefix(line, ":"):
				events <- pageEvent{name: "comment"}
			}
		}
	}()
	t.Cleanup(func() { cancel(); resp.Body.Close(); <-done })
	return events
}

func TestStream(t *testing.T) {
	s := start(t, sandbox.Config{Events: []string{}, Timings: sandbox.Timings{Keepalive: 20 * time.Millisecond}})
	alice, minjun := stream(t, s, "U0ALICE"), stream(t, s, "U0MINJUN")
	next := func(c <-chan pageEvent, name string) pageEvent {
		t.Helper()
		for {
			e := receive(t, c, name)
			if e.name == name {
				return e
			}
			if e.name != "comment" && e.name != "state" {
				t.Fatalf("got %+v, want %s", e, name)
			}
		}
	}
	next(alice, "comment")
	code, _, body := do(t, s, "POST", "/sandbox/say", `{"user":"U0ALICE","channel":"C0GENERAL","text":"hi <b>"}`)
	var said struct {
		OK bool
		TS string
	}
	if err := json.Unmarshal([]byte(body), &said); err != nil || code != 200 || !said.OK || said.TS == "" {
		t.Fatalf("got %d %s", code, body)
	}
	var m sandbox.Message
	if err := json.Unmarshal([]byte(next(minjun, "message").data), &m); err != nil || m.TS != said.TS || m.Text != "hi &lt;b&gt;" || m.Bot {
		t.Errorf("got %+v, %v", m, err)
	}
	next(alice, "message")
	if _, _, body := do(t, s, "POST", "/sandbox/say", `{"user":"U0MINJUN","channel":"C0GENERAL","thread_ts":"`+said.TS+`","text":"re"}`); !strings.Contains(body, `"ok":true`) {
		t.Fatal(body)
	}
	next(alice, "message")
	if err := json.Unmarshal([]byte(next(alice, "changed").data), &m); err != nil || m.TS != said.TS || m.ReplyCount != 1 {
		t.Errorf("the parent counts its replies: %+v", m)
	}
	next(minjun, "message")
	next(minjun, "changed")

	api := client(t, s)
	if _, err := api.PostEphemeral("C0GENERAL", "U0ALICE", slack.MsgOptionText("psst", false)); err != nil {
		t.Fatal(err)
	}
	if e := next(alice, "message"); !strings.Contains(e.data, `"ephemeral":true`) {
		t.Errorf("got %+v", e)
	}
	if err := s.Delete("U0ALICE", "C0GENERAL", said.TS); err != nil {
		t.Fatal(err)
	}
	if e := next(minjun, "deleted"); e.data != `{"channel":"C0GENERAL","ts":"`+said.TS+`"}` {
		t.Errorf("Minjun, who does not see what is whispered to Alice, got %+v", e)
	}
	next(alice, "deleted")
	_, _, body = do(t, s, "POST", "/sandbox/say", `{"user":"U0ALICE","channel":"C0GENERAL","text":"/hug"}`)
	if !strings.Contains(body, `"error":"unknown_command"`) || !strings.Contains(body, `"notice":"/hug is not a valid command`) {
		t.Errorf("got %s", body)
	}
	b := connect(t, s)
	next(alice, "state")
	if _, err := b.PublishViewContext(t.Context(), slack.PublishViewContextRequest{UserID: "U0ALICE", View: slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}}); err != nil {
		t.Fatal(err)
	}
	next(alice, "home")
	if _, err := b.OpenView(trigger(t, s, b), digestModal("Digest")); err != nil {
		t.Fatal(err)
	}
	if e := next(alice, "view"); !strings.Contains(e.data, `"action":"open"`) || !strings.Contains(e.data, `"callback_id":"digest"`) {
		t.Errorf("got %+v", e)
	}
}

func TestControl(t *testing.T) {
	s := start(t, sandbox.Config{Control: true, Events: []string{}})
	b := connect(t, s)
	code, _, body := do(t, s, "POST", "/control/faults", `{"method":"chat.postMessage","kind":"cut_after"}`)
	if code != 200 || body != `{"ok":true}` {
		t.Fatalf("got %d %s", code, body)
	}
	if _, _, err := b.PostMessage("C0GENERAL", slack.MsgOptionText("lost reply", false)); !errors.Is(err, io.EOF) {
		t.Errorf("got %v", err)
	}
	_, _, body = do(t, s, "GET", "/control/record", "")
	var rec struct{ Posts []sandbox.Post }
	if err := json.Unmarshal([]byte(body), &rec); err != nil || len(rec.Posts) != 1 || rec.Posts[0].Text != "lost reply" {
		t.Errorf("got %s", body)
	}
	_, _, body = do(t, s, "GET", "/control/status", "")
	var st sandbox.Status
	if err := json.Unmarshal([]byte(body), &st); err != nil || st.Connections != 1 || st.Calls["chat.postMessage"] != 1 {
		t.Errorf("got %s", body)
	}
	_, _, body = do(t, s, "POST", "/control/faults", `{"method":"x","kind":"gremlins"}`)
	if !strings.Contains(body, `"ok":false`) || !strings.Contains(body, "gremlins") {
		t.Errorf("got %s", body)
	}
	if _, _, body = do(t, s, "POST", "/control/disconnect", `{"reason":"refresh_requested"}`); body != `{"ok":true}` {
		t.Errorf("got %s", body)
	}
	receive(t, b.hello, "hello on a new socket")
	if _, _, body = do(t, s, "DELETE", "/control/faults", ""); body != `{"ok":true}` {
		t.Errorf("got %s", body)
	}
	if _, _, body = do(t, s, "POST", "/control/revoke", `{}`); body != `{"ok":true}` {
		t.Errorf("got %s", body)
	}
	_, err := b.AuthTest()
	wantCode(t, err, "token_revoked")
}

func TestStart(t *testing.T) {
	s := start(t, sandbox.Config{})
	second, err := sandbox.New(sandbox.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Start(s.Addr()); !errors.Is(err, sandbox.ErrInUse) || !strings.Contains(err.Error(), s.Addr()) {
		t.Errorf("got %v", err)
	}
	for _, addr := range []string{"0.0.0.0:0", "192.0.2.1:0", ":0", "example.com:0", "nonsense"} {
		if err := second.Start(addr); err == nil {
			t.Errorf("listens on %q", addr)
		}
	}
	if err := second.Close(t.Context()); err != nil {
		t.Error(err)
	}
	for name, cfg := range map[string]sandbox.Config{
		"swapped tokens":        {AppToken: "xoxb-a"},
		"swapped tokens, too":   {BotToken: "xapp-a"},
		"command without slash": {Commands: []sandbox.Command{{Command: "ai"}}},
		"nobody":                {World: sandbox.World{TeamID: "T"}},
	} {
		if _, err := sandbox.New(cfg); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
