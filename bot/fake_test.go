package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// The canary tokens: they must never be seen in a log or an error.
const (
	canaryApp = "xapp-1-CANARYAPP-0123456789"
	canaryBot = "xoxb-CANARYBOT-0123456789"
)

// A said is one message that the fake was given.
type said struct {
	Method  string // chat.postMessage, views.publish, or hook
	Channel string
	Thread  string
	Text    string
	Blocks  string
	Type    string // of a hook: ephemeral or in_channel
	Replace bool
	Form    url.Values
}

// A fakeSlack is as much of Slack as these tests need.
type fakeSlack struct {
	t      *testing.T
	server *httptest.Server

	mu    sync.Mutex
	said  []said
	opens int
	acks  map[string][]json.RawMessage // by envelope
	conn  *websocket.Conn
	users map[string]string // locale by user
	// on answers a call instead of the fake; it returns true where it did.
	on map[string]func(w http.ResponseWriter, body []byte) bool
	// greet is called on each new connection after hello, and returns true to close it at once.
	greet func(c *websocket.Conn) bool

	change chan struct{} // closed and replaced at every change
}

func newFakeSlack(t *testing.T) *fakeSlack {
	t.Helper()
	f := &fakeSlack{
		t: t, acks: map[string][]json.RawMessage{}, users: map[string]string{},
		on: map[string]func(http.ResponseWriter, []byte) bool{}, change: make(chan struct{}),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", f.api)
	mux.HandleFunc("/hook/", f.hook)
	mux.HandleFunc("/link", f.link)
	f.server = httptest.NewServer(mux)
	t.Cleanup(func() {
		f.mu.Lock()
		if f.conn != nil {
			_ = f.conn.Close()
		}
		f.mu.Unlock()
		f.server.Close()
	})
	return f
}

func (f *fakeSlack) apiURL() string           { return f.server.URL + "/api/" }
func (f *fakeSlack) hookURL(id string) string { return f.server.URL + "/hook/" + id }

func (f *fakeSlack) changed() {
	close(f.change)
	f.change = make(chan struct{})
}

func (f *fakeSlack) intercept(method string, w http.ResponseWriter, body []byte) bool {
	f.mu.Lock()
	h := f.on[method]
	f.mu.Unlock()
	return h != nil && h(w, body)
}

func (f *fakeSlack) api(w http.ResponseWriter, r *http.Request) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	if method == "apps.connections.open" {
		f.mu.Lock()
		f.opens++
		f.mu.Unlock()
	}
	if f.intercept(method, w, body) {
		return
	}
	token := form.Get("token")
	if token == "" {
		token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	}
	want := canaryBot
	if method == "apps.connections.open" {
		want = canaryApp
	}
	if token != want {
		fmt.Fprint(w, `{"ok":false,"error":"invalid_auth"}`)
		return
	}
	switch method {
	case "auth.test":
		fmt.Fprint(w, `{"ok":true,"team_id":"T1","user_id":"UBOT","bot_id":"BBOT"}`)
	case "apps.connections.open":
		fmt.Fprintf(w, `{"ok":true,"url":"ws%s/link?ticket=1"}`, strings.TrimPrefix(f.server.URL, "http"))
	case "users.info":
		f.mu.Lock()
		locale := f.users[form.Get("user")]
		f.mu.Unlock()
		fmt.Fprintf(w, `{"ok":true,"user":{"id":%q,"locale":%q}}`, form.Get("user"), locale)
	case "chat.postMessage":
		f.hear(said{Method: method, Channel: form.Get("channel"), Thread: form.Get("thread_ts"), Text: form.Get("text"),
			Blocks: form.Get("blocks"), Form: form})
		fmt.Fprintf(w, `{"ok":true,"channel":%q,"ts":"1.1"}`, form.Get("channel"))
	case "conversations.replies", "conversations.history":
		fmt.Fprint(w, f.history(form))
	case "views.publish":
		f.hear(said{Method: method, Text: string(body)})
		fmt.Fprint(w, `{"ok":true}`)
	default:
		fmt.Fprint(w, `{"ok":false,"error":"unknown_method"}`)
	}
}

// history is what was posted to a channel, or to a thread of it, metadata and all.
func (f *fakeSlack) history(form url.Values) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	type message struct {
		TS       string          `json:"ts"`
		BotID    string          `json:"bot_id"`
		Text     string          `json:"text"`
		Metadata json.RawMessage `json:"metadata,omitempty"`
	}
	list := []message{}
	for _, m := range f.said {
		if m.Method == "chat.postMessage" && m.Channel == form.Get("channel") && m.Thread == form.Get("ts") {
			list = append(list, message{"1.1", "BBOT", m.Text, json.RawMessage(m.Form.Get("metadata"))})
		}
	}
	text, _ := json.Marshal(map[string]any{"ok": true, "messages": list})
	return string(text)
}

func (f *fakeSlack) hook(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if f.intercept("hook", w, body) {
		return
	}
	var m struct {
		Text    string          `json:"text"`
		Blocks  json.RawMessage `json:"blocks"`
		Type    string          `json:"response_type"`
		Replace bool            `json:"replace_original"`
		Thread  string          `json:"thread_ts"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		f.t.Errorf("hook: %v", err)
	}
	f.hear(said{Method: "hook", Channel: strings.TrimPrefix(r.URL.Path, "/hook/"), Text: m.Text, Blocks: string(m.Blocks),
		Type: m.Type, Replace: m.Replace, Thread: m.Thread})
	fmt.Fprint(w, "ok")
}

func (f *fakeSlack) hear(s said) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.said = append(f.said, s)
	f.changed()
}

// link is the socket.
func (f *fakeSlack) link(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	c, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer c.Close()
	_ = c.WriteJSON(map[string]any{"type": "hello", "num_connections": 1})
	if f.greet != nil && f.greet(c) {
		return
	}
	f.mu.Lock()
	f.conn = c
	f.changed()
	f.mu.Unlock()
	_ = c.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second))
	for {
		var ack struct {
			Envelope string          `json:"envelope_id"`
			Payload  json.RawMessage `json:"payload"`
		}
		if err := c.ReadJSON(&ack); err != nil {
			return
		}
		f.mu.Lock()
		f.acks[ack.Envelope] = append(f.acks[ack.Envelope], ack.Payload)
		f.changed()
		f.mu.Unlock()
	}
}

// until waits for a condition, which is looked at under the lock.
func (f *fakeSlack) until(what string, ok func() bool) {
	f.t.Helper()
	f.within(10*time.Second, what, ok)
}

func (f *fakeSlack) within(d time.Duration, what string, ok func() bool) {
	f.t.Helper()
	end := time.After(d)
	for {
		f.mu.Lock()
		done, change := ok(), f.change
		f.mu.Unlock()
		if done {
			return
		}
		select {
		case <-change:
		case <-end:
			f.t.Fatalf("waited in vain for %s; said: %+v", what, f.said)
		}
	}
}

func (f *fakeSlack) send(v any) {
	f.t.Helper()
	f.until("a connection", func() bool { return f.conn != nil })
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.conn.WriteJSON(v); err != nil {
		f.t.Fatalf("send: %v", err)
	}
}

func (f *fakeSlack) acked(envelope string) {
	f.t.Helper()
	f.until("the acknowledgement of "+envelope, func() bool { return len(f.acks[envelope]) > 0 })
}

// answers waits until so many messages have been said, and a moment longer for one too many.
func (f *fakeSlack) answers(n int) []said {
	f.t.Helper()
	f.until(fmt.Sprintf("%d messages", n), func() bool { return len(f.said) >= n })
	time.Sleep(30 * time.Millisecond)
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.said) > n {
		f.t.Fatalf("%d messages, want %d: %+v", len(f.said), n, f.said)
	}
	return append([]said(nil), f.said...)
}

func (f *fakeSlack) slash(envelope, text string) {
	f.t.Helper()
	f.send(map[string]any{"type": "slash_commands", "envelope_id": envelope, "accepts_response_payload": true,
		"payload": map[string]any{"team_id": "T1", "channel_id": "C1", "user_id": "U1", "user_name": "hana", "command": "/ai",
			"text": text, "trigger_id": "t." + envelope, "response_url": f.hookURL(envelope)}})
}

func (f *fakeSlack) event(envelope, id string, event map[string]any) {
	f.t.Helper()
	f.send(map[string]any{"type": "events_api", "envelope_id": envelope,
		"payload": map[string]any{"type": "event_callback", "team_id": "T1", "event_id": id, "event": event}})
}

// mention is an app_mention with fields changed; a nil field is left out.
func mention(ts, text string, change map[string]any) map[string]any {
	e := map[string]any{"type": "app_mention", "user": "U1", "channel": "C1", "ts": ts, "event_ts": ts, "text": text}
	for k, v := range change {
		if e[k] = v; v == nil {
			delete(e, k)
		}
	}
	return e
}

func direct(ts, text string, change map[string]any) map[string]any {
	all := map[string]any{"type": "message", "channel": "D1", "channel_type": "im"}
	for k, v := range change {
		all[k] = v
	}
	return mention(ts, text, all)
}

func (f *fakeSlack) interactive(envelope string, payload map[string]any) {
	f.t.Helper()
	all := map[string]any{"team": map[string]any{"id": "T1"}, "user": map[string]any{"id": "U1", "name": "hana"},
		"channel": map[string]any{"id": "C1"}, "trigger_id": "t." + envelope, "response_url": f.hookURL(envelope)}
	for k, v := range payload {
		if all[k] = v; v == nil {
			delete(all, k)
		}
	}
	f.send(map[string]any{"type": "interactive", "envelope_id": envelope, "payload": all})
}

// An echo answers with what it was asked, so that tests see what reached it.
type echo struct {
	mu    sync.Mutex
	asked []string
	hold  chan struct{} // where not nil, each answer waits for it
}

func (e *echo) Ask(text string, fallback data.Lang, about answers.Context) Reply {
	e.mu.Lock()
	e.asked = append(e.asked, text)
	e.mu.Unlock()
	if e.hold != nil {
		<-e.hold
	}
	if text == "panic" {
		panic("the question was: panic")
	}
	p := prose.Page{
		Lang: fallback, Headline: "Heard: " + text, Lines: []string{"after " + string(about.Group)},
		Next: []prose.Option{{Label: "More", Question: "more of " + text}},
	}
	outcome := "answer"
	if text == "" {
		outcome, p.Headline = "help", "What you can ask"
	}
	if strings.HasPrefix(text, "choose") {
		outcome, p.Choices = "choice", []prose.Option{{Label: "This one", Question: "this one"}}
	}
	return Reply{Page: p, Outcome: outcome, Intent: "show", Context: answers.Context{Group: data.EntityID(text)}}
}

// A log keeps what was logged, as it reaches the outside.
type logged struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// A running is a bot under test.
type running struct {
	*fakeSlack
	bot  *Bot
	echo *echo
	log  *logged
	stop context.CancelFunc
	done chan error
}

func (r *running) end() error {
	r.stop()
	select {
	case err := <-r.done:
		return err
	case <-time.After(10 * time.Second):
		r.t.Fatal("the bot does not end")
		return nil
	}
}

// start runs a bot against a fake. change may set more of its configuration.
func start(t *testing.T, f *fakeSlack, change func(*Config)) *running {
	t.Helper()
	r := &running{fakeSlack: f, echo: &echo{}, log: &logged{}, done: make(chan error, 1)}
	c := Config{
		AppToken: canaryApp, BotToken: canaryBot, APIURL: f.apiURL(), Asker: r.echo,
		Log: slog.New(slog.NewJSONHandler(r.log, nil)), Workers: 4, Settle: time.Millisecond,
	}
	if change != nil {
		change(&c)
	}
	b, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	r.bot = b
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	go func() { r.done <- b.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		select {
		case <-r.done:
		case <-time.After(10 * time.Second):
			t.Error("the bot does not end")
		}
		noSecrets(t, r.log.String())
	})
	return r
}

// noSecrets holds a text that reaches the outside against what must not.
func noSecrets(t *testing.T, s string) {
	t.Helper()
	for _, bad := range []string{"CANARY", "/hook/"} {
		if strings.Contains(s, bad) {
			t.Errorf("%q reached the outside:\n%s", bad, s)
		}
	}
}
