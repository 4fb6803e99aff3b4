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
// The table is an array of word numbers grouped by bucket, each with eight bits of the form's hash.
type variants struct {
	starts []uint32 // of each bucket; one more at the end
	ids    []uint32 // word<<8 | print
	shift  uint
}

const (
	printBits = 8
	// maxWords is what the word numbers of a table can hold.
	maxWords = 1 << (32 - printBits)
	// shareTyped is how much of a word an abbreviation has to hold, in tenths: below it "gem" would be Gemini.
	shareTyped = 6
	// prefixFrom is the length from which beginnings are listed: what shorter words lack is within two deletes.
	prefixFrom = 8
)

// buildVariants lists the forms of every word: it counts, then fills.
func (ix *Index) buildVariants() {
	var buf [1024]uint64
	words := ix.words[:min(len(ix.words), maxWords)]
	total := 0
	for id := range words {
		total += len(ix.forms(int32(id), buf[:0]))
	}
	size := bits.Len(uint(total))
	v := variants{starts: make([]uint32, 1<<size+1), ids: make([]uint32, total), shift: uint(64 - size)}
	for id := range words {
		for _, h := range ix.forms(int32(id), buf[:0]) {
			v.starts[mix(h)>>v.shift+1]++
		}
	}
	for i := 1; i < len(v.starts); i++ {
		v.starts[i] += v.starts[i-1]
	}
	// Filling moves each start to the start of the next bucket; the copy below moves them back.
	for id := range words {
		for _, h := range ix.forms(int32(id), buf[:0]) {
			m := mix(h)
			s := &v.starts[m>>v.shift]
			v.ids[*s] = uint32(id)<<printBits | uint32(m&(1<<printBits-1))
			*s++
		}
	}
	copy(v.starts[1:], v.starts[:len(v.starts)-1])
	v.starts[0] = 0
	ix.variants = v
}

// forms gives the hashes under which a word is listed.
func (ix *Index) forms(id int32, dst []uint64) []uint64 {
	w, key := &ix.words[id], ix.word(id)
	dst = append(dst, hashOf(key))
	depth := deepestDeletes
	if len(key) < hangulTwoFrom || w.runs || len(key) > maxDeep {
		depth = 1
	}
	dst = deletes(dst, key, depth)
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

// deletes appends the hashes of the key with one key left out, or up to two. Of equal neighbours one is enough.
func deletes(dst []uint64, key []byte, depth int) []uint64 {
	var pre [maxFuzzy + 1]uint64
	n := len(key)
	for i, c := range key {
		pre[i+1] = pre[i]*hashBase + uint64(c) + 1
	}
	for i := range n {
		if i > 0 && key[i] == key[i-1] {
			continue
		}
		dst = append(dst, pre[i]*powers[n-i-1]+pre[n]-pre[i+1]*powers[n-i-1])
		if depth < deepestDeletes {
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
