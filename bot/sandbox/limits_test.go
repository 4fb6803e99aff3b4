package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// n of a rune or of a JSON value, joined by commas.
func runes(n int) string { return strings.Repeat("가", n) } // three bytes each: characters are counted, not bytes

func items(n int, f func(i int) string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = f(i)
	}
	return strings.Join(parts, ",")
}

func same(v string) func(int) string { return func(int) string { return v } }

const (
	divider = `{"type":"divider"}`
	cellA   = `{"type":"raw_text","text":"a"}`
	okTable = `{"type":"table","rows":[[` + cellA + `]]}`
	okData  = `{"type":"data_table","caption":"c","rows":[[` + cellA + `],[` + cellA + `]]}`
	okChart = `{"type":"data_visualization","title":"t","chart":{"type":"pie","segments":[{"label":"a","value":1}]}}`
)

func section(text string) string {
	return `{"type":"section","text":{"type":"mrkdwn","text":"` + text + `"}}`
}

func plainText(n int) string { return `{"type":"plain_text","text":"` + runes(n) + `"}` }

func buttonWith(fields string) string {
	return `{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"},` + fields + `}]}`
}

func option(text, value int) string {
	return `{"text":` + plainText(text) + `,"value":"` + strings.Repeat("v", value) + `"}`
}

func accessory(el string) string {
	return `{"type":"section","text":{"type":"mrkdwn","text":"a"},"accessory":` + el + `}`
}

func table(rows, cols, chars int) string {
	return `{"type":"table","rows":[` + items(rows, func(i int) string {
		return `[` + items(cols, func(j int) string {
			if i == 0 && j == 0 {
				return `{"type":"raw_text","text":"` + runes(chars) + `"}`
			}
			return cellA
		}) + `]`
	}) + `]}`
}

func dataTable(caption, rows, cols, chars int) string {
	t := strings.Replace(table(rows, cols, chars), `"table"`, `"data_table"`, 1)
	return strings.Replace(t, `"rows"`, `"caption":"`+runes(caption)+`","rows"`, 1)
}

func pie(n, label int) string {
	return `{"type":"data_visualization","title":"t","chart":{"type":"pie","segments":[` + items(n, same(`{"label":"`+runes(label)+`","value":1}`)) + `]}}`
}

func bars(series, points, name, label, axis int) string {
	cat := func(i int) string { return fmt.Sprintf("%02d", i) + runes(label-2) }
	return `{"type":"data_visualization","title":"t","chart":{"type":"bar","series":[` + items(series, func(i int) string {
		return `{"name":"` + fmt.Sprintf("%02d", i) + runes(name-2) + `","data":[` +
			items(points, func(j int) string { return `{"label":"` + cat(j) + `","value":-1.5}` }) + `]}`
	}) + `],"axis_config":{"categories":[` + items(points, func(j int) string { return `"` + cat(j) + `"` }) + `],"x_label":"` + runes(axis) + `"}}}`
}

// each limit: blocks of a size, the largest size that is taken, and what Slack says of one more.
var messageLimits = []struct {
	name  string
	at    func(n int) string
	limit int
	code  string // invalid_blocks where empty
	where string // in the first of the messages
}{
	{"blocks", func(n int) string { return items(n, same(divider)) }, 50, "", "/blocks]"},
	{"block_id", func(n int) string { return `{"type":"divider","block_id":"` + runes(n) + `"}` }, 255, "", "/blocks/0/block_id]"},
	{"section text", func(n int) string { return section(runes(n)) }, 3000, "", "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
	{"section fields", func(n int) string {
		return `{"type":"section","fields":[` + items(n, same(`{"type":"mrkdwn","text":"f"}`)) + `]}`
	}, 10, "", "/blocks/0/fields]"},
	{"section field", func(n int) string { return `{"type":"section","fields":[` + plainText(n) + `]}` }, 2000, "", "/blocks/0/fields/0/text]"},
	{"header", func(n int) string { return `{"type":"header","text":` + plainText(n) + `}` }, 150, "", "/blocks/0/text/text]"},
	{"header level", func(n int) string { return fmt.Sprintf(`{"type":"header","text":%s,"level":%d}`, plainText(1), n) }, 4, "", "/blocks/0/level]"},
	{"context elements", func(n int) string {
		return `{"type":"context","elements":[` + items(n, same(`{"type":"mrkdwn","text":"f"}`)) + `]}`
	}, 10, "", "/blocks/0/elements]"},
	{"actions", func(n int) string {
		return `{"type":"actions","elements":[` + items(n, func(i int) string {
			return fmt.Sprintf(`{"type":"button","action_id":"%d","text":{"type":"plain_text","text":"b"}}`, i)
		}) + `]}`
	}, 25, "", "/blocks/0/elements]"},
	{"action_id", func(n int) string {
		return `{"type":"actions","elements":[{"type":"button","action_id":"` + runes(n) + `","text":` + plainText(1) + `}]}`
	}, 255, "", "/action_id]"},
	{"button text", func(n int) string {
		return `{"type":"actions","elements":[{"type":"button","action_id":"a","text":` + plainText(n) + `}]}`
	}, 75, "", "/blocks/0/elements/0/text/text]"},
	{"button value", func(n int) string { return buttonWith(`"value":"` + runes(n) + `"`) }, 2000, "", "/blocks/0/elements/0/value]"},
	{"button url", func(n int) string { return buttonWith(`"url":"https://a/` + strings.Repeat("u", n-10) + `"`) }, 3000, "", "/blocks/0/elements/0/url]"},
	{"select options", func(n int) string {
		return accessory(`{"type":"static_select","action_id":"a","options":[` + items(n, same(option(1, 1))) + `]}`)
	}, 100, "", "/blocks/0/accessory/options]"},
	{"option text", func(n int) string { return accessory(`{"type":"static_select","options":[` + option(n, 1) + `]}`) }, 75, "", "/options/0/text/text]"},
	{"option value", func(n int) string { return accessory(`{"type":"static_select","options":[` + option(1, n) + `]}`) }, 150, "", "/options/0/value]"},
	{"placeholder", func(n int) string {
		return accessory(`{"type":"external_select","placeholder":` + plainText(n) + `}`)
	}, 150, "", "/accessory/placeholder/text]"},
	{"overflow", func(n int) string {
		return accessory(`{"type":"overflow","options":[` + items(n, same(option(1, 1))) + `]}`)
	}, 5, "", "/accessory/options]"},
	{"checkboxes", func(n int) string {
		return accessory(`{"type":"checkboxes","options":[` + items(n, same(option(1, 1))) + `]}`)
	}, 10, "", "/accessory/options]"},
	{"radio buttons", func(n int) string {
		return accessory(`{"type":"radio_buttons","options":[` + items(n, same(option(1, 1))) + `]}`)
	}, 10, "", "/accessory/options]"},
	{"image alt text", func(n int) string {
		return `{"type":"image","image_url":"https://a/b.png","alt_text":"` + runes(n) + `"}`
	}, 2000, "", "/alt_text]"},
	{"image url", func(n int) string {
		return `{"type":"image","image_url":"https://a/` + strings.Repeat("u", n-10) + `","alt_text":"a"}`
	}, 3000, "", "/image_url]"},
	{"table rows", func(n int) string { return table(n, 1, 1) }, 100, "", "/blocks/0/rows]"},
	{"table cells", func(n int) string { return table(1, n, 1) }, 20, "", "/blocks/0/rows/0]"},
	{"table characters", func(n int) string { return table(1, 1, n) }, 10_000, "", "/blocks]"},
	{"one table", func(n int) string { return items(n, same(okTable)) }, 1, "invalid_attachments", "only_one_table_allowed"},
	{"one table of either kind", func(n int) string { return okTable + strings.Repeat(","+okData, n-1) }, 1, "invalid_attachments", "only_one_table_allowed"},
	{"data_table rows", func(n int) string { return dataTable(1, n, 1, 1) }, 201, "", "/blocks/0/rows]"},
	{"data_table columns", func(n int) string { return dataTable(1, 2, n, 1) }, 20, "", "/blocks/0/rows/0]"},
	{"data_table characters", func(n int) string { return dataTable(1, 2, 1, n-2) }, 20_000, "", "/blocks/0]"},
	{"data_table page size", func(n int) string {
		return strings.Replace(okData, `"rows"`, fmt.Sprintf(`"page_size":%d,"rows"`, n), 1)
	}, 100, "", "/page_size]"},
	{"charts", func(n int) string { return items(n, same(okChart)) }, 2, "", "/blocks]"},
	{"chart title", func(n int) string { return strings.Replace(okChart, `"title":"t"`, `"title":"`+runes(n)+`"`, 1) }, 50, "", "/blocks/0/title]"},
	{"pie segments", func(n int) string { return pie(n, 1) }, 12, "", "/chart/segments]"},
	{"pie label", func(n int) string { return pie(1, n) }, 20, "", "/segments/0/label]"},
	{"chart series", func(n int) string { return bars(n, 1, 2, 2, 0) }, 12, "", "/chart/series]"},
	{"chart points", func(n int) string { return bars(1, n, 2, 2, 0) }, 20, "", "/axis_config/categories]"},
	{"series name", func(n int) string { return bars(1, 1, n, 2, 0) }, 20, "", "/series/0/name]"},
	{"category", func(n int) string { return bars(1, 1, 2, n, 0) }, 20, "", "/categories/0]"},
	{"axis label", func(n int) string { return bars(1, 1, 2, 2, n) }, 50, "", "/axis_config/x_label]"},
	{"markdown", func(n int) string { return `{"type":"markdown","text":"` + runes(n) + `"}` }, 12_000, "", "/blocks/0/text]"},
	{"markdown together", func(n int) string {
		return `{"type":"markdown","text":"` + runes(11_000) + `"},{"type":"markdown","text":"` + runes(n-11_000) + `"}`
	}, 12_000, "msg_too_long", "together"},
	{"context_actions", func(n int) string {
		return `{"type":"context_actions","elements":[` + items(n, func(i int) string {
			return fmt.Sprintf(`{"type":"icon_button","action_id":"%d","icon":"trash","text":%s}`, i, plainText(1))
		}) + `]}`
	}, 5, "", "/blocks/0/elements]"},
	{"feedback text", func(n int) string {
		b := `{"text":` + plainText(n) + `,"value":"v"}`
		return `{"type":"context_actions","elements":[{"type":"feedback_buttons","action_id":"f","positive_button":` + b + `,"negative_button":` + b + `}]}`
	}, 75, "", "/positive_button/text/text]"},
	{"blocks together", func(n int) string {
		frame := len(section(""))
		return items(4, same(section(runes(3000)))) + "," + section(runes(n-4*(frame+3000)-frame))
	}, maxBlocksJSON, "msg_blocks_too_long", ""},
}

func parseBlocks(t testing.TB, list string) []object {
	t.Helper()
	var v any
	if err := parseJSON([]byte("["+list+"]"), &v); err != nil {
		t.Fatalf("test case is no JSON: %v\n%.300s", err, list)
	}
	blocks, _, err := readBlocks(v)
	if err != nil {
		t.Fatal(err)
	}
	return blocks
}

func TestMessageLimits(t *testing.T) {
	for _, tt := range messageLimits {
		t.Run(tt.name, func(t *testing.T) {
			if err := checkMessage(parseBlocks(t, tt.at(tt.limit)), nil); err != nil {
				t.Errorf("%d is the most that is taken, but: %v", tt.limit, err)
			}
			err := checkMessage(parseBlocks(t, tt.at(tt.limit+1)), nil)
			wantRefusal(t, err, tt.code, tt.where)
		})
	}
}

func wantRefusal(t *testing.T, err error, code, where string) {
	t.Helper()
	if code == "" {
		code = "invalid_blocks"
	}
	var ae apiError
	if !errors.As(err, &ae) || ae.Code != code {
		t.Fatalf("got %v, want %s", err, code)
	}
	if !strings.Contains(strings.Join(ae.Messages, "\n"), where) {
		t.Errorf("%q do not point at %q", ae.Messages, where)
	}
	for _, m := range ae.Messages {
		if !strings.HasPrefix(m, "[ERROR] ") {
			t.Errorf("message %q does not begin as Slack's do", m)
		}
	}
}

func TestMalformedBlocks(t *testing.T) {
	for _, tt := range []struct{ name, blocks, where string }{
		{"unknown block", `{"type":"hologram"}`, "unsupported type: hologram"},
		{"no type", `{}`, "/blocks/0/type"},
		{"alert in a message", `{"type":"alert","text":{"type":"plain_text","text":"a"}}`, "not allowed in a message"},
		{"twice the same block_id", `{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}`, "duplicate block_id: a"},
		{"unknown field", `{"type":"divider","colour":"red"}`, "invalid additional property: colour"},
		{"empty section", `{"type":"section"}`, "must define either `text` or `fields`"},
		{"empty text", section(""), "must be more than 0 characters"},
		{"text that is a string", `{"type":"section","text":"hi"}`, "must be a text object"},
		{"mrkdwn header", `{"type":"header","text":{"type":"mrkdwn","text":"a"}}`, "/blocks/0/text/type"},
		{"emoji in mrkdwn", `{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":true}}`, "invalid additional property: emoji"},
		{"no elements", `{"type":"actions","elements":[]}`, "no fewer than 1 items"},
		{"image among actions", `{"type":"actions","elements":[{"type":"image","image_url":"https://a/b","alt_text":"a"}]}`, "unsupported type: image"},
		{"twice the same action_id", `{"type":"actions","elements":[` + items(2, same(`{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}}`)) + `]}`, "duplicate action_id: a"},
		{"style", buttonWith(`"style":"pretty"`), "/style]"},
		{"no address", buttonWith(`"url":"not an address"`), "invalid_url"},
		{"initial option from elsewhere", accessory(`{"type":"static_select","options":[` + option(1, 1) + `],"initial_option":` + option(1, 2) + `}`), "not among the options"},
		{"options and groups", accessory(`{"type":"static_select"}`), "`options` or `option_groups`"},
		{"response url outside a modal", accessory(`{"type":"conversations_select","response_url_enabled":true}`), "modals only"},
		{"image without words", `{"type":"image","image_url":"https://a/b.png"}`, "missing required field: alt_text"},
		{"empty table cell", `{"type":"table","rows":[[{"type":"raw_text","text":""}]]}`, "/blocks/0/rows/0/0/text]"},
		{"null table cell", `{"type":"table","rows":[[null]]}`, "/blocks/0/rows/0/0]"},
		{"data_table of a header alone", `{"type":"data_table","caption":"c","rows":[[` + cellA + `]]}`, "no fewer than 2 items"},
		{"data_table without caption", `{"type":"data_table","rows":[[` + cellA + `],[` + cellA + `]]}`, "missing required field: caption"},
		{"ragged data_table", `{"type":"data_table","caption":"c","rows":[[` + cellA + `],[` + cellA + `,` + cellA + `]]}`, "same number of cells"},
		{"rich header", `{"type":"data_table","caption":"c","rows":[[{"type":"rich_text","elements":[]}],[` + cellA + `]]}`, "/rows/0/0]"},
		{"number that is text", `{"type":"data_table","caption":"c","rows":[[` + cellA + `],[{"type":"raw_number","value":"1"}]]}`, "must be a number"},
		{"header column out of the table", strings.Replace(okData, `"rows"`, `"row_header_column_index":1,"rows"`, 1), "/row_header_column_index]"},
		{"slice of nothing", strings.Replace(okChart, `"value":1`, `"value":0`, 1), "greater than 0"},
		{"unknown chart", strings.Replace(okChart, "pie", "donut", 1), "unsupported type: donut"},
		{"series without a point", strings.Replace(bars(1, 2, 2, 2, 0), `"label":"01"`, `"label":"00"`, 1), "exactly once"},
		{"two series of one name", strings.Replace(bars(2, 1, 2, 2, 0), `"name":"01"`, `"name":"00"`, 1), "duplicate series: 00"},
		{"two equal categories", `{"type":"data_visualization","title":"t","chart":{"type":"line","series":[{"name":"s","data":[{"label":"a","value":1}]}],"axis_config":{"categories":["a","a"]}}}`, "duplicate category"},
		{"rich text of nothing", `{"type":"rich_text","elements":[]}`, "no fewer than 1"},
		{"empty rich word", `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":""}]}]}`, "must be more than 0"},
		{"list of words", `{"type":"rich_text","elements":[{"type":"rich_text_list","style":"bullet","elements":[{"type":"text","text":"a"}]}]}`, "must be a rich_text_section"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wantRefusal(t, checkMessage(parseBlocks(t, tt.blocks), nil), "", tt.where)
		})
	}
}

func TestTablesInAttachmentsCount(t *testing.T) {
	table := parseBlocks(t, okTable)
	attachments := parseBlocks(t, `{"blocks":[`+okTable+`]}`)
	if err := checkMessage(nil, attachments); err != nil {
		t.Errorf("one table in an attachment: %v", err)
	}
	wantRefusal(t, checkMessage(table, attachments), "invalid_attachments", "only_one_table_allowed")
}

func modal(fields string) string {
	return `{"type":"modal","title":{"type":"plain_text","text":"t"},"submit":{"type":"plain_text","text":"s"},` + fields + `}`
}

func TestViewLimits(t *testing.T) {
	for _, tt := range []struct {
		name  string
		at    func(n int) string
		limit int
		where string
	}{
		{"blocks", func(n int) string { return modal(`"blocks":[` + items(n, same(divider)) + `]`) }, 100, "/view/blocks]"},
		{"title", func(n int) string {
			return `{"type":"modal","title":` + plainText(n) + `,"blocks":[]}`
		}, 24, "/view/title/text]"},
		{"submit", func(n int) string {
			return `{"type":"modal","title":` + plainText(1) + `,"submit":` + plainText(n) + `,"blocks":[]}`
		}, 24, "/view/submit/text]"},
		{"close", func(n int) string { return modal(`"close":` + plainText(n) + `,"blocks":[]`) }, 24, "/view/close/text]"},
		{"private_metadata", func(n int) string { return modal(`"private_metadata":"` + runes(n) + `","blocks":[]`) }, 3000, "/private_metadata]"},
		{"callback_id", func(n int) string { return modal(`"callback_id":"` + runes(n) + `","blocks":[]`) }, 255, "/callback_id]"},
		{"alert", func(n int) string { return modal(`"blocks":[{"type":"alert","text":` + plainText(n) + `}]`) }, 200, "/view/blocks/0/text/text]"},
		{"input label", func(n int) string {
			return modal(`"blocks":[{"type":"input","label":` + plainText(n) + `,"element":{"type":"plain_text_input"}}]`)
		}, 2000, "/view/blocks/0/label/text]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := checkView(parseBlocks(t, tt.at(tt.limit))[0], "modal"); err != nil {
				t.Errorf("%d is the most that is taken, but: %v", tt.limit, err)
			}
			_, err := checkView(parseBlocks(t, tt.at(tt.limit+1))[0], "modal")
			wantRefusal(t, err, "invalid_arguments", tt.where)
		})
	}
	for _, tt := range []struct{ name, view, code, where string }{
		{"no title", `{"type":"modal","blocks":[]}`, "invalid_arguments", "missing required field: title"},
		{"input without submit", `{"type":"modal","title":` + plainText(1) + `,"blocks":[{"type":"input","label":` + plainText(1) + `,"element":{"type":"plain_text_input"}}]}`, "invalid_arguments", "submit is required"},
		{"chart in a modal", modal(`"blocks":[` + okChart + `]`), "invalid_arguments", "not allowed in a modal"},
		{"table in a modal", modal(`"blocks":[` + okData + `]`), "invalid_arguments", "not allowed in a modal"},
		{"home where a modal is asked for", `{"type":"home","blocks":[]}`, "invalid_arguments", "/view/type]"},
		{"too large", modal(`"blocks":[` + items(90, same(section(runes(1000)))) + `]`), "view_too_large", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := checkView(parseBlocks(t, tt.view)[0], "modal")
			wantRefusal(t, err, tt.code, tt.where)
		})
	}
	if _, err := checkView(parseBlocks(t, `{"type":"home","blocks":[`+okData+`]}`)[0], "home"); err != nil {
		t.Errorf("a Home tab takes a data_table: %v", err)
	}
}

func TestTextLimits(t *testing.T) {
	long := strings.Repeat("가", maxText)
	d, err := readDraft(args{"text": long + "나"})
	if err != nil || d.text != long {
		t.Errorf("text over %d characters is cut there: %v, %d left", maxText, err, len([]rune(d.text)))
	}
	for _, tt := range []struct {
		name string
		args args
		code string
	}{
		{"blocks that are no list", args{"blocks": `{"type":"divider"}`}, "invalid_blocks_format"},
		{"blocks that are no JSON", args{"blocks": `[`}, "invalid_blocks_format"},
		{"markdown and text", args{"markdown_text": "a", "text": "b"}, "markdown_text_conflict"},
		{"long markdown", args{"markdown_text": runes(maxMarkdownText + 1)}, "msg_too_long"},
		{"many attachments", args{"text": "a", "attachments": `[` + items(101, same(`{"text":"a"}`)) + `]`}, "too_many_attachments"},
		{"metadata that is none", args{"text": "a", "metadata": `"x"`}, "invalid_metadata_format"},
		{"metadata without payload", args{"text": "a", "metadata": `{"event_type":"x"}`}, "invalid_metadata_schema"},
		{"large metadata", args{"text": "a", "metadata": `{"event_type":"x","event_payload":{"k":"` + runes(maxMetadata) + `"}}`}, "metadata_too_large"},
	} {
		_, err := readDraft(tt.args)
		var ae apiError
		if !errors.As(err, &ae) || ae.Code != tt.code {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.code)
		}
	}
}

func TestOptionLimits(t *testing.T) {
	for _, tt := range []struct {
		payload string
		ok      bool
	}{
		{`{"options":[]}`, true},
		{`{"options":[` + items(100, same(option(75, 150))) + `]}`, true},
		{`{"options":[` + items(101, same(option(1, 1))) + `]}`, false},
		{`{"option_groups":[` + items(100, same(`{"label":`+plainText(75)+`,"options":[`+option(1, 1)+`]}`)) + `]}`, true},
		{`{"option_groups":[` + items(101, same(`{"label":`+plainText(1)+`,"options":[`+option(1, 1)+`]}`)) + `]}`, false},
		{`{}`, false},
	} {
		o, err := parseObject([]byte(tt.payload))
		if err != nil {
			t.Fatal(err)
		}
		if err := checkOptions(o); (err == nil) != tt.ok {
			t.Errorf("%.60s…: got %v, want taken: %v", tt.payload, err, tt.ok)
		}
	}
}

// FuzzCheck looks for JSON that the checks choke on, and for messages of theirs that are no JSON pointers.
func FuzzCheck(f *testing.F) {
	for _, tt := range messageLimits {
		if s := tt.at(tt.limit); len(s) < 5000 {
			f.Add(s)
		}
	}
	f.Add(`{"type":"section","accessory":7},{"type":"table","rows":[[1],2,{}]},{"type":"data_visualization","chart":[]}`)
	f.Fuzz(func(t *testing.T, list string) {
		var v any
		if parseJSON([]byte("["+list+"]"), &v) != nil {
			return
		}
		blocks, _, err := readBlocks(v)
		if err != nil {
			return
		}
		var ae apiError
		if err := checkMessage(blocks, nil); err != nil && (!errors.As(err, &ae) || ae.Code == "") {
			t.Fatalf("refused without a code: %v", err)
		}
		for _, kind := range []string{"modal", "home"} {
			_, _ = checkView(object{"type": kind, "blocks": v}, kind)
		}
		if checkMessage(blocks, nil) == nil { // what is taken can be shown and used
			elements(blocks, func(_, el object) bool { initial(el); _, _ = choice(el, object{}); return true })
		}
		if _, err := json.Marshal(v); err != nil {
			t.Fatal(err)
		}
	})
}
