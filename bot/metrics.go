package bot

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics counts what the bot does. No label ever holds what a person typed.
type Metrics struct {
	envelopes   *prometheus.CounterVec // type
	ignored     *prometheus.CounterVec // reason
	answers     *prometheus.CounterVec // surface, outcome
	posts       *prometheus.CounterVec // method, result
	refused     *prometheus.CounterVec // code: answers sent again as text
	feedback    *prometheus.CounterVec // verdict
	faults      *prometheus.CounterVec // where: something of ours went wrong
	connections prometheus.Counter
	connected   prometheus.Gauge
	waiting     prometheus.Gauge
	took        prometheus.Histogram
}

// NewMetrics makes the counters and registers them; nil registers them nowhere. It panics where they are registered
// already: a registry belongs to one bot.
func NewMetrics(r prometheus.Registerer) *Metrics {
	count := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "versus", Name: name, Help: help}, labels)
	}
	m := &Metrics{
		envelopes: count("envelopes_total", "What came over the socket.", "type"),
		ignored:   count("ignored_total", "What was not answered, and why.", "reason"),
		answers:   count("answers_total", "Answers, by where they were asked and what came of them.", "surface", "outcome"),
		posts:     count("posts_total", "Calls to Slack that say something, and how they ended.", "method", "result"),
		refused:   count("refused_total", "Answers whose blocks Slack refused, sent again as text.", "code"),
		feedback:  count("feedback_total", "Clicks on the feedback buttons.", "verdict"),
		faults:    count("faults_total", "Faults of our own.", "where"),
		connections: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: "versus", Name: "connections_total", Help: "Socket connections opened.",
		}),
		connected: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: "versus", Name: "connected", Help: "1 while the socket is connected.",
		}),
		waiting: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: "versus", Name: "questions_waiting", Help: "Questions acknowledged and not yet taken up.",
		}),
		took: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "versus", Name: "answer_seconds", Help: "From the envelope to the end of the post.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15, 60},
		}),
	}
	if r != nil {
		r.MustRegister(m.envelopes, m.ignored, m.answers, m.posts, m.refused, m.feedback, m.faults,
			m.connections, m.connected, m.waiting, m.took)
	}
	return m
}

func (m *Metrics) answered(surface, outcome string, took time.Duration) {
	m.answers.WithLabelValues(surface, outcome).Inc()
	m.took.Observe(took.Seconds())
}
