package data_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"versus/data"
)

// TestNothingDropped holds the dataset to testdata/coverage.txt, which lists what each line of the source states.
// Each statement must be held by facts or notes that name the line as their source; each line must state something or
// be listed as silent; and no fact or note may name a line that it is not listed under.
func TestNothingDropped(t *testing.T) {
	k := knownTo(t)
	source := k.Source("notes")
	if source == nil {
		t.Fatal("no source notes")
	}
	covered, err := readCoverage("testdata/coverage.txt")
	if err != nil {
		t.Fatal(err)
	}
	cited := citations(k.Dataset, source.ID)
	for line := 1; line <= source.Lines; line++ {
		ids, said := covered.holders[line]
		switch silent := covered.silent[line]; {
		case !said && !silent:
			t.Errorf("line %d is neither held nor silent", line)
		case said && silent:
			t.Errorf("line %d is held and silent", line)
		}
		for _, id := range ids {
			if !slices.Contains(cited[line], id) {
				t.Errorf("line %d: %s does not exist, or does not name the line", line, id)
			}
		}
		for _, id := range cited[line] {
			if !slices.Contains(ids, id) {
				t.Errorf("line %d: %s names the line but is not listed under it", line, id)
			}
		}
	}
	for line := range covered.holders {
		if line < 1 || line > source.Lines {
			t.Errorf("line %d: the source has %d lines", line, source.Lines)
		}
	}
}

// citations gives what names each line of a source: fact ids, and notes as entity#note.
func citations(d *data.Dataset, source data.SourceID) map[int][]string {
	cited := map[int][]string{}
	cite := func(id string, anchors []data.Anchor) {
		for _, a := range anchors {
			if a.Source == source {
				cited[a.Line] = append(cited[a.Line], id)
			}
		}
	}
	for _, f := range d.Facts() {
		cite(f.ID, f.Source)
	}
	for _, n := range d.Notes() {
		cite(noteID(n), n.Source)
	}
	return cited
}

// A coverage says of each line what holds its statements, or that it has none.
type coverage struct {
	holders map[int][]string
	silent  map[int]bool
}

// An id has no space outside of its conditions: kimi/mau{point=later}.
var anID = regexp.MustCompile(`(?:[^\s{]|\{[^}]*\})+`)

// readCoverage reads rows of "14 a statement: id id", and of "silent: 1-4 10".
func readCoverage(path string) (coverage, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return coverage{}, err
	}
	c := coverage{map[int][]string{}, map[int]bool{}}
	for i, row := range strings.Split(string(text), "\n") {
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		head, rest, ok := strings.Cut(row, ": ")
		if !ok {
			return c, fmt.Errorf("read %s:%d: no colon", path, i+1)
		}
		if head == "silent" {
			err = c.addSilent(rest)
		} else {
			err = c.addStatement(head, rest)
		}
		if err != nil {
			return c, fmt.Errorf("read %s:%d: %w", path, i+1, err)
		}
	}
	return c, nil
}

func (c coverage) addStatement(head, rest string) error {
	number, statement, _ := strings.Cut(head, " ")
	line, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	ids := anID.FindAllString(rest, -1)
	if statement == "" || len(ids) == 0 {
		return fmt.Errorf("line %d: no statement, or nothing that holds it", line)
	}
	c.holders[line] = append(c.holders[line], ids...)
	return nil
}

func (c coverage) addSilent(rest string) error {
	for _, span := range strings.Fields(rest) {
		from, to, ok := strings.Cut(span, "-")
		if !ok {
			to = from
		}
		first, err := strconv.Atoi(from)
		if err != nil {
			return err
		}
		last, err := strconv.Atoi(to)
		if err != nil {
			return err
		}
		for line := first; line <= last; line++ {
			c.silent[line] = true
		}
	}
	return nil
}
