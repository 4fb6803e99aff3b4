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

// Watch loads a folder of dataset files anew whenever it changes, until the context is done, and gives what it loaded to
// learn. A folder with faults changes nothing: the running dataset stays, and the log says why. An error means that the
// folder cannot be watched.
func Watch(ctx context.Context, dir string, learn func(*data.Dataset) error, log *slog.Logger) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch %q: %w", dir, err)
	}
	defer w.Close()
	if err := watchAll(w, dir); err != nil {
		return fmt.Errorf("watch %q: %w", dir, err)
	}
	quiet := time.NewTimer(0)
	<-quiet.C
	var last string
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, ok := <-w.Events:
			if !ok {
				return nil
			}
			quiet.Reset(settle)
		case err, ok := <-w.Errors:
			if !ok {
				return nil
			}
			log.Warn("watch dataset", "error", err)
			quiet.Reset(settle) // events may be lost: look
		case <-quiet.C:
			if err := watchAll(w, dir); err != nil {
				log.Warn("watch dataset", "error", err)
			}
			last = reload(dir, last, learn, log)
		}
	}
}

// reload loads the folder and gives the digest of what is running, as far as it knows.
func reload(dir, last string, learn func(*data.Dataset) error, log *slog.Logger) string {
	d, err := data.LoadDir(dir)
	if err == nil && d.Digest() == last {
		return last
	}
	if err == nil {
		err = learn(d)
	}
	if err != nil {
		faults(err, log)
		return last
	}
	log.Info("dataset replaced", "version", d.Version(), "digest", d.Digest())
	return d.Digest()
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
