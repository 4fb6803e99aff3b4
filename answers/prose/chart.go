package prose

import (
	"math"
	"slices"

	"versus/answers"
	"versus/data"
)

// What a chart may hold, which is what Slack draws.
const (
	chartTitle  = 50 // characters of a title or an axis
	chartLabel  = 20 // characters of a category or a series
	chartPoints = 20 // categories
	chartSeries = 12
)

// rankChart draws a ranking whose figures can be set against each other.
func (b *builder) rankChart(a *answers.Ranking) {
	m := b.d.Metric(a.Metric)
	if !drawable(m) || len(a.Places) < 2 {
		return
	}
	places := a.Places[:min(len(a.Places), chartPoints)]
	facts := make([]*data.Fact, len(places))
	names := make([]string, len(places))
	for i, p := range places {
		facts[i], names[i] = p.Fact, b.name(p.Fact.Entity)
	}
	values, unit, remarks, ok := b.values(m, facts)
	if !ok {
		return
	}
	b.p.Charts = append(b.p.Charts, Chart{Kind: "bar", Remarks: remarks, Title: b.chartTitle(m, b.rankPeriod(a)), XLabel: b.say("column.name"),
		YLabel: unit, Categories: unique(names), Series: []Series{{Name: clip(capital(m.Labels.In(b.l)), chartLabel), Values: values}}})
}

// trendChart draws the lines that have a figure for every time; one that has gaps cannot be drawn.
func (b *builder) trendChart(a *answers.Trend, times []moment) {
	m := b.d.Metric(a.Metric)
	if !drawable(m) || len(times) < 2 || len(times) > chartPoints {
		return
	}
	var all []*data.Fact
	var names []string
	for _, l := range a.Lines {
		if points := b.whole(l, times); points != nil && len(names) < chartSeries {
			all, names = append(all, points...), append(names, b.name(l.Entity))
		}
	}
	values, unit, remarks, ok := b.values(m, all)
	if !ok || len(names) == 0 {
		return
	}
	c := Chart{Kind: "line", Remarks: remarks, Title: b.chartTitle(m, ""), XLabel: b.say("column.period"), YLabel: unit}
	if len(times) == 2 {
		c.Kind = "bar"
	}
	for _, t := range times {
		c.Categories = append(c.Categories, clip(t.label, chartLabel))
	}
	c.Categories = unique(c.Categories)
	for i, name := range unique(names) {
		c.Series = append(c.Series, Series{Name: name, Values: values[i*len(times) : (i+1)*len(times)]})
	}
	b.p.Charts = append(b.p.Charts, c)
}

// whole gives one figure a time; nil where a time has none or several.
func (b *builder) whole(l answers.Line, times []moment) []*data.Fact {
	points := make([]*data.Fact, 0, len(times))
	for _, t := range times {
		facts := b.at(l, t)
		if len(facts) != 1 {
			return nil
		}
		points = append(points, facts[0])
	}
	return points
}

// drawable says whether a metric's figures may be drawn beside each other.
func drawable(m *data.Metric) bool {
	if m == nil || m.Comparable != data.Self {
		return false
	}
	switch m.Unit {
	case data.UnitDate, data.UnitYear, data.UnitRank, data.UnitText, data.UnitEntity:
		return false
	}
	return true
}

// values gives the heights of figures, all scaled down alike, and the words for their unit and scale. A range is drawn
// at its midpoint and a floor as it is, which is said.
func (b *builder) values(m *data.Metric, facts []*data.Fact) (values []float64, unit string, remarks []string, ok bool) {
	largest, ranges, limits := 0.0, false, false
	for _, f := range facts {
		low, high, known := span(f)
		if !known {
			return nil, "", nil, false
		}
		v := (low + high) / 2
		switch {
		case math.IsInf(high, 1):
			v, limits = low, true
		case math.IsInf(low, -1):
			v, limits = high, true
		case low != high:
			ranges = true
		}
		largest = max(largest, math.Abs(v))
		values = append(values, v)
	}
	if ranges {
		remarks = append(remarks, b.say("legend.chart_range"))
	}
	if limits {
		remarks = append(remarks, b.say("legend.chart_limit"))
	}
	divisor, unit := b.scale(m, largest)
	for i := range values {
		values[i] = math.Round(values[i]/divisor*1000) / 1000
	}
	return values, clip(unit, chartTitle), remarks, len(values) > 0
}

// scale picks thousands, millions, billions or trillions by the largest value.
func (b *builder) scale(m *data.Metric, largest float64) (float64, string) {
	unit := b.say("unit." + string(m.Unit))
	scales := []struct {
		by   float64
		name string
	}{{1e12, "trillions"}, {1e9, "billions"}, {1e6, "millions"}, {1e3, "thousands"}}
	for _, s := range scales {
		if largest < s.by || s.by == 1e3 && largest < 1e5 {
			continue
		}
		if m.Unit == data.UnitUSD && s.by > 1e3 {
			return s.by, b.say("chart." + s.name)
		}
		return s.by, b.say("chart."+s.name+"_of", arg{key: "Unit", text: unit})
	}
	return 1, unit
}

func (b *builder) chartTitle(m *data.Metric, period string) string {
	return clip(b.say("chart.title", arg{key: "Metric", text: capital(m.Labels.In(b.l))}, arg{key: "Period", text: period}), chartTitle)
}

// unique cuts names to a chart's length and tells those apart that then look the same.
func unique(names []string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		short := clip(n, chartLabel)
		for i := 2; slices.Contains(out, short); i++ {
			short = clip(n, chartLabel-3) + " " + itoa(i)
		}
		out = append(out, short)
	}
	return out
}
