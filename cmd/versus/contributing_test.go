package main

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"versus/data"
)

// TestContributing holds the guide, in both languages, to the truth: the fact it shows is in the dataset, the correction
// it teaches is a good one, and the faults it explains are what the check says of those slips.
func TestContributing(t *testing.T) {
	for _, name := range []string{"CONTRIBUTING.md", "CONTRIBUTING.ko.md"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile("../../" + name)
			if err != nil {
				t.Fatal(err)
			}
			testGuide(t, string(text))
		})
	}
}

func testGuide(t *testing.T, text string) {
	const opus, sources = "models/claude-opus-4-6.yaml", "sources.yaml"
	blocks := yamlBlocks(text)
	if len(blocks) != 3 {
		t.Fatalf("%d YAML blocks, want the fact, its correction and a source", len(blocks))
	}
	edit := func(file, old, new string) fstest.MapFS {
		files := datasetFiles(t)
		was := string(files[file].Data)
		if !strings.Contains(was, old) {
			t.Fatalf("%s does not hold %q", file, old)
		}
		files[file] = &fstest.MapFile{Data: []byte(strings.Replace(was, old, new, 1))}
		return files
	}

	corrected := edit(opus, blocks[0], blocks[1])
	corrected[sources] = &fstest.MapFile{Data: append(corrected[sources].Data, blocks[2]...)}
	d, report := data.Check(corrected, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	if len(report.Faults) > 0 {
		t.Fatalf("the correction has faults:\n%v", report.Faults)
	}
	if f := d.Fact("claude-opus-4-6/output_speed!independent"); f == nil || d.Figure(f, data.EN) != "~34 tok/s" {
		t.Errorf("the correction leads to %v", f)
	}

	for _, files := range []fstest.MapFS{
		edit(opus, "value: 80.8", "value: 808"),
		edit(opus, "    source: notes#L30", "    sorce: notes#L30"),
	} {
		_, report := data.Check(files, time.Now())
		if len(report.Faults) == 0 {
			t.Error("a slip passes the check")
		}
		for _, f := range report.Faults {
			if line := path.Join("data", f.String()) + "\n"; !strings.Contains(text, line) {
				t.Errorf("not shown: %s", line)
			}
		}
	}
}

// yamlBlocks are the examples in a text.
func yamlBlocks(text string) []string {
	var blocks []string
	for _, part := range strings.Split(text, "```yaml\n")[1:] {
		block, _, _ := strings.Cut(part, "```")
		blocks = append(blocks, block)
	}
	return blocks
}

// datasetFiles are the embedded dataset's files, to be changed.
func datasetFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(data.Files(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(data.Files(), name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
