package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// A setting is one variable of the environment. This table is the only one: the help, the README and the tests read it.
type setting struct {
	Name    string
	Default string
	Means   string
	Secret  bool // …_FILE names a file that holds it instead
}

var settings = []setting{
	{"SLACK_APP_TOKEN", "", "xapp-…, from Basic Information › App-Level Tokens, scope connections:write; or SLACK_APP_TOKEN_FILE", true},
	{"SLACK_BOT_TOKEN", "", "xoxb-…, from OAuth & Permissions › Bot User OAuth Token; or SLACK_BOT_TOKEN_FILE", true},
	{"SLACK_API_URL", "https://slack.com/api/", "where Slack's Web API is; ends in /api/", false},
	{"VERSUS_DATABASE_URL", "sqlite in the user's state folder", "sqlite:///path or postgres://…: subscriptions, what was posted, threads", false},
	{"VERSUS_DATA_DIR", "the embedded dataset", "folder of a dataset to watch instead; a bad edit leaves the running one in place", false},
	{"VERSUS_HTTP_ADDR", "127.0.0.1:9090", "where /healthz, /readyz and /metrics are served; \"off\" for nowhere", false},
	{"VERSUS_DIGEST_MIN_INTERVAL", "1h", "the shortest time between two digests of one subscription", false},
	{"VERSUS_DIGEST_SETTLE", "the HTTP deadline + 30 s", "how long to wait before looking whether an interrupted post arrived", false},
	{"VERSUS_ADMINS", "nobody", "ids of users (U…), separated by commas, who may manage every subscription", false},
}

// settingsHelp is the table as the help prints it.
func settingsHelp() string {
	var b strings.Builder
	b.WriteString("Settings, from the environment:\n")
	for _, s := range settings {
		fmt.Fprintf(&b, "  %-27s %s", s.Name, s.Means)
		if s.Default != "" {
			fmt.Fprintf(&b, " (default: %s)", s.Default)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// environment reads the settings.
type environment func(string) string

// secret reads a token from the file that NAME_FILE names, which is preferred, or from NAME.
func (env environment) secret(name string) (string, error) {
	if file := env(name + "_FILE"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", usage("read %s_FILE: %v", name, err)
		}
		return strings.TrimSpace(string(text)), nil
	}
	return strings.TrimSpace(env(name)), nil
}

// duration reads a time span; unset is the default.
func (env environment) duration(name string, unset time.Duration) (time.Duration, error) {
	text := strings.TrimSpace(env(name))
	if text == "" {
		return unset, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 {
		return 0, usage("read %s %q: not a time span such as 90s, 30m or 1h", name, text)
	}
	return d, nil
}

// list reads names separated by commas.
func (env environment) list(name string) []string {
	var list []string
	for part := range strings.SplitSeq(env(name), ",") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}
