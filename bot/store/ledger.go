package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"versus/bot/digest"
	"versus/bot/digest/failpoint"
)

// Begin implements [digest.Ledger].
func (s *Store) Begin(ctx context.Context, c digest.Claim, part int, channel string, started, lease time.Time) error {
	return s.tx(ctx, "begin a post", func(ctx context.Context, q querier) error {
		if err := guard(ctx, q, c, lease); err != nil {
			return err
		}
		free := number(failpoint.Without(failpoint.Lease))
		ok, err := changed(ctx, q, `UPDATE parts SET state = 'sending', tries = tries + 1, started = $1, channel = $2
			WHERE subscription = $3 AND local = $4 AND part = $5 AND (state = 'waiting' OR $6 = 1)`,
			millis(started), clean(channel), c.Subscription, c.Local, part, free)
		if err == nil && !ok {
			err = fmt.Errorf("part %d of slot %s of subscription %d does not wait: %w", part, c.Local, c.Subscription, digest.ErrTaken)
		}
		return err
	})
}

// Record implements [digest.Ledger].
func (s *Store) Record(ctx context.Context, c digest.Claim, part int, channel, ts string) error {
	return s.tx(ctx, "record a post", func(ctx context.Context, q querier) error {
		if err := guard(ctx, q, c, time.Time{}); err != nil {
			return err
		}
		_, err := q.ExecContext(ctx, `UPDATE parts SET state = 'done', channel = $1, ts = $2
			WHERE subscription = $3 AND local = $4 AND part = $5 AND state <> 'done'`, clean(channel), clean(ts), c.Subscription, c.Local, part)
		failpoint.Hit(failpoint.RecordInside)
		return err
	})
}

// Withdraw implements [digest.Ledger].
func (s *Store) Withdraw(ctx context.Context, c digest.Claim, part int, instead *digest.Body) error {
	return s.tx(ctx, "withdraw a post", func(ctx context.Context, q querier) error {
		if err := guard(ctx, q, c, time.Time{}); err != nil {
			return err
		}
		_, err := q.ExecContext(ctx, `UPDATE parts SET state = 'waiting' WHERE subscription = $1 AND local = $2 AND part = $3
			AND state = 'sending'`, c.Subscription, c.Local, part)
		if err != nil || instead == nil {
			return err
		}
		body, err := json.Marshal(*instead)
		if err != nil {
			return err
		}
		_, err = q.ExecContext(ctx, `UPDATE parts SET body = $1, plain = 1 WHERE subscription = $2 AND local = $3 AND part = $4`,
			clean(string(body)), c.Subscription, c.Local, part)
		return err
	})
}

// Finish implements [digest.Ledger].
func (s *Store) Finish(ctx context.Context, c digest.Claim, r digest.Result, why string, at time.Time) error {
	return s.tx(ctx, "close a delivery", func(ctx context.Context, q querier) error {
		if err := guard(ctx, q, c, time.Time{}); err != nil {
			return err
		}
		var kind digest.Kind
		var dataset string
		err := query(ctx, q, func(row scanner) error { return row.Scan(&kind, &dataset) },
			`UPDATE deliveries SET result = $1, why = $2, lease = 0, finished = $3 WHERE subscription = $4 AND local = $5
			RETURNING kind, dataset`, string(r), clean(why), millis(at), c.Subscription, c.Local)
		if err != nil || kind != digest.Digest {
			return err
		}
		told := number((r == digest.Sent || r == digest.Quiet) && dataset != "")
		_, err = q.ExecContext(ctx, `UPDATE subscriptions SET last_slot = $1, last_run = $2, last_result = $3, missed = missed + $4,
			dataset = CASE WHEN $5 = 1 THEN $6 ELSE dataset END WHERE id = $7`,
			c.Local, millis(at), string(r), number(r == digest.Missed), told, dataset, c.Subscription)
		return err
	})
}
