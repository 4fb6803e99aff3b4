package content

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"versus/answers/prose"
	"versus/data"
)

//go:embed messages
var messages embed.FS

// words are what the package says. The files are part of the program and its tests read them: that they do not load is a
// fault of the build.
var words = prose.Embedded(messages, "messages")

type vars map[string]any

func say(l data.Lang, id string, v vars) string { return words().Say(l, id, v) }

func (b *builder) say(id string, v vars) string { return say(b.l, id, v) }

// name gives what an entity is called. Koreans are given both names of a company that has two.
func name(e *data.Entity, l data.Lang) string {
	n := e.Labels.In(l)
	if l == data.KO && n != e.Labels.EN && (e.Kind == data.KindCompany || e.Kind == data.KindPerson) {
		return n + "(" + e.Labels.EN + ")"
	}
	return n
}

// name gives an entity's name in the dataset that has it; its id where none has.
func (b *builder) name(id data.EntityID) string {
	for _, d := range []*data.Dataset{b.in.New, b.in.Old} {
		if d == nil {
			continue
		}
		if e := d.Entity(id); e != nil {
			return name(e, b.l)
		}
	}
	return string(id)
}

// label names a figure: its metric, and what tells it apart from others of that metric.
func (b *builder) label(d *data.Dataset, f *data.Fact) string {
	m := d.Metric(f.Metric)
	if m == nil {
		return string(f.Metric)
	}
	label := capital(m.Labels.In(b.l))
	var of []string
	if f.With != "" {
		of = append(of, b.name(f.With))
	}
	if !f.Period.IsZero() {
		of = append(of, b.period(f.Period))
	}
	if len(of) == 0 {
		return label
	}
	return label + " (" + strings.Join(of, ", ") + ")"
}

func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// figure gives a fact's figure with what kind of figure it is: "$180B (planned)". Plain figures say nothing, unless
// whether they are plain is the news.
func (b *builder) figure(d *data.Dataset, f *data.Fact, plain bool) string {
	b.used = append(b.used, f)
	var marks []string
	switch {
	case f.Status != "" && f.Status != data.Reported:
		marks = append(marks, b.say("status_"+string(f.Status), nil))
	case plain:
		marks = append(marks, b.say("status_reported", nil))
	}
	for _, c := range f.When {
		marks = append(marks, b.condition(c))
	}
	s := d.Figure(f, b.l)
	if len(marks) > 0 {
		s += " (" + strings.Join(marks, ", ") + ")"
	}
	return s
}

// condition is the word for one circumstance of a figure.
func (b *builder) condition(c data.Condition) string {
	if c.Key == "annualised" {
		return b.say("annualised", nil)
	}
	return strings.ReplaceAll(c.Key, "_", " ") + ": " + c.Value
}

// period says a span of time: 2026, Q2 2026, 2025-2031.
func (b *builder) period(p data.Period) string {
	if p.To == p.From || p.To.IsZero() {
		return b.date(p.From)
	}
	return b.date(p.From) + "-" + b.date(p.To)
}

// date says as much of a day as is known.
func (b *builder) date(d data.Date) string {
	v := vars{"Year": d.Year, "Quarter": d.Quarter, "Day": d.Day, "Month": d.Month}
	switch {
	case d.IsZero():
		return dash
	case d.Quarter != 0:
		return b.say("date_quarter", v)
	case d.Month == 0:
		return b.say("date_year", v)
	}
	v["MonthName"] = b.say(fmt.Sprintf("month_%d", d.Month), nil)
	if d.Day == 0 {
		return b.say("date_month", v)
	}
	return b.say("date_day", v)
}

// day says the day of an instant, where the reader is.
func (b *builder) day(t time.Time) string {
	t = t.In(b.loc)
	return b.date(data.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}

const dash = "–"

// about says what the digest is about, in brackets of a sentence; "" where it is about everything.
func (b *builder) about() string { return SayAbout(b.d, b.in.About, b.l) }

// footer names the dataset and the sources of what the page has shown.
func (b *builder) footer() string {
	var labels []string
	for _, f := range b.used {
		for _, a := range f.Source {
			if s := b.source(a.Source); !slices.Contains(labels, s) {
				labels = append(labels, s)
			}
		}
	}
	version := ""
	if v, err := data.ParseDate(b.d.Version()); err == nil {
		version = b.date(v)
	}
	v := vars{"Version": version, "Sources": strings.Join(labels[:min(3, len(labels))], "; "), "More": ""}
	if len(labels) > 3 {
		v["More"] = len(labels) - 3
	}
	return b.say("footer", v)
}

// source gives a source's name, from whichever dataset has it.
func (b *builder) source(id data.SourceID) string {
	for _, d := range []*data.Dataset{b.in.New, b.in.Old} {
		if d == nil {
			continue
		}
		if s := d.Source(id); s != nil {
			return s.Title.In(b.l)
		}
	}
	return string(id)
}

// join lists words: a, b and c.
func join(l data.Lang, list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	n := len(list) - 1
	return say(l, "and", vars{"Before": strings.Join(list[:n], ", "), "Last": list[n]})
}

// few lists at most most words, and says how many more there are.
func (b *builder) few(list []string, most int) string {
	if len(list) <= most {
		return join(b.l, list)
	}
	return b.say("and_more", vars{"List": strings.Join(list[:most], ", "), "Count": len(list) - most})
}
