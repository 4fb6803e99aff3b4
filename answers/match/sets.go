package match

// setHash gives a hash of the tokens from i up to end that does not depend on their order, and how many there are.
// Neighbouring digits count as one: "4-6" is "4.6".
func (sc *scratch) setHash(i, end int) (sum uint64, units int) {
	for i < end {
		t := &sc.toks[i]
		h := t.hash
		for i++; t.script == Digits && i < end && sc.toks[i].script == Digits; i++ {
			h = h*powers[min(sc.toks[i].n, maxKeys)] + sc.toks[i].hash
		}
		sum += mix(h + 1)
		units++
	}
	return sum, units
}

// findSets claims the windows whose tokens are those of a name in another order ("4.6 opus"), longest first. Only where
// exact matching has left something over, or has found nothing but entities that the name unites ("flash gemini 3").
func (ix *Index) findSets(sc *scratch) {
	n := len(sc.toks)
	for size := min(ix.widest, n); size >= 2; size-- {
		for i := 0; i+size <= n; i++ {
			if !sc.open(i, i+size) || !sc.whole(i, i+size) {
				continue
			}
			h, _ := sc.setHash(i, i+size)
			if sp := ix.findSet(h); sp >= 0 && ix.unites(sc, i, i+size, sp) && ix.fits(sc, i, i+size, 0, sp) && ix.fitsDigits(sc, i, i+size) {
				ix.claim(sc, i, i+size, sp, Set, 0)
			}
		}
	}
}

// unites says whether a set may claim the window: that of an entity always, that of a metric if it swallows no entity.
func (ix *Index) unites(sc *scratch, i, end int, sp int32) bool {
	switch ix.name(sp).Kind {
	case Entity:
		return true
	case Metric:
		from, _ := ix.inside(sc, i, end)
		return from < 0
	}
	return false
}

// open says whether the window may be read anew: it holds a token without a mention, or entities only, two or more.
func (sc *scratch) open(i, end int) bool {
	first := sc.toks[i].mention
	several := false
	for ; i < end; i++ {
		m := sc.toks[i].mention
		if m < 0 {
			return true
		}
		if sc.says[m].Kind != Entity || sc.says[m].Pass == Set {
			return false
		}
		several = several || m != first
	}
	return several
}
