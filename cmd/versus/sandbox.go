package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"versus/bot"
	"versus/bot/sandbox"
)

// closeTimeout bounds the end of the sandbox.
const closeTimeout = 3 * time.Second

type sandboxCmd struct {
	Addr    string `help:"Loopback address of the page." default:"127.0.0.1:8080"`
	Open    bool   `help:"Open the page in the browser." default:"true" negatable:""`
	DataDir string `help:"Folder of a dataset to watch; the embedded one where unset." env:"VERSUS_DATA_DIR" type:"existingdir"`
	Verbose bool   `short:"v" help:"Log what the bot does."`
}

// Help shows what can be copied.
func (sandboxCmd) Help() string {
	return `Examples:
  versus sandbox
  versus sandbox --addr 127.0.0.1:0 --no-open     any free port, no browser
  versus sandbox --data-dir my/data               your dataset, watched while you edit it
Exit code: 2 where the address cannot be listened on.`
}

// sandboxExamples are the questions of the page's first screen.
var sandboxExamples = []sandbox.Example{
	{Lang: "en", Text: "/ai compare opus sonnet"},
	{Lang: "en", Text: "/ai which model is fastest"},
	{Lang: "en", Text: "/ai big tech capex 2023-2026"},
	{Lang: "en", Text: "/ai why is Meta behind"},
	{Lang: "ko", Text: "/ai 오퍼스 소넷 비교"},
	{Lang: "ko", Text: "/ai 제일 빠른 모델은?"},
	{Lang: "ko", Text: "/ai 빅테크 capex 추이"},
	{Lang: "ko", Text: "/ai 메타는 왜 부진해?"},
}

// Run starts a small Slack on loopback and the ordinary bot against it.
func (cmd *sandboxCmd) Run(ctx context.Context, c console) error {
	log := newLog(c.err, "text", cmd.Verbose)
	quiet := log
	if !cmd.Verbose {
		quiet = nil
	}
	brain, stopWatching, err := watchedBrain(ctx, cmd.DataDir, discardUnless(cmd.Verbose, log))
	if err != nil {
		return err
	}
	defer stopWatching()
	server, err := sandbox.New(sandbox.Config{
		Examples: sandboxExamples, Log: quiet,
		Shortcuts: []sandbox.Shortcut{{CallbackID: bot.ShortcutAsk, Name: "Ask Versus about this"}},
	})
	if err != nil {
		return err
	}
	if err := server.Start(cmd.Addr); err != nil {
		if errors.Is(err, sandbox.ErrInUse) {
			return usage("%s is in use by another program. Try: versus sandbox --addr 127.0.0.1:0", cmd.Addr)
		}
		return usage("%v", err)
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.Background(), closeTimeout)
		defer cancel()
		_ = server.Close(closing) // the process ends in any case
	}()
	fmt.Fprintf(c.out, "Versus runs in a Slack of its own: no account, nothing leaves this machine.\n\n  %s\n\nType /ai compare opus sonnet there. Ctrl-C ends it.\n", server.URL())
	if cmd.Open {
		openBrowser(c, server.URL())
	}
	dir, err := os.MkdirTemp("", "versus-sandbox-")
	if err != nil {
		return fmt.Errorf("make a folder for the sandbox: %w", err)
	}
	defer os.RemoveAll(dir)
	a, err := newApp(ctx, appConfig{
		appToken: server.AppToken(), botToken: server.BotToken(), apiURL: server.APIURL(), brain: brain, log: discardUnless(cmd.Verbose, log),
		database: "sqlite://" + filepath.ToSlash(filepath.Join(dir, "versus.db")), shortest: time.Minute,
	})
	if err != nil {
		return err
	}
	return a.run(ctx)
}

// openBrowser shows the page where there is a screen, and says what to do where there is none.
func openBrowser(c console, url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	default:
		if c.env("DISPLAY") == "" && c.env("WAYLAND_DISPLAY") == "" {
			fmt.Fprintln(c.out, "No screen here: open the address in a browser on this machine.")
			return
		}
	}
	path, err := exec.LookPath(name)
	if err == nil {
		browser := exec.Command(path, args...)
		browser.Stdout, browser.Stderr = nil, os.Stderr
		err = browser.Start()
	}
	if err != nil {
		fmt.Fprintln(c.out, "No browser could be opened: open the address yourself.")
	}
}
