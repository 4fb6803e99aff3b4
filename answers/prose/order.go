package prose

import (
	"math"
	"slices"

	"versus/answers"
	"versus/data"
)

// float gives a number's value for drawing and for telling which of two figures is larger.
func float(n data.Number) float64 {
	if n.Exp >= 0 {
		return float64(n.Coef) * math.Pow10(n.Exp)
	}
	return float64(n.Coef) / math.Pow10(-n.Exp)
}

// span gives the limits between which a figure lies; ok is false where it has no figure to compare.
func span(f *data.Fact) (low, high float64, ok bool) {
	switch f.Form {
	case data.FormValue:
		if !f.Date.IsZero() {
			return 0, 0, false
		}
		v := float(f.Value)
		return v, v, true
	case data.FormRange:
		return float(f.Min), float(f.Max), true
	case data.FormMin:
		return float(f.Min), math.Inf(1), true
	case data.FormMax:
		return math.Inf(-1), float(f.Max), true
	}
	return 0, 0, false
}

// compareFacts tells whether one figure is better than another for sure: +1, -1, 0 where they are equal. Overlapping
// ranges cannot be told apart, and ok is false.
func compareFacts(f, g *data.Fact, better data.Better) (sign int, ok bool) {
	fl, fh, okF := span(f)
	gl, gh, okG := span(g)
	switch {
	case !okF || !okG:
		return 0, false
	case fl > gh:
		sign = 1
	case fh < gl:
		sign = -1
	case fl != fh || gl != gh:
		return 0, false
	}
	if better == data.Lower {
		sign = -sign
	}
	return sign, true
}

// alike says whether figures were taken in the same way, so that one may be set against the other: the same metric,
// status, conditions, period and counterpart.
func alike(f, g *data.Fact) bool {
	return f.Metric == g.Metric && status(f) == status(g) && f.Period == g.Period && f.With == g.With && slices.Equal(f.When, g.When)
}

func status(f *data.Fact) data.Status {
	if f.Status == "" {
		return data.Reported
	}
	return f.Status
}

// likeForLike gives the figures of a row, one of each entity that has any, where they may be ranked with each other;
// nil otherwise.
func (b *builder) likeForLike(r *answers.Row) []*data.Fact {
	m := b.d.Metric(r.Metric)
	if m == nil || m.Comparable != data.Self {
		return nil
	}
	facts := make([]*data.Fact, 0, len(r.Cells))
	for i := range r.Cells {
		if len(r.Cells[i].Facts) == 0 {
			continue
		}
		if len(r.Cells[i].Facts) > 1 {
			return nil
		}
		f := r.Cells[i].Facts[0]
		if _, _, ok := span(f); !ok || len(facts) > 0 && !alike(f, facts[0]) {
			return nil
		}
		facts = append(facts, f)
	}
	return facts
}
