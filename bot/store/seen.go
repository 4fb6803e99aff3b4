package store

import (
	"context"
	"slices"
	"time"

	"versus/bot"
)

// The times for which things are remembered.
const (
	seenFor    = 2 * time.Hour // Slack sends an event again for minutes; the promise is an hour
	contextFor = 30 * 24 * time.Hour
)

// see records a key as seen, and tells whether it was new.
func see(ctx context.Context, q querier, key string, at time.Time) (bool, error) {
	return changed(ctx, q, `INSERT INTO seen (key, at) VALUES ($1, $2)
		ON CONFLICT (key) DO UPDATE SET at = excluded.at WHERE seen.at < $3`, clean(key), millis(at), millis(at.Add(-seenFor)))
}

// FirstTime implements [bot.Seen].
func (s *Store) FirstTime(ctx context.Context, key string, at time.Time) (fresh bool, err error) {
	err = s.tx(ctx, "record a key", func(ctx context.Context, q querier) error {
		fresh, err = see(ctx, q, key, at)
		return err
	})
	return fresh && err == nil, err
}

// Receive implements [bot.Inbox].
func (s *Store) Receive(ctx context.Context, l bot.Letter, lease time.Duration) (fresh bool, err error) {
	keys := slices.Compact(slices.Sorted(slices.Values(l.Keys))) // in one order, so that two transactions cannot block each other
	err = s.tx(ctx, "receive a letter", func(ctx context.Context, q querier) error {
		fresh = true
		for _, k := range keys {
			first, err := see(ctx, q, k, l.Received)
			if err != nil {
				return err
			}
			if !first {
				fresh = false
				return errUndo
			}
		}
		_, err := q.ExecContext(ctx, `INSERT INTO letters (id, received, team, channel, thread, ts, person, direct, body, owner, lease)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`,
			clean(l.ID), millis(l.Received), clean(l.Team), clean(l.Channel), clean(l.Thread), clean(l.TS), clean(l.User), number(l.Direct),
			clean(l.Text), s.me, millis(l.Received.Add(lease)))
		return err
	})
	return fresh && err == nil, err
}

// Done implements [bot.Inbox].
func (s *Store) Done(ctx context.Context, id string) error {
	_, err := s.exec(ctx, "forget a letter", `DELETE FROM letters WHERE id = $1`, clean(id))
	return err
}

// Waiting implements [bot.Inbox].
func (s *Store) Waiting(ctx context.Context, since, now time.Time, lease time.Duration) ([]bot.Letter, error) {
	var out []bot.Letter
	err := s.tx(ctx, "look for waiting letters", func(ctx context.Context, q querier) error {
		out = nil
		if _, err := q.ExecContext(ctx, `DELETE FROM letters WHERE received < $1`, millis(since)); err != nil {
			return err
		}
		return query(ctx, q, func(row scanner) error {
			var l bot.Letter
			var received, direct int64
			if err := row.Scan(&l.ID, &received, &l.Team, &l.Channel, &l.Thread, &l.TS, &l.User, &direct, &l.Text); err != nil {
				return err
			}
			l.Received, l.Direct, l.Keys = instant(received), direct != 0, []string{l.ID}
			out = append(out, l)
			return nil
		}, `UPDATE letters SET owner = $1, lease = $2 WHERE lease <= $3 OR ($4 = 1 AND owner <> $1)
			RETURNING id, received, team, channel, thread, ts, person, direct, body`,
			s.me, millis(now.Add(lease)), millis(now), number(s.alone))
	})
	slices.SortFunc(out, func(a, b bot.Letter) int { return a.Received.Compare(b.Received) })
	return out, err
}
