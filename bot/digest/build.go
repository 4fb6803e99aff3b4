package digest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"versus/bot/digest/failpoint"
	"versus/bot/render"
)

// build makes the messages and stores them. From then on each attempt sends the same bytes.
func (j *job) build(ctx context.Context) (ending, error) {
	within, cancel := context.WithTimeout(ctx, buildTime)
	defer cancel()
	b, err := j.d.cfg.Builder.Build(within, j.Sub, j.Slot)
	if err != nil {
		if ctx.Err() != nil {
			return ending{}, ctx.Err()
		}
		j.d.log.Error("build a digest", "subscription", j.Subscription, "slot", j.Local, "error", err)
		return ending{again: j.backoff(), why: "it could not be built"}, nil
	}
	quiet := b.Quiet && j.Sub.OnlyIfNews && !asked(j.Local)
	p := Prepared{Dataset: b.Dataset}
	if !quiet {
		if p.Bodies, err = bodies(b.Messages); err != nil {
			return ending{}, err
		}
	}
	failpoint.Hit(failpoint.BuildAfter)
	if err := j.d.cfg.Store.Prepare(ctx, j.Claim, p); err != nil {
		return ending{}, err
	}
	failpoint.Hit(failpoint.PrepareAfter)
	if quiet {
		return ending{result: Quiet}, nil
	}
	j.Prepared, j.Dataset, j.Parts = true, p.Dataset, make([]Part, len(p.Bodies))
	for i, body := range p.Bodies {
		j.Parts[i] = Part{N: i, Body: body, State: Waiting}
	}
	return ending{}, nil
}

// bodies are messages as they are stored.
func bodies(messages []render.Message) ([]Body, error) {
	if len(messages) == 0 {
		return nil, errors.New("build a digest: it has no message")
	}
	var out []Body
	for i, m := range messages {
		b := Body{Text: m.Text}
		for _, block := range m.Blocks {
			raw, err := json.Marshal(block)
			if err != nil {
				return nil, fmt.Errorf("write message %d: %w", i, err)
			}
			b.Blocks = append(b.Blocks, string(raw))
		}
		out = append(out, b)
	}
	return out, nil
}

// plainMost is how many characters of text go out where Slack refused the blocks.
const plainMost = 3000

// cutPlain cuts escaped text, at the end of a line where there is one, and never within an escape.
func cutPlain(s string) string {
	if utf8.RuneCountInString(s) <= plainMost {
		return s
	}
	s = string([]rune(s)[:plainMost-1])
	if amp := strings.LastIndexByte(s, '&'); amp >= 0 && !strings.Contains(s[amp:], ";") {
		s = s[:amp]
	}
	if end := strings.LastIndexByte(s, '\n'); end > len(s)/2 {
		s = s[:end]
	}
	return s + "…"
}
