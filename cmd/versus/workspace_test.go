package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"versus/bot/sandbox"
)

// patience bounds a wait for what another process does.
const patience = 20 * time.Second

// serving waits until an address answers 200 with some texts in it: serving http://… TEXT…
func serving(ts *testscript.TestScript, _ bool, args []string) {
	var last string
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		response, err := http.Get(args[0])
		if err != nil {
			last = err.Error()
			continue
		}
		body, err := io.ReadAll(response.Body)
		response.Body.Close()
		ts.Check(err)
		last = response.Status + "\n" + string(body)
		if response.StatusCode == http.StatusOK && holds(last, args[1:]) {
			return
		}
	}
	ts.Fatalf("%s does not answer with %q within %v: %s", args[0], args[1:], patience, last)
}

// holds tells whether a text holds every one of some others.
func holds(text string, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(want string) bool { return !strings.Contains(text, want) })
}

// A standIn is the small Slack of one script.
type standIn struct{ server *sandbox.Server }

// workspace starts the stand-in for Slack and puts its address and tokens into the environment; the arguments are the
// scopes of the bot token, all where there are none.
func workspace(ts *testscript.TestScript, _ bool, args []string) {
	var scopes []string
	if len(args) > 0 {
		scopes = args
	}
	server, err := sandbox.New(sandbox.Config{Scopes: scopes})
	ts.Check(err)
	ts.Check(server.Start("127.0.0.1:0"))
	ts.Defer(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := server.Close(ctx); err != nil {
			ts.Logf("close the stand-in: %v", err)
		}
	})
	ts.Value(standIn{}).(*standIn).server = server
	ts.Setenv("SLACK_API_URL", server.APIURL())
	ts.Setenv("SLACK_APP_TOKEN", server.AppToken())
	ts.Setenv("SLACK_BOT_TOKEN", server.BotToken())
}

// asks types a slash command in the stand-in and waits for an answer that holds some texts: asks U0ALICE TEXT WANT…
func asks(ts *testscript.TestScript, _ bool, args []string) {
	server := ts.Value(standIn{}).(*standIn).server
	ts.Check(server.Slash(args[0], "C0GENERAL", args[1]))
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		for _, post := range server.Record() {
			if holds(post.Text, args[2:]) {
				return
			}
		}
	}
	ts.Fatalf("no post holds %q; there are %+v", args[2:], server.Record())
}

// freePort is a port of loopback where nobody listens just now.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
