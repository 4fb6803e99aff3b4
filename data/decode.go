package data

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func (l *loader) decodeHead(root *node) {
	l.content.Name = l.text(root.get("name"))
	l.content.Version = root.get("version").str()
	l.content.Licence = root.get("licence").str()
	l.date(root.get("version"))
}

func (l *loader) decodeSources(root *node) {
	for _, n := range root.list() {
		s := &Source{
			ID:    SourceID(n.get("id").str()),
			Title: l.text(n.get("title")),
			Date:  l.date(n.get("date")),
			URL:   n.get("url").str(),
			Note:  l.text(n.get("note")),
		}
		s.Lines, _ = strconv.Atoi(n.get("lines").str()) // the schema has reported what is no number
		if take(l, n, l.sources, s.ID, s) {
			l.content.Sources = append(l.content.Sources, s)
		}
	}
}

func (l *loader) decodeMetrics(root *node) {
	for _, n := range root.get("families").list() {
		f := &Family{
			ID:      FamilyID(n.get("id").str()),
			Labels:  l.text(n.get("labels")),
			Aliases: l.aliases(n.get("aliases")),
			About:   l.text(n.get("about")),
		}
		if take(l, n, l.families, f.ID, f) {
			l.content.Families = append(l.content.Families, f)
		}
	}
	for _, n := range root.get("metrics").list() {
		m := &Metric{
			ID:         MetricID(n.get("id").str()),
			Family:     FamilyID(n.get("family").str()),
			Labels:     l.text(n.get("labels")),
			Aliases:    l.aliases(n.get("aliases")),
			Unit:       Unit(n.get("unit").str()),
			Change:     n.get("change").str() == "true",
			By:         MetricID(n.get("by").str()),
			Better:     Better(n.get("better").str()),
			Comparable: Comparable(n.get("comparable").str()),
			About:      l.text(n.get("about")),
		}
		days, _ := strconv.Atoi(strings.TrimSuffix(n.get("max_age").str(), "d")) // as above
		m.MaxAge = time.Duration(days) * 24 * time.Hour
		if take(l, n, l.metrics, m.ID, m) {
			l.content.Metrics = append(l.content.Metrics, m)
		}
	}
}

func (l *loader) decodeTopics(root *node) {
	for _, n := range root.list() {
		t := &Topic{
			ID:      TopicID(n.get("id").str()),
			Labels:  l.text(n.get("labels")),
			Aliases: l.aliases(n.get("aliases")),
			About:   l.text(n.get("about")),
		}
		if take(l, n, l.topics, t.ID, t) {
			l.content.Topics = append(l.content.Topics, t)
		}
	}
}

func (l *loader) decodeConflicts(root *node) {
	for _, n := range root.list() {
		c := &Conflict{
			ID:       ConflictID(n.get("id").str()),
			Text:     l.text(n.get("text")),
			Decision: l.text(n.get("decision")),
		}
		if take(l, n, l.conflicts, c.ID, c) {
			l.content.Conflicts = append(l.content.Conflicts, c)
		}
	}
}

// take files one thing under its id, or reports that the id is taken.
func take[K ~string, V any](l *loader, n *node, into map[K]V, id K, v V) bool {
	if id == "" || n == nil || n.kind != mapNode {
		return false // the schema has said so
	}
	if old, taken := into[id]; taken {
		first := l.at[any(old)].or("id").at
		l.fault(n.or("id"), fmt.Sprintf("id %q is taken", clip(string(id))), fmt.Sprintf("another id; it stands in %s:%d already", first.file, first.line))
		return false
	}
	into[id] = v
	l.at[v] = n
	return true
}

// text takes in both languages of a text, and reports what no reader should meet.
func (l *loader) text(n *node) Text {
	return Text{EN: l.phrase(n.get("en")), KO: l.phrase(n.get("ko"))}
}

// phrase takes in one text. A text is one paragraph, composed, and free of what cannot be seen.
func (l *loader) phrase(n *node) string {
	s := strings.TrimSuffix(n.str(), "\n")
	switch {
	case s == "":
	case strings.TrimSpace(s) != s:
		l.fault(n, "the text begins or ends with a blank", "no blanks at its ends")
	case strings.ContainsFunc(s, unseen):
		l.fault(n, "the text holds a character that cannot be seen", "one paragraph of visible characters and spaces")
	case !norm.NFC.IsNormalString(s):
		l.fault(n, "the text is not in Unicode's composed form (NFC)", strconv.Quote(clip(norm.NFC.String(s))))
	}
	return s
}

// unseen marks line breaks, tabs, zero-width and direction marks, and what has no meaning of its own.
func unseen(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || unicode.Is(unicode.Co, c) || unicode.Is(unicode.Zl, c) || unicode.Is(unicode.Zp, c)
}

func (l *loader) aliases(n *node) Aliases {
	return Aliases{EN: l.phrases(n.get("en")), KO: l.phrases(n.get("ko"))}
}

func (l *loader) phrases(n *node) []string {
	var list []string
	for _, item := range n.list() {
		if s := l.phrase(item); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// date takes in a date, and reports one that does not exist.
func (l *loader) date(n *node) Date {
	if n.str() == "" {
		return Date{}
	}
	d, err := ParseDate(n.str())
	if err != nil {
		l.fault(n, err.Error(), "2026-02-12, 2026-02, 2026-Q2 or 2026")
	}
	return d
}

func (l *loader) period(n *node) Period {
	if n.str() == "" {
		return Period{}
	}
	p, err := ParsePeriod(n.str())
	if err != nil {
		l.fault(n, err.Error(), "2025, 2025-12, 2026-Q2 or 2025..2031")
	}
	return p
}

func (l *loader) number(n *node) Number {
	if n.str() == "" {
		return Number{}
	}
	v, err := ParseNumber(n.str())
	if err != nil {
		l.fault(n, err.Error(), "a figure such as 80.0, 750B or 555000; the unit is the metric's")
	}
	return v
}

// anchors takes in one place in a source, or a list of them.
func (l *loader) anchors(n *node) []Anchor {
	var list []Anchor
	for _, item := range n.list() {
		if item.str() == "" {
			continue
		}
		id, line, _ := strings.Cut(item.str(), "#L")
		a := Anchor{Source: SourceID(id)}
		a.Line, _ = strconv.Atoi(line) // the schema has reported what is no number
		list = append(list, a)
		l.checkAnchor(item, a)
	}
	return list
}
