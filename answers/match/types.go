package match

// Kind says what sort of thing a name names.
type Kind uint8

// The kinds. A Word is an intent or stop word: matched exactly or behind a particle, never by resemblance unless Loose.
const (
	Entity Kind = iota
	Metric      // metrics, families and topics
	Word
)

// A Name is one text by which something is known.
type Name struct {
	Owner string // whose name it is, unique over all kinds: "claude-opus-4-6", "metric:capex", "word:compare"
	Kind  Kind
	Text  string
	// Label marks the owner's main name, which corrections and suggestions quote.
	Label bool
	// Versioned names are vetoed by a version right behind them that no name explains ("opus 4.7").
	Versioned bool
	// Loose lets a Word be found behind a typing error too.
	Loose bool
}

// Pass is how a mention was found, from exact to fuzzy.
type Pass uint8

// The passes, in the order they run.
const (
	Exact       Pass = iota
	Set              // the same tokens in another order
	Josa             // behind a Korean particle
	Collapsed        // with doubled letters or syllables folded
	Edited           // within the edit budget
	Abbreviated      // letters left out, found by sahilm/fuzzy
	Choseong         // initial consonants
)

// A Mention is a name found in a text.
type Mention struct {
	Owners []string // more than one where the text fits several equally
	Kind   Kind
	Start  int    // first token
	End    int    // one past the last token
	Said   string // as typed
	Name   string // the name it was read as
	Pass   Pass
	Edits  int
	// Plain marks a mention that is also a plain word of its language ("spark", "meta", "oracle").
	Plain bool
	// Version is an unexplained version right behind a Versioned name: "4.7". The mention is then vetoed.
	Version string
}

// A Correction is a reading that the reader must be told of.
type Correction struct{ From, To string }
