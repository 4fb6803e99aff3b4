package data

import (
	"strconv"
	"strings"
)

// Form says which one of its values a fact holds.
type Form string

// The forms. FormMin is "at least" ("1,000+"), FormMax "at most".
const (
	FormValue   Form = "value"
	FormRange   Form = "range" // Min and Max
	FormMin     Form = "min"
	FormMax     Form = "max"
	FormText    Form = "text"
	FormRef     Form = "ref"
	FormUnknown Form = "unknown"
)

// Unknown says why a fact has no figure.
type Unknown string

// The three ways of not knowing, which are three different sentences.
const (
	Undisclosed   Unknown = "undisclosed"    // the source says it is not public
	NotStated     Unknown = "not_stated"     // the source has an empty cell
	NotApplicable Unknown = "not_applicable" // the question makes no sense for this entity
)

// Status says how far a fact can be trusted.
type Status string

// The statuses. Reported is the default and is not mentioned to the reader.
const (
	Reported     Status = "reported"
	SelfReported Status = "self_reported"
	Independent  Status = "independent"
	Estimated    Status = "estimated"
	Planned      Status = "planned"
	Target       Status = "target"
	Expected     Status = "expected"
	Rumored      Status = "rumored"
	Alleged      Status = "alleged"
	Claimed      Status = "claimed"
)

// FactRank orders several facts about the same thing, after Wikibase.
type FactRank string

// The ranks.
const (
	Preferred  FactRank = "preferred"
	Normal     FactRank = "normal"
	Deprecated FactRank = "deprecated"
)

// A Fact is one statement about one entity (or, with With, about two).
type Fact struct {
	// ID is "entity/metric", then what tells the fact from its siblings: "openai/infra_commitment@broadcom",
	// "google/capex#2025", "grok-4/swe_bench_unspecified!independent". It is the same in each load, and is what
	// two versions of the dataset are compared by. FORMAT.md says how it is made.
	ID       string      `json:"-"`
	Entity   EntityID    `json:"-"`
	Metric   MetricID    `json:"metric,omitzero"`
	With     EntityID    `json:"with,omitzero"`
	Form     Form        `json:"form,omitzero"`
	Value    Number      `json:"value,omitzero"` // FormValue with a numeric unit
	Min      Number      `json:"min,omitzero"`   // FormRange, FormMin, FormMax
	Max      Number      `json:"max,omitzero"`   // FormRange, FormMin, FormMax
	Date     Date        `json:"date,omitzero"`  // FormValue with UnitDate
	Text     Text        `json:"text,omitzero"`
	Refs     []EntityID  `json:"refs,omitzero"`
	Unknown  Unknown     `json:"unknown,omitzero"`
	Approx   bool        `json:"approx,omitzero"`
	Status   Status      `json:"status,omitzero"`
	When     []Condition `json:"when,omitzero"`
	Period   Period      `json:"period,omitzero"`
	AsOf     Date        `json:"as_of,omitzero"`
	Checked  Date        `json:"checked,omitzero"`
	Source   []Anchor    `json:"source,omitzero"`
	Rank     FactRank    `json:"rank,omitzero"`
	Conflict ConflictID  `json:"conflict,omitzero"`
	Note     Text        `json:"note,omitzero"`
}

// A Condition is one circumstance under which a figure was taken: harness=example-agent.
type Condition struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// ConflictID names a contradiction of the source.
type ConflictID string

// A Conflict is a contradiction inside the source, and what was decided about it.
type Conflict struct {
	ID       ConflictID `json:"id,omitzero"`
	Text     Text       `json:"text,omitzero"`
	Decision Text       `json:"decision,omitzero"`
}

// SourceID names a source.
type SourceID string

// An Anchor is a place in a source: notes#L14. Line is 0 where the whole source is meant.
type Anchor struct {
	Source SourceID
	Line   int
}

// String writes the place as the dataset does: notes#L14, or notes where the whole source is meant.
func (a Anchor) String() string {
	if a.Line == 0 {
		return string(a.Source)
	}
	return string(a.Source) + "#L" + strconv.Itoa(a.Line)
}

// MarshalText writes the place as String does.
func (a Anchor) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (a *Anchor) UnmarshalText(b []byte) error {
	id, line, numbered := strings.Cut(string(b), "#L")
	*a = Anchor{Source: SourceID(id)}
	if !numbered {
		return nil
	}
	var err error
	a.Line, err = strconv.Atoi(line)
	return err
}

// A Source is where facts come from.
type Source struct {
	ID    SourceID `json:"id,omitzero"`
	Title Text     `json:"title,omitzero"`
	Date  Date     `json:"date,omitzero"`
	Lines int      `json:"lines,omitzero"` // 0 where it has no numbered lines
	URL   string   `json:"url,omitzero"`
	Note  Text     `json:"note,omitzero"`
}
