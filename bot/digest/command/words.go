package command

import (
	"embed"
	"strings"
	"time"
	"unicode"

	"versus/answers/prose"
	"versus/bot/digest"
	"versus/bot/digest/content"
	"versus/bot/digest/schedule"
	"versus/bot/render"
	"versus/data"
)

//go:embed messages
var messages embed.FS

// words are what the package says. The files are part of the program and its tests read them: that they do not load is a
// fault of the build.
var words = prose.Embedded(messages, "messages")

type vars map[string]any

func say(l data.Lang, id string, v vars) string { return words().Say(l, id, v) }

func (r request) text(id string, v vars) string { return say(r.l, id, v) }

// page is one sentence, to which more can be added.
func (r request) page(id string, v vars) prose.Page {
	return prose.Page{Lang: r.l, Headline: r.text(id, v)}
}

// say is one sentence as a message.
func (r request) say(id string, v vars) render.Message { return render.Say(r.text(id, v)) }

// lang is a language that messages exist in.
func lang(l data.Lang) data.Lang {
	if l == data.KO {
		return data.KO
	}
	return data.EN
}

// textLang is the language of an answer: Korean where the text has Korean in it, else the asker's.
func textLang(text string, own data.Lang) data.Lang {
	if strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Hangul, c) }) {
		return data.KO
	}
	return own
}

// span says a time span as people do.
func span(l data.Lang, d time.Duration) string {
	switch {
	case d%(24*time.Hour) == 0:
		return say(l, "span_days", vars{"Count": int(d / (24 * time.Hour))})
	case d%time.Hour == 0:
		return say(l, "span_hours", vars{"Count": int(d / time.Hour)})
	}
	return say(l, "span_minutes", vars{"Count": int(d.Round(time.Minute) / time.Minute)})
}

// inWords says what a subscription is: its schedule, its language, its subjects.
func (r request) inWords(s digest.Subscription) vars {
	v := vars{
		"ID": s.ID, "Schedule": s.Schedule.Describe(r.l), "Language": r.text("in_"+string(lang(s.Lang)), nil),
		"About": content.SayAbout(r.cfg.Engine().Data(), s.About, r.l), "Only": "", "Next": "",
	}
	if s.OnlyIfNews {
		v["Only"] = r.text("only_changes", nil)
	}
	if s.State == digest.Active && s.NextSlot != "" {
		v["Next"] = s.Schedule.When(schedule.Slot{Local: s.NextSlot, At: s.NextAt}, r.l)
	}
	return v
}

// typed gives what to type for a subscription's wishes. [readWish] reads it back as the same.
func (r request) typed(s digest.Subscription) string {
	text := s.Schedule.Typed(r.l)
	if len(s.About) > 0 {
		names := content.NamesOf(r.cfg.Engine().Data(), s.About, r.l)
		text += " " + r.text("typed_about", vars{"Names": strings.Join(names, ", ")})
	}
	if s.Lang != "" {
		text += " " + r.text("typed_"+string(lang(s.Lang)), nil)
	}
	if s.OnlyIfNews {
		text += " " + r.text("typed_only", nil)
	}
	return text
}
