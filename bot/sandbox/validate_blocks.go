package sandbox

import "fmt"

var (
	everywhere = []surface{inMessage, inModal, inHome}
	messages   = []surface{inMessage}
)

// A blockCheck holds one kind of block against its limits, on the surfaces that take it.
type blockCheck struct {
	in  []surface
	run func(c *checker, b object, ptr string)
}

// blockChecks is every kind of block that is stood in for; others are refused.
var blockChecks = map[string]blockCheck{
	"section":            {everywhere, (*checker).section},
	"header":             {everywhere, (*checker).header},
	"context":            {everywhere, (*checker).context},
	"actions":            {everywhere, (*checker).actions},
	"divider":            {everywhere, func(c *checker, b object, ptr string) { c.keys(b, ptr, "block_id") }},
	"image":              {everywhere, (*checker).image},
	"input":              {everywhere, (*checker).input},
	"rich_text":          {everywhere, func(c *checker, b object, ptr string) { c.richText(b, ptr) }},
	"alert":              {[]surface{inModal}, (*checker).alert},
	"table":              {[]surface{inMessage, inHome}, (*checker).table},
	"data_table":         {[]surface{inMessage, inHome}, (*checker).dataTable},
	"data_visualization": {messages, (*checker).chart},
	"markdown":           {messages, (*checker).markdown},
	"context_actions":    {messages, (*checker).contextActions},
}

func (c *checker) section(b object, ptr string) {
	c.keys(b, ptr, "block_id", "text", "fields", "accessory", "expand")
	c.boolean(b, ptr, "expand")
	if b["text"] == nil && b["fields"] == nil {
		c.fail(ptr, "must define either `text` or `fields`")
	}
	c.text(b, "text", ptr, 3000)
	for i, f := range c.list(b, "fields", ptr, 1, 10) {
		c.textObject(f, fmt.Sprintf("%s/fields/%d", ptr, i), 2000)
	}
	if b["accessory"] != nil {
		c.element(asObject(b["accessory"]), ptr+"/accessory", sectionElements)
	}
}

func (c *checker) header(b object, ptr string) {
	c.keys(b, ptr, "block_id", "text", "level")
	if c.need(b, "text", ptr) {
		c.plain(b, "text", ptr, 150)
	}
	c.whole(b, "level", ptr, 1, 4)
}

func (c *checker) context(b object, ptr string) {
	c.keys(b, ptr, "block_id", "elements")
	if !c.need(b, "elements", ptr) {
		return
	}
	for i, e := range c.list(b, "elements", ptr, 1, 10) {
		p := fmt.Sprintf("%s/elements/%d", ptr, i)
		if o := asObject(e); asString(o["type"]) == "image" {
			c.element(o, p, []string{"image"})
		} else {
			c.textObject(e, p, 3000)
		}
	}
}

func (c *checker) actions(b object, ptr string) {
	c.keys(b, ptr, "block_id", "elements")
	if c.need(b, "elements", ptr) {
		c.elementList(b, ptr, 25, actionElements)
	}
}

func (c *checker) contextActions(b object, ptr string) {
	c.keys(b, ptr, "block_id", "elements")
	if c.need(b, "elements", ptr) {
		c.elementList(b, ptr, 5, []string{"feedback_buttons", "icon_button"})
	}
}

// elementList checks the elements of a block, whose action_ids must differ.
func (c *checker) elementList(b object, ptr string, most int, allowed []string) {
	seen := map[string]bool{}
	for i, e := range c.list(b, "elements", ptr, 1, most) {
		p := fmt.Sprintf("%s/elements/%d", ptr, i)
		o := asObject(e)
		c.element(o, p, allowed)
		if id := asString(o["action_id"]); id != "" {
			if seen[id] {
				c.fail(p+"/action_id", "duplicate action_id: %s", id)
			}
			seen[id] = true
		}
	}
}

func (c *checker) image(b object, ptr string) {
	c.keys(b, ptr, "block_id", "image_url", "slack_file", "alt_text", "title")
	c.picture(b, ptr)
	c.plain(b, "title", ptr, 2000)
}

// picture checks what image blocks and elements share.
func (c *checker) picture(b object, ptr string) {
	if (b["image_url"] == nil) == (b["slack_file"] == nil) {
		c.fail(ptr, "must define either `image_url` or `slack_file`")
	}
	c.url(b, "image_url", ptr)
	if c.need(b, "alt_text", ptr) {
		c.str(b, "alt_text", ptr, 1, 2000)
	}
}

func (c *checker) input(b object, ptr string) {
	c.keys(b, ptr, "block_id", "label", "element", "hint", "optional", "dispatch_action")
	c.boolean(b, ptr, "optional", "dispatch_action")
	if c.need(b, "label", ptr) {
		c.plain(b, "label", ptr, 2000)
	}
	c.plain(b, "hint", ptr, 2000)
	if c.need(b, "element", ptr) {
		c.element(asObject(b["element"]), ptr+"/element", inputElements)
	}
}

func (c *checker) alert(b object, ptr string) {
	c.keys(b, ptr, "block_id", "text", "level")
	if c.need(b, "text", ptr) {
		c.text(b, "text", ptr, 200)
	}
	c.enum(b, "level", ptr, "default", "info", "warning", "error", "success")
}

func (c *checker) markdown(b object, ptr string) {
	c.keys(b, ptr, "block_id", "text")
	if c.need(b, "text", ptr) {
		c.str(b, "text", ptr, 1, maxMarkdownText)
		c.chars.markdown += len([]rune(asString(b["text"])))
	}
}
