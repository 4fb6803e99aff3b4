package data_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"versus/data"
)

// What a file can be that is no text of the format, and what is said of it.
func TestUnreadableFiles(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		want string
	}{
		{"invalid UTF-8", "id: x\nkind: \xff\xfe\n", "products/bad.yaml:2:7: byte 0xff is no UTF-8 (the file saved as UTF-8)"},
		{"cut UTF-8", "id: \xed\x95", "products/bad.yaml:1:5: byte 0xed is no UTF-8 (the file saved as UTF-8)"},
		{"a byte order mark", "\ufeffid: bad\n", "products/bad.yaml:1:1: begins with a byte order mark (plain UTF-8 without one)"},
		{"a NUL", "id: bad\n\x00", "products/bad.yaml:2:1: control character U+0000 (text without control characters)"},
		{"an escape", "id: \x1b[31m", "products/bad.yaml:1:5: control character U+001B (text without control characters)"},
		{"nothing", "", "products/bad.yaml:1:1: the file is empty (see FORMAT.md)"},
		{"a bare word", "bad", `products/bad.yaml:1:1: "bad" is no mapping (an entity)`},
		{"a list", "[bad]", `products/bad.yaml:1:1: a list is no mapping (an entity)`},
		{"brackets without end", strings.Repeat("[", 200_000), "exceeded max depth"},
		{"a megabyte and a byte", strings.Repeat("#", 1<<20+1), "products/bad.yaml: has 1048577 bytes (at most 1048576)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := base(t)
			files["products/bad.yaml"] = &fstest.MapFile{Data: []byte(c.text)}
			d, err := data.Load(files)
			if d != nil || !strings.Contains(errText(err), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

// Files within the size that hold more than any dataset needs: each is refused, or its faults are cut, before it costs.
func TestCrowdedFiles(t *testing.T) {
	const head = "id: bad\nkind: chip\nlabels: { en: Bad, ko: 배드 }\n"
	for _, c := range []struct{ name, text, want string }{
		{"facts of nothing", head + "facts:\n" + strings.Repeat("- {}\n", 200_000), "is one value too many (at most 30000 values a file)"},
		{"names", head + "aliases: { en: [" + strings.Repeat("a,", 400_000) + "] }\n", "is one value too many (at most 30000 values a file)"},
		{"keys", crowd(10_000, "k%d: 1\n"), `chips/bad.yaml:1001:1: key "k1000" is not known`},
		{"one key over and over", strings.Repeat("k: 1\n", 100_000), "more faults"},
		{"a long key", strings.Repeat("k", 1<<19) + ": 1\n", "kkk…\" is not known"},
		{"a long value", "id: " + strings.Repeat("k", 1<<19), "id: has 524288 characters (at most 64)"},
		{"a long text", head + "summary: { en: " + strings.Repeat("가", 1<<17) + ", ko: 가 }\n", "en: has 131072 characters (at most 600)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := base(t)
			files["chips/bad.yaml"] = file(c.text)
			_, err := data.Load(files)
			if !strings.Contains(errText(err), c.want) || len(errText(err)) > 500_000 {
				t.Errorf("%d characters, without %q:\n%.1000s", len(errText(err)), c.want, errText(err))
			}
		})
	}
}

// crowd writes a line many times, numbered.
func crowd(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func TestEmptyFolder(t *testing.T) {
	d, err := data.Load(fstest.MapFS{})
	faults, ok := err.(data.Faults)
	if d != nil || !ok || len(faults) != 5 || !strings.Contains(err.Error(), "dataset.yaml: the file is missing") {
		t.Errorf("got %v", err)
	}
	if _, err := data.LoadDir(filepath.Join(t.TempDir(), "none")); err == nil || !strings.Contains(err.Error(), "open folder") {
		t.Errorf("of a folder that is not there: %v", err)
	}
}

// unread fails the test when one of its files is opened.
type unread struct {
	fstest.MapFS
	name string
	t    *testing.T
}

func (u unread) Open(name string) (fs.File, error) {
	if name == u.name {
		u.t.Errorf("%s was opened", name)
	}
	return u.MapFS.Open(name)
}

// Stat tells of a file of 50 MB without holding one.
func (u unread) Stat(name string) (fs.FileInfo, error) {
	info, err := u.MapFS.Stat(name)
	if name == u.name && err == nil {
		return huge{info}, nil
	}
	return info, err
}

type huge struct{ fs.FileInfo }

func (huge) Size() int64 { return 50 << 20 }

func TestHugeFileIsNotOpened(t *testing.T) {
	files := base(t)
	files["products/huge.yaml"] = &fstest.MapFile{Data: []byte("x")}
	_, err := data.Load(unread{files, "products/huge.yaml", t})
	if want := "products/huge.yaml: has 52428800 bytes (at most 1048576)"; errText(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A file may be longer than it says, as the ones of /proc are.
func TestLyingFileIsCut(t *testing.T) {
	files := base(t)
	files["products/liar.yaml"] = &fstest.MapFile{Data: bytes.Repeat([]byte("#"), 3<<20)}
	_, err := data.Load(liar{files})
	if want := "products/liar.yaml: read file: more than 1048576 bytes"; errText(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

type liar struct{ fstest.MapFS }

func (l liar) Stat(name string) (fs.FileInfo, error) {
	info, err := l.MapFS.Stat(name)
	if name == "products/liar.yaml" && err == nil {
		return small{info}, nil
	}
	return info, err
}

type small struct{ fs.FileInfo }

func (small) Size() int64 { return 10 }

func TestTooManyFiles(t *testing.T) {
	files := base(t)
	for i := range 2100 {
		files[fmt.Sprintf("chips/c%d.yaml", i)] = &fstest.MapFile{Data: []byte("x")}
	}
	_, err := data.Load(files)
	if !strings.Contains(errText(err), "is one file too many (at most 2000 files)") {
		t.Errorf("not said: %.300v", err)
	}
	if faults := err.(data.Faults); len(faults) != 1001 || !strings.HasPrefix(faults[1000].What, "and ") {
		t.Errorf("%d faults, the last of them %v", len(faults), faults[len(faults)-1])
	}
}

// writeDir puts files into a folder of the machine.
func writeDir(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A mounted volume is made of links; those that stay inside the folder are followed, others are not.
func TestLinks(t *testing.T) {
	dir := writeDir(t, base(t))
	outside := filepath.Join(t.TempDir(), "outside.yaml")
	if err := os.WriteFile(outside, []byte("id: outside\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	link := func(target, name string) {
		t.Helper()
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Skipf("no links here: %v", err)
		}
	}
	if err := os.Rename(filepath.Join(dir, "topics.yaml"), filepath.Join(dir, ".topics")); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "models"), filepath.Join(dir, ".models")); err != nil {
		t.Fatal(err)
	}
	link(".topics", "topics.yaml")
	link(".models", "models")
	if _, err := data.LoadDir(dir); err != nil {
		t.Errorf("with links inside the folder: %v", err)
	}

	link(outside, "chips.yaml")
	link("../../etc/passwd", "people/passwd.yaml")
	link("loop.yaml", "people/loop.yaml")
	_, err := data.LoadDir(dir)
	for _, want := range []string{"chips.yaml: no such file is known", "passwd.yaml: read file:", "loop.yaml: read file:"} {
		if !strings.Contains(errText(err), want) {
			t.Errorf("not said: %s\n%v", want, err)
		}
	}
	if strings.Contains(errText(err), "root:") {
		t.Error("a file outside the folder was read")
	}
}

func TestFolderInPlaceOfFile(t *testing.T) {
	dir := writeDir(t, base(t))
	if err := os.Remove(filepath.Join(dir, "topics.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "topics.yaml"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := data.LoadDir(dir); !strings.Contains(errText(err), "topics.yaml: is no plain file (a file of text)") {
		t.Errorf("got %v", err)
	}
}

// The files of CheckDir's report are named from where the program stands.
func TestCheckDirNamesFiles(t *testing.T) {
	files := base(t)
	files["topics.yaml"] = &fstest.MapFile{Data: []byte("- id: focus\n")}
	dir := writeDir(t, files)
	_, report := data.CheckDir(dir, time.Time{})
	want := filepath.Join(dir, "topics.yaml") + `:1:3: "labels" is missing (both languages: { en: …, ko: … }, each 1 to 80 characters)`
	if len(report.Faults) == 0 || report.Faults[0].String() != want && !strings.Contains(report.Faults.Error(), want) {
		t.Errorf("got %v\nwant %s", report.Faults, want)
	}
}

func TestWarnings(t *testing.T) {
	files := base(t)
	day := func(s string) time.Time {
		d, err := data.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d.Time()
	}
	for _, c := range []struct {
		today time.Time
		want  int
	}{
		{time.Time{}, 0},
		{day("2026-03-01"), 0},
		{day("2026-07-31"), 0}, // 180 days after the end of January are the 30th, and the figure is of January's end
		{day("2026-08-28"), 1},
		{day("2026-08-29"), 3},
		{day("2027-01-01"), 4}, // the capex planned for 2026
		{day("2031-01-01"), 5}, // the profit expected for 2030
	} {
		_, report := data.Check(files, c.today)
		if len(report.Faults) > 0 {
			t.Fatal(report.Faults)
		}
		if len(report.Warnings) != c.want {
			t.Errorf("on %s: %d warnings, want %d:\n%v", c.today.Format(time.DateOnly), len(report.Warnings), c.want, report.Warnings)
		}
	}
}

func TestWarningsOfLanguage(t *testing.T) {
	files := base(t)
	edit(t, files, "companies/example-labs.yaml", "en: Makes examples.", "en: Makes 예시.")
	edit(t, files, "companies/example-labs.yaml", "ko: 확인하기 쉬워서 작은 것을 만듭니다.", "ko: It makes small things because they are easy.")
	_, report := data.Check(files, time.Time{})
	want := "companies/example-labs.yaml:5:16: the English text has Korean letters (English)\n" +
		"companies/example-labs.yaml:41:76: the Korean text has no Korean letters (Korean)"
	if got := report.Warnings.Error(); got != want || len(report.Faults) > 0 {
		t.Errorf("got %s\nwant %s\nfaults %v", got, want, report.Faults)
	}
}
