package answers

import "versus/data"

// verdict is what a filter says of a figure.
type verdict uint8

const (
	no verdict = iota
	yes
	perhaps
)

// filterOp is the side of the limit that a question asks for. A number without a word ("which model has 1M context")
// asks for that or better, where the metric has a better end.
func (r *reading) filterOp(q quantity, m *data.Metric) string {
	switch {
	case r.signals.op != "":
		return r.signals.op
	case q.plus || m.Better == data.Higher:
		return ">="
	case m.Better == data.Lower:
		return "<="
	}
	return "="
}

// passes tells whether a figure stands on the asked side of a limit.
func passes(f *data.Fact, op string, limit float64) verdict {
	if !numeric(f) {
		return no
	}
	lowest, highest := low(f), high(f)
	if f.Form == data.FormMin {
		highest = max(highest, limit) + 1
	}
	if f.Form == data.FormMax {
		lowest = min(lowest, limit) - 1
	}
	v := side(op, lowest, highest, limit)
	if v == no && (lowest == limit || highest == limit) {
		return perhaps // 1M is not over 1M, but who asks so wants to know of it; "~$300B" may be over $300B
	}
	if v == yes && f.Approx && lowest == limit {
		return perhaps
	}
	return v
}

func side(op string, lowest, highest, limit float64) verdict {
	holds := func(x float64) bool {
		switch op {
		case ">=":
			return x >= limit
		case ">":
			return x > limit
		case "<=":
			return x <= limit
		case "<":
			return x < limit
		}
		return x == limit
	}
	a, b := holds(lowest), holds(highest)
	switch {
	case a && b:
		return yes
	case a || b || op == "=" && lowest <= limit && limit <= highest:
		return perhaps
	}
	return no
}

// unitFits tells whether a limit can be held against figures of a unit: dollars not against percent.
func unitFits(u data.Unit, q quantity) bool {
	switch q.unit {
	case percent:
		return u == data.UnitPercent
	case currency:
		return u == data.UnitUSD || u == data.UnitUSDPerMonth || u == data.UnitUSDPerMTok
	case perSecond:
		return u == data.UnitTokensPerS
	case gigawatts:
		return u == data.UnitGigawatts
	case times:
		return u == data.UnitMultiple
	}
	switch u {
	case data.UnitText, data.UnitEntity, data.UnitDate:
		return false
	}
	return true
}

// byUnit guesses the metric of a limit from its unit alone where only one family is measured in it.
func (r *reading) byUnit(u quantityUnit) []data.MetricID {
	if u == perSecond {
		for _, m := range r.data.Metrics() {
			if m.Unit == data.UnitTokensPerS {
				return []data.MetricID{m.ID}
			}
		}
	}
	return nil
}
