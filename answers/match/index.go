package match

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// Options are what an index can be built with.
type Options struct {
	// Lexicon holds the words that are never corrected; nil is [Common].
	Lexicon *Lexicon
}

// An Index finds the names it was built from. It is immutable and safe for use by several goroutines.
type Index struct {
	lexicon *Lexicon
	names   []Name
	owners  []string // of names, so that a mention's Owners need no allocation
	arena   []byte   // the keys of spellings and of words

	spellings []spelling
	spelledAs []int32 // by name: its spelling
	exact     table   // hash of a spelling's keys → spelling
	sets      table   // hash of a spelling's tokens in any order → spelling
	initials  map[uint64][]int32

	words    []word // what names are made of, to be reached with an error in them
	variants variants
	widest   int // tokens in the longest name

	sorted struct {
		once sync.Once
		ids  []int32 // the spellings in the order of their keys, for suggestions
	}
	pool sync.Pool // of *scratch
}

// A spelling is one key that a name is known by. Several texts may share it.
type spelling struct {
	hash    uint64
	set     uint64 // of its tokens in any order
	off     uint32
	n       uint8
	scripts uint8 // bits of the scripts of its letters
	tokens  uint8
	derived bool // put together from two names of one owner: see mixed.go
	name    int32
}

// New builds the index of names. The order of names does not matter. Two owners that are known by the same keys are an
// error of type [Clashes], which lists them all; only a [Word] gives way to an entity or a metric of the same spelling.
func New(names []Name, o Options) (*Index, error) {
	ix := &Index{lexicon: o.Lexicon, initials: map[uint64][]int32{}}
	if ix.lexicon == nil {
		ix.lexicon = Common()
	}
	ix.names = slices.Clone(names)
	slices.SortFunc(ix.names, byOwner)
	ix.owners = make([]string, len(ix.names))
	ix.spelledAs = make([]int32, len(ix.names))
	b := newBuilder(ix)
	for i := range ix.names {
		ix.owners[i] = ix.names[i].Owner
		b.add(int32(i))
	}
	if err := b.err(); err != nil {
		return nil, err
	}
	b.addMixed()
	b.finish()
	ix.pool.New = func() any { return ix.newScratch() }
	return ix, nil
}

func byOwner(a, b Name) int {
	if c := strings.Compare(a.Owner, b.Owner); c != 0 {
		return c
	}
	if a.Label != b.Label { // the label first: it is the text that is quoted
		if a.Label {
			return -1
		}
		return 1
	}
	return strings.Compare(a.Text, b.Text)
}

// A table finds numbers by a hash, by open addressing.
type table struct{ slots []entry }

type entry struct {
	print uint32 // the high half of the mixed hash, without which most misses would cost a read elsewhere
	id    int32  // plus one; 0 is an empty slot
}

// newTable makes a table that holds n entries and is at most half full.
func newTable(n int) table {
	return table{slots: make([]entry, 1<<bits.Len(uint(max(n, 4)*2-1)))}
}

func (t *table) at(h uint64) (slot uint64, print uint32) {
	m := mix(h)
	return m & uint64(len(t.slots)-1), uint32(m >> 32)
}

func (t *table) add(h uint64, id int32) {
	i, print := t.at(h)
	for t.slots[i].id != 0 {
		i = (i + 1) & uint64(len(t.slots)-1)
	}
	t.slots[i] = entry{print, id + 1}
}

// find gives the spelling whose keys have the hash, or -1. The hash alone decides here; [Index.is] compares the keys.
func (ix *Index) find(h uint64) int32 {
	i, print := ix.exact.at(h)
	for ; ; i = (i + 1) & uint64(len(ix.exact.slots)-1) {
		e := ix.exact.slots[i]
		if e.id == 0 {
			return -1
		}
		if e.print == print && ix.spellings[e.id-1].hash == h {
			return e.id - 1
		}
	}
}

// findSet gives the spelling whose tokens, in any order, have the hash, or -1; also where two owners share them.
func (ix *Index) findSet(h uint64) int32 {
	found := int32(-1)
	i, print := ix.sets.at(h)
	for ; ; i = (i + 1) & uint64(len(ix.sets.slots)-1) {
		e := ix.sets.slots[i]
		if e.id == 0 {
			return found
		}
		if e.print != print || ix.spellings[e.id-1].set != h {
			continue
		}
		if found >= 0 && ix.owner(found) != ix.owner(e.id-1) {
			return -1
		}
		found = e.id - 1
	}
}

func (ix *Index) name(sp int32) *Name { return &ix.names[ix.spellings[sp].name] }

func (ix *Index) owner(sp int32) string { return ix.names[ix.spellings[sp].name].Owner }

func (ix *Index) spelled(sp int32) []byte {
	s := &ix.spellings[sp]
	return ix.arena[s.off : s.off+uint32(s.n)]
}
