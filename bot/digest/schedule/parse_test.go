package schedule

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"time"

	"versus/data"
)

// monday is a Sunday night in Seoul: the week is about to begin.
var now = time.Date(2026, time.November, 29, 12, 0, 0, 0, time.UTC)

func defaults() Defaults {
	return Defaults{Zone: "Asia/Seoul", Shortest: time.Hour, Now: now}
}

// Each line of the cases is a text, what it is read as (a cron line and a zone), and where it is a problem, its id, the
// nearest thing to type and what is said.
func TestParse(t *testing.T) {
	f, err := os.Open("testdata/parse.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		text, want, ok := strings.Cut(line, "=>")
		if !ok {
			t.Fatalf("no => in %q", line)
		}
		n++
		if got := read(strings.TrimSpace(text)); got != strings.TrimSpace(want) {
			t.Errorf("%s\n got %s\nwant %s", strings.TrimSpace(text), got, strings.TrimSpace(want))
		}
	}
	if n < 100 {
		t.Fatalf("only %d cases", n)
	}
}

// read says what a text was read as, in the words of the cases.
func read(text string) string {
	r, problem := Parse(text, defaults())
	if problem == nil {
		out := r.Schedule.Line + " | " + r.Schedule.Zone
		for _, remark := range r.Remarks {
			out += " | " + remark.id
		}
		return out
	}
	out := "! " + problem.id
	if near, ok := problem.Nearest(); ok {
		out += " | " + near.Typed(data.EN)
	}
	return out
}
