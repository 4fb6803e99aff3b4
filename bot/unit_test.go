package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"versus/answers"
	"versus/data"
)

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestGuard drives a client that opens a connection the moment the last one ended.
func TestGuard(t *testing.T) {
	for _, c := range []struct {
		name        string
		lives       time.Duration // each connection
		for_        time.Duration
		least, most int // openings
	}{
		{"closed at once, for a minute", 0, time.Minute, 5, 7},
		{"closed at once, for a day", 0, 24 * time.Hour, 288, 310},
		{"closed after 20 s, for an hour", 20 * time.Second, time.Hour, 10, 25},
		{"living for an hour, for a day", time.Hour, 24 * time.Hour, 24, 25},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				opened := 0
				g := &guard{now: time.Now, next: roundTrip(func(*http.Request) (*http.Response, error) {
					opened++
					return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(""))}, nil
				})}
				ctx, cancel := context.WithTimeout(t.Context(), c.for_)
				defer cancel()
				for ctx.Err() == nil {
					r, _ := http.NewRequestWithContext(ctx, http.MethodPost, "https://slack.com/api/apps.connections.open", nil)
					resp, err := g.RoundTrip(r)
					if err == nil {
						_ = resp.Body.Close()
						time.Sleep(c.lives)
					}
				}
				if opened < c.least || opened > c.most {
					t.Errorf("%d openings, want %d to %d", opened, c.least, c.most)
				}
			})
		})
	}
}

func TestGuardLetsOtherCallsPass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		g := &guard{now: time.Now, next: roundTrip(func(*http.Request) (*http.Response, error) { n++; return nil, io.EOF })}
		began := time.Now()
		for range 100 {
			r, _ := http.NewRequest(http.MethodPost, "https://slack.com/api/chat.postMessage", nil)
			_, _ = g.RoundTrip(r)
		}
		if n != 100 || time.Since(began) != 0 {
			t.Errorf("%d calls in %v", n, time.Since(began))
		}
	})
}

func TestBreaker(t *testing.T) {
	at := time.Unix(0, 0)
	b := newBreaker()
	p := Place{Channel: "C1", Thread: "1"}
	ask := func(after time.Duration) verdict { at = at.Add(after); return b.allow(p, inThread, at) }
	for i := range 5 {
		if v := ask(time.Second); v != answerIt {
			t.Fatalf("question %d: %v", i, v)
		}
	}
	if v := ask(time.Second); v != tellOff {
		t.Errorf("the sixth in a minute: %v", v)
	}
	if v := ask(time.Second); v != silence {
		t.Errorf("the seventh: %v", v)
	}
	if v := b.allow(Place{Channel: "C1", Thread: "2"}, inThread, at); v != answerIt {
		t.Errorf("another thread: %v", v)
	}
	answered := 5
	for at.Before(time.Unix(3500, 0)) {
		if ask(13*time.Second) == answerIt {
			answered++
		}
	}
	if answered != 20 {
		t.Errorf("%d answers in the first hour, want 20", answered)
	}
	if v := ask(time.Hour); v != answerIt {
		t.Errorf("an hour later: %v", v)
	}
}

func TestMemoryForgets(t *testing.T) {
	ctx := context.Background()
	at := time.Unix(0, 0)
	m := newMemory()
	if fresh, _ := m.FirstTime(ctx, "a", at); !fresh {
		t.Error("a new key is not new")
	}
	if fresh, _ := m.FirstTime(ctx, "a", at.Add(time.Hour)); fresh {
		t.Error("a key is forgotten after an hour")
	}
	if fresh, _ := m.FirstTime(ctx, "a", at.Add(3*time.Hour)); !fresh {
		t.Error("a key is kept for ever")
	}
	small := newAging[int, int](3, time.Hour)
	for i := range 10 {
		small.put(i, i, at)
	}
	if d := cmp.Diff([]int{7, 8, 9}, small.all()); d != "" {
		t.Errorf("not the newest three: %s", d)
	}
	small.put(10, 10, at.Add(2*time.Hour))
	if d := cmp.Diff([]int{10}, small.all()); d != "" {
		t.Errorf("older ones than the age: %s", d)
	}
}

func TestMemoryLeases(t *testing.T) {
	ctx := context.Background()
	at := time.Unix(10_000, 0)
	m := newMemory()
	l := Letter{ID: "Ev1", Keys: []string{"Ev1", "m"}, Received: at}
	for i, want := range []bool{true, false} {
		if got, _ := m.Receive(ctx, l, time.Minute); got != want {
			t.Errorf("time %d: fresh is %v", i, got)
		}
	}
	if got, _ := m.Receive(ctx, Letter{ID: "Ev2", Keys: []string{"Ev2", "m"}, Received: at}, time.Minute); got {
		t.Error("the same message under another event is new")
	}
	waiting := func(after time.Duration) int {
		now := at.Add(after)
		out, _ := m.Waiting(ctx, now.Add(-5*time.Minute), now, time.Minute)
		return len(out)
	}
	for _, c := range []struct {
		after time.Duration
		want  int
	}{{30 * time.Second, 0}, {61 * time.Second, 1}, {90 * time.Second, 0}, {3 * time.Minute, 1}, {10 * time.Minute, 0}} {
		if got := waiting(c.after); got != c.want {
			t.Errorf("after %v: %d letters wait, want %d", c.after, got, c.want)
		}
	}
	if fresh, _ := m.Receive(ctx, Letter{ID: "Ev3", Keys: []string{"Ev3"}, Received: at}, 0); !fresh {
		t.Fatal("not received")
	}
	_ = m.Done(ctx, "Ev3")
	if n := waiting(0); n != 0 {
		t.Errorf("%d letters wait after the last is done", n)
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"<@UBOT> opus":                      "opus",
		"<@UBOT|ai> opus":                   "opus",
		"opus<@UBOT>":                       "opus",
		"<@U2|min> said":                    "min said",
		"<@U2> said":                        "said",
		"<#C1|general> a":                   "#general a",
		"<#C1|> a":                          "a",
		"<https://x.example/a?b=1&amp;c=2>": "https://x.example/a?b=1&c=2",
		"<https://x.example|gpt.5> vs":      "gpt.5 vs",
		"<mailto:a@b.example|a@b.example>":  "a@b.example",
		"<!here> <!channel|channel> opus":   "opus",
		"<!subteam^S1|@models> opus":        "@models opus",
		"<!date^1^{date}|1970-01-01>":       "1970-01-01",
		"a &lt; b &amp;amp; c &gt; d":       "a < b &amp; c > d",
		"  many\n\n blanks\t":               "many blanks",
		"a < b | c > d":                     "a < b | c > d",
		"&lt;@UBOT&gt;":                     "<@UBOT>",
		"":                                  "",
	} {
		if got := visible(in, "UBOT"); got != want {
			t.Errorf("visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("<@UBOT> a &lt; <https://x|y>")
	f.Add("<<<!@#|>|>")
	f.Fuzz(func(t *testing.T, s string) {
		if got := visible(short(s), "UBOT"); len(got) > maxQuestion || strings.TrimSpace(got) != got {
			t.Errorf("visible(%q) = %q", s, got)
		}
	})
}

func TestShort(t *testing.T) {
	if s := short(strings.Repeat("가", 5000)); len(s) > maxQuestion || strings.ContainsRune(s, '\uFFFD') {
		t.Errorf("%d bytes", len(s))
	}
}

func TestRedaction(t *testing.T) {
	for _, secret := range []string{
		canaryApp, canaryBot, "xoxe.xoxb-1-CANARY", "xoxp-CANARY", "https://hooks.slack.com/commands/CANARY/2",
		"wss://wss-primary.slack.com/link/?ticket=CANARY&app_id=1", "token=CANARY",
	} {
		var out bytes.Buffer
		log := slog.New(slog.NewJSONHandler(&out, &slog.HandlerOptions{ReplaceAttr: ReplaceAttr}))
		log.Info("said "+secret, "text", "x "+secret+" y", "error", fmt.Errorf("no: %w", errors.New("?"+secret)),
			slog.Group("in", "url", secret), "bytes", []byte(secret), "at", &url.URL{Scheme: "https", Host: "x", RawQuery: "token=CANARY"})
		if secret == "token=CANARY" { // only in an address
			continue
		}
		if strings.Contains(out.String(), "CANARY") {
			t.Errorf("%s is logged: %s", secret, out.String())
		}
	}
	if s := Redact("nothing to hide: opus-4-6"); s != "nothing to hide: opus-4-6" {
		t.Errorf("harmless text is changed: %q", s)
	}
}

func TestBare(t *testing.T) {
	err := bare(&url.Error{Op: "Post", URL: "https://hooks.slack.com/CANARY", Err: io.EOF})
	if !errors.Is(err, io.EOF) || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("got %v", err)
	}
}

func TestRateLimit(t *testing.T) {
	for _, c := range []struct {
		err  error
		want time.Duration
		ok   bool
	}{
		{&slack.RateLimitedError{RetryAfter: 3 * time.Second}, 3 * time.Second, true},
		{&slack.RateLimitedError{RetryAfter: 99 * time.Hour}, 15 * time.Minute, true},
		{&slack.RateLimitedError{}, time.Second, true},
		{slack.StatusCodeError{Code: 429}, time.Minute, true},
		{slack.SlackErrorResponse{Err: "ratelimited"}, time.Minute, true},
		{slack.StatusCodeError{Code: 500}, 0, false},
		{nil, 0, false},
	} {
		if d, ok := rateLimit(c.err); d != c.want || ok != c.ok {
			t.Errorf("%v: %v %v", c.err, d, ok)
		}
	}
}

func TestPacer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(time.Now)
		p.hold("a", 10*time.Second)
		p.hold("a", 5*time.Second) // a shorter one does not shorten
		began := time.Now()
		if err := p.wait(t.Context(), "b"); err != nil || time.Since(began) != 0 {
			t.Errorf("another method waits: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		var limited *slack.RateLimitedError
		if err := p.wait(ctx, "a"); !errors.As(err, &limited) || time.Since(began) != 0 {
			t.Errorf("waits where it is in vain: %v after %v", err, time.Since(began))
		}
		if err := p.wait(t.Context(), "a"); err != nil || time.Since(began) != 10*time.Second {
			t.Errorf("waited %v: %v", time.Since(began), err)
		}
	})
}

func TestRememberSkipsNothing(t *testing.T) {
	if s := encode(answers.Context{}); s != "" {
		t.Errorf("an empty context is %q", s)
	}
	in := answers.Context{Entities: []data.EntityID{"claude-opus-4-6"}}
	out, err := answers.DecodeContext(encode(in))
	if err != nil || !cmp.Equal(in, out) {
		t.Errorf("%v: %v", err, cmp.Diff(in, out))
	}
}
