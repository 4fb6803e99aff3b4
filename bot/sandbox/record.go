package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// maxRecord is how many posts the record keeps in memory; the file keeps all.
const maxRecord = 200_000

// A Post is one message or change that was accepted, whether or not the app was told.
type Post struct {
	Seq       int       `json:"seq"`    // from 1
	Method    string    `json:"method"` // "chat.postMessage", "chat.update", "response_url", "ack", …
	Call      int       `json:"call"`   // its number among the calls of the method; 0 for what is no call
	Channel   string    `json:"channel"`
	TS        string    `json:"ts"`
	ThreadTS  string    `json:"thread_ts,omitempty"`
	To        string    `json:"to,omitempty"` // the one who sees it, where ephemeral
	Text      string    `json:"text"`
	Blocks    []object  `json:"blocks,omitempty"`
	Metadata  object    `json:"metadata,omitempty"`
	At        time.Time `json:"at"`
	VisibleAt time.Time `json:"visible_at"` // in the channel's history
	// UnfurlLinks and UnfurlMedia are nil where the app said nothing.
	UnfurlLinks *bool `json:"unfurl_links,omitempty"`
	UnfurlMedia *bool `json:"unfurl_media,omitempty"`
}

// record notes an accepted post, in the file before the app can hear of it.
func (s *Server) record(method string, n int, m *message) {
	p := Post{
		Seq: 1, Method: method, Call: n, Channel: m.channel, TS: m.ts, ThreadTS: m.threadTS, To: m.to, Text: m.text, Blocks: m.blocks,
		Metadata: m.metadata, At: s.cfg.Now(), VisibleAt: m.visible, UnfurlLinks: m.unfurlLinks, UnfurlMedia: m.unfurlMedia,
	}
	if len(s.post) > 0 {
		p.Seq = s.post[len(s.post)-1].Seq + 1
	}
	if s.recorder != nil {
		line, err := json.Marshal(p)
		if err == nil {
			_, err = s.recorder.Write(append(line, '\n'))
		}
		if err != nil {
			s.log.Error("write record", "error", err)
		}
	}
	s.post = append(s.post, p)
	if len(s.post) > maxRecord {
		s.post = slices.Clone(s.post[len(s.post)-maxRecord/2:])
	}
}

// Record is every post that was accepted, in order.
func (s *Server) Record() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.post)
}
