package data_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"versus/data"
)

func export(t *testing.T, d *data.Dataset, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Export(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestExportGolden(t *testing.T) {
	d := load(t, base(t))
	for _, format := range data.Formats() {
		golden := "testdata/export." + format
		got := export(t, d, format)
		if flag.Lookup("update").Value.String() == "true" {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", golden, diff)
		}
	}
}

type row struct {
	Entity struct {
		ID     data.EntityID `json:"id"`
		Name   string        `json:"name"`
		NameKO string        `json:"name_ko"`
		Kind   data.Kind     `json:"kind"`
	} `json:"entity"`
	Metric     *data.MetricID `json:"metric"`
	Value      *string        `json:"value"`
	Number     json.Number    `json:"number"`
	Unit       *data.Unit     `json:"unit"`
	Qualifiers []string       `json:"qualifiers"`
	AsOf       string         `json:"as_of"`
	Source     string         `json:"source"`
	Note       *data.Text     `json:"note"`
	ID         string         `json:"id"`
}

// What is exported is the dataset: every fact and every note, in all formats alike.
func TestExportParsesBack(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	if err := json.Unmarshal(export(t, d, "json"), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(d.Facts())+len(d.Notes()) {
		t.Fatalf("%d rows of %d facts and %d notes", len(rows), len(d.Facts()), len(d.Notes()))
	}
	lines := bytes.Split(bytes.TrimSpace(export(t, d, "jsonl")), []byte("\n"))
	table, err := csv.NewReader(bytes.NewReader(export(t, d, "csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != len(rows) || len(table) != len(rows)+1 {
		t.Fatalf("%d rows, %d lines, %d lines of CSV", len(rows), len(lines), len(table))
	}
	column := map[string]int{}
	for i, name := range table[0] {
		column[name] = i
	}
	for i, r := range rows {
		var line row
		if err := json.Unmarshal(lines[i], &line); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, line); diff != "" {
			t.Errorf("line %d differs from row %d:\n%s", i, i, diff)
		}
		cells := table[i+1]
		if cells[column["id"]] != r.ID || cells[column["entity_name_ko"]] != r.Entity.NameKO || cells[column["number"]] != r.Number.String() {
			t.Errorf("line %d of CSV is %v, row %+v", i, cells, r)
		}
		checkRow(t, d, r)
	}
}

// checkRow compares a row with the fact it is of.
func checkRow(t *testing.T, d *data.Dataset, r row) {
	t.Helper()
	if r.Metric == nil {
		if r.Note == nil || r.Note.EN == "" || r.Note.KO == "" || r.Value != nil || r.Unit != nil {
			t.Errorf("row of a note: %+v", r)
		}
		return
	}
	f := d.Fact(r.ID)
	if f == nil || f.Entity != r.Entity.ID || f.Metric != *r.Metric || *r.Value != d.Figure(f, data.EN) || r.AsOf != f.AsOf.String() {
		t.Errorf("row %+v is of no fact", r)
		return
	}
	if r.Number != "" && f.Form == data.FormValue && r.Number.String() != f.Value.Decimal() {
		t.Errorf("%s: number %s, want %s", r.ID, r.Number, f.Value.Decimal())
	}
}

// The first columns and their order are a contract with whoever reads them.
func TestExportShape(t *testing.T) {
	first, _, _ := bytes.Cut(export(t, load(t, base(t)), "jsonl"), []byte("\n"))
	want := `{"entity":{"id":"example-large-1","name":"Example Large 1","name_ko":"이그잼플 라지 1","kind":"model"},"metric":"bench_one",` +
		`"value":"70%+","number":70,"unit":"percent","qualifiers":["at_least"],"as_of":"2026-02","source":"notes#L3","note":null,`
	if !strings.HasPrefix(string(first), want) {
		t.Errorf("first line %s\nwant       %s", first, want)
	}
}

func TestExportUnknownFormat(t *testing.T) {
	var b bytes.Buffer
	err := load(t, base(t)).Export(&b, "xlsx")
	if want := `export as "xlsx": the formats are jsonl, json, csv`; errText(err) != want || b.Len() > 0 {
		t.Errorf("got %v, want %s", err, want)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestExportTellsOfAFullDisk(t *testing.T) {
	for _, format := range data.Formats() {
		if err := load(t, base(t)).Export(full{}, format); errText(err) != "export as "+format+": file already closed" {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// No cell begins a formula, and a negative figure stays readable.
func TestCSVHoldsNoFormula(t *testing.T) {
	files := base(t)
	for name, text := range map[string]string{
		"chips/evil.yaml": `id: evil
kind: chip
labels: { en: "=HYPERLINK(\"http://x\")", ko: "+1-1" }
facts:
  - { metric: capex, value: -14B, source: notes }
  - { metric: capex, range: [-16B, -14B], source: notes, period: 2024 }
  - { metric: growth, value: 58, source: notes }
  - { metric: motto, text: { en: "@SUM(A1)", ko: "-2+3" }, source: notes, note: { en: "=1+1", ko: "=1+1" } }
`,
	} {
		files[name] = file(text)
	}
	text := string(export(t, load(t, files), "csv"))
	table, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	figure := regexp.MustCompile(`^[-+]\$?[0-9.,]+[KMBT]?%?$`)
	for _, cells := range table {
		for _, c := range cells {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) && !figure.MatchString(c) {
				t.Errorf("cell %q", c)
			}
		}
	}
	for _, want := range []string{",-$14B,", ",-14000000000,", ",+58%,", ",'@SUM(A1),", ",'=1+1,", ",'-2+3,", ",'-$14-16B,", `"'=HYPERLINK(""http://x"")"`} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}
