package digest

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"versus/bot/digest/failpoint"
)

// errLate says that the time of an attempt was over before its bytes could leave.
var errLate = errors.New("the time for the post is over")

// An attempt is the one connection of one post. A delivery that another process takes over is looked for only after
// every attempt of ours must be over, so an attempt has to keep to its time on every path:
//
//   - its connection is its own, so that no library sends the request a second time on another;
//   - before each write it looks at the clock, since the process may have been stopped in between, and at both clocks,
//     since one of them stands still while a machine sleeps;
//   - what the kernel could not send yet is thrown away when the connection closes, and not delivered minutes later when
//     a network is back.
type attempt struct {
	begun     time.Time
	span      time.Duration
	connected atomic.Bool // from here on bytes may have left
}

// over tells whether the attempt's time has passed, by this process's count or by the wall clock.
func (a *attempt) over() bool {
	now := time.Now()
	return now.Sub(a.begun) >= a.span || now.Round(0).Sub(a.begun.Round(0)) >= a.span
}

// client gives the HTTP client for the attempt alone.
func (a *attempt) client() *http.Client {
	dialer := &net.Dialer{Timeout: a.span, KeepAlive: -1}
	return &http.Client{
		CheckRedirect: stay,
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DisableKeepAlives:   true,
			TLSNextProto:        map[string]func(string, *tls.Conn) http.RoundTripper{}, // HTTP/2 may send again by itself
			TLSHandshakeTimeout: a.span,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				c, err := dialer.DialContext(ctx, network, address)
				if err != nil {
					return nil, err
				}
				if tcp, ok := c.(*net.TCPConn); ok {
					if err := tcp.SetLinger(0); err != nil {
						return nil, errors.Join(err, c.Close())
					}
				}
				return &timely{c, a}, nil
			},
		},
	}
}

// traced lets a request say how far it has come.
func (a *attempt) traced(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) {
			a.connected.Store(true)
			failpoint.Hit(failpoint.RequestBefore)
		},
		WroteRequest: func(i httptrace.WroteRequestInfo) {
			if i.Err == nil {
				failpoint.Hit(failpoint.RequestSent)
			}
		},
	})
}

// A timely connection writes nothing once its attempt's time is over.
type timely struct {
	net.Conn
	attempt *attempt
}

// Write implements [net.Conn].
func (c *timely) Write(b []byte) (int, error) {
	if c.attempt.over() {
		return 0, errLate
	}
	return c.Conn.Write(b)
}
