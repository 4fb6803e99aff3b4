package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/slack-go/slack"

	"versus/bot"
	"versus/bot/digest"
	"versus/bot/digest/command"
	"versus/bot/store"
	"versus/data"
)

// callTimeout bounds one call to Slack that a digest command makes.
const callTimeout = 10 * time.Second

// An app is the bot with its memory and its digests.
type app struct {
	bot     *bot.Bot
	digests *digest.Digests
	store   *store.Store
}

// appConfig says what an app is made of.
type appConfig struct {
	appToken, botToken, apiURL string
	database                   string // a store's address
	brain                      *bot.Brain
	log                        *slog.Logger
	registry                   *prometheus.Registry // nil: counted, but shown nowhere
	shortest                   time.Duration        // between two digests of a subscription; 0 is the command's own
	settle                     time.Duration        // 0 is the delivery's own
	admins                     []string
}

// newApp opens the store and puts the parts together. It connects to nothing but the store.
func newApp(ctx context.Context, c appConfig) (*app, error) {
	s, err := store.Open(ctx, c.database, store.Config{Log: c.log})
	if ctx.Err() != nil { // told to stop before there was anything to stop
		return nil, exit{code: exitOK}
	}
	if err != nil {
		return nil, usage("%v", err) // the address, or what stands there, has to be put right first
	}
	a := &app{store: s}
	if err := a.build(c); err != nil {
		s.Close() // its own error would hide the first
		return nil, err
	}
	return a, nil
}

func (a *app) build(c appConfig) error {
	var registerer prometheus.Registerer
	if c.registry != nil {
		registerer = c.registry
	}
	press := &command.Press{Dataset: c.brain.Dataset, Shelf: a.store, Now: time.Now, Log: c.log}
	var err error
	a.digests, err = digest.New(digest.Config{
		Store: a.store, Builder: press, Token: c.botToken, APIURL: c.apiURL, Log: c.log,
		Metrics: digest.NewMetrics(registerer), Times: digest.Times{Settle: c.settle},
	})
	if err != nil {
		return usage("%v", err)
	}
	options := []slack.Option{slack.OptionHTTPClient(&http.Client{Timeout: callTimeout})}
	if c.apiURL != "" {
		options = append(options, slack.OptionAPIURL(c.apiURL))
	}
	people := &command.Slack{API: slack.New(c.botToken, options...)}
	commands := command.New(command.Config{
		Book: a.digests, Office: a.digests, People: people, Voice: people, Maker: press, Engine: c.brain.Engine,
		Now: time.Now, Log: c.log, Shortest: c.shortest, Admins: c.admins,
	})
	a.bot, err = bot.New(bot.Config{
		AppToken: c.appToken, BotToken: c.botToken, APIURL: c.apiURL, Asker: c.brain, Log: c.log, Metrics: bot.NewMetrics(registerer),
		Inbox: a.store, Threads: a.store, Seen: a.store,
		Commands:   commands.All(),
		Dialogs:    map[string]bot.Dialog{command.Name: commands},
		Clickers:   map[string]bot.Clicker{command.Name: commands},
		Suggesters: map[string]bot.Suggester{command.Name: commands},
		Listeners:  []bot.Listener{a.digests},
	})
	return err
}

// run answers and delivers until the context is done or a token cannot work, then closes the store.
func (a *app) run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	var delivering sync.WaitGroup
	delivering.Go(func() { a.digests.Run(ctx) })
	err := a.bot.Run(ctx)
	stop()
	delivering.Wait()
	if closed := a.store.Close(); err == nil && closed != nil {
		err = fmt.Errorf("close the store: %w", closed)
	}
	return err
}

// stateFile is where the store lies by default: in the user's state folder.
func stateFile(env func(string) string) (string, error) {
	dir := env("XDG_STATE_HOME")
	if dir == "" || !filepath.IsAbs(dir) {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", usage("no state folder: %v; set VERSUS_DATABASE_URL, as in sqlite:///var/lib/versus/versus.db", err)
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return "sqlite://" + filepath.ToSlash(filepath.Join(dir, "versus", "versus.db")), nil
}

// shelve keeps the running dataset, so that a digest can tell what has changed since, however long the program stands
// still meanwhile.
func shelve(ctx context.Context, s *store.Store, d *data.Dataset) error {
	if err := s.SaveSnapshot(ctx, d.Digest(), d.Snapshot()); err != nil {
		return fmt.Errorf("keep the dataset: %w", err)
	}
	return nil
}
