package match

// A word is what names are made of: a letter token ("sonnet"), or a run of letter tokens in one ("codexspark"), which
// people write without its blanks.
type word struct {
	off     uint32
	n       uint8
	scripts uint8
	budget  uint8 // how many edits may separate it from what was typed
	runs    bool  // more than one token
}

// The budget of edits, by the keys of a name's word. Longer words can lose more and still be told from their like.
//
//	keys    1 2 3   4 5   6 7          8 …
//	edits   swap*   1     1 (Hangul 2) 2
//
// *Of three keys only a swap behind the first is forgiven ("gtp"). A Hangul syllable takes two to four keys and a slip
// often touches two of them, hence the 2. A word of several tokens has one edit: its parts have budgets of their own.
const (
	minKeys        = 3
	budgetOneFrom  = 4
	budgetTwoFrom  = 8
	hangulTwoFrom  = 6
	swapKeys       = 3
	deepestDeletes = 2

	// maxFuzzy is the longest key that is compared by resemblance: the deletes of longer ones are many, and the score
	// of sahilm/fuzzy overflows at 40.
	maxFuzzy = 32
	// maxDeep is the longest key of which two keys at a time are left out: 16 keys have 120 such pairs, 32 have 496.
	maxDeep = 16
)

func budgetOf(n int, s uint8, run bool) uint8 {
	switch {
	case n < budgetOneFrom:
		return 0
	case n < hangulTwoFrom || run || n > maxDeep:
		return 1
	case n >= budgetTwoFrom || s == Hangul.bit():
		return 2
	}
	return 1
}

func (s Script) bit() uint8 {
	if s == Hangul || s == Latin {
		return 1 << s
	}
	return 0
}

// letters are the scripts that are compared by resemblance.
func (s Script) letters() bool { return s == Hangul || s == Latin }

// addWords adds the words of the name in the scratch.
func (b *builder) addWords(text string) {
	toks := b.sc.toks
	for i := 0; i < len(toks); i++ {
		if !toks[i].script.letters() {
			continue
		}
		j := i
		var scripts uint8
		for ; j < len(toks) && toks[j].script.letters(); j++ {
			b.addWord(toks[j].off, toks[j].off+toks[j].n, toks[j].script.bit(), false)
			scripts |= toks[j].script.bit()
		}
		if j > i+1 {
			b.addWord(toks[i].off, toks[j-1].off+toks[j-1].n, scripts, true)
		}
		i = j
	}
}

func (b *builder) addWord(from, to int, scripts uint8, runs bool) {
	n := to - from
	if n < minKeys || n > maxFuzzy {
		return
	}
	key := b.sc.keys[from:to]
	h := hashOf(key)
	ix := b.ix
	if id, ok := b.words[h]; ok {
		w := &ix.words[id]
		w.scripts |= scripts
		w.runs = w.runs && runs
		w.budget = max(w.budget, budgetOf(n, scripts, runs))
		return
	}
	b.words[h] = int32(len(ix.words))
	ix.words = append(ix.words, word{off: uint32(len(ix.arena)), n: uint8(n), scripts: scripts, budget: budgetOf(n, scripts, runs), runs: runs})
	ix.arena = append(ix.arena, key...)
}

func (ix *Index) word(id int32) []byte {
	w := &ix.words[id]
	return ix.arena[w.off : w.off+uint32(w.n)]
}
