package match

// Kind says what sort of thing a name names.
type Kind uint8

// The kinds. Of two names of one spelling the earlier kind goes first.
const (
	Entity Kind = iota
	Metric      // metrics, families and topics
	Word        // an intent or stop word: matched exactly or behind a particle, never by resemblance unless Loose
)

// A Name is one text by which something is known.
type Name struct {
	Owner string // whose name it is, unique over all kinds: "claude-opus-4-6", "metric:capex", "word:compare"
	Kind  Kind
	Text  string
	// Label marks the owner's main name, which corrections and suggestions quote.
	Label bool
	// Versioned names are vetoed by a version right beside them that no name explains ("opus 4.7").
	Versioned bool
	// Loose lets a Word be found behind a typing error too.
	Loose bool
}

// Pass is how a mention was found, from exact to fuzzy.
type Pass uint8

// The passes, from the surest on.
const (
	Exact       Pass = iota
	Set              // the same tokens in another order
	Josa             // behind a Korean particle, or as an English plural
	Collapsed        // with doubled keys or syllables folded
	Edited           // within the budget of edits
	Abbreviated      // letters left out
	Choseong         // initial consonants
)

// A Mention is a name found in a text.
type Mention struct {
	// Owners are whose name it is: more than one, in their order, where the text fits several equally well. All are of
	// the mention's kind.
	Owners []string
	Kind   Kind
	Start  int    // first token
	End    int    // one past the last token
	Said   string // as typed, with its particle and with the version that vetoes it
	Name   string // the name it was read as
	Pass   Pass
	Edits  int // how many edits separate the two; 0 for all passes up to Josa and for Choseong
	// Plain marks a mention that is also a plain word of its language ("spark", "meta", "oracle").
	Plain bool
	// Version is an unexplained version right beside a Versioned name: "4.7". The mention is then vetoed: its owner is
	// not what was asked for.
	Version string
}

// A Correction is a reading that the reader must be told of.
type Correction struct{ From, To string }
