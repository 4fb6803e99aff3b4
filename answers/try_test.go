package answers

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"versus/data"
)

func TestTry(t *testing.T) {
	d, _ := data.Embedded()
	e, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range strings.Split(os.Getenv("Q"), "|") {
		r := e.index.Match(q)
		for _, x := range r.Tokens {
			fmt.Printf("  %q stem=%q josa=%q m=%d plain=%v amount=%v\n", x.Text, x.Stem, x.Josa, x.Mention, x.Plain, x.Amount)
		}
		for _, m := range r.Mentions {
			fmt.Printf("  %v %q→%q pass=%d edits=%d plain=%v v=%q [%d,%d) %v\n", m.Owners, m.Said, m.Name, m.Pass, m.Edits, m.Plain, m.Version, m.Start, m.End, e.owners[m.Owners[0]].classes)
		}
		rd := e.read(q, Asking{})
		a := rd.decide()
		rd.finish(a)
		fmt.Printf("%s: %T %+v\n", q, a, a.About())
	}
}
