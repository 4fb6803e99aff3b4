package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// FaultKind is what goes wrong.
type FaultKind string

// The kinds of fault. The first group is refused before it is looked at, the second is accepted first.
const (
	Refuse      FaultKind = "refuse"      // answered {"ok":false,"error":Code}
	RateLimited FaultKind = "ratelimited" // 429 with Retry-After
	HTML        FaultKind = "html"        // Status (503 where 0) with a page of HTML
	Slow        FaultKind = "slow"        // handled after Delay
	CutBefore   FaultKind = "cut_before"  // the connection ends, nothing is accepted
	Hang        FaultKind = "hang"        // no answer until the app gives up, nothing is accepted

	CutAfter  FaultKind = "cut_after"  // accepted, then the connection ends without a reply
	HangAfter FaultKind = "hang_after" // accepted, then no answer until the app gives up
	HTMLAfter FaultKind = "html_after" // accepted, then Status (502 where 0) with a page of HTML
	Lag       FaultKind = "lag"        // of chat.postMessage: accepted and answered, in the history only after Delay

	Twice FaultKind = "twice" // of envelopes: delivered once more, with the same event id
)

// Methods of faults in what is no method of the Web API. The last three are envelopes, counted as they are first sent.
// To them can happen Twice, Slow (which puts them out of order), CutBefore (the socket ends instead of delivering) and
// CutAfter (it ends just behind the envelope); "*" does not mean them.
const (
	ResponseURLs = "response_url"
	Sockets      = "link" // opening a socket
	Events       = "events_api"
	Commands     = "slash_commands"
	Interactions = "interactive"
)

// isEnvelope says whether a method of a fault means envelopes.
func isEnvelope(method string) bool {
	return method == Events || method == Commands || method == Interactions
}

// Forever as To lets a fault go on until the faults are cleared.
const Forever = -1

// maxFaults is how many faults can be scripted at once.
const maxFaults = 10_000

// A Fault goes wrong with the calls From … To of a method, which are counted from 1 over the Server's life.
type Fault struct {
	Method     string // required; "*" is each
	From       int    // 0: the next call from now
	To         int    // 0: From alone; Forever
	Kind       FaultKind
	Code       string        // of Refuse; "internal_error" where empty
	Status     int           // of HTML and HTMLAfter
	RetryAfter time.Duration // of RateLimited, in whole seconds; no header where 0
	Delay      time.Duration // of Slow and Lag; the most of Hang and HangAfter where not 0
}

type faultState struct {
	calls map[string]int
	list  []Fault
}

// AddFault scripts a fault. Where several fit a call, the one added first happens.
func (s *Server) AddFault(f Fault) error {
	kinds := []FaultKind{Refuse, RateLimited, HTML, Slow, CutBefore, Hang, CutAfter, HangAfter, HTMLAfter, Lag}
	if isEnvelope(f.Method) {
		kinds = []FaultKind{Twice, Slow, CutBefore, CutAfter}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case f.Method == "":
		return fmt.Errorf("add fault: no method")
	case !slices.Contains(kinds, f.Kind):
		return fmt.Errorf("add fault: kind %q does not happen to %q", f.Kind, f.Method)
	case f.To != 0 && f.To != Forever && f.To < f.From:
		return fmt.Errorf("add fault: to %d is before from %d", f.To, f.From)
	case f.From == 0 && f.To > 0:
		return fmt.Errorf("add fault: to %d without from", f.To)
	case f.From < 0 || f.Method == "*" && f.From > 0:
		return fmt.Errorf("add fault: from %d counts nothing", f.From)
	case len(s.faults.list) >= maxFaults:
		return fmt.Errorf("add fault: %d stand already", maxFaults)
	}
	if f.From == 0 && f.Method != "*" {
		f.From = s.faults.calls[f.Method] + 1
	}
	if f.To == 0 {
		f.To = f.From
	}
	s.faults.list = append(s.faults.list, f)
	return nil
}

// ClearFaults takes all faults away.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.list = nil
}

// Calls is how often a method was called, refused calls among them.
func (s *Server) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.calls[method]
}

// count counts a call and finds its fault.
func (s *Server) count(method string) (int, Fault) {
	if len(s.faults.calls) < 1000 { // names come from the caller
		s.faults.calls[method]++
	} else if _, known := s.faults.calls[method]; known {
		s.faults.calls[method]++
	}
	n := s.faults.calls[method]
	for _, f := range s.faults.list {
		if f.Method == "*" && !isEnvelope(method) || f.Method == method && n >= f.From && (f.To == Forever || n <= f.To) {
			return n, f
		}
	}
	return n, Fault{}
}

// faultBefore lets a fault happen before the request is looked at; false means that it is over. It waits: not under the mutex.
func (s *Server) faultBefore(w http.ResponseWriter, r *http.Request, f Fault) bool {
	switch f.Kind {
	case Refuse:
		code := f.Code
		if code == "" {
			code = "internal_error"
		}
		s.answer(w, nil, refuse(code))
		return false
	case RateLimited:
		if f.RetryAfter > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(f.RetryAfter.Round(time.Second)/time.Second)))
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"ok":false,"error":"ratelimited"}`))
		return false
	case HTML:
		errorPage(w, f.Status, http.StatusServiceUnavailable)
		return false
	case CutBefore:
		panic(http.ErrAbortHandler)
	case Hang:
		s.hang(r, f.Delay)
		panic(http.ErrAbortHandler)
	case Slow:
		s.hang(r, f.Delay)
	}
	return true
}

// faultAfter lets a fault happen after the request was handled; false means that the reply is lost. It waits: not under the mutex.
func (s *Server) faultAfter(w http.ResponseWriter, r *http.Request, f Fault) bool {
	switch f.Kind {
	case CutAfter:
		panic(http.ErrAbortHandler)
	case HangAfter:
		s.hang(r, f.Delay)
		panic(http.ErrAbortHandler)
	case HTMLAfter:
		errorPage(w, f.Status, http.StatusBadGateway)
		return false
	}
	return true
}

// hang waits until the app has gone, the server closes, or d is over where it is not 0.
func (s *Server) hang(r *http.Request, d time.Duration) {
	var over <-chan time.Time
	if d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		over = t.C
	}
	select {
	case <-over:
	case <-r.Context().Done():
	case <-s.ctx.Done():
	}
}

func errorPage(w http.ResponseWriter, status, def int) {
	if status == 0 {
		status = def
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<!DOCTYPE html><html><head><title>%d</title></head><body><h1>Server Error</h1></body></html>\n", status)
}
