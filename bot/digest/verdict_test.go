package digest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

func TestClassify(t *testing.T) {
	said := func(code string) error { return slack.SlackErrorResponse{Err: code} }
	lost := &url.Error{Op: "Post", URL: "https://slack.com/api/x", Err: errors.New("connection reset by peer")}
	for _, c := range []struct {
		err       error
		connected bool
		want      verdict
	}{
		{nil, true, verdict{kind: accepted}},
		{&slack.RateLimitedError{RetryAfter: 30 * time.Second}, true, verdict{kind: limited, code: "ratelimited", after: 30 * time.Second}},
		{&slack.RateLimitedError{}, true, verdict{kind: limited, code: "ratelimited", after: time.Minute}},
		{&slack.RateLimitedError{RetryAfter: 24 * time.Hour}, true, verdict{kind: limited, code: "ratelimited", after: 15 * time.Minute}},
		{slack.StatusCodeError{Code: 429}, true, verdict{kind: limited, code: "ratelimited", after: time.Minute}},
		{said("rate_limited"), true, verdict{kind: limited, code: "rate_limited", after: time.Minute}},

		{said("not_in_channel"), true, verdict{kind: refused, cause: ofAccess, code: "not_in_channel"}},
		{said("channel_not_found"), true, verdict{kind: refused, cause: ofAccess, code: "channel_not_found"}},
		{said("is_archived"), true, verdict{kind: refused, cause: ofAccess, code: "is_archived"}},
		{said("restricted_action_read_only_channel"), true, verdict{kind: refused, cause: ofPolicy, code: "restricted_action_read_only_channel"}},
		{said("restricted_action_of_tomorrow"), true, verdict{kind: refused, cause: ofPolicy, code: "restricted_action_of_tomorrow"}},
		{said("token_revoked"), true, verdict{kind: refused, cause: ofToken, code: "token_revoked"}},
		{said("account_inactive"), true, verdict{kind: refused, cause: ofToken, code: "account_inactive"}},
		{said("missing_scope"), true, verdict{kind: refused, cause: ofToken, code: "missing_scope"}},
		{said("invalid_blocks_format"), true, verdict{kind: refused, cause: ofForm, code: "invalid_blocks_format"}},
		{said("invalid_blocks: only_one_table"), true, verdict{kind: refused, cause: ofForm, code: "invalid_blocks: only_one_table"}},
		{said("msg_too_long"), true, verdict{kind: refused, cause: ofForm, code: "msg_too_long"}},
		{said("metadata_too_large"), true, verdict{kind: refused, cause: ofMetadata, code: "metadata_too_large"}},
		{said("thread_not_found"), true, verdict{kind: refused, cause: ofThread, code: "thread_not_found"}},
		{said("team_added_to_org"), true, verdict{kind: refused, cause: ofTime, code: "team_added_to_org"}},

		{said("internal_error"), true, verdict{kind: doubtful, code: "internal_error"}},
		{said("fatal_error"), true, verdict{kind: doubtful, code: "fatal_error"}},
		{said("request_timeout"), true, verdict{kind: doubtful, code: "request_timeout"}},
		{said("service_unavailable"), true, verdict{kind: doubtful, code: "service_unavailable"}},
		{said("an unheard of\nthing"), true, verdict{kind: doubtful, code: "an error without a name"}},
		{slack.StatusCodeError{Code: 503, Status: "503 Service Unavailable"}, true, verdict{kind: doubtful, code: "slack server error: 503 Service Unavailable"}},
		{lost, true, verdict{kind: doubtful, code: "connection reset by peer"}},
		{lost, false, verdict{kind: unsent, code: "no connection"}},
		{io.ErrUnexpectedEOF, true, verdict{kind: doubtful, code: "unexpected EOF"}},
		{context.DeadlineExceeded, true, verdict{kind: doubtful, code: "no reply in time"}},
		{context.DeadlineExceeded, false, verdict{kind: unsent, code: "no connection"}},
	} {
		if diff := cmp.Diff(c.want, classify(c.err, c.connected), cmp.AllowUnexported(verdict{})); diff != "" {
			t.Errorf("classify(%v, %v) (-want +got):\n%s", c.err, c.connected, diff)
		}
	}
}

func TestKey(t *testing.T) {
	d := Delivery{Slot: Slot{Local: "2026-11-30T09:00"}, Sub: Subscription{Key: "abc"}}
	sub, local, part, ok := splitKey(d.Key(12))
	if sub != "abc" || local != "2026-11-30T09:00" || part != 12 || !ok {
		t.Errorf("splitKey(%q) = %q, %q, %d, %v", d.Key(12), sub, local, part, ok)
	}
	for _, bad := range []string{"", ":", "a:0", "::", "a:b:", "a:b:x", "a:b:-1", ":b:0"} {
		if _, _, _, ok := splitKey(bad); ok {
			t.Errorf("splitKey(%q) succeeds", bad)
		}
	}
	at := time.Unix(1770000000, 123000)
	if got := slackTS(at); got != "1770000000.000123" || !slackTime(got).Equal(at) {
		t.Errorf("slackTS = %q, and back %v", got, slackTime(got))
	}
}

func TestCutPlain(t *testing.T) {
	for _, c := range []struct{ text, end string }{
		{"short &amp; sweet", "sweet"},
		{strings.Repeat("가", 5000), "가…"},
		{strings.Repeat("x", plainMost-4) + "&amp;yyyyyyyyyy", "x…"},
		{strings.Repeat("x", 2000) + "\n" + strings.Repeat("y", 2000), "x…"},
	} {
		got := cutPlain(c.text)
		if n := len([]rune(got)); n > plainMost || !strings.HasSuffix(got, c.end) {
			t.Errorf("cutPlain(%.20q…) has %d characters and ends in %q", c.text, n, got[max(0, len(got)-10):])
		}
	}
}

// Nothing leaves once the time of an attempt is over, however late the process comes to it.
func TestAttemptKeepsItsTime(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got := make(chan int, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		b, _ := io.ReadAll(c)
		got <- len(b)
	}()
	a := &attempt{begun: time.Now().Add(-time.Hour), span: time.Second}
	req, err := http.NewRequestWithContext(a.traced(t.Context()), http.MethodPost, "http://"+l.Addr().String(), strings.NewReader("late"))
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := a.client().Do(req); !errors.Is(err, errLate) {
		t.Errorf("it was sent: %v, %v", resp, err)
	}
	if n := <-got; n != 0 {
		t.Errorf("%d bytes arrived", n)
	}
}

func TestAttemptOver(t *testing.T) {
	for _, c := range []struct {
		begun time.Time
		want  bool
	}{
		{time.Now(), false},
		{time.Now().Add(-time.Minute), true},
		{time.Now().Round(0).Add(-time.Minute), true}, // the wall clock alone
	} {
		if got := (&attempt{begun: c.begun, span: time.Second}).over(); got != c.want {
			t.Errorf("begun %v: over is %v", c.begun, got)
		}
	}
}
