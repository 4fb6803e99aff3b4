package digest

import (
	"context"
	"embed"
	"strings"
	"time"

	"versus/answers/prose"
	"versus/bot/digest/failpoint"
	"versus/data"
)

//go:embed messages
var messages embed.FS

// words are what the package says. The files are part of the program and its tests read them: that they do not load is a
// fault of the build.
var words = prose.Embedded(messages, "messages")

// noticeFor is how long a notice is worth posting.
const noticeFor = 24 * time.Hour

// stopped does what follows from a refusal that trying again would not change: the subscription stops and its owner is
// told, or everything stops.
func (j *job) stopped(ctx context.Context, v verdict) (ending, error) {
	switch {
	case v.cause == ofToken:
		if j.d.state.stop(v.code, j.d.cfg.Now()) {
			j.d.log.Error("slack refuses the token: no digests are posted", "error", v.code)
		}
		return ending{again: j.d.cfg.Times.Retry, why: v.code}, nil
	case j.Kind == Notice:
		return ending{result: Refused, why: v.code}, nil
	}
	if _, err := j.d.lose(ctx, j.Sub, v.code, ""); err != nil {
		return ending{}, err
	}
	return ending{again: j.d.cfg.Times.Retry, why: v.code}, nil
}

// lose stops a subscription for a reason in Slack's words, and puts the one notice to its owner into the outbox.
func (d *Digests) lose(ctx context.Context, s Subscription, why, heard string) (bool, error) {
	now := d.cfg.Now()
	text := words().Say(lang(s.Lang), noticeID(why), map[string]any{
		"Channel": "<#" + s.Channel + ">", "Code": why, "ID": s.ID,
	})
	local := noticePrefix + now.UTC().Format("2006-01-02T15:04:05.000")
	if heard != "" {
		local = noticePrefix + heard // the same event, heard twice, is one notice
	}
	lost, err := d.cfg.Store.Lose(ctx, s, why, heard, Telling{Local: local, Until: now.Add(noticeFor), Body: Body{Text: text}})
	failpoint.Hit(failpoint.LoseAfter)
	if lost {
		d.log.Warn("a subscription stopped", "subscription", s.ID, "channel", s.Channel, "why", why)
	}
	return lost, err
}

// noticePrefix begins the names of notices, so that they are no slots.
const noticePrefix = "lost/"

// noticeID is the message for a reason.
func noticeID(why string) string {
	switch {
	case why == "is_archived":
		return "lost_archived"
	case causes[why] == ofAccess:
		return "lost_access"
	}
	return "lost_refused"
}

// lang is a language that messages exist in.
func lang(l data.Lang) data.Lang {
	if strings.HasPrefix(string(l), string(data.KO)) {
		return data.KO
	}
	return data.EN
}
