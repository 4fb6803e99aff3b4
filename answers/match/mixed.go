package match

// addMixed adds the spellings that people mix from two names of one owner: "Gemini 3 Flash" and "제미나이 3 플래시" give
// "gemini 3 플래시" and "제미나이 3 flash". Two names are mixed where they have the same digits in the same places and
// letters in different scripts everywhere else. A mixture never displaces a name, nor what another owner's mixture is.
func (b *builder) addMixed() {
	names := b.ix.names
	shared := map[uint64]bool{}
	for i := 0; i < len(names); {
		j := i
		hangul := false
		for ; j < len(names) && names[j].Owner == names[i].Owner; j++ {
			hangul = hangul || hasHangul(names[j].Text)
		}
		if hangul && names[i].Kind != Word {
			b.mixOwner(i, j, shared)
		}
		i = j
	}
	if len(shared) > 0 {
		b.drop(shared)
	}
}

func hasHangul(s string) bool {
	for _, r := range s {
		if isSyllable(r) {
			return true
		}
	}
	return false
}

// A shape is a name as its tokens.
type shape struct {
	keys    [maxWindow]string
	scripts [maxWindow]Script
	n       int
	letters int
}

func (b *builder) shapeOf(text string) shape {
	clean, _ := Clean(text)
	b.sc.tokenise(clean)
	var s shape
	if len(b.sc.toks) > maxWindow {
		return s
	}
	for i := range b.sc.toks {
		if b.sc.toks[i].script.letters() {
			s.letters++
		}
	}
	if s.letters < minMixed || s.letters > maxMixed {
		return s
	}
	keys := string(b.sc.keys)
	for i := range b.sc.toks {
		t := &b.sc.toks[i]
		s.keys[i], s.scripts[i] = keys[t.off:t.off+t.n], t.script
	}
	s.n = len(b.sc.toks)
	return s
}

// minMixed and maxMixed are how many letter tokens a name that is mixed has: 4 of them give 14 mixtures.
const (
	minMixed = 2
	maxMixed = 4
)

func (b *builder) mixOwner(from, to int, shared map[uint64]bool) {
	shapes := make([]shape, 0, to-from)
	for i := from; i < to; i++ {
		shapes = append(shapes, b.shapeOf(b.ix.names[i].Text))
	}
	for x := range shapes {
		for y := x + 1; y < len(shapes); y++ {
			if p, q := &shapes[x], &shapes[y]; p.n > 0 && p.mixes(q) {
				b.mix(int32(from+x), p, q, shared)
			}
		}
	}
}

// mixes says whether two names are alike but for the script of their letters.
func (s *shape) mixes(o *shape) bool {
	if s.n != o.n {
		return false
	}
	for i := range s.n {
		same := s.keys[i] == o.keys[i]
		switch {
		case !s.scripts[i].letters() && !same:
			return false
		case s.scripts[i].letters() && !same && (s.scripts[i] == o.scripts[i] || !o.scripts[i].letters()):
			return false
		}
	}
	return true
}

// same are the places, as bits, where two names have the same keys: nothing is to be picked there.
func (s *shape) same(o *shape) (places int) {
	for i := range s.n {
		if s.keys[i] == o.keys[i] {
			places |= 1 << i
		}
	}
	return places
}

// mix adds every mixture of two names.
func (b *builder) mix(name int32, p, q *shape, shared map[uint64]bool) {
	for pick := 1; pick < 1<<p.n-1; pick++ {
		if pick&p.same(q) != 0 {
			continue
		}
		b.sc.toks, b.sc.keys = b.sc.toks[:0], b.sc.keys[:0]
		for i := range p.n {
			s := p
			if pick>>i&1 == 1 {
				s = q
			}
			t := token{off: len(b.sc.keys), n: len(s.keys[i]), script: s.scripts[i]}
			b.sc.keys = append(b.sc.keys, s.keys[i]...)
			t.hash = hashOf(b.sc.keys[t.off:])
			b.sc.toks = append(b.sc.toks, t)
		}
		if len(b.sc.keys) > maxKeys {
			continue
		}
		if sp, isNew := b.spell(name, true); !isNew && b.ix.spellings[sp].derived && b.ix.owner(sp) != b.ix.names[name].Owner {
			shared[b.ix.spellings[sp].hash] = true
		}
	}
}

// drop takes out the mixtures that two owners share: neither has a better right to them.
func (b *builder) drop(shared map[uint64]bool) {
	kept := b.ix.spellings[:0]
	for _, s := range b.ix.spellings {
		if !s.derived || !shared[s.hash] {
			kept = append(kept, s)
		}
	}
	b.ix.spellings = kept
}
