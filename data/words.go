package data

import "strings"

// Words says a change in one line of English, as for a pull request: "claude-opus-4-6 swe_bench_verified: 80.8% → 81.0%".
func (c Change) Words() string {
	subject := string(c.Entity)
	switch {
	case c.Old != nil || c.New != nil:
		return subject + " " + c.factWords()
	case c.OldNote != nil || c.NewNote != nil:
		return subject + " note " + c.noteWords()
	case c.Kind == Changed:
		return subject + ": " + strings.Join(c.Fields, ", ") + " changed"
	}
	return subject + ": " + string(c.Kind)
}

func (c Change) factWords() string {
	name := string(c.Metric) + circumstances(c.New, c.Old)
	switch c.Kind {
	case Added:
		return name + ": added, " + marked(c.Is.EN, c.New)
	case Removed:
		return name + ": removed, was " + marked(c.Was.EN, c.Old)
	}
	var parts, rest []string
	for _, f := range c.Fields {
		switch f {
		case "figure", "qualifier":
			if len(parts) == 0 {
				parts = append(parts, marked(c.Was.EN, c.Old)+" → "+marked(c.Is.EN, c.New))
			}
		case "period":
			rest = append(rest, "period "+orNone(c.Old.Period.String())+" → "+orNone(c.New.Period.String()))
		case "as_of":
			rest = append(rest, "as of "+orNone(c.Old.AsOf.String())+" → "+orNone(c.New.AsOf.String()))
		case "source":
			rest = append(rest, "source "+anchorsCell(c.Old.Source)+" → "+anchorsCell(c.New.Source))
		default:
			rest = append(rest, f+" changed")
		}
	}
	return name + ": " + strings.Join(append(parts, rest...), "; ")
}

// circumstances tells a fact from others of its metric: its partner and its period.
func circumstances(f, otherwise *Fact) string {
	if f == nil {
		f = otherwise
	}
	s := ""
	if f.With != "" {
		s += " with " + string(f.With)
	}
	if !f.Period.IsZero() {
		s += " " + f.Period.String()
	}
	return s
}

// marked puts behind a figure what its own form does not show: its status and conditions.
func marked(figure string, f *Fact) string {
	var marks []string
	for _, q := range Qualifiers(f) {
		switch q {
		case "at_least", "at_most", "approx", "range":
		default:
			marks = append(marks, strings.ReplaceAll(q, "_", " "))
		}
	}
	if len(marks) == 0 {
		return figure
	}
	return figure + " (" + strings.Join(marks, ", ") + ")"
}

func (c Change) noteWords() string {
	switch c.Kind {
	case Added:
		return c.NewNote.ID + ": added"
	case Removed:
		return c.OldNote.ID + ": removed"
	}
	return c.NewNote.ID + ": " + strings.Join(c.Fields, ", ") + " changed"
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
