package render

import (
	"strings"

	"github.com/slack-go/slack/slackutilsx"

	"versus/answers/prose"
	"versus/data"
)

// text gives the whole page as escaped text of at most so many units: what a notification, a screen reader and a
// client without blocks have. A cut is made at the end of a line where there is one, and said.
func text(p prose.Page, o Options, most int) string {
	var parts []string
	if t := line(o.Title); t != "" {
		parts = append(parts, t)
	}
	parts = append(parts, clean(p.Text()))
	if o.By != "" {
		parts = append(parts, by(p.Lang, o.By))
	}
	s := slackutilsx.EscapeMessage(clean(strings.Join(parts, "\n\n")))
	if s == "" {
		s = say(p.Lang, "nothing")
	}
	if units(s) <= most {
		return s
	}
	notice := "\n" + say(p.Lang, "text_cut")
	kept := whole(s, most-units(notice))
	if end := strings.LastIndexByte(kept, '\n'); end > len(kept)/2 {
		kept = strings.TrimRight(kept[:end], "\n ")
	}
	return kept + notice
}

// whole cuts escaped text without leaving half an escape at its end.
func whole(s string, most int) string {
	s = strings.TrimSuffix(cut(s, most), "…")
	if amp := strings.LastIndexByte(s, '&'); amp >= 0 && !strings.Contains(s[amp:], ";") {
		s = s[:amp]
	}
	return s
}

func by(l data.Lang, name string) string {
	return words().Say(l, "asked_by", map[string]any{"Name": cut(line(name), maxButton)})
}
