package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"
)

// ErrInUse is in the chain of Start's error where another program listens on the address.
var ErrInUse = errors.New("the port is in use by another program")

// A Server is the stand-in: one workspace, one app installed in it. Make it with New.
type Server struct {
	cfg     Config
	log     logger
	methods map[string]method

	mu       sync.Mutex // guards everything below but the plumbing
	world    World
	ids      idMaker
	rooms    map[string]*room // by channel id
	tokens   tokenState
	urls     map[string]*responseURL
	triggers map[string]*trigger
	views    viewState
	notices  map[string][]Notice // by user, the last maxNotices
	sockets  socketState
	post     []Post // the record
	recorder *os.File
	faults   faultState
	listen   map[*listener]struct{} // open streams of the page

	// plumbing
	http   *http.Server
	addr   string
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup // socket goroutines and the serve loop
}

// New makes a Server that does not listen yet. Its errors are mistakes in the Config, or a record file that cannot be opened.
func New(cfg Config) (*Server, error) {
	cfg = cfg.withDefaults()
	if err := cfg.check(); err != nil {
		return nil, err
	}
	s := &Server{
		cfg:      cfg,
		log:      logger{cfg.Log},
		methods:  methods(),
		world:    cfg.World.clone(),
		rooms:    map[string]*room{},
		urls:     map[string]*responseURL{},
		triggers: map[string]*trigger{},
		views:    viewState{open: map[string][]*view{}, home: map[string]*view{}},
		notices:  map[string][]Notice{},
		sockets:  socketState{tickets: map[string]time.Time{}, waiting: map[string]*envelope{}},
		faults:   faultState{calls: map[string]int{}},
		listen:   map[*listener]struct{}{},
	}
	for _, c := range s.world.Channels {
		s.rooms[c.ID] = &room{}
	}
	if cfg.RecordFile != "" {
		f, err := os.OpenFile(cfg.RecordFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, fmt.Errorf("open record: %w", err)
		}
		s.recorder = f
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s, nil
}

// Start listens on addr, a loopback "host:port" ("127.0.0.1:0" for any port), and serves until Close.
func (s *Server) Start(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("listen on %q: %w", addr, err)
	}
	if !loopback(host) {
		return fmt.Errorf("listen on %q: the sandbox listens on loopback only (127.0.0.1, localhost or [::1])", addr)
	}
	l, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("listen on %q: %w", addr, ErrInUse)
	}
	if err != nil {
		return fmt.Errorf("listen on %q: %w", addr, err)
	}
	s.addr = l.Addr().String()
	s.http = &http.Server{
		Handler:           s.guard(s.routes()),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return s.ctx },
		ErrorLog:          s.log.std(),
	}
	s.wg.Go(func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.log.Error("serve", "error", err)
		}
	})
	return nil
}

// Addr is the "host:port" listened on, after Start.
func (s *Server) Addr() string { return s.addr }

// URL is the page's address, after Start.
func (s *Server) URL() string { return "http://" + s.addr + "/" }

// APIURL is the address of the Web API, which ends in "/api/", after Start.
func (s *Server) APIURL() string { return s.URL() + "api/" }

// AppToken and BotToken are what the app signs in with.
func (s *Server) AppToken() string { return s.cfg.AppToken }

// BotToken is the token for everything but opening sockets.
func (s *Server) BotToken() string { return s.cfg.BotToken }

// Close ends every connection and waits until all goroutines are gone, or ctx is.
func (s *Server) Close(ctx context.Context) error {
	s.cancel()
	s.mu.Lock()
	for _, so := range s.sockets.open {
		so.drop()
	}
	for _, e := range s.sockets.waiting {
		e.stop()
	}
	s.mu.Unlock()
	var err error
	if s.http != nil {
		if err = s.http.Shutdown(ctx); err != nil {
			err = errors.Join(err, s.http.Close())
		}
	}
	s.wg.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.recorder != nil {
		err = errors.Join(err, s.recorder.Close())
		s.recorder = nil
	}
	if err != nil {
		return fmt.Errorf("close sandbox: %w", err)
	}
	return nil
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/{method}", s.serveAPI)
	mux.HandleFunc("POST /api/{method}", s.serveAPI)
	mux.HandleFunc("GET /link/", s.serveSocket)
	mux.HandleFunc("POST /response/{id}", s.serveResponseURL)
	s.pageRoutes(mux)
	if s.cfg.Control {
		s.controlRoutes(mux)
	}
	return mux
}
