package digest

import (
	"context"
	"fmt"
)

// expire ends a delivery whose window has passed. What may stand in Slack is looked for once more, and never posted.
func (j *job) expire(ctx context.Context) (ending, error) {
	if !j.over() {
		return ending{again: j.d.cfg.Times.Retry}, nil // its subscription stopped just now
	}
	done := 0
	for i := range j.Parts {
		p := &j.Parts[i]
		if p.State == Sending || !j.looked[i] && j.older(i) {
			if e, err := j.lastLook(ctx, i); err != nil || e != (ending{}) {
				return e, err
			}
		}
		if p.State == Done {
			done++
		}
	}
	switch {
	case done > 0 && done == len(j.Parts):
		return ending{result: Sent}, nil
	case done > 0:
		return ending{result: Sent, why: fmt.Sprintf("%d of %d messages: %s", done, len(j.Parts), j.why())}, nil
	case j.Sub.State == Lost:
		return ending{result: Refused, why: j.Sub.Why}, nil
	case refusal(j.Why).kind == refused:
		return ending{result: Refused, why: j.Why}, nil
	}
	return ending{result: Missed, why: j.why()}, nil
}

func (j *job) why() string {
	switch {
	case j.Why != "":
		return j.Why
	case j.Kind == Digest && j.Sub.State != Active:
		return "the subscription was " + string(j.Sub.State)
	}
	return "its time had passed"
}

// lastLook looks for a part at the end of the window. Where that is not possible, nobody will know.
func (j *job) lastLook(ctx context.Context, i int) (ending, error) {
	e, err := j.look(ctx, i)
	if err != nil {
		return e, err
	}
	if e.result == "" && e.again > 0 {
		return ending{result: Unknown, why: e.why}, nil
	}
	return e, nil
}
