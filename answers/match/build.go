package match

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Clash is a key that several owners are known by.
type Clash struct {
	Key   string // the keystrokes they share
	Names []Name // one of each owner, in the order of the owners
}

// Clashes are all the clashes of an index, in the order of their keys.
type Clashes []Clash

// Error names each clash with its owners.
func (c Clashes) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "index names: %d spelled alike", len(c))
	for _, x := range c {
		fmt.Fprintf(&b, "\n%q:", x.Key)
		for _, n := range x.Names {
			fmt.Fprintf(&b, " %q of %s;", n.Text, n.Owner)
		}
	}
	return strings.TrimSuffix(b.String(), ";")
}

// A builder fills an index.
type builder struct {
	ix      *Index
	sc      scratch
	keys    map[uint64]int32 // hash of keys → spelling
	words   map[uint64]int32 // hash of keys → word
	faults  []error
	clashes map[int32][]int32 // spelling → the names of other owners
}

func newBuilder(ix *Index) *builder {
	n := len(ix.names)
	ix.spellings = make([]spelling, 0, n+n/8)
	ix.arena = make([]byte, 0, 16*n)
	b := &builder{ix: ix, keys: make(map[uint64]int32, n), words: make(map[uint64]int32, n/2), clashes: map[int32][]int32{}}
	b.sc.toks = make([]token, 0, MaxTokens)
	return b
}

// add indexes the name i.
func (b *builder) add(i int32) {
	n := &b.ix.names[i]
	text, _ := Clean(n.Text)
	b.sc.tokenise(text)
	if len(b.sc.toks) == 0 || len(b.sc.toks) > maxWindow || len(b.sc.keys) > maxKeys {
		b.faults = append(b.faults, fmt.Errorf("index name %q of %s: has %d tokens and %d keys (1 to %d and at most %d)",
			n.Text, n.Owner, len(b.sc.toks), len(b.sc.keys), maxWindow, maxKeys))
		return
	}
	sp, isNew := b.spell(i, false)
	b.ix.spelledAs[i] = sp
	if !isNew {
		b.same(sp, i)
		return
	}
	if n.Kind != Word || n.Loose {
		b.addWords()
	}
	b.addInitials(text, sp)
}

// spell adds a spelling of what stands in the scratch, or gives the one there is.
func (b *builder) spell(name int32, derived bool) (id int32, isNew bool) {
	ix, h := b.ix, hashOf(b.sc.keys)
	if sp, ok := b.keys[h]; ok {
		return sp, false
	}
	s := spelling{hash: h, off: uint32(len(ix.arena)), n: uint8(len(b.sc.keys)), tokens: uint8(len(b.sc.toks)), derived: derived, name: name}
	s.set, _ = b.sc.setHash(0, len(b.sc.toks))
	for i := range b.sc.toks {
		s.scripts |= b.sc.toks[i].script.bit()
	}
	ix.arena = append(ix.arena, b.sc.keys...)
	ix.widest = max(ix.widest, len(b.sc.toks))
	id = int32(len(ix.spellings))
	ix.spellings = append(ix.spellings, s)
	b.keys[h] = id
	return id, true
}

// same settles what happens to a name whose keys are taken: nothing where the owner is the same, a word gives way, and
// anything else is a clash.
func (b *builder) same(sp, i int32) {
	ix := b.ix
	old, n := ix.name(sp), &ix.names[i]
	switch {
	case !bytes.Equal(ix.spelled(sp), b.sc.keys):
		b.faults = append(b.faults, fmt.Errorf("index name %q of %s: has the hash of %q", n.Text, n.Owner, old.Text))
	case old.Owner == n.Owner:
		old.Versioned = old.Versioned || n.Versioned
		old.Loose = old.Loose || n.Loose
		for _, t := range b.sc.toks {
			ix.spellings[sp].scripts |= t.script.bit()
		}
	case n.Kind == Word && old.Kind != Word:
	case old.Kind == Word && n.Kind != Word:
		ix.spellings[sp].name = i
	default:
		b.clashes[sp] = append(b.clashes[sp], i)
	}
}

func (b *builder) err() error {
	var c Clashes
	for sp, others := range b.clashes {
		x := Clash{Key: string(b.ix.spelled(sp)), Names: []Name{*b.ix.name(sp)}}
		for _, o := range others {
			x.Names = append(x.Names, b.ix.names[o])
		}
		c = append(c, x)
	}
	slices.SortFunc(c, func(a, b Clash) int { return strings.Compare(a.Key, b.Key) })
	if len(c) > 0 {
		b.faults = append(b.faults, c)
	}
	if len(b.faults) == 1 {
		return b.faults[0]
	}
	return errors.Join(b.faults...)
}

// addInitials lets a spelling be found by its initial consonants: 오퍼스 4.6 by ㅇㅍㅅ46.
func (b *builder) addInitials(text string, sp int32) {
	var key []byte
	syllables := 0
	for _, t := range b.sc.toks {
		if t.script != Hangul {
			key = append(key, b.sc.key(&t)...)
			continue
		}
		for _, r := range text[t.from:t.to] {
			if !isSyllable(r) {
				return
			}
			syllables++
			key = append(key, leadKeys[(r-syllableFirst)/vowelsOfLead])
		}
	}
	if syllables < minInitials {
		return
	}
	h := hashOf(key)
	b.ix.initials[h] = append(b.ix.initials[h], sp)
}

// finish builds the tables.
func (b *builder) finish() {
	ix := b.ix
	ix.exact, ix.sets = newTable(len(ix.spellings)), newTable(len(ix.spellings))
	for id := range ix.spellings {
		s := &ix.spellings[id]
		ix.exact.add(s.hash, int32(id))
		if s.tokens > 1 {
			ix.sets.add(s.set, int32(id))
		}
	}
	ix.buildVariants()
}
