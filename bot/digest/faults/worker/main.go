//go:build unix

// Command worker delivers digests, with clocks that run fast, for the programme that kills it.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"versus/bot"
	"versus/bot/digest"
	"versus/bot/digest/schedule"
	"versus/bot/render"
	"versus/bot/store"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "worker:", err)
		os.Exit(1)
	}
}

// run delivers until everything is delivered where WORKER_DRAIN is set, else until it is killed.
func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go outlive(os.Getppid())
	offset, err := time.ParseDuration(os.Getenv("WORKER_CLOCK"))
	if err != nil {
		return err
	}
	if err := limitFiles(os.Getenv("WORKER_ROOM")); err != nil {
		return err
	}
	now := func() time.Time { return time.Now().Add(offset) }
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	address := os.Getenv("VERSUS_DATABASE_URL")
	s, err := store.Open(ctx, address, store.Config{Log: log, Now: now})
	if err != nil {
		return err
	}
	defer s.Close()
	d, err := digest.New(digest.Config{
		Store: s, Builder: builder{}, Token: os.Getenv("SLACK_BOT_TOKEN"), APIURL: os.Getenv("SLACK_API_URL"), Calendar: calendar{},
		Log: log, Now: now, Workers: 4,
		Window: func(time.Duration) time.Duration { return 10 * time.Minute },
		Times: digest.Times{
			Tick: 20 * time.Millisecond, Deadline: 150 * time.Millisecond, Settle: 400 * time.Millisecond, Lease: 500 * time.Millisecond,
			Retry: 20 * time.Millisecond, Jitter: time.Nanosecond, Channel: time.Millisecond, Team: time.Millisecond,
			Apart: time.Nanosecond, Drain: time.Second,
		},
	})
	if err != nil {
		return err
	}
	done := make(chan struct{})
	go func() { defer close(done); d.Run(ctx) }()
	if os.Getenv("WORKER_DRAIN") != "" {
		err = drain(ctx, s, d, address, now)
		stop()
	}
	<-done
	return err
}

// outlive ends the process with its parent: a programme that was broken off leaves nobody behind.
func outlive(parent int) {
	for os.Getppid() == parent {
		time.Sleep(100 * time.Millisecond)
	}
	os.Exit(3)
}

// limitFiles lets no file grow beyond a number of bytes, as a full disk does.
func limitFiles(room string) error {
	if room == "" {
		return nil
	}
	n, err := strconv.ParseUint(room, 10, 64)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n})
}

// drain waits until no delivery is open and no slot is near. Channels that were lost come back once their owners know.
func drain(ctx context.Context, s *store.Store, d *digest.Digests, address string, now func() time.Time) error {
	db, err := open(address)
	if err != nil {
		return err
	}
	defer db.Close()
	for ctx.Err() == nil {
		time.Sleep(25 * time.Millisecond)
		var notices, digests, near, held int
		err := db.QueryRowContext(ctx, `SELECT
			(SELECT COUNT(*) FROM deliveries WHERE result = '' AND kind = 'notice'),
			(SELECT COUNT(*) FROM deliveries d WHERE d.result = '' AND d.kind = 'digest' AND (d.run <= $1 OR EXISTS
				(SELECT 1 FROM parts p WHERE p.subscription = d.subscription AND p.local = d.local AND p.state <> 'waiting'))),
			(SELECT COUNT(*) FROM subscriptions WHERE state = 'active' AND next_run <= $1),
			(SELECT COUNT(*) FROM tide WHERE held <> '')`, now().Add(time.Minute).UnixMilli()).Scan(&notices, &digests, &near, &held)
		if err != nil || notices+near+held > 0 {
			continue
		}
		if digests == 0 {
			return nil
		}
		_ = regain(ctx, s, d, now()) // it is tried again
	}
	return ctx.Err()
}

// regain tells that every channel of a lost subscription is out of the archive again.
func regain(ctx context.Context, s *store.Store, d *digest.Digests, now time.Time) error {
	running, err := s.Running(ctx)
	if err != nil {
		return err
	}
	for _, sub := range running {
		if sub.State != digest.Lost {
			continue
		}
		raw, err := json.Marshal(map[string]string{"channel": sub.Channel, "event_ts": fmt.Sprintf("%d.000000", now.Unix()+1)})
		if err != nil {
			return err
		}
		if err := d.Hear(ctx, bot.Event{Team: sub.Team, Type: "channel_unarchive", Raw: raw}); err != nil {
			return err
		}
	}
	return nil
}

// open is a second, reading view of the store.
func open(address string) (*sql.DB, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if u.Scheme == "sqlite" {
		return sql.Open("sqlite", "file:"+u.EscapedPath()+"?_pragma=busy_timeout(5000)")
	}
	return sql.Open("pgx", address)
}

// A calendar reads its slots off the schedule's line: "1770000000000/3600000" has one at the first time and one each
// hour after it, in milliseconds.
type calendar struct{}

func slots(s schedule.Schedule) (from, step int64) {
	a, b, _ := strings.Cut(s.Line, "/")
	from, _ = strconv.ParseInt(a, 10, 64)
	step, _ = strconv.ParseInt(b, 10, 64)
	return from, max(step, 1)
}

func (calendar) Next(s schedule.Schedule, after time.Time) (schedule.Slot, bool) {
	from, step := slots(s)
	n := int64(0)
	if d := after.UnixMilli() - from; d >= 0 {
		n = d/step + 1
	}
	return slot(from + n*step), true
}

func (calendar) Latest(s schedule.Schedule, until time.Time) (schedule.Slot, bool) {
	from, step := slots(s)
	d := until.UnixMilli() - from
	return slot(from + d/step*step), d >= 0
}

func slot(ms int64) schedule.Slot {
	return schedule.Slot{Local: time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000"), At: time.UnixMilli(ms).UTC()}
}

// A builder writes which slot a message is of, for the checker: keys could be at fault themselves.
type builder struct{}

// parts is how many messages a digest has.
const parts = 2

// Build implements [digest.Builder].
func (builder) Build(_ context.Context, s digest.Subscription, at digest.Slot) (digest.Built, error) {
	out := digest.Built{Dataset: "d"}
	for i := range parts {
		out.Messages = append(out.Messages, render.Message{
			Text: fmt.Sprintf("%s %s %d", s.Key, at.At.UTC().Format("2006-01-02T15:04:05.000"), i),
		})
	}
	return out, nil
}
