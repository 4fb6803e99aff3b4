package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"versus/bot"
	"versus/data"
)

// probeTimeout bounds one request of a probe.
const probeTimeout = 5 * time.Second

type serveCmd struct {
	LogFormat string `help:"${enum}" enum:"text,json" default:"text"`
	Verbose   bool   `short:"v" help:"Log more: each envelope. Never what was asked."`
}

// Help shows what can be copied, and the settings.
func (serveCmd) Help() string {
	return `Examples:
  SLACK_APP_TOKEN=xapp-… SLACK_BOT_TOKEN=xoxb-… versus serve
  versus serve --log-format json
Exit code: 0 stopped by a signal, 2 a token or setting that cannot work.

` + settingsHelp()
}

// Run serves until it is told to stop.
func (cmd *serveCmd) Run(ctx context.Context, c console) error {
	env := environment(c.env)
	log := newLog(c.err, cmd.LogFormat, cmd.Verbose)
	app, token, err := env.slack()
	if err != nil {
		return err
	}
	brain, stopWatching, err := watchedBrain(ctx, env("VERSUS_DATA_DIR"), log)
	if err != nil {
		return err
	}
	defer stopWatching()
	registry := prometheus.NewRegistry()
	settings := appConfig{
		appToken: app, botToken: token, apiURL: env("SLACK_API_URL"), brain: brain, log: log, registry: registry,
		admins: env.list("VERSUS_ADMINS"),
	}
	if err := env.digests(&settings); err != nil {
		return err
	}
	a, err := newApp(ctx, settings)
	if err != nil {
		return err
	}
	stopProbes, err := serveProbes(ctx, env("VERSUS_HTTP_ADDR"), a.bot.Handler(registry), log)
	if err != nil {
		a.store.Close() // the address is what is wrong
		return err
	}
	defer stopProbes()
	if err := shelve(ctx, a.store, brain.Dataset()); err != nil {
		log.Warn("digests cannot tell what changes", "error", err)
	}
	return tokenUsage(a.run(ctx))
}

// digests reads the settings of the store and of the digests.
func (env environment) digests(c *appConfig) error {
	var err error
	if c.database = env("VERSUS_DATABASE_URL"); c.database == "" {
		if c.database, err = stateFile(env); err != nil {
			return err
		}
	}
	if c.shortest, err = env.duration("VERSUS_DIGEST_MIN_INTERVAL", 0); err != nil {
		return err
	}
	c.settle, err = env.duration("VERSUS_DIGEST_SETTLE", 0)
	return err
}

// slack reads the settings of the connection and looks at them before anything is started, so that a slip is one line
// and not the last of several.
func (env environment) slack() (app, token string, err error) {
	if app, err = env.secret("SLACK_APP_TOKEN"); err != nil {
		return "", "", err
	}
	if token, err = env.secret("SLACK_BOT_TOKEN"); err != nil {
		return "", "", err
	}
	if _, err := bot.New(bot.Config{AppToken: app, BotToken: token, APIURL: env("SLACK_API_URL"), Asker: silent{}}); err != nil {
		return "", "", usage("%v", err)
	}
	return app, token, nil
}

// tokenUsage makes a token that cannot work a matter of usage.
func tokenUsage(err error) error {
	var wrong *bot.TokenError
	if errors.As(err, &wrong) {
		return exit{exitUsage, err.Error()}
	}
	return err
}

// newLog writes lines for people or for machines, with secrets taken out.
func newLog(w io.Writer, format string, verbose bool) *slog.Logger {
	o := &slog.HandlerOptions{ReplaceAttr: bot.ReplaceAttr}
	if verbose {
		o.Level = slog.LevelDebug
	}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// watchedBrain answers from the embedded dataset, or from a folder that is watched for edits.
func watchedBrain(ctx context.Context, dir string, log *slog.Logger) (*bot.Brain, func(), error) {
	d, err := openData(dir)
	if err != nil {
		return nil, nil, err
	}
	brain, err := bot.NewBrain(d)
	if err != nil {
		return nil, nil, err
	}
	log.Info("dataset", "version", d.Version(), "digest", d.Digest()[:12], "facts", len(d.Facts()))
	if dir == "" {
		return brain, func() {}, nil
	}
	stop, err := brain.Watch(ctx, dir, data.LoadDir, log)
	if err != nil {
		return nil, nil, fmt.Errorf("watch %q: %w", dir, err)
	}
	return brain, stop, nil
}

// serveProbes answers health checks and metrics, by default on loopback.
func serveProbes(ctx context.Context, addr string, h http.Handler, log *slog.Logger) (func(), error) {
	switch addr {
	case "off":
		return func() {}, nil
	case "":
		addr = "127.0.0.1:9090"
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, usage("listen on VERSUS_HTTP_ADDR %q: %v (another address, or \"off\", avoids it)", addr, err)
	}
	server := &http.Server{Handler: h, ReadTimeout: probeTimeout, WriteTimeout: probeTimeout, MaxHeaderBytes: 8 << 10}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("serve probes", "error", err)
		}
	}()
	log.Info("probes", "addr", l.Addr().String())
	return func() { server.Close(); <-done }, nil
}

// discardUnless is the log, or one that says nothing.
func discardUnless(wanted bool, log *slog.Logger) *slog.Logger {
	if wanted {
		return log
	}
	return slog.New(slog.DiscardHandler)
}
