package bot

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestHealth(t *testing.T) {
	registry := prometheus.NewRegistry()
	r := start(t, newFakeSlack(t), func(c *Config) { c.Metrics = NewMetrics(registry) })
	s := httptest.NewServer(r.bot.Handler(registry))
	defer s.Close()
	get := func(path string) (int, string) {
		resp, err := http.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(b)
	}
	r.slash("e1", "opus")
	r.answers(1)
	for path, want := range map[string]string{
		"/healthz": `"state":"connected"`,
		"/readyz":  `"last_heard":`,
		"/metrics": `versus_answers_total{outcome="answer",surface="slash"} 1`,
	} {
		if code, body := get(path); code != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	r.done <- nil
	if code, body := get("/readyz"); code != 503 || !strings.Contains(body, "stopped") {
		t.Errorf("ready after the end: %d %s", code, body)
	}
	if code, _ := get("/healthz"); code != 200 {
		t.Errorf("healthz: %d", code)
	}
	http.DefaultClient.CloseIdleConnections()
}
