// Command versus answers which AI model or company is ahead: in Slack, in a sandbox that needs no Slack, and here on
// the command line. "versus help" lists what it can do.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// The exit codes. A question without an answer is no error of the program's, and is told apart from bad usage.
const (
	exitOK         = 0
	exitUnanswered = 1
	exitUsage      = 2
)

// cli is the command line.
type cli struct {
	Ask      askCmd      `cmd:"" help:"Ask a question and read the answer here."`
	Sandbox  sandboxCmd  `cmd:"" help:"Try the bot in a browser, in a small Slack of its own: no account, no token."`
	Serve    serveCmd    `cmd:"" help:"Answer in Slack, over Socket Mode."`
	Digest   digestCmd   `cmd:"" help:"Print digests."`
	Data     dataCmd     `cmd:"" help:"Check, export and compare datasets."`
	Manifest manifestCmd `cmd:"" help:"Print the manifest of the Slack app."`
	Doctor   doctorCmd   `cmd:"" help:"Say what is missing before the bot can serve."`
	Version  versionCmd  `cmd:"" help:"Print the version of the program and of its dataset."`
}

// A console is where a command reads and writes, and what it takes from its surroundings.
type console struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
}

// An exit ends the program with a code; its message, if any, is for the person at the keyboard.
type exit struct {
	code int
	msg  string
}

func (e exit) Error() string { return e.msg }

// usage is an error that the way the command was called is to blame for.
func usage(format string, args ...any) error { return exit{exitUsage, fmt.Sprintf(format, args...)} }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr, os.Getenv}))
}

// run is the whole program but for the process around it. It returns the exit code.
func run(ctx context.Context, args []string, c console) int {
	var grammar cli
	code := -1
	parser, err := kong.New(&grammar,
		kong.Name("versus"),
		kong.Description("Which AI model or company is ahead: answers from a curated dataset, each figure with its date, source and caveat."),
		kong.UsageOnError(),
		kong.Writers(c.out, c.err),
		kong.Exit(func(n int) { code = n }),
		kong.Help(printHelp),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(c),
	)
	if err != nil {
		fmt.Fprintln(c.err, "versus:", err)
		return exitUsage
	}
	switch {
	case len(args) == 0:
		args = []string{"--help"}
	case args[0] == "help":
		args = append(args[1:len(args):len(args)], "--help")
	}
	command, err := parser.Parse(args)
	if code >= 0 { // help was printed
		return code
	}
	if err != nil {
		fmt.Fprintf(c.err, "versus: %v\nTry: versus --help\n", err)
		return exitUsage
	}
	return report(c, command.Run(ctx, c))
}

// printHelp is kong's help, with the settings behind the commands.
func printHelp(o kong.HelpOptions, c *kong.Context) error {
	err := kong.DefaultHelpPrinter(o, c)
	if err == nil && c.Selected() == nil {
		_, err = fmt.Fprint(c.Stdout, "\n", settingsHelp())
	}
	return err
}

// report prints an error and gives its exit code.
func report(c console, err error) int {
	if err == nil {
		return exitOK
	}
	var e exit
	if !errors.As(err, &e) {
		e = exit{exitUnanswered, err.Error()}
	}
	if e.msg != "" {
		fmt.Fprintln(c.err, "versus:", e.msg)
	}
	return e.code
}
