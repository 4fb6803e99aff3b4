package bot

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

func TestFullQueue(t *testing.T) {
	t.Parallel()
	hold := make(chan struct{})
	registry := prometheus.NewRegistry()
	r := start(t, newFakeSlack(t), func(c *Config) { c.Workers, c.Queue, c.Metrics = 1, 1, NewMetrics(registry) })
	r.echo.hold = hold
	r.slash("e1", "in hand")
	for asked := 0; asked == 0; time.Sleep(time.Millisecond) {
		r.echo.mu.Lock()
		asked = len(r.echo.asked)
		r.echo.mu.Unlock()
	}
	r.slash("e2", "in the queue")
	r.acked("e2")
	for r.bot.Status().Waiting == 0 {
		time.Sleep(time.Millisecond)
	}
	r.event("e3", "Ev3", mention("1.1", "opus", nil)) // not acknowledged: it comes again
	for busy(t, registry) == 0 {
		time.Sleep(time.Millisecond)
	}
	r.slash("e4", "too many")
	r.acked("e4")
	r.mu.Lock()
	if ack := string(r.acks["e4"][0]); !strings.Contains(ack, "ask again in a minute") {
		t.Errorf("the acknowledgement carries %s", ack)
	}
	if len(r.acks["e3"]) != 0 {
		t.Error("a mention for which there was no room was acknowledged")
	}
	r.mu.Unlock()
	close(hold)
	r.answers(2)
	r.event("e5", "Ev3", mention("1.1", "opus", nil))
	r.acked("e5")
	r.answers(3)
}

// busy is how many questions were not taken for want of room.
func busy(t *testing.T, registry *prometheus.Registry) (n float64) {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() != "versus_ignored_total" {
			continue
		}
		for _, m := range f.GetMetric() {
			if m.GetLabel()[0].GetValue() == "busy" {
				n += m.GetCounter().GetValue()
			}
		}
	}
	return n
}
