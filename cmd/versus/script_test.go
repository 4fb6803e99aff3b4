package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the program itself, as a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"versus": main})
}

// TestScript runs the scripts of testdata/script. Each finds the dataset's folder in $DATA and a port where nobody
// listens in $PORT. The commands that they have beside testscript's own are below and in workspace_test.go.
func TestScript(t *testing.T) {
	dataset, err := filepath.Abs("../../data")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("DATA", dataset)
			port, err := freePort()
			if err != nil {
				return err
			}
			env.Setenv("PORT", port)
			env.Values[standIn{}] = new(standIn)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "fields": fields, "values": values, "rows": rows,
			"dataset": unpack, "fill": fill, "quoted": quoted, "replace": replace,
			"onelined": onelined, "serving": serving, "workspace": workspace, "asks": asks,
		},
	})
}

// exits runs a program that must end with a certain code: exits 2 versus ask. What stdin names reaches it.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		got = ended.ExitCode()
	case err != nil:
		ts.Fatalf("run %s: %v", args[1], err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// onelined holds that a stream is one line: onelined stderr.
func onelined(ts *testscript.TestScript, _ bool, args []string) {
	if n := len(lines(ts, args[0])); n != 1 {
		ts.Fatalf("%s has %d lines, want one", args[0], n)
	}
}

func lines(ts *testscript.TestScript, file string) []string {
	text := strings.TrimSuffix(ts.ReadFile(file), "\n")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// fields holds that each line of a file is a JSON object with certain fields, in this order and no others:
// fields stdout id outcome …
func fields(ts *testscript.TestScript, _ bool, args []string) {
	all := lines(ts, args[0])
	if len(all) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	for i, line := range all {
		if d := cmp.Diff(args[1:], keys(ts, line)); d != "" {
			ts.Fatalf("fields of line %d (-want +got):\n%s", i+1, d)
		}
	}
}

// keys are the names of an object's fields in their order.
func keys(ts *testscript.TestScript, object string) []string {
	dec := json.NewDecoder(strings.NewReader(object))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		ts.Fatalf("no JSON object: %.200s", object)
	}
	var names []string
	for dec.More() {
		name, err := dec.Token()
		ts.Check(err)
		names = append(names, name.(string)) // a key always is one
		var value json.RawMessage
		ts.Check(dec.Decode(&value))
	}
	return names
}

// values holds the values of one field, line by line, each as it is written in JSON: values stdout id 1 '"a"'.
func values(ts *testscript.TestScript, _ bool, args []string) {
	var got []string
	for _, line := range lines(ts, args[0]) {
		var object map[string]json.RawMessage
		ts.Check(json.Unmarshal([]byte(line), &object))
		got = append(got, string(object[args[1]]))
	}
	if d := cmp.Diff(args[2:], got); d != "" {
		ts.Fatalf("values of %q (-want +got):\n%s", args[1], d)
	}
}

// rows holds that exports in three formats are the same rows: rows a.jsonl b.json c.csv.
func rows(ts *testscript.TestScript, _ bool, args []string) {
	var list []json.RawMessage
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &list))
	table, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[2]))).ReadAll()
	ts.Check(err)
	if len(table) == 0 || !slices.Contains(table[0], "value") {
		ts.Fatalf("%s has no header with the column value", args[2])
	}
	value := slices.Index(table[0], "value")
	written := lines(ts, args[0])
	if len(written) != len(list) || len(written) != len(table)-1 || len(written) == 0 {
		ts.Fatalf("%d, %d and %d rows", len(written), len(list), len(table)-1)
	}
	for i, line := range written {
		var a, b map[string]any
		ts.Check(json.Unmarshal([]byte(line), &a))
		ts.Check(json.Unmarshal(list[i], &b))
		if d := cmp.Diff(a, b); d != "" {
			ts.Fatalf("row %d (-jsonl +json):\n%s", i+1, d)
		}
		if v, _ := a["value"].(string); v != table[i+1][value] {
			ts.Fatalf("row %d: value %q in jsonl, %q in csv", i+1, v, table[i+1][value])
		}
	}
}
