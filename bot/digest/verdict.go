package digest

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// kind says how a call to Slack ended.
type kind string

// The kinds. Only of a refusal and of what was unsent is it certain that nothing arrived.
const (
	accepted kind = "accepted"
	unsent   kind = "unsent"   // no connection: nothing left this machine
	limited  kind = "limited"  // Slack asks for time
	refused  kind = "refused"  // Slack said no
	doubtful kind = "doubtful" // it may have arrived
)

// cause says what a refusal is about, and thereby what follows.
type cause string

// The causes.
const (
	ofAccess   cause = "access"   // the channel is out of reach: the subscription stops until it is back
	ofPolicy   cause = "policy"   // somebody forbids it: the subscription stops until somebody resumes it
	ofToken    cause = "token"    // nothing can be posted anywhere
	ofForm     cause = "form"     // the message is at fault: once more as plain text
	ofMetadata cause = "metadata" // the key cannot ride on the message: nothing is posted without it
	ofThread   cause = "thread"   // the first message is gone
	ofTime     cause = "time"     // it will pass, in ten minutes or so
)

// A verdict is what the end of a call means.
type verdict struct {
	kind  kind
	cause cause         // of refused
	code  string        // in Slack's words, or ours
	after time.Duration // of limited
}

// The bounds of what Slack may ask for, and what is meant where it does not say.
const (
	limitUnsaid = time.Minute
	limitMost   = 15 * time.Minute
)

// causes are the refusals of which it is certain that nothing was posted. A code that is not here is taken for a
// doubt, which costs time and never posts twice.
var causes = map[string]cause{
	"channel_not_found": ofAccess, "not_in_channel": ofAccess, "no_permission": ofAccess, "is_archived": ofAccess,
	"user_not_found": ofAccess, "user_disabled": ofAccess, "cannot_dm_bot": ofAccess, "messages_tab_disabled": ofAccess,

	"restricted_action": ofPolicy, "restricted_action_read_only_channel": ofPolicy,
	"restricted_action_thread_only_channel": ofPolicy, "restricted_action_non_threadable_channel": ofPolicy,
	"restricted_action_thread_locked": ofPolicy, "ekm_access_denied": ofPolicy, "team_access_not_granted": ofPolicy,
	"user_is_restricted": ofPolicy, "method_not_supported_for_channel_type": ofPolicy,

	"invalid_auth": ofToken, "not_authed": ofToken, "account_inactive": ofToken, "token_revoked": ofToken, "token_expired": ofToken,
	"not_allowed_token_type": ofToken, "app_uninstalled": ofToken, "missing_scope": ofToken, "access_denied": ofToken,
	"two_factor_setup_required": ofToken,

	"msg_too_long": ofForm, "msg_blocks_too_long": ofForm, "no_text": ofForm, "too_many_attachments": ofForm, "invalid_blocks": ofForm,
	"invalid_blocks_format": ofForm, "invalid_attachments": ofForm, "block_mismatch": ofForm, "only_one_table_allowed": ofForm,
	"invalid_arguments": ofForm,

	"metadata_too_large": ofMetadata, "invalid_metadata_format": ofMetadata, "invalid_metadata_schema": ofMetadata,
	"metadata_must_be_sent_from_app": ofMetadata,

	"thread_not_found": ofThread, "cannot_reply_to_message": ofThread,

	"org_login_required": ofTime, "team_added_to_org": ofTime, "accesslimited": ofTime, "no_dual_broadcast_content_update": ofTime,
}

// classify says what the end of a call means. Connected tells whether bytes may have left.
func classify(err error, connected bool) verdict {
	var asked *slack.RateLimitedError
	var said slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case err == nil:
		return verdict{kind: accepted}
	case errors.As(err, &asked):
		after := asked.RetryAfter
		if after <= 0 {
			after = limitUnsaid
		}
		return verdict{kind: limited, code: "ratelimited", after: min(after, limitMost)}
	case errors.As(err, &status) && status.Code == http.StatusTooManyRequests:
		return verdict{kind: limited, code: "ratelimited", after: limitUnsaid}
	case errors.As(err, &said):
		return refusal(said.Err)
	case !connected:
		return verdict{kind: unsent, code: "no connection"}
	}
	return verdict{kind: doubtful, code: reason(err)}
}

var codeForm = regexp.MustCompile(`^[a-z][a-z_]{1,60}$`)

// refusal reads Slack's word of a call that did not end well.
func refusal(code string) verdict {
	if code == "ratelimited" || code == "rate_limited" || code == "message_limit_exceeded" {
		return verdict{kind: limited, code: code, after: limitUnsaid}
	}
	c, ok := causes[code]
	switch {
	case ok:
		return verdict{kind: refused, cause: c, code: code}
	case strings.HasPrefix(code, "invalid_blocks"), strings.HasPrefix(code, "invalid_attachments"):
		return verdict{kind: refused, cause: ofForm, code: code}
	case strings.HasPrefix(code, "restricted_action"):
		return verdict{kind: refused, cause: ofPolicy, code: code}
	case strings.HasPrefix(code, "invalid_metadata"):
		return verdict{kind: refused, cause: ofMetadata, code: code}
	case !codeForm.MatchString(code):
		code = "an error without a name"
	}
	return verdict{kind: doubtful, code: code}
}

// bare takes the address off an error of the HTTP client.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// reason is an error in few words, for the log, the store and the status.
func reason(err error) string {
	var said slack.SlackErrorResponse
	switch {
	case errors.As(err, &said):
		return said.Err
	case errors.Is(err, context.DeadlineExceeded):
		return "no reply in time"
	}
	return bare(err).Error()
}
