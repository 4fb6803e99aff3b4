package digest

import "github.com/prometheus/client_golang/prometheus"

// Metrics counts what becomes of digests.
type Metrics struct {
	slots *prometheus.CounterVec // result
	posts *prometheus.CounterVec // end: accepted, unsent, limited, refused, doubtful
	scans *prometheus.CounterVec // end: found, absent, incomplete
	held  prometheus.Gauge
}

// NewMetrics makes the counters and registers them; nil registers them nowhere. It panics where they are registered
// already: a registry belongs to one set of digests.
func NewMetrics(r prometheus.Registerer) *Metrics {
	count := func(name, help, label string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "versus", Subsystem: "digest", Name: name, Help: help}, []string{label})
	}
	m := &Metrics{
		slots: count("slots_total", "Slots of digests, by what became of them.", "result"),
		posts: count("posts_total", "Attempts to post, by how they ended.", "end"),
		scans: count("scans_total", "Looks into a channel's history for a message in doubt, by what they found.", "end"),
		held: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: "versus", Subsystem: "digest", Name: "held", Help: "1 while nothing is posted: the status says why.",
		}),
	}
	for _, result := range []Result{Sent, Quiet, Missed, Refused, Unknown} {
		m.slots.WithLabelValues(string(result)) // so that a rate is known before the first
	}
	if r != nil {
		r.MustRegister(m.slots, m.posts, m.scans, m.held)
	}
	return m
}

func (m *Metrics) hold(held bool) {
	v := 0.0
	if held {
		v = 1
	}
	m.held.Set(v)
}
