package match

import (
	"bytes"
	"unicode/utf8"
)

const (
	// maxParts is how many names are looked for in a token without blanks.
	maxParts = 6
	// gluedKeys is the shortest token that is taken apart.
	gluedKeys = 5
	// minPart is the fewest keys of a name in such a token; Hangul needs two syllables besides.
	minPart = 4
	// minLatinPart lets "vs" stand between two names.
	minLatinPart = 2
)

// unglue splits tokens that are several names without a blank: "오퍼스가격", "구글메타비교", "opusvssonnet". Only where
// names, with particles between them, make up the whole token; and no token that is a word as it is. It reports whether
// it split one.
func (ix *Index) unglue(sc *scratch) bool {
	split := false
	for i := 0; i < len(sc.toks); i++ {
		t := &sc.toks[i]
		if t.mention >= 0 || !t.script.letters() || t.plain || t.lone || t.n < gluedKeys || t.n > maxGlued || t.particle {
			continue
		}
		g := gluing{ix: ix, sc: sc, t: t, script: t.script}
		if !g.solve() || len(sc.toks)+g.parts-1 > cap(sc.toks) {
			continue
		}
		sc.splitAt(i, g.cuts[:g.parts-1])
		i += g.parts - 1
		split = true
	}
	return split
}

// maxGlued is the longest token that is taken apart, in keys.
const maxGlued = 48

// A gluing is the search for the parts of one token.
type gluing struct {
	ix     *Index
	sc     *scratch
	t      *token
	script Script
	cuts   [maxParts]int // where the parts end in the text
	parts  int

	ends  [maxGlued + 1]int // byte offsets of the runes' ends
	keys  [maxGlued + 1]int // and the keys up to there
	runes int
	dead  [maxGlued + 1]bool // no parts from here on
}

// solve finds parts for the whole token: at least two names.
func (g *gluing) solve() bool {
	var buf [8]byte
	at, keys := g.t.from, 0
	g.ends[0], g.keys[0] = at, 0
	for _, r := range g.sc.text[g.t.from:g.t.to] {
		at += utf8.RuneLen(r)
		keys += len(appendKeys(buf[:0], r))
		g.runes++
		g.ends[g.runes], g.keys[g.runes] = at, keys
	}
	if keys != g.t.n { // a mark among the letters
		return false
	}
	return g.from(0, 0, 0, 0, false)
}

// from finds the parts from rune i on, the longest first.
func (g *gluing) from(i, part, names, things int, hung bool) bool {
	if i == g.runes {
		g.parts = part
		return names >= 2 && things >= 1
	}
	if part == maxParts || g.dead[i] {
		return false
	}
	for end := g.runes; end > i; end-- {
		kind, ok := g.nameAt(i, end)
		if !ok {
			continue
		}
		g.cuts[part] = g.ends[end]
		thing := 0
		if kind != Word {
			thing = 1
		}
		if g.from(end, part+1, names+1, things+thing, false) {
			return true
		}
	}
	if part > 0 && !hung && g.script == Hangul {
		for end := min(g.runes, i+maxJosa); end > i; end-- {
			if particles[g.sc.text[g.ends[i]:g.ends[end]]] {
				last := g.cuts[part-1]
				g.cuts[part-1] = g.ends[end] // the particle stays with its name
				if g.from(end, part, names, things, true) {
					return true
				}
				g.cuts[part-1] = last
			}
		}
	}
	g.dead[i] = !hung
	return false
}

// nameAt says whether the runes from i to end are a name in the token's own script.
func (g *gluing) nameAt(i, end int) (Kind, bool) {
	from, to := g.t.off+g.keys[i], g.t.off+g.keys[end]
	if n := to - from; g.script == Hangul && (end-i < 2 || n < minPart) || n < minLatinPart || n == g.t.n {
		return 0, false
	}
	h := g.sc.pre[to] - g.sc.pre[from]*powers[to-from]
	sp := g.ix.find(h)
	if sp < 0 || g.ix.spellings[sp].scripts&g.script.bit() == 0 || !bytes.Equal(g.ix.spelled(sp), g.sc.keys[from:to]) {
		return 0, false
	}
	kind := g.ix.name(sp).Kind
	return kind, kind == Word || to-from >= minPart || g.script == Latin && to-from >= minKeys
}

// splitAt replaces token i by its parts.
func (sc *scratch) splitAt(i int, cuts []int) {
	t := sc.toks[i]
	tail := append([]token(nil), sc.toks[i+1:]...)
	sc.toks = sc.toks[:i]
	from := t.from
	for _, end := range append(cuts[:len(cuts):len(cuts)], t.to) {
		p := t
		p.from, p.to = from, end
		var buf [8]byte
		for _, r := range sc.text[t.from:from] {
			p.off += len(appendKeys(buf[:0], r))
		}
		p.n = 0
		for _, r := range sc.text[from:end] {
			p.n += len(appendKeys(buf[:0], r))
		}
		p.hash = hashOf(sc.key(&p))
		p.nstems, p.chained, p.tail = 0, false, false
		sc.toks = append(sc.toks, p)
		from = end
	}
	sc.toks = append(sc.toks, tail...)
}
