package match

import "math/bits"

// Variants are how a word is found that was typed with an error: by symmetric deletion. Of each word every form with one
// or two keys left out is listed once, and of what was typed the same; two texts that are at most two edits apart share
// a form:
//
//	sonnet  →  onnet snnet sonet sonnt sonne …
//	sonnat  →  onnat snnat sonat sonnt sonna …      sonnt is in both
//
// The cost of a look-up depends on the length of what was typed, and not on how many names there are. Three more forms
// are listed beside them: with doubled keys folded, without vowels, and the beginnings of long words, for abbreviations.
//
// The table is open-addressed in lines of 64 bytes, so that a look-up that finds nothing, as nearly all do, costs one
// line of memory. A slot holds a word's number plus one, and in the bits that are left a part of the form's hash.
type variants struct {
	lines     [][lineSlots]uint32
	printBits uint
	printMask uint32
}

// lineSlots fill a cache line of 64 bytes.
const lineSlots = 16

const (
	// shareTyped is how much of a word an abbreviation has to hold, in tenths: below it "gem" would be Gemini.
	shareTyped = 6
	// prefixFrom is the length from which beginnings are listed: what shorter words lack is within two deletes.
	prefixFrom = 8
)

// buildVariants lists the forms of every word.
func (ix *Index) buildVariants() {
	total := 0
	for id := range ix.words {
		total += maxForms(int(ix.words[id].n), ix.words[id].depth())
	}
	v := variants{lines: make([][lineSlots]uint32, total/(lineSlots*3/4)+1)} // three quarters full at most
	v.printBits = uint(32 - bits.Len(uint(len(ix.words))))
	v.printMask = 1<<v.printBits - 1
	var buf [maxFuzzy * maxFuzzy]uint64
	for id := range ix.words {
		for _, h := range ix.forms(int32(id), buf[:0]) {
			v.add(mix(h), uint32(id+1))
		}
	}
	ix.variants = v
}

func (v *variants) add(m uint64, id uint32) {
	e := id<<v.printBits | uint32(m)&v.printMask
	for b := v.first(m); ; b = v.next(b) {
		line := &v.lines[b]
		for i := range line {
			if line[i] == 0 {
				line[i] = e
				return
			}
		}
	}
}

// first gives the line where a form's slot is looked for, next the line behind a full one.
func (v *variants) first(m uint64) int {
	hi, _ := bits.Mul64(m, uint64(len(v.lines)))
	return int(hi)
}

func (v *variants) next(b int) int {
	if b++; b < len(v.lines) {
		return b
	}
	return 0
}

// depth is how many keys at a time are left out of a word.
func (w *word) depth() int {
	if w.n < hangulTwoFrom || w.runs || w.n > maxDeep {
		return 1
	}
	return deepestDeletes
}

// maxForms is the most forms a word of n keys can have.
func maxForms(n, depth int) int {
	forms := 3 + n + n/2 // itself, folded, without vowels; each key left out; beginnings
	if depth == deepestDeletes {
		forms += n * (n - 1) / 2
	}
	return forms
}

// forms gives the hashes under which a word is listed.
func (ix *Index) forms(id int32, dst []uint64) []uint64 {
	w, key := &ix.words[id], ix.word(id)
	dst = append(dst, hashOf(key))
	var pre beginnings
	pre.of(key)
	dst = singles(dst, key, &pre)
	if w.depth() == deepestDeletes {
		dst = pairs(dst, key, &pre)
	}
	var buf [maxFuzzy]byte
	if c := foldRuns(buf[:0], key); len(c) < len(key) {
		dst = append(dst, hashOf(c))
	}
	if w.runs {
		return dst
	}
	if c := skeleton(buf[:0], key); w.scripts&Latin.bit() != 0 && len(c) >= minKeys && len(c) < len(key) {
		dst = append(dst, hashOf(c))
	}
	if len(key) >= prefixFrom {
		for n := (len(key)*shareTyped + 9) / 10; n < len(key)-deepestDeletes; n++ {
			dst = append(dst, hashOf(key[:n]))
		}
	}
	return dst
}

// beginnings are the hashes of the beginnings of a key; with them any part of it has its hash at hand.
type beginnings [maxFuzzy + 1]uint64

func (b *beginnings) of(key []byte) {
	for i, c := range key {
		b[i+1] = b[i]*hashBase + uint64(c) + 1
	}
}

// singles appends the hashes of the key with one key left out. Of equal neighbours one is enough.
func singles(dst []uint64, key []byte, pre *beginnings) []uint64 {
	n := len(key)
	for i := range n {
		if i == 0 || key[i] != key[i-1] {
			dst = append(dst, pre[i]*powers[n-i-1]+pre[n]-pre[i+1]*powers[n-i-1])
		}
	}
	return dst
}

// pairs appends the hashes of the key with two keys left out.
func pairs(dst []uint64, key []byte, pre *beginnings) []uint64 {
	n := len(key)
	for i := range n {
		if i > 0 && key[i] == key[i-1] {
			continue
		}
		for j := i + 1; j < n; j++ {
			if j > i+1 && key[j] == key[j-1] {
				continue
			}
			middle := pre[j] - pre[i+1]*powers[j-i-1]
			dst = append(dst, (pre[i]*powers[j-i-1]+middle)*powers[n-j-1]+pre[n]-pre[j+1]*powers[n-j-1])
		}
	}
	return dst
}

// foldRuns appends the key with doubled keys folded: sonnet and sonnnet are both sonet.
func foldRuns(dst, key []byte) []byte {
	for i, c := range key {
		if i == 0 || c != key[i-1] {
			dst = append(dst, c)
		}
	}
	return dst
}

// skeleton appends the key without its vowels, but with its first key: microsoft is mcrsft.
func skeleton(dst, key []byte) []byte {
	for i, c := range key {
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			if i > 0 {
				continue
			}
		}
		dst = append(dst, c)
	}
	return dst
}
