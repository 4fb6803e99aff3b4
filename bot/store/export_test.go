package store

import (
	"context"
	"strconv"
)

// Limit lets the file grow to so many pages and no further, as a full disk does; a number below what it has means that.
func (s *Store) Limit(ctx context.Context, pages int) error {
	_, err := s.db.ExecContext(ctx, "PRAGMA max_page_count = "+strconv.Itoa(pages))
	return err
}

// Spoil writes what the program never writes.
func (s *Store) Spoil(ctx context.Context, statement string) error {
	_, err := s.db.ExecContext(ctx, statement)
	return err
}
