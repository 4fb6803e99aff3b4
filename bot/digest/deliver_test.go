package digest_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"versus/bot/digest"
	"versus/bot/sandbox"
)

const general = "C0GENERAL"

func TestDigestArrives(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.builder.parts, w.builder.blocks = 3, true
	d := w.digests()
	s := w.subscribe(d, general)
	w.run(d)
	got := w.result(s.ID, digest.Sent)
	if got.Dataset != "d1" || got.LastSlot != "slot-00000" || got.NextSlot != "slot-00001" {
		t.Errorf("afterwards: %+v", got)
	}
	record := w.slack.Record()
	if diff := cmp.Diff([]string{"1|slot-00000|0|1", "1|slot-00000|1|1", "1|slot-00000|2|1"}, w.posts(general)); diff != "" {
		t.Errorf("posts (-want +got):\n%s", diff)
	}
	for i, p := range record {
		payload, _ := p.Metadata["event_payload"].(map[string]any)
		key := s.Key + ":slot-00000:" + string(rune('0'+i))
		if p.Metadata["event_type"] != "versus_digest" || payload["k"] != key {
			t.Errorf("part %d has metadata %v; want key %q", i, p.Metadata, key)
		}
		if p.UnfurlLinks == nil || *p.UnfurlLinks || p.UnfurlMedia == nil || *p.UnfurlMedia {
			t.Errorf("part %d unfurls", i)
		}
		if i > 0 && p.ThreadTS != record[0].TS {
			t.Errorf("part %d is in thread %q, want %q", i, p.ThreadTS, record[0].TS)
		}
		if len(p.Blocks) != 1 {
			t.Errorf("part %d has %d blocks", i, len(p.Blocks))
		}
	}
}

// Each of these ends with exactly one post, whatever happened to the first attempt.
func TestOnceDespite(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault sandbox.Fault
		calls int // of chat.postMessage
	}{
		"a reply cut off":         {sandbox.Fault{Kind: sandbox.CutAfter}, 1},
		"a reply that hangs":      {sandbox.Fault{Kind: sandbox.HangAfter}, 1},
		"an error page after it":  {sandbox.Fault{Kind: sandbox.HTMLAfter}, 1},
		"an error page before it": {sandbox.Fault{Kind: sandbox.HTML}, 2},
		"a connection cut":        {sandbox.Fault{Kind: sandbox.CutBefore}, 2},
		"a hanging connection":    {sandbox.Fault{Kind: sandbox.Hang}, 2},
		"an internal error":       {sandbox.Fault{Kind: sandbox.Refuse, Code: "internal_error"}, 2},
		"an unknown code":         {sandbox.Fault{Kind: sandbox.Refuse, Code: "something_new"}, 2},
		"asking for time":         {sandbox.Fault{Kind: sandbox.RateLimited, RetryAfter: time.Second}, 2},
		"blocks refused":          {sandbox.Fault{Kind: sandbox.Refuse, Code: "invalid_blocks"}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, sandbox.Config{})
			w.builder.blocks = true
			c.fault.Method = "chat.postMessage"
			if err := w.slack.AddFault(c.fault); err != nil {
				t.Fatal(err)
			}
			d := w.digests()
			s := w.subscribe(d, general)
			w.run(d)
			w.result(s.ID, digest.Sent)
			if diff := cmp.Diff([]string{"1|slot-00000|0|1"}, w.posts(general)); diff != "" {
				t.Errorf("posts (-want +got):\n%s", diff)
			}
			if n := w.slack.Calls("chat.postMessage"); n != c.calls {
				t.Errorf("%d calls, want %d", n, c.calls)
			}
		})
	}
}
