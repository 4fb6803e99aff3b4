package bot

import (
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// listen holds the connection until the context is done or a token turns out wrong. slack-go reconnects by itself; what
// it gives up on, and what may pass, is tried again here, in the guard's time.
func (b *Bot) listen(ctx context.Context, intake chan<- socketmode.Event) error {
	conn, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	read := make(chan struct{})
	go func() {
		defer close(read)
		b.read(conn, cancel, intake)
	}()
	for conn.Err() == nil {
		err := b.socket.RunContext(conn)
		if conn.Err() != nil {
			break
		}
		if wrong := tokenError(appTokenVariable, err); wrong != nil {
			cancel(wrong)
			break
		}
		b.log.Warn("connection ended", "error", bare(err))
		sleep(conn, guardLeast)
	}
	<-read
	var wrong *TokenError
	if errors.As(context.Cause(conn), &wrong) {
		return wrong
	}
	return nil
}

// read empties slack-go's channel without ever waiting: a reader that stops makes slack-go lose its connection and
// what was on it. What does not fit is not acknowledged, and Slack sends events again.
func (b *Bot) read(ctx context.Context, cancel context.CancelCauseFunc, intake chan<- socketmode.Event) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-b.socket.Events:
			if b.heed(e, cancel) {
				continue
			}
			b.m.envelopes.WithLabelValues(string(e.Type)).Inc()
			b.health.heard(b.cfg.Now())
			select {
			case intake <- e:
			default:
				b.m.faults.WithLabelValues("intake").Inc()
				b.log.Error("intake is full", "envelope", envelope(e))
			}
		}
	}
}

// heed deals with what is about the connection and not for anybody, and tells whether it did.
func (b *Bot) heed(e socketmode.Event, cancel context.CancelCauseFunc) bool {
	switch e.Type {
	case socketmode.EventTypeConnecting:
		b.state(connecting)
	case socketmode.EventTypeConnected:
		b.m.connections.Inc()
	case socketmode.EventTypeHello:
		b.state(connected)
	case socketmode.EventTypeInvalidAuth:
		cancel(&TokenError{Variable: appTokenVariable, Why: why["invalid_auth"], Code: "invalid_auth"})
	case socketmode.EventTypeConnectionError:
		if c, ok := e.Data.(*slack.ConnectionErrorEvent); ok {
			if wrong := tokenError(appTokenVariable, c.ErrorObj); wrong != nil {
				cancel(wrong)
			}
			b.log.Warn("connect to slack", "error", bare(c.ErrorObj), "attempt", c.Attempt, "again_in", c.Backoff)
		}
	case socketmode.EventTypeErrorWriteFailed:
		b.m.faults.WithLabelValues("ack").Inc()
		b.log.Warn("acknowledgement was not written")
	case socketmode.EventTypeEventsAPI, socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive,
		socketmode.EventTypeErrorBadMessage:
		return false
	}
	return true
}

func (b *Bot) state(s string) {
	b.health.set(s, b.cfg.Now())
	up := 0.0
	if s == connected {
		up = 1
	}
	b.m.connected.Set(up)
	b.log.Info("socket", "state", s)
}

// reconnecting hears from the guard how long the next connection has to wait.
func (b *Bot) reconnecting(wait time.Duration) {
	if wait > guardLeast {
		b.log.Warn("connections end too soon", "again_in", wait)
	}
}

func envelope(e socketmode.Event) string {
	if e.Request == nil {
		return ""
	}
	return e.Request.EnvelopeID
}

// ack acknowledges an envelope, with a payload where one rides on it. It never waits long: while disconnected,
// slack-go's queue fills and then blocks.
func (b *Bot) ack(ctx context.Context, envelope string, payload any) {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	if err := b.socket.AckCtx(ctx, envelope, payload); err != nil {
		b.m.faults.WithLabelValues("ack").Inc()
		b.log.Warn("acknowledge", "envelope", envelope, "error", err)
	}
}
