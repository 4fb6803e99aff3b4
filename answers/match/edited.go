package match

import (
	"bytes"
	"slices"
)

const (
	// maxDoubts is how many unexplained words are looked at for errors; a question has fewer.
	maxDoubts = 24
	// maxSlips is how many words of one name may have been mistyped.
	maxSlips = 3
)

// findEdited claims the names that were typed with errors in them. Each unexplained word gets its candidates; then every
// window, longest first, is read with each of them in turn, and the reading with the fewest edits is taken. First the
// candidates within the budget, then joined neighbours ("deep seak"), then abbreviations.
func (ix *Index) findEdited(sc *scratch) {
	if !ix.doubt(sc, false) {
		ix.completeAll(sc)
		return
	}
	if ix.readDoubts(sc) {
		ix.readDoubts(sc) // what was found is company for what was too weak alone
	}
	ix.readJoined(sc)
	if ix.doubt(sc, true) {
		ix.readDoubts(sc)
	}
	ix.completeAll(sc)
}

// doubtful says whether a token may have been mistyped at all.
func (sc *scratch) doubtful(t *token) bool {
	return t.mention < 0 && t.script.letters() && !t.kept && !t.particle && !t.initials && t.unit == 0 && t.n >= minKeys && t.n <= maxFuzzy
}

// doubt gives each doubtful token its candidates; with short all that are two edits away, and abbreviations.
func (ix *Index) doubt(sc *scratch, short bool) bool {
	nr := &sc.near
	nr.cands = nr.cands[:0]
	doubts, some := 0, false
	for i := range sc.toks {
		t := &sc.toks[i]
		if t.doubt = false; !sc.doubtful(t) || doubts == maxDoubts {
			continue
		}
		doubts++
		some = true
		t.c0, nr.shorts = len(nr.cands), nr.shorts[:0]
		for s := 0; s <= t.nstems && (s == 0 || t.script == Hangul); s++ {
			ix.lookNear(sc, t, s, short)
		}
		if short {
			ix.abbreviate(nr, sc.key(t))
		}
		own := nr.cands[t.c0:]
		slices.SortStableFunc(own, func(a, b cand) int { return a.cost - b.cost })
		t.c1 = t.c0 + min(len(own), maxCands)
		nr.cands = nr.cands[:t.c1]
		t.doubt = t.c1 > t.c0
	}
	return some
}

// A reading puts a window together from its tokens and candidates.
type reading struct {
	ix    *Index
	sc    *scratch
	start int
	end   int
	path  [maxWindow]*cand
	key   [maxKeys + maxFuzzy]byte

	cost  int // of the best so far
	edits int
	pass  Pass
	sps   []int32 // the spellings of that cost
	best  [maxWindow]*cand
	buf   [8]int32
}

// readDoubts claims the windows with a doubtful token that are a name with one of its candidates.
func (ix *Index) readDoubts(sc *scratch) (found bool) {
	n := len(sc.toks)
	for size := min(ix.widest, n); size >= 1; size-- {
		for i := 0; i+size <= n; i++ {
			slips := 0
			for j := i; j < i+size; j++ {
				if sc.toks[j].doubt {
					slips++
				}
			}
			if slips == 0 || slips > maxSlips || !sc.whole(i, i+size) {
				continue
			}
			r := reading{ix: ix, sc: sc, start: i, end: i + size, cost: hopeless}
			r.sps = r.buf[:0]
			r.read(i, 0, sum{})
			found = r.claim() || found
		}
	}
	return found
}

// hopeless is beyond the cost of any reading.
const hopeless = 1 << 10

// A sum is what the candidates of a reading come to.
type sum struct {
	slips, edits, cost int
	pass               Pass
	weak               bool
}

func (s sum) with(c *cand) sum {
	return sum{s.slips + 1, s.edits + c.edits, s.cost + c.cost, max(s.pass, c.pass), s.weak || c.weak}
}

// read goes on with token j; n keys stand in r.key already.
func (r *reading) read(j, n int, s sum) {
	if s.cost > r.cost {
		return
	}
	if j == r.end {
		if s.slips > 0 {
			r.hold(n, s)
		}
		return
	}
	t := &r.sc.toks[j]
	own := r.sc.key(t)
	if t.stem > 0 {
		own = own[:t.stems[t.stem-1].n]
	}
	if n+max(len(own), maxFuzzy) > maxKeys {
		return
	}
	if !t.doubt || r.end-r.start > 1 {
		copy(r.key[n:], own)
		r.path[j-r.start] = nil
		r.read(j+1, n+len(own), s)
	}
	if !t.doubt {
		return
	}
	for k := t.c0; k < t.c1; k++ {
		c := &r.sc.near.cands[k]
		r.path[j-r.start] = c
		r.read(j+1, n+copy(r.key[n:], r.ix.word(c.word)), s.with(c))
	}
}

// hold keeps a reading that is a name, if none of less cost was found.
func (r *reading) hold(n int, s sum) {
	key := r.key[:n]
	sp := r.ix.find(hashOf(key))
	if sp < 0 || !bytes.Equal(r.ix.spelled(sp), key) || !r.fits(sp) || s.weak && !r.company() {
		return
	}
	if s.cost < r.cost {
		r.cost, r.sps = s.cost, r.sps[:0]
	}
	if len(r.sps) == 0 {
		r.edits, r.pass, r.best = s.edits, s.pass, r.path
	}
	if len(r.sps) < len(r.buf) && !slices.Contains(r.sps, sp) {
		r.sps = append(r.sps, sp)
	}
}

// company says whether a weak candidate has what it needs: a word of the same name that was typed right, or another name
// in the text.
func (r *reading) company() bool {
	for j := r.start; j < r.end; j++ {
		if t := &r.sc.toks[j]; r.path[j-r.start] == nil && t.script.letters() && t.n >= minKeys {
			return true
		}
	}
	for id := range r.sc.says {
		if m := &r.sc.says[id]; !r.sc.gone[id] && m.Kind != Word {
			return true
		}
	}
	return false
}

// fits says whether a spelling may be reached by resemblance in this window.
func (r *reading) fits(sp int32) bool {
	n := r.ix.name(sp)
	switch n.Kind {
	case Entity:
		return r.ix.fitsDigits(r.sc, r.start, r.end)
	case Word:
		if !n.Loose {
			return false
		}
	}
	for j := r.start; j < r.end; j++ { // only an entity takes in what was found already
		if r.sc.toks[j].mention >= 0 {
			return false
		}
	}
	return true
}

// claim claims the best reading; where several owners are equally near, all of one kind are named. An abbreviation must
// have one owner.
func (r *reading) claim() bool {
	if len(r.sps) == 0 {
		return false
	}
	kind := Word
	for _, sp := range r.sps {
		kind = min(kind, r.ix.name(sp).Kind)
	}
	owners := r.ix.ownersOf(r.sps, kind)
	if r.pass == Abbreviated && len(owners) > 1 {
		return false
	}
	r.ix.claim(r.sc, r.start, r.end, r.ix.firstOf(r.sps, kind), r.pass, max(1, r.edits))
	if len(owners) > 1 {
		r.sc.says[len(r.sc.says)-1].Owners = owners
	}
	for j := r.start; j < r.end; j++ {
		r.sc.toks[j].doubt = false
		if c := r.best[j-r.start]; c != nil {
			r.sc.toks[j].stem = c.stem
		}
	}
	return true
}

// joinedKeys is the shortest word that is looked for across a blank.
const joinedKeys = 6

// readJoined looks for single words that were typed with a blank and an error in them.
func (ix *Index) readJoined(sc *scratch) {
	for i := 0; i+2 <= len(sc.toks); i++ {
		a, b := &sc.toks[i], &sc.toks[i+1]
		if a.mention >= 0 || b.mention >= 0 || a.script != b.script || !sc.doubtful(b) && !sc.doubtful(a) || a.particle || b.particle {
			continue
		}
		joined := token{from: a.from, to: b.to, off: a.off, n: a.n + b.n, script: a.script, lone: a.lone || b.lone}
		if !joined.script.letters() || joined.n < joinedKeys || joined.n > maxFuzzy {
			continue
		}
		sc.near.cands, sc.near.shorts = sc.near.cands[:0], sc.near.shorts[:0]
		ix.lookNear(sc, &joined, 0, false)
		r := reading{ix: ix, sc: sc, start: i, end: i + 2, cost: hopeless}
		r.sps = r.buf[:0]
		for k := range sc.near.cands {
			if c := &sc.near.cands[k]; c.edits <= 1 {
				r.path = [maxWindow]*cand{c, c}
				r.hold(copy(r.key[:], ix.word(c.word)), sum{}.with(c))
			}
		}
		r.claim()
	}
}
