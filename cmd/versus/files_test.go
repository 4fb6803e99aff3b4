package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/txtar"
)

// unpack writes a small dataset without a fault into a folder: dataset FOLDER.
func unpack(ts *testscript.TestScript, _ bool, args []string) {
	a, err := txtar.ParseFile("../../data/testdata/base.txtar")
	ts.Check(err)
	for _, f := range a.Files {
		name := ts.MkAbs(filepath.Join(args[0], f.Name))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
		ts.Check(os.WriteFile(name, f.Data, 0o600))
	}
}

// fill writes a file of one long line: fill FILE BEFORE N TIMES AFTER writes TIMES N times between the others.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(args[1]+strings.Repeat(args[3], n)+args[4]), 0o600))
}

// quoted writes a file of what a Go string says, which may hold any byte: quoted FILE '"caf\xe9"'.
func quoted(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}

// replace replaces a text that stands in a file once: replace FILE OLD NEW.
func replace(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, args[1]); n != 1 {
		ts.Fatalf("%q stands in %s %d times", args[1], args[0], n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}
