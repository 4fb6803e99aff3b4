package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// answerWith makes the fake answer the first n calls of a method so.
func (f *fakeSlack) answerWith(method string, n int32, answer func(w http.ResponseWriter)) *atomic.Int32 {
	var calls atomic.Int32
	f.mu.Lock()
	defer f.mu.Unlock()
	f.on[method] = func(w http.ResponseWriter, _ []byte) bool {
		if calls.Add(1) > n {
			return false
		}
		answer(w)
		return true
	}
	return &calls
}

func body(s string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { fmt.Fprint(w, s) }
}

func status(code int, s string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { w.WriteHeader(code); fmt.Fprint(w, s) }
}

func TestRefusedBlocksGoOutAsText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		method string
		answer func(http.ResponseWriter)
	}{
		{"mention", "chat.postMessage", body(`{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] no [json-pointer:/blocks/0]"]}}`)},
		{"too long", "chat.postMessage", body(`{"ok":false,"error":"msg_blocks_too_long"}`)},
		{"slash, JSON", "hook", body(`{"ok":false,"error":"invalid_blocks_format"}`)},
		{"slash, a word", "hook", status(http.StatusBadRequest, "invalid_blocks")},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFakeSlack(t)
			calls := f.answerWith(c.method, 1, c.answer)
			r := start(t, f, nil)
			if c.method == "hook" {
				r.slash("e1", "opus")
			} else {
				r.event("e1", "Ev1", mention("1.1", "opus", nil))
			}
			m := r.answers(1)[0]
			if m.Blocks != "" || !strings.Contains(m.Text, "Heard: opus") {
				t.Errorf("not the same answer as text: %+v", m)
			}
			if n := calls.Load(); n != 2 {
				t.Errorf("%d posts, want 2", n)
			}
		})
	}
}

func TestSlackAsksForTime(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"chat.postMessage", "hook"} {
		t.Run(method, func(t *testing.T) {
			f := newFakeSlack(t)
			calls := f.answerWith(method, 1, func(w http.ResponseWriter) {
				w.Header().Set("Retry-After", "1")
				w.WriteHeader(http.StatusTooManyRequests)
			})
			r := start(t, f, nil)
			began := time.Now()
			if method == "hook" {
				r.slash("e1", "opus")
			} else {
				r.event("e1", "Ev1", mention("1.1", "opus", nil))
			}
			r.answers(1)
			if took := time.Since(began); took < time.Second {
				t.Errorf("posted again after %v", took)
			}
			if n := calls.Load(); n != 2 {
				t.Errorf("%d posts, want 2", n)
			}
		})
	}
}

func TestUnknownEndIsNotRepeated(t *testing.T) {
	t.Parallel()
	cut := func(w http.ResponseWriter) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err == nil {
			_ = c.Close()
		}
	}
	for name, answer := range map[string]func(http.ResponseWriter){
		"cut off":        cut,
		"500":            status(500, "<html>"),
		"internal_error": body(`{"ok":false,"error":"internal_error"}`),
		"not in channel": body(`{"ok":false,"error":"not_in_channel"}`),
	} {
		t.Run(name, func(t *testing.T) {
			f := newFakeSlack(t)
			calls := f.answerWith("chat.postMessage", 1, answer)
			r := start(t, f, nil)
			r.event("e1", "Ev1", mention("1.1", "opus", nil))
			r.acked("e1")
			r.slash("e2", "sentinel")
			r.answers(1)
			if n := calls.Load(); n != 1 {
				t.Errorf("%d posts, want 1", n)
			}
		})
	}
}

func TestResponseURLsArePinned(t *testing.T) {
	t.Parallel()
	var foreign atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { foreign.Add(1) }))
	defer other.Close()
	f := newFakeSlack(t)
	f.answerWith("hook", 1, func(w http.ResponseWriter) {
		w.Header().Set("Location", other.URL+"/hook/x")
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	r := start(t, f, nil)
	r.slash("e1", "redirected")
	r.acked("e1")
	r.send(map[string]any{"type": "slash_commands", "envelope_id": "e2", "payload": map[string]any{
		"team_id": "T1", "channel_id": "C1", "user_id": "U1", "text": "opus", "response_url": other.URL + "/hook/y"}})
	r.acked("e2")
	r.slash("e3", "sentinel")
	r.until("the sentinel", func() bool { return len(r.said) > 0 })
	if n := foreign.Load(); n != 0 {
		t.Errorf("%d posts to another host", n)
	}
}

func TestHooksAllowed(t *testing.T) {
	for _, c := range []struct {
		api, url string
		want     bool
	}{
		{SlackAPI, "https://hooks.slack.com/commands/1/2/3", true},
		{SlackAPI, "https://hooks.slack-gov.com/commands/1", true},
		{SlackAPI, "http://hooks.slack.com/commands/1", false},
		{SlackAPI, "https://hooks.slack.com.evil.example/1", false},
		{SlackAPI, "https://hooks.slack.com:8443/1", false},
		{SlackAPI, "https://hooks.slack.com@evil.example/1", false},
		{SlackAPI, "https://user@hooks.slack.com/1", false},
		{SlackAPI, "https://127.0.0.1/1", false},
		{SlackAPI, "file:///etc/passwd", false},
		{SlackAPI, "", false},
		{"http://127.0.0.1:8080/api/", "http://127.0.0.1:8080/response/1", true},
		{"http://127.0.0.1:8080/api/", "http://127.0.0.1:8081/response/1", false},
		{"http://127.0.0.1:8080/api/", "https://hooks.slack.com/commands/1", false},
	} {
		if got := newHooks(c.api, nil).allowed(c.url); got != c.want {
			t.Errorf("with %s, %s: %v, want %v", c.api, c.url, got, c.want)
		}
	}
}

func TestWrongTokens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, method, code string
		variable           string
	}{
		{"bot token unknown", "auth.test", "invalid_auth", "SLACK_BOT_TOKEN"},
		{"bot token of another kind", "auth.test", "not_allowed_token_type", "SLACK_BOT_TOKEN"},
		{"app token unknown", "apps.connections.open", "invalid_auth", "SLACK_APP_TOKEN"},
		{"app token of another kind", "apps.connections.open", "not_allowed_token_type", "SLACK_APP_TOKEN"},
		{"app token without the scope", "apps.connections.open", "missing_scope", "SLACK_APP_TOKEN"},
		{"app token expired", "apps.connections.open", "token_expired", "SLACK_APP_TOKEN"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFakeSlack(t)
			calls := f.answerWith(c.method, 1000, body(`{"ok":false,"error":"`+c.code+`"}`))
			r := start(t, f, nil)
			err := <-r.done
			r.done <- nil
			var wrong *TokenError
			if !errors.As(err, &wrong) || wrong.Variable != c.variable || wrong.Code != c.code {
				t.Fatalf("got %v", err)
			}
			if s := err.Error(); !strings.Contains(s, "https://api.slack.com/apps") || strings.Contains(s, "\n") {
				t.Errorf("not one line with the page to go to: %s", s)
			}
			if n := calls.Load(); n != 1 {
				t.Errorf("tried %d times", n)
			}
		})
	}
}

func TestTokensSeenAtOnce(t *testing.T) {
	for _, c := range []struct{ name, app, bot, variable, says string }{
		{"none", "", "", "SLACK_APP_TOKEN", "not set"},
		{"no bot token", canaryApp, "", "SLACK_BOT_TOKEN", "not set"},
		{"swapped", canaryBot, canaryApp, "SLACK_APP_TOKEN", "swapped"},
		{"user token", canaryApp, "xoxp-CANARY", "SLACK_BOT_TOKEN", `"xoxb-"`},
		{"line end", canaryApp, canaryBot + "\n", "SLACK_BOT_TOKEN", "line end"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(Config{AppToken: c.app, BotToken: c.bot, Asker: &echo{}})
			var wrong *TokenError
			if !errors.As(err, &wrong) || wrong.Variable != c.variable || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %v", err)
			}
			noSecrets(t, err.Error())
		})
	}
	if _, err := New(Config{AppToken: canaryApp, BotToken: "xoxe." + canaryBot, Asker: &echo{}}); err != nil {
		t.Errorf("a rotated token is refused: %v", err)
	}
}

func TestAPIURL(t *testing.T) {
	for s, ok := range map[string]bool{
		"https://slack.com/api/": true, "http://127.0.0.1:80/api/": true, "http://localhost:1/x/api/": true, "http://[::1]:1/api/": true,
		"http://slack.com/api/": false, "https://slack.com/api": false, "slack.com/api/": false, "https://u:p@slack.com/api/": false,
		"https://slack.com/api/?x=1": false, "ftp://127.0.0.1/api/": false, "http://localhost.evil.example/api/": false,
	} {
		if err := apiURL(s); (err == nil) != ok {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestSlackNotThereAtFirst(t *testing.T) {
	t.Parallel()
	f := newFakeSlack(t)
	f.answerWith("auth.test", 1, status(503, ""))
	r := start(t, f, nil)
	r.slash("e1", "opus")
	r.answers(1)
}

func TestTokenRevokedWhileConnected(t *testing.T) {
	t.Parallel()
	f := newFakeSlack(t)
	f.answerWith("chat.postMessage", 1, body(`{"ok":false,"error":"token_revoked"}`))
	r := start(t, f, nil)
	r.event("e1", "Ev1", mention("1.1", "opus", nil))
	for end := time.Now().Add(5 * time.Second); r.bot.Status().Trouble == ""; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the bot does not notice")
		}
	}
	if s := r.bot.Status(); s.Ready() || s.Trouble != "token_revoked" {
		t.Errorf("status: %+v", s)
	}
	if !strings.Contains(r.log.String(), "SLACK_BOT_TOKEN") {
		t.Error("the log does not say which token")
	}
	r.event("e2", "Ev2", mention("2.1", "opus", nil))
	r.answers(1)
	if s := r.bot.Status(); !s.Ready() {
		t.Errorf("status after a post: %+v", s)
	}
}

// TestHotLoop: a server that closes each connection at once is not asked for a thousand more.
func TestHotLoop(t *testing.T) {
	t.Parallel()
	f := newFakeSlack(t)
	f.greet = func(c *websocket.Conn) bool {
		_ = c.WriteJSON(map[string]any{"type": "disconnect", "reason": "link_disabled"})
		time.Sleep(5 * time.Millisecond)
		return true
	}
	start(t, f, nil)
	time.Sleep(2500 * time.Millisecond)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.opens > 3 {
		t.Errorf("opened %d connections in 2.5 s; the third is due after 3 s", f.opens)
	}
}

func TestStop(t *testing.T) {
	t.Parallel()
	f := newFakeSlack(t)
	hold := make(chan struct{})
	r := start(t, f, func(c *Config) { c.Workers = 1 })
	r.echo.hold = hold
	r.slash("e1", "in hand")
	r.slash("e2", "in the queue")
	r.acked("e2")
	r.stop()
	time.AfterFunc(50*time.Millisecond, func() { close(hold) })
	began := time.Now()
	if err := r.end(); err != nil {
		t.Error(err)
	}
	r.done <- nil
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v to stop", took)
	}
	r.answers(2)
	if s := r.bot.Status(); s.State != stopped || s.Ready() {
		t.Errorf("status after the end: %+v", s)
	}
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	f := newFakeSlack(t)
	gone := make(chan struct{})
	f.on["chat.postMessage"] = func(http.ResponseWriter, []byte) bool { <-gone; return true }
	defer close(gone)
	memory := newMemory()
	r := start(t, f, func(c *Config) { c.Workers, c.Inbox = 1, memory })
	r.event("e1", "Ev1", mention("1.1", "opus", nil))
	r.event("e2", "Ev2", mention("2.1", "sonnet", nil))
	r.acked("e2")
	r.stop()
	began := time.Now()
	if err := r.end(); err != nil {
		t.Error(err)
	}
	r.done <- nil
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v to stop", took)
	}
	now := time.Now()
	left, err := memory.Waiting(context.Background(), now.Add(-lateness), now.Add(lease), lease)
	if err != nil || len(left) != 1 {
		t.Errorf("letters left for the next start: %v, %v; want the one that was not begun", left, err)
	}
}

func TestLettersOfAnEarlierProcess(t *testing.T) {
	t.Parallel()
	memory := newMemory()
	now := time.Now()
	for id, age := range map[string]time.Duration{"Young": lease + time.Minute, "Old": 6 * time.Minute} {
		l := Letter{ID: id, Keys: []string{id}, Received: now.Add(-age), Team: "T1", Channel: "C1", TS: id, User: "U1", Text: "<@UBOT> " + id}
		if fresh, err := memory.Receive(context.Background(), l, lease); err != nil || !fresh {
			t.Fatal(fresh, err)
		}
	}
	r := start(t, newFakeSlack(t), func(c *Config) { c.Inbox = memory })
	if m := r.answers(1)[0]; m.Thread != "Young" || !strings.Contains(m.Text, "Heard: Young") {
		t.Errorf("the wrong letter: %+v", m)
	}
	r.event("e1", "Young", mention("100.1", "again", nil)) // a repeat stays one
	r.acked("e1")
	r.answers(1)
}

func TestAnAnswerOfAnEarlierProcessIsNotRepeated(t *testing.T) {
	t.Parallel()
	f, memory := newFakeSlack(t), newMemory()
	first := start(t, f, func(c *Config) { c.Inbox = forgetful{memory} })
	first.event("e1", "Ev1", mention("100.1", "opus", nil))
	first.answers(1)
	first.stop()
	if err := <-first.done; err != nil {
		t.Fatal(err)
	}
	first.done <- nil
	second := start(t, f, func(c *Config) {
		c.Inbox = memory
		c.Now = func() time.Time { return time.Now().Add(lease + time.Second) }
	})
	for i := 0; ; i++ {
		memory.mu.Lock()
		left := len(memory.mail.at)
		memory.mu.Unlock()
		if left == 0 {
			break
		}
		if i > 500 {
			t.Fatal("the letter is not put away")
		}
		time.Sleep(10 * time.Millisecond)
	}
	second.answers(1)
}

// forgetful is an inbox of a process that ends before it can note that a letter is answered.
type forgetful struct{ *memory }

func (forgetful) Done(context.Context, string) error { return nil }

// broken is a store that does not work.
type broken struct{ *memory }

var errBroken = errors.New("disk is full")

func (broken) Receive(context.Context, Letter, time.Duration) (bool, error) { return false, errBroken }

func TestABrokenStoreDoesNotKeepFromAnswering(t *testing.T) {
	r := start(t, newFakeSlack(t), func(c *Config) { c.Inbox = broken{newMemory()} })
	r.event("e1", "Ev1", mention("1.1", "opus", nil))
	r.event("e2", "Ev1", mention("1.1", "opus", nil))
	r.acked("e2")
	r.answers(1)
	if !strings.Contains(r.log.String(), "disk is full") {
		t.Error("the fault is not in the log")
	}
}
