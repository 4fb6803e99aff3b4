package sandbox

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

func (c *checker) table(b object, ptr string) {
	c.tables++
	c.keys(b, ptr, "block_id", "rows", "column_settings")
	if !c.need(b, "rows", ptr) {
		return
	}
	for i, row := range c.list(b, "rows", ptr, 1, 100) {
		p := fmt.Sprintf("%s/rows/%d", ptr, i)
		for j, cell := range c.cells(row, p) {
			c.chars.table += c.cell(asObject(cell), fmt.Sprintf("%s/%d", p, j), "raw_text", "raw_number", "rich_text")
		}
	}
	for i, v := range c.list(b, "column_settings", ptr, 0, 20) {
		if o := asObject(v); o != nil { // null leaves a column as it is
			p := fmt.Sprintf("%s/column_settings/%d", ptr, i)
			c.keys(o, p, "align", "is_wrapped")
			c.enum(o, "align", p, "left", "center", "right")
			c.boolean(o, p, "is_wrapped")
		}
	}
}

// cells checks the length of a row.
func (c *checker) cells(row any, ptr string) []any {
	l, ok := row.([]any)
	switch {
	case !ok:
		c.fail(ptr, "must be an array")
	case len(l) == 0:
		c.fail(ptr, "no fewer than 1 items allowed")
	case len(l) > 20:
		c.fail(ptr, "no more than 20 items allowed")
		return l[:20]
	}
	return l
}

func (c *checker) dataTable(b object, ptr string) {
	c.tables++
	c.keys(b, ptr, "block_id", "caption", "rows", "page_size", "row_header_column_index")
	if c.need(b, "caption", ptr) {
		c.str(b, "caption", ptr, 1, maxDataChars)
	}
	c.whole(b, "page_size", ptr, 1, 100)
	if !c.need(b, "rows", ptr) {
		return
	}
	n := utf8.RuneCountInString(asString(b["caption"]))
	width := 0
	for i, row := range c.list(b, "rows", ptr, 2, 201) {
		p := fmt.Sprintf("%s/rows/%d", ptr, i)
		cells := c.cells(row, p)
		if i == 0 {
			width = len(cells)
		} else if len(cells) != width {
			c.fail(p, "all rows must have the same number of cells")
		}
		for j, cell := range cells {
			kinds := []string{"raw_text", "raw_number", "rich_text", "action_cell"}
			if i == 0 {
				kinds = []string{"raw_text"}
			}
			n += c.cell(asObject(cell), fmt.Sprintf("%s/%d", p, j), kinds...)
		}
	}
	c.whole(b, "row_header_column_index", ptr, 0, max(width-1, 0))
	if n > maxDataChars {
		c.fail(ptr, "must be less than %d characters", maxDataChars+1)
	}
	c.chars.data += n
}

// cell checks one cell and counts its characters.
func (c *checker) cell(o object, ptr string, kinds ...string) int {
	kind := asString(o["type"])
	allowed := false
	for _, k := range kinds {
		allowed = allowed || k == kind
	}
	if !allowed {
		c.fail(ptr, "must be a cell of one of the types %v", kinds)
		return 0
	}
	switch kind {
	case "raw_text":
		c.keys(o, ptr, "text")
		if c.need(o, "text", ptr) {
			c.str(o, "text", ptr, 1, maxDataChars)
		}
		return utf8.RuneCountInString(asString(o["text"]))
	case "raw_number":
		c.keys(o, ptr, "value", "text")
		v, ok := o["value"].(json.Number)
		if !ok {
			c.fail(ptr+"/value", "must be a number")
		}
		c.str(o, "text", ptr, 1, maxDataChars)
		if t := asString(o["text"]); t != "" {
			return utf8.RuneCountInString(t)
		}
		return len(v)
	case "action_cell":
		c.keys(o, ptr, "element", "fallback")
		e := asObject(o["element"])
		c.element(e, ptr+"/element", []string{"button"})
		if o["fallback"] != nil {
			c.cell(asObject(o["fallback"]), ptr+"/fallback", "raw_text", "raw_number")
		}
		return utf8.RuneCountInString(asString(asObject(e["text"])["text"]))
	}
	return c.richText(o, ptr)
}

// The limits of charts.
const (
	maxSeries     = 12
	maxPoints     = 20
	maxChartLabel = 20
	maxChartTitle = 50
)

func (c *checker) chart(b object, ptr string) {
	c.charts++
	c.keys(b, ptr, "block_id", "title", "chart")
	if c.need(b, "title", ptr) {
		c.str(b, "title", ptr, 1, maxChartTitle)
	}
	if !c.need(b, "chart", ptr) {
		return
	}
	o, ptr := asObject(b["chart"]), ptr+"/chart"
	switch kind := asString(o["type"]); kind {
	case "pie":
		c.pie(o, ptr)
	case "bar", "area", "line":
		c.keys(o, ptr, "series", "axis_config")
		labels := c.axis(asObject(o["axis_config"]), ptr+"/axis_config")
		c.series(o, ptr, labels)
	default:
		c.fail(ptr+"/type", "unsupported type: %s", kind)
	}
}

func (c *checker) pie(o object, ptr string) {
	c.keys(o, ptr, "segments")
	if !c.need(o, "segments", ptr) {
		return
	}
	for i, v := range c.list(o, "segments", ptr, 1, maxSeries) {
		s, p := asObject(v), fmt.Sprintf("%s/segments/%d", ptr, i)
		c.keys(s, p, "label", "value")
		if c.need(s, "label", p) {
			c.str(s, "label", p, 1, maxChartLabel)
		}
		if n, ok := number(s["value"]); !ok || n <= 0 {
			c.fail(p+"/value", "must be a number greater than 0")
		}
	}
}

// axis checks the axes of a chart and gives the labels along the lower one.
func (c *checker) axis(o object, ptr string) map[string]bool {
	labels := map[string]bool{}
	if o == nil {
		c.fail(ptr, "missing required field: axis_config")
		return labels
	}
	c.keys(o, ptr, "categories", "x_label", "y_label")
	c.str(o, "x_label", ptr, 0, maxChartTitle)
	c.str(o, "y_label", ptr, 0, maxChartTitle)
	if !c.need(o, "categories", ptr) {
		return labels
	}
	for i, v := range c.list(o, "categories", ptr, 1, maxPoints) {
		p := fmt.Sprintf("%s/categories/%d", ptr, i)
		s, ok := v.(string)
		if !ok {
			c.fail(p, "must be a string")
		}
		c.length(s, p, 1, maxChartLabel)
		if labels[s] {
			c.fail(p, "duplicate category: %s", s)
		}
		labels[s] = true
	}
	return labels
}

// series checks that each series has its own name and exactly one point for each label.
func (c *checker) series(o object, ptr string, labels map[string]bool) {
	if !c.need(o, "series", ptr) {
		return
	}
	names := map[string]bool{}
	for i, v := range c.list(o, "series", ptr, 1, maxSeries) {
		s, p := asObject(v), fmt.Sprintf("%s/series/%d", ptr, i)
		c.keys(s, p, "name", "data")
		if c.need(s, "name", p) {
			c.str(s, "name", p, 1, maxChartLabel)
		}
		if name := asString(s["name"]); names[name] {
			c.fail(p+"/name", "duplicate series: %s", name)
		} else {
			names[name] = true
		}
		if !c.need(s, "data", p) {
			continue
		}
		seen := map[string]bool{}
		for j, d := range c.list(s, "data", p, 1, maxPoints) {
			pt, q := asObject(d), fmt.Sprintf("%s/data/%d", p, j)
			c.keys(pt, q, "label", "value")
			label := asString(pt["label"])
			if !labels[label] || seen[label] {
				c.fail(q+"/label", "must name each category exactly once")
			}
			seen[label] = true
			if _, ok := number(pt["value"]); !ok {
				c.fail(q+"/value", "must be a number")
			}
		}
		if len(seen) != len(labels) {
			c.fail(p+"/data", "must have exactly one point for each category")
		}
	}
}

// number reads a JSON number.
func number(v any) (float64, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil
}
