package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// The bounds of the pool of one process.
const (
	postgresConns = 10
	postgresIdle  = 5 * time.Minute
)

// openPostgres connects and migrates. Processes that start together migrate one after the other.
func (s *Store) openPostgres(ctx context.Context, address string) error {
	c, err := pgx.ParseConfig(address)
	if err != nil {
		return errors.New("its PostgreSQL address cannot be read") // pgx would quote it, password and all
	}
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = callTime
	}
	s.db = stdlib.OpenDB(*c)
	s.db.SetMaxOpenConns(postgresConns)
	s.db.SetConnMaxIdleTime(postgresIdle)
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60))
	if err != nil {
		return err
	}
	return migrate(ctx, s.db, goose.DialectPostgres, goose.WithSessionLocker(locker))
}

// givenUp tells whether PostgreSQL ended a transaction for the sake of another: it may simply be run again.
func givenUp(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}

// taken tells whether a key exists already, in either database.
func taken(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505" || sqliteTaken(err)
}

func postgresFull(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == "53100" || e.Code == "25006" // disk full; a database that only reads
}

var _ querier = (*sql.DB)(nil)
