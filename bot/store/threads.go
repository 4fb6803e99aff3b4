package store

import (
	"context"
	"time"

	"versus/answers"
	"versus/bot"
)

// Context implements [bot.Threads].
func (s *Store) Context(ctx context.Context, at bot.Place) (about answers.Context, ok bool, err error) {
	var text string
	err = s.read(ctx, "read a thread", func(row scanner) error {
		ok = true
		return row.Scan(&text)
	}, `SELECT about FROM threads WHERE team = $1 AND channel = $2 AND thread = $3 AND person = $4 AND at >= $5`,
		clean(at.Team), clean(at.Channel), clean(at.Thread), clean(at.User), millis(s.now().Add(-contextFor)))
	if err != nil || !ok {
		return answers.Context{}, false, err
	}
	about, err = answers.DecodeContext(text)
	return about, err == nil, wrap("read a thread", err)
}

// Remember implements [bot.Threads].
func (s *Store) Remember(ctx context.Context, at bot.Place, about answers.Context, when time.Time) error {
	_, err := s.exec(ctx, "remember a thread", `INSERT INTO threads (team, channel, thread, person, about, at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (team, channel, thread, person) DO UPDATE SET about = excluded.about, at = excluded.at`,
		clean(at.Team), clean(at.Channel), clean(at.Thread), clean(at.User), clean(about.Encode()), millis(when))
	return err
}

// Forget forgets what every thread of a person was about, where it is theirs alone.
func (s *Store) Forget(ctx context.Context, team, user string) error {
	_, err := s.exec(ctx, "forget threads", `DELETE FROM threads WHERE team = $1 AND person = $2 AND person <> ''`, clean(team), clean(user))
	return err
}
