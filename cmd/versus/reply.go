package main

import (
	"encoding/json"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// A reply is an answer as a program reads it. The names and meanings of its fields are fixed: others build on them.
type reply struct {
	ID          json.RawMessage `json:"id,omitempty"`
	Outcome     string          `json:"outcome"` // answer | choice | missing | not_in_data | help
	Intent      string          `json:"intent"`
	Entities    []named         `json:"entities"`
	Metrics     []data.MetricID `json:"metrics"`
	Headline    string          `json:"headline"` // the first sentence
	Text        string          `json:"text"`     // the whole plain answer
	Corrections []correction    `json:"corrections"`
	Lang        data.Lang       `json:"lang"`
}

// named is an entity with its English label.
type named struct {
	ID   data.EntityID `json:"id"`
	Name string        `json:"name"`
}

type correction struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// reply puts an answer into the form of the contract. Lists are never null.
func (b *brain) reply(id string, answer answers.Answer, page prose.Page) reply {
	m := answer.About()
	out := reply{
		Outcome: string(answers.OutcomeOf(answer)), Intent: string(m.Intent), Lang: m.Lang,
		Entities: []named{}, Metrics: []data.MetricID{}, Corrections: []correction{},
		Headline: page.Headline, Text: page.Text(),
	}
	if id != "" {
		out.ID = json.RawMessage(id)
	}
	for _, e := range m.Entities {
		out.Entities = append(out.Entities, named{e, b.engine.Data().Label(e, data.EN)})
	}
	out.Metrics = append(out.Metrics, m.Metrics...)
	for _, c := range m.Corrections {
		out.Corrections = append(out.Corrections, correction{c.From, c.To})
	}
	return out
}
