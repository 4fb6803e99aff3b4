package match

import "slices"

// minInitials is how many initial consonants make an abbreviation; a single one could be anything.
const minInitials = 2

// findInitials claims tokens of lone initial consonants: ㅇㅍㅅ is 오퍼스. Where several owners share them all are
// named, entities before metrics before words.
func (ix *Index) findInitials(sc *scratch) {
	for i := 0; i < len(sc.toks); i++ {
		t := &sc.toks[i]
		if t.mention >= 0 || !t.lone {
			continue
		}
		for end := min(len(sc.toks), i+maxWindow); end > i; end-- {
			if ix.claimInitials(sc, i, end) {
				break
			}
		}
	}
}

// claimInitials tries one window. All letters before its last token must be initials; the last may have a particle.
func (ix *Index) claimInitials(sc *scratch, i, end int) bool {
	stem := 0
	for j := i; j < end; j++ {
		t := &sc.toks[j]
		if t.mention >= 0 {
			return false
		}
		if t.script != Hangul {
			continue
		}
		s, ok := sc.initialsOf(t)
		if !ok || s > 0 && j < end-1 {
			return false
		}
		stem = s
	}
	h, key := sc.window(i, end, stem)
	ids := ix.initials[h]
	if key == nil || len(ids) == 0 || !ix.fitsDigits(sc, i, end) || sameKey(key) && (len(sc.says) == 0 || laughs(key)) {
		return false
	}
	best := Word
	for _, id := range ids {
		best = min(best, ix.name(id).Kind)
	}
	ix.claim(sc, i, end, ix.firstOf(ids, best), Choseong, 0)
	sc.toks[end-1].stem = stem
	if owners := ix.ownersOf(ids, best); len(owners) > 1 {
		sc.says[len(sc.says)-1].Owners = owners
	}
	return true
}

// initialsOf says whether a token is two or more lone consonants, but for a particle (the number of the stem).
func (sc *scratch) initialsOf(t *token) (stem int, ok bool) {
	if t.initials {
		return 0, true
	}
	for k := range t.nstems {
		if s := &t.stems[k]; s.to-t.from >= minInitials*3 && onlyConsonants(sc.text[t.from:s.to]) {
			return k + 1, true
		}
	}
	return 0, false
}

func onlyConsonants(s string) bool {
	for _, r := range s {
		if r < jamoFirst || r >= jamoVowel {
			return false
		}
	}
	return true
}

// sameKey tells laughter (ㅋㅋㅋ) and the like.
func sameKey(key []byte) bool {
	for _, c := range key {
		if c != key[0] {
			return false
		}
	}
	return true
}

func (ix *Index) firstOf(ids []int32, k Kind) int32 {
	for _, id := range ids {
		if ix.name(id).Kind == k {
			return id
		}
	}
	return ids[0]
}

// ownersOf gives the owners of one kind, each once, in their order.
func (ix *Index) ownersOf(ids []int32, k Kind) []string {
	var owners []string
	for _, id := range ids {
		if n := ix.name(id); n.Kind == k && !slices.Contains(owners, n.Owner) {
			owners = append(owners, n.Owner)
		}
	}
	slices.Sort(owners)
	return owners
}

// laughs tells the consonants that are typed for laughter, however often: ㅋㅋ, ㅎㅎ. Other repeated initials are slang
// when they stand alone, and may be a name beside one: "ㄱㄱ capex".
func laughs(key []byte) bool { return key[0] == 'z' || key[0] == 'g' }
