package match

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math/bits"
)

//go:embed lexicon/words.bin
var words string

// A Lexicon holds the common words of English and Korean, and names of the field that stand for something else
// ("groq", "미스트랄"). None of them is ever corrected into a name; a name that is spelled like one is found all the same.
//
// It is a table of 31-bit fingerprints of keys, read in place: nothing is built at the start, and a look-up is one or
// two reads. A word that is not in it is taken for one in about one case of a billion, which costs a correction.
type Lexicon struct{ slots string }

// Common is the embedded lexicon: the 10,000 most common words of English, as many surface forms of Korean, and the
// names of the field.
func Common() *Lexicon { return &Lexicon{slots: words} }

const (
	slotBytes = 4
	// plainBit tells a word ("spark") from a name that is merely not to be corrected ("groq").
	plainBit = 1
	// hangulSalt keeps 애 apart from "do": they are the same two keys.
	hangulSalt = 0xC2B2AE3D27D4EB4F
)

// A Listing is a list of words for a lexicon.
type Listing struct {
	Words []string
	// Plain marks common words; the others are names of something that is not in the index.
	Plain bool
}

// NewLexicon builds a lexicon; of a word in two lists the later list tells whether it is plain. Words that are no single token in Hangul or Latin letters are left out.
func NewLexicon(lists ...Listing) *Lexicon {
	total := 0
	for _, l := range lists {
		total += len(l.Words)
	}
	table := make([]byte, slotBytes<<bits.Len(uint(total*3/2)))
	var sc scratch
	for _, l := range lists {
		for _, w := range l.Words {
			clean, _ := Clean(w)
			sc.tokenise(clean)
			if len(sc.toks) != 1 || sc.toks[0].n < 1 || sc.toks[0].script != Hangul && sc.toks[0].script != Latin {
				continue
			}
			put(table, salted(sc.toks[0].hash, sc.toks[0].script), l.Plain)
		}
	}
	return &Lexicon{slots: string(table)}
}

// ReadLexicon takes what [Lexicon.Bytes] gave.
func ReadLexicon(b []byte) (*Lexicon, error) {
	if n := len(b) / slotBytes; n == 0 || n&(n-1) != 0 || len(b)%slotBytes != 0 {
		return nil, errors.New("read lexicon: its length is no power of two of slots")
	}
	return &Lexicon{slots: string(b)}, nil
}

// Bytes is the table as it can be embedded and read again.
func (l *Lexicon) Bytes() []byte { return []byte(l.slots) }

func put(table []byte, h uint64, plain bool) {
	n := uint64(len(table) / slotBytes)
	print := fingerprint(h)
	for i := h >> 32 & (n - 1); ; i = (i + 1) & (n - 1) {
		slot := binary.LittleEndian.Uint32(table[i*slotBytes:])
		if slot != 0 && slot&^plainBit != print {
			continue
		}
		if slot = print; plain {
			slot |= plainBit
		}
		binary.LittleEndian.PutUint32(table[i*slotBytes:], slot)
		return
	}
}

// has says whether a key is in the lexicon, and whether as a common word. An empty lexicon has nothing.
func (l *Lexicon) has(hash uint64, script Script) (kept, plain bool) {
	n := uint64(len(l.slots) / slotBytes)
	if n == 0 {
		return false, false
	}
	h := salted(hash, script)
	print := fingerprint(h)
	for i := h >> 32 & (n - 1); ; i = (i + 1) & (n - 1) {
		s := l.slots[i*slotBytes : i*slotBytes+slotBytes]
		slot := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
		if slot == 0 {
			return false, false
		}
		if slot&^plainBit == print {
			return true, slot&plainBit != 0
		}
	}
}

func salted(h uint64, s Script) uint64 {
	if s == Hangul {
		h ^= hangulSalt
	}
	return mix(h)
}

// fingerprint is never zero, which marks an empty slot.
func fingerprint(h uint64) uint32 { return uint32(h)&^plainBit | 1<<31 }

// endings are what English words grow; the lexicon need not hold each form. The second part is put back: "making" is
// mak+e.
var endings = [...]struct{ off, on string }{
	{"s", ""}, {"es", ""}, {"ed", ""}, {"ed", "e"}, {"ing", ""}, {"ing", "e"}, {"er", ""}, {"er", "e"}, {"ers", ""}, {"ers", "e"},
	{"ly", ""}, {"ily", "y"}, {"ies", "y"}, {"ied", "y"}, {"est", ""}, {"est", "e"}, {"ness", ""}, {"less", ""}, {"ful", ""}, {"able", ""},
	{"able", "e"}, {"y", ""}, {"y", "e"}, {"al", ""}, {"ally", ""}, {"ism", ""}, {"ist", ""}, {"ists", ""}, {"ings", ""}, {"ings", "e"},
	{"ment", ""}, {"ments", ""}, {"ity", ""}, {"ity", "e"}, {"ive", "e"}, {"ion", "e"}, {"ions", "e"}, {"ion", ""}, {"ions", ""}, {"or", "e"}, {"ors", "e"},
}

// minRoot is the shortest root an ending is taken off: "flies" is fly, but "ohs" is no "oh".
const minRoot = 3

// inflected says whether a Latin key is a common word with an ending.
func (l *Lexicon) inflected(key []byte) bool {
	if len(key) > 32 {
		return false
	}
	var buf [40]byte
	for _, e := range endings {
		n := len(key) - len(e.off)
		if n < minRoot || string(key[n:]) != e.off {
			continue
		}
		root := append(append(buf[:0], key[:n]...), e.on...)
		if _, plain := l.has(hashOf(root), Latin); plain {
			return true
		}
		if n > minRoot && e.on == "" && key[n-1] == key[n-2] { // running: run
			if _, plain := l.has(hashOf(key[:n-1]), Latin); plain {
				return true
			}
		}
	}
	return false
}
