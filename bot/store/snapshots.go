package store

import (
	"context"
	"time"
)

// SaveSnapshot keeps a version of the dataset by its digest, so that what changed since can be told later. One that is
// kept already is marked as still in use.
func (s *Store) SaveSnapshot(ctx context.Context, digest string, snapshot []byte) error {
	used, err := s.exec(ctx, "keep a dataset", `UPDATE snapshots SET used = $1 WHERE digest = $2`, millis(s.now()), digest)
	if err != nil || used > 0 {
		return err
	}
	_, err = s.exec(ctx, "keep a dataset", `INSERT INTO snapshots (digest, body, used) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING`,
		digest, string(snapshot), millis(s.now()))
	return err
}

// Snapshot gives a version of the dataset by its digest, and false where it is not kept.
func (s *Store) Snapshot(ctx context.Context, digest string) (snapshot []byte, ok bool, err error) {
	err = s.read(ctx, "read a dataset", func(row scanner) error {
		ok = true
		return row.Scan(&snapshot)
	}, `SELECT body FROM snapshots WHERE digest = $1`, digest)
	return snapshot, ok && err == nil, err
}

// The times for which rows are kept that nobody works with any longer. A slot is kept for as long as a clock that was
// set back could bring it again.
const (
	slotsFor     = 400 * 24 * time.Hour
	bodiesFor    = 7 * 24 * time.Hour
	snapshotsFor = 30 * 24 * time.Hour
)

// Purge implements [versus/bot/digest.Watch].
func (s *Store) Purge(ctx context.Context, now time.Time) error {
	return s.tx(ctx, "purge", func(ctx context.Context, q querier) error {
		for _, p := range []struct {
			text   string
			before time.Duration
		}{
			{`DELETE FROM seen WHERE at < $1`, seenFor},
			{`DELETE FROM threads WHERE at < $1`, contextFor},
			{`DELETE FROM parts WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.subscription = parts.subscription
				AND d.local = parts.local AND d.result <> '' AND d.finished < $1)`, bodiesFor},
			{`DELETE FROM deliveries WHERE result <> '' AND finished < $1`, slotsFor},
			{`DELETE FROM subscriptions WHERE state = 'ended' AND since < $1`, slotsFor},
			{`DELETE FROM snapshots WHERE used < $1 AND digest NOT IN (SELECT dataset FROM subscriptions WHERE state <> 'ended')
				AND digest NOT IN (SELECT dataset FROM deliveries WHERE result = '')`, snapshotsFor},
		} {
			if _, err := q.ExecContext(ctx, p.text, millis(now.Add(-p.before))); err != nil {
				return err
			}
		}
		return nil
	})
}
