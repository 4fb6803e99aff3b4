package match_test

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"versus/answers/match"
)

var update = flag.Bool("update", false, "write the golden files anew")

// fixtureNames reads testdata/names.txt: owner|kind|flags|text, with the flags L (label) and V (versioned).
func fixtureNames(t testing.TB) []match.Name {
	t.Helper()
	kinds := map[string]match.Kind{"entity": match.Entity, "metric": match.Metric, "word": match.Word}
	var names []match.Name
	for _, l := range readLines(t, "testdata/names.txt") {
		f := strings.Split(l, "|")
		if len(f) != 4 {
			t.Fatalf("testdata/names.txt: %q has %d fields (owner|kind|flags|text)", l, len(f))
		}
		kind, ok := kinds[f[1]]
		if !ok {
			t.Fatalf("testdata/names.txt: kind %q is not known", f[1])
		}
		names = append(names, match.Name{
			Owner: f[0], Kind: kind, Text: f[3], Label: strings.Contains(f[2], "L"), Versioned: strings.Contains(f[2], "V"),
		})
	}
	return names
}

func fixture(t testing.TB) *match.Index {
	t.Helper()
	ix, err := match.New(fixtureNames(t), match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

// readLines gives the lines of a file that are neither empty nor comments.
func readLines(t testing.TB, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		if l := sc.Text(); strings.TrimSpace(l) != "" && !strings.HasPrefix(l, "#") {
			lines = append(lines, l)
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

var passes = [...]string{"", "set", "josa", "folded", "edited", "short", "initials"}

// say writes a result on one line: the mentions, then what is left over.
func say(r match.Result) string {
	var b strings.Builder
	for i, m := range r.Mentions {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strings.Join(m.Owners, "/"))
		if m.Pass != match.Exact {
			fmt.Fprintf(&b, " (%s", passes[m.Pass])
			if m.Edits > 0 {
				fmt.Fprintf(&b, " %d", m.Edits)
			}
			b.WriteString(")")
		}
		if m.Version != "" {
			fmt.Fprintf(&b, " !%s", m.Version)
		}
	}
	b.WriteString(" |")
	for _, t := range r.Tokens {
		if t.Mention < 0 && (t.Josa == "" || t.Stem != "") {
			b.WriteString(" " + t.Text)
			if t.Amount {
				b.WriteString("#")
			}
		}
	}
	return b.String()
}
