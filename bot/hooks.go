package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/render"
)

// hooks posts to response URLs. Such an address comes from outside, and anybody who knows it can post: so it is pinned
// to Slack's hosts, or to the one host that stands in for Slack, no redirect is followed, and it is never logged.
type hooks struct {
	client *http.Client
	own    *url.URL // the stand-in; nil where Slack is Slack
}

// slackHosts are where response URLs of Slack's point.
var slackHosts = map[string]bool{"hooks.slack.com": true, "hooks.slack-gov.com": true}

func newHooks(apiURL string, c *http.Client) *hooks {
	h := &hooks{client: c}
	if u, err := url.Parse(apiURL); err == nil && !slackAPIHost(u) {
		h.own = u
	}
	return h
}

func slackAPIHost(u *url.URL) bool {
	return u.Scheme == "https" && (u.Host == "slack.com" || u.Host == "slack-gov.com")
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// errForeign says that a response URL points to where nothing of ours goes.
var errForeign = errors.New("post to response URL: its host is not Slack's")

func (h *hooks) allowed(raw string) bool {
	u, err := url.Parse(raw)
	switch {
	case err != nil || u.User != nil:
		return false
	case h.own != nil:
		return u.Scheme == h.own.Scheme && u.Host == h.own.Host
	}
	return u.Scheme == "https" && slackHosts[u.Host]
}

// hookMessage is what a response URL takes.
type hookMessage struct {
	Text            string        `json:"text"`
	Blocks          []slack.Block `json:"blocks,omitempty"`
	ResponseType    string        `json:"response_type"`
	ReplaceOriginal bool          `json:"replace_original"`
	ThreadTS        string        `json:"thread_ts,omitempty"`
	Mrkdwn          bool          `json:"mrkdwn"`
	UnfurlLinks     bool          `json:"unfurl_links"`
	UnfurlMedia     bool          `json:"unfurl_media"`
}

func (h *hooks) post(ctx context.Context, to address, m render.Message) error {
	if !h.allowed(to.url) {
		return errForeign
	}
	out := hookMessage{
		Text: m.Text, Blocks: m.Blocks, ResponseType: "ephemeral", ReplaceOriginal: to.replace, ThreadTS: to.thread,
	}
	if to.public {
		out.ResponseType = "in_channel"
	}
	body, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to.url, bytes.NewReader(body))
	if err != nil {
		return errForeign
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := h.client.Do(req)
	if err != nil {
		return fmt.Errorf("post to response URL: %w", bare(err))
	}
	defer resp.Body.Close()
	return outcome(resp)
}

var word = regexp.MustCompile(`^[a-z][a-z_]{2,60}$`)

// outcome reads what a response URL says: "ok" or {"ok":true}, {"ok":false,"error":…}, or a status with a word of
// Slack's as its body.
func outcome(resp *http.Response) error {
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 4096)) // what is cut off is no answer of Slack's
	if resp.StatusCode == http.StatusTooManyRequests {
		after, _ := strconv.Atoi(strings.TrimSpace(resp.Header.Get("Retry-After")))
		if after <= 0 {
			after = 60
		}
		return &slack.RateLimitedError{RetryAfter: time.Duration(after) * time.Second}
	}
	var said struct {
		OK       *bool                  `json:"ok"`
		Error    string                 `json:"error"`
		Metadata slack.ResponseMetadata `json:"response_metadata"`
	}
	if json.Unmarshal(body, &said) == nil && said.OK != nil && !*said.OK {
		return slack.SlackErrorResponse{Err: orElse(said.Error, "unknown_error"), ResponseMetadata: said.Metadata}
	}
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	if w := strings.TrimSpace(string(body)); resp.StatusCode < 500 && word.MatchString(w) {
		return slack.SlackErrorResponse{Err: w}
	}
	return slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
}
