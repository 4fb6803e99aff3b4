package sandbox

import "slices"

// elements calls visit with each interactive element of the blocks and its block, until it returns false.
func elements(blocks []object, visit func(block, el object) bool) {
	for _, b := range blocks {
		var els []any
		switch asString(b["type"]) {
		case "section":
			els = []any{b["accessory"]}
		case "input":
			els = []any{b["element"]}
		case "actions", "context_actions":
			els = asList(b["elements"])
		case "data_table":
			for _, row := range asList(b["rows"]) {
				for _, cell := range asList(row) {
					els = append(els, asObject(cell)["element"])
				}
			}
		}
		for _, e := range els {
			if o := asObject(e); o != nil && !visit(b, o) {
				return
			}
		}
	}
}

// findElement is the element with this action_id, in the block named or, where that is empty, in the first that has it.
func findElement(blocks []object, blockID, actionID string) (block, el object) {
	elements(blocks, func(b, e object) bool {
		if asString(e["action_id"]) != actionID || blockID != "" && asString(b["block_id"]) != blockID {
			return true
		}
		block, el = b, e
		return false
	})
	return block, el
}

// chosenKeys are what a choice in an element of each type is called.
var chosenKeys = map[string][]string{
	"static_select":              {"selected_option"},
	"external_select":            {"selected_option"},
	"overflow":                   {"selected_option"},
	"radio_buttons":              {"selected_option"},
	"multi_static_select":        {"selected_options"},
	"multi_external_select":      {"selected_options"},
	"checkboxes":                 {"selected_options"},
	"users_select":               {"selected_user"},
	"multi_users_select":         {"selected_users"},
	"conversations_select":       {"selected_conversation"},
	"multi_conversations_select": {"selected_conversations"},
	"channels_select":            {"selected_channel"},
	"multi_channels_select":      {"selected_channels"},
	"datepicker":                 {"selected_date"},
	"timepicker":                 {"selected_time"},
	"datetimepicker":             {"selected_date_time"},
	"plain_text_input":           {"value"},
	"number_input":               {"value"},
	"email_text_input":           {"value"},
	"url_text_input":             {"value"},
	"rich_text_input":            {"rich_text_value"},
}

// choice is what a person chose in an element, as payloads carry it: the value of a button as it was posted, an option
// as it was offered, anything else as it was typed. ok is false where the element offers no such thing.
func choice(el, sent object) (out object, ok bool) {
	kind := asString(el["type"])
	out = object{"type": kind, "action_id": el["action_id"]}
	switch kind {
	case "button", "icon_button", "workflow_button":
		for _, k := range []string{"text", "value", "style"} {
			if el[k] != nil {
				out[k] = el[k]
			}
		}
		return out, true
	case "feedback_buttons":
		for _, k := range []string{"positive_button", "negative_button"} {
			if b := asObject(el[k]); b != nil && b["value"] == sent["value"] {
				out["value"], out["text"] = b["value"], b["text"]
				return out, true
			}
		}
		return nil, false
	}
	keys, known := chosenKeys[kind]
	if !known {
		return nil, false
	}
	for _, k := range keys {
		v := sent[k]
		if v == nil {
			v = nothing(k)
		}
		switch k {
		case "selected_option":
			if v != nil && !offered(el, v) {
				return nil, false
			}
		case "selected_options":
			for _, o := range asList(v) {
				if !offered(el, o) {
					return nil, false
				}
			}
		}
		out[k] = v
	}
	return out, true
}

// nothing is how an empty choice looks: lists are empty, everything else is null.
func nothing(key string) any {
	if key[len(key)-1] == 's' {
		return []any{}
	}
	return nil
}

// offered says whether an element has this option. What an external one offers, only the app knows.
func offered(el object, option any) bool {
	switch asString(el["type"]) {
	case "external_select", "multi_external_select":
		return asString(asObject(option)["value"]) != ""
	}
	options := asList(el["options"])
	for _, g := range asList(el["option_groups"]) {
		options = append(slices.Clip(options), asList(asObject(g)["options"])...)
	}
	want := asString(asObject(option)["value"])
	return slices.ContainsFunc(options, func(o any) bool { return asString(asObject(o)["value"]) == want })
}

// initial is the choice that an element starts with.
func initial(el object) object {
	sent := object{}
	for to, from := range map[string]string{
		"selected_option": "initial_option", "selected_options": "initial_options", "selected_user": "initial_user", "selected_users": "initial_users",
		"selected_conversation": "initial_conversation", "selected_conversations": "initial_conversations", "selected_channel": "initial_channel",
		"selected_channels": "initial_channels", "selected_date": "initial_date", "selected_time": "initial_time",
		"selected_date_time": "initial_date_time", "value": "initial_value",
	} {
		if el[from] != nil {
			sent[to] = el[from]
		}
	}
	out, ok := choice(el, sent)
	if !ok {
		return nil
	}
	delete(out, "action_id")
	return out
}
