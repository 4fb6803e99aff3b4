package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"versus/bot/digest"
	"versus/bot/digest/failpoint"
)

// maxClaims is how often a claim is tried where other processes are faster.
const maxClaims = 10

// aheadMost is how far ahead a delivery's next try or lease can be. What is further ahead was written by a clock that
// was wrong, and has been set back.
const aheadMost = 2 * time.Hour

// Claim implements [digest.Outbox]. What has begun is gone on with, even where a clock that was set back makes it early. Where two processes pick the same delivery, the second finds it leased when its
// turn comes, and looks again.
func (s *Store) Claim(ctx context.Context, now time.Time, lease time.Duration) (d *digest.Delivery, err error) {
	free, ahead := millis(now), millis(now.Add(aheadMost))
	if failpoint.Without(failpoint.Lease) {
		free = math.MaxInt64
	}
	for range maxClaims {
		raced := false
		err = s.tx(ctx, "claim a delivery", func(ctx context.Context, q querier) error {
			d, raced = nil, false
			var c digest.Claim
			found := false
			err := query(ctx, q, func(row scanner) error {
				found = true
				return row.Scan(&c.Subscription, &c.Local)
			}, `SELECT d.subscription, d.local FROM deliveries d JOIN subscriptions s ON s.id = d.subscription
				WHERE d.result = '' AND (d.again <= $1 OR d.again > $5) AND (d.lease <= $2 OR d.lease > $5 OR ($3 = 1 AND d.owner <> $4))
				AND (s.state = 'active' OR d.kind = 'notice' OR d.until <= $1) AND (d.run <= $1 OR EXISTS (SELECT 1 FROM parts p
				WHERE p.subscription = d.subscription AND p.local = d.local AND p.state <> 'waiting')) ORDER BY d.run, d.subscription LIMIT 1`,
				millis(now), free, number(s.alone), s.me, ahead)
			if err != nil || !found {
				return err
			}
			err = query(ctx, q, func(row scanner) error { return row.Scan(&c.Token) },
				`UPDATE deliveries SET owner = $1, token = token + 1, lease = $2 WHERE subscription = $3 AND local = $4 AND result = ''
				AND (lease <= $5 OR lease > $7 OR ($6 = 1 AND owner <> $1)) RETURNING token`,
				s.me, millis(now.Add(lease)), c.Subscription, c.Local, free, number(s.alone), ahead)
			if err != nil {
				return err
			}
			if c.Token == 0 {
				raced = true
				return errUndo
			}
			d, err = load(ctx, q, c)
			if errors.Is(err, errBroken) {
				d, raced = nil, true
				s.log.Error("a delivery cannot be read", "subscription", c.Subscription, "slot", c.Local, "error", err)
				return giveUp(ctx, q, c, now)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if !raced {
			break
		}
	}
	return d, nil
}

// errBroken says that a row holds what this program never wrote.
var errBroken = errors.New("it is damaged")

// giveUp closes a delivery that cannot be read, so that those behind it can go on.
func giveUp(ctx context.Context, q querier, c digest.Claim, now time.Time) error {
	_, err := q.ExecContext(ctx, `UPDATE deliveries SET result = 'unknown', why = 'what was stored of it is damaged', finished = $1
		WHERE subscription = $2 AND local = $3`, millis(now), c.Subscription, c.Local)
	if err != nil {
		return err
	}
	_, err = q.ExecContext(ctx, `UPDATE subscriptions SET last_slot = $1, last_run = $2, last_result = 'unknown' WHERE id = $3`,
		c.Local, millis(now), c.Subscription)
	return err
}

// load reads a claimed delivery with its parts and its subscription.
func load(ctx context.Context, q querier, c digest.Claim) (*digest.Delivery, error) {
	d := &digest.Delivery{Slot: digest.Slot{Subscription: c.Subscription, Local: c.Local}, Claim: c}
	var at, run, until, prepared int64
	err := q.QueryRowContext(ctx, `SELECT kind, at, run, until, target, why, tries, prepared, dataset FROM deliveries
		WHERE subscription = $1 AND local = $2`, c.Subscription, c.Local).
		Scan(&d.Kind, &at, &run, &until, &d.To, &d.Why, &d.Tries, &prepared, &d.Dataset)
	if err != nil {
		return nil, err
	}
	d.At, d.Run, d.Until, d.Prepared = instant(at), instant(run), instant(until), prepared != 0
	d.Sub, err = scanSubscription(q.QueryRowContext(ctx, `SELECT `+subscriptionColumns+` FROM subscriptions WHERE id = $1`, c.Subscription))
	if err != nil {
		return nil, err
	}
	if !soundKey(d.Sub.Key) {
		return nil, fmt.Errorf("read the key of subscription %d: %w", c.Subscription, errBroken)
	}
	err = query(ctx, q, func(row scanner) error {
		var p digest.Part
		var body string
		var plain, started int64
		if err := row.Scan(&p.N, &body, &plain, &p.State, &p.Tries, &started, &p.Channel, &p.TS); err != nil {
			return err
		}
		p.Plain, p.Started = plain != 0, instant(started)
		if err := json.Unmarshal([]byte(body), &p.Body); err != nil {
			return fmt.Errorf("read part %d: %w: %w", p.N, errBroken, err)
		}
		d.Parts = append(d.Parts, p)
		return nil
	}, `SELECT part, body, plain, state, tries, started, channel, ts FROM parts WHERE subscription = $1 AND local = $2 ORDER BY part`,
		c.Subscription, c.Local)
	return d, err
}

// Extend implements [digest.Outbox].
func (s *Store) Extend(ctx context.Context, c digest.Claim, until time.Time) error {
	return s.tx(ctx, "prolong a lease", func(ctx context.Context, q querier) error { return guard(ctx, q, c, until) })
}

// Prepare implements [digest.Outbox].
func (s *Store) Prepare(ctx context.Context, c digest.Claim, p digest.Prepared) error {
	return s.tx(ctx, "store what was built", func(ctx context.Context, q querier) error {
		if err := guard(ctx, q, c, time.Time{}); err != nil {
			return err
		}
		first, err := changed(ctx, q, `UPDATE deliveries SET prepared = 1, dataset = $1 WHERE subscription = $2 AND local = $3 AND prepared = 0`,
			p.Dataset, c.Subscription, c.Local)
		if err != nil || !first {
			return err
		}
		for i, b := range p.Bodies {
			if err := putPart(ctx, q, c.Subscription, c.Local, i, b); err != nil {
				return err
			}
		}
		failpoint.Hit(failpoint.PrepareInside)
		return nil
	})
}

func putPart(ctx context.Context, q querier, subscription int64, local string, part int, b digest.Body) error {
	body, err := json.Marshal(b)
	if err != nil {
		return err
	}
	_, err = q.ExecContext(ctx, `INSERT INTO parts (subscription, local, part, body, plain, state, tries, started, channel, ts)
		VALUES ($1, $2, $3, $4, 0, 'waiting', 0, 0, '', '') ON CONFLICT (subscription, local, part) DO NOTHING`,
		subscription, local, part, clean(string(body)))
	return err
}

// Release implements [digest.Outbox].
func (s *Store) Release(ctx context.Context, c digest.Claim, again time.Time, why string) error {
	return s.tx(ctx, "release a delivery", func(ctx context.Context, q querier) error {
		if err := guard(ctx, q, c, time.Time{}); err != nil {
			return err
		}
		_, err := q.ExecContext(ctx, `UPDATE deliveries SET lease = 0, again = $1, tries = tries + 1,
			why = CASE WHEN CAST($2 AS TEXT) = '' THEN why ELSE CAST($2 AS TEXT) END WHERE subscription = $3 AND local = $4`,
			millis(again), clean(why), c.Subscription, c.Local)
		return err
	})
}
