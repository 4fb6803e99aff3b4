package match

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// near is the part of the scratch that resemblance needs.
type near struct {
	cands   []cand
	shorts  []int32 // words that the last look-up may abbreviate
	forms   []uint64
	seen    []uint32 // by word: the look-up it was last judged in
	stamp   uint32
	touched uint32 // see probeAll
}

// A cand is a word that a token may have been meant as.
type cand struct {
	word  int32
	stem  int // which stem of the token it was found for, plus one; 0 for the whole
	edits int
	pass  Pass
	cost  int // by which candidates compete: see costOf
	weak  bool
}

const (
	// maxCands is how many candidates of a token are followed up: the nearest ones. More than two or three equally
	// near ones mean that nothing can be said.
	maxCands = 6
	// crossKeys is the shortest word that may be typed with the wrong keyboard layout and an error besides.
	crossKeys = 6
	// abbreviated is the fewest keys of an abbreviation. Hangul needs three syllables: of two the rest is a word of its
	// own (모델 for 모델명).
	abbreviated       = 3
	abbreviatedHangul = 3 * 3 // in bytes
	// swapSyllables is the fewest syllables of a word two of which may be swapped ("트앤로픽"). Of shorter words the swap
	// is suggested only: 지메 for 메지 would leave nothing as it was.
	swapSyllables = 4
	// swapEdits is what swapped syllables count.
	swapEdits = 2
	// maxSyllables bounds the work for swapped syllables.
	maxSyllables = 10
)

// lookNear gathers the words near one form of a token: the whole (stem 0) or without a particle. Words two edits away
// are looked for where none is nearer, or all if deep; they are the many.
func (ix *Index) lookNear(sc *scratch, t *token, stem int, deep bool) {
	end, n := t.to, t.n
	if stem > 0 {
		end, n = t.stems[stem-1].to, t.stems[stem-1].n
	}
	if n < minKeys || n > maxFuzzy {
		return
	}
	q := query{key: sc.keys[t.off : t.off+n], text: sc.text[t.from:end], script: t.script, lone: t.lone, stem: stem}
	var folded [maxFuzzy]byte
	q.folded = foldRuns(folded[:0], q.key)
	if t.script == Hangul {
		q.folded = foldSyllables(folded[:0], q.text)
	}
	nr := &sc.near
	nr.stamp++
	var pre beginnings
	pre.of(q.key)
	known := len(nr.cands)
	nr.forms = singles(append(nr.forms[:0], hashOf(q.key)), q.key, &pre)
	if len(q.folded) < len(q.key) {
		nr.forms = append(nr.forms, hashOf(q.folded))
	}
	ix.probeAll(nr, &q)
	if n <= maxDeep && (deep || len(nr.cands) == known) {
		nr.forms = pairs(nr.forms[:0], q.key, &pre)
		ix.probeAll(nr, &q)
	}
	if t.script == Hangul && stem == 0 {
		ix.lookSwapped(nr, &q)
	}
}

// A query is a form of a token that words are held against.
type query struct {
	key, folded []byte
	text        string
	script      Script
	lone        bool
	stem        int
}

// probeAll judges the words that are listed under the forms gathered. It first reads one slot of each form's line, one
// read not waiting for another: in a large index each is a trip to main memory, and this way they go together.
func (ix *Index) probeAll(nr *near, q *query) {
	v := &ix.variants
	for i, h := range nr.forms {
		m := mix(h)
		nr.forms[i] = m
		nr.touched ^= v.lines[v.first(m)][0]
	}
	for _, m := range nr.forms {
		ix.probe(nr, m, q)
	}
}

// probe judges the words that are listed under a form, given by its mixed hash.
func (ix *Index) probe(nr *near, m uint64, q *query) {
	v := &ix.variants
	print := uint32(m) & v.printMask
	for b := v.first(m); ; b = v.next(b) {
		line := &v.lines[b]
		for _, e := range line {
			if e == 0 {
				return
			}
			if e&v.printMask != print {
				continue
			}
			if id := int32(e>>v.printBits) - 1; nr.seen[id] != nr.stamp {
				nr.seen[id] = nr.stamp
				ix.judge(nr, id, q)
			}
		}
	}
}

// judge holds one word against what was typed.
func (ix *Index) judge(nr *near, id int32, q *query) {
	w, key := &ix.words[id], ix.word(id)
	limit := int(w.budget)
	if q.stem > 0 && len(key) < longWord { // a particle was guessed already
		limit = min(limit, 1)
	}
	if w.scripts&q.script.bit() == 0 { // the other layout, and an error besides
		if len(key) < crossKeys || q.script == Hangul && !q.lone {
			return
		}
		limit = 1
	} else if c := ix.folded(w, key, q); c.edits > 0 {
		c.word = id
		nr.cands = append(nr.cands, c)
		return
	}
	if d := slips(q, key, limit); d <= limit {
		c := cand{word: id, stem: q.stem, edits: d, pass: Edited, cost: costOf(q, key, d)}
		c.weak = isWeak(w, q, key, &c)
		nr.cands = append(nr.cands, c)
		return
	}
	if w.scripts&q.script.bit() == 0 {
		return
	}
	if q.script == Hangul && len(q.text) < abbreviatedHangul {
		return
	}
	if q.stem == 0 && !w.runs && !w.plain && len(q.key) >= abbreviated && len(q.key) < len(key) && len(q.key)*10 >= len(key)*shareTyped && q.key[0] == key[0] {
		nr.shorts = append(nr.shorts, id)
	}
}

// folded gives the candidate that a word is if it differs in doubled keys or syllables only; no edits mean that it is none.
func (ix *Index) folded(w *word, key []byte, q *query) (c cand) {
	var buf [maxFuzzy]byte
	if len(q.folded) < budgetOneFrom || len(q.folded) == len(q.key) || w.runs || !bytes.Equal(q.folded, foldRuns(buf[:0], key)) {
		return c
	}
	c = cand{stem: q.stem, edits: max(1, len(q.key)-len(key)), pass: Collapsed}
	c.cost = editCost - natural // however often it was struck, it is one slip
	return c
}

// editCost is what an edit costs, and natural what is taken off where it is one that fingers and ears make by
// themselves: a key struck once instead of twice or twice instead of once ("sped" is speed rather than spend), keys in
// another order, and ㅔ for ㅐ, which sound alike.
const (
	editCost = 2
	natural  = 1
)

// costOf is by how much a word is off: the edits, and which of them are natural.
func costOf(q *query, word []byte, edits int) int {
	cost := edits * editCost
	if edits == 0 {
		return cost
	}
	var a, b [maxFuzzy]byte
	x, y := append(a[:0], q.key...), append(b[:0], word...)
	if q.script == Hangul {
		alike(x)
		alike(y)
	}
	if bytes.Equal(slices.Compact(x), slices.Compact(y)) {
		return cost - natural
	}
	if len(q.key) == len(word) {
		x, y = append(a[:0], q.key...), append(b[:0], word...)
		slices.Sort(x)
		slices.Sort(y)
		if bytes.Equal(x, y) {
			return cost - natural
		}
	}
	return cost
}

// alike writes the key of ㅔ as that of ㅐ.
func alike(key []byte) {
	for i, c := range key {
		if c == 'p' {
			key[i] = 'o'
		}
	}
}

const (
	// shortWord is the length up to which a word is short: there are few keys, and others hit most of what is near.
	shortWord = 5
	// longWord is the length from which a word stands by itself even with two edits.
	longWord   = budgetTwoFrom
	longHangul = 10
)

// isWeak says whether a candidate needs company: a name found beside it, or another word of its own. Where a whole text
// is one unknown word, most of what is one key off a short or common word is some other word (shark, 이전).
func isWeak(w *word, q *query, key []byte, c *cand) bool {
	n := len(key)
	isNatural := c.cost < c.edits*editCost
	switch {
	case q.key[0] != key[0]:
		return n <= shortWord || n < longWord && q.script == Hangul
	case len(q.key) < budgetOneFrom && n >= budgetOneFrom:
		return true
	case isNatural && c.edits == 1:
		return false
	case q.script == Hangul && n <= shortWord:
		return true
	case q.script == Hangul && n < longHangul:
		return c.edits > 1 || (w.plain || c.stem > 0) && n < longWord
	case n <= shortWord:
		return w.plain
	}
	return w.plain && c.edits > 1
}

// slips counts the edits between what was typed and a word. A wrong first key counts twice, unless it was swapped with
// the second: people seldom miss the first key, and words that differ there are mostly other words.
func slips(q *query, key []byte, limit int) int {
	a := q.key
	if len(key) == swapKeys {
		if len(a) == swapKeys && a[0] == key[0] && a[1] == key[2] && a[2] == key[1] && a[1] != a[2] {
			return 0
		}
		return far
	}
	if a[0] != key[0] && (a[0] != key[1] || a[1] != key[0]) {
		limit--
		if limit < 1 {
			return far
		}
		return distance(a, key, limit) + 1
	}
	if q.script == Hangul && len(key) <= shortHangul && len(a) != len(key) {
		return far
	}
	return distance(a, key, limit)
}

// shortHangul is the length up to which a Hangul word may have a key mistaken or swapped, but none more or less: of
// two-syllable words with a final consonant more or less nearly all are words (메타, 메탈, 메탄).
const shortHangul = 4

// foldSyllables appends the keys of Hangul with repeated syllables and keys folded: 딥시크크 is 딥시크.
func foldSyllables(dst []byte, s string) []byte {
	last := rune(-1)
	for _, r := range s {
		if r == last && isSyllable(r) {
			continue
		}
		last = r
		if dst = appendKeys(dst, r); len(dst) > maxFuzzy-4 {
			return dst
		}
	}
	return slices.Compact(dst)
}

// lookSwapped looks for the word that results when two neighbouring syllables change places.
func (ix *Index) lookSwapped(nr *near, q *query) {
	if n := utf8.RuneCountInString(q.text); n < swapSyllables || n > maxSyllables || q.lone {
		return
	}
	var at [maxSyllables + 1]int // where the keys of each syllable start
	k, keys := 0, 0
	var buf [8]byte
	for _, r := range q.text {
		at[k] = keys
		keys += len(appendKeys(buf[:0], r))
		k++
	}
	at[k] = keys
	if keys != len(q.key) { // a mark among the syllables
		return
	}
	swapped := query{text: q.text, script: q.script, stem: q.stem}
	var key [maxFuzzy]byte
	for i := 0; i+2 <= k; i++ {
		s := append(key[:0], q.key[:at[i]]...)
		s = append(s, q.key[at[i+1]:at[i+2]]...)
		s = append(s, q.key[at[i]:at[i+1]]...)
		s = append(s, q.key[at[i+2]:]...)
		if bytes.Equal(s, q.key) {
			continue
		}
		swapped.key = s
		ix.probeSame(nr, &swapped)
	}
}

// probeSame takes the word that has exactly the query's keys.
func (ix *Index) probeSame(nr *near, q *query) {
	v := &ix.variants
	m := mix(hashOf(q.key))
	for b := v.first(m); ; b = v.next(b) {
		for _, e := range &v.lines[b] {
			if e == 0 {
				return
			}
			id := int32(e>>v.printBits) - 1
			if e&v.printMask == uint32(m)&v.printMask && bytes.Equal(ix.word(id), q.key) && !slices.ContainsFunc(nr.cands, func(c cand) bool { return c.word == id }) {
				nr.cands = append(nr.cands, cand{word: id, stem: q.stem, edits: swapEdits, pass: Edited, cost: swapEdits * editCost})
			}
		}
	}
}

// abbreviate lets sahilm/fuzzy choose among the words that the token may be an abbreviation of: all of its keys in
// their order. Its score only puts them in order; that they share the first key and most of their keys was seen before.
func (ix *Index) abbreviate(nr *near, key []byte) {
	if len(nr.shorts) == 0 {
		return
	}
	for _, m := range fuzzy.FindFrom(string(key), shortWords{ix, nr.shorts}) {
		id := nr.shorts[m.Index]
		nr.cands = append(nr.cands, cand{word: id, edits: len(ix.word(id)) - len(key), pass: Abbreviated, cost: editCost * (len(ix.word(id)) - len(key))})
	}
}

// shortWords are words as sahilm/fuzzy reads them.
type shortWords struct {
	ix  *Index
	ids []int32
}

func (s shortWords) String(i int) string { return string(s.ix.word(s.ids[i])) }
func (s shortWords) Len() int            { return len(s.ids) }
