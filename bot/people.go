package bot

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"versus/data"
)

// people knows the language of each person, as set in Slack. It asks Slack once a while, and where Slack does not answer
// in good time, it makes do: a language is no reason to leave somebody waiting.
type people struct {
	api  *slack.Client
	lang data.Lang // of those of whom nothing is known
	now  func() time.Time
	log  *slog.Logger

	mu    sync.Mutex
	known *aging[string, data.Lang]
}

const (
	keptPeople = 20_000
	knownFor   = time.Hour
	askTimeout = time.Second
)

func newPeople(api *slack.Client, lang data.Lang, now func() time.Time, log *slog.Logger) *people {
	return &people{api: api, lang: lang, now: now, log: log, known: newAging[string, data.Lang](keptPeople, knownFor)}
}

func (p *people) language(ctx context.Context, user string) data.Lang {
	if user == "" {
		return p.lang
	}
	p.mu.Lock()
	l, ok := p.known.get(user, p.now())
	p.mu.Unlock()
	if ok {
		return l
	}
	l = p.ask(ctx, user)
	p.mu.Lock()
	p.known.put(user, l, p.now())
	p.mu.Unlock()
	return l
}

func (p *people) ask(ctx context.Context, user string) data.Lang {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	u, err := p.api.GetUserInfoContext(ctx, user, slack.GetUserInfoOptionIncludeLocale(true))
	if err != nil {
		p.log.Warn("ask slack for a locale", "error", bare(err))
		return p.lang
	}
	switch {
	case strings.HasPrefix(u.Locale, "ko"):
		return data.KO
	case u.Locale == "":
		return p.lang
	}
	return data.EN
}
