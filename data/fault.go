package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Fault is one thing that is wrong with a dataset, where it stands, and what would be right. The same type carries
// warnings, which a [Report] keeps apart.
type Fault struct {
	File string // relative to the dataset's folder
	Line int    // from 1; 0 where the whole file is meant
	Col  int    // from 1; 0 where the whole line is meant
	What string
	Fix  string // may be empty
}

// String writes the fault as compilers do: file:line:col: what (what would be right).
func (f Fault) String() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Line)
		if f.Col > 0 {
			fmt.Fprintf(&b, ":%d", f.Col)
		}
	}
	b.WriteString(": " + f.What)
	if f.Fix != "" {
		b.WriteString(" (" + f.Fix + ")")
	}
	return b.String()
}

// Error makes each fault an error of its own.
func (f Fault) Error() string { return f.String() }

// Faults are all the faults of a dataset, by file and line. They are the error of [Load], and no dataset comes with them.
type Faults []Fault

// Error gives one fault a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As reach each fault.
func (fs Faults) Unwrap() []error {
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errs
}

// maxFaults keeps a hostile file from filling the terminal, or the memory.
const maxFaults = 1000

// findings gathers faults and warnings. The zero value is ready.
type findings struct {
	faults   Faults
	warnings Faults
	more     int            // faults beyond maxFaults
	schema   map[place]bool // where the schema has already found fault; saying it twice helps nobody
}

// A place is where a node stands.
type place struct {
	file      string
	line, col int
}

// add records a fault that the Go checks have found.
func (fs *findings) add(p place, what, fix string) {
	if fs.schema[p] {
		return
	}
	fs.put(p, what, fix)
}

// addSchema records a fault that the schema has found.
func (fs *findings) addSchema(p place, what, fix string) {
	if fs.schema == nil {
		fs.schema = map[place]bool{}
	}
	fs.schema[p] = true
	fs.put(p, what, fix)
}

func (fs *findings) put(p place, what, fix string) {
	if len(fs.faults) >= maxFaults {
		fs.more++
		return
	}
	fs.faults = append(fs.faults, Fault{p.file, p.line, p.col, what, fix})
}

// warn records something a reader should look at, which does not keep the dataset from being used.
func (fs *findings) warn(p place, what, fix string) {
	if len(fs.warnings) < maxFaults {
		fs.warnings = append(fs.warnings, Fault{p.file, p.line, p.col, what, fix})
	}
}

// sorted orders by file, line and column, and drops repeats.
func (fs Faults) sorted() Faults {
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), strings.Compare(a.What, b.What))
	})
	return slices.Compact(fs)
}
