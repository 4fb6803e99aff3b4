package answers_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"versus/answers"
	"versus/data"
)

// factsIn are all the facts that an answer holds, wherever they stand in it.
func factsIn(a answers.Answer) []*data.Fact {
	var list []*data.Fact
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if f, ok := v.Interface().(*data.Fact); ok {
				if f != nil {
					list = append(list, f)
				}
				return
			}
			if _, ok := v.Interface().(*data.Note); !ok && !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(a))
	return list
}

// catalogue is a question for each metric of each entity, each metric in several ways, and the set's own questions.
func catalogue(tb testing.TB, d *data.Dataset) []string {
	tb.Helper()
	var list []string
	for _, x := range d.Entities() {
		list = append(list, x.Labels.EN, x.Labels.KO+" 알려줘", "why "+x.Labels.EN, x.Labels.EN+" trend")
		for _, m := range d.Metrics() {
			list = append(list, x.Labels.EN+" "+m.Labels.EN, x.Labels.KO+" "+m.Labels.KO+" 2025년")
		}
	}
	for _, m := range d.Metrics() {
		for _, form := range []string{"", "highest ", "lowest ", "rank ", "top 3 ", "which is third in ", "who does not disclose ", "what is ", "total ", "average "} {
			list = append(list, form+m.Labels.EN)
		}
		for _, form := range []string{" 추이", " 순위", " 1위", " 가장 높은 회사", " 50 이상", " 2025", " 비공개", " 목표"} {
			list = append(list, m.Labels.KO+form)
		}
	}
	for _, g := range d.Entities() {
		if g.Kind == data.KindGroup {
			for _, m := range d.Metrics() {
				list = append(list, g.Labels.EN+" "+m.Labels.EN, "highest "+m.Labels.EN+" of "+g.Labels.EN)
			}
		}
	}
	for _, f := range d.Facts() {
		for _, words := range []string{f.Text.EN, f.Text.KO, f.Note.EN} {
			list = append(list, words, d.Label(f.Entity, data.EN)+" "+words)
		}
	}
	for _, q := range readQuestions(tb) {
		list = append(list, q.Text)
	}
	return list
}

// altered is a copy of the dataset in which each fact was changed by a function, and an engine over it.
func altered(t *testing.T, change func(*data.Fact)) *answers.Engine {
	t.Helper()
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d, err = data.FromSnapshot(d.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Facts() {
		change(f)
	}
	e, err := answers.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestDeprecatedFactsAreNeverShown deprecates facts by the throw of a coin, and looks through every answer for them.
func TestDeprecatedFactsAreNeverShown(t *testing.T) {
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 1))
		e := altered(t, func(f *data.Fact) {
			if random.IntN(2) == 0 {
				f.Rank = data.Deprecated
			}
		})
		wrong := map[string]bool{}
		for _, q := range catalogue(t, e.Data()) {
			a := e.Ask(q, answers.Asking{})
			for _, f := range factsIn(a) {
				if kind := reflect.TypeOf(a).String(); f.Rank == data.Deprecated && !wrong[kind] {
					wrong[kind] = true
					t.Errorf("seed %d: %q is answered by %s with the deprecated %s", seed, q, kind, f.ID)
				}
			}
		}
	}
}

var prospects = map[data.Status]bool{
	data.Planned: true, data.Target: true, data.Expected: true, data.Rumored: true, data.Alleged: true, data.Claimed: true,
}

// TestNoTargetAmongResults makes plans and targets of facts at random. A ranking places none of them beside a result, a
// filter lists none of them among results, and nothing is worked out of a result and a target.
func TestNoTargetAmongResults(t *testing.T) {
	statuses := []data.Status{data.Reported, data.Reported, data.SelfReported, data.Target, data.Planned, data.Claimed}
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 2))
		e := altered(t, func(f *data.Fact) { f.Status = statuses[random.IntN(len(statuses))] })
		for _, q := range catalogue(t, e.Data()) {
			a := e.Ask(q, answers.Asking{})
			if k, ok := a.(*answers.Ranking); ok {
				results, targets := 0, 0
				for _, p := range k.Places {
					if prospects[p.Fact.Status] {
						targets++
					} else {
						results++
					}
				}
				if results > 0 && targets > 0 {
					t.Errorf("seed %d: %q places %d results and %d that are none", seed, q, results, targets)
				}
			}
			_, trend := a.(*answers.Trend)
			for _, c := range computedIn(a) {
				left, right := prospects[c.Left.Status], prospects[c.Right.Status]
				if left != right && !(trend && left) { // what is planned may be set against what was, and says so
					t.Errorf("seed %d: %q computes with %s and %s", seed, q, c.Left.ID, c.Right.ID)
				}
				if left && !c.Planned {
					t.Errorf("seed %d: %q does not say that %s is none", seed, q, c.Left.ID)
				}
			}
		}
	}
}

func computedIn(a answers.Answer) []answers.Computed {
	switch a := a.(type) {
	case *answers.Comparison:
		return a.Computed
	case *answers.Trend:
		return a.Computed
	}
	return nil
}

// TestARankingIsOfOneMetric makes sure that no ranking places figures of two metrics, of a metric whose figures must
// not be compared, of two periods, or of a group among its members.
func TestARankingIsOfOneMetric(t *testing.T) {
	e := newEngine(t)
	d := e.Data()
	rankings := 0
	for _, q := range catalogue(t, d) {
		k, ok := e.Ask(q, answers.Asking{}).(*answers.Ranking)
		if !ok {
			continue
		}
		rankings++
		if d.Metric(k.Metric).Comparable != data.Self {
			t.Errorf("%q ranks by %s", q, k.Metric)
		}
		seen := map[data.EntityID]bool{}
		for i, p := range k.Places {
			if p.Fact.Metric != k.Metric {
				t.Errorf("%q places %s in a ranking of %s", q, p.Fact.ID, k.Metric)
			}
			if p.Fact.Period != (data.Period{}) && p.Fact.Period != k.Period {
				t.Errorf("%q places %s in a ranking of %s", q, p.Fact.ID, k.Period)
			}
			if d.Entity(p.Fact.Entity).Kind == data.KindGroup || seen[p.Fact.Entity] || p.Fact.With != "" {
				t.Errorf("%q places %s", q, p.Fact.ID)
			}
			if p.Position < 1 || p.Position > i+1 {
				t.Errorf("%q: position %d at %d", q, p.Position, i)
			}
			seen[p.Fact.Entity] = true
		}
	}
	if rankings < 50 {
		t.Errorf("only %d rankings", rankings)
	}
}
