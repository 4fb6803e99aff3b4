package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// What stands where.
var (
	selectElements = []string{
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	pickers         = []string{"checkboxes", "radio_buttons", "datepicker", "timepicker"}
	sectionElements = slices.Concat(selectElements, pickers, []string{"button", "image", "overflow", "workflow_button"})
	actionElements  = slices.Concat(selectElements, pickers, []string{"button", "datetimepicker", "overflow", "workflow_button"})
	inputElements   = slices.Concat(selectElements, pickers, []string{
		"datetimepicker", "plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input",
	})
)

// common are the keys that every interactive element has.
var common = []string{"action_id", "confirm", "focus_on_load"}

// element checks a block element.
func (c *checker) element(e object, ptr string, allowed []string) {
	kind := asString(e["type"])
	if !slices.Contains(allowed, kind) {
		c.fail(ptr+"/type", "unsupported type: %s", kind)
		return
	}
	c.str(e, "action_id", ptr, 1, 255)
	c.boolean(e, ptr, "focus_on_load")
	if e["confirm"] != nil {
		c.confirm(asObject(e["confirm"]), ptr+"/confirm")
	}
	c.plain(e, "placeholder", ptr, 150)
	has := func(keys ...string) { c.keys(e, ptr, append(slices.Clone(common), keys...)...) }
	switch kind {
	case "image":
		c.keys(e, ptr, "image_url", "slack_file", "alt_text")
		c.picture(e, ptr)
	case "button":
		has("text", "url", "value", "style", "accessibility_label", "visible_to_user_ids")
		c.button(e, ptr)
	case "workflow_button":
		has("text", "workflow", "style", "accessibility_label")
		c.button(e, ptr)
	case "icon_button":
		has("icon", "text", "value", "accessibility_label", "visible_to_user_ids")
		c.need(e, "icon", ptr)
		c.button(e, ptr)
	case "feedback_buttons":
		has("positive_button", "negative_button")
		c.feedback(e, ptr)
	case "overflow":
		has("options")
		c.options(e, "options", ptr, 1, 5, "plain_text")
	case "checkboxes", "radio_buttons":
		has("options", "initial_option", "initial_options")
		c.options(e, "options", ptr, 1, 10)
		c.initialOptions(e, ptr)
	case "datepicker":
		has("placeholder", "initial_date")
		c.str(e, "initial_date", ptr, 10, 10)
	case "timepicker":
		has("placeholder", "initial_time", "timezone")
		c.str(e, "initial_time", ptr, 5, 5)
	case "datetimepicker":
		has("initial_date_time")
	case "plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input":
		c.typing(kind, e, ptr)
	case "file_input":
		has("filetypes", "max_files")
	default:
		c.selectElement(kind, e, ptr)
	}
}

func (c *checker) button(e object, ptr string) {
	if c.need(e, "text", ptr) {
		c.plain(e, "text", ptr, 75)
	}
	c.str(e, "value", ptr, 0, 2000)
	c.url(e, "url", ptr)
	c.enum(e, "style", ptr, "primary", "danger")
	c.str(e, "accessibility_label", ptr, 0, 75)
}

func (c *checker) feedback(e object, ptr string) {
	for _, k := range []string{"positive_button", "negative_button"} {
		if !c.need(e, k, ptr) {
			continue
		}
		b, p := asObject(e[k]), ptr+"/"+k
		c.keys(b, p, "text", "value", "accessibility_label")
		if c.need(b, "text", p) {
			c.plain(b, "text", p, 75)
		}
		if c.need(b, "value", p) {
			c.str(b, "value", p, 0, 2000)
		}
		c.str(b, "accessibility_label", p, 0, 75)
	}
}

// url checks an address of at most 3000 characters, where it is there.
func (c *checker) url(o object, key, ptr string) {
	s, ok := o[key].(string)
	if !ok {
		c.str(o, key, ptr, 1, 3000)
		return
	}
	c.length(s, ptr+"/"+key, 1, 3000)
	if u, err := url.Parse(s); err != nil || u.Scheme == "" || u.Host == "" && u.Opaque == "" && !strings.HasPrefix(u.Scheme, "slack") {
		c.fail(ptr+"/"+key, "invalid_url")
	}
}

func (c *checker) confirm(o object, ptr string) {
	if o == nil {
		c.fail(ptr, "must be a confirmation dialog object")
		return
	}
	c.keys(o, ptr, "title", "text", "confirm", "deny", "style")
	for k, most := range map[string]int{"title": 100, "confirm": 30, "deny": 30} {
		if c.need(o, k, ptr) {
			c.plain(o, k, ptr, most)
		}
	}
	if c.need(o, "text", ptr) {
		c.text(o, "text", ptr, 300)
	}
	c.enum(o, "style", ptr, "primary", "danger")
}

// options checks a list of options. Their text is plain text in selects; checkboxes and radio buttons take mrkdwn as well.
func (c *checker) options(o object, key, ptr string, lo, hi int, kinds ...string) {
	if !c.need(o, key, ptr) {
		return
	}
	for i, v := range c.list(o, key, ptr, lo, hi) {
		c.option(asObject(v), fmt.Sprintf("%s/%s/%d", ptr, key, i), kinds...)
	}
}

func (c *checker) option(o object, ptr string, kinds ...string) {
	if o == nil {
		c.fail(ptr, "must be an option object")
		return
	}
	c.keys(o, ptr, "text", "value", "description", "url")
	if c.need(o, "text", ptr) {
		c.text(o, "text", ptr, 75, kinds...)
	}
	if c.need(o, "value", ptr) {
		c.str(o, "value", ptr, 1, 150)
	}
	c.text(o, "description", ptr, 75, kinds...)
	c.url(o, "url", ptr)
}

// initialOptions checks that what is chosen at first is offered.
func (c *checker) initialOptions(e object, ptr string) {
	if v := e["initial_option"]; v != nil && !offered(e, v) {
		c.fail(ptr+"/initial_option", "initial_option is not among the options")
	}
	for i, v := range asList(e["initial_options"]) {
		if !offered(e, v) {
			c.fail(fmt.Sprintf("%s/initial_options/%d", ptr, i), "initial_option is not among the options")
		}
	}
}

func (c *checker) selectElement(kind string, e object, ptr string) {
	keys := append(slices.Clone(common), "placeholder")
	if strings.HasPrefix(kind, "multi_") {
		keys = append(keys, "max_selected_items")
		c.whole(e, "max_selected_items", ptr, 1, 1000)
	}
	switch strings.TrimPrefix(kind, "multi_") {
	case "static_select":
		keys = append(keys, "options", "option_groups", "initial_option", "initial_options")
		c.choices(e, ptr)
		c.initialOptions(e, ptr)
	case "external_select":
		keys = append(keys, "min_query_length", "initial_option", "initial_options")
		c.whole(e, "min_query_length", ptr, 0, 255)
	case "users_select":
		keys = append(keys, "initial_user", "initial_users")
	case "conversations_select":
		keys = append(keys, "initial_conversation", "initial_conversations", "default_to_current_conversation", "response_url_enabled", "filter")
	case "channels_select":
		keys = append(keys, "initial_channel", "initial_channels", "response_url_enabled")
	}
	c.keys(e, ptr, keys...)
	if asBool(e["response_url_enabled"]) && c.surface != inModal {
		c.fail(ptr, "response_url_enabled is for modals only")
	}
}

// choices checks that there are either options or groups of them.
func (c *checker) choices(o object, ptr string) {
	if (o["options"] == nil) == (o["option_groups"] == nil) {
		c.fail(ptr, "must define either `options` or `option_groups`")
		return
	}
	if o["options"] != nil {
		c.options(o, "options", ptr, 1, 100, "plain_text")
		return
	}
	for i, v := range c.list(o, "option_groups", ptr, 1, 100) {
		g, p := asObject(v), fmt.Sprintf("%s/option_groups/%d", ptr, i)
		c.keys(g, p, "label", "options")
		if c.need(g, "label", p) {
			c.plain(g, "label", p, 75)
		}
		c.options(g, "options", p, 1, 100, "plain_text")
	}
}

func (c *checker) typing(kind string, e object, ptr string) {
	keys := append(slices.Clone(common), "placeholder", "initial_value", "dispatch_action_config")
	switch kind {
	case "plain_text_input":
		keys = append(keys, "multiline", "min_length", "max_length")
		c.boolean(e, ptr, "multiline")
		lo, _ := c.whole(e, "min_length", ptr, 0, 3000)
		if hi, there := c.whole(e, "max_length", ptr, 1, 3000); there && hi < lo {
			c.fail(ptr+"/max_length", "must not be less than min_length")
		}
		c.str(e, "initial_value", ptr, 0, 3000)
	case "number_input":
		keys = append(keys, "is_decimal_allowed", "min_value", "max_value")
		c.need(e, "is_decimal_allowed", ptr)
	case "rich_text_input":
		keys = append(keys, "min_lines", "max_lines")
	}
	c.keys(e, ptr, keys...)
}

// checkOptions holds the answer to a block_suggestion against the limits of a select.
func checkOptions(o object) error {
	c := checker{surface: inMessage}
	c.keys(o, "", "options", "option_groups")
	if l := asList(o["options"]); o["options"] == nil || len(l) > 0 { // an empty list is "nothing found"
		c.choices(o, "")
	}
	if len(c.msgs) > 0 {
		return apiError{Code: "invalid_arguments", Messages: c.msgs}
	}
	return nil
}
