package data

import "fmt"

// checkAnchor reports a place that the source does not have.
func (l *loader) checkAnchor(n *node, a Anchor) {
	if l.lost["sources.yaml"] {
		return
	}
	s := l.sources[a.Source]
	switch {
	case s == nil:
		l.fault(n, fmt.Sprintf("no source %q", clip(string(a.Source))), "an id of sources.yaml, then #L and a line")
	case a.Line > 0 && s.Lines == 0:
		l.fault(n, fmt.Sprintf("source %q has no numbered lines", clip(string(a.Source))), string(a.Source)+" alone")
	case a.Line > s.Lines:
		l.fault(n, fmt.Sprintf("source %q has no line %d", clip(string(a.Source)), a.Line), fmt.Sprintf("1 to %d", s.Lines))
	}
}

func (l *loader) needMetric(n *node, id MetricID) {
	if id == "" || l.metrics[id] != nil || l.lost["metrics.yaml"] {
		return
	}
	known := make([]string, 0, len(l.metrics))
	for k := range l.metrics {
		known = append(known, string(k))
	}
	l.fault(n, fmt.Sprintf("no metric %q", clip(string(id))), or(nearest(string(id), known), "an id of metrics.yaml"))
}

func (l *loader) nearestTopic(id string) string {
	known := make([]string, 0, len(l.topics))
	for k := range l.topics {
		known = append(known, string(k))
	}
	return or(nearest(id, known), "an id of topics.yaml")
}

// needEntity reports a reference that leads nowhere, unless it leads to a file that could not be read.
func (l *loader) needEntity(n *node, id EntityID) {
	if id == "" || l.entities[id] != nil || l.broken[id] {
		return
	}
	known := make([]string, 0, len(l.entities))
	for k := range l.entities {
		known = append(known, string(k))
	}
	l.fault(n, fmt.Sprintf("no entity %q", clip(string(id))), or(nearest(string(id), known), "the id of an entity, which is the name of its file"))
}

func (l *loader) needKind(n *node, id EntityID, kind Kind) {
	l.needEntity(n, id)
	if e := l.entities[id]; e != nil && e.Kind != kind && e.Kind != "" {
		l.fault(n, fmt.Sprintf("%q is a %s", clip(string(id)), e.Kind), "a "+string(kind))
	}
}
