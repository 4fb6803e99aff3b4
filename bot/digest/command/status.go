package command

import (
	"context"
	"strings"
	"time"

	"versus/answers/prose"
	"versus/bot/digest"
	"versus/bot/render"
)

// status says how digests are, and of which day the dataset is. What the store does not tell is said to be missing.
func (r request) status(ctx context.Context) (render.Message, error) {
	if r.in.External {
		return r.say("external", nil), nil
	}
	if _, refusal, err := r.person(ctx); err != nil || refusal != nil {
		return message(refusal), err
	}
	s, err := r.cfg.Office.Status(ctx)
	p := r.page("status_ok", nil)
	switch {
	case s.Held != "":
		p.Headline = r.text("status_held", vars{"Why": prose.Clean(s.Held), "Since": clock(s.Since)})
	case !s.Healthy():
		p.Headline = r.text("status_unknown", nil)
	}
	d := r.cfg.Engine().Data()
	p.Lines = append(p.Lines, r.text("status_dataset", vars{"Version": d.Version(), "Digest": d.Digest()[:12]}))
	if err != nil {
		r.log.Error("ask how digests are", "error", err)
		p.Lines = append(p.Lines, r.text("status_store", nil))
		return render.Of(p, render.Options{}), nil
	}
	var states, results []string
	for _, state := range []digest.State{digest.Active, digest.Paused, digest.Lost} {
		states = append(states, r.text("status_state_"+string(state), vars{"Count": s.Subscriptions[state]}))
	}
	for _, result := range []digest.Result{digest.Sent, digest.Quiet, digest.Missed, digest.Refused, digest.Unknown, ""} {
		if n := s.Week[result]; n > 0 || result == digest.Sent || result == digest.Missed {
			results = append(results, r.text("status_result_"+string(result), vars{"Count": n}))
		}
	}
	p.Lines = append(p.Lines,
		r.text("status_subscriptions", vars{"States": strings.Join(states, ", ")}),
		r.text("status_week", vars{"Results": strings.Join(results, ", ")}))
	if s.Doubts > 0 {
		p.Lines = append(p.Lines, r.text("status_doubts", vars{"Count": s.Doubts}))
	}
	if s.AheadKnown && (s.Ahead > time.Minute || s.Ahead < -time.Minute) {
		p.Lines = append(p.Lines, r.text("status_clock", vars{"Ahead": s.Ahead.Round(time.Second).String()}))
	}
	return render.Of(p, render.Options{}), nil
}

func clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04 MST")
}
