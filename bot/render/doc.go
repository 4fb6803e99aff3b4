// Package render puts a page into the form Slack takes: Block Kit and, beside it, full plain text.
//
// It promises that what [Of] gives passes [Check], whatever the page holds: every limit of Slack's that a message of
// ours can meet is known here, and a page too large for blocks is made smaller step by step, each step saying what it
// left out, down to text alone. It promises too that nothing in a page can ping anybody or turn into markup: what a
// person typed, and what the dataset says, goes into plain text and rich text objects, never into Slack's markup
// language, and the text beside the blocks is escaped.
//
// It is pure. It knows nothing of sockets, channels or users.
package render
