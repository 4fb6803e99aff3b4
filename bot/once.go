package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/slack-go/slack"
)

// answerEvent is the type of the metadata by which an answer is known again. Metadata can be read by anybody in the
// workspace: it holds the id of an event and nothing else.
const answerEvent = "versus_answer"

// scanPage is how many messages are asked for at a time when an answer is looked for.
const scanPage = 200

// answeredAlready looks for the answer to a letter that was taken up again, since an earlier process may have ended
// between its post and the note of it. It waits a little first: what was sent last may not be visible yet. An error
// means that nobody can tell, and then nothing may be posted.
func (b *Bot) answeredAlready(ctx context.Context, q ask) (bool, error) {
	if !sleep(ctx, b.cfg.Settle) {
		return false, ctx.Err()
	}
	for cursor := ""; ; {
		page, next, err := b.messagesSince(ctx, q, cursor)
		if err != nil {
			return false, fmt.Errorf("look for an earlier answer: %w", err)
		}
		for _, m := range page {
			if m.Metadata.EventType == answerEvent && m.Metadata.EventPayload["k"] == q.letter && m.BotID == b.me.bot {
				return true, nil
			}
		}
		if cursor = next; cursor == "" {
			return false, nil
		}
	}
}

// messagesSince reads a page of what came after a letter, in its thread or, in the main flow of a direct message, in
// the channel.
func (b *Bot) messagesSince(ctx context.Context, q ask, cursor string) ([]slack.Message, string, error) {
	oldest := fmt.Sprintf("%d.000000", q.came.Add(-time.Minute).Unix())
	if q.to.thread != "" {
		list, more, next, err := b.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: q.to.channel, Timestamp: q.to.thread, Oldest: oldest, Cursor: cursor, Limit: scanPage, IncludeAllMetadata: true,
		})
		if !more {
			next = ""
		}
		return list, next, err
	}
	h, err := b.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: q.to.channel, Oldest: oldest, Cursor: cursor, Limit: scanPage, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", err
	}
	next := h.ResponseMetaData.NextCursor
	if !h.HasMore {
		next = ""
	}
	return h.Messages, next, nil
}

// keyed marks the posts that answer a letter with its id.
func keyed(to address) []slack.MsgOption {
	if to.key == "" {
		return nil
	}
	return []slack.MsgOption{slack.MsgOptionMetadata(slack.SlackMetadata{EventType: answerEvent, EventPayload: map[string]any{"k": to.key}})}
}
