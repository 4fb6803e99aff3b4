package prose

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"versus/answers"
	"versus/data"
)

func files(en, ko string) fstest.MapFS {
	return fstest.MapFS{"m/en.yaml": {Data: []byte(en)}, "m/ko.yaml": {Data: []byte(ko)}}
}

func TestSay(t *testing.T) {
	m, err := LoadMessages(files(
		"hello: 'Hello {{.Name}}.'\nfound: { one: '{{.Count}} thing', other: '{{.Count}} things' }\nin: { side: '{{if .A}}{{.A}}!{{else}}none{{end}}' }\n",
		"hello: '{{josa .Name \"은는\"}} 안녕.'\nfound: '{{.Count}}개'\nin: { side: '{{if .A}}{{josa .A \"이/가\"}}{{else}}없음{{end}}' }\n"), "m")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		l    data.Lang
		id   string
		vars map[string]any
		want string
	}{
		{data.EN, "hello", map[string]any{"Name": "Opus"}, "Hello Opus."},
		{data.KO, "hello", map[string]any{"Name": "Opus"}, "Opus는 안녕."},
		{data.KO, "hello", map[string]any{"Name": "Sonnet"}, "Sonnet은 안녕."},
		{data.EN, "found", map[string]any{"Count": 1}, "1 thing"},
		{data.EN, "found", map[string]any{"Count": 0}, "0 things"},
		{data.EN, "found", map[string]any{"Count": 2}, "2 things"},
		{data.KO, "found", map[string]any{"Count": 1}, "1개"},
		{data.EN, "in.side", nil, "none"},
		{data.KO, "in.side", map[string]any{"A": 4.6}, "4.6이"},
		{"fr", "hello", map[string]any{"Name": "x"}, "Hello x."},
		{data.EN, "nosuch", nil, "nosuch"},
		{data.EN, "hello", nil, "Hello ."},
		{data.EN, "hello", map[string]any{"Name": "{{.Count}} %s <b>"}, "Hello {{.Count}} %s <b>."},
	}
	for _, tt := range tests {
		if got := m.Say(tt.l, tt.id, tt.vars); got != tt.want {
			t.Errorf("Say(%s, %s, %v) = %q, want %q", tt.l, tt.id, tt.vars, got, tt.want)
		}
	}
}

func TestLoadMessagesFaults(t *testing.T) {
	tests := []struct{ name, en, ko, want string }{
		{"a key only in English", "a: x\nb: y\n", "a: x\n", `ko.yaml lacks "b"`},
		{"a key only in Korean", "a: x\n", "a: x\nc: z\n", `en.yaml lacks "c"`},
		{"no such particle", "a: x\n", "a: '{{josa .N \"입니다\"}}'\n", `read particle "입니다"`},
		{"an unknown function", "a: '{{upper .N}}'\n", "a: x\n", `function "upper" not defined`},
		{"a loop", "a: '{{range .N}}x{{end}}'\n", "a: x\n", "messages know only fields, josa and if"},
		{"a variable", "a: '{{$x := .N}}'\n", "a: x\n", "messages know only fields, josa and if"},
		{"a chain of fields", "a: '{{.N.M}}'\n", "a: x\n", "messages know only fields, josa and if"},
		{"a particle as a condition", "a: '{{if josa .N \"은는\"}}x{{end}}'\n", "a: x\n", "a condition is one field"},
		{"an action left open", "a: '{{.N'\n", "a: x\n", "unclosed action"},
		{"an empty message", "a: ''\n", "a: x\n", "it is empty"},
		{"no YAML", "a: [\n", "a: x\n", "parse messages"},
		{"every fault at once", "a: '{{upper .N}}'\n", "a: '{{lower .N}}'\n", `function "lower" not defined`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := LoadMessages(files(tt.en, tt.ko), "m"); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want one that holds %q", err, tt.want)
			}
		})
	}
	if _, err := LoadMessages(fstest.MapFS{}, "m"); err == nil {
		t.Error("no files at all, and no error")
	}
}

// literal finds the ids of messages that the code names.
var literal = regexp.MustCompile(`"([a-z]+(?:[._][a-z0-9_]+)*)"`)

// TestMessageIDs holds the ids that the code says against those of the files: none is missing, none is forgotten there.
func TestMessageIDs(t *testing.T) {
	m := writer(t, fixture(t)).m
	used := map[string]bool{}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile(`\b(?:say|count)\("([a-z0-9_.]+)"`)
	for _, file := range sources {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range said.FindAllSubmatch(text, -1) {
			if id := string(match[1]); !m.has(id) && !strings.HasSuffix(id, ".") && !strings.HasPrefix(id, "help.") {
				t.Errorf("%s says %q, which no file has", file, id)
			}
		}
		for _, match := range literal.FindAllSubmatch(text, -1) {
			used[string(match[1])] = true
		}
	}
	for id := range m.en {
		if !used[id] && !composed(id) {
			t.Errorf("nothing says %q", id)
		}
	}
}

// composed says whether an id is put together by the code.
func composed(id string) bool {
	for _, p := range []string{"fact.", "status.", "condition.", "unit.", "chart.", "kind.", "choice.", "missing.", "nodata.", "help.", "computed.", "rank.high_", "rank.low_"} {
		if strings.HasPrefix(id, p) {
			return true
		}
	}
	return false
}

// TestMessageOfEach makes sure that the closed sets of other packages have their words here.
func TestMessageOfEach(t *testing.T) {
	m := writer(t, fixture(t)).m
	var ids []string
	for _, s := range []data.Status{data.SelfReported, data.Independent, data.Estimated, data.Planned, data.Target, data.Expected, data.Rumored, data.Alleged, data.Claimed} {
		ids = append(ids, "status."+string(s))
	}
	for _, k := range []data.Kind{data.KindModel, data.KindLine, data.KindCompany, data.KindProduct, data.KindPerson, data.KindChip, data.KindMarket, data.KindGroup} {
		ids = append(ids, "kind."+string(k))
	}
	for _, u := range []data.Unknown{data.Undisclosed, data.NotStated, data.NotApplicable} {
		ids = append(ids, "fact."+string(u))
	}
	for _, o := range []answers.Op{answers.Difference, answers.Ratio, answers.Growth, answers.Sum} {
		ids = append(ids, "computed."+string(o))
	}
	for _, u := range []data.Unit{data.UnitPercent, data.UnitTokens, data.UnitTokensPerS, data.UnitUSD, data.UnitUSDPerMonth, data.UnitUSDPerMTok, data.UnitPeople,
		data.UnitParameters, data.UnitGPUs, data.UnitGigawatts, data.UnitYears, data.UnitYear, data.UnitDate, data.UnitRank, data.UnitMultiple, data.UnitHours,
		data.UnitCount, data.UnitText, data.UnitEntity} {
		ids = append(ids, "unit."+string(u))
	}
	for _, id := range ids {
		if !m.has(id) {
			t.Errorf("there is no message %q", id)
		}
	}
}

// TestHelpExamples asks what the help says can be asked, of the dataset that comes with the program.
func TestHelpExamples(t *testing.T) {
	d := datasets(t)["embedded"]
	w := writer(t, d)
	e, err := answers.New(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range langs {
		for _, n := range helpExamples {
			question := w.m.say(l, "help.ask"+n)
			a := e.Ask(question, answers.Asking{})
			if got := answers.OutcomeOf(a); got != "answer" {
				t.Errorf("%q is not answered: %s: %s", question, got, w.Page(a).Headline)
			}
			if a.About().Lang != l {
				t.Errorf("%q is answered in %s", question, a.About().Lang)
			}
		}
	}
}
