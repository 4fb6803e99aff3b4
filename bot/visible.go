package bot

import (
	"regexp"
	"strings"
)

// markup is one of Slack's references: <@U1|name>, <#C1|name>, <!subteam^S1|@name>, <https://…|label>.
var markup = regexp.MustCompile(`<(?:([@#!])([^<>|\s]*)|([a-z][a-z0-9+.-]*:[^<>|\s]*))(?:\|([^<>\n]*))?>`)

var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// visible reads a text of Slack's as a person sees it: references as their labels, escapes undone. A mention of the bot
// itself is no part of what it is asked, and one without a label says nothing.
func visible(s, bot string) string {
	s = markup.ReplaceAllStringFunc(s, func(ref string) string {
		m := markup.FindStringSubmatch(ref)
		kind, target, link, label := m[1], m[2], m[3], m[4]
		switch {
		case kind == "@" && target == bot:
			return " "
		case kind == "@":
			return " " + label + " "
		case kind == "#" && label != "":
			return " #" + label + " "
		case kind == "!" && !strings.Contains(target, "^"): // <!here>, <!channel|channel>
			return " "
		case label != "":
			return label
		case kind == "":
			return strings.TrimPrefix(link, "mailto:")
		}
		return " "
	})
	return strings.Join(strings.Fields(unescape.Replace(s)), " ")
}

// maxQuestion is how many bytes of a question are read; Slack's own limit for a message is forty thousand characters.
const maxQuestion = 4096

// short cuts a question before anything else is done with it, at the start of a character.
func short(s string) string {
	if len(s) <= maxQuestion {
		return s
	}
	return strings.ToValidUTF8(s[:maxQuestion], "")
}
