package data

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// checkUnit reports a value that the metric's unit cannot have.
func (l *loader) checkUnit(n *node, f *Fact, m *Metric) {
	key := string(f.Form)
	at := n.or(key)
	numeric := f.Form == FormValue || f.Form == FormRange || f.Form == FormMin || f.Form == FormMax
	switch {
	case f.Form == FormUnknown || f.Form == "":
	case m.Unit == UnitEntity && f.Form != FormRef:
		l.fault(at, fmt.Sprintf("%s names entities", m.ID), "ref, or unknown")
	case f.Form == FormRef && m.Unit != UnitEntity:
		l.fault(at, fmt.Sprintf("%s is counted in %s", m.ID, m.Unit), "a figure, a text or unknown")
	case m.Unit == UnitText && f.Form != FormText:
		l.fault(at, fmt.Sprintf("%s is a text", m.ID), "text, or unknown")
	case m.Unit == UnitDate && numeric && f.Form != FormValue:
		l.fault(at, fmt.Sprintf("%s is a date", m.ID), "value with one date")
	case numeric && m.Unit != UnitDate:
		l.checkFigures(at, f, m)
	}
	if f.Approx && !numeric {
		l.fault(n.get("approx"), "only a figure can be approximate", "no approx")
	}
}

// checkFigures reports figures outside what the unit counts, and a range upside down.
func (l *loader) checkFigures(at *node, f *Fact, m *Metric) {
	figures := []Number{f.Value, f.Min, f.Max}
	switch f.Form {
	case FormValue:
		figures = figures[:1]
	case FormMin:
		figures = figures[1:2]
	case FormMax:
		figures = figures[2:]
	default:
		figures = figures[1:]
	}
	if slices.ContainsFunc(figures, Number.IsZero) {
		return // reported when it was read
	}
	if f.Form == FormRange && f.Min.Cmp(f.Max) >= 0 {
		l.fault(at, fmt.Sprintf("the range [%s, %s] is upside down", f.Min, f.Max), "the lower figure first, and two different ones")
	}
	for _, v := range figures {
		if what, fix := unfit(v, m); what != "" {
			l.fault(at, what, fix)
			return
		}
	}
}

// unfit says why a figure cannot be of a metric; nothing where it can.
func unfit(v Number, m *Metric) (what, fix string) {
	whole := []Unit{UnitTokens, UnitPeople, UnitParameters, UnitGPUs, UnitYear, UnitRank, UnitCount}
	r := v.Rat()
	switch {
	case v.Coef < 0 && m.Unit != UnitUSD && !m.Change:
		return fmt.Sprintf("%s is below 0", v), fmt.Sprintf("0 or more: the unit is %s", m.Unit)
	case m.Unit == UnitPercent && !m.Change && r.Cmp(big.NewRat(100, 1)) > 0:
		return fmt.Sprintf("%s is above 100 percent", v), "0 to 100; or change: true in metrics.yaml where the metric is a change"
	case slices.Contains(whole, m.Unit) && !v.Whole():
		return fmt.Sprintf("%s is no whole number", v), fmt.Sprintf("a whole one: the unit is %s", m.Unit)
	case m.Unit == UnitYear && (r.Cmp(big.NewRat(firstYear, 1)) < 0 || r.Cmp(big.NewRat(lastYear, 1)) > 0 || strings.Trim(v.Literal, "0123456789") != ""):
		return fmt.Sprintf("%s is no year", v), fmt.Sprintf("%d to %d", firstYear, lastYear)
	case m.Unit == UnitRank && r.Cmp(big.NewRat(1, 1)) < 0:
		return fmt.Sprintf("%s is no rank", v), "1 or more"
	}
	return "", ""
}
