package data

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// What a file may hold. The format needs six levels; the largest file of the dataset holds a tenth of these values.
const (
	maxDepth  = 12
	maxValues = 30_000
)

// A node is one value of a YAML file and where it stands. Its scalars are their literal text, so that 78.0, 1.10, no
// and 2026-02 stay what they are. The nil node is a value that is not there: every method may be called on it.
type node struct {
	at    place
	kind  nodeKind
	text  string // of a scalar
	keys  []*node
	items []*node // of a list; of a mapping, the values of keys
}

type nodeKind uint8

const (
	scalarNode nodeKind = iota
	boolNode            // a bare true or false
	nullNode            // nothing at all
	listNode
	mapNode
)

// A converter turns the parser's nodes into ours and reports what a dataset may not contain.
type converter struct {
	file   string
	found  *findings
	ok     bool
	values int
}

func (c *converter) refuse(y *yaml.Node, what, fix string) {
	c.ok = false
	c.found.put(place{c.file, y.Line, y.Column}, what, fix)
}

func (c *converter) convert(y *yaml.Node, depth int) *node {
	n := &node{at: place{c.file, y.Line, y.Column}}
	c.values++
	switch {
	case c.values == maxValues+1:
		c.refuse(y, "is one value too many", fmt.Sprintf("at most %d values a file", maxValues))
		return nil
	case c.values > maxValues:
		return nil
	case depth > maxDepth:
		c.refuse(y, "is nested too deep", fmt.Sprintf("at most %d levels", maxDepth))
		return nil
	case y.Kind == yaml.AliasNode:
		c.refuse(y, fmt.Sprintf("alias *%s", clip(y.Value)), "the value itself: a dataset has no anchors and aliases")
		return nil
	case y.Anchor != "":
		c.refuse(y, fmt.Sprintf("anchor &%s", clip(y.Anchor)), "the value itself: a dataset has no anchors and aliases")
	case y.Style&yaml.TaggedStyle != 0:
		c.refuse(y, fmt.Sprintf("tag %s", clip(y.Tag)), "the value without a tag")
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.kind = mapNode
		c.mapping(n, y, depth)
	case yaml.SequenceNode:
		n.kind = listNode
		for _, item := range y.Content {
			if c.values > maxValues {
				break
			}
			n.items = append(n.items, c.convert(item, depth+1))
		}
	default:
		n.text = y.Value
		n.kind = scalarKind(y)
	}
	return n
}

func scalarKind(y *yaml.Node) nodeKind {
	const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	switch {
	case y.Style&quoted != 0:
		return scalarNode
	case y.Value == "true" || y.Value == "false":
		return boolNode
	case y.Value == "" || y.Value == "~" || y.Value == "null":
		return nullNode
	}
	return scalarNode
}

func (c *converter) mapping(n *node, y *yaml.Node, depth int) {
	first := map[string]int{}
	for i := 0; i+1 < len(y.Content) && c.values <= maxValues; i += 2 {
		key, value := y.Content[i], y.Content[i+1]
		if key.Kind != yaml.ScalarNode || key.Tag == "!!merge" {
			c.refuse(key, "is no plain key", "a word, a colon, a value")
			continue
		}
		if line, twice := first[key.Value]; twice {
			c.refuse(key, fmt.Sprintf("key %q stands twice", clip(key.Value)), fmt.Sprintf("once; it stands in line %d already", line))
			continue
		}
		first[key.Value] = key.Line
		k := c.convert(key, depth+1)
		v := c.convert(value, depth+1)
		n.keys, n.items = append(n.keys, k), append(n.items, v)
	}
}

// value gives what the schema validates: bare true and false, nothing, and texts; a figure is a text here, since its
// literal is what counts.
func (n *node) value() any {
	switch n.kind {
	case boolNode:
		return n.text == "true"
	case nullNode:
		return nil
	case listNode:
		list := make([]any, len(n.items))
		for i, item := range n.items {
			list[i] = item.value()
		}
		return list
	case mapNode:
		m := make(map[string]any, len(n.keys))
		for i, k := range n.keys {
			m[k.text] = n.items[i].value()
		}
		return m
	}
	return n.text
}

// get gives the value of a key, nil where there is none.
func (n *node) get(key string) *node {
	if n == nil || n.kind != mapNode {
		return nil
	}
	for i, k := range n.keys {
		if k.text == key {
			return n.items[i]
		}
	}
	return nil
}

// key gives the key itself, for faults that are about it.
func (n *node) key(key string) *node {
	if n != nil && n.kind == mapNode {
		for _, k := range n.keys {
			if k.text == key {
				return k
			}
		}
	}
	return n
}

// or gives the value of a key, and the mapping itself where there is none: where a fault about the key stands.
func (n *node) or(key string) *node {
	if v := n.get(key); v != nil {
		return v
	}
	return n
}

// list gives the items of a list, or the one value that stands in a list's place.
func (n *node) list() []*node {
	switch {
	case n == nil || n.kind == nullNode || n.kind == mapNode:
		return nil
	case n.kind == listNode:
		return n.items
	}
	return []*node{n}
}

// str gives a scalar's literal, nothing for anything else.
func (n *node) str() string {
	if n == nil || n.kind == listNode || n.kind == mapNode || n.kind == nullNode {
		return ""
	}
	return n.text
}

// find follows a path of keys and indexes, as far as it goes.
func (n *node) find(path []string) *node {
	for _, step := range path {
		next := n.get(step)
		if n.kind == listNode {
			if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.items) {
				next = n.items[i]
			}
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}
