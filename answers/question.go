package answers

import (
	"versus/answers/match"
	"versus/data"
)

// Intent is what a question wants done.
type Intent string

// The intents.
const (
	Compare  Intent = "compare"
	Show     Intent = "show"
	Rank     Intent = "rank"
	List     Intent = "list"
	Filtered Intent = "filter"
	Over     Intent = "trend"
	Explain  Intent = "why"
	Define   Intent = "what"
	Helping  Intent = "help"
	Unclear  Intent = "unknown"
)

// A Question is what a text was understood to ask.
type Question struct {
	Lang     data.Lang
	Intent   Intent
	Mentions []match.Mention
	Entities []data.EntityID // resolved: a bare line stands as its newest released member
	Group    data.EntityID
	Kind     data.Kind
	Metrics  []data.MetricID
	Family   data.FamilyID
	Topics   []data.TopicID
	Filters  []Filter
	Period   data.Period
	Limit    int
	Position int // "which is third": 3
	Lowest   bool
	Said     string // words nothing explained, cleaned and cut for echo
}

// A Filter keeps the entities whose figure stands on one side of a limit.
type Filter struct {
	Metric data.MetricID
	Family data.FamilyID
	Op     string // ">=", ">", "<=", "<"
	Number data.Number
}

// A Context is what a thread was last about: small, plain, safe to store and to put on a button.
type Context struct {
	Intent   Intent          `json:"i,omitempty"`
	Entities []data.EntityID `json:"e,omitempty"`
	Before   []data.EntityID `json:"b,omitempty"` // those of the question before, which "the other one" picks from
	Group    data.EntityID   `json:"g,omitempty"`
	Metrics  []data.MetricID `json:"m,omitempty"`
	Family   data.FamilyID   `json:"f,omitempty"`
	Topics   []data.TopicID  `json:"t,omitempty"`
	Period   string          `json:"p,omitempty"`
	Lowest   bool            `json:"w,omitempty"`
	Limit    int             `json:"n,omitempty"`
	Lang     data.Lang       `json:"l,omitempty"`
}
