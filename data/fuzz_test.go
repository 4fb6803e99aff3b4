package data_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"versus/data"
)

// Whatever a file holds, there is either a dataset that is whole, or faults that say where, and never both.
func FuzzLoad(f *testing.F) {
	a, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		f.Fatal(err)
	}
	var names []string
	for i, file := range a.Files {
		names = append(names, file.Name)
		f.Add(byte(i), file.Data)
	}
	cases, _ := filepath.Glob("testdata/faults/*.txtar")
	for _, name := range cases {
		c, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range c.Files {
			if i := slices.Index(names, file.Name); i >= 0 {
				f.Add(byte(i), file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		files := fstest.MapFS{}
		for _, file := range a.Files {
			files[file.Name] = &fstest.MapFile{Data: file.Data}
		}
		files[names[int(which)%len(names)]] = &fstest.MapFile{Data: text}
		d, err := data.Load(files)
		if err == nil {
			checkWhole(t, d)
			return
		}
		faults, ok := err.(data.Faults)
		if d != nil || !ok || len(faults) == 0 {
			t.Fatalf("a dataset %v beside %v", d, err)
		}
		for _, fault := range faults {
			s := fault.String()
			if fault.File == "" || fault.What == "" || strings.Contains(s, "\n") || !utf8.ValidString(s) || len(s) > 1000 {
				t.Fatalf("fault %q", s)
			}
		}
	})
}

// checkWhole holds for every dataset that has loaded.
func checkWhole(t *testing.T, d *data.Dataset) {
	t.Helper()
	checkSnapshot(t, d)
	checkAccessors(t, d)
	for _, format := range data.Formats() {
		var b bytes.Buffer
		if err := d.Export(&b, format); err != nil {
			t.Fatal(err)
		}
	}
	if changes := data.Diff(d, d); len(changes) > 0 {
		t.Fatalf("it differs from itself: %s", changes[0].Words())
	}
}
