package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"versus/bot/digest"
	"versus/bot/digest/failpoint"
)

// Carry implements [digest.Planner].
func (s *Store) Carry(ctx context.Context, sub digest.Subscription, p digest.Plan, now time.Time) (done bool, err error) {
	err = s.tx(ctx, "plan a slot", func(ctx context.Context, q querier) error {
		done = false
		if err := s.carryOn(ctx, q, sub, p, now); err != nil {
			return err
		}
		failpoint.Hit(failpoint.DueInside)
		done = true
		return nil
	})
	return done && err == nil, err
}

func (s *Store) carryOn(ctx context.Context, q querier, sub digest.Subscription, p digest.Plan, now time.Time) error {
	still, err := changed(ctx, q, `UPDATE subscriptions SET next_slot = $1, next_at = $2, next_run = $3
		WHERE id = $4 AND version = $5 AND next_slot = $6 AND next_run = $7 AND state = 'active'`,
		p.Next.Local, millis(p.Next.At), millis(p.Next.Run), sub.ID, sub.Version, sub.NextSlot, millis(sub.NextRun))
	if err != nil {
		return err
	}
	if !still {
		return errUndo
	}
	missed := p.Count - int64(len(p.Missed))
	for _, slot := range p.Missed {
		fresh, err := insert(ctx, q, digest.Delivery{
			Slot: slot, Kind: digest.Digest, Run: slot.At, Until: slot.At, Why: "its time had passed",
		}, digest.Missed, now)
		if err != nil {
			return err
		}
		missed += number(fresh)
	}
	if missed > 0 {
		if _, err := q.ExecContext(ctx, `UPDATE subscriptions SET missed = missed + $1 WHERE id = $2`, missed, sub.ID); err != nil {
			return err
		}
	}
	if n := len(p.Missed); n > 0 && p.Due == nil {
		if _, err := q.ExecContext(ctx, `UPDATE subscriptions SET last_slot = $1, last_run = $2, last_result = $3
			WHERE id = $4 AND last_run < $2`, p.Missed[n-1].Local, millis(now), string(digest.Missed), sub.ID); err != nil {
			return err
		}
	}
	if p.Due == nil {
		return nil
	}
	_, err = insert(ctx, q, *p.Due, "", now)
	return err
}

// insert puts a delivery into the outbox, open or over, and tells false where the slot exists.
func insert(ctx context.Context, q querier, d digest.Delivery, r digest.Result, now time.Time) (bool, error) {
	finished := int64(0)
	if r != "" {
		finished = millis(now)
	}
	if failpoint.Without(failpoint.Unique) {
		d.Local += "#" + rand.Text()
	}
	return changed(ctx, q, `INSERT INTO deliveries (subscription, local, kind, at, run, until, target, result, why, owner, token, lease,
		again, tries, prepared, dataset, finished) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', 0, 0, 0, 0, $10, '', $11)
		ON CONFLICT (subscription, local) DO NOTHING`, d.Subscription, d.Local, string(d.Kind), millis(d.At), millis(d.Run), millis(d.Until),
		clean(d.To), string(r), clean(d.Why), number(d.Prepared), finished)
}

// Replan implements [digest.Planner].
func (s *Store) Replan(ctx context.Context, sub digest.Subscription, next digest.Next) (bool, error) {
	n, err := s.exec(ctx, "plan a slot anew", `UPDATE subscriptions SET next_slot = $1, next_at = $2, next_run = $3
		WHERE id = $4 AND version = $5 AND next_slot = $6 AND next_run = $7`,
		next.Local, millis(next.At), millis(next.Run), sub.ID, sub.Version, sub.NextSlot, millis(sub.NextRun))
	return n > 0, err
}

// Enter implements [digest.Book].
func (s *Store) Enter(ctx context.Context, d digest.Delivery, channel, ts string, now time.Time) error {
	return s.tx(ctx, "enter what was found", func(ctx context.Context, q querier) error {
		fresh, err := insert(ctx, q, d, digest.Sent, now)
		if err != nil {
			return err
		}
		if !fresh {
			fresh, err = changed(ctx, q, `UPDATE deliveries SET result = 'sent', finished = $1 WHERE subscription = $2 AND local = $3
				AND result = ''`, millis(now), d.Subscription, d.Local)
			if err != nil || !fresh {
				return err
			}
		}
		if err := putPart(ctx, q, d.Subscription, d.Local, 0, digest.Body{}); err != nil {
			return err
		}
		if _, err := q.ExecContext(ctx, `UPDATE parts SET state = 'done', channel = $1, ts = $2 WHERE subscription = $3 AND local = $4
			AND part = 0`, clean(channel), clean(ts), d.Subscription, d.Local); err != nil {
			return err
		}
		_, err = q.ExecContext(ctx, `UPDATE subscriptions SET last_slot = $1, last_run = $2, last_result = 'sent' WHERE id = $3
			AND last_run < $2`, d.Local, millis(d.Run), d.Subscription)
		return err
	})
}

// Insert implements [digest.Book].
func (s *Store) Insert(ctx context.Context, d digest.Delivery) (fresh bool, err error) {
	err = s.tx(ctx, "put a delivery into the outbox", func(ctx context.Context, q querier) error {
		fresh, err = insert(ctx, q, d, "", s.now())
		return err
	})
	return fresh && err == nil, err
}

// Tide implements [digest.Watch].
func (s *Store) Tide(ctx context.Context, mark time.Time) (t digest.Tide, err error) {
	var at int64
	err = s.tx(ctx, "read the tide", func(ctx context.Context, q querier) error {
		return q.QueryRowContext(ctx, `UPDATE tide SET count = count + 1, mark = CASE WHEN CAST($1 AS BIGINT) > 0 THEN CAST($1 AS BIGINT)
			ELSE mark END WHERE id = 1 RETURNING mark, count, held`, millis(mark)).Scan(&at, &t.Count, &t.Held)
	})
	t.Mark = instant(at)
	return t, err
}

// Lift implements [digest.Watch].
func (s *Store) Lift(ctx context.Context) error {
	_, err := s.exec(ctx, "lift the hold", `UPDATE tide SET held = '' WHERE id = 1`)
	return err
}

// Counts implements [digest.Census].
func (s *Store) Counts(ctx context.Context, since time.Time) (map[digest.Result]int, error) {
	out := map[digest.Result]int{}
	err := s.read(ctx, "count slots", func(row scanner) error {
		var r digest.Result
		var n int
		err := row.Scan(&r, &n)
		out[r] = n
		return err
	}, `SELECT result, COUNT(*) FROM deliveries WHERE kind = 'digest' AND at >= $1 GROUP BY result`, millis(since))
	return out, err
}

// Doubts implements [digest.Census].
func (s *Store) Doubts(ctx context.Context) (n int, err error) {
	err = s.read(ctx, "count doubts", func(row scanner) error { return row.Scan(&n) },
		`SELECT COUNT(*) FROM parts p JOIN deliveries d ON d.subscription = p.subscription AND d.local = p.local
		WHERE d.result = '' AND p.state = 'sending'`)
	return n, err
}

// States implements [digest.Census].
func (s *Store) States(ctx context.Context) (map[digest.State]int, error) {
	out := map[digest.State]int{}
	err := s.read(ctx, "count subscriptions", func(row scanner) error {
		var st digest.State
		var n int
		err := row.Scan(&st, &n)
		out[st] = n
		return err
	}, `SELECT state, COUNT(*) FROM subscriptions GROUP BY state`)
	return out, err
}

// guard locks a delivery for the rest of a transaction, and refuses an old claim. A lease that is not zero becomes its
// new end.
func guard(ctx context.Context, q querier, c digest.Claim, lease time.Time) error {
	free := number(failpoint.Without(failpoint.Lease))
	ok, err := changed(ctx, q, `UPDATE deliveries SET lease = CASE WHEN CAST($1 AS BIGINT) > 0 THEN CAST($1 AS BIGINT) ELSE lease END
		WHERE subscription = $2 AND local = $3 AND result = '' AND (token = $4 OR $5 = 1)`, millis(lease), c.Subscription, c.Local, c.Token, free)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("slot %s of subscription %d: %w", c.Local, c.Subscription, digest.ErrTaken)
	}
	return nil
}
