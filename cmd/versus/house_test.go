package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// starters are the packages that may start other programs: the command line opens a browser, the programme of crashes
// starts what it kills.
const starters = "cmd/... bot/digest/faults/..."

// pure are the packages without goroutines: the same question has the same answer.
const pure = "answers answers/match answers/prose bot/render"

// houseFaults holds every file against the rules that are not about imports of ours.
func houseFaults(files []source) []string {
	var list []string
	consts := constants(files)
	documented := documented(files)
	for i, f := range files {
		if !documented[f.dir] && !f.test {
			list = append(list, fmt.Sprintf("%s: package %s has no doc (say what it promises and what it refuses)", f.name, f.dir))
			documented[f.dir] = true // once is enough
		}
		if f.test {
			continue
		}
		list = append(list, processes(f)...)
		list = append(list, statements(f)...)
		if within(f.dir, "bot/store/...") {
			list = append(list, builtSQL(files[i], consts)...)
		}
	}
	return list
}

// documented lists the packages with a doc comment in a file that is no test. It begins with "Package", or for a program
// with "Command" or the program's name.
func documented(files []source) map[string]bool {
	has := map[string]bool{}
	for _, f := range files {
		begins, _, _ := strings.Cut(f.ast.Doc.Text(), " ")
		if !f.test && (begins == "Package" || begins == "Command" || strings.EqualFold(begins, path.Base(f.dir))) {
			has[f.dir] = true
		}
	}
	return has
}

// processes finds the import that starts other programs, where none may be started.
func processes(f source) []string {
	for _, imported := range f.imports() {
		if imported == "os/exec" && !within(f.dir, starters) {
			return []string{f.name + ": only cmd may start programs (os/exec)"}
		}
	}
	return nil
}

// statements finds init functions, which nobody calls, and goroutines of pure packages.
func statements(f source) []string {
	var list []string
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				list = append(list, f.at(n)+": init (call it where its work is needed)")
			}
		case *ast.GoStmt:
			if within(f.dir, pure) {
				list = append(list, fmt.Sprintf("%s: %s starts a goroutine (it is pure)", f.at(n), f.dir))
			}
		}
		return true
	})
	return list
}

// sqlText is a text that begins, or goes on, as SQL does.
var sqlText = regexp.MustCompile(`(?is)^\s*(select\s|insert\s+into|update\s+\S+\s+set|delete\s+from|create\s|alter\s|drop\s|pragma\s|vacuum|attach\s|with\s+\S+\s+as)|` +
	`\b(FROM|WHERE|VALUES|ORDER BY|SET)\s`)

// builtSQL finds SQL that is put together at run time: by fmt, or by + with anything but constants. What a person typed
// could be in it; parameters carry values instead.
func builtSQL(f source, consts map[string]bool) []string {
	var list []string
	ast.Inspect(f.ast, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && isIdent(s.X, "fmt") && len(n.Args) > 0 && s.Sel.Name != "Errorf" {
				for _, arg := range n.Args {
					if looksLikeSQL(arg) {
						list = append(list, fmt.Sprintf("%s: fmt.%s builds SQL (use parameters)", f.at(n), s.Sel.Name))
						break
					}
				}
			}
		case *ast.BinaryExpr:
			if n.Op == token.ADD && !constant(n, f.dir, consts) && looksLikeSQL(n) {
				list = append(list, f.at(n)+": + builds SQL out of what is no constant (use parameters)")
				return false
			}
		}
		return true
	})
	return list
}

// looksLikeSQL tells whether some literal of an expression is SQL.
func looksLikeSQL(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			text, err := strconv.Unquote(l.Value)
			found = found || err == nil && sqlText.MatchString(text)
		}
		return !found
	})
	return found
}

// constant tells whether an expression is made of literals and named constants of its package alone.
func constant(e ast.Expr, dir string, consts map[string]bool) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return consts[dir+"."+e.Name]
	case *ast.ParenExpr:
		return constant(e.X, dir, consts)
	case *ast.BinaryExpr:
		return constant(e.X, dir, consts) && constant(e.Y, dir, consts)
	}
	return false
}

// constants are the named constants of each package, as "bot/store.columns".
func constants(files []source) map[string]bool {
	found := map[string]bool{}
	for _, f := range files {
		ast.Inspect(f.ast, func(n ast.Node) bool {
			d, ok := n.(*ast.GenDecl)
			if !ok || d.Tok != token.CONST {
				return true
			}
			for _, s := range d.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					found[f.dir+"."+name.Name] = true
				}
			}
			return true
		})
	}
	return found
}

func isIdent(e ast.Expr, name string) bool {
	i, ok := e.(*ast.Ident)
	return ok && i.Name == name
}

// TestHouse holds the whole module against the rules of the house.
func TestHouse(t *testing.T) {
	for _, fault := range houseFaults(readModule(t, os.DirFS(path.Join("..", "..")))) {
		t.Error(fault)
	}
}

// TestHouseFixture shows that each rule is noticed where it is broken.
func TestHouseFixture(t *testing.T) {
	fixture, want := readFixture(t, "testdata/house.txtar")
	if d := cmp.Diff(want, houseFaults(readModule(t, fixture))); d != "" {
		t.Errorf("faults (-want +got):\n%s", d)
	}
}
