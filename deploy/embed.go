// Package deploy holds what Versus needs beside its program to run somewhere: the manifest of its Slack app, and the
// files for containers and services. It promises that the manifest asks for what the bot uses and for nothing more.
package deploy

import (
	_ "embed"
	"fmt"
	"net/url"
	"strings"

	"go.yaml.in/yaml/v4"
)

//go:embed manifest.yaml
var manifest string

// Manifest is the Slack app manifest, in YAML, with the reason for each scope.
func Manifest() string { return manifest }

// ManifestURL is the link that opens Slack's page for a new app with the manifest filled in. The reasons are left out of it: some
// browsers and chats cut long links.
func ManifestURL() string {
	escaped := strings.ReplaceAll(url.QueryEscape(bare(manifest)), "+", "%20")
	return "https://api.slack.com/apps?new_app=1&manifest_yaml=" + escaped
}

// bare takes the lines out that are comments.
func bare(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// Scopes are the scopes that the bot token needs, in the manifest's order. What a token lacks of these was added after
// the app was installed.
func Scopes() ([]string, error) {
	var m struct {
		OAuth struct {
			Scopes struct {
				Bot []string `yaml:"bot"`
			} `yaml:"scopes"`
		} `yaml:"oauth_config"`
	}
	if err := yaml.Unmarshal([]byte(manifest), &m); err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	return m.OAuth.Scopes.Bot, nil
}
