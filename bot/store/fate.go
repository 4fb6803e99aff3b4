package store

import (
	"context"

	"versus/bot/digest"
	"versus/bot/digest/failpoint"
)

// Lose implements [digest.Fate].
func (s *Store) Lose(ctx context.Context, sub digest.Subscription, why, heard string, t digest.Telling) (done bool, err error) {
	err = s.tx(ctx, "stop a subscription", func(ctx context.Context, q querier) error {
		done, err = changed(ctx, q, `UPDATE subscriptions SET state = 'lost', why = $1, version = version + 1,
			heard = CASE WHEN CAST($2 AS TEXT) = '' THEN heard ELSE CAST($2 AS TEXT) END
			WHERE id = $3 AND version = $4 AND state = 'active'`, clean(why), clean(heard), sub.ID, sub.Version)
		if err != nil {
			return err
		}
		if !done {
			return errUndo
		}
		now := s.now()
		fresh, err := insert(ctx, q, digest.Delivery{
			Slot: digest.Slot{Subscription: sub.ID, Local: t.Local, At: now}, Kind: digest.Notice, Run: now, Until: t.Until,
			To: sub.Owner, Prepared: true,
		}, "", now)
		if err != nil || !fresh {
			return err
		}
		err = putPart(ctx, q, sub.ID, t.Local, 0, t.Body)
		failpoint.Hit(failpoint.LoseInside)
		return err
	})
	return done && err == nil, err
}

// Regain implements [digest.Fate].
func (s *Store) Regain(ctx context.Context, team, channel, heard string) (n int, err error) {
	err = s.tx(ctx, "let subscriptions go on", func(ctx context.Context, q querier) error {
		r, err := q.ExecContext(ctx, `UPDATE subscriptions SET state = 'active', why = '', version = version + 1
			WHERE team = $1 AND channel = $2 AND state = 'lost' AND (heard < $3 OR CAST($3 AS TEXT) = '')`, clean(team), clean(channel), clean(heard))
		if err != nil {
			return err
		}
		back, err := r.RowsAffected()
		if err != nil {
			return err
		}
		n = int(back)
		if _, err := q.ExecContext(ctx, `UPDATE subscriptions SET heard = $1, version = version + 1
			WHERE team = $2 AND channel = $3 AND heard < $1`, clean(heard), clean(team), clean(channel)); err != nil {
			return err
		}
		_, err = q.ExecContext(ctx, `UPDATE deliveries SET again = 0 WHERE result = '' AND kind = 'digest' AND subscription IN
			(SELECT id FROM subscriptions WHERE team = $1 AND channel = $2 AND state = 'active')`, clean(team), clean(channel))
		return err
	})
	return n, err
}

// Move implements [digest.Fate].
func (s *Store) Move(ctx context.Context, team, from, to string) error {
	return s.tx(ctx, "follow a channel", func(ctx context.Context, q querier) error {
		if _, err := q.ExecContext(ctx, `UPDATE parts SET channel = $1 WHERE channel = $2 AND subscription IN
			(SELECT id FROM subscriptions WHERE team = $3)`, clean(to), clean(from), clean(team)); err != nil {
			return err
		}
		_, err := q.ExecContext(ctx, `UPDATE subscriptions SET channel = $1, version = version + 1 WHERE channel = $2 AND team = $3`,
			clean(to), clean(from), clean(team))
		return err
	})
}

// End implements [digest.Fate].
func (s *Store) End(ctx context.Context, team, channel string) error {
	_, err := s.exec(ctx, "end a channel's subscriptions", `UPDATE subscriptions SET state = 'ended', why = 'channel_deleted', since = $1,
		version = version + 1 WHERE team = $2 AND channel = $3 AND state <> 'ended'`, millis(s.now()), clean(team), clean(channel))
	return err
}

var _ digest.Store = (*Store)(nil)
