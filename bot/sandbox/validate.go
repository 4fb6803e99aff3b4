package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf8"
)

// The limits of messages, from Slack's reference. Characters are code points.
const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxCharts        = 2      // data_visualization blocks of a message
	maxTableChars    = 10_000 // over all table cells of a message
	maxDataChars     = 20_000 // over all data_table cells of a message, captions included
	// maxBlocksJSON is the sum from which people report msg_blocks_too_long. Slack does not document it; tables and
	// charts, which have documented sums of their own beyond it, are not counted here.
	maxBlocksJSON = 13_200
)

// surface is where blocks are shown. Each takes other kinds of block.
type surface string

const (
	inMessage surface = "message"
	inModal   surface = "modal"
	inHome    surface = "home"
)

// A checker collects what is wrong with blocks, in Slack's words: "[ERROR] must be … [json-pointer:/blocks/0/text]".
type checker struct {
	surface surface
	msgs    []string
	ids     map[string]bool // block_ids so far
	chars   struct{ table, data, markdown int }
	charts  int
	tables  int
}

// maxMessages is how many faults are told at once.
const maxMessages = 20

func (c *checker) fail(ptr, format string, a ...any) {
	if len(c.msgs) < maxMessages {
		c.msgs = append(c.msgs, "[ERROR] "+fmt.Sprintf(format, a...)+" [json-pointer:"+ptr+"]")
	}
}

// keys refuses what an object of this kind does not have.
func (c *checker) keys(o object, ptr string, allowed ...string) {
	var unknown []string
	for k := range o {
		if k != "type" && !slices.Contains(allowed, k) {
			unknown = append(unknown, k)
		}
	}
	slices.Sort(unknown)
	for _, k := range unknown {
		c.fail(ptr, "invalid additional property: %s", k)
	}
}

// need says whether a required field is there, and refuses where it is not.
func (c *checker) need(o object, key, ptr string) bool {
	if o[key] == nil {
		c.fail(ptr, "missing required field: %s", key)
		return false
	}
	return true
}

// str checks a string of lo … hi characters, where it is there.
func (c *checker) str(o object, key, ptr string, lo, hi int) {
	v, there := o[key]
	if !there || v == nil {
		return
	}
	s, ok := v.(string)
	ptr += "/" + key
	if !ok {
		c.fail(ptr, "must be a string")
		return
	}
	c.length(s, ptr, lo, hi)
}

func (c *checker) length(s, ptr string, lo, hi int) {
	switch n := utf8.RuneCountInString(s); {
	case n < lo:
		c.fail(ptr, "must be more than %d characters", lo-1)
	case n > hi:
		c.fail(ptr, "must be less than %d characters", hi+1)
	}
}

// enum checks a string that must be one of a few, where it is there.
func (c *checker) enum(o object, key, ptr string, values ...string) {
	if v, there := o[key]; there && !slices.Contains(values, asString(v)) {
		c.fail(ptr+"/"+key, "must be one of %v", values)
	}
}

// boolean checks a flag, where it is there.
func (c *checker) boolean(o object, ptr string, keys ...string) {
	for _, k := range keys {
		if v, there := o[k]; there {
			if _, ok := v.(bool); !ok {
				c.fail(ptr+"/"+k, "must be a boolean")
			}
		}
	}
}

// whole checks a whole number between lo and hi, where it is there, and gives it.
func (c *checker) whole(o object, key, ptr string, lo, hi int) (n int, there bool) {
	v, there := o[key]
	if !there {
		return 0, false
	}
	num, _ := v.(json.Number)
	i, err := num.Int64()
	if err != nil || i < int64(lo) || i > int64(hi) {
		c.fail(ptr+"/"+key, "must be a whole number from %d to %d", lo, hi)
		return 0, false
	}
	return int(i), true
}

// list checks an array of lo … hi items and gives it.
func (c *checker) list(o object, key, ptr string, lo, hi int) []any {
	v, ok := o[key].([]any)
	ptr += "/" + key
	switch {
	case !ok && o[key] != nil:
		c.fail(ptr, "must be an array")
	case ok && len(v) < lo:
		c.fail(ptr, "no fewer than %d items allowed", lo)
	case len(v) > hi:
		c.fail(ptr, "no more than %d items allowed", hi)
		return v[:hi]
	}
	return v
}

// text checks a text object of 1 … hi characters. Kinds are the types allowed; both where none is named.
func (c *checker) text(o object, key, ptr string, hi int, kinds ...string) {
	if v := o[key]; v != nil {
		c.textObject(v, ptr+"/"+key, hi, kinds...)
	}
}

func (c *checker) textObject(v any, ptr string, hi int, kinds ...string) {
	t := asObject(v)
	if t == nil {
		c.fail(ptr, "must be a text object")
		return
	}
	if len(kinds) == 0 {
		kinds = []string{"plain_text", "mrkdwn"}
	}
	kind := asString(t["type"])
	if !slices.Contains(kinds, kind) {
		c.fail(ptr+"/type", "must be one of %v", kinds)
	}
	if kind == "mrkdwn" {
		c.keys(t, ptr, "text", "verbatim")
	} else {
		c.keys(t, ptr, "text", "emoji")
	}
	c.boolean(t, ptr, "emoji", "verbatim")
	if c.need(t, "text", ptr) {
		c.str(t, "text", ptr, 1, hi)
	}
}

// plain checks a plain_text object.
func (c *checker) plain(o object, key, ptr string, hi int) { c.text(o, key, ptr, hi, "plain_text") }

// checkMessage holds the blocks of a message, and of its attachments, against the limits.
func checkMessage(blocks, attachments []object) error {
	c := checker{surface: inMessage, ids: map[string]bool{}}
	c.blocks(blocks, "/blocks", maxMessageBlocks)
	for i, a := range attachments {
		inner, given, err := readBlocks(a["blocks"])
		ptr := fmt.Sprintf("/attachments/%d/blocks", i)
		if err != nil {
			c.fail(ptr, "must be an array of blocks")
		} else if given {
			c.blocks(inner, ptr, maxMessageBlocks)
		}
	}
	c.sums()
	switch {
	case len(c.msgs) > 0:
		return apiError{Code: "invalid_blocks", Messages: c.msgs}
	case c.tables > 1:
		return apiError{Code: "invalid_attachments", Messages: []string{"[ERROR] only_one_table_allowed"}}
	case c.chars.markdown > maxMarkdownText:
		return apiError{Code: "msg_too_long", Messages: []string{fmt.Sprintf("[ERROR] markdown blocks must be less than %d characters together", maxMarkdownText+1)}}
	}
	return checkSize(blocks)
}

// sums checks what is counted over a whole message.
func (c *checker) sums() {
	if c.charts > maxCharts {
		c.fail("/blocks", "no more than %d data_visualization blocks allowed", maxCharts)
	}
	if c.chars.table > maxTableChars {
		c.fail("/blocks", "table cells must be less than %d characters together", maxTableChars+1)
	}
	if c.chars.data > maxDataChars {
		c.fail("/blocks", "data_table blocks must be less than %d characters together", maxDataChars+1)
	}
}

func checkSize(blocks []object) error {
	n := 0
	for _, b := range blocks {
		switch asString(b["type"]) {
		case "table", "data_table", "data_visualization":
			continue
		}
		if raw, err := json.Marshal(b); err == nil {
			n += utf8.RuneCount(raw)
		}
	}
	if n > maxBlocksJSON {
		return refuse("msg_blocks_too_long")
	}
	return nil
}

// blocks checks a list of blocks.
func (c *checker) blocks(blocks []object, ptr string, most int) {
	if len(blocks) > most {
		c.fail(ptr, "no more than %d items allowed", most)
	}
	for i, b := range blocks {
		if i == most {
			return
		}
		c.block(b, fmt.Sprintf("%s/%d", ptr, i))
	}
}

// block checks one block.
func (c *checker) block(b object, ptr string) {
	kind := asString(b["type"])
	check, known := blockChecks[kind]
	if !known {
		c.fail(ptr+"/type", "unsupported type: %s", kind)
		return
	}
	if !slices.Contains(check.in, c.surface) {
		c.fail(ptr+"/type", "block type %s is not allowed in a %s", kind, c.surface)
		return
	}
	c.str(b, "block_id", ptr, 0, 255)
	if id := asString(b["block_id"]); id != "" {
		if c.ids[id] {
			c.fail(ptr+"/block_id", "duplicate block_id: %s", id)
		}
		c.ids[id] = true
	}
	check.run(c, b, ptr)
}
