package sandbox

import (
	"slices"
)

// validateView holds a view of one of the kinds against the limits.
func validateView(body object, kinds ...string) error {
	c := checker{ids: map[string]bool{}}
	const ptr = "/view"
	kind := asString(body["type"])
	if !slices.Contains(kinds, kind) {
		c.fail(ptr+"/type", "must be one of %v", kinds)
	}
	keys := []string{"blocks", "private_metadata", "callback_id", "external_id"}
	c.surface = inHome
	if kind == "modal" {
		c.surface = inModal
		keys = append(keys, "title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled")
		if c.need(body, "title", ptr) {
			c.plain(body, "title", ptr, 24)
		}
		c.plain(body, "submit", ptr, 24)
		c.plain(body, "close", ptr, 24)
		c.boolean(body, ptr, "clear_on_close", "notify_on_close", "submit_disabled")
	}
	c.keys(body, ptr, keys...)
	c.str(body, "private_metadata", ptr, 0, 3000)
	c.str(body, "callback_id", ptr, 0, 255)
	c.str(body, "external_id", ptr, 0, 255)
	if c.need(body, "blocks", ptr) {
		c.viewBlocks(body, ptr)
	}
	c.sums()
	if len(c.msgs) > 0 {
		return apiError{Code: "invalid_arguments", Messages: c.msgs}
	}
	return nil
}

func (c *checker) viewBlocks(body object, ptr string) {
	blocks, _, err := readBlocks(body["blocks"])
	if err != nil {
		c.fail(ptr+"/blocks", "must be an array of blocks")
		return
	}
	c.blocks(blocks, ptr+"/blocks", maxViewBlocks)
	input := slices.ContainsFunc(blocks, func(b object) bool { return asString(b["type"]) == "input" })
	if input && c.surface == inModal && body["submit"] == nil {
		c.fail(ptr, "submit is required when an input block is within blocks")
	}
}
