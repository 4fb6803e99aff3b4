package bot

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/slack-go/slack"
)

// A TokenError says that a token cannot work: which one, why, and on which page of Slack's settings a right one is
// found. It never holds the token. Trying again does not help.
type TokenError struct {
	Variable string // the setting: SLACK_APP_TOKEN or SLACK_BOT_TOKEN
	Why      string // what is wrong, in words
	Code     string // Slack's word for it; "" where the token was not even tried
}

// The settings of the two tokens.
const (
	appTokenVariable = "SLACK_APP_TOKEN"
	botTokenVariable = "SLACK_BOT_TOKEN"
)

// Error is one line that says which token, why, and where to find a right one.
func (e *TokenError) Error() string {
	where := `"OAuth & Permissions", "Bot User OAuth Token" (xoxb-…)`
	if e.Variable == appTokenVariable {
		where = `"Basic Information", "App-Level Tokens" (xapp-…, with the scope connections:write)`
	}
	code := ""
	if e.Code != "" {
		code = " (" + e.Code + ")"
	}
	return fmt.Sprintf("use %s: %s%s; the right one is at https://api.slack.com/apps, your app, %s", e.Variable, e.Why, code, where)
}

// tokens looks at the kinds of the tokens before anything is sent.
func tokens(app, bot string) error {
	for _, c := range []struct {
		variable, token, want, swapped string
	}{
		{appTokenVariable, app, "xapp-", "xoxb-"},
		{botTokenVariable, bot, "xoxb-", "xapp-"},
	} {
		switch {
		case c.token == "":
			return &TokenError{Variable: c.variable, Why: "it is not set"}
		case strings.HasPrefix(c.token, c.swapped):
			return &TokenError{Variable: c.variable, Why: "it holds the other token: the two are swapped"}
		case !strings.HasPrefix(strings.TrimPrefix(c.token, "xoxe."), c.want):
			return &TokenError{Variable: c.variable, Why: fmt.Sprintf("it does not begin with %q", c.want)}
		case strings.ContainsAny(c.token, " \t\r\n"):
			return &TokenError{Variable: c.variable, Why: "there is a blank or a line end in it"}
		}
	}
	return nil
}

// why are Slack's words for a token that will not work however often it is tried.
var why = map[string]string{
	"invalid_auth":              "Slack does not know it",
	"not_authed":                "Slack got none",
	"account_inactive":          "the app was removed from the workspace, or the workspace is gone",
	"token_revoked":             "it was revoked",
	"token_expired":             "it has expired",
	"not_allowed_token_type":    "it is a token of another kind",
	"missing_scope":             "it lacks a scope: apply the manifest again, then reinstall the app",
	"no_permission":             "it may not do this",
	"two_factor_setup_required": "the workspace asks for two-factor authentication",
	"app_uninstalled":           "the app was removed from the workspace",
}

// tokenError gives the TokenError that an error of Slack's amounts to, or nil where trying again may help.
func tokenError(variable string, err error) *TokenError {
	var status slack.StatusCodeError
	if errors.As(err, &status) && status.Code == http.StatusNotFound && variable == appTokenVariable {
		return &TokenError{Variable: variable, Why: "Slack finds no app for it", Code: "404"}
	}
	code := errorCode(err)
	if w, ok := why[code]; ok {
		return &TokenError{Variable: variable, Why: w, Code: code}
	}
	return nil
}

// errorCode is Slack's word for what went wrong, or "" where Slack said nothing.
func errorCode(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) {
		return refused.Err
	}
	return ""
}
