package data_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"versus/data"
)

// checkAccessors holds for every dataset: each way into it agrees with the plain lists.
func checkAccessors(t testing.TB, d *data.Dataset) {
	t.Helper()
	filter := func(keep func(*data.Fact) bool) []*data.Fact {
		var kept []*data.Fact
		for _, f := range d.Facts() {
			if keep(f) {
				kept = append(kept, f)
			}
		}
		return kept
	}
	same := func(what string, got, want []*data.Fact) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d facts, want %d", what, len(got), len(want))
		}
	}
	total := 0
	for _, e := range d.Entities() {
		total += len(e.Facts)
		if d.Entity(e.ID) != e {
			t.Errorf("Entity(%s) is another", e.ID)
		}
		same("FactsWith "+string(e.ID), d.FactsWith(e.ID), filter(func(f *data.Fact) bool { return f.With == e.ID }))
		for _, m := range d.Metrics() {
			same("FactsOf "+string(e.ID)+" "+string(m.ID), d.FactsOf(e.ID, m.ID), filter(func(f *data.Fact) bool { return f.Entity == e.ID && f.Metric == m.ID }))
		}
		for _, made := range d.MadeBy(e.ID) {
			if made.Company != e.ID {
				t.Errorf("%s is not made by %s", made.ID, e.ID)
			}
		}
		for _, g := range d.GroupsOf(e.ID) {
			if !slices.Contains(d.Entity(g).Members, e.ID) {
				t.Errorf("%s is no member of %s", e.ID, g)
			}
		}
		for _, m := range d.Members(e.ID) {
			if m.Kind == e.Kind || e.Kind != data.KindLine && e.Kind != data.KindGroup {
				t.Errorf("%s has a member %s", e.ID, m.ID)
			}
		}
		if d.Label(e.ID, data.KO) != e.Labels.KO || d.Label(e.ID, data.EN) != e.Labels.EN {
			t.Errorf("label of %s", e.ID)
		}
	}
	if total != len(d.Facts()) {
		t.Errorf("%d facts in entities, %d in all", total, len(d.Facts()))
	}
	ids := map[string]bool{}
	for _, f := range d.Facts() {
		if ids[f.ID] || d.Fact(f.ID) != f {
			t.Errorf("fact id %s is not the fact's own", f.ID)
		}
		ids[f.ID] = true
		same("Sides "+f.ID, d.Sides(f), filter(func(g *data.Fact) bool { return f.Conflict != "" && g.Conflict == f.Conflict && g != f }))
		if d.Metric(f.Metric) == nil || d.Figure(f, data.EN) == "" || d.Figure(f, data.KO) == "" || f.AsOf.IsZero() || len(f.Source) == 0 {
			t.Errorf("%s lacks a metric, a figure, a date or a source", f.ID)
		}
		for _, a := range f.Source {
			if d.Source(a.Source) == nil {
				t.Errorf("%s: no source %s", f.ID, a)
			}
		}
	}
	for _, m := range d.Metrics() {
		same("FactsBy "+string(m.ID), d.FactsBy(m.ID), filter(func(f *data.Fact) bool { return f.Metric == m.ID }))
		if d.Metric(m.ID) != m || m.Family != "" && !slices.Contains(d.Family(m.Family).Metrics, m.ID) {
			t.Errorf("metric %s is not found, or not in its family", m.ID)
		}
	}
	checkNoteAccessors(t, d)
}

func checkNoteAccessors(t testing.TB, d *data.Dataset) {
	t.Helper()
	for _, e := range d.Entities() {
		for _, n := range d.NotesOf(e.ID) {
			if n.Entity != e.ID && !slices.Contains(n.About, e.ID) {
				t.Errorf("note %s/%s is not of %s", n.Entity, n.ID, e.ID)
			}
		}
	}
	for _, n := range d.Notes() {
		for _, id := range append([]data.EntityID{n.Entity}, n.About...) {
			if !slices.Contains(d.NotesOf(id), n) {
				t.Errorf("note %s/%s is missing from %s", n.Entity, n.ID, id)
			}
		}
		for _, topic := range n.Topics {
			if d.Topic(topic) == nil || !slices.Contains(d.NotesOn(topic), n) {
				t.Errorf("note %s/%s is missing on %s", n.Entity, n.ID, topic)
			}
		}
	}
}

func TestAccessors(t *testing.T) {
	checkAccessors(t, load(t, base(t)))
	embedded, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	checkAccessors(t, embedded)
	checkSnapshot(t, embedded)
}

// What is not there is nil, and asking for it is no fault.
func TestAccessorsOfNothing(t *testing.T) {
	d := load(t, base(t))
	if d.Entity("x") != nil || d.Metric("x") != nil || d.Family("x") != nil || d.Topic("x") != nil || d.Source("x") != nil || d.Conflict("x") != nil || d.Fact("x") != nil {
		t.Error("something came of nothing")
	}
	if len(d.FactsOf("x", "y"))+len(d.FactsBy("x"))+len(d.FactsWith("x"))+len(d.NotesOf("x"))+len(d.NotesOn("x"))+len(d.MadeBy("x"))+len(d.Members("x"))+len(d.GroupsOf("x")) != 0 {
		t.Error("something came of nothing")
	}
	if d.Label("x", data.EN) != "x" {
		t.Error("the label of nothing is its id")
	}
}

func TestFactIDs(t *testing.T) {
	var ids []string
	for _, f := range load(t, base(t)).Facts() {
		ids = append(ids, f.ID)
	}
	want := []string{
		"example-large-1/bench_one",
		"example-large-2/bench_one",
		"example-large-2/bench_one!self_reported{annualised=yes,effort=high}",
		"example-large-2/speed",
		"example-large-2/release_date",
		"example-labs/capex#2026!planned",
		"example-labs/growth",
		"example-labs/leader",
		"example-labs/motto",
		"example-labs/deal@other-works#2025..2031",
		"example-labs/deal@example-pal",
		"example-labs/profit_year!expected",
		"example-labs/capex#2025",
		"example-labs/capex#2026",
		"other-works/capex#2025",
		"other-works/capex#2026",
		"example-pal/users",
		"example-pal/place",
		"the-two/capex#2025",
		"the-two/capex#2026",
	}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

// The date of a fact that gives none is its source's.
func TestAsOfComesFromTheSource(t *testing.T) {
	d := load(t, base(t))
	for id, want := range map[string]string{
		"example-labs/capex#2026!planned": "2026-01-15", "example-labs/growth": "2026-02", "example-labs/deal@other-works#2025..2031": "2026-02",
		"example-large-2/bench_one!self_reported{annualised=yes,effort=high}": "2026-01",
	} {
		if got := d.Fact(id).AsOf.String(); got != want {
			t.Errorf("%s is of %s, want %s", id, got, want)
		}
	}
}

func TestMembers(t *testing.T) {
	files := base(t)
	for name, text := range map[string]string{
		"lines/example.yaml":        "id: example\nkind: line\nlabels: { en: Example Line, ko: 이그잼플 라인 }\n",
		"lines/example-large.yaml":  "id: example-large\nkind: line\nline: example\nlabels: { en: Example Large, ko: 이그잼플 라지 }\n",
		"models/example-small.yaml": "id: example-small\nkind: model\nline: example\nlabels: { en: Example Small, ko: 이그잼플 스몰 }\n",
		"groups/all.yaml":           "id: all\nkind: group\nmembers: [example, the-two, other-works]\nlabels: { en: All, ko: 모두 }\n",
	} {
		files[name] = file(text)
	}
	d := load(t, files)
	for id, want := range map[data.EntityID][]data.EntityID{
		"example":       {"example-small", "example-large-1", "example-large-2"},
		"example-large": {"example-large-1", "example-large-2"},
		"the-two":       {"example-labs", "other-works"},
		"all":           {"example", "example-labs", "other-works"},
		"example-labs":  nil,
	} {
		var got []data.EntityID
		for _, e := range d.Members(id) {
			got = append(got, e.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("members of %s (-want +got):\n%s", id, diff)
		}
	}
}
