package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"versus/bot/digest"
)

// ErrFull says that the store has no room left, or may not be written to: what was to be kept is not.
var ErrFull = digest.ErrFull

// callTime is how long one call may take, waits for other calls among it.
const callTime = 5 * time.Second

// A Store is an open store. It is safe for use by many goroutines.
type Store struct {
	db      *sql.DB
	me      string // this process, as the owner of leases
	alone   bool   // no other process can have the store
	now     func() time.Time
	log     *slog.Logger
	release func() error // of the lock
}

// Config says what a store needs beside its address. The zero Config is a working one.
type Config struct {
	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // nil: the wall clock
}

// Open opens a store, and makes it where there is none: "sqlite:///path/to/file", with its folder, or
// "postgres://user@host/database". A damaged file is moved aside and said in the log; the store then starts with what
// could be saved, held. The error never shows a password.
func Open(ctx context.Context, address string, c Config) (*Store, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &Store{me: rand.Text(), now: c.Now, log: c.Log, release: func() error { return nil }}
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New(`open store: not an address (it looks like "sqlite:///path/to/file" or "postgres://user@host/database")`)
	}
	switch u.Scheme {
	case "sqlite":
		path := u.Path
		if u.Host != "" || u.Opaque != "" || !strings.HasPrefix(path, "/") || path == "/" || u.RawQuery != "" || u.Fragment != "" {
			return nil, fmt.Errorf("open store %q: it must be sqlite:// with a whole path, as in \"sqlite:///var/lib/versus/versus.db\"", u.Redacted())
		}
		err = s.openSQLite(ctx, filepath.Clean(path)) // "//" would begin the name of a host
	case "postgres", "postgresql":
		err = s.openPostgres(ctx, address)
	default:
		return nil, fmt.Errorf("open store %q: neither sqlite:// nor postgres://", u.Redacted())
	}
	if err != nil {
		return nil, fmt.Errorf("open store %q: %w", u.Redacted(), errors.Join(err, s.Close()))
	}
	return s, nil
}

// Close closes the store. Calls under way end with an error.
func (s *Store) Close() error {
	var err error
	if s.db != nil {
		err = s.db.Close()
	}
	return errors.Join(err, s.release())
}

// querier is a transaction, or the database itself.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// errUndo ends a transaction without an error and without a trace.
var errUndo = errors.New("undo")

// tx runs f in a transaction. Where f gives errUndo, nothing is written and there is no error. A transaction that
// PostgreSQL gave up in favour of another is run again.
func (s *Store) tx(ctx context.Context, what string, f func(ctx context.Context, q querier) error) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	for {
		err := s.once(ctx, f)
		switch {
		case err == nil, errors.Is(err, errUndo):
			return nil
		case givenUp(err) && ctx.Err() == nil:
			continue
		}
		return wrap(what, err)
	}
}

func (s *Store) once(ctx context.Context, f func(ctx context.Context, q querier) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing
	if err := f(ctx, tx); err != nil {
		return err
	}
	return tx.Commit()
}

// exec runs one statement and tells how many rows it changed.
func (s *Store) exec(ctx context.Context, what, query string, args ...any) (int64, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	r, err := s.db.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, wrap(what, err)
	}
	n, err := r.RowsAffected()
	return n, wrap(what, err)
}

// query runs one statement and hands each row to scan.
func query(ctx context.Context, q querier, scan func(row scanner) error, text string, args ...any) error {
	rows, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}

// read runs one statement outside a transaction.
func (s *Store) read(ctx context.Context, what string, scan func(row scanner) error, text string, args ...any) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return wrap(what, query(ctx, s.db, scan, text, args...))
}

// changed runs a statement of a transaction and tells whether it changed anything.
func changed(ctx context.Context, q querier, text string, args ...any) (bool, error) {
	r, err := q.ExecContext(ctx, text, args...)
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

func wrap(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case full(err):
		return fmt.Errorf("%s: %w: %w", what, ErrFull, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// full tells whether an error is about room: a full disk, a file that may not grow, a file that may not be written.
func full(err error) bool {
	return sqliteFull(err) || postgresFull(err) || errors.Is(err, os.ErrPermission)
}

// millis and instant write and read times; 0 is the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// clean makes a text fit for a TEXT column of PostgreSQL, which takes neither NUL nor broken UTF-8.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// scanner is a row to be read.
type scanner interface{ Scan(dest ...any) error }
