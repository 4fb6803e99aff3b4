package data

// EntityID names an entity for ever: "claude-opus-4-6". It equals the entity's file name.
type EntityID string

// Kind says what an entity is.
type Kind string

// The kinds of entities. A line is a family of models ("Claude Opus"); a group is a named set of entities ("big tech").
const (
	KindModel   Kind = "model"
	KindLine    Kind = "line"
	KindCompany Kind = "company"
	KindProduct Kind = "product"
	KindPerson  Kind = "person"
	KindChip    Kind = "chip"
	KindMarket  Kind = "market"
	KindGroup   Kind = "group"
)

// Stage says how far a model or product has come.
type Stage string

// The stages, from done to merely seen.
const (
	StageReleased      Stage = "released"
	StageAnnounced     Stage = "announced"
	StageInDevelopment Stage = "in_development"
	StageSighted       Stage = "sighted"
)

// Lang is a language Versus speaks.
type Lang string

// The languages of the dataset.
const (
	EN Lang = "en"
	KO Lang = "ko"
)

// Text is one text in both languages. The zero Text means that there is none.
type Text struct {
	EN string `json:"en"`
	KO string `json:"ko"`
}

// In gives the text in a language; any language but Korean is English.
func (t Text) In(l Lang) string {
	if l == KO {
		return t.KO
	}
	return t.EN
}

// IsZero says whether there is no text.
func (t Text) IsZero() bool { return t == Text{} }

// Aliases are the other names people type for something, by language.
type Aliases struct {
	EN []string `json:"en,omitzero"`
	KO []string `json:"ko,omitzero"`
}

// An Entity is something the dataset knows facts about.
type Entity struct {
	ID      EntityID   `json:"id,omitzero"`
	Kind    Kind       `json:"kind,omitzero"`
	Company EntityID   `json:"company,omitzero"` // who makes it, or whom a person leads; "" where that means nothing
	Line    EntityID   `json:"line,omitzero"`    // the line a model, or a line within a line, belongs to
	Members []EntityID `json:"members,omitzero"` // a group's members, in its file's order
	Newest  EntityID   `json:"newest,omitzero"`  // a line's newest released member, which its bare name means; "" where it means all of them
	Stage   Stage      `json:"stage,omitzero"`
	Labels  Text       `json:"labels,omitzero"`
	Aliases Aliases    `json:"aliases,omitzero"`
	Summary Text       `json:"summary,omitzero"`
	Facts   []*Fact    `json:"facts,omitzero"` // in the file's order, then those of the series
	Notes   []*Note    `json:"notes,omitzero"`
}

// A Note is a statement that is no figure, written anew in both languages.
type Note struct {
	ID     string     `json:"id,omitzero"` // unique within its entity
	Entity EntityID   `json:"-"`
	About  []EntityID `json:"about,omitzero"` // other entities it also concerns
	Topics []TopicID  `json:"topics,omitzero"`
	Title  Text       `json:"title,omitzero"`
	Text   Text       `json:"text,omitzero"`
	Status Status     `json:"status,omitzero"`
	AsOf   Date       `json:"as_of,omitzero"`
	Source []Anchor   `json:"source,omitzero"`
}

// TopicID names what notes are about: "priorities", "safety".
type TopicID string

// A Topic is something notes can be about.
type Topic struct {
	ID      TopicID `json:"id,omitzero"`
	Labels  Text    `json:"labels,omitzero"`
	Aliases Aliases `json:"aliases,omitzero"`
	About   Text    `json:"about,omitzero"`
}
