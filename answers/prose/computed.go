package prose

import (
	"versus/answers"
	"versus/data"
)

// computed tells a figure that was worked out here: marked as computed, and with the qualifiers of what it is made of.
func (b *builder) computed(c *answers.Computed) string {
	args := []arg{
		{key: "Metric", text: b.metricLabel(c.Metric)},
		{key: "Number", text: b.computedNumber(c)},
		given("AtLeast", c.AtLeast), given("AtMost", c.AtMost), given("Approx", c.Approx), given("Planned", c.Planned),
	}
	if c.Left != nil {
		args = append(args, b.named("Left", c.Left.Entity))
	}
	if c.Right != nil {
		args = append(args, b.named("Right", c.Right.Entity))
	}
	args = append(args, arg{key: "Span", text: b.computedSpan(c)})
	op := c.Op
	if c.Left != nil && c.Right != nil && c.Left.Entity == c.Right.Entity {
		op = answers.Growth // of one entity over time, whatever it was worked out by
	}
	return b.say("computed."+string(op), args...)
}

// computedSpan is the time a computed figure is about.
func (b *builder) computedSpan(c *answers.Computed) string {
	switch {
	case c.Op == answers.Sum && len(c.Parts) > 0:
		return b.when(c.Parts[0])
	case c.Left != nil && c.Right != nil:
		from, to := b.when(c.Right), b.when(c.Left)
		if from != "" && to != "" && from != to {
			return b.say("trend.span", arg{key: "From", text: from}, arg{key: "To", text: to})
		}
	}
	return ""
}

// computedNumber gives a computed figure its unit: percentages differ by points, and all else is so many times.
func (b *builder) computedNumber(c *answers.Computed) string {
	n := arg{key: "N", text: c.Number}
	switch c.Op {
	case answers.Difference:
		return b.say("computed.points", n)
	case answers.Ratio, answers.Growth:
		return b.say("computed.times", n)
	}
	return c.Number
}

// bounded is a computed figure within a sentence: "about +463%".
func (b *builder) bounded(c *answers.Computed) string {
	s := b.computedNumber(c)
	for _, q := range []struct {
		is bool
		id string
	}{{c.Approx, "bound.about"}, {c.AtMost, "bound.at_most"}, {c.AtLeast, "bound.at_least"}} {
		if q.is {
			s = b.say(q.id) + " " + s
		}
	}
	return s
}

// when tells the time of a figure: its period, or the circumstance that stands for it ("earlier").
func (b *builder) when(f *data.Fact) string {
	if !f.Period.IsZero() {
		return periodWords(f.Period, b.l)
	}
	if len(f.When) > 0 {
		return b.condition(f.When[0])
	}
	return ""
}

// given is a field that is merely there or not.
func given(key string, yes bool) arg {
	if yes {
		return arg{key: key, text: "yes"}
	}
	return arg{key: key}
}
