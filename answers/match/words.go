package match

// A word is what names are made of: a letter token ("sonnet"), or a run of letter tokens in one ("codexspark"), which
// people write without its blanks.
type word struct {
	off     uint32
	n       uint8
	scripts uint8
	budget  uint8 // how many edits may separate it from what was typed
	runs    bool  // more than one token
	plain   bool  // a common word besides
}

// The budget of edits, by the keys of a name's word. Longer words can lose more and still be told from their like.
//
//	keys    1 2 3   4 5   6 7          8 …
//	edits   swap*   1     1 (Hangul 2) 2
//
// *Of three keys only a swap behind the first is forgiven ("gtp"). A Hangul syllable takes two to four keys and a slip
// often touches two of them, hence the 2; but not in words of two syllables, nor in words of everyday use, which have
// many others that near (안전, 이전). A word of several tokens has one edit: its parts have budgets of their own.
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

// hangulTwoSyllables is the fewest syllables of a Hangul word of six or seven keys that may have two edits.
const hangulTwoSyllables = 3

func (w *word) budgetFor(syllables int) uint8 {
	switch {
	case w.n < budgetOneFrom:
		return 0
	case w.n < hangulTwoFrom || w.runs || w.n > maxDeep:
		return 1
	case w.n >= budgetTwoFrom || w.scripts == Hangul.bit() && syllables >= hangulTwoSyllables && !w.plain:
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
func (b *builder) addWords() {
	toks := b.sc.toks
	for i := 0; i < len(toks); i++ {
		if !toks[i].script.letters() {
			continue
		}
		j := i
		var scripts uint8
		for ; j < len(toks) && toks[j].script.letters(); j++ {
			t := &toks[j]
			b.addWord(t.off, t.off+t.n, word{scripts: t.script.bit()}, (t.to-t.from)/3)
			scripts |= t.script.bit()
		}
		if j > i+1 {
			b.addWord(toks[i].off, toks[j-1].off+toks[j-1].n, word{scripts: scripts, runs: true}, 0)
		}
		i = j
	}
}

func (b *builder) addWord(from, to int, w word, syllables int) {
	n := to - from
	if n < minKeys || n > maxFuzzy {
		return
	}
	key := b.sc.keys[from:to]
	h := hashOf(key)
	ix := b.ix
	for _, s := range [...]Script{Hangul, Latin} {
		if _, plain := ix.lexicon.has(h, s); plain && w.scripts == s.bit() {
			w.plain = true
		}
	}
	w.n = uint8(n)
	w.budget = w.budgetFor(syllables)
	if id, ok := b.words[h]; ok {
		old := &ix.words[id]
		old.scripts |= w.scripts
		old.runs = old.runs && w.runs
		old.plain = old.plain || w.plain
		old.budget = max(old.budget, w.budget)
		return
	}
	w.off = uint32(len(ix.arena))
	b.words[h] = int32(len(ix.words))
	ix.words = append(ix.words, w)
	ix.arena = append(ix.arena, key...)
}

func (ix *Index) word(id int32) []byte {
	w := &ix.words[id]
	return ix.arena[w.off : w.off+uint32(w.n)]
}
