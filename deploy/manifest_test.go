package deploy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/url"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"go.yaml.in/yaml/v4"
)

// byCall are the scopes that each call of the Web API needs. A call that is not here must not be in the bot's code; one
// that needs no scope is here with none.
var byCall = map[string][]string{
	"AuthTestContext":               nil,
	"PostMessageContext":            {"chat:write"},
	"PostEphemeralContext":          {"chat:write"},
	"UpdateMessageContext":          {"chat:write"},
	"PublishViewContext":            nil,
	"OpenViewContext":               nil,
	"UpdateViewContext":             nil,
	"GetUserInfoContext":            {"users:read"},
	"OpenConversationContext":       {"im:write"},
	"GetConversationHistoryContext": {"channels:history", "groups:history"},
	"GetConversationRepliesContext": {"channels:history", "groups:history"},
	"GetConversationInfoContext":    {"channels:read", "groups:read"},
	"GetUsersInConversationContext": {"channels:read", "groups:read"},
}

// later are the calls of digests, whose scopes the manifest asks for from the start: an app that needs a scope more must
// be installed again.
var later = []string{"OpenConversationContext", "GetConversationHistoryContext", "GetUsersInConversationContext"}

// byEvent are the scopes that each event needs.
var byEvent = map[string][]string{
	"app_mention":           {"app_mentions:read"},
	"message.im":            {"im:history"},
	"app_home_opened":       nil,
	"member_joined_channel": {"channels:read", "groups:read"},
	"member_left_channel":   {"channels:read", "groups:read"},
	"channel_archive":       {"channels:read"},
	"channel_unarchive":     {"channels:read"},
	"channel_deleted":       {"channels:read"},
	"channel_rename":        {"channels:read"},
	"channel_id_changed":    {"channels:read"},
	"group_archive":         {"groups:read"},
	"group_unarchive":       {"groups:read"},
	"group_deleted":         {"groups:read"},
	"group_rename":          {"groups:read"},
}

func read(t *testing.T) slack.Manifest {
	t.Helper()
	var m slack.Manifest
	if err := yaml.Unmarshal([]byte(Manifest()), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// calls finds the calls of slack-go's client in the bot's own code.
func calls(t *testing.T) map[string]string {
	t.Helper()
	client := reflect.TypeFor[*slack.Client]()
	found := map[string]string{}
	err := filepath.WalkDir("../bot", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() == "sandbox" {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if _, ok := client.MethodByName(s.Sel.Name); ok && strings.HasSuffix(s.Sel.Name, "Context") {
					found[s.Sel.Name] = path
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestScopes: the scopes are those that the code, the events and the surfaces need, neither more nor fewer.
func TestScopes(t *testing.T) {
	m := read(t)
	need := map[string]bool{"commands": len(m.Features.SlashCommands)+len(m.Features.Shortcuts) > 0}
	found := calls(t)
	if len(found) < 4 {
		t.Fatalf("found only %v in the bot's code", found)
	}
	for call, path := range found {
		scopes, ok := byCall[call]
		if !ok && call != "RunContext" {
			t.Errorf("%s calls %s, of which this test does not know the scopes", path, call)
		}
		for _, s := range scopes {
			need[s] = true
		}
	}
	for _, call := range later {
		for _, s := range byCall[call] {
			need[s] = true
		}
	}
	for _, e := range m.Settings.EventSubscriptions.BotEvents {
		scopes, ok := byEvent[e]
		if !ok {
			t.Errorf("event %s: this test does not know its scopes", e)
		}
		for _, s := range scopes {
			need[s] = true
		}
	}
	var want []string
	for s := range need {
		want = append(want, s)
	}
	got, err := Scopes()
	if err != nil {
		t.Fatal(err)
	}
	got = slices.Clone(got)
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("scopes (-needed +asked for):\n%s", d)
	}
}

// TestReasons: each scope stands below the reason for it, its own or its neighbour's.
func TestReasons(t *testing.T) {
	_, scopes, _ := strings.Cut(Manifest(), "    bot:\n")
	scopes, _, _ = strings.Cut(scopes, "settings:")
	first, _, _ := strings.Cut(scopes, "\n")
	if !strings.HasPrefix(strings.TrimSpace(first), "#") {
		t.Error("the first scope has no reason")
	}
	if n := strings.Count(scopes, "#"); n < 7 {
		t.Errorf("%d reasons", n)
	}
}

func TestManifest(t *testing.T) {
	m := read(t)
	if !m.Settings.SocketModeEnabled || m.Settings.Interactivity == nil || !m.Settings.Interactivity.IsEnabled {
		t.Error("socket mode and interactivity must be on")
	}
	if !m.Features.AppHome.HomeTabEnabled || !m.Features.AppHome.MessagesTabEnabled || m.Features.AppHome.MessagesTabReadOnlyEnabled {
		t.Error("the Home tab and messages to the bot must be on")
	}
	if c := m.Features.SlashCommands; len(c) != 1 || c[0].Command != "/ai" {
		t.Errorf("slash commands: %v", c)
	}
	if s := m.Features.Shortcuts; len(s) != 1 || s[0].CallbackID != "ask_about" || utf8.RuneCountInString(s[0].Name) > 24 {
		t.Errorf("shortcuts: %v", s)
	}
	for _, c := range []struct {
		what, text  string
		least, most int
	}{
		{"name", m.Display.Name, 1, 35},
		{"description", m.Display.Description, 1, 140},
		{"long description", m.Display.LongDescription, 174, 4000},
		{"bot's name", m.Features.BotUser.DisplayName, 1, 80},
	} {
		if n := utf8.RuneCountInString(c.text); n < c.least || n > c.most {
			t.Errorf("%s: %d characters (%d to %d)", c.what, n, c.least, c.most)
		}
	}
}

func TestManifestURL(t *testing.T) {
	u, err := url.Parse(ManifestURL())
	if err != nil {
		t.Fatal(err)
	}
	if u.Scheme != "https" || u.Host != "api.slack.com" || u.Path != "/apps" || u.Query().Get("new_app") != "1" {
		t.Errorf("leads to %s", u)
	}
	var whole, linked any
	if err := yaml.Unmarshal([]byte(Manifest()), &whole); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal([]byte(u.Query().Get("manifest_yaml")), &linked); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(whole, linked); d != "" {
		t.Errorf("the link holds another manifest (-file +link):\n%s", d)
	}
	if strings.Contains(ManifestURL(), "+") || len(ManifestURL()) > 8000 {
		t.Errorf("%d characters, or blanks as +", len(ManifestURL()))
	}
}
