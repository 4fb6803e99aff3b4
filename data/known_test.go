package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"versus/data"
)

// known is the embedded dataset in the hands of a test: its methods say in one line what the dataset must hold.
type known struct {
	*testing.T
	*data.Dataset
}

func knownTo(t *testing.T) known {
	t.Helper()
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return known{t, d}
}

func (k known) fact(id string) *data.Fact {
	k.Helper()
	f := k.Fact(id)
	if f == nil {
		k.Fatalf("no fact %s", id)
	}
	return f
}

// note finds a note by entity#note.
func (k known) note(id string) *data.Note {
	k.Helper()
	for _, n := range k.Notes() {
		if noteID(n) == id {
			return n
		}
	}
	k.Fatalf("no note %s", id)
	return nil
}

func noteID(n *data.Note) string { return string(n.Entity) + "#" + n.ID }

func (k known) equal(what, got, want string) {
	k.Helper()
	if got != want {
		k.Errorf("%s is %q, want %q", what, got, want)
	}
}

func (k known) count(what string, want, got int) {
	k.Helper()
	if got != want {
		k.Errorf("%s: %d, want %d", what, got, want)
	}
}

// shows holds a fact to its English figure, koshows to its Korean one.
func (k known) shows(id, want string) {
	k.Helper()
	k.equal(id, k.Figure(k.fact(id), data.EN), want)
}

func (k known) koshows(id, want string) {
	k.Helper()
	k.equal(id, k.Figure(k.fact(id), data.KO), want)
}

// caveat holds a fact to a phrase of the note that readers see with it, which must be there in Korean too.
func (k known) caveat(id, phrase string) {
	k.Helper()
	n := k.fact(id).Note
	if !strings.Contains(n.EN, phrase) || n.KO == "" {
		k.Errorf("%s carries the caveat %q, want %q in it, and one in Korean", id, n.EN, phrase)
	}
}

// says holds a note to a phrase.
func (k known) says(id, phrase string) {
	k.Helper()
	if n := k.note(id); !strings.Contains(n.Text.EN, phrase) || n.Text.KO == "" {
		k.Errorf("%s says %q, want %q in it, and a Korean text", id, n.Text.EN, phrase)
	}
}

// none holds an entity to having no fact of these metrics.
func (k known) none(e data.EntityID, metrics ...data.MetricID) {
	k.Helper()
	for _, m := range metrics {
		for _, f := range k.FactsOf(e, m) {
			k.Errorf("%s has %s, want none", f.ID, k.Figure(f, data.EN))
		}
	}
}

// holders holds a metric to exactly these entities, given in order of their ids.
func (k known) holders(m data.MetricID, want ...data.EntityID) {
	k.Helper()
	var got []data.EntityID
	for _, f := range k.FactsBy(m) {
		got = append(got, f.Entity)
	}
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		k.Errorf("%s is known of %v, want %v", m, got, want)
	}
}

// named holds an entity to being the one that each of the names means.
func (k known) named(id data.EntityID, names ...string) {
	k.Helper()
	for _, name := range names {
		var owners []data.EntityID
		for _, e := range k.Entities() {
			all := slices.Concat([]string{e.Labels.EN, e.Labels.KO}, e.Aliases.EN, e.Aliases.KO)
			if slices.ContainsFunc(all, func(n string) bool { return data.Fold(n) == data.Fold(name) }) {
				owners = append(owners, e.ID)
			}
		}
		if !slices.Equal(owners, []data.EntityID{id}) {
			k.Errorf("%q names %v, want %s", name, owners, id)
		}
	}
}

// absent holds the dataset to not having entities of these ids.
func (k known) absent(ids ...data.EntityID) {
	k.Helper()
	for _, id := range ids {
		if k.Entity(id) != nil {
			k.Errorf("there is an entity %s", id)
		}
	}
}

// adds holds facts in billions of dollars to a sum, worked out from their literals.
func (k known) adds(want string, ids ...string) {
	k.Helper()
	var billions int64
	for _, id := range ids {
		v := k.fact(id).Value
		if v.Exp != 9 {
			k.Fatalf("%s is %s, want whole billions", id, v.Literal)
		}
		billions += v.Coef
	}
	sum, err := data.ParseNumber(fmt.Sprintf("%dB", billions))
	if err != nil {
		k.Fatal(err)
	}
	got := *k.fact(ids[0])
	got.Value = sum
	k.equal("the sum", k.Figure(&got, data.EN), want)
}
