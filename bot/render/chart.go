package render

import (
	"math"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"versus/answers/prose"
)

// drawCharts makes blocks of the charts that can be drawn as they are. A chart with a hole in it is not drawn at all: a
// picture that leaves out a figure says something else than the table above it.
func drawCharts(charts []prose.Chart) []slack.Block {
	var out []slack.Block
	for _, c := range charts {
		if b := drawChart(c); b != nil && len(out) < maxCharts {
			out = append(out, b)
		}
	}
	return out
}

func drawChart(c prose.Chart) slack.Block {
	n := len(c.Categories)
	title := cut(line(c.Title), maxChartTitle)
	if n == 0 || len(c.Series) == 0 || len(c.Series) > drawnSeries || title == "" {
		return nil
	}
	for _, s := range c.Series {
		if len(s.Values) != n || slices.ContainsFunc(s.Values, func(v float64) bool {
			return math.IsNaN(v) || math.IsInf(v, 0)
		}) {
			return nil
		}
	}
	from, to := window(c.Kind, n)
	categories := labels(c.Categories[from:to])
	names := make([]string, len(c.Series))
	for i, s := range c.Series {
		names[i] = s.Name
	}
	names = labels(names)
	series := make([]slack.DataVisualizationDataSeries, len(c.Series))
	for i, s := range c.Series {
		points := make([]slack.DataVisualizationDataPoint, len(categories))
		for j, v := range s.Values[from:to] {
			points[j] = slack.NewDataVisualizationDataPoint(categories[j], v)
		}
		series[i] = slack.NewDataVisualizationDataSeries(names[i], points...)
	}
	axis := slack.NewDataVisualizationAxisConfig(categories...).
		WithXLabel(cut(line(c.XLabel), maxAxisLabel)).WithYLabel(cut(line(c.YLabel), maxAxisLabel))
	if c.Kind == "line" {
		return slack.NewDataVisualizationBlock(title, slack.NewDataVisualizationLineChart(axis, series...))
	}
	return slack.NewDataVisualizationBlock(title, slack.NewDataVisualizationBarChart(axis, series...))
}

// window says which points of too many are drawn: the latest of a line, the first places of a ranking.
func window(kind string, n int) (from, to int) {
	if kind == "line" {
		return max(0, n-maxPoints), n
	}
	return 0, min(n, maxPoints)
}

// labels makes names short enough for a chart, none empty, no two alike.
func labels(names []string) []string {
	out := make([]string, 0, len(names))
	for i, name := range names {
		base := line(name)
		if base == "" {
			base = nothing
		}
		label := cut(base, maxChartLabel)
		for n := i + 1; slices.Contains(out, label); n++ {
			mark := " " + strconv.Itoa(n)
			label = cut(base, maxChartLabel-len(mark)) + mark
		}
		out = append(out, label)
	}
	return out
}
