package sandbox

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

const (
	maxText         = 40_000 // runes; more is cut off
	maxUpdateText   = 4_000  // runes, of chat.update; more is refused
	maxMarkdownText = 12_000
	maxAttachments  = 100
	// maxMetadata in bytes is a choice: Slack has the error metadata_too_large but does not say from where.
	maxMetadata = 8 << 10
)

// A draft is a message that an app wants posted, held against the limits.
type draft struct {
	text        string
	blocks      []object
	attachments []object
	metadata    object
	unfurlLinks *bool
	unfurlMedia *bool
	hasText     bool
	hasBlocks   bool // blocks were sent, if only an empty list
	hasAttach   bool
}

// readDraft reads and checks a message from the arguments of a call, an answer to a response URL, or an acknowledgement.
func readDraft(a args) (draft, error) {
	d := draft{text: a.str("text"), unfurlLinks: a.optBool("unfurl_links"), unfurlMedia: a.optBool("unfurl_media")}
	_, d.hasText = a["text"]
	blocks, err := a.value("blocks")
	if err != nil {
		return draft{}, refuse("invalid_blocks_format")
	}
	if md := a.str("markdown_text"); md != "" {
		if d.text != "" || blocks != nil {
			return draft{}, refuse("markdown_text_conflict")
		}
		if utf8.RuneCountInString(md) > maxMarkdownText {
			return draft{}, refuse("msg_too_long")
		}
		blocks = []any{object{"type": "markdown", "text": md}}
		d.text = md
	}
	if d.attachments, d.hasAttach, err = readAttachments(a); err != nil {
		return draft{}, err
	}
	if d.blocks, d.hasBlocks, err = readBlocks(blocks); err != nil {
		return draft{}, err
	}
	if err := checkMessage(d.blocks, d.attachments); err != nil {
		return draft{}, err
	}
	d.blocks = nameBlocks(d.blocks)
	if d.metadata, err = readMetadata(a); err != nil {
		return draft{}, err
	}
	if utf8.RuneCountInString(d.text) > maxText {
		d.text = string([]rune(d.text)[:maxText])
	}
	return d, nil
}

// empty says whether there is nothing to show.
func (d draft) empty() bool {
	return strings.TrimSpace(d.text) == "" && len(d.blocks) == 0 && len(d.attachments) == 0
}

// readBlocks takes a JSON array of objects.
func readBlocks(v any) (blocks []object, given bool, err error) {
	if v == nil {
		return nil, false, nil
	}
	list, ok := v.([]any)
	if !ok {
		return nil, true, refuse("invalid_blocks_format")
	}
	for _, e := range list {
		o, ok := e.(object)
		if !ok {
			return nil, true, refuse("invalid_blocks_format")
		}
		blocks = append(blocks, o)
	}
	return blocks, true, nil
}

func readAttachments(a args) ([]object, bool, error) {
	v, err := a.value("attachments")
	if err != nil {
		return nil, true, refuse("invalid_attachments")
	}
	list, given, err := readBlocks(v)
	if err != nil {
		return nil, true, refuse("invalid_attachments")
	}
	if len(list) > maxAttachments {
		return nil, true, refuse("too_many_attachments")
	}
	return list, given, nil
}

func readMetadata(a args) (object, error) {
	v, err := a.value("metadata")
	if err != nil {
		return nil, refuse("invalid_metadata_format")
	}
	if v == nil {
		return nil, nil
	}
	o, ok := v.(object)
	if !ok {
		return nil, refuse("invalid_metadata_format")
	}
	// slack-go sends an empty metadata with every message that has none.
	if asString(o["event_type"]) == "" && len(asObject(o["event_payload"])) == 0 {
		return nil, nil
	}
	if asString(o["event_type"]) == "" {
		return nil, refuse("invalid_metadata_format")
	}
	if _, ok := o["event_payload"].(object); !ok {
		return nil, refuse("invalid_metadata_schema")
	}
	if b, err := json.Marshal(o); err != nil || len(b) > maxMetadata {
		return nil, refuse("metadata_too_large")
	}
	return o, nil
}

// nameBlocks gives each block without a block_id one of its own, as Slack does. It copies what it changes.
func nameBlocks(blocks []object) []object {
	out := make([]object, len(blocks))
	for i, b := range blocks {
		if asString(b["block_id"]) == "" {
			named := object{"block_id": secret()[:5]}
			for k, v := range b {
				if k != "block_id" {
					named[k] = v
				}
			}
			b = named
		}
		out[i] = b
	}
	return out
}
