package answers

import (
	"versus/answers/match"
	"versus/data"
)

// An Answer is one of a closed set of ten: [Comparison], [Profile], [Ranking], [Trend], [Listing], [Explanation],
// [Choice], [Missing], [NotInData] and [Help]. Not knowing is an answer, never an error.
//
//sumtype:decl
type Answer interface {
	// About tells what was asked, as it was understood.
	About() *Meta
	answer()
}

// Meta is what every answer carries.
type Meta struct {
	Lang        data.Lang
	Intent      Intent
	Entities    []data.EntityID // those the question named, in its order; groups are not among them
	Metrics     []data.MetricID
	Corrections []match.Correction
	Context     Context      // what a follow-up in the same thread continues from
	Next        []Suggestion // two or three questions that really have answers
}

// About returns the Meta itself, so that each answer has it by embedding.
func (m *Meta) About() *Meta { return m }

// A Suggestion is a question that can be asked next: Label is what a button says, Question what it asks.
type Suggestion struct{ Label, Question string }

// A Cell holds what the dataset gives for one entity and one row; more than one fact where the source gives several
// (both sides of a contradiction, self-reported beside independent). No fact at all: the dataset gives none.
type Cell struct {
	Entity data.EntityID
	Facts  []*data.Fact
}

// A Row is one metric across the entities of an answer. With and Period tell rows of one metric apart.
type Row struct {
	Metric data.MetricID
	With   data.EntityID
	Period data.Period
	Cells  []Cell // in the order of the answer's entities
}

// A Computed figure was worked out here and stands in no source; it is always shown as computed.
type Computed struct {
	Op     Op
	Metric data.MetricID
	Left   *data.Fact // the larger, or the later
	Right  *data.Fact // the smaller, or the earlier; nil for a sum
	Parts  []*data.Fact
	Number string // the result's digits without a unit, which the language gives: "1.2", "33", "1.9-2.1"
	// The qualifiers that carry through from the operands.
	AtLeast, AtMost, Approx, Planned bool
	Low, High                        float64 // equal where the operands are no ranges
}

// Op is how a computed figure was worked out.
type Op string

// The operations. A difference of percentages is in points.
const (
	Difference Op = "difference"
	Ratio      Op = "ratio"
	Growth     Op = "growth"
	Sum        Op = "sum"
)

// A Comparison sets two to six entities side by side.
type Comparison struct {
	Meta
	Rows     []Row // first the rows in which the most entities have a figure
	Computed []Computed
	Notes    []*data.Note // what the dataset says of how they differ
	// Unlike tells that the rows hold figures of different metrics of one family, which must not be ranked together.
	Unlike bool
}

// A Profile shows one entity: a single asked-for row, several of them, or all it has.
type Profile struct {
	Meta
	Entity data.EntityID
	// Via is the entity that holds the figures where it is not the one asked about ("DeepSeek" → its app).
	Via   data.EntityID
	Rows  []Row
	Notes []*data.Note
	Full  bool // the question named no metric: the whole profile
}

// A Ranking orders the figures of one metric.
type Ranking struct {
	Meta
	Metric    data.MetricID
	Group     data.EntityID // "" for everything the dataset has
	Lowest    bool          // the smallest figure first
	Period    data.Period
	Places    []Place
	Unranked  []*data.Fact // figures that must not be placed: targets, other metrics of the family, other qualifiers
	Limit     int          // how many were asked for; 0: no limit
	Superlate bool         // the question asked for the one at the top
}

// A Place is one position; two facts may share it, or not be tellable apart (overlapping ranges).
type Place struct {
	Position int
	Tied     bool
	Fact     *data.Fact
	Others   []*data.Fact // the same entity's other figures, such as an independent one
}

// A Trend is figures over time.
type Trend struct {
	Meta
	Metric   data.MetricID
	Lines    []Line
	Computed []Computed
	Stated   []*data.Fact // growth figures the source itself states
}

// A Line is one entity's figures, oldest first.
type Line struct {
	Entity data.EntityID
	Points []*data.Fact
}

// A Listing names entities: the members of a group, a kind, or those that pass a filter.
type Listing struct {
	Meta
	Group   data.EntityID
	Kind    data.Kind
	Filters []Filter
	Rows    []Row // one metric a row: what each item is listed with; may be empty
	Items   []data.EntityID
	Notes   []*data.Note
	Unlike  bool         // a ranking was asked for, and the figures are not alike
	Maybe   []*data.Fact // figures that may or may not pass (targets, ranges across the limit, other variants)
}

// An Explanation says why or what, in the dataset's notes and definitions.
type Explanation struct {
	Meta
	Metric data.MetricID // the metric defined, if any
	Family data.FamilyID
	Topic  data.TopicID
	Notes  []*data.Note
	Rows   []Row // figures that belong to it
}

// A Choice is a did-you-mean.
type Choice struct {
	Meta
	Said    string // the words that were not understood, cleaned and cut for echo
	Reason  Reason
	Options []Suggestion
}

// Reason says why an answer could not be given.
type Reason string

// The reasons. Logs, metrics and texts share these words.
const (
	UnknownVersion  Reason = "unknown_version"   // the line is known, this version of it is not
	UnknownWords    Reason = "unknown_words"     // words the dataset does not explain
	Ambiguous       Reason = "ambiguous"         // several entities fit
	TooFew          Reason = "too_few"           // a comparison of one
	TooMany         Reason = "too_many"          // a comparison of more than six
	NoContext       Reason = "no_context"        // a follow-up to nothing
	NotComparable   Reason = "not_comparable"    // unlike figures must not be ranked, summed or averaged
	NoSuchFigure    Reason = "no_such_figure"    // the dataset has the entity but not this figure
	NoSuchPeriod    Reason = "no_such_period"    // it has the figure, for other times
	NoSuchPlace     Reason = "no_such_place"     // the ranking has no such position
	OffTopic        Reason = "off_topic"         // nothing in the question is known here
	NothingMatches  Reason = "nothing_matches"   // no entity passes the filter
	NoSuchOperation Reason = "no_such_operation" // an average over benchmarks, a forecast, an opinion
)

// Missing means: the entities are known, the dataset gives no such figure.
type Missing struct {
	Meta
	Reason  Reason
	Metric  data.MetricID // the first asked for
	Family  data.FamilyID // instead of Metric where the question named a family
	Period  data.Period
	Unknown []*data.Fact    // cells that say undisclosed, not stated or not applicable
	Have    []data.MetricID // what the dataset does have for them
	Others  []data.EntityID // who does have such a figure
}

// NotInData means: the question is about something the dataset does not hold.
type NotInData struct {
	Meta
	Said   string // the words it does not hold, cleaned and cut for echo; may be empty
	Reason Reason
	Metric data.MetricID // what was asked of it, if known
	Place  int           // the position asked for, with NoSuchPlace
	Have   []data.EntityID
}

// Help tells what can be asked.
type Help struct {
	Meta
	Empty bool // the question was empty, or nothing but blanks and marks
}

func (*Comparison) answer()  {}
func (*Profile) answer()     {}
func (*Ranking) answer()     {}
func (*Trend) answer()       {}
func (*Listing) answer()     {}
func (*Explanation) answer() {}
func (*Choice) answer()      {}
func (*Missing) answer()     {}
func (*NotInData) answer()   {}
func (*Help) answer()        {}
