package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/render"
)

// An address is where an answer goes: a response URL, or a channel and perhaps a thread of it.
type address struct {
	url     string
	channel string
	thread  string
	public  bool   // on a response URL: everybody in the channel sees it
	replace bool   // on a response URL: in place of the message that was clicked
	key     string // of the letter it answers, by which the answer is known again; "" where it answers none
}

// errUnsent says that a message certainly did not go out, and may go out later.
var errUnsent = errors.New("not sent")

// say posts a message. Where Slack refuses its blocks the same answer goes out once more as text, which plain gives; nil
// is the message's own text.
func (b *Bot) say(ctx context.Context, to address, m render.Message, plain func() render.Message) error {
	if err := render.Check(m); err != nil { // a fault of ours, which Slack would only tell less clearly
		b.m.refused.WithLabelValues("own_check").Inc()
		b.log.Error("message breaks slack's limits", "channel", to.channel, "error", err)
		m = render.Message{Text: m.Text}
		if plain != nil {
			m = plain()
		}
	}
	err := b.send(ctx, to, m)
	code := errorCode(err)
	if m.Blocks == nil || !refusesForm(code) {
		return err
	}
	b.m.refused.WithLabelValues(code).Inc()
	b.log.Error("slack refused the blocks", "channel", to.channel, "error", code, "pointers", pointers(err))
	text := render.Message{Text: m.Text}
	if plain != nil {
		text = plain()
	}
	return b.send(ctx, to, text)
}

// send posts a message as it is. It waits where Slack asks for time, for then nothing was accepted; after any other end
// that leaves it unknown whether the message was accepted, it does not post again.
func (b *Bot) send(ctx context.Context, to address, m render.Message) error {
	method := "chat.postMessage"
	if to.url != "" {
		method = "response_url"
	}
	for {
		if err := b.pacer.wait(ctx, method); err != nil {
			return fmt.Errorf("%w: %w", errUnsent, err)
		}
		err := b.post(ctx, to, m)
		if to.url == "" { // a response URL needs no token
			b.noteToken(err)
		}
		after, limited := rateLimit(err)
		b.m.posts.WithLabelValues(method, result(err)).Inc()
		if !limited {
			return err
		}
		b.pacer.hold(method, after)
		b.log.Warn("slack asks for time", "method", method, "again_in", after)
	}
}

// noteToken makes the bot not ready while Slack refuses its token, and ready again once a post goes through. A token can
// be revoked under a connection that stays open; ending the process would not bring it back.
func (b *Bot) noteToken(err error) {
	wrong := tokenError(botTokenVariable, err)
	switch {
	case err == nil:
		if b.health.posted("") {
			b.log.Info("slack accepts the bot token again")
		}
	case wrong != nil && wrong.Code != "missing_scope" && wrong.Code != "no_permission":
		if b.health.posted(wrong.Code) {
			b.log.Error("nothing can be posted", "error", wrong)
		}
	}
}

func (b *Bot) post(ctx context.Context, to address, m render.Message) error {
	if to.url != "" {
		return b.hooks.post(ctx, to, m)
	}
	options := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), // escaped already
		slack.MsgOptionDisableMarkdown(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	options = append(options, keyed(to)...)
	if len(m.Blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(m.Blocks...))
	}
	if to.thread != "" {
		options = append(options, slack.MsgOptionTS(to.thread))
	}
	_, _, err := b.api.PostMessageContext(ctx, to.channel, options...)
	return err
}

// refusesForm tells whether a refusal is about the form of a message and not about where it went or who sent it.
func refusesForm(code string) bool {
	switch code {
	case "msg_too_long", "msg_blocks_too_long", "no_text", "too_many_attachments", "block_mismatch", "invalid_arguments",
		"only_one_table_allowed":
		return true
	}
	return strings.HasPrefix(code, "invalid_blocks") || strings.HasPrefix(code, "invalid_attachments")
}

// pointers are the places in the blocks that Slack complained about; the words around them might quote what was asked.
func pointers(err error) []string {
	var refused slack.SlackErrorResponse
	if !errors.As(err, &refused) {
		return nil
	}
	var out []string
	for _, m := range refused.ResponseMetadata.Messages {
		if _, rest, ok := strings.Cut(m, "[json-pointer:"); ok && len(out) < 5 {
			p, _, _ := strings.Cut(rest, "]")
			out = append(out, p[:min(len(p), 200)])
		}
	}
	return out
}

// rateLimit tells whether Slack asked for time, and how much: 60 s where it does not say, and never more than 15 min.
func rateLimit(err error) (time.Duration, bool) {
	var limited *slack.RateLimitedError
	var status slack.StatusCodeError
	switch code := errorCode(err); {
	case errors.As(err, &limited):
		return min(max(limited.RetryAfter, time.Second), 15*time.Minute), true
	case errors.As(err, &status) && status.Code == http.StatusTooManyRequests, code == "ratelimited", code == "rate_limited":
		return time.Minute, true
	}
	return 0, false
}

// result is how a post ended, in the words of the metrics.
func result(err error) string {
	_, limited := rateLimit(err)
	switch {
	case err == nil:
		return "ok"
	case limited:
		return "rate_limited"
	case errorCode(err) != "":
		return "refused"
	}
	return "unknown"
}

// A pacer keeps calls of one method back after Slack has asked for time.
type pacer struct {
	now   func() time.Time
	mu    sync.Mutex
	until map[string]time.Time
}

func newPacer(now func() time.Time) *pacer { return &pacer{now: now, until: map[string]time.Time{}} }

func (p *pacer) hold(method string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := p.now().Add(d); until.After(p.until[method]) {
		p.until[method] = until
	}
}

// wait waits until the method may be called. Where the context would end before that it gives up at once.
func (p *pacer) wait(ctx context.Context, method string) error {
	for {
		p.mu.Lock()
		d := p.until[method].Sub(p.now())
		p.mu.Unlock()
		if d <= 0 {
			return nil
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) < d {
			return &slack.RateLimitedError{RetryAfter: d}
		}
		if !sleep(ctx, d) {
			return ctx.Err()
		}
	}
}
