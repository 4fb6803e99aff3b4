package data_test

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"versus/data"
)

var update = flag.Bool("update", false, "write the golden files")

// archive reads a txtar as a file system.
func archive(t testing.TB, name string) (*txtar.Archive, fstest.MapFS) {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name != "want" {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return a, files
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// base gives the small dataset without a fault.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	_, files := archive(t, "testdata/base.txtar")
	return files
}

// load gives the dataset that files hold, which must have no fault.
func load(t testing.TB, files fstest.MapFS) *data.Dataset {
	t.Helper()
	d, err := data.Load(files)
	if err != nil {
		t.Fatalf("faults in a dataset that should have none:\n%v", err)
	}
	return d
}

func TestBaseHasNoFault(t *testing.T) {
	d := load(t, base(t))
	if got, want := len(d.Facts()), 20; got != want {
		t.Errorf("%d facts, want %d", got, want)
	}
}

// Each case replaces files of the base and lists every fault that must be named, in order, in its last file.
func TestFaults(t *testing.T) {
	cases, err := filepath.Glob("testdata/faults/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, over := archive(t, name)
			files := base(t)
			maps.Copy(files, over)
			d, err := data.Load(files)
			if d != nil || err == nil {
				t.Fatal("a dataset came of it")
			}
			got := err.Error() + "\n"
			last := len(a.Files) - 1
			if *update {
				if a.Files[last].Name != "want" {
					a.Files = append(a.Files, txtar.File{Name: "want"})
					last++
				}
				a.Files[last].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(a.Files[last].Data), got); a.Files[last].Name != "want" || diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// One edit of the base each, and the fault it makes.
func TestFaultOfEdit(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"no such family", "metrics.yaml", "family: bench\n    labels: { en: Bench Two", "family: bensh\n    labels: { en: Bench Two",
			`metrics.yaml:16:13: no family "bensh" (the id of a family of this file)`},
		{"a change that is no percentage", "metrics.yaml", "unit: usd\n    better: none\n    comparable: self", "unit: usd\n    change: true\n    better: none\n    comparable: self",
			`metrics.yaml:38:13: only a percentage is marked as a change (unit percent, or no change)`},
		{"a rank by nothing", "metrics.yaml", "    unit: rank\n", "    unit: rank\n    by: usres\n", `metrics.yaml:56:9: no metric "usres" (users)`},
		{"a share by a count", "metrics.yaml", "    max_age: 180d\n", "    by: users\n",
			`metrics.yaml:13:9: only a rank is made by another metric (unit rank, or no by)`},
		{"a yes that is no true", "metrics.yaml", "change: true", "change: yes",
			`companies/example-labs.yaml:14:12: 120 is above 100 percent (0 to 100; or change: true in metrics.yaml where the metric is a change)` + "\n" +
				`metrics.yaml:25:13: change: "yes" is no true or false (true where the percentage is a change, which may be below 0 or above 100)`},
		{"an unknown unit", "metrics.yaml", "unit: people", "unit: persons",
			`metrics.yaml:43:11: unit: "persons" is not known (one of percent, tokens, tokens_per_second, usd, usd_per_month, usd_per_million_tokens, people, parameters, gpus, gigawatts, years, year, date, rank, multiple, hours, count, text, entity)`},
		{"an age in months", "metrics.yaml", "max_age: 180d", "max_age: 6m",
			`metrics.yaml:13:14: max_age: "6m" does not fit (a number of days such as 180d)`},
		{"one language", "dataset.yaml", "[en, ko]", "[en]",
			`dataset.yaml:4:12: languages: a list is not right ([en, ko])`},
		{"no licence", "dataset.yaml", "licence: CC-BY-4.0\n", "",
			`dataset.yaml:1:1: "licence" is missing (an SPDX licence identifier such as CC-BY-4.0)`},
		{"a source that is no address", "sources.yaml", "https://example.com/page", "javascript:alert(1)",
			`sources.yaml:8:8: url: "javascript:alert(1)" does not fit (an address that begins with https://)`},
		{"a decomposed text", "topics.yaml", "ko: 안전 }", "ko: \"\u110b\u1161\u11ab전\" }",
			`topics.yaml:5:29: the text is not in Unicode's composed form (NFC) ("안전")`},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := base(t)
			text := string(files[c.file].Data)
			if strings.Count(text, c.old) != 1 {
				t.Fatalf("%q stands %d times in %s", c.old, strings.Count(text, c.old), c.file)
			}
			files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
			_, err := data.Load(files)
			if diff := cmp.Diff(c.want, errText(err)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// A caller that wants the places, and not the text, gets at them.
func TestFaultsUnwrap(t *testing.T) {
	files := base(t)
	delete(files, "topics.yaml")
	_, err := data.Load(files)
	var all data.Faults
	var first data.Fault
	if !errors.As(err, &all) || !errors.As(fmt.Errorf("check: %w", err), &first) || first != all[0] || first.Error() != first.String() {
		t.Errorf("faults %v, first %v", all, first)
	}
	if want := "topics.yaml: the file is missing (a dataset has dataset.yaml, sources.yaml, metrics.yaml, topics.yaml, conflicts.yaml)"; first.String() != want {
		t.Errorf("got %s, want %s", first, want)
	}
}

// A total may be a range, a floor or a ceiling, and is held against what its parts may be.
func TestTotals(t *testing.T) {
	for _, c := range []struct{ total, a, b, want string }{
		{"10B", "4B", "5.5B", ""},
		{"10B", "4B", "7.1B", "the total of 2025 is 10B, its parts sum to 11.10B"},
		{"{ min: 20B }", "4B", "5B", "the total of 2025 is 20B+, its parts sum to 9B"},
		{"{ max: 8B }", "4B", "5.5B", "the total of 2025 is at most 8B, its parts sum to 9.50B"},
		{"{ max: 8B }", "{ min: 4B }", "{ min: 6B }", "the total of 2025 is at most 8B, its parts sum to at least 10B"},
		{"{ range: [6B, 8B] }", "{ range: [4B, 5B] }", "5.5B", "the total of 2025 is 6B-8B, its parts sum to 9.50B-10.50B"},
		{"{ range: [9B, 10B] }", "{ max: 4B }", "{ max: 3B }", "the total of 2025 is 9B-10B, its parts sum to 0-7B"},
		{"10B", "{ unknown: undisclosed }", "1B", ""},
		{"{ unknown: not_stated }", "1B", "1B", ""},
		{"{ text: { en: a lot, ko: 많음 } }", "1B", "1B", ""},
		{"{ value: 90B, conflict: capex-2026 }", "1B", "1B", ""},
	} {
		files := base(t)
		edit(t, files, "series/capex.yaml", "cells: [10B, ", "cells: ["+c.total+", ")
		edit(t, files, "series/capex.yaml", "cells: [{ value: 4B, approx: true }, ", "cells: ["+c.a+", ")
		edit(t, files, "series/capex.yaml", "cells: [5.5B, ", "cells: ["+c.b+", ")
		_, err := data.Load(files)
		if c.want == "" && err != nil || !strings.Contains(errText(err), c.want) {
			t.Errorf("%s of %s and %s: %v, want %q", c.total, c.a, c.b, err, c.want)
		}
	}
}
