//go:build unix

package faults

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"versus/bot/digest"
	"versus/bot/digest/schedule"
	"versus/bot/sandbox"
	"versus/bot/store"
)

// step is the time between two slots of a subscription here, in milliseconds: one slot in a test's life, unless its
// clock is set.
const step = 3_600_000

// channels is how many channels a lane's posts are spread over, so that histories stay short.
const channels = 40

// A lane is one stand-in and one store of its own, through which worker processes come and go.
type lane struct {
	t       *testing.T
	slack   *sandbox.Server
	address string
	path    string // of a SQLite file; "" with PostgreSQL
	env     []string
	subs    []digest.Subscription
	log     bytes.Buffer // of the workers, one after the other
	mu      sync.Mutex   // of log
}

// newLane makes a lane on "sqlite" or "postgres".
func newLane(t *testing.T, kind string) *lane {
	t.Helper()
	world := sandbox.DefaultWorld()
	for i := range channels {
		world.Channels = append(world.Channels, sandbox.Channel{
			ID: fmt.Sprintf("C0FAULT%02d", i), Name: fmt.Sprintf("fault-%02d", i), Kind: sandbox.Public, Members: []string{"U0ALICE", "U0VERSUS"},
		})
	}
	s, err := sandbox.New(sandbox.Config{World: world})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = s.Close(ctx)
	})
	l := &lane{t: t, slack: s}
	if kind == "sqlite" {
		l.path = filepath.Join(t.TempDir(), "versus.db")
		l.address = (&url.URL{Scheme: "sqlite", Path: l.path}).String()
	} else {
		l.address = schema(t)
	}
	return l
}

// schema makes a schema of the test's own in the PostgreSQL for tests.
func schema(t *testing.T) string {
	base := os.Getenv(postgresVariable)
	db, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	name := "faults_" + strings.ToLower(rand.Text())
	if _, err := db.Exec("CREATE SCHEMA " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = db.Exec("DROP SCHEMA " + name + " CASCADE") // the database is thrown away anyway
		_ = db.Close()
	})
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}

// within opens the store, which with SQLite nobody else may have open, for as long as f runs.
func (l *lane) within(f func(s *store.Store)) {
	l.t.Helper()
	s, err := store.Open(context.Background(), l.address, store.Config{})
	if err != nil {
		l.t.Fatal(err)
	}
	f(s)
	if err := s.Close(); err != nil {
		l.t.Fatal(err)
	}
}

// subscribe adds subscriptions whose first slots come after the times given.
func (l *lane) subscribe(after ...time.Duration) {
	l.t.Helper()
	l.within(func(s *store.Store) { l.add(s, after...) })
}

func (l *lane) add(s *store.Store, after ...time.Duration) {
	l.t.Helper()
	for _, d := range after {
		at := time.Now().Add(d).Truncate(time.Millisecond)
		sub, err := s.Add(context.Background(), digest.Subscription{
			Team: "T0SANDBOX", Channel: fmt.Sprintf("C0FAULT%02d", len(l.subs)%channels), Owner: "U0ALICE", Lang: "en",
			Schedule: schedule.Schedule{Line: fmt.Sprintf("%d/%d", at.UnixMilli(), step), Zone: "UTC"}, State: digest.Active,
			Since: at.Add(-time.Hour), NextSlot: at.UTC().Format("2006-01-02T15:04:05.000"), NextAt: at, NextRun: at, Created: at.Add(-time.Hour),
		})
		if err != nil {
			l.t.Fatal(err)
		}
		l.subs = append(l.subs, sub)
	}
}

// A proc is one worker process.
type proc struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error
}

// start starts a worker with more settings than the lane's.
func (l *lane) start(env ...string) *proc {
	l.t.Helper()
	cmd := exec.Command(worker(l.t))
	cmd.Env = append([]string{
		"VERSUS_DATABASE_URL=" + l.address, "SLACK_API_URL=" + l.slack.APIURL(), "SLACK_BOT_TOKEN=" + l.slack.BotToken(),
		"WORKER_CLOCK=0s", "HOME=" + os.TempDir(), "GOTRACEBACK=all",
	}, append(l.env, env...)...)
	cmd.Stderr = (*laneLog)(l)
	if err := cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	p := &proc{cmd: cmd, done: make(chan struct{})}
	go func() { p.err = cmd.Wait(); close(p.done) }()
	l.t.Cleanup(p.kill)
	return p
}

// laneLog collects what the workers say.
type laneLog lane

// Write implements [io.Writer].
func (l *laneLog) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.Write(b)
}

// said gives the end of what the workers said.
func (l *lane) said() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.log.String()
	return s[max(0, len(s)-6000):]
}

// kill ends this process and waits until it is gone.
func (p *proc) kill() {
	_ = p.cmd.Process.Kill() // it may be gone already
	<-p.done
}

func (p *proc) signal(s syscall.Signal) { _ = p.cmd.Process.Signal(s) }

// died waits for a process to end, and tells false where it does not.
func (p *proc) died(within time.Duration) bool {
	select {
	case <-p.done:
		return true
	case <-time.After(within):
		return false
	}
}

// killed tells whether the process was ended by SIGKILL: its own, at a failpoint.
func (p *proc) killed() bool {
	var e *exec.ExitError
	if !errors.As(p.err, &e) {
		return false
	}
	w, ok := e.Sys().(syscall.WaitStatus)
	return ok && w.Signaled() && w.Signal() == syscall.SIGKILL
}

// live lets a worker live for a time.
func (l *lane) live(d time.Duration, env ...string) {
	l.t.Helper()
	p := l.start(env...)
	if p.died(d) {
		l.t.Fatalf("the worker ended by itself: %v\n%s", p.err, l.said())
	}
	p.kill()
}

// drain lets an undisturbed worker bring everything to its end.
func (l *lane) drain() {
	l.t.Helper()
	p := l.start("WORKER_DRAIN=1")
	if !p.died(time.Minute) {
		said := l.said()
		p.signal(syscall.SIGQUIT)
		time.Sleep(200 * time.Millisecond)
		l.t.Fatalf("the last worker did not come to an end:\n%s\n%s", said, l.said())
	}
	if p.err != nil {
		l.t.Fatalf("the last worker failed: %v\n%s", p.err, l.said())
	}
}
