package prose

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"versus/answers/match"
	"versus/data"
)

var update = flag.Bool("update", false, "write the golden files anew; read them before they are committed")

func correction(from, to string) match.Correction { return match.Correction{From: from, To: to} }

// fixture is the dataset of testdata/dataset.txtar.
func fixture(t testing.TB) *data.Dataset {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "dataset.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	d, err := data.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func writer(t testing.TB, d *data.Dataset) *Writer {
	t.Helper()
	w, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestPages holds the text of every kind of answer, in both languages, against files that have been read.
func TestPages(t *testing.T) {
	d := fixture(t)
	w := writer(t, d)
	en, ko := (maker{d}).pages(data.EN), (maker{d}).pages(data.KO)
	for _, name := range slices.Sorted(maps.Keys(en)) {
		t.Run(name, func(t *testing.T) {
			got := w.Page(en[name]).Text() + "\n\n========\n\n" + w.Page(ko[name]).Text() + "\n"
			file := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("page differs from %s (-want +got):\n%s", file, diff)
			}
		})
	}
}
