package match

import (
	"cmp"
	"slices"
)

// A Result is what was found in a text.
type Result struct {
	Text     string    // the text as it was read: see [Clean]
	Tokens   []Token   // in the order of the text
	Mentions []Mention // in the order of the text; no two overlap
	Cut      bool      // the text was longer than [MaxBytes] or [MaxTokens]
}

// scratch is what one question is worked on with; it is used again for the next.
type scratch struct {
	text string
	toks []token
	keys []byte
	pre  []uint64 // pre[i] is the hash of keys[:i]
	hits []int32
	says []Mention
	sps  []int32 // of says: the spelling it was read as
	gone []bool  // mentions that a larger one took in

	near near
}

func (ix *Index) newScratch() *scratch {
	return &scratch{toks: make([]token, 0, MaxTokens+8), keys: make([]byte, 0, 512), near: near{seen: make([]uint32, len(ix.words))}}
}

// Match finds the names in a text. It never fails: what is not found is left to [Token.Mention] being -1.
// The time it takes is bounded, whatever the text: see [MaxBytes], [MaxTokens].
func (ix *Index) Match(text string) Result {
	sc := ix.pool.Get().(*scratch)
	defer ix.pool.Put(sc)
	var r Result
	r.Text, r.Cut = Clean(text)
	sc.text = r.Text
	if sc.tokenise(r.Text) {
		r.Cut = true
	}
	ix.forget(sc)
	if len(sc.toks) == 0 {
		return r
	}
	ix.look(sc)
	ix.findExact(sc)
	if ix.unglue(sc) {
		ix.look(sc)
		ix.forget(sc)
		ix.findExact(sc)
	}
	ix.findSets(sc)
	ix.findInitials(sc)
	ix.findEdited(sc)
	ix.findVersions(sc)
	ix.report(sc, &r)
	return r
}

// look prepares what every pass needs: amounts, stems, the lexicon and the hashes of all beginnings.
func (ix *Index) look(sc *scratch) {
	sc.findAmounts(sc.text)
	sc.pre = append(sc.pre[:0], 0)
	for i, c := range sc.keys {
		sc.pre = append(sc.pre, sc.pre[i]*hashBase+uint64(c)+1)
	}
	for i := range sc.toks {
		t := &sc.toks[i]
		t.nstems = 0
		if t.n > maxKeys {
			continue
		}
		if t.script.letters() {
			ix.lookUp(sc, t)
		}
		behind := i > 0 && sc.glued(i) && sc.toks[i-1].script != Hangul
		t.particle = t.script == Hangul && behind && isParticles(sc.text[t.from:t.to]) || t.tail && sc.text[t.from-1] == '\''
	}
}

// lookUp fills what the lexicon and the particles say of a token.
func (ix *Index) lookUp(sc *scratch, t *token) {
	t.kept, t.plain = ix.lexicon.has(t.hash, t.script)
	if t.script == Latin {
		sc.stemLatin(t)
		if !t.kept {
			t.plain = ix.lexicon.inflected(sc.key(t))
		}
		if !t.kept && !t.plain && t.n >= keptLayout { // a Korean word on the English layout
			t.kept, _ = ix.lexicon.has(t.hash, Hangul)
		}
		t.kept = t.kept || t.plain
		return
	}
	sc.stemHangul(sc.text, t)
	for i := 0; i < t.nstems && !t.kept; i++ {
		s := &t.stems[i]
		if s.to-t.from >= minStem || t.to-t.from <= shortToken {
			t.kept, t.plain = ix.lexicon.has(s.hash, Hangul)
		}
	}
	if !t.kept && t.lone && t.n >= minLayout { // an English word on the Korean layout
		t.kept, _ = ix.lexicon.has(t.hash, Latin)
	}
}

const (
	// minLayout is the shortest key that is taken for the other keyboard layout: shorter ones coincide by chance.
	minLayout = 4
	// keptLayout is the shortest Latin key that is left alone because it is a Korean word on the other layout. Shorter ones
	// are likelier English slips: gork is 해가, but meant is grok.
	keptLayout = 6
	// minStem is two syllables: of shorter stems nearly every Korean token has one that is a word.
	minStem = 2 * 3
	// shortToken is three syllables; these are taken apart even into a single syllable and a particle.
	shortToken = 3 * 3
)

// isParticles says whether Hangul is one particle, or two.
func isParticles(s string) bool {
	if particles[s] {
		return true
	}
	for i := 3; i < len(s) && i <= 3*maxJosa; i += 3 {
		if particles[s[:i]] && particles[s[i:]] {
			return true
		}
	}
	return false
}

// forget takes all mentions back.
func (ix *Index) forget(sc *scratch) {
	sc.says, sc.sps, sc.gone = sc.says[:0], sc.sps[:0], sc.gone[:0]
	for i := range sc.toks {
		sc.toks[i].mention = -1
	}
}

// claim makes the tokens from i to end a mention of a spelling. Mentions in between are taken in.
func (ix *Index) claim(sc *scratch, i, end int, sp int32, pass Pass, edits int) {
	n := ix.name(sp)
	k := ix.spellings[sp].name
	id := len(sc.says)
	for j := i; j < end; j++ {
		if old := sc.toks[j].mention; old >= 0 {
			sc.gone[old] = true
		}
		sc.toks[j].mention = id
	}
	sc.says = append(sc.says, Mention{
		Owners: ix.owners[k : k+1 : k+1], Kind: n.Kind, Start: i, End: end, Name: n.Text, Pass: pass, Edits: edits,
	})
	sc.sps = append(sc.sps, sp)
	sc.gone = append(sc.gone, false)
}

// report turns the scratch into a result.
func (ix *Index) report(sc *scratch, r *Result) {
	keys := string(sc.keys)
	r.Tokens = make([]Token, len(sc.toks))
	alive := 0
	for i := range sc.says {
		if !sc.gone[i] {
			alive++
		}
	}
	r.Mentions = make([]Mention, 0, alive)
	for i := range sc.says {
		if m := &sc.says[i]; !sc.gone[i] {
			m.Said = r.Text[sc.toks[m.Start].from:sc.toks[m.End-1].to]
			m.Plain = sc.isPlain(m)
			r.Mentions = append(r.Mentions, *m)
		}
	}
	slices.SortFunc(r.Mentions, func(a, b Mention) int { return cmp.Compare(a.Start, b.Start) })
	for i := range sc.toks {
		t := &sc.toks[i]
		r.Tokens[i] = Token{
			Text: r.Text[t.from:t.to], Key: keys[t.off : t.off+t.n], From: t.from, To: t.to, Script: t.script, Word: t.word,
			Mention: -1, Plain: t.plain, Amount: t.amount != noAmount,
		}
		sc.stemOf(t, &r.Tokens[i])
	}
	for k := range r.Mentions {
		for j := r.Mentions[k].Start; j < r.Mentions[k].End; j++ {
			r.Tokens[j].Mention = k
		}
	}
}

// stemOf tells a token's particle: the one a mention was found behind, or of what nothing explains the shortest one.
func (sc *scratch) stemOf(t *token, to *Token) {
	switch {
	case t.particle:
		to.Josa = to.Text
		return
	case t.unit > 0 && t.unit < t.to-t.from:
		to.Stem, to.Josa = to.Text[:t.unit], to.Text[t.unit:]
		return
	case t.unit > 0 || t.script != Hangul && t.stem == 0:
		return
	}
	s := t.stem
	if t.mention < 0 && !t.plain { // the longest stem of two syllables
		for k := range t.nstems {
			if st := &t.stems[k]; st.to-t.from >= minStem && (s == 0 || st.to > t.stems[s-1].to) {
				s = k + 1
			}
		}
	}
	if s > 0 {
		n := t.stems[s-1].to - t.from
		to.Stem, to.Josa = to.Text[:n], to.Text[n:]
	}
}

// isPlain says whether a mention is a single word that is also a common one.
func (sc *scratch) isPlain(m *Mention) bool {
	plain := false
	for i := m.Start; i < m.End; i++ {
		t := &sc.toks[i]
		if t.particle {
			continue
		}
		if !t.plain {
			return false
		}
		plain = true
	}
	return plain
}
