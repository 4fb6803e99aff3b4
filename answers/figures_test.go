package answers

import (
	"fmt"
	"strings"
	"testing"

	"versus/data"
)

// figure makes a fact from a short writing: "80.8", "72..75", "1000+", "5-" (at most), "~30", with a status behind a
// semicolon: "~60; planned".
func figure(t *testing.T, entity data.EntityID, s string) *data.Fact {
	t.Helper()
	number := func(s string) data.Number {
		n, err := data.ParseNumber(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	f := &data.Fact{Entity: entity, Metric: "m", Form: data.FormValue, Status: data.Reported, Rank: data.Normal}
	s, status, ok := strings.Cut(s, "; ")
	if ok {
		f.Status = data.Status(status)
	}
	s, f.Approx = strings.CutPrefix(s, "~")
	low, high, isRange := strings.Cut(s, "..")
	switch {
	case s == "undisclosed":
		f.Form, f.Unknown = data.FormUnknown, data.Undisclosed
	case isRange:
		f.Form, f.Min, f.Max = data.FormRange, number(low), number(high)
	case strings.HasSuffix(s, "+"):
		f.Form, f.Min = data.FormMin, number(strings.TrimSuffix(s, "+"))
	case strings.HasSuffix(s, "-"):
		f.Form, f.Max = data.FormMax, number(strings.TrimSuffix(s, "-"))
	default:
		f.Value = number(s)
	}
	return f
}

// sayComputed writes a computed figure with its qualifiers on one line, "-" where there is none.
func sayComputed(list []Computed) string {
	if len(list) == 0 {
		return "-"
	}
	var all []string
	for _, c := range list {
		s := string(c.Op) + " " + c.Number
		for _, q := range []struct {
			is   bool
			name string
		}{{c.AtLeast, "at least"}, {c.AtMost, "at most"}, {c.Approx, "approx"}, {c.Planned, "planned"}} {
			if q.is {
				s += ", " + q.name
			}
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

// a dataset of five metrics of a unit each, for facts that are made by hand.
func bench(t *testing.T) *reading {
	t.Helper()
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	return e.read("", Asking{})
}

func TestComputed(t *testing.T) {
	r := bench(t)
	const (
		percents = "swe_bench_verified"
		speeds   = "output_speed"
		money    = "valuation"
		never    = "swe_bench_unspecified"
		dates    = "release_date"
	)
	tests := []struct {
		metric data.MetricID
		a, b   string
		want   string
	}{
		{percents, "80.8", "79.6", "difference 1.2"},
		{percents, "79.6", "80.8", "difference 1.2"}, // whichever stands first
		{percents, "78.0", "76.2", "difference 1.8"},
		{percents, "80", "76.2", "difference 3.8"}, // as exact as the more exact
		{percents, "80", "79", "difference 1"},
		{percents, "80.8", "80.8", "-"},
		{percents, "~80.8", "79.6", "difference 1.2, approx"},
		{percents, "72..75", "60", "difference 12-15"},
		{percents, "72..75", "74", "-"}, // they overlap: nothing is known
		{percents, "80+", "79", "difference 1, at least"},
		{percents, "80", "79-", "difference 1, at least"},
		{percents, "80", "70+", "difference 10, at most"},
		{percents, "80-", "70", "difference 10, at most"},
		{percents, "80+", "70+", "-"}, // neither end is known
		{percents, "80-", "70-", "-"},

		{speeds, "1000+", "~30", "ratio 33, at least, approx"},
		{speeds, "~30", "1000+", "ratio 33, at least, approx"},
		{speeds, "60", "30", "ratio 2"},
		{speeds, "~60", "~30", "ratio 2, approx"},
		{speeds, "45", "30", "ratio 1.5"},
		{speeds, "31", "30", "-"}, // about the same
		{speeds, "30", "30", "-"},
		{speeds, "30", "0", "-"},
		{speeds, "700", "30", "ratio 23"},
		{money, "750B..830B", "380B", "ratio 2-2.2"},
		{money, "750B..830B", "400B", "ratio 1.9-2.1"},
		{money, "1T..3T", "100B..200B", "ratio 5-30"},
		{money, "140B+", "14B", "ratio 10, at least"},
		{money, "140B", "14B+", "ratio 10, at most"},
		{money, "140B+", "14B+", "-"},
		{money, "-14B", "10B", "-"}, // how many times a loss is means nothing

		{speeds, "60; target", "30", "-"}, // a target against a result
		{speeds, "60", "30; claimed", "-"},
		{speeds, "60; planned", "30; target", "ratio 2, planned"},
		{money, "300B; expected", "100B; expected", "ratio 3, planned"},
		{speeds, "60; self_reported", "30", "ratio 2"}, // still a result
		{speeds, "60", "undisclosed", "-"},
		{never, "80.8", "79.6", "-"},
		{dates, "2025", "2024", "-"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s/%s/%s", tt.metric, tt.a, tt.b), func(t *testing.T) {
			row := Row{Metric: tt.metric, Cells: []Cell{
				{Entity: "a", Facts: []*data.Fact{figure(t, "a", tt.a)}}, {Entity: "b", Facts: []*data.Fact{figure(t, "b", tt.b)}},
			}}
			if got := sayComputed(r.computed([]Row{row})); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestNotComputed makes sure that nothing is worked out where a side has no figure, or more than one.
func TestNotComputed(t *testing.T) {
	r := bench(t)
	a, b, c := figure(t, "a", "80"), figure(t, "b", "60"), figure(t, "b", "61")
	for name, cells := range map[string][]Cell{
		"one":    {{Facts: []*data.Fact{a}}},
		"three":  {{Facts: []*data.Fact{a}}, {Facts: []*data.Fact{b}}, {Facts: []*data.Fact{c}}},
		"empty":  {{Facts: []*data.Fact{a}}, {}},
		"sides":  {{Facts: []*data.Fact{a}}, {Facts: []*data.Fact{b, c}}},
		"no one": nil,
	} {
		if got := r.computed([]Row{{Metric: "swe_bench_verified", Cells: cells}}); len(got) > 0 {
			t.Errorf("%s: %s", name, sayComputed(got))
		}
	}
}

func TestPasses(t *testing.T) {
	names := map[verdict]string{no: "no", yes: "yes", perhaps: "perhaps"}
	tests := []struct {
		figure, op string
		limit      float64
		want       verdict
	}{
		{"80", ">=", 80, yes}, {"79.9", ">=", 80, no}, {"81", ">=", 80, yes},
		{"80", ">", 80, perhaps}, // who asks so wants to know of it
		{"79", ">", 80, no}, {"81", ">", 80, yes},
		{"80", "<=", 80, yes}, {"81", "<=", 80, no}, {"80", "<", 80, perhaps}, {"79", "<", 80, yes},
		{"80", "=", 80, yes}, {"81", "=", 80, no},
		{"~80", ">=", 80, perhaps}, {"~81", ">=", 80, yes}, {"~79", ">=", 80, no},
		{"72..75", ">=", 72, yes}, {"72..75", ">=", 73, perhaps}, {"72..75", ">=", 75, perhaps}, {"72..75", ">=", 76, no},
		{"72..75", "<", 72, perhaps}, {"72..75", "<", 76, yes}, {"72..75", "<=", 74, perhaps}, {"72..75", "=", 73, perhaps},
		{"80+", ">=", 80, yes}, {"80+", ">=", 90, perhaps}, {"80+", ">", 70, yes}, {"80+", "<", 90, perhaps}, {"80+", "<", 70, no}, {"80+", "=", 90, perhaps},
		{"80-", ">=", 90, no}, {"80-", ">=", 70, perhaps}, {"80-", "<=", 80, yes}, {"80-", "<", 90, yes},
		{"undisclosed", ">=", 0, no}, {"undisclosed", "<=", 1e12, no},
		{"300B", ">", 2.9e11, yes}, {"1M", ">=", 1e6, yes},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s %s %g", tt.figure, tt.op, tt.limit), func(t *testing.T) {
			if got := passes(figure(t, "a", tt.figure), tt.op, tt.limit); got != tt.want {
				t.Errorf("%s, want %s", names[got], names[tt.want])
			}
		})
	}
}

func TestPlaces(t *testing.T) {
	tests := []struct {
		figures []string
		lowest  bool
		want    string // the positions and figures in their order; = marks a tie
	}{
		{[]string{"10", "30", "20"}, false, "1 30, 2 20, 3 10"},
		{[]string{"10", "30", "20"}, true, "1 10, 2 20, 3 30"},
		{[]string{"30", "30", "20"}, false, "1= 30, 1= 30, 3 20"},
		{[]string{"72..75", "74", "60"}, false, "1= 74, 1= 72..75, 3 60"},
		{[]string{"72..75", "75..78"}, false, "1= 75..78, 1= 72..75"},
		{[]string{"72..75", "76"}, false, "1 76, 2 72..75"},
		{[]string{"1000+", "1200", "30"}, false, "1= 1200, 1= 1000+, 3 30"}, // the first may be more than the second
		{[]string{"1000+", "30"}, false, "1 1000+, 2 30"},
		{[]string{"1000+", "30"}, true, "1 30, 2 1000+"},
		{[]string{"5-", "8"}, false, "1 8, 2 5-"},
		{[]string{"8-", "5"}, false, "1= 8-, 1= 5"},                            // the first may be less than the second
		{[]string{"1B..3B", "2B", "1.5B"}, false, "1= 1B..3B, 1= 2B, 2= 1.5B"}, // 2B is surely ahead of 1.5B
		{[]string{"5", "0..9", "6"}, false, "1= 6, 1= 0..9, 2= 5"},
		{[]string{"30", "20..40", "10"}, true, "1 10, 2= 30, 2= 20..40"},
		{nil, false, ""},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.figures, " "), func(t *testing.T) {
			var facts []*data.Fact
			said := map[data.EntityID]string{}
			for i, s := range tt.figures {
				id := data.EntityID(fmt.Sprint(i))
				facts, said[id] = append(facts, figure(t, id, s)), s
			}
			var got []string
			for _, p := range places(facts, tt.lowest) {
				tie := ""
				if p.Tied {
					tie = "="
				}
				got = append(got, fmt.Sprintf("%d%s %s", p.Position, tie, said[p.Fact.Entity]))
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}

// TestOnePlaceAnEntity makes sure that an entity with several figures has one place, by the preferred figure.
func TestOnePlaceAnEntity(t *testing.T) {
	first, second, preferred := figure(t, "a", "40"), figure(t, "a", "20"), figure(t, "a", "10")
	preferred.Rank = data.Preferred
	got := places([]*data.Fact{first, figure(t, "b", "30"), second, preferred}, false)
	if len(got) != 2 || got[0].Fact.Entity != "b" || got[1].Fact != preferred || len(got[1].Others) != 2 {
		t.Errorf("%+v", got)
	}
}

func TestRankedApart(t *testing.T) {
	result, target, claim, secret := figure(t, "a", "80"), figure(t, "b", "90; target"), figure(t, "c", "95; claimed"), figure(t, "d", "undisclosed")
	ranked, apart := rankedApart([]*data.Fact{target, result, claim, secret})
	if len(ranked) != 1 || ranked[0] != result || len(apart) != 3 {
		t.Errorf("beside a result: %d ranked, %d apart", len(ranked), len(apart))
	}
	ranked, apart = rankedApart([]*data.Fact{target, claim, secret})
	if len(ranked) != 2 || len(apart) != 1 || apart[0] != secret {
		t.Errorf("without a result: %d ranked, %d apart", len(ranked), len(apart))
	}
}

func TestUnlike(t *testing.T) {
	d := bench(t).data
	row := func(m data.MetricID, filled ...bool) Row {
		row := Row{Metric: m}
		for _, f := range filled {
			c := Cell{}
			if f {
				c.Facts = []*data.Fact{{Metric: m}}
			}
			row.Cells = append(row.Cells, c)
		}
		return row
	}
	const o, x = true, false
	tests := []struct {
		name string
		rows []Row
		want bool
	}{
		{"none", nil, false},
		{"verified and pro", []Row{row("swe_bench_verified", o, x), row("swe_bench_pro", x, o)}, true},
		{"weekly and monthly", []Row{row("wau", x, o), row("mau", o, x)}, true},
		{"both have verified", []Row{row("swe_bench_verified", o, o), row("swe_bench_pro", x, o)}, false},
		{"a metric in common beside", []Row{row("swe_bench_verified", o, x), row("swe_bench_pro", x, o), row("swe_bench_unspecified", o, o)}, false},
		{"one side only", []Row{row("wau", o, x), row("mau", o, x)}, false},
		{"two families", []Row{row("wau", o, x), row("swe_bench_pro", x, o)}, false},
		{"no family", []Row{row("output_speed", o, x), row("context_window", x, o)}, false},
		{"years of one metric", []Row{row("capex", o, x), row("capex", x, o)}, false},
		{"three columns", []Row{row("wau", o, o, x), row("mau", x, x, o)}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := unlike(d, tt.rows); got != tt.want {
				t.Errorf("unlike is %v", got)
			}
		})
	}
}
