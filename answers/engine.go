package answers

import (
	"fmt"

	"versus/answers/match"
	"versus/data"
)

// An Engine answers questions about one dataset. It is immutable and safe for concurrent use.
type Engine struct {
	data   *data.Dataset
	index  *match.Index
	owners map[string]owner
	words  *vocabulary
	notes  *noteIndex

	outlines map[data.EntityID]outline
	newest   int // the year the dataset speaks of, which "this year" means
}

// An owner is what a name of the index stands for: exactly one of these.
type owner struct {
	entity  data.EntityID
	metric  data.MetricID
	family  data.FamilyID
	topic   data.TopicID
	classes []class
}

// New indexes a dataset. It fails where names clash, which the dataset's loader has refused already, and where the
// word files cannot be read.
func New(d *data.Dataset) (*Engine, error) {
	words, err := readVocabulary()
	if err != nil {
		return nil, err
	}
	e := &Engine{data: d, owners: make(map[string]owner, len(words.order)), words: words, outlines: outlines(d)}
	names := e.names()
	taken := make(map[string]bool, len(names))
	for _, n := range names {
		taken[match.Key(n.Text)] = true
	}
	wordNames, classes := words.names(taken)
	for id, cs := range classes {
		e.owners[id] = owner{classes: cs}
	}
	e.index, err = match.New(append(names, wordNames...), match.Options{})
	if err != nil {
		return nil, fmt.Errorf("index the dataset's names: %w", err)
	}
	e.notes = indexNotes(d)
	for _, s := range d.Sources() {
		e.newest = max(e.newest, s.Date.Year)
	}
	return e, nil
}

// Data is the dataset the engine answers from.
func (e *Engine) Data() *data.Dataset { return e.data }

// names lists every name of the dataset for the matcher.
func (e *Engine) names() []match.Name {
	var names []match.Name
	add := func(id string, kind match.Kind, versioned bool, labels data.Text, aliases data.Aliases) {
		seen := map[string]bool{}
		put := func(text string, label bool) {
			if text == "" || seen[text] {
				return
			}
			seen[text] = true
			names = append(names, match.Name{Owner: id, Kind: kind, Text: text, Label: label, Versioned: versioned})
		}
		put(labels.EN, true)
		put(labels.KO, true)
		for _, a := range aliases.EN {
			put(a, false)
		}
		for _, a := range aliases.KO {
			put(a, false)
		}
	}
	for _, x := range e.data.Entities() {
		id := "entity:" + string(x.ID)
		e.owners[id] = owner{entity: x.ID}
		add(id, match.Entity, e.versioned(x), x.Labels, x.Aliases)
	}
	for _, m := range e.data.Metrics() {
		id := "metric:" + string(m.ID)
		e.owners[id] = owner{metric: m.ID}
		add(id, match.Metric, false, m.Labels, m.Aliases)
	}
	for _, f := range e.data.Families() {
		id := "family:" + string(f.ID)
		e.owners[id] = owner{family: f.ID}
		add(id, match.Metric, false, f.Labels, f.Aliases)
	}
	for _, t := range e.data.Topics() {
		id := "topic:" + string(t.ID)
		e.owners[id] = owner{topic: t.ID}
		add(id, match.Metric, false, t.Labels, t.Aliases)
	}
	return names
}

// versioned tells whether a number right behind a name is a version of it. Companies count too ("deepseek v9",
// "claude 9"), as do apps that share their name with models; people, markets and groups do not.
func (e *Engine) versioned(x *data.Entity) bool {
	switch x.Kind {
	case data.KindModel, data.KindLine, data.KindProduct, data.KindChip:
		return true
	case data.KindCompany:
		for _, made := range e.data.MadeBy(x.ID) {
			if made.Kind == data.KindModel {
				return true
			}
		}
	}
	return false
}

// Asking is the circumstances of a question.
type Asking struct {
	Lang     data.Lang // the language to answer in; "" tells it from the text
	Fallback data.Lang // where the text does not tell: the asker's own; "" is English
	Context  Context   // what the thread was last about
}

// Ask answers a question. It never fails: not knowing is an answer.
func (e *Engine) Ask(text string, a Asking) Answer {
	r := e.read(text, a)
	answer := r.decide()
	r.finish(answer)
	return answer
}

// Outcome is what a question came to, in the words of the command line's contract.
type Outcome string

// The outcomes.
const (
	Answered    Outcome = "answer"
	Chosen      Outcome = "choice"
	IsMissing   Outcome = "missing"
	IsNotInData Outcome = "not_in_data"
	Helped      Outcome = "help"
)

// OutcomeOf tells what an answer came to.
func OutcomeOf(a Answer) Outcome {
	switch a.(type) {
	case *Choice:
		return Chosen
	case *Missing:
		return IsMissing
	case *NotInData:
		return IsNotInData
	case *Help:
		return Helped
	}
	return Answered
}
