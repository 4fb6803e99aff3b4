package prose

import (
	"strings"
	"unicode/utf8"

	"versus/data"
)

// A style is how a metric's figure is told in a sentence. Metrics without one are told as "NAME's METRIC is FIGURE".
var styles = map[data.MetricID]string{
	"swe_bench_verified": "score", "swe_bench_pro": "score", "swe_bench_unspecified": "score",
	"terminal_bench_2": "score", "mrcr_v2": "score",
	"release_date": "released",
	"wau":          "users", "mau": "users", "users": "users",
}

// styleOf gives the style of a metric; its own id where it has none, for metrics may have messages of their own.
func styleOf(id data.MetricID) string {
	if s, ok := styles[id]; ok {
		return s
	}
	return string(id)
}

// sentence tells one figure as an answer does.
func (b *builder) sentence(f *data.Fact) string {
	note := ""
	if f.Unknown == data.NotApplicable {
		note = strings.TrimRight(b.remark(f), ".")
	}
	id, tells := b.sentenceID(f)
	marks := b.marks(f)
	if tells {
		marks = b.circumstances(f)
	}
	label := b.metricLabel(f.Metric)
	if f.Form == data.FormUnknown {
		label = strings.TrimSpace(beforeBracket(label)) // of no figure it does not matter which variant it is not of
	}
	period := b.periodIn(label, f)
	with := arg{key: "With"}
	if f.With != "" {
		with = b.named("With", f.With)
		if id == "fact.any" || id == "fact.several" {
			with.text = b.withWords(f.Metric, f.With)
		}
	}
	return b.say(id, b.named("Name", f.Entity), b.figureArg(f), with,
		arg{key: "Metric", text: label}, arg{key: "Subject", text: capital(label)}, arg{key: "Period", text: period}, arg{key: "Marks", text: marks},
		arg{key: "On", text: preposition(f)}, arg{key: "Note", text: note})
}

// periodIn is the time of a figure where its sentence has to tell it. It has not where the metric's own label does. Ranks
// and counts of users are all of one time, which a line of its own tells unless it was asked for.
func (b *builder) periodIn(label string, f *data.Fact) string {
	words := periodWords(f.Period, b.l)
	if words == "" || strings.Contains(label, words) {
		return ""
	}
	if m := b.d.Metric(f.Metric); m != nil && (m.Unit == data.UnitRank || m.Unit == data.UnitPeople) && b.meta.Context.Period == "" {
		b.line(b.say("profile.of_period", arg{key: "Period", text: words}))
		return ""
	}
	return words
}

// figureArg is a figure as a field of a message; an entity brings how its name is read.
func (b *builder) figureArg(f *data.Fact) arg {
	a := arg{key: "Figure", text: b.spoken(f)}
	if n := len(f.Refs); f.Form == data.FormRef && n > 0 {
		a.read = b.named("", f.Refs[n-1]).read
	}
	return a
}

// sentenceID picks the message for a figure, and says whether it tells the figure's status by itself.
func (b *builder) sentenceID(f *data.Fact) (id string, tells bool) {
	style := styleOf(f.Metric)
	if f.Form == data.FormUnknown {
		if id := "fact." + style + "_" + string(f.Unknown); b.m.has(id) {
			return id, false
		}
		return "fact." + string(f.Unknown), false
	}
	if f.Status != "" && f.Status != data.Reported {
		if id := "fact." + style + "_" + string(f.Status); b.m.has(id) {
			return id, true
		}
		if id := "fact." + string(f.Status); b.m.has(id) && f.Form != data.FormText {
			return id, true
		}
	}
	if id := "fact." + style; b.m.has(id) {
		return id, false
	}
	switch f.Form {
	case data.FormText:
		return "fact.text", false
	case data.FormRef:
		return "fact.entity", false
	}
	return "fact.any", false
}

// preposition is the English one before a date: on a day, in a month, quarter or year.
func preposition(f *data.Fact) string {
	if f.Date.Day != 0 {
		return "on"
	}
	return "in"
}

// fits says whether a headline is short enough to be read as one.
func fits(s string) bool {
	return len(s) <= headlineRoom || utf8.RuneCountInString(s) <= headlineRoom
}

// gist is the first sentence of a text; all of it where it has but one.
func gist(s string) string {
	for i := 0; i+2 < len(s); i++ {
		if (s[i] == '.' || s[i] == '?' || s[i] == '!') && s[i+1] == ' ' && !abbreviated(s[:i]) {
			return s[:i+1]
		}
	}
	return s
}

// abbreviated says whether a text ends in a single letter or a digit, whose point ends no sentence: "U.S", "Z".
func abbreviated(s string) bool {
	last := s[strings.LastIndexAny(s, " .")+1:]
	return len(last) == 1
}

// rest is what stands behind the gist.
func rest(s string) string { return strings.TrimSpace(s[len(gist(s)):]) }
