package match

import "bytes"

// window gives the hash and the keys of the tokens from i up to end, the last without the particle of stem (0: with it).
func (sc *scratch) window(i, end, stem int) (hash uint64, key []byte) {
	from, last := sc.toks[i].off, &sc.toks[end-1]
	to := last.off + last.n
	if stem > 0 {
		to = last.off + last.stems[stem-1].n
	}
	if to-from > maxKeys || to <= from {
		return 0, nil
	}
	return sc.pre[to] - sc.pre[from]*powers[to-from], sc.keys[from:to]
}

// spelledBy gives the spelling that a window of tokens is, or -1.
func (ix *Index) spelledBy(sc *scratch, i, end, stem int) int32 {
	h, key := sc.window(i, end, stem)
	if key == nil {
		return -1
	}
	sp := ix.find(h)
	if sp < 0 || !bytes.Equal(ix.spelled(sp), key) || !ix.fits(sc, i, end, stem, sp) {
		return -1
	}
	return sp
}

// findExact claims the windows that are names, longest first; of one length those of entities first, then from the
// left. The last token may hang on a particle.
func (ix *Index) findExact(sc *scratch) {
	n := len(sc.toks)
	if cap(sc.hits) < n {
		sc.hits = make([]int32, MaxTokens+8)
	}
	for size := min(ix.widest+1, maxWindow, n); size >= 1; size-- {
		hits, any := sc.hits[:n], false
		for i := 0; i+size <= n; i++ {
			hits[i] = -1
			if sc.free(i, i+size) {
				hits[i] = ix.hit(sc, i, i+size)
				any = any || hits[i] >= 0
			}
		}
		if !any {
			continue
		}
		for _, entities := range [...]bool{true, false} {
			for i := 0; i+size <= n; i++ {
				if sp := hits[i] >> 3; hits[i] >= 0 && (ix.name(sp).Kind == Entity) == entities && sc.free(i, i+size) {
					ix.claimExact(sc, i, i+size, sp, int(hits[i]&7))
				}
			}
		}
	}
}

// hit gives the spelling of a window and the stem it was found by, as spelling<<3 | stem, or -1.
func (ix *Index) hit(sc *scratch, i, end int) int32 {
	last := &sc.toks[end-1]
	for s := 0; s <= last.nstems; s++ {
		sp := ix.spelledBy(sc, i, end, s)
		if sp < 0 {
			continue
		}
		if kind := ix.name(sp).Kind; kind == Entity || end-i == 1 {
			return sp<<3 | int32(s)
		} else if from, to := ix.inside(sc, i, end); from < 0 || kind == Metric && (from == i || to == end) {
			return sp<<3 | int32(s)
		}
	}
	return -1
}

// claimExact claims a window; of a metric that is named together with an entity only the metric's part, so that the
// entity is found as well: "HBM share" is HBM and its share.
func (ix *Index) claimExact(sc *scratch, i, end int, sp int32, stem int) {
	if ix.name(sp).Kind != Entity && end-i > 1 {
		switch from, to := ix.inside(sc, i, end); {
		case from == i:
			i = to
		case to == end && from >= 0:
			end, stem = from, 0
		}
	}
	pass := Exact
	if stem > 0 {
		pass = Josa
		sc.toks[end-1].stem = stem
	}
	ix.claim(sc, i, end, sp, pass, 0)
}

// free says whether no mention holds one of the tokens.
func (sc *scratch) free(i, end int) bool {
	for ; i < end; i++ {
		if sc.toks[i].mention >= 0 {
			return false
		}
	}
	return true
}

// whole says whether the window cuts no mention in two.
func (sc *scratch) whole(i, end int) bool {
	for j := i; j < end; j++ {
		if m := sc.toks[j].mention; m >= 0 && (sc.says[m].Start < i || sc.says[m].End > end) {
			return false
		}
	}
	return true
}

// inside gives the longest part of a window that is the name of an entity, or -1.
func (ix *Index) inside(sc *scratch, i, end int) (from, to int) {
	for size := end - i - 1; size > 0; size-- {
		for a := i; a+size <= end; a++ {
			for s := 0; s <= sc.toks[a+size-1].nstems; s++ {
				if sp := ix.spelledBy(sc, a, a+size, s); sp >= 0 && ix.name(sp).Kind == Entity {
					return a, a + size
				}
			}
		}
	}
	return -1, -1
}

// fits holds a spelling against what stands around the window: the keys alone are not enough.
func (ix *Index) fits(sc *scratch, i, end, stem int, sp int32) bool {
	s, n := &ix.spellings[sp], ix.name(sp)
	var scripts uint8
	for j := i; j < end; j++ {
		scripts |= sc.toks[j].script.bit()
	}
	if scripts&^s.scripts != 0 && !sc.otherLayout(i, end, s) {
		return false
	}
	if stem > 0 && !ix.fitsStem(sc, i, end, stem, n) {
		return false
	}
	return n.Kind != Entity || ix.fitsDigits(sc, i, end)
}

// otherLayout says whether what is in another script than the spelling may have been typed with the other keyboard
// layout: not where it is a word as it stands, nor where it is too short to tell.
func (sc *scratch) otherLayout(i, end int, s *spelling) bool {
	if s.n < minLayout {
		return false
	}
	for j := i; j < end; j++ {
		t := &sc.toks[j]
		if !t.script.letters() || s.scripts&t.script.bit() != 0 {
			continue
		}
		if t.plain || t.script == Hangul && !t.lone && t.n >= minKeys { // whole syllables are no English
			return false
		}
	}
	return true
}

// fitsStem holds a stem against the word it was taken from.
func (ix *Index) fitsStem(sc *scratch, i, end, stem int, n *Name) bool {
	t := &sc.toks[end-1]
	s := &t.stems[stem-1]
	if t.script == Latin {
		// A plural that is a word of its own is no entity ("sparks"); what looks like a particle must follow Korean keys.
		return !t.plain || n.Kind != Entity
	}
	if end-i == 1 && s.to-t.from < minStem { // 수도 is a word and not 수 with a particle
		whole, _ := ix.lexicon.has(t.hash, Hangul)
		return !whole && n.Kind != Entity
	}
	return true
}

// maxSuffix is the longest run of letters behind a version that makes another version of it: 4o, 3b.
const maxSuffix = 2

// fitsDigits refuses a window that would cut a version or an amount: "opus 4" in "opus-4-7" or "opus 4o", "3" in
// "gemini 3위".
func (ix *Index) fitsDigits(sc *scratch, i, end int) bool {
	first, last := &sc.toks[i], &sc.toks[end-1]
	if first.chained || first.script == Digits && first.amount == byWord && i > 0 && sc.toks[i-1].script == Latin && wordsBefore[string(sc.key(&sc.toks[i-1]))] {
		return false
	}
	for j := i; j < end; j++ {
		if t := &sc.toks[j]; t.script == Digits && (t.amount == bySign || t.amount == byUnit && j+1 == end) {
			return false
		}
	}
	if last.script != Digits || end == len(sc.toks) {
		return true
	}
	next := &sc.toks[end]
	if next.chained {
		return next.n >= dateDigits || next.amount == byUnit
	}
	return !ix.suffixed(sc, end)
}

// suffixed says whether token i is letters glued behind digits that make another version: not the "vs" of "4.6vs".
func (ix *Index) suffixed(sc *scratch, i int) bool {
	if i >= len(sc.toks) || !sc.glued(i) || sc.toks[i].script != Latin || sc.toks[i].n > maxSuffix {
		return false
	}
	return ix.spelledBy(sc, i, i+1, 0) < 0
}

// dateDigits is how long the date behind a model's id is: "claude-opus-4-6-20260205".
const dateDigits = 6
