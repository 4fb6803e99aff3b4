package main

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// module is the name that go.mod gives.
const module = "versus"

// A source is one Go file of the module.
type source struct {
	name string // with slashes, from the module's root
	dir  string // its package, from the module's root
	test bool
	fset *token.FileSet
	ast  *ast.File
}

// imports are the paths that the file imports.
func (f source) imports() []string {
	var list []string
	for _, i := range f.ast.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err == nil {
			list = append(list, p)
		}
	}
	return list
}

// at is where a node stands: "bot/store/store.go:12".
func (f source) at(n ast.Node) string {
	return f.name + ":" + strconv.Itoa(f.fset.Position(n.Pos()).Line)
}

// readModule parses every Go file of the module in the order of their names, whatever it is built for. Modules inside
// it, and the folders that Go leaves alone, are no part of it.
func readModule(t *testing.T, root fs.FS) []source {
	t.Helper()
	var files []source
	fset := token.NewFileSet()
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return enter(root, name)
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, source{name, path.Dir(name), strings.HasSuffix(name, "_test.go"), fset, parsed})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// enter tells whether to look into a folder.
func enter(root fs.FS, name string) error {
	base := path.Base(name)
	switch {
	case name == ".":
		return nil
	case base == "testdata" || base == "node_modules" || base == "vendor" || strings.ContainsRune("._", rune(base[0])):
		return fs.SkipDir
	}
	if _, err := fs.Stat(root, path.Join(name, "go.mod")); !errors.Is(err, fs.ErrNotExist) {
		return fs.SkipDir
	}
	return nil
}

// readFixture reads a small module from an archive, and the faults it holds from the archive's file "faults".
func readFixture(t *testing.T, name string) (fs.FS, []string) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	root, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	faults, err := fs.ReadFile(root, "faults")
	if err != nil {
		t.Fatal(err)
	}
	return root, strings.Split(strings.TrimSpace(string(faults)), "\n")
}
