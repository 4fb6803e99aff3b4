package data

import (
	"fmt"
	"time"
	"unicode"
)

// warn looks at a dataset without faults for what somebody should look at. The zero day asks only for what does not
// depend on it.
func (l *loader) warn(today time.Time) {
	for _, e := range l.content.Entities {
		for _, f := range e.Facts {
			n := l.at[f]
			l.warnText(n.get("text"))
			l.warnText(n.get("note"))
			if !today.IsZero() {
				l.warnAge(n, f, today)
			}
		}
		for _, note := range e.Notes {
			l.warnText(l.at[note].get("text"))
		}
		l.warnText(l.at[e].get("summary"))
	}
}

// warnAge warns of figures older than their metric allows, and of plans whose day has come.
func (l *loader) warnAge(n *node, f *Fact, today time.Time) {
	m := l.metrics[f.Metric]
	if Stale(f, m, today) {
		l.found.warn(n.at, fmt.Sprintf("%s is of %s", f.ID, f.AsOf), fmt.Sprintf("a figure of the last %d days, or a later as_of", int(m.MaxAge.Hours()/24)))
	}
	if Overdue(f, m, today) {
		l.found.warn(n.or("status").at, fmt.Sprintf("%s is %s for a time that has gone by", f.ID, f.Status), "what has become of it")
	}
}

// Stale says whether a fact is older on the day today than its metric allows. An empty cell does not age.
func Stale(f *Fact, m *Metric, today time.Time) bool {
	if f.Form == FormUnknown && f.Unknown != Undisclosed {
		return false
	}
	return m != nil && m.MaxAge > 0 && !f.AsOf.IsZero() && today.Sub(f.AsOf.End()) > m.MaxAge
}

// Overdue says whether a fact is a plan, a target or an expectation for a time that has gone by on the day today.
func Overdue(f *Fact, m *Metric, today time.Time) bool {
	if f.Status != Planned && f.Status != Target && f.Status != Expected {
		return false
	}
	until := f.Date
	if m != nil && m.Unit == UnitYear && f.Form == FormValue {
		until = Date{Year: int(f.Value.Float())}
	}
	if until.IsZero() {
		until = f.Period.To
	}
	return !until.IsZero() && !today.Before(until.End())
}

// warnText warns of an English text in Korean letters, and of a longer Korean text without any.
func (l *loader) warnText(n *node) {
	const short = 40 // names of products and mottos stay as they are
	hangul := func(s string) bool {
		for _, c := range s {
			if unicode.Is(unicode.Hangul, c) {
				return true
			}
		}
		return false
	}
	if en := n.get("en"); hangul(en.str()) {
		l.found.warn(en.at, "the English text has Korean letters", "English")
	}
	if ko := n.get("ko"); len(ko.str()) > short && !hangul(ko.str()) {
		l.found.warn(ko.at, "the Korean text has no Korean letters", "Korean")
	}
}
