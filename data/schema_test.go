package data

import (
	"encoding/json"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// enumOf gives the words that a schema allows in a place.
func enumOf(t *testing.T, file string, steps ...string) []string {
	t.Helper()
	b, err := schemaFiles.ReadFile("schema/" + file + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var at any
	if err := json.Unmarshal(b, &at); err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		m, _ := at.(map[string]any)
		at = m[s]
	}
	var words []string
	list, _ := at.([]any)
	for _, w := range list {
		words = append(words, w.(string))
	}
	return words
}

// What the schema allows is what the program knows, word by word.
func TestSchemaWords(t *testing.T) {
	fact := []string{"$defs", "fact", "properties"}
	metric := []string{"properties", "metrics", "items", "properties"}
	for _, c := range []struct {
		file  string
		steps []string
		want  []string
	}{
		{"entity", []string{"properties", "kind", "enum"}, words(KindModel, KindLine, KindCompany, KindProduct, KindPerson, KindChip, KindMarket, KindGroup)},
		{"entity", []string{"properties", "released", "enum"}, words(StageReleased, StageAnnounced, StageInDevelopment, StageSighted)},
		{"common", []string{"$defs", "status", "enum"}, words(Reported, SelfReported, Independent, Estimated, Planned, Target, Expected, Rumored, Alleged, Claimed)},
		{"common", append(slices.Clone(fact), "unknown", "enum"), words(Undisclosed, NotStated, NotApplicable)},
		{"common", append(slices.Clone(fact), "rank", "enum"), words(Preferred, Normal, Deprecated)},
		{"metrics", append(slices.Clone(metric), "better", "enum"), words(Higher, Lower, None)},
		{"metrics", append(slices.Clone(metric), "comparable", "enum"), words(Self, Never)},
		{"metrics", append(slices.Clone(metric), "unit", "enum"), words(UnitPercent, UnitTokens, UnitTokensPerS, UnitUSD, UnitUSDPerMonth, UnitUSDPerMTok, UnitPeople,
			UnitParameters, UnitGPUs, UnitGigawatts, UnitYears, UnitYear, UnitDate, UnitRank, UnitMultiple, UnitHours, UnitCount, UnitText, UnitEntity)},
	} {
		if got := enumOf(t, c.file, c.steps...); !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %v, want %v", c.file, strings.Join(c.steps, "/"), got, c.want)
		}
	}
}

func words[T ~string](list ...T) []string {
	var s []string
	for _, w := range list {
		s = append(s, string(w))
	}
	return s
}

// Every key a schema knows is read into a field, and every field has a key.
func TestSchemaKeys(t *testing.T) {
	for _, c := range []struct {
		file  string
		steps []string
		of    any
		other map[string]string // keys that are named otherwise, or read into something else; and fields that are derived
	}{
		{"entity", []string{"properties"}, Entity{}, map[string]string{"released": "stage"}},
		{"entity", []string{"properties", "notes", "items", "properties"}, Note{}, nil},
		{"common", []string{"$defs", "fact", "properties"}, Fact{}, map[string]string{"range": "", "ref": "refs", "-form": "", "-date": ""}},
		{"metrics", []string{"properties", "metrics", "items", "properties"}, Metric{}, nil},
		{"metrics", []string{"properties", "families", "items", "properties"}, Family{}, nil},
		{"topics", []string{"items", "properties"}, Topic{}, nil},
		{"conflicts", []string{"items", "properties"}, Conflict{}, map[string]string{"sides": ""}},
		{"sources", []string{"items", "properties"}, Source{}, nil},
	} {
		fields := map[string]bool{}
		for i := range reflect.TypeOf(c.of).NumField() {
			name, _, _ := strings.Cut(reflect.TypeOf(c.of).Field(i).Tag.Get("json"), ",")
			if _, derived := c.other["-"+name]; name != "-" && !derived {
				fields[name] = false
			}
		}
		for key := range keysOf(t, c.file, c.steps...) {
			if other, renamed := c.other[key]; renamed {
				key = other
			}
			if _, known := fields[key]; !known && key != "" {
				t.Errorf("%s: key %s has no field in %T", c.file, key, c.of)
			}
			fields[key] = true
		}
		for name, has := range fields {
			if !has {
				t.Errorf("%s: field %s of %T has no key", c.file, name, c.of)
			}
		}
	}
}

func keysOf(t *testing.T, file string, steps ...string) map[string]any {
	t.Helper()
	set, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	at, _ := set.sources[schemaBase+file+".schema.json"].(map[string]any)
	for _, s := range steps {
		at, _ = at[s].(map[string]any)
	}
	if len(at) == 0 {
		t.Fatalf("no keys in %s %v", file, steps)
	}
	return at
}

// Every schema but the shared one is that of some file, and every file of the dataset points its editor to its own.
func TestEditorsFindTheSchema(t *testing.T) {
	set, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(yamlFiles, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(yamlFiles, name)
		if err != nil {
			return err
		}
		schema := schemaOf(name)
		if set.compiled[schema] == nil {
			t.Errorf("%s: no schema %s", name, schema)
		}
		first, _, _ := strings.Cut(string(text), "\n")
		want := "schema/" + schema + ".schema.json"
		if path.Dir(name) != "." {
			want = "../" + want
		}
		if first != "# yaml-language-server: $schema="+want {
			t.Errorf("%s begins with %q, want the schema %s", name, first, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
