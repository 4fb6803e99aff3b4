package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// maxBody is the most a request may carry.
const maxBody = 1 << 20

// logger is a slog.Logger that net/http can write to.
type logger struct{ *slog.Logger }

func (l logger) std() *log.Logger { return slog.NewLogLogger(l.Handler(), slog.LevelDebug) }

// guard refuses what could only come from another site. Web pages can reach loopback, and by DNS rebinding under
// a name of their own; so the Host must be loopback's, and the page's requests must be the page's.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if !loopback(host) {
			http.Error(w, "the sandbox answers on loopback only", http.StatusForbidden)
			return
		}
		own := strings.HasPrefix(r.URL.Path, "/sandbox/") || strings.HasPrefix(r.URL.Path, "/control/")
		if own && foreign(r) {
			http.Error(w, "cross-site request", http.StatusForbidden)
			return
		}
		if own && r.Method == http.MethodPost {
			if t, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); t != "application/json" {
				http.Error(w, "Content-Type must be application/json", http.StatusUnsupportedMediaType)
				return
			}
		}
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Frame-Options", "DENY")
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// foreign says whether a browser sent the request on behalf of another site.
func foreign(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" || site == "same-site" {
		return true
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}

func loopback(host string) bool {
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// decode reads a JSON body, answering for itself where it cannot.
func decode(w http.ResponseWriter, r *http.Request, into any) bool {
	err := json.NewDecoder(r.Body).Decode(into)
	var large *http.MaxBytesError
	switch {
	case err == nil:
		return true
	case errors.As(err, &large):
		http.Error(w, fmt.Sprintf("body over %d bytes", maxBody), http.StatusRequestEntityTooLarge)
	case errors.Is(err, io.EOF):
		http.Error(w, "no body", http.StatusBadRequest)
	default:
		http.Error(w, "body is not the JSON asked for", http.StatusBadRequest)
	}
	return false
}

// reply writes v as JSON with status 200.
func reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "cannot encode the answer", http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(b) // the client has gone where this fails
}
