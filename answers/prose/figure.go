package prose

import (
	"strconv"
	"strings"

	"versus/data"
)

func itoa(n int) string { return strconv.Itoa(n) }

// figure writes a fact's figure in its compact form, and remembers the fact.
func (b *builder) figure(f *data.Fact) string {
	b.use(f)
	if f.Form == data.FormRef {
		return b.refs(f.Refs)
	}
	return b.d.Figure(f, b.l)
}

// refs names the entities that are a fact's value. A chip brings its maker, without whom few know it.
func (b *builder) refs(ids []data.EntityID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = b.name(id)
		e := b.d.Entity(id)
		if e == nil || e.Kind != data.KindChip || e.Company == "" {
			continue
		}
		if maker := b.name(e.Company); !strings.Contains(names[i], maker) {
			names[i] = maker + " " + names[i]
		}
	}
	return b.join(names)
}

// spoken writes a figure as a sentence has it: dates in words, everything else compact.
func (b *builder) spoken(f *data.Fact) string {
	if f.Form == data.FormValue && !f.Date.IsZero() {
		b.use(f)
		return dateWords(f.Date, b.l)
	}
	return strings.TrimRight(b.figure(f), ".")
}

// marked is a figure with its marks behind it: "$180B (planned)".
func (b *builder) marked(f *data.Fact) string { return b.figure(f) + b.marks(f) }

// saidMarked is marked as a sentence has it.
func (b *builder) saidMarked(f *data.Fact) string { return b.spoken(f) + b.marks(f) }

// marks are the words behind a figure that tell what kind of figure it is: its status and its conditions.
func (b *builder) marks(f *data.Fact) string { return b.bracket(b.marking(f, true)) }

// circumstances are the marks of a figure whose status the sentence itself tells.
func (b *builder) circumstances(f *data.Fact) string { return b.bracket(b.marking(f, false)) }

func (b *builder) marking(f *data.Fact, status bool) string {
	s := ""
	if status {
		s = b.status(f.Status)
	}
	for _, c := range f.When {
		if w := b.condition(c); w != "" {
			if s != "" {
				s += ", "
			}
			s += w
		}
	}
	return s
}

// status is the word for how far a figure can be trusted; nothing where it is simply reported.
func (b *builder) status(s data.Status) string {
	if s == "" || s == data.Reported {
		return ""
	}
	return b.say("status." + string(s))
}

// condition is the word for one circumstance of a figure. Those with words of their own are said in them.
func (b *builder) condition(c data.Condition) string {
	if id := "condition." + c.Key + "_" + c.Value; b.m.has(id) {
		return b.say(id)
	}
	if years, ok := strings.CutSuffix(c.Value, " years"); ok && b.l == data.KO {
		c.Value = years + "년"
	}
	if id := "condition." + c.Key; b.m.has(id) {
		return b.say(id, arg{key: "Value", text: c.Value})
	}
	return b.say("condition.any", arg{key: "Key", text: strings.ReplaceAll(c.Key, "_", " ")}, arg{key: "Value", text: c.Value})
}

// signs tells in words what a figure's signs mean: approximate, at least, at most.
func (b *builder) signs(f *data.Fact) []string {
	var words []string
	if f.Approx {
		words = append(words, b.say("mark.approx"))
	}
	switch f.Form {
	case data.FormMin:
		words = append(words, b.say("mark.at_least"))
	case data.FormMax:
		words = append(words, b.say("mark.at_most"))
	}
	return words
}

// remark gives the note of a fact, unless it only repeats the contradiction that the page tells anyway.
func (b *builder) remark(f *data.Fact) string {
	note := f.Note.In(b.l)
	if note == "" || f.Conflict == "" {
		return note
	}
	if c := b.d.Conflict(f.Conflict); c != nil && sharesFigure(note, c.Text.In(b.l)) {
		return ""
	}
	return note
}

// sharesFigure says whether a number of two digits or more stands in both texts; years do not count.
func sharesFigure(a, b string) bool {
	for a != "" {
		start := strings.IndexAny(a, "0123456789")
		if start < 0 {
			return false
		}
		a = a[start:]
		end := strings.IndexFunc(a, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
		if end < 0 {
			end = len(a)
		}
		n := strings.TrimRight(a[:end], ".,")
		if year := len(n) == 4 && strings.HasPrefix(n, "20"); len(n) > 1 && !year && strings.Contains(b, n) {
			return true
		}
		a = a[end:]
	}
	return false
}

// rowLabel names a row of a table: the metric, and what tells it apart from others of that metric.
func (b *builder) rowLabel(m data.MetricID, with data.EntityID, p data.Period) string {
	label := b.metricLabel(m)
	var of []string
	if w := b.withWords(m, with); w != "" {
		of = append(of, w)
	}
	if !p.IsZero() {
		if words := periodWords(p, b.l); !strings.Contains(label, words) {
			of = append(of, words)
		}
	}
	if len(of) == 0 {
		return label
	}
	return b.say("label.of", arg{key: "Metric", text: label}, arg{key: "What", text: strings.Join(of, ", ")})
}

// withWords names the second entity of a figure about two: "vs GPT-5.2" where it is measured against it, "Broadcom"
// where it is merely the partner. A market that the metric's own name tells is not named again.
func (b *builder) withWords(m data.MetricID, with data.EntityID) string {
	if with == "" {
		return ""
	}
	id, metric := "with.plain", b.d.Metric(m)
	if metric != nil && (metric.Unit == data.UnitPercent || metric.Unit == data.UnitMultiple) {
		if e := b.d.Entity(with); e != nil && e.Kind == data.KindMarket {
			if strings.Contains(b.metricLabel(m), b.name(with)) {
				return ""
			}
		} else {
			id = "with.versus"
		}
	}
	return b.say(id, b.named("With", with))
}
