package bot

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
)

// secrets are the shapes of what must never be shown: Slack's tokens of every kind, the addresses that anybody can post
// to who knows them, and the one-time tickets of the socket.
var secrets = regexp.MustCompile(`(?i)xox[a-z](?:\.xox[a-z])?-[a-z0-9-]+|xapp-[a-z0-9-]+|hooks\.slack(?:-gov)?\.com/[^\s"']+|([?&](?:ticket|token)=)[^\s"'&]+`)

// Redact takes secrets out of a text.
func Redact(s string) string { return secrets.ReplaceAllString(s, "${1}[redacted]") }

// ReplaceAttr redacts what is logged, for [slog.HandlerOptions]. It is a net below careful code, not a replacement for
// it: only strings, errors and what prints itself are looked at.
func ReplaceAttr(_ []string, a slog.Attr) slog.Attr {
	switch v := a.Value.Resolve(); v.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(Redact(v.String()))
	case slog.KindAny:
		switch v := v.Any().(type) {
		case error:
			a.Value = slog.StringValue(Redact(v.Error()))
		case fmt.Stringer:
			a.Value = slog.StringValue(Redact(v.String()))
		case []byte:
			a.Value = slog.StringValue(Redact(string(v)))
		}
	}
	return a
}

// bare takes the address off an error of the HTTP client: with a response URL it would be a secret, with any other it
// is known.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}
