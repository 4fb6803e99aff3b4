package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"versus/bot/digest"
	"versus/bot/store"
)

// helper is set in a process that this test starts to hold a store open.
const helper = "STORE_TEST_HOLD"

func TestMain(m *testing.M) {
	if address := os.Getenv(helper); address != "" {
		hold(address)
	}
	os.Exit(m.Run())
}

// hold opens a store, says so, and keeps it until it is killed.
func hold(address string) {
	if _, err := store.Open(context.Background(), address, store.Config{}); err != nil {
		os.Stdout.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString("open\n")
	time.Sleep(time.Minute)
	os.Exit(0)
}

func TestOpenRefuses(t *testing.T) {
	for address, want := range map[string]string{
		"":                            "neither sqlite:// nor postgres://",
		"mysql://u:secret@h/d":        "neither sqlite:// nor postgres://",
		"sqlite://relative/path":      "with a whole path",
		"sqlite:relative":             "with a whole path",
		"sqlite:///":                  "with a whole path",
		"sqlite:///x.db?mode=ro":      "with a whole path",
		"postgres://u:secret@h:port/": "",
		"postgres://u:secret@127.0.0.1:1/d?sslmode=disable&connect_timeout=1": "",
		"\x7f": "not an address",
	} {
		s, err := store.Open(t.Context(), address, store.Config{})
		if err == nil {
			_ = s.Close()
			t.Errorf("Open(%q) succeeds", address)
			continue
		}
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("Open(%q): %v; want %q and no secret", address, err, want)
		}
	}
}

func TestFileMode(t *testing.T) {
	p := sqlitePlace(t)
	s := p.open(t)
	must(t, s.SaveSnapshot(t.Context(), "d", []byte("x")))
	u, _ := url.Parse(p.address)
	for path, want := range map[string]fs.FileMode{
		u.Path: 0o600, u.Path + "-wal": 0o600, u.Path + "-shm": 0o600, u.Path + ".lock": 0o600, filepath.Dir(u.Path): 0o700 | fs.ModeDir,
	} {
		i, err := os.Stat(path)
		must(t, err)
		if i.Mode() != want {
			t.Errorf("%s has mode %v, want %v", path, i.Mode(), want)
		}
	}
	_ = s.Close()
	must(t, os.Chmod(u.Path, 0o644))
	p.open(t)
	if i, err := os.Stat(u.Path); err != nil || i.Mode() != 0o600 {
		t.Errorf("opened again: %v, %v", i.Mode(), err)
	}
}

func TestSecondProcess(t *testing.T) {
	p := sqlitePlace(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), helper+"="+p.address)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	line := make([]byte, 5)
	if _, err := out.Read(line); err != nil || string(line) != "open\n" {
		t.Fatalf("the first process says %q, %v", line, err)
	}
	_, err = store.Open(t.Context(), p.address, store.Config{})
	if err == nil || !strings.Contains(err.Error(), "another process has it (process ") {
		t.Fatalf("the second opens: %v", err)
	}
	_ = cmd.Process.Kill() // its lock ends with it
	_ = cmd.Wait()
	p.open(t)
}

func TestNewerVersion(t *testing.T) {
	p := sqlitePlace(t)
	_ = p.open(t).Close()
	u, _ := url.Parse(p.address)
	db, err := sql.Open("sqlite", "file:"+u.Path)
	must(t, err)
	_, err = db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)
	must(t, errors.Join(err, db.Close()))
	if _, err = store.Open(t.Context(), p.address, store.Config{}); err == nil || !strings.Contains(err.Error(), "newer version of Versus") {
		t.Errorf("Open: %v", err)
	}
}

// A damaged file is set aside, what can be read of it is saved, and nothing may be posted before it was reconciled.
func TestDamaged(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, path string){
		"an index page": func(t *testing.T, path string) { overwrite(t, path, "subscriptions_due") },
		"cut in half": func(t *testing.T, path string) {
			i, err := os.Stat(path)
			must(t, err)
			must(t, os.Truncate(path, i.Size()/2))
		},
		"empty": func(t *testing.T, path string) { must(t, os.Truncate(path, 0)) },
		"no database": func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("hello, this is no database at all"), 0o600))
		},
		"only the log": func(t *testing.T, path string) {
			must(t, os.WriteFile(path+"-wal", []byte("x"), 0o600))
			must(t, os.Remove(path))
		},
		"a column's name in the table's page": func(t *testing.T, path string) {
			text, err := os.ReadFile(path)
			must(t, err)
			changed := bytes.ReplaceAll(text, []byte("held  TEXT"), []byte("helf  TEXT"))
			if bytes.Equal(changed, text) {
				t.Fatal("there is no such column")
			}
			must(t, os.WriteFile(path, changed, 0o600))
		},
		"another table": func(t *testing.T, path string) { overwrite(t, path, "seen") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := sqlitePlace(t)
			s := p.open(t)
			sub := add(t, s, monday("C1"))
			carry(t, s, sub, duePlan(sub), true)
			d := claim(t, s, time.Minute)
			must(t, s.Finish(t.Context(), d.Claim, digest.Sent, "", noon))
			must(t, s.Close())
			u, _ := url.Parse(p.address)
			damage(t, u.Path)

			var said bytes.Buffer
			s, err := store.Open(t.Context(), p.address, store.Config{Log: slog.New(slog.NewTextHandler(&said, nil))})
			must(t, err)
			defer s.Close()
			if !strings.Contains(said.String(), "posting is held") {
				t.Errorf("the log says %q", said.String())
			}
			tide, err := s.Tide(t.Context(), time.Time{})
			if err != nil || !strings.Contains(tide.Held, "damaged") {
				t.Errorf("tide: %+v, %v", tide, err)
			}
			if kept, err := filepath.Glob(u.Path + ".damaged-*"); err != nil || len(kept) == 0 {
				t.Errorf("the damaged file is not kept: %v, %v", kept, err)
			}
			if strings.Contains(name, "page") || strings.HasSuffix(name, "table") {
				got := find(t, s, sub.ID)
				if got.Key != sub.Key || got.LastResult != digest.Sent {
					t.Errorf("saved: %+v", got)
				}
				counts, err := s.Counts(t.Context(), noon.Add(-time.Hour))
				if err != nil || counts[digest.Sent] != 1 {
					t.Errorf("saved slots: %v, %v", counts, err)
				}
			}
			must(t, s.Lift(t.Context()))
			must(t, s.Close())
			s = p.open(t)
			if tide, err := s.Tide(t.Context(), time.Time{}); err != nil || tide.Held != "" {
				t.Errorf("opened again: %+v, %v", tide, err)
			}
		})
	}
}

// A crash between setting a damaged file aside and putting the new one in its place loses neither.
func TestDamagedThenCrash(t *testing.T) {
	p := sqlitePlace(t)
	s := p.open(t)
	sub := add(t, s, monday("C1"))
	must(t, s.Close())
	u, _ := url.Parse(p.address)
	must(t, os.Rename(u.Path, u.Path+".new"))
	if got := find(t, p.open(t), sub.ID); got.Key != sub.Key {
		t.Errorf("found %+v", got)
	}
}

// overwrite destroys the first page of a table or an index.
func overwrite(t *testing.T, path, name string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	var page, size int64
	must(t, db.QueryRow(`SELECT rootpage FROM sqlite_master WHERE name = $1`, name).Scan(&page))
	must(t, db.QueryRow(`PRAGMA page_size`).Scan(&size))
	must(t, db.Close())
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{0xff}, int(size)), (page-1)*size)
	must(t, errors.Join(err, f.Close()))
}

// A store without room says so, in a word that callers can tell, and goes on when there is room again.
func TestFull(t *testing.T) {
	p := sqlitePlace(t)
	s := p.open(t)
	must(t, s.Limit(t.Context(), 1))
	sub, err := s.Add(t.Context(), monday(strings.Repeat("C", 100_000)))
	if !errors.Is(err, store.ErrFull) {
		t.Errorf("Add(%d) = %v", sub.ID, err)
	}
	must(t, s.Limit(t.Context(), 1_000_000))
	add(t, s, monday("C1"))
}

func TestClosed(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		must(t, s.Close())
		if _, err := s.FirstTime(t.Context(), "Ev1", noon); err == nil {
			t.Error("a closed store works")
		}
	})
}

// A call ends with its context.
func TestCancelled(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.FirstTime(ctx, "Ev1", noon); !errors.Is(err, context.Canceled) {
			t.Errorf("FirstTime: %v", err)
		}
		if ok, err := s.FirstTime(t.Context(), "Ev1", noon); err != nil || !ok {
			t.Errorf("the key of a call that was cancelled is kept: %v, %v", ok, err)
		}
	})
}
