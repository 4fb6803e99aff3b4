package bot

import (
	"fmt"
	"sync/atomic"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// A Brain is an Asker over a dataset, which can be replaced whole while questions are being answered: each question is
// answered from one dataset, the old or the new.
type Brain struct{ mind atomic.Pointer[mind] }

type mind struct {
	dataset *data.Dataset
	engine  *answers.Engine
	writer  *prose.Writer
}

var _ Asker = (*Brain)(nil)

// NewBrain makes a brain that knows a dataset.
func NewBrain(d *data.Dataset) (*Brain, error) {
	b := &Brain{}
	if err := b.Learn(d); err != nil {
		return nil, err
	}
	return b, nil
}

// Learn replaces the dataset. On an error the brain goes on with the one it had.
func (b *Brain) Learn(d *data.Dataset) error {
	e, err := answers.New(d)
	if err != nil {
		return fmt.Errorf("learn dataset: %w", err)
	}
	w, err := prose.New(d)
	if err != nil {
		return fmt.Errorf("learn dataset: %w", err)
	}
	b.mind.Store(&mind{d, e, w})
	return nil
}

// Dataset is what the brain knows now.
func (b *Brain) Dataset() *data.Dataset { return b.mind.Load().dataset }

// Engine is what finds and answers now.
func (b *Brain) Engine() *answers.Engine { return b.mind.Load().engine }

// Ask implements Asker.
func (b *Brain) Ask(text string, fallback data.Lang, about answers.Context) Reply {
	m := b.mind.Load()
	a := m.engine.Ask(text, answers.Asking{Fallback: fallback, Context: about})
	meta := a.About()
	return Reply{
		Page:    m.writer.Page(a),
		Outcome: string(answers.OutcomeOf(a)),
		Intent:  string(meta.Intent),
		Context: meta.Context,
	}
}
