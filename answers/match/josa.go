package match

import "unicode/utf8"

const (
	// maxStems is how many ways to take particles off a token are tried: "에서는" gives three.
	maxStems = 4
	// maxJosa is the longest particle in syllables.
	maxJosa = 4
)

// particles are what Korean hangs on a noun: case and topic particles, the copula in its polite and plain endings, and
// a few bound nouns; then the forms of 하다 and 되다, which make a verb of it ("투자하나", "출시됐어"). They come off longest
// first, at most twice: "오퍼스한테서는" → 한테서, 는.
var particles = set(
	"은", "는", "이", "가", "을", "를", "의", "와", "과", "도", "만", "에", "로", "랑", "나", "라", "야", "요", "네", "꺼", "거", "것",
	"께", "들", "님", "씨", "죠", "지", "임", "뿐", "든", "란", "쪽", "측", "별", "용",
	"에서", "에게", "한테", "으로", "이랑", "하고", "보다", "처럼", "같은", "부터", "까지", "마다", "조차", "마저", "밖에", "이나", "이든",
	"이라", "라고", "라는", "이란", "이야", "예요", "에요", "니까", "인가", "이냐", "은요", "는요", "이요", "에는", "에선", "에도", "에만",
	"에의", "로는", "로도", "와는", "과는", "와의", "과의", "보단", "만큼", "이지", "이죠", "인지", "인데", "일까", "이네", "네요", "이고", "이면",
	"라면", "라도", "니깐", "대로", "께서", "랑은", "하곤", "들은", "들이", "들의", "들을", "네가", "네는", "건", "게", "엔", "선", "이니",
	"이에요", "입니다", "이었어", "이라고", "이라는", "이라면", "이라도", "인가요", "인지요", "인데요", "일까요", "에서는", "에서도", "에서의",
	"으로는", "으로도", "으로의", "이랑은", "하고는", "보다는", "보다도", "한테는", "한테서", "에게는", "에게서", "까지는", "까지의", "부터는",
	"이네요", "이지요", "인건가", "이라니", "이거든", "처럼은", "만큼은", "이었나", "이던가", "인거야", "이구나", "로서는", "로서", "로써", "으로서", "으로써",
	"하나", "하는", "한", "할", "해", "해요", "했어", "했나", "했니", "했지", "했던", "했다", "했는지", "했는데", "했어요", "했나요", "하니", "하면", "하지", "하냐",
	"하네", "하죠", "하게", "하려면", "하는지", "하는데", "하나요", "합니다", "합니까", "했습니까", "했을까", "할까", "할까요", "함", "했음", "한거야", "한대", "했대",
	"되나", "되는", "된", "될", "돼", "돼요", "됐어", "됐나", "됐니", "됐지", "됐다", "됐는지", "됐나요", "됐어요", "되면", "되지", "되니", "됩니다", "됩니까", "되나요",
	"되었나", "되었어", "되었나요", "됐을까", "될까", "될까요", "됨", "된거야", "된대", "됐대", "해줘", "해줘요", "해봐", "해줄래", "해주세요", "하자", "해야",
	"입니까", "이란건", "이라고요", "라고요", "인가여", "이었지", "인건지",
)

func set(words ...string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// layoutParticles are the commonest particles as they look when the keyboard was set to English: rnrmfdms is 구글은.
var layoutParticles = [...]string{"dptjsms", "dptj", "dlfkd", "fkd", "dmfh", "gkrh", "qhek", "dms", "sms", "dmf", "fmf", "dml", "dhk", "rhk", "eh", "dl", "rk", "fh", "dp"}

// stemHangul finds the stems of a Hangul token, longest particle first, then those of each stem.
func (sc *scratch) stemHangul(text string, t *token) {
	t.nstems = 0
	sc.strip(text, t, t.to, t.n)
	for i, once := 0, t.nstems; i < once; i++ {
		sc.strip(text, t, t.stems[i].to, t.stems[i].n)
	}
}

// strip adds the stems of text[t.from:end], whose keys are n.
func (sc *scratch) strip(text string, t *token, end, n int) {
	var cuts, lens [maxJosa]int
	at, keys, k := end, n, 0
	for ; k < maxJosa && at > t.from; k++ {
		r, size := utf8.DecodeLastRuneInString(text[t.from:at])
		if !isSyllable(r) {
			break
		}
		var buf [8]byte
		at -= size
		keys -= len(appendKeys(buf[:0], r))
		cuts[k], lens[k] = at, keys
	}
	for k--; k >= 0; k-- {
		if cuts[k] == t.from || t.nstems == maxStems || !particles[text[cuts[k]:end]] || hasStem(t, cuts[k]) {
			continue
		}
		t.stems[t.nstems] = stem{to: cuts[k], n: lens[k], hash: hashOf(sc.keys[t.off : t.off+lens[k]])}
		t.nstems++
	}
}

func hasStem(t *token, to int) bool {
	for _, s := range t.stems[:t.nstems] {
		if s.to == to {
			return true
		}
	}
	return false
}

// stemLatin finds the stems of a Latin token: without the s of a plural, and without a Korean particle that was typed
// with the keyboard set to English.
func (sc *scratch) stemLatin(t *token) {
	t.nstems = 0
	key := sc.key(t)
	if t.n > 3 && key[t.n-1] == 's' && key[t.n-2] != 's' {
		sc.addStem(t, 1)
	}
	for _, p := range layoutParticles {
		if t.n >= len(p)+4 && string(key[t.n-len(p):]) == p {
			sc.addStem(t, len(p))
		}
	}
}

func (sc *scratch) addStem(t *token, without int) {
	if n := t.n - without; t.nstems < maxStems {
		t.stems[t.nstems] = stem{to: t.to - without, n: n, hash: hashOf(sc.keys[t.off : t.off+n])}
		t.nstems++
	}
}
