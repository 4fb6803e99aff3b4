package render

import (
	"encoding/json"
	"fmt"
)

// The actions of our buttons. The part of an action id before its first dot is one of these, or belongs to whoever else
// made the message.
const (
	ActionAsk      = "ask"      // the value is a [Value]: a click asks it
	ActionShare    = "share"    // the value is a [Value]: a click shows its answer to the channel
	ActionFeedback = "feedback" // the value is "good" or "bad"
)

// A Value is what a button carries: a question that is complete, so that a click is an ordinary ask.
type Value struct {
	Question string `json:"q"`
	Context  string `json:"c,omitempty"` // what the question continues from, encoded
	Lang     string `json:"l,omitempty"` // of the answer, where the question does not say
}

// Encode gives the value's text for a button. A context too long for one is left out; a question too long for one
// makes it "".
func (v Value) Encode() string {
	for _, w := range []Value{v, {Question: v.Question, Lang: v.Lang}} {
		if b, err := json.Marshal(w); err == nil && len(b) <= maxValue {
			return string(b)
		}
	}
	return ""
}

// DecodeValue reads a button's text back. What comes from a button has been out of our hands: it is checked anew.
func DecodeValue(s string) (Value, error) {
	var v Value
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		return Value{}, fmt.Errorf("read button's value: %w", err)
	}
	if v.Question == "" && v.Context == "" {
		return Value{}, fmt.Errorf("read button's value: no question")
	}
	return v, nil
}
