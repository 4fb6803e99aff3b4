package answers

import (
	"encoding/json"
	"fmt"
	"slices"
)

// maxContext bounds an encoded context, in bytes: it must fit on a button beside a question.
const maxContext = 1200

// IsZero tells whether there is nothing to continue from.
func (c Context) IsZero() bool {
	return c.Intent == "" && len(c.Entities) == 0 && c.Group == "" && len(c.Metrics) == 0 && c.Family == "" && len(c.Topics) == 0
}

// Encode writes the context as short JSON; "" for the zero context.
func (c Context) Encode() string {
	if c.IsZero() {
		return ""
	}
	text, err := json.Marshal(c)
	if err != nil || len(text) > maxContext {
		return ""
	}
	return string(text)
}

// DecodeContext reads what [Context.Encode] wrote. The text comes from outside: ids that a dataset does not have are
// harmless, since each is looked up.
func DecodeContext(text string) (Context, error) {
	if text == "" {
		return Context{}, nil
	}
	if len(text) > maxContext {
		return Context{}, fmt.Errorf("decode context: %d bytes are more than %d", len(text), maxContext)
	}
	var c Context
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		return Context{}, fmt.Errorf("decode context: %w", err)
	}
	return c, nil
}

// clone copies the context, so that no two share a slice.
func (c Context) clone() Context {
	c.Entities, c.Before = slices.Clone(c.Entities), slices.Clone(c.Before)
	c.Metrics, c.Topics = slices.Clone(c.Metrics), slices.Clone(c.Topics)
	return c
}
