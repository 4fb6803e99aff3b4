package store

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strings"
	"time"

	"versus/bot/digest"
)

// The columns of a subscription, in the order in which scanSubscription reads them.
const subscriptionColumns = `id, key, enterprise, team, channel, owner, line, zone, lang, about, only_news, state, why, version,
	since, next_slot, next_at, next_run, last_slot, last_run, last_result, missed, dataset, heard, created`

func scanSubscription(row scanner) (digest.Subscription, error) {
	var s digest.Subscription
	var about string
	var only, since, at, run, last, created int64
	err := row.Scan(&s.ID, &s.Key, &s.Enterprise, &s.Team, &s.Channel, &s.Owner, &s.Schedule.Line, &s.Schedule.Zone, &s.Lang, &about,
		&only, &s.State, &s.Why, &s.Version, &since, &s.NextSlot, &at, &run, &s.LastSlot, &last, &s.LastResult, &s.Missed, &s.Dataset,
		&s.Heard, &created)
	if err != nil {
		return s, err
	}
	if json.Unmarshal([]byte(about), &s.About) != nil {
		s.About = nil // one damaged row must not keep all others from being read: it is about everything then
	}
	s.OnlyIfNews = only != 0
	s.Since, s.NextAt, s.NextRun, s.LastRun, s.Created = instant(since), instant(at), instant(run), instant(last), instant(created)
	return s, nil
}

// subscriptions runs a query for subscriptions.
func (s *Store) subscriptions(ctx context.Context, what, text string, args ...any) ([]digest.Subscription, error) {
	var out []digest.Subscription
	err := s.read(ctx, what, func(row scanner) error {
		sub, err := scanSubscription(row)
		out = append(out, sub)
		return err
	}, text, args...)
	return out, err
}

// newKey makes a subscription's key: chance, and a sum by which a damaged key is known. Under another key nothing that
// was posted would be found.
func newKey() string {
	chance := strings.ToLower(rand.Text())
	return chance + keySum(chance)
}

func keySum(chance string) string {
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(chance)))
}

// soundKey tells whether a key is one that newKey made.
func soundKey(key string) bool {
	n := len(key) - 8
	return n > 0 && keySum(key[:n]) == key[n:]
}

// maxRaces is how often a number is tried that another process may have taken.
const maxRaces = 20

// Add implements [digest.Roll].
func (s *Store) Add(ctx context.Context, sub digest.Subscription) (digest.Subscription, error) {
	about, err := json.Marshal(append([]string{}, sub.About...))
	if err != nil {
		return sub, err
	}
	sub.Key, sub.Version = newKey(), 1
	for range maxRaces {
		err = s.tx(ctx, "add a subscription", func(ctx context.Context, q querier) error {
			return q.QueryRowContext(ctx, `INSERT INTO subscriptions (`+subscriptionColumns+`)
				SELECT COALESCE(MAX(id), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, CAST($10 AS BIGINT), $11, $12, CAST($13 AS BIGINT),
				CAST($14 AS BIGINT), $15, CAST($16 AS BIGINT), CAST($17 AS BIGINT), '', 0, '', 0, $18, '', CAST($19 AS BIGINT)
				FROM subscriptions RETURNING id`,
				sub.Key, clean(sub.Enterprise), clean(sub.Team), clean(sub.Channel), clean(sub.Owner), clean(sub.Schedule.Line),
				clean(sub.Schedule.Zone), string(sub.Lang), clean(string(about)), number(sub.OnlyIfNews), string(sub.State), clean(sub.Why),
				sub.Version, millis(sub.Since), sub.NextSlot, millis(sub.NextAt), millis(sub.NextRun), sub.Dataset, millis(sub.Created)).
				Scan(&sub.ID)
		})
		if !taken(err) {
			break
		}
	}
	return sub, err
}

// Find implements [digest.Roll].
func (s *Store) Find(ctx context.Context, id int64) (digest.Subscription, bool, error) {
	found, err := s.subscriptions(ctx, "find a subscription", `SELECT `+subscriptionColumns+` FROM subscriptions WHERE id = $1`, id)
	if err != nil || len(found) == 0 {
		return digest.Subscription{}, false, err
	}
	return found[0], true, nil
}

// Of implements [digest.Roll].
func (s *Store) Of(ctx context.Context, team, channel string) ([]digest.Subscription, error) {
	return s.subscriptions(ctx, "list subscriptions", `SELECT `+subscriptionColumns+` FROM subscriptions
		WHERE team = $1 AND (channel = $2 OR $2 = '') AND state <> 'ended' ORDER BY id`, team, channel)
}

// Running implements [digest.Planner].
func (s *Store) Running(ctx context.Context) ([]digest.Subscription, error) {
	return s.subscriptions(ctx, "list running subscriptions", `SELECT `+subscriptionColumns+` FROM subscriptions
		WHERE state IN ('active', 'lost') ORDER BY id`)
}

// Due implements [digest.Planner].
func (s *Store) Due(ctx context.Context, now time.Time, most int) ([]digest.Subscription, error) {
	return s.subscriptions(ctx, "look for due subscriptions", `SELECT `+subscriptionColumns+` FROM subscriptions
		WHERE state = 'active' AND next_run > 0 AND next_run <= $1 ORDER BY next_run LIMIT $2`, millis(now), most)
}

// Change implements [digest.Roll].
func (s *Store) Change(ctx context.Context, sub digest.Subscription) (done bool, err error) {
	about, err := json.Marshal(append([]string{}, sub.About...))
	if err != nil {
		return false, err
	}
	err = s.tx(ctx, "change a subscription", func(ctx context.Context, q querier) error {
		done, err = changed(ctx, q, `UPDATE subscriptions SET channel = $1, owner = $2, line = $3, zone = $4, lang = $5, about = $6,
			only_news = $7, state = $8, why = $9, since = $10, next_slot = $11, next_at = $12, next_run = $13, dataset = $14,
			version = version + 1 WHERE id = $15 AND version = $16 AND state <> 'ended'`,
			clean(sub.Channel), clean(sub.Owner), clean(sub.Schedule.Line), clean(sub.Schedule.Zone), string(sub.Lang), clean(string(about)),
			number(sub.OnlyIfNews), string(sub.State), clean(sub.Why), millis(sub.Since), sub.NextSlot, millis(sub.NextAt),
			millis(sub.NextRun), sub.Dataset, sub.ID, sub.Version)
		return err
	})
	return done && err == nil, err
}
