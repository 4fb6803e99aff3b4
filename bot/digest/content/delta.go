package content

import (
	"math/big"
	"strings"

	"versus/data"
)

// by says by how much a figure has changed, marked as computed; "" where that cannot be said, as of a figure that is but
// a limit, or of texts. Percentages differ in points, ranks in places, dates in days, everything else in per cent.
func (b *builder) by(was, is *data.Fact) string {
	m := b.d.Metric(is.Metric)
	if m == nil || was.Form != is.Form {
		return ""
	}
	if m.Unit == data.UnitDate {
		return b.byDays(was, is)
	}
	step, ok := change(was, is)
	if !ok || step.Sign() == 0 {
		return ""
	}
	approx := ""
	if was.Approx || is.Approx {
		approx = "~"
	}
	say := func(id, number string) string { return b.say(id, vars{"Number": approx + sign(step) + number}) }
	abs := new(big.Rat).Abs(step)
	switch m.Unit {
	case data.UnitPercent:
		return say("by_points", abs.FloatString(max(was.Value.Decimals(), is.Value.Decimals(), was.Min.Decimals(), is.Min.Decimals())))
	case data.UnitRank:
		if step.Sign() < 0 {
			return b.say("by_up", vars{"Number": abs.FloatString(0)})
		}
		return b.say("by_down", vars{"Number": abs.FloatString(0)})
	case data.UnitYear:
		return say("by_years", abs.FloatString(0))
	}
	base := was.Value
	if was.Form != data.FormValue || base.Rat().Sign() <= 0 || is.Value.Rat().Sign() <= 0 {
		return ""
	}
	part := new(big.Rat).Quo(abs, base.Rat())
	part.Mul(part, big.NewRat(100, 1))
	digits := 0
	if part.Cmp(big.NewRat(10, 1)) < 0 {
		digits = 1
	}
	text := part.FloatString(digits)
	if strings.Trim(text, "0.") == "" {
		return say("by_percent", "<0.1")
	}
	return say("by_percent", strings.TrimSuffix(text, ".0"))
}

func sign(r *big.Rat) string {
	if r.Sign() < 0 {
		return "-"
	}
	return "+"
}

// change gives the step from one figure to another. Ranges have one where both ends moved alike; limits have none.
func change(was, is *data.Fact) (*big.Rat, bool) {
	switch {
	case was.Form == data.FormValue && !was.Value.IsZero() && !is.Value.IsZero():
		return new(big.Rat).Sub(is.Value.Rat(), was.Value.Rat()), true
	case was.Form == data.FormRange:
		low := new(big.Rat).Sub(is.Min.Rat(), was.Min.Rat())
		high := new(big.Rat).Sub(is.Max.Rat(), was.Max.Rat())
		return low, low.Cmp(high) == 0
	}
	return nil, false
}

// byDays says how much later or earlier a date is.
func (b *builder) byDays(was, is *data.Fact) string {
	order := is.Date.Compare(was.Date)
	if was.Date.IsZero() || is.Date.IsZero() || order == 0 {
		return ""
	}
	id := "by_later"
	if order < 0 {
		id = "by_earlier"
	}
	v := vars{"Days": ""}
	if was.Date.Day != 0 && is.Date.Day != 0 {
		v["Days"] = int(is.Date.Time().Sub(was.Date.Time()).Abs().Hours() / 24)
	}
	return b.say(id, v)
}
