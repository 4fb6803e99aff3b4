package store_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"versus/bot"
	"versus/bot/store"
)

// What the bot asks of a store.
var (
	_ bot.Seen    = (*store.Store)(nil)
	_ bot.Inbox   = (*store.Store)(nil)
	_ bot.Threads = (*store.Store)(nil)
)

// postgresVariable holds the address of a PostgreSQL for tests.
const postgresVariable = "VERSUS_TEST_POSTGRES"

// A place is an empty store of a test's own, which can be opened again and again.
type place struct {
	address string
	now     func() time.Time
	alone   bool // one process at a time
}

func (p place) open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), p.address, store.Config{Now: p.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // a second time does nothing
	return s
}

// onBoth runs one test on SQLite and on PostgreSQL. Where no PostgreSQL is given, that half is skipped, and in a
// pipeline it fails: a suite that tests half of what it says must not pass there.
func onBoth(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, sqlitePlace(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); test(t, postgresPlace(t)) })
}

func sqlitePlace(t testing.TB) place {
	path := filepath.Join(t.TempDir(), "state", "versus.db")
	return place{address: (&url.URL{Scheme: "sqlite", Path: path}).String(), alone: true}
}

// postgresPlace makes a schema that is gone after the test.
func postgresPlace(t testing.TB) place {
	base := os.Getenv(postgresVariable)
	if base == "" {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not set: the store would be tested on SQLite alone", postgresVariable)
		}
		t.Skipf("%s is not set (make test starts a PostgreSQL and sets it)", postgresVariable)
	}
	schema := "test_" + strings.ToLower(rand.Text())
	db, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		defer db.Close()
		if _, err := db.ExecContext(context.Background(), "DROP SCHEMA "+schema+" CASCADE"); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return place{address: u.String()}
}

// noon is when tests begin.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
