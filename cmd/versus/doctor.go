package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"versus/answers"
	"versus/bot"
	"versus/data"
	"versus/deploy"
)

// doctorTimeout bounds each question the doctor asks.
const doctorTimeout = 10 * time.Second

type doctorCmd struct{}

// Help says what is looked at.
func (doctorCmd) Help() string {
	return `Checks the dataset, both tokens, the scopes the app was granted against those it needs, and the socket.

Examples:
  SLACK_APP_TOKEN=xapp-… SLACK_BOT_TOKEN=xoxb-… versus doctor
Exit code: 0 all is right, 1 something is not.

` + settingsHelp()
}

// A finding is one line of the doctor's: what was looked at, and what is wrong with it.
type finding struct {
	what, wrong, fix string
}

// Run prints a line for each thing that must be right, and fails where one is not.
func (doctorCmd) Run(ctx context.Context, c console) error {
	env := environment(c.env)
	findings := []finding{checkData(env("VERSUS_DATA_DIR"))}
	findings = append(findings, checkSlack(ctx, env)...)
	failed := 0
	for _, f := range findings {
		if f.wrong == "" {
			fmt.Fprintf(c.out, "ok    %s\n", f.what)
			continue
		}
		failed++
		fmt.Fprintf(c.out, "wrong %s: %s\n", f.what, f.wrong)
		if f.fix != "" {
			fmt.Fprintf(c.out, "      → %s\n", f.fix)
		}
	}
	if failed > 0 {
		return exit{code: exitUnanswered, msg: fmt.Sprintf("%s not right", plural(failed, "thing"))}
	}
	return nil
}

func checkData(dir string) finding {
	f := finding{what: "dataset"}
	d, err := openData(dir)
	if err != nil {
		f.wrong, f.fix = err.Error(), "versus data check "+dir
		return f
	}
	stale := 0
	for _, fact := range d.Facts() {
		if data.Stale(fact, d.Metric(fact.Metric), time.Now()) {
			stale++
		}
	}
	f.what = fmt.Sprintf("dataset of %s, %s", d.Version(), plural(len(d.Facts()), "fact"))
	if stale > 0 {
		f.what += fmt.Sprintf(" (%d of them older than their metric allows)", stale)
	}
	return f
}

// checkSlack asks Slack about both tokens.
func checkSlack(ctx context.Context, env environment) []finding {
	app, token, err := env.slack()
	if err != nil {
		return []finding{{what: "tokens", wrong: err.Error(), fix: "versus manifest --url opens Slack with the app filled in"}}
	}
	url := env("SLACK_API_URL")
	if url == "" {
		url = bot.SlackAPI
	}
	ctx, cancel := context.WithTimeout(ctx, doctorTimeout)
	defer cancel()
	var list []finding
	granted, err := grantedScopes(ctx, url, token)
	if err != nil {
		return append(list, finding{what: "bot token", wrong: bot.Redact(err.Error())})
	}
	list = append(list, finding{what: "bot token"}, checkScopes(granted))
	f := finding{what: "app token opens a socket"}
	if _, _, err := slack.New(token, slack.OptionAppLevelToken(app), slack.OptionAPIURL(url)).StartSocketModeContext(ctx); err != nil {
		f.wrong, f.fix = bot.Redact(err.Error()), "Basic Information › App-Level Tokens, scope connections:write; and Socket Mode must be on"
	}
	return append(list, f)
}

// checkScopes holds the granted scopes against those of the manifest.
func checkScopes(granted []string) finding {
	f := finding{what: "scopes"}
	needed, err := deploy.Scopes()
	if err != nil {
		f.wrong = err.Error()
		return f
	}
	var missing []string
	for _, need := range needed {
		if !slices.Contains(granted, need) {
			missing = append(missing, need)
		}
	}
	if len(missing) > 0 {
		f.wrong = "not granted: " + strings.Join(missing, ", ")
		f.fix = "apply the manifest (versus manifest), then reinstall the app to the workspace: a token keeps the scopes it was made with"
	}
	return f
}

// silent answers nothing: the doctor makes a bot only to have its settings looked at.
type silent struct{}

func (silent) Ask(string, data.Lang, answers.Context) bot.Reply { return bot.Reply{} }

// grantedScopes asks who the token is, and reads the scopes off the answer's header.
func grantedScopes(ctx context.Context, api, token string) ([]string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, api+"auth.test", nil)
	if err != nil {
		return nil, fmt.Errorf("ask who the token is: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := (&http.Client{Timeout: doctorTimeout}).Do(request)
	if err != nil {
		return nil, fmt.Errorf("reach Slack: %w", err)
	}
	defer response.Body.Close()
	var answer struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&answer); err != nil {
		return nil, fmt.Errorf("read Slack's answer: %w", err)
	}
	if !answer.OK {
		return nil, fmt.Errorf("auth.test: %s (the right token is at OAuth & Permissions › Bot User OAuth Token)", answer.Error)
	}
	var scopes []string
	for s := range strings.SplitSeq(response.Header.Get("X-OAuth-Scopes"), ",") {
		if s = strings.TrimSpace(s); s != "" {
			scopes = append(scopes, s)
		}
	}
	return scopes, nil
}
