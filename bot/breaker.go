package bot

import (
	"sync"
	"time"
)

// How much is answered in one place. Two bots that answer each other go round for ever; people do not ask as fast.
var (
	inThread = pace{perMinute: 5, perHour: 20}
	inDirect = pace{perMinute: 20, perHour: 120} // a direct message's main flow, in which every message is a question
)

type pace struct{ perMinute, perHour int }

// A verdict says what to do with one more question.
type verdict int

const (
	answerIt verdict = iota
	tellOff          // say, once, that this was too much
	silence
)

// A breaker counts the answers in each place.
type breaker struct {
	mu     sync.Mutex
	places *aging[Place, *tally]
}

type tally struct {
	times []time.Time // of the answers within the hour
	told  bool
}

func newBreaker() *breaker {
	return &breaker{places: newAging[Place, *tally](keptPlaces, time.Hour)}
}

// allow counts one question in a place. The first over the pace is told so; what follows meets silence until the pace
// allows an answer again.
func (b *breaker) allow(at Place, p pace, now time.Time) verdict {
	b.mu.Lock()
	defer b.mu.Unlock()
	t, ok := b.places.get(at, now)
	if !ok {
		t = &tally{}
	}
	minute, kept := 0, t.times[:0]
	for _, then := range t.times {
		if age := now.Sub(then); age < time.Hour {
			kept = append(kept, then)
			if age < time.Minute {
				minute++
			}
		}
	}
	t.times = kept
	if minute < p.perMinute && len(kept) < p.perHour {
		t.times, t.told = append(kept, now), false
		b.places.put(at, t, now)
		return answerIt
	}
	if t.told {
		return silence
	}
	t.told = true
	return tellOff
}
