package main

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A rule says what a package may import. A path that ends in /... means the package and all below it.
type rule struct {
	pkg   string
	ours  string // packages of this module that it may import
	tests string // those that its tests may import besides
	never string // packages of others that it must not import; tests may
}

const (
	// slackGo is the library that speaks to Slack.
	slackGo = "github.com/slack-go/slack/..."
	// outside is what a pure package stays away from: the network, the disk, the clock, chance, and the log.
	outside = "net net/http/... os/... time context math/rand/... log/... database/..."
)

// rules are the directions in which the house is built: data knows, answers thinks, bot speaks, cmd starts, deploy ships.
// The first that fits a package holds; a package that none fits is a fault, so that whoever adds one decides its place.
var rules = []rule{
	{pkg: "data", never: slackGo + " net net/http/... os/exec"},

	// answers/match knows names, not what they name: whoever reads its essay needs nothing else.
	{pkg: "answers/match", tests: "data", never: outside + " " + slackGo},
	{pkg: "answers/match/lexicon/generate", ours: "answers/match"},
	{pkg: "answers", ours: "answers/match data", tests: "answers/prose", never: outside + " " + slackGo},
	{pkg: "answers/prose", ours: "answers answers/match data", never: outside + " " + slackGo},
	{pkg: "answers/eval", tests: "answers answers/match answers/prose data"},

	// The packages of the edge meet in bot's interfaces and never import each other: each can be had without the rest.
	{pkg: "bot/render", ours: "answers/prose data", tests: "answers", never: outside},
	{pkg: "bot", ours: "bot/render answers answers/prose data", tests: "deploy bot/sandbox"},
	// A stand-in that shared the bot's code, or its library, would share its mistakes.
	{pkg: "bot/sandbox", never: slackGo},
	{pkg: "bot/digest/schedule", ours: "answers/prose data", never: slackGo + " net net/http/... os/... log/... database/..."},
	{pkg: "bot/digest/failpoint"},
	// The programme of crashes drives the real parts against the stand-in.
	{pkg: "bot/digest/faults/...", ours: "bot bot/render bot/digest/... bot/store bot/sandbox answers answers/prose data"},
	{
		pkg: "bot/digest/...", ours: "bot bot/render bot/digest/... answers answers/prose answers/match data",
		tests: "bot/store bot/sandbox",
	},
	{
		pkg: "bot/store/...", ours: "bot bot/digest bot/digest/schedule bot/digest/failpoint answers data", never: slackGo,
		tests: "bot/store/...",
	},

	{pkg: "deploy"},
	{pkg: "cmd/versus", ours: "answers/... bot/... data deploy"},
}

// importFaults holds each package against the rules.
func importFaults(files []source, rules []rule) []string {
	var list []string
	for _, f := range files {
		i := slices.IndexFunc(rules, func(r rule) bool { return within(f.dir, r.pkg) })
		if i < 0 {
			list = append(list, fmt.Sprintf("%s: no rule says what package %s may import (add one)", f.name, f.dir))
			continue
		}
		list = append(list, rules[i].hold(f)...)
	}
	return list
}

// hold holds one file against the rule of its package.
func (r rule) hold(f source) []string {
	may := r.ours
	if f.test {
		may += " " + r.tests
	}
	var list []string
	for _, imported := range f.imports() {
		ours, isOurs := strings.CutPrefix(imported, module+"/")
		switch {
		case isOurs && ours != f.dir && !within(ours, may):
			list = append(list, fmt.Sprintf("%s: %s must not import %s (of ours: %s)", f.name, f.dir, ours, orNothing(may)))
		case !isOurs && !f.test && within(imported, r.never):
			list = append(list, fmt.Sprintf("%s: %s must not import %s", f.name, f.dir, imported))
		}
	}
	return list
}

func orNothing(s string) string {
	if s = strings.TrimSpace(s); s == "" {
		return "nothing"
	}
	return s
}

// within tells whether a path is among those of a list, in which "a/..." means a and all below it.
func within(p, list string) bool {
	return slices.ContainsFunc(strings.Fields(list), func(one string) bool {
		root, below := strings.CutSuffix(one, "/...")
		return p == root || below && strings.HasPrefix(p, root+"/")
	})
}

// TestImports holds the whole module against the rules. It reads the files itself: the test of a list that another
// program prints would be taken from Go's test cache after the files have changed.
func TestImports(t *testing.T) {
	files := readModule(t, os.DirFS(path.Join("..", "..")))
	if len(files) < 100 {
		t.Fatalf("read only %d files", len(files))
	}
	for _, fault := range importFaults(files, rules) {
		t.Error(fault)
	}
	for _, r := range rules {
		if !strings.HasSuffix(r.pkg, "/...") && !slices.ContainsFunc(files, func(f source) bool { return f.dir == r.pkg }) {
			t.Errorf("the rule of package %s is about nothing", r.pkg)
		}
	}
}

// TestImportsFixture shows that each rule is noticed where it is broken.
func TestImportsFixture(t *testing.T) {
	fixture, want := readFixture(t, "testdata/imports.txtar")
	if d := cmp.Diff(want, importFaults(readModule(t, fixture), rules)); d != "" {
		t.Errorf("faults (-want +got):\n%s", d)
	}
}
