package sandbox

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// leaves are the elements of a rich_text_section, with the fields each must have; the rest may be there.
var leaves = map[string]struct{ must, may []string }{
	"text":      {[]string{"text"}, nil},
	"link":      {[]string{"url"}, []string{"text", "unsafe"}},
	"emoji":     {[]string{"name"}, []string{"unicode", "skin_tone"}},
	"user":      {[]string{"user_id"}, nil},
	"usergroup": {[]string{"usergroup_id"}, nil},
	"channel":   {[]string{"channel_id"}, nil},
	"broadcast": {[]string{"range"}, nil},
	"color":     {[]string{"value"}, nil},
	"date":      {[]string{"timestamp", "format"}, []string{"url", "fallback", "timezone"}},
}

// richText checks a rich_text block, or a cell that is one, and counts its characters.
func (c *checker) richText(b object, ptr string) int {
	c.keys(b, ptr, "block_id", "elements")
	if !c.need(b, "elements", ptr) {
		return 0
	}
	n := 0
	for i, v := range c.list(b, "elements", ptr, 1, 1000) {
		n += c.richElement(asObject(v), fmt.Sprintf("%s/elements/%d", ptr, i))
	}
	return n
}

// richElement checks a section, list, quote or preformatted text.
func (c *checker) richElement(o object, ptr string) int {
	n := 0
	kind := asString(o["type"])
	switch kind {
	case "rich_text_section":
		c.keys(o, ptr, "elements")
	case "rich_text_quote":
		c.keys(o, ptr, "elements", "border")
	case "rich_text_preformatted":
		c.keys(o, ptr, "elements", "border", "language")
	case "rich_text_list":
		c.keys(o, ptr, "elements", "style", "indent", "border", "offset")
		if c.need(o, "style", ptr) {
			c.enum(o, "style", ptr, "bullet", "ordered")
		}
		c.whole(o, "indent", ptr, 0, 8)
		c.whole(o, "border", ptr, 0, 1)
		c.whole(o, "offset", ptr, 0, 1_000_000)
		for i, v := range c.list(o, "elements", ptr, 1, 1000) {
			p := fmt.Sprintf("%s/elements/%d", ptr, i)
			if item := asObject(v); asString(item["type"]) != "rich_text_section" {
				c.fail(p+"/type", "must be a rich_text_section")
			} else {
				n += c.richElement(item, p)
			}
		}
		return n
	default:
		c.fail(ptr+"/type", "unsupported type: %s", kind)
		return 0
	}
	for i, v := range c.list(o, "elements", ptr, 0, 1000) {
		n += c.leaf(asObject(v), fmt.Sprintf("%s/elements/%d", ptr, i))
	}
	return n
}

// leaf checks an element of a section and counts what is read of it.
func (c *checker) leaf(o object, ptr string) int {
	kind := asString(o["type"])
	want, known := leaves[kind]
	if !known {
		c.fail(ptr+"/type", "unsupported type: %s", kind)
		return 0
	}
	c.keys(o, ptr, slices.Concat(want.must, want.may, []string{"style"})...)
	for _, k := range want.must {
		if c.need(o, k, ptr) && k != "timestamp" {
			c.str(o, k, ptr, 1, maxText)
		}
	}
	if kind == "broadcast" {
		c.enum(o, "range", ptr, "here", "channel", "everyone")
	}
	if kind == "link" {
		c.url(o, "url", ptr)
	}
	if st, there := o["style"]; there {
		s := asObject(st)
		if s == nil {
			c.fail(ptr+"/style", "must be an object")
		}
		marks := []string{"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}
		c.keys(s, ptr+"/style", marks...)
		c.boolean(s, ptr+"/style", marks...)
	}
	if t := asString(o["text"]); t != "" {
		return utf8.RuneCountInString(t)
	}
	return utf8.RuneCountInString(asString(o["url"]) + asString(o["name"]))
}
