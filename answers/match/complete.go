package match

import "bytes"

const (
	// completeShare is the part of a word's keys that may be wrong where the rest of the name stands beside it: a third.
	completeShare = 3
	// completeKeys is the shortest such word.
	completeKeys = 4
)

// completeAll lets each entity take in the word before it where the two make a longer name of the same owner, though
// the word is far off: "클라우드 오퍼스" for 클로드 오퍼스. Who is meant does not change by it, so that more may be wrong
// than elsewhere, and even a common word counts; but the word is explained, and the correction is told.
func (ix *Index) completeAll(sc *scratch) {
	for id := range sc.says {
		m := &sc.says[id]
		if sc.gone[id] || m.Kind != Entity || len(m.Owners) > 1 || m.Pass > Josa || m.Start == 0 || !sc.adjacent(m.Start) {
			continue
		}
		if t := &sc.toks[m.Start-1]; t.mention < 0 && t.script.letters() && t.n >= completeKeys && t.n <= maxFuzzy && !t.particle {
			ix.complete(sc, m.Start, m.End, sc.sps[id])
		}
	}
}

func (ix *Index) complete(sc *scratch, start, end int, sp int32) {
	_, rest := sc.window(start, end, sc.toks[end-1].stem)
	typed := sc.key(&sc.toks[start-1])
	best, least := int32(-1), far
	for _, id := range ix.spellingsOf(sp) {
		first, ok := bytes.CutSuffix(ix.spelled(id), rest)
		if !ok || len(first) < completeKeys || len(first) > maxFuzzy || first[0] != typed[0] || bytes.ContainsAny(first, "0123456789") {
			continue
		}
		if ix.spellings[id].scripts&sc.toks[start-1].script.bit() == 0 {
			continue
		}
		if d := distance(typed, first, max(len(typed), len(first))/completeShare); d < least {
			best, least = id, d
		}
	}
	if best >= 0 {
		ix.claim(sc, start-1, end, best, Edited, least)
	}
}

// spellingsOf gives the spellings of all names of a spelling's owner.
func (ix *Index) spellingsOf(sp int32) []int32 {
	at := int(ix.spellings[sp].name)
	owner := ix.names[at].Owner
	from, to := at, at+1
	for from > 0 && ix.names[from-1].Owner == owner {
		from--
	}
	for to < len(ix.names) && ix.names[to].Owner == owner {
		to++
	}
	return ix.spelledAs[from:to]
}
