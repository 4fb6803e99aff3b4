package digest

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/digest/failpoint"
)

const postMethod = "chat.postMessage"

// post makes one attempt to post a part.
func (j *job) post(ctx context.Context, i int) (ending, error) {
	p := &j.Parts[i]
	if wait := j.d.pace.held(postMethod); wait > 0 {
		return ending{again: wait}, nil
	}
	channel, err := j.target(ctx, i)
	if err != nil {
		return j.unreached(ctx, err)
	}
	if err := j.d.pace.wait(ctx, channel); err != nil {
		return ending{}, err
	}
	if !j.d.state.free() {
		return ending{again: j.d.cfg.Times.Retry}, nil // the token was refused meanwhile, or the clock is not trusted
	}
	a := &attempt{begun: time.Now(), span: j.d.cfg.Times.Deadline}
	started := j.d.cfg.Now()
	if s, ok := j.d.clock.now(); ok {
		started = s
	}
	if err := j.d.cfg.Store.Begin(ctx, j.Claim, i, channel, started, j.d.cfg.Now().Add(j.d.cfg.Times.Lease)); err != nil {
		return ending{}, err
	}
	p.State, p.Channel, p.Started = Sending, channel, started
	j.begun[i] = a.begun
	failpoint.Hit(failpoint.BeginAfter)
	at, ts, err := j.send(a, channel, i)
	v := classify(err, a.connected.Load())
	if v.kind == accepted && ts == "" {
		v = verdict{kind: doubtful, code: "no ts"}
	}
	j.d.cfg.Metrics.posts.WithLabelValues(string(v.kind)).Inc()
	if v.kind == accepted {
		failpoint.Hit(failpoint.ResponseAfter)
		if j.Kind == Notice {
			failpoint.Hit(failpoint.NoticeAfter)
		}
		return ending{}, j.record(i, at, ts)
	}
	j.d.log.Warn("post", "subscription", j.Subscription, "slot", j.Local, "part", i, "channel", channel, "end", v.kind, "error", v.code)
	return j.react(ctx, i, v)
}

// target is where a part is to be posted.
func (j *job) target(ctx context.Context, i int) (string, error) {
	if i > 0 {
		return j.Parts[0].Channel, nil
	}
	return j.channel(ctx)
}

// channel is where the delivery goes: the subscription's channel, or the direct message with its owner.
func (j *job) channel(ctx context.Context) (string, error) {
	if j.Kind == Digest {
		return j.Sub.Channel, nil
	}
	c, _, _, err := j.d.reader.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{j.To}})
	if err != nil {
		return "", err
	}
	return c.ID, nil
}

// send sends a part's very bytes, within the attempt's time.
func (j *job) send(a *attempt, channel string, i int) (at, ts string, err error) {
	ctx, cancel := context.WithTimeout(a.traced(j.hard), a.span-time.Since(a.begun))
	defer cancel()
	p := &j.Parts[i]
	options := []slack.MsgOption{
		slack.MsgOptionText(p.Body.Text, false), // escaped already
		slack.MsgOptionDisableMarkdown(), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: eventType, EventPayload: map[string]any{"k": j.Key(i)}}),
	}
	if i > 0 {
		options = append(options, slack.MsgOptionTS(j.Parts[0].TS))
	}
	var blocks []slack.Block
	for _, raw := range p.Body.Blocks {
		b, err := slack.BlockFromJSON(raw)
		if err != nil {
			return "", "", err
		}
		blocks = append(blocks, b)
	}
	if len(blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(blocks...))
	}
	c := j.d.cfg
	api := slack.New(c.Token, slack.OptionAPIURL(c.APIURL), slack.OptionHTTPClient(a.client()), slack.OptionOnResponseHeaders(j.d.clock.heard))
	return api.PostMessageContext(ctx, channel, options...)
}

// react does what follows from an attempt that was not accepted.
func (j *job) react(ctx context.Context, i int, v verdict) (ending, error) {
	p := &j.Parts[i]
	if v.kind == doubtful {
		return ending{}, nil // it stays in doubt, and is looked for next
	}
	var instead *Body
	if v.cause == ofForm && !p.Plain {
		plain := Body{Text: cutPlain(p.Body.Text)}
		instead = &plain
	}
	err := j.write(func(ctx context.Context) error { return j.d.cfg.Store.Withdraw(ctx, j.Claim, i, instead) })
	if err != nil {
		return ending{}, err
	}
	p.State = Waiting
	switch v.kind {
	case unsent:
		return ending{again: j.backoff(), why: v.code}, nil
	case limited:
		j.d.pace.hold(postMethod, v.after)
		return ending{again: v.after, why: v.code}, nil
	}
	switch v.cause {
	case ofForm:
		if instead == nil {
			return ending{result: Refused, why: v.code}, nil
		}
		p.Body, p.Plain = *instead, true
		return ending{}, nil
	case ofThread:
		return j.threadless()
	case ofMetadata:
		return ending{result: Refused, why: v.code}, nil
	case ofTime:
		return ending{again: timePasses, why: v.code}, nil
	}
	return j.stopped(ctx, v)
}

// timePasses is how long to wait while Slack moves a workspace.
const timePasses = 10 * time.Minute

// unreached does what follows where the way to a channel was not found.
func (j *job) unreached(ctx context.Context, err error) (ending, error) {
	switch v := classify(err, true); v.kind {
	case refused:
		if j.Kind == Notice && v.code == "missing_scope" {
			return ending{result: Refused, why: v.code}, nil // we may post, and not open direct messages
		}
		return j.stopped(ctx, v)
	case limited:
		return ending{again: v.after, why: v.code}, nil
	}
	return ending{again: j.backoff(), why: reason(err)}, nil
}

// threadTries is how often a first message that cannot be found is waited for: Slack may show it late.
const threadTries = 4

// threadless ends a delivery whose first message is gone: there is no thread for the rest.
func (j *job) threadless() (ending, error) {
	if j.Tries < threadTries {
		return ending{again: j.backoff(), why: "thread_not_found"}, nil
	}
	return ending{result: Sent, why: "its thread is gone"}, nil
}
