package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrateTime is how long bringing a store up to date may take.
const migrateTime = 2 * time.Minute

// migrate brings a database up to date. It refuses one that a newer version has written.
func migrate(ctx context.Context, db *sql.DB, d goose.Dialect, options ...goose.ProviderOption) error {
	ctx, cancel := context.WithTimeout(ctx, migrateTime)
	defer cancel()
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(d, db, files, options...)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	known := int64(0)
	for _, m := range p.ListSources() {
		known = max(known, m.Version)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	at, err := p.GetDBVersion(ctx)
	switch {
	case err != nil:
		return fmt.Errorf("read the store's version: %w", err)
	case at > known:
		return fmt.Errorf("it was written by a newer version of Versus (its form is %d, this one knows %d)", at, known)
	}
	return nil
}
