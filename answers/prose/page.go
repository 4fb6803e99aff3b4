package prose

import "versus/data"

// A Page is an answer, or a digest, in words of one language: what every surface shows, before it takes the form of
// Slack's blocks or of plain text. All strings are plain text: no markup, nothing escaped.
type Page struct {
	Lang        data.Lang
	Headline    string   // the first sentence, which answers
	Corrections []string // "Read “opsu” as Opus."
	Lines       []string // further sentences, before the table
	Table       *Table
	Charts      []Chart // at most two
	Notes       []Note
	Caveats     []string
	Footer      string   // as-of and source, one line
	Choices     []Option // a did-you-mean: one is to be picked
	Next        []Option // questions that can be asked next
}

// A Table has a header and rows of the same length. A cell is never empty: "–" stands for nothing.
type Table struct {
	Caption string
	Header  []string
	Rows    [][]Cell
	// Remarks tells that the last column holds remarks on the one before it, so that a narrow screen may run them together.
	Remarks bool
}

// A Cell is one field of a table.
type Cell struct {
	Text string
	// Number is the figure for sorting, where the column is one of plain comparable figures; else nil.
	Number *float64
}

// A Chart is a picture of a trend or a ranking. Each series has one value a category.
type Chart struct {
	Kind       string // "bar" | "line"
	Title      string
	XLabel     string
	YLabel     string
	Categories []string
	Series     []Series
	Remarks    []string // how the picture differs from the figures, for where the picture is shown
}

// A Series is one entity's values in a chart.
type Series struct {
	Name   string
	Values []float64
}

// A Note is a paragraph with an optional title.
type Note struct{ Title, Text string }

// An Option is a button: Label is what it says, Question what it asks.
type Option struct{ Label, Question string }
