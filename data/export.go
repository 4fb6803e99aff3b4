package data

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Formats are the formats of [Dataset.Export].
func Formats() []string { return []string{"jsonl", "json", "csv"} }

// exportRow is one row of an export: a fact, or a note, whose metric is null.
type exportRow struct {
	Entity     exportEntity `json:"entity"`
	Metric     *MetricID    `json:"metric"`
	Value      *string      `json:"value"`  // the compact figure in English; the English text of a fact that is one
	Number     exact        `json:"number"` // written out; the limit of a floor or a ceiling; null for a range
	Unit       *Unit        `json:"unit"`
	Qualifiers []string     `json:"qualifiers"`
	AsOf       string       `json:"as_of"`
	Source     string       `json:"source"` // notes#L14, several joined by ", "
	Note       *Text        `json:"note"`   // a fact's caveat; a note's text
	ID         string       `json:"id"`
	ValueKO    *string      `json:"value_ko"`
	Low        exact        `json:"low"` // the ends of a range, the one end of a floor or a ceiling
	High       exact        `json:"high"`
	With       EntityID     `json:"with"`
	Refs       []EntityID   `json:"refs"`
	Period     string       `json:"period"`
	Status     Status       `json:"status"`
	Unknown    Unknown      `json:"unknown"`
	Rank       FactRank     `json:"rank"`
	Conflict   ConflictID   `json:"conflict"`
	Checked    string       `json:"checked"`
	Title      *Text        `json:"title"` // of a note
	Topics     []TopicID    `json:"topics"`
	About      []EntityID   `json:"about"`
}

type exportEntity struct {
	ID     EntityID `json:"id"`
	Name   string   `json:"name"`
	NameKO string   `json:"name_ko"`
	Kind   Kind     `json:"kind"`
}

// Export writes a row a fact and a row a note, entity by entity: as JSON lines, as one JSON list, or as CSV with a head
// line. The columns and their order are part of the contract; new ones are added at the end.
//
// In the CSV no cell begins a formula: one that begins with =, +, -, @, a tab or a carriage return gets an apostrophe
// before it, as spreadsheets do themselves. A figure such as -$14B or +58%, which is nothing but a sign, digits and a
// unit, cannot be one and stays as it is.
func (d *Dataset) Export(w io.Writer, format string) error {
	rows := d.exportRows()
	out := bufio.NewWriter(w)
	var err error
	switch format {
	case "jsonl":
		err = exportLines(out, rows, "", "\n", "\n")
	case "json":
		err = exportLines(out, rows, "[\n", ",\n", "\n]\n")
	case "csv":
		err = exportCSV(out, rows)
	default:
		return fmt.Errorf("export as %q: the formats are %s", clip(format), strings.Join(Formats(), ", "))
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("export as %s: %w", format, err)
	}
	return nil
}

func (d *Dataset) exportRows() []exportRow {
	var rows []exportRow
	for _, e := range d.Entities() {
		for _, f := range e.Facts {
			rows = append(rows, d.factRow(e, f))
		}
		for _, n := range e.Notes {
			rows = append(rows, noteRow(e, n))
		}
	}
	return rows
}

func entityCell(e *Entity) exportEntity { return exportEntity{e.ID, e.Labels.EN, e.Labels.KO, e.Kind} }

func (d *Dataset) factRow(e *Entity, f *Fact) exportRow {
	value, valueKO := d.Figure(f, EN), d.Figure(f, KO)
	r := exportRow{
		Entity: entityCell(e), Metric: &f.Metric, Value: &value, ValueKO: &valueKO,
		Qualifiers: listed(Qualifiers(f)),
		AsOf:       f.AsOf.String(), Source: anchorsCell(f.Source), ID: f.ID, With: f.With, Refs: listed(f.Refs), Topics: []TopicID{}, About: []EntityID{},
		Period: f.Period.String(), Status: f.Status, Unknown: f.Unknown, Rank: f.Rank, Conflict: f.Conflict,
		Checked: f.Checked.String(),
	}
	if m := d.Metric(f.Metric); m != nil {
		r.Unit = &m.Unit
	}
	if !f.Note.IsZero() {
		r.Note = &f.Note
	}
	switch f.Form {
	case FormValue:
		r.Number = exactOf(f.Value)
	case FormMin:
		r.Number, r.Low = exactOf(f.Min), exactOf(f.Min)
	case FormMax:
		r.Number, r.High = exactOf(f.Max), exactOf(f.Max)
	case FormRange:
		r.Low, r.High = exactOf(f.Min), exactOf(f.Max)
	}
	return r
}

func noteRow(e *Entity, n *Note) exportRow {
	r := exportRow{
		Entity: entityCell(e), Qualifiers: []string{}, AsOf: n.AsOf.String(), Source: anchorsCell(n.Source),
		Note: &n.Text, ID: string(e.ID) + "/" + n.ID, Status: n.Status, Refs: []EntityID{}, Topics: listed(n.Topics), About: listed(n.About),
	}
	if n.Status != Reported {
		r.Qualifiers = append(r.Qualifiers, string(n.Status))
	}
	if !n.Title.IsZero() {
		r.Title = &n.Title
	}
	return r
}

// An exact number is written out, with the decimals of its literal; the empty one is null.
type exact string

// MarshalJSON writes the digits as they are.
func (e exact) MarshalJSON() ([]byte, error) {
	if e == "" {
		return []byte("null"), nil
	}
	return []byte(e), nil
}

func exactOf(n Number) exact {
	if n.IsZero() {
		return ""
	}
	return exact(n.Decimal())
}

func anchorsCell(anchors []Anchor) string {
	cells := make([]string, len(anchors))
	for i, a := range anchors {
		cells[i] = a.String()
	}
	return strings.Join(cells, ", ")
}

// exportLines writes each row as one line of JSON.
func exportLines(w *bufio.Writer, rows []exportRow, first, between, last string) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	w.WriteString(first) // the flush reports what goes wrong
	for i, r := range rows {
		b.Reset()
		if err := enc.Encode(r); err != nil {
			return err
		}
		if i > 0 {
			w.WriteString(between)
		}
		w.Write(bytes.TrimRight(b.Bytes(), "\n"))
	}
	if len(rows) > 0 || first != "" {
		w.WriteString(last)
	}
	return nil
}

var figureCell = regexp.MustCompile(`^[-+][$]?[0-9][0-9,]*([.][0-9]+)?[KMBT]?[%x]?[+]?$`)

// safeCell keeps a spreadsheet from reading a cell as a formula.
func safeCell(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) || figureCell.MatchString(s) {
		return s
	}
	return "'" + s
}

func exportCSV(w io.Writer, rows []exportRow) error {
	out := csv.NewWriter(w)
	if err := out.Write(csvHead()); err != nil {
		return err
	}
	for _, r := range rows {
		cells := r.cells()
		for i := range cells {
			cells[i] = safeCell(cells[i])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvHead() []string {
	return []string{
		"entity_id", "entity_name", "entity_name_ko", "entity_kind", "metric", "value", "number", "unit", "qualifiers",
		"as_of", "source", "note_en", "note_ko", "id", "value_ko", "low", "high", "with", "refs", "period", "status",
		"unknown", "rank", "conflict", "checked", "title_en", "title_ko", "topics", "about",
	}
}

// cells gives the row in the order of csvHead; lists are joined by semicolons.
func (r exportRow) cells() []string {
	note, title := deref(r.Note), deref(r.Title)
	return []string{
		string(r.Entity.ID), r.Entity.Name, r.Entity.NameKO, string(r.Entity.Kind), string(deref(r.Metric)), deref(r.Value),
		string(r.Number), string(deref(r.Unit)), strings.Join(r.Qualifiers, ";"), r.AsOf, r.Source, note.EN, note.KO, r.ID,
		deref(r.ValueKO), string(r.Low), string(r.High), string(r.With), semicolons(r.Refs), r.Period, string(r.Status),
		string(r.Unknown), string(r.Rank), string(r.Conflict), r.Checked, title.EN, title.KO, semicolons(r.Topics), semicolons(r.About),
	}
}

// listed keeps an empty list from being null.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

func semicolons[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, s := range list {
		words[i] = string(s)
	}
	return strings.Join(words, ";")
}
