package deploy

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

const (
	nonroot   = 65532 // the user of distroless images
	probePort = 9090
)

// faults are what is wrong, in words.
type faults []string

func (f *faults) want(ok bool, format string, args ...any) {
	if !ok {
		*f = append(*f, fmt.Sprintf(format, args...))
	}
}

func equal(a, b map[string]string) bool { return maps.Equal(a, b) }

func readText(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// settingNames are the program's settings; true for those that may also come from a file.
type settingNames map[string]bool

// readSettings reads the table of settings out of the program's source, since nothing can import a program.
func readSettings(t *testing.T) settingNames {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../cmd/versus/settings.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	names := settingNames{}
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Names) != 1 || v.Names[0].Name != "settings" || len(v.Values) != 1 {
			return true
		}
		for _, e := range v.Values[0].(*ast.CompositeLit).Elts {
			fields := e.(*ast.CompositeLit).Elts
			name, err := strconv.Unquote(fields[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			names[name] = fields[len(fields)-1].(*ast.Ident).Name == "true"
		}
		return false
	})
	if len(names) < 5 || !names["SLACK_BOT_TOKEN"] || names["VERSUS_DATA_DIR"] {
		t.Fatalf("the table of settings was read as %v", names)
	}
	return names
}

// faults holds an environment against the settings: it names only what there is, takes the tokens from files, and lets
// probes in from outside.
func (names settingNames) faults(env map[string]string) []string {
	var f faults
	for _, name := range slices.Sorted(maps.Keys(env)) {
		_, plain := names[name]
		f.want(plain || names[strings.TrimSuffix(name, "_FILE")], "%s is no setting", name)
		f.want(!names[name], "%s holds a token (use %s_FILE)", name, name)
	}
	for name, secret := range names {
		f.want(!secret || env[name+"_FILE"] != "", "%s_FILE is not set", name)
	}
	_, stored := env["VERSUS_DATABASE_URL"]
	f.want(stored, "VERSUS_DATABASE_URL is not set")
	f.want(env["VERSUS_HTTP_ADDR"] == fmt.Sprint("0.0.0.0:", probePort), "VERSUS_HTTP_ADDR is %q: no probe gets in", env["VERSUS_HTTP_ADDR"])
	return f
}

// pinned tells whether an image has a tag that is not moved at will.
func pinned(image string) bool {
	_, tag, ok := strings.Cut(image[strings.LastIndex(image, "/")+1:], ":")
	return ok && tag != "latest" && tag != ""
}

// compose is the file for one machine, every field that it uses.
type compose struct {
	Name     string `yaml:"name"`
	Services map[string]struct {
		Build struct {
			Context    string `yaml:"context"`
			Dockerfile string `yaml:"dockerfile"`
		} `yaml:"build"`
		Image       string            `yaml:"image"`
		Restart     string            `yaml:"restart"`
		Grace       string            `yaml:"stop_grace_period"`
		ReadOnly    bool              `yaml:"read_only"`
		User        string            `yaml:"user"`
		CapDrop     []string          `yaml:"cap_drop"`
		SecurityOpt []string          `yaml:"security_opt"`
		PIDs        int               `yaml:"pids_limit"`
		Memory      string            `yaml:"mem_limit"`
		Environment map[string]string `yaml:"environment"`
		Secrets     []string          `yaml:"secrets"`
		Volumes     []string          `yaml:"volumes"`
		Ports       []string          `yaml:"ports"`
	} `yaml:"services"`
	Secrets map[string]struct {
		File string `yaml:"file"`
	} `yaml:"secrets"`
	Volumes map[string]struct{} `yaml:"volumes"`
}

func composeFaults(text string, names settingNames) []string {
	var c compose
	if err := yaml.Load([]byte(text), &c, yaml.WithKnownFields()); err != nil {
		return []string{err.Error()}
	}
	s, ok := c.Services["versus"]
	if !ok || len(c.Services) != 1 {
		return []string{"one service, please"}
	}
	var f faults
	f.want(s.ReadOnly, "the root is writable")
	f.want(s.User == fmt.Sprintf("%d:%d", nonroot, nonroot), "it runs as %q", s.User)
	f.want(slices.Equal(s.CapDrop, []string{"ALL"}), "not all capabilities are dropped")
	f.want(slices.Contains(s.SecurityOpt, "no-new-privileges:true"), "privileges may grow")
	f.want(pinned(s.Image), "the image %q has no tag of its own", s.Image)
	f.want(s.Memory != "" && s.PIDs > 0, "no limits")
	f.want(slices.Equal(s.Volumes, []string{"data:/data"}), "volumes: %v", s.Volumes)
	for _, p := range s.Ports {
		f.want(strings.HasPrefix(p, "127.0.0.1:"), "port %s is open to the network", p)
	}
	for _, secret := range s.Secrets {
		f.want(c.Secrets[secret].File != "", "secret %s has no file", secret)
		f.want(s.Environment[strings.ToUpper(secret)+"_FILE"] == "/run/secrets/"+secret, "secret %s is not read", secret)
	}
	return append(f, names.faults(s.Environment)...)
}

func TestCompose(t *testing.T) {
	text, names := readText(t, "compose.yaml"), readSettings(t)
	for _, fault := range composeFaults(text, names) {
		t.Error(fault)
	}
	notices(t, text, func(s string) []string { return composeFaults(s, names) }, [][3]string{
		{"read_only: true", "read_only: false", "writable"},
		{"[ALL]", "[]", "capabilities"},
		{"127.0.0.1:9090:9090", "9090:9090", "open to the network"},
		{"SLACK_BOT_TOKEN_FILE: ", "SLACK_BOT_TOKEN: ", "holds a token"},
		{"data:/data", "..:/data", "volumes"},
		{"pids_limit", "pid_limit", "pid_limit"},
	})
}

// notices breaks one thing at a time (old, new) and looks whether it is said.
func notices(t *testing.T, text string, check func(string) []string, cases [][3]string) {
	t.Helper()
	for _, c := range cases {
		broken := strings.Replace(text, c[0], c[1], 1)
		if got := strings.Join(check(broken), "\n"); broken == text || !strings.Contains(got, c[2]) {
			t.Errorf("with %q for %q: said %q, want %q", c[1], c[0], got, c[2])
		}
	}
}

var (
	fromLine   = regexp.MustCompile(`(?m)^FROM (\S+)`)
	goLine     = regexp.MustCompile(`(?m)^go (\d+\.\d+)`)
	golangLine = regexp.MustCompile(`^golang:(\d+\.\d+)\.\d+-`)
)

func dockerFaults(text, mod string) []string {
	var f faults
	from := fromLine.FindAllStringSubmatch(text, -1)
	if len(from) != 2 {
		return []string{"two stages, please"}
	}
	built, wanted := golangLine.FindStringSubmatch(from[0][1]), goLine.FindStringSubmatch(mod)
	f.want(built != nil && wanted != nil && built[1] == wanted[1], "built with %s, go.mod wants %v", from[0][1], wanted)
	f.want(strings.HasPrefix(from[1][1], "gcr.io/distroless/static-") && strings.HasSuffix(from[1][1], ":nonroot"), "runs on %s", from[1][1])
	_, last, _ := strings.Cut(text, "FROM "+from[1][1])
	for _, has := range []string{
		fmt.Sprintf("USER %d:%d", nonroot, nonroot), "VOLUME /data", "ENV VERSUS_DATABASE_URL=sqlite:///data/", fmt.Sprintf("EXPOSE %d", probePort),
		"ENV VERSUS_HTTP_ADDR=0.0.0.0:9090", `ENTRYPOINT ["/usr/local/bin/versus"]`,
	} {
		f.want(strings.Contains(last, has), "no %q", has)
	}
	for _, has := range []string{"-trimpath", "CGO_ENABLED=0"} {
		f.want(strings.Contains(text, has), "no %q", has)
	}
	f.want(!strings.Contains(last, "TOKEN"), "a token is in the image")
	return f
}

func TestDockerfile(t *testing.T) {
	text, mod := readText(t, "Dockerfile"), readText(t, "../go.mod")
	for _, fault := range dockerFaults(text, mod) {
		t.Error(fault)
	}
	notices(t, text, func(s string) []string { return dockerFaults(s, mod) }, [][3]string{
		{"FROM golang:1.26.8-", "FROM golang:1.25.0-", "built with"},
		{"static-debian12:nonroot", "static-debian12:latest", "runs on"},
		{"USER 65532:65532", "USER root", "USER"},
		{"-trimpath ", "", "-trimpath"},
	})
}

// must are the lines without which the service is not shut in.
var must = []string{
	"DynamicUser=yes", "StateDirectory=versus", "StateDirectoryMode=0700", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes",
	"PrivateTmp=yes", "PrivateDevices=yes", "CapabilityBoundingSet=", "MemoryDenyWriteExecute=yes", "RestrictNamespaces=yes",
	"SystemCallFilter=@system-service", "RestartPreventExitStatus=2", "Environment=VERSUS_DATABASE_URL=sqlite://%S/versus/versus.db",
}

func unitFaults(text string, names settingNames) []string {
	var f faults
	lines := strings.Split(text, "\n")
	for _, m := range must {
		f.want(slices.Contains(lines, m), "no %s", m)
	}
	given := map[string]bool{}
	for _, l := range lines {
		if c, ok := strings.CutPrefix(l, "LoadCredential="); ok {
			name, from, _ := strings.Cut(c, ":")
			given[name] = strings.HasPrefix(from, "/etc/versus/")
		}
	}
	for _, l := range lines {
		name, value, _ := strings.Cut(strings.TrimPrefix(l, "Environment="), "=")
		if !strings.HasPrefix(l, "Environment=") {
			continue
		}
		secret, fromFile := strings.CutSuffix(name, "_FILE")
		_, plain := names[name]
		f.want(plain || fromFile && names[secret], "%s is no setting", name)
		f.want(!fromFile || given[strings.TrimPrefix(value, "%d/")], "%s is no credential", value)
	}
	for name, secret := range names {
		f.want(!secret || given[strings.ToLower(name)], "%s is not loaded", name)
	}
	return f
}

func TestUnit(t *testing.T) {
	text, names := readText(t, "versus.service"), readSettings(t)
	for _, fault := range unitFaults(text, names) {
		t.Error(fault)
	}
	notices(t, text, func(s string) []string { return unitFaults(s, names) }, [][3]string{
		{"ProtectSystem=strict", "ProtectSystem=full", "ProtectSystem"},
		{"%d/slack_app_token", "/etc/versus/slack_app_token", "no credential"},
		{"LoadCredential=slack_bot_token", "LoadCredential=slack_token", "SLACK_BOT_TOKEN is not loaded"},
		{"VERSUS_DATABASE_URL", "VERSUS_DATABASE", "no setting"},
	})
}
