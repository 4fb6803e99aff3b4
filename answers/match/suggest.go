package match

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/sahilm/fuzzy"
)

// A Candidate is a name that a text may have been meant as.
type Candidate struct {
	Owner string
	Kind  Kind
	Name  string // the name that resembles the text; the owner's label may be another
	// Matched are the keys of Name that were typed, as indexes into [Key] of Name; nil where it was found otherwise.
	Matched []int
}

const (
	// maxBegun is how many names that begin as the text does are looked at.
	maxBegun = 64
	// maxScanned is how many names that share the text's first key sahilm/fuzzy looks at: a bounded list, not the index.
	maxScanned = 256
	// leastCovered is how much of a name its subsequence must be, in tenths.
	leastCovered = 3
)

// The order in which suggestions come.
const (
	tierSame = iota
	tierBegun
	tierNear
	tierSwapped
	tierSubsequence
)

// A suggestion is a spelling with what it is sorted by.
type suggestion struct {
	sp, tier, cost int
	matched        []int
}

// Suggest gives up to n names, of entities and metrics, that the text may have been meant as or may become: for a
// did-you-mean, and for lists that follow what is being typed. The nearest come first; an owner comes once. Words of
// the lexicon are no obstacle here: "flesh" suggests Flash.
func (ix *Index) Suggest(text string, n int) []Candidate {
	sc := ix.pool.Get().(*scratch)
	defer ix.pool.Put(sc)
	sc.text, _ = Clean(text)
	sc.tokenise(sc.text)
	if n <= 0 || len(sc.keys) == 0 {
		return nil
	}
	ix.forget(sc)
	ix.look(sc)
	ix.sorted.once.Do(ix.sortSpellings)
	var found []suggestion
	found = ix.begun(found, sc.keys)
	for i := range sc.toks {
		if t := &sc.toks[i]; t.script.letters() && i < maxWindow {
			found = ix.nearby(sc, t, found)
			found = ix.swapped(sc, t, found)
		}
	}
	if len(sc.keys) <= maxFuzzy {
		found = ix.subsequences(found, string(sc.keys))
	}
	return ix.pick(found, n)
}

// sortSpellings puts the spellings in the order of their keys. Words are never suggested.
func (ix *Index) sortSpellings() {
	for id := range ix.spellings {
		if ix.name(int32(id)).Kind != Word && !ix.spellings[id].derived {
			ix.sorted.ids = append(ix.sorted.ids, int32(id))
		}
	}
	slices.SortFunc(ix.sorted.ids, func(a, b int32) int { return bytes.Compare(ix.spelled(a), ix.spelled(b)) })
}

// from gives the spellings in order from a key on.
func (ix *Index) from(key []byte) []int32 {
	ids := ix.sorted.ids
	return ids[sort.Search(len(ids), func(i int) bool { return bytes.Compare(ix.spelled(ids[i]), key) >= 0 }):]
}

// begun adds the names that begin with the key.
func (ix *Index) begun(found []suggestion, key []byte) []suggestion {
	for k, id := range ix.from(key) {
		s := ix.spelled(id)
		if k == maxBegun || !bytes.HasPrefix(s, key) {
			break
		}
		if len(s) == len(key) {
			found = append(found, suggestion{sp: int(id), tier: tierSame})
			continue
		}
		found = append(found, suggestion{sp: int(id), tier: tierBegun, cost: len(s), matched: upTo(len(key))})
	}
	return found
}

func upTo(n int) []int {
	m := make([]int, n)
	for i := range m {
		m[i] = i
	}
	return m
}

// nearby adds the names that are, or begin with, a word near a token.
func (ix *Index) nearby(sc *scratch, t *token, found []suggestion) []suggestion {
	nr := &sc.near
	nr.cands, nr.shorts = nr.cands[:0], nr.shorts[:0]
	for s := 0; s <= t.nstems && (s == 0 || t.script == Hangul); s++ {
		ix.lookNear(sc, t, s, true)
	}
	for _, c := range nr.cands {
		key := ix.word(c.word)
		for k, id := range ix.from(key) {
			if k == maxCands || !bytes.HasPrefix(ix.spelled(id), key) {
				break
			}
			found = append(found, suggestion{sp: int(id), tier: tierNear, cost: c.cost<<8 + len(ix.spelled(id))})
		}
	}
	return found
}

// swapped adds the names that a Hangul token of two or three syllables is with two of them swapped: "넷소".
func (ix *Index) swapped(sc *scratch, t *token, found []suggestion) []suggestion {
	runes := []rune(sc.text[t.from:t.to])
	if t.script != Hangul || len(runes) >= swapSyllables {
		return found
	}
	for i := 0; i+1 < len(runes); i++ {
		s := slices.Clone(runes)
		s[i], s[i+1] = s[i+1], s[i]
		if sp := ix.find(hashOf([]byte(Key(string(s))))); sp >= 0 && string(s) != string(runes) {
			found = append(found, suggestion{sp: int(sp), tier: tierSwapped})
		}
	}
	return found
}

// subsequences adds the names that hold the keys in their order, by sahilm/fuzzy, which also ranks them.
func (ix *Index) subsequences(found []suggestion, key string) []suggestion {
	var ids []int32
	for _, id := range ix.from([]byte(key[:1])) {
		s := ix.spelled(id)
		if len(ids) == maxScanned || s[0] != key[0] {
			break
		}
		if len(s) <= maxFuzzy && len(key) < len(s) && len(key)*10 >= len(s)*leastCovered {
			ids = append(ids, id)
		}
	}
	for rank, m := range fuzzy.FindFrom(key, keysOf{ix, ids}) {
		found = append(found, suggestion{sp: int(ids[m.Index]), tier: tierSubsequence, cost: rank, matched: m.MatchedIndexes})
	}
	return found
}

// keysOf are spellings as sahilm/fuzzy reads them.
type keysOf struct {
	ix  *Index
	ids []int32
}

func (k keysOf) String(i int) string { return string(k.ix.spelled(k.ids[i])) }
func (k keysOf) Len() int            { return len(k.ids) }

// pick sorts what was found and gives the first n owners.
func (ix *Index) pick(found []suggestion, n int) []Candidate {
	slices.SortStableFunc(found, func(a, b suggestion) int {
		return cmp.Or(cmp.Compare(a.tier, b.tier), cmp.Compare(a.cost, b.cost),
			strings.Compare(ix.name(int32(a.sp)).Text, ix.name(int32(b.sp)).Text))
	})
	var list []Candidate
	for _, f := range found {
		name := ix.name(int32(f.sp))
		if name.Kind == Word || slices.ContainsFunc(list, func(c Candidate) bool { return c.Owner == name.Owner }) {
			continue
		}
		list = append(list, Candidate{Owner: name.Owner, Kind: name.Kind, Name: name.Text, Matched: f.matched})
		if len(list) == n {
			break
		}
	}
	return list
}
