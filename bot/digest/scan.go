package digest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/digest/failpoint"
)

// The bounds of a look into a history.
const (
	pageSize = 200 // Slack gives some apps fifteen at a time, whatever is asked for
	maxPages = 2000
	lookBack = time.Hour // how long before its time a message is still looked for
)

// eventType is the type of our messages' metadata.
const eventType = "versus_digest"

// errIncomplete says that a history could not be read to its end: nothing follows from what was not found.
var errIncomplete = errors.New("the history could not be read to its end")

// A place is where messages stand: a channel, or a thread of it.
type place struct{ channel, thread string }

// settled waits until the settle time from a moment of this process is over: then whoever was at it then has either
// come to an end or been cut off, and Slack shows what it accepted.
func (d *Digests) settled(ctx context.Context, from time.Time) error {
	if failpoint.Without(failpoint.Settle) {
		return nil
	}
	if !sleep(ctx, d.cfg.Times.Settle-time.Since(from)) {
		return ctx.Err()
	}
	return nil
}

// find looks for a message of ours by its key, and gives its ts, "" where it is not there. It errs where it did not
// see everything.
func (d *Digests) find(ctx context.Context, at place, key string, oldest time.Time) (ts string, err error) {
	if failpoint.Without(failpoint.Scan) {
		return "", nil
	}
	failpoint.Hit(failpoint.ScanBefore)
	err = d.pages(ctx, at, oldest, func(k, t string) (bool, error) {
		if k == key {
			ts = t
		}
		return ts == "", nil
	})
	failpoint.Hit(failpoint.ScanAfter)
	end := "absent"
	switch {
	case err != nil:
		end = "incomplete"
	case ts != "":
		end = "found"
	}
	d.cfg.Metrics.scans.WithLabelValues(end).Inc()
	return ts, err
}

// pages hands every message of ours since a time to see, with its key and ts, until see tells false.
func (d *Digests) pages(ctx context.Context, at place, oldest time.Time, see func(key, ts string) (bool, error)) error {
	me := d.state.who()
	cursor := ""
	for range maxPages {
		messages, next, err := d.page(ctx, at, cursor, slackTS(oldest))
		if err != nil {
			return err
		}
		failpoint.Hit(failpoint.ScanDuring)
		for _, m := range messages {
			key, ok := m.Metadata.EventPayload["k"].(string)
			mine := m.BotID != "" && m.BotID == me.bot || m.User != "" && m.User == me.user
			if !ok || !mine || m.Metadata.EventType != eventType {
				continue
			}
			if more, err := see(key, m.Timestamp); err != nil || !more {
				return err
			}
		}
		if next == "" {
			return nil
		}
		cursor = next
	}
	return errIncomplete
}

// page reads one page, and waits where Slack asks for time. The next cursor is "" at the end.
func (d *Digests) page(ctx context.Context, at place, cursor, oldest string) (messages []slack.Message, next string, err error) {
	method := "conversations.history"
	if at.thread != "" {
		method = "conversations.replies"
	}
	for {
		if wait := d.pace.held(method); wait > 0 && !sleep(ctx, wait) {
			return nil, "", ctx.Err()
		}
		var more bool
		messages, next, more, err = d.call(ctx, at, cursor, oldest)
		v := classify(err, true)
		switch {
		case v.kind == limited:
			d.pace.hold(method, v.after)
			continue
		case v.kind == refused:
			return nil, "", err
		case err != nil:
			return nil, "", fmt.Errorf("%w: %s", errIncomplete, reason(err))
		case more && next == "":
			return nil, "", fmt.Errorf("%w: slack says there is more, and not where", errIncomplete)
		}
		return messages, next, nil
	}
}

func (d *Digests) call(ctx context.Context, at place, cursor, oldest string) ([]slack.Message, string, bool, error) {
	if at.thread != "" {
		messages, more, next, err := d.reader.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: at.channel, Timestamp: at.thread, Cursor: cursor, Oldest: oldest, Inclusive: true, Limit: pageSize, IncludeAllMetadata: true,
		})
		return messages, strings.TrimSpace(next), more, err
	}
	r, err := d.reader.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: at.channel, Cursor: cursor, Oldest: oldest, Inclusive: true, Limit: pageSize, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", false, err
	}
	return r.Messages, strings.TrimSpace(r.ResponseMetaData.NextCursor), r.HasMore, nil
}
