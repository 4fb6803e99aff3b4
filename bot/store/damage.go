package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/pressly/goose/v3"
	sqlite3 "modernc.org/sqlite/lib"
)

// The files that belong to a SQLite database, by what is added to its name.
var beside = [...]string{"", "-wal", "-shm"}

// setAside looks a file over. One that is damaged gets a new name, and a new store takes its place: with what could be
// read of the old one, and held. A crash at any instruction leaves either the damaged file or the finished new one.
func (s *Store) setAside(ctx context.Context, path string) error {
	next := path + ".new"
	_, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.Rename(next, path); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if _, err := os.Stat(path + "-wal"); err != nil {
			return nil // a new store
		}
	case err != nil:
		return err
	}
	why, err := check(ctx, path)
	if err != nil || why == "" {
		return err
	}
	aside := path + ".damaged-" + s.now().UTC().Format("20060102T150405.000Z")
	saved, err := s.rebuild(ctx, path, next, fmt.Sprintf("the store was damaged (%s) and is kept as %q", why, filepath.Base(aside)))
	if err != nil {
		return fmt.Errorf("replace a damaged store: %w", err)
	}
	for _, b := range beside {
		if err := os.Rename(path+b, aside+b); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("set the damaged store aside: %w", err)
		}
	}
	s.log.Error("the store was damaged: posting is held until it agrees with what stands in Slack",
		"why", why, "kept_as", aside, "subscriptions", saved)
	return os.Rename(next, path)
}

// check tells what is wrong with a file; "" is nothing.
func check(ctx context.Context, path string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	if i, err := os.Stat(path); err != nil || i.Size() == 0 {
		return "it is empty", nil
	}
	db, err := sql.Open("sqlite", file(path)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return "", err
	}
	defer db.Close()
	var said string
	err = db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said)
	switch {
	case damaged(err):
		return err.Error(), nil
	case err != nil:
		return "", fmt.Errorf("look it over: %w", err)
	case said != "ok":
		return said, nil
	}
	return checkSchema(ctx, db)
}

// checkSchema holds the tables against those that the migrations make: SQLite finds nothing wrong with a column that has
// another name. A store of another version is not held against anything.
func checkSchema(ctx context.Context, db *sql.DB) (string, error) {
	model, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return "", err
	}
	defer model.Close()
	model.SetMaxOpenConns(1)
	if err := migrate(ctx, model, goose.DialectSQLite3); err != nil {
		return "", err
	}
	want, err := schema(ctx, model)
	if err != nil {
		return "", err
	}
	got, err := schema(ctx, db)
	if err == nil && len(got) == 0 {
		return "", nil // nothing was ever written
	}
	var is, ours int64
	if err == nil {
		err = db.QueryRowContext(ctx, `SELECT MAX(version_id) FROM goose_db_version`).Scan(&is)
	}
	if err == nil {
		err = model.QueryRowContext(ctx, `SELECT MAX(version_id) FROM goose_db_version`).Scan(&ours)
	}
	switch {
	case damaged(err) || sqliteCode(err) == sqlite3.SQLITE_ERROR:
		return err.Error(), nil
	case err != nil:
		return "", fmt.Errorf("look it over: %w", err)
	case is != ours:
		return "", nil
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			return "its tables are not those it was made with", nil
		}
	}
	return "", nil
}

// schema gives the statements that made a database.
func schema(ctx context.Context, db *sql.DB) ([]string, error) {
	var out []string
	err := query(ctx, db, func(row scanner) error {
		var text string
		err := row.Scan(&text)
		out = append(out, text)
		return err
	}, `SELECT type || ' ' || name || ' ' || tbl_name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE name <> 'sqlite_stat1' ORDER BY 1`)
	return out, err
}

// rebuild makes a held store of what can be read of a damaged one, and tells how many subscriptions that is.
func (s *Store) rebuild(ctx context.Context, from, to, why string) (int, error) {
	copied := from + ".salvage"
	for _, b := range beside {
		if err := errors.Join(drop(to+b), drop(copied+b), copyFile(from+b, copied+b)); err != nil {
			return 0, err
		}
	}
	defer func() {
		for _, b := range beside {
			_ = drop(copied + b) // a copy more or less
		}
	}()
	if err := private(to); err != nil {
		return 0, err
	}
	db, err := connectSQLite(to)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := migrate(ctx, db, goose.DialectSQLite3); err != nil {
		return 0, err
	}
	if _, err := db.ExecContext(ctx, "UPDATE tide SET held = $1 WHERE id = 1", why); err != nil {
		return 0, err
	}
	n := s.salvage(ctx, copied, db)
	return n, db.Close() // which brings everything into the one file
}

// salvage carries over what can be read: each table from both of its ends, up to where it is broken.
func (s *Store) salvage(ctx context.Context, from string, to *sql.DB) int {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	// SQLite reads a file that was cut off only where the schema may be written, which nobody does here.
	old, err := sql.Open("sqlite", file(from)+"?_pragma=busy_timeout(5000)&_pragma=writable_schema(1)")
	if err != nil {
		return 0
	}
	defer old.Close()
	old.SetMaxOpenConns(1)
	n := 0
	for _, t := range []struct{ forth, back, put string }{
		{salvageSubscriptions + " ORDER BY rowid", salvageSubscriptions + " ORDER BY rowid DESC", putSubscription},
		{salvageDeliveries + " ORDER BY rowid", salvageDeliveries + " ORDER BY rowid DESC", putDelivery},
	} {
		for _, text := range []string{t.forth, t.back} {
			kept, err := carry(ctx, old, to, text, t.put)
			if t.put == putSubscription {
				n += kept
			}
			if err == nil {
				break
			}
			s.log.Warn("read a damaged store", "error", err)
		}
	}
	// A slot without its subscription is nobody's, and would stand in the way of the next that has its number.
	if _, err := to.ExecContext(ctx, `DELETE FROM deliveries WHERE subscription NOT IN (SELECT id FROM subscriptions)`); err != nil {
		s.log.Error("tidy a saved store", "error", err)
	}
	return n
}

// The columns of what is saved, in the order of the tables. An open delivery is saved without its messages: before
// anything of it is posted, it is looked for in the channel. A notice is its message, and is not saved while open.
const (
	salvageSubscriptions = `SELECT id, key, enterprise, team, channel, owner, line, zone, lang, about, only_news, state, why, version,
		since, next_slot, next_at, next_run, last_slot, last_run, last_result, missed, dataset, heard, created FROM subscriptions`
	putSubscription = `INSERT INTO subscriptions (id, key, enterprise, team, channel, owner, line, zone, lang, about, only_news, state,
		why, version, since, next_slot, next_at, next_run, last_slot, last_run, last_result, missed, dataset, heard, created)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25) ON CONFLICT DO NOTHING`
	salvageDeliveries = `SELECT subscription, local, kind, at, run, until, target, result, why, '', token, 0, 0, tries, 0, '', finished
		FROM deliveries WHERE result <> '' OR kind = 'digest'`
	putDelivery = `INSERT INTO deliveries (subscription, local, kind, at, run, until, target, result, why, owner, token, lease, again,
		tries, prepared, dataset, finished) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17) ON CONFLICT DO NOTHING`
)

// carry copies the rows of one query until one cannot be read.
func carry(ctx context.Context, from, to *sql.DB, text, put string) (int, error) {
	rows, err := from.QueryContext(ctx, text)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	n := 0
	for rows.Next() {
		row := make([]any, len(columns))
		at := make([]any, len(columns))
		for i := range row {
			at[i] = &row[i]
		}
		if err := rows.Scan(at...); err != nil {
			return n, err
		}
		if key, ok := row[1].(string); put == putSubscription && (!ok || !soundKey(key)) {
			continue
		}
		r, err := to.ExecContext(ctx, put, row...)
		if err != nil {
			continue // a broken row: a NULL where none can be
		}
		if kept, _ := r.RowsAffected(); kept > 0 {
			n++
		}
	}
	return n, rows.Err()
}

func drop(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
