package bot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"versus/data"
)

// settle is how long a folder must be quiet before it is read: an editor, a checkout, a ConfigMap change many files.
const settle = 300 * time.Millisecond

// shownFaults is how many faults of a bad dataset are logged one by one.
const shownFaults = 20

// Watch loads a folder of dataset files anew whenever it changes and learns it, until the context is done or stop is
// called; stop returns when the watching has ended. A folder with faults changes nothing: the running dataset stays, and
// the log says why. An error means that the folder cannot be watched.
func (b *Brain) Watch(ctx context.Context, dir string, load func(dir string) (*data.Dataset, error), log *slog.Logger) (stop func(), err error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %q: %w", dir, err)
	}
	if err := watchAll(w, dir); err != nil {
		_ = w.Close() // it was not used
		return nil, fmt.Errorf("watch %q: %w", dir, err)
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer w.Close()
		b.watch(ctx, w, dir, load, log)
	}()
	return func() { cancel(); <-done }, nil
}

func (b *Brain) watch(ctx context.Context, w *fsnotify.Watcher, dir string, load func(string) (*data.Dataset, error), log *slog.Logger) {
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case _, ok := <-w.Events:
			if !ok {
				return
			}
			quiet.Reset(settle)
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			log.Warn("watch dataset", "error", err)
			quiet.Reset(settle) // events may be lost: look
		case <-quiet.C:
			if err := watchAll(w, dir); err != nil {
				log.Warn("watch dataset", "error", err)
			}
			b.reload(dir, load, log)
		}
	}
}

// reload learns the folder where it holds another dataset than the running one.
func (b *Brain) reload(dir string, load func(string) (*data.Dataset, error), log *slog.Logger) {
	d, err := load(dir)
	if err == nil && d.Digest() == b.Dataset().Digest() {
		return
	}
	if err == nil {
		err = b.Learn(d)
	}
	if err != nil {
		faults(err, log)
		return
	}
	log.Info("dataset replaced", "version", d.Version(), "digest", d.Digest())
}

func faults(err error, log *slog.Logger) {
	var all data.Faults
	if !errors.As(err, &all) {
		log.Error("dataset has faults, the running one stays", "error", err)
		return
	}
	log.Error("dataset has faults, the running one stays", "faults", len(all))
	for _, f := range all[:min(len(all), shownFaults)] {
		log.Error("fault in dataset", "fault", f.String())
	}
}

// watchAll watches the folder and all folders in it; one that is watched already stays so.
func watchAll(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if path == dir {
				return err
			}
			return nil // it went away between listing and looking
		}
		if d.IsDir() {
			return w.Add(path)
		}
		return nil
	})
}
