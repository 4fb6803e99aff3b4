package bot

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// The states of a bot's connection.
const (
	connecting = "connecting"
	connected  = "connected"
	stopped    = "stopped"
)

// A Status is how a bot is, for people and for probes.
type Status struct {
	State     string    `json:"state"` // connecting | connected | stopped
	Since     time.Time `json:"since"`
	LastHeard time.Time `json:"last_heard,omitzero"` // the last envelope; zero before the first
	Waiting   int       `json:"questions_waiting"`
	Trouble   string    `json:"trouble,omitempty"` // why nothing can be posted: Slack's word for what the bot token is not
}

// Ready tells whether a question asked now would be heard and answered.
func (s Status) Ready() bool { return s.State == connected && s.Trouble == "" }

// health is the part of the status that changes.
type health struct {
	mu     sync.Mutex
	status Status
}

func (h *health) set(state string, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.status.State != state {
		h.status.State, h.status.Since = state, now
	}
}

func (h *health) heard(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.status.LastHeard = now
}

// posted notes how a post ended, and tells whether there is something new to say about the bot token.
func (h *health) posted(trouble string) (news bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	news = trouble != h.status.Trouble
	h.status.Trouble = trouble
	return news
}

// Status tells how the bot is.
func (b *Bot) Status() Status {
	b.health.mu.Lock()
	defer b.health.mu.Unlock()
	s := b.health.status
	s.Waiting = len(b.questions)
	return s
}

// Handler answers probes: /healthz is 200 while the process runs, /readyz only while it is connected, /metrics is for
// Prometheus where a gatherer is given.
func (b *Bot) Handler(g prometheus.Gatherer) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { write(w, http.StatusOK, b.Status()) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		code := http.StatusOK
		s := b.Status()
		if !s.Ready() {
			code = http.StatusServiceUnavailable
		}
		write(w, code, s)
	})
	if g != nil {
		mux.Handle("GET /metrics", promhttp.HandlerFor(g, promhttp.HandlerOpts{}))
	}
	return mux
}

func write(w http.ResponseWriter, code int, s Status) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(s) // who asked is gone: nothing to do about it
}
