package data

import (
	"bytes"
	"flag"
	"os"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The dataset that comes with the program loads without a fault.
func TestEmbeddedYAML(t *testing.T) {
	d, report := Check(Files(), time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC))
	if len(report.Faults) > 0 {
		t.Fatalf("faults:\n%v", report.Faults)
	}
	if len(report.Warnings) > 0 {
		t.Errorf("in the month it speaks of, the dataset should need no second look:\n%v", report.Warnings)
	}
	if len(d.Facts()) < 200 || len(d.Entities()) < 80 {
		t.Errorf("%d facts of %d entities: most of the dataset is missing", len(d.Facts()), len(d.Entities()))
	}
}

// The snapshot is that of the YAML files; "go generate ./data" makes it so.
func TestEmbeddedSnapshot(t *testing.T) {
	d, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	digest, err := digestFiles(yamlFiles)
	if err != nil {
		t.Fatal(err)
	}
	want := append([]byte(digest+"\n"), d.Snapshot()...)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile("embedded.snapshot", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(embeddedSnapshot, want) {
		t.Error("embedded.snapshot is not that of the YAML files: run go generate ./data")
	}
}

// Whatever the snapshot says, the figures are those of the YAML files.
func TestStaleSnapshotIsNotUsed(t *testing.T) {
	old := fstest.MapFS{
		"dataset.yaml":   {Data: []byte("name: { en: x, ko: x }\nversion: 2026-01-01\nlicence: MIT\nlanguages: [en, ko]\n")},
		"sources.yaml":   {Data: []byte("- { id: s, title: { en: s, ko: s }, date: 2026 }\n")},
		"metrics.yaml":   {Data: []byte("metrics: [{ id: m, labels: { en: m, ko: m }, unit: usd, better: none, comparable: self, about: { en: m, ko: m } }]\n")},
		"topics.yaml":    {Data: []byte("[]\n")},
		"conflicts.yaml": {Data: []byte("[]\n")},
		"chips/e.yaml":   {Data: []byte("id: e\nkind: chip\nlabels: { en: E, ko: 이 }\nfacts: [{ metric: m, value: 1, source: s }]\n")},
	}
	d, err := Load(old)
	if err != nil {
		t.Fatal(err)
	}
	digest, err := digestFiles(old)
	if err != nil {
		t.Fatal(err)
	}
	snapshot := append([]byte(digest+"\n"), d.Snapshot()...)
	marked := bytes.Replace(d.Snapshot(), []byte(`"value":"1"`), []byte(`"value":"9"`), 1)

	old["chips/e.yaml"].Data = bytes.Replace(old["chips/e.yaml"].Data, []byte("value: 1"), []byte("value: 2"), 1)
	for name, s := range map[string][]byte{"stale": snapshot, "empty": nil, "damaged": append([]byte(digest+"\n"), marked...)} {
		d, err := readEmbedded(old, s)
		if err != nil || d.Facts()[0].Value.Literal != "2" {
			t.Errorf("%s snapshot: %v, %v", name, d.Facts()[0].Value, err)
		}
	}
}

func TestEmbeddedIsTheYAML(t *testing.T) {
	d, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fresh.Snapshot(), d.Snapshot()); diff != "" {
		t.Error("the embedded dataset is not that of the YAML files")
	}
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := readEmbedded(yamlFiles, embeddedSnapshot); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(yamlFiles); err != nil {
			b.Fatal(err)
		}
	}
}
