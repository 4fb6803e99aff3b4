package answers

import (
	"math"
	"strconv"

	"versus/data"
)

// leastRatio is the smallest ratio worth saying; below it two figures are about the same.
const leastRatio = 1.05

// computed works out the differences and ratios of a comparison of two. Only like figures are computed with: one
// metric, one period, one plain figure each, both results or both not.
func (r *reading) computed(rows []Row) []Computed {
	var list []Computed
	for _, row := range rows {
		if len(row.Cells) != 2 || len(row.Cells[0].Facts) != 1 || len(row.Cells[1].Facts) != 1 {
			continue
		}
		a, b := row.Cells[0].Facts[0], row.Cells[1].Facts[0]
		m := r.data.Metric(row.Metric)
		if m.Comparable != data.Self || !numeric(a) || !numeric(b) || prospective(a) != prospective(b) {
			continue
		}
		if low(b) > low(a) {
			a, b = b, a
		}
		if c, ok := compute(m, a, b); ok {
			list = append(list, c)
		}
	}
	return list
}

// compute makes the difference of two percentages, or the ratio of two other figures, the larger first.
func compute(m *data.Metric, a, b *data.Fact) (Computed, bool) {
	c := Computed{Metric: m.ID, Left: a, Right: b, Approx: a.Approx || b.Approx, Planned: prospective(a) || prospective(b)}
	switch m.Unit {
	case data.UnitPercent:
		c.Op = Difference
		c.Low, c.High = low(a)-high(b), high(a)-low(b)
	case data.UnitRank, data.UnitDate, data.UnitYear, data.UnitText, data.UnitEntity:
		return c, false
	default:
		if low(b) <= 0 {
			return c, false
		}
		c.Op = Ratio
		c.Low, c.High = low(a)/high(b), high(a)/low(b)
	}
	c.AtLeast = a.Form == data.FormMin || b.Form == data.FormMax
	c.AtMost = a.Form == data.FormMax || b.Form == data.FormMin
	if c.AtLeast && c.AtMost || c.Low <= 0 || c.Op == Ratio && c.Low < leastRatio {
		return c, false
	}
	c.Number = computedNumber(c, max(decimals(a), decimals(b)))
	return c, true
}

// computedNumber writes a result no more exactly than its operands are known.
func computedNumber(c Computed, places int) string {
	round := func(x float64) string {
		if c.Op == Difference {
			return strconv.FormatFloat(x, 'f', places, 64)
		}
		if x >= 10 {
			return strconv.FormatFloat(math.Floor(x+0.5), 'f', 0, 64)
		}
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	if c.AtLeast || c.Low == c.High {
		return trimZero(round(c.Low), c.Op)
	}
	return trimZero(round(c.Low), c.Op) + "-" + trimZero(round(c.High), c.Op)
}

func trimZero(s string, op Op) string {
	if op == Ratio && len(s) > 2 && s[len(s)-2:] == ".0" {
		return s[:len(s)-2]
	}
	return s
}

// numeric tells whether a fact holds a figure that can be computed with.
func numeric(f *data.Fact) bool {
	switch f.Form {
	case data.FormValue:
		return f.Value.Literal != ""
	case data.FormRange, data.FormMin, data.FormMax:
		return true
	}
	return false
}

// ends are the two ends of a figure; of "at least" and "at most" both are the limit.
func ends(f *data.Fact) (least, most data.Number) {
	switch f.Form {
	case data.FormRange:
		return f.Min, f.Max
	case data.FormMin:
		return f.Min, f.Min
	case data.FormMax:
		return f.Max, f.Max
	}
	return f.Value, f.Value
}

func low(f *data.Fact) float64 {
	least, _ := ends(f)
	return least.Float()
}

func high(f *data.Fact) float64 {
	_, most := ends(f)
	return most.Float()
}

// decimals is how exactly a figure is written.
func decimals(f *data.Fact) int {
	least, most := ends(f)
	return max(least.Decimals(), most.Decimals())
}

// prospective tells whether a figure is not a result: planned, a target, expected, rumoured, alleged or only claimed.
func prospective(f *data.Fact) bool {
	switch f.Status {
	case data.Planned, data.Target, data.Expected, data.Rumored, data.Alleged, data.Claimed:
		return true
	}
	return false
}
