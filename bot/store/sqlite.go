package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// checkTime is how long looking a file over may take.
const checkTime = time.Minute

// openSQLite locks the file, looks it over, and opens it for this process alone. What is damaged is moved aside first.
func (s *Store) openSQLite(ctx context.Context, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make its folder: %w", err)
	}
	if err := s.lock(ctx, path+".lock"); err != nil {
		return err
	}
	s.alone = true
	if err := s.setAside(ctx, path); err != nil {
		return err
	}
	if err := private(path); err != nil {
		return err
	}
	var err error
	if s.db, err = connectSQLite(path); err != nil {
		return err
	}
	// One connection: writers wait for each other in Go, in their order, and never hear that the database is busy.
	s.db.SetMaxOpenConns(1)
	return migrate(ctx, s.db, goose.DialectSQLite3)
}

// lockPatience is how long a process that is just ending may still have the lock.
const lockPatience = time.Second

// lock stops a second process. The file says which process has the lock, for people.
func (s *Store) lock(ctx context.Context, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("lock it: %w", err)
	}
	ok, err := lockFile(f)
	for end := time.Now().Add(lockPatience); !ok && err == nil && time.Now().Before(end) && ctx.Err() == nil; {
		time.Sleep(lockPatience / 20)
		ok, err = lockFile(f)
	}
	if ok {
		s.release = f.Close
		if f.Truncate(0) == nil {
			_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0) // only people read it
		}
		return nil
	}
	pid := make([]byte, 20)
	n, _ := f.ReadAt(pid, 0) // the same
	_ = f.Close()
	if err != nil {
		return fmt.Errorf("lock it: %w", err)
	}
	who := strings.TrimSpace(string(pid[:n]))
	if who == "" {
		who = "unknown"
	}
	return fmt.Errorf("another process has it (process %s): one SQLite file serves one process; several share a PostgreSQL", who)
}

// private makes the file for its owner's eyes only. SQLite gives the files beside it the same mode.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	i, err := f.Stat()
	if err == nil && i.Mode().Perm()&0o077 != 0 {
		err = f.Chmod(0o600)
	}
	return errors.Join(err, f.Close())
}

func connectSQLite(path string) (*sql.DB, error) {
	q := url.Values{
		"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)"},
		"_txlock": {"immediate"},
	}
	return sql.Open("sqlite", file(path)+"?"+q.Encode())
}

// file is a path as SQLite's kind of address.
func file(path string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
}

// sqliteCode is SQLite's primary code of an error, and 0 for an error of something else.
func sqliteCode(err error) int {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0
	}
	return e.Code() & 0xff
}

func sqliteFull(err error) bool {
	switch sqliteCode(err) {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return true
	}
	return false
}

func sqliteTaken(err error) bool { return sqliteCode(err) == sqlite3.SQLITE_CONSTRAINT }

// damaged tells whether an error says that a file is no sound database.
func damaged(err error) bool {
	switch sqliteCode(err) {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return true
	}
	return false
}
