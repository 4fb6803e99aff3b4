package prose

import (
	"fmt"
	"strings"
)

// A Korean particle has two forms, and the last sound of the word before it picks one: "Sonnet은", but "Opus는".
// A particle is written in messages as {{josa .Name "은는"}}: either form first, with or without a slash between.
type particle struct {
	closed string // behind a consonant
	open   string // behind a vowel
	liquid string // behind ㄹ, where that differs from closed: only 으로/로
	either string // where nobody can know how the word is read: "은(는)"
}

// particles is the closed set of them; a message that names another one does not load.
var particles = []particle{
	{closed: "은", open: "는", either: "은(는)"},
	{closed: "이", open: "가", either: "이(가)"},
	{closed: "을", open: "를", either: "을(를)"},
	{closed: "과", open: "와", either: "과(와)"},
	{closed: "으로", open: "로", liquid: "로", either: "(으)로"},
	{closed: "이라고", open: "라고", either: "(이)라고"},
	{closed: "이라는", open: "라는", either: "(이)라는"},
	{closed: "이란", open: "란", either: "(이)란"},
	{closed: "이며", open: "며", either: "(이)며"},
	{closed: "이고", open: "고", either: "(이)고"},
	{closed: "이나", open: "나", either: "(이)나"},
}

// parseParticle finds the particle that a message means.
func parseParticle(s string) (particle, error) {
	pair := strings.ReplaceAll(s, "/", "")
	for _, p := range particles {
		if pair == p.closed+p.open || pair == p.open+p.closed {
			return p, nil
		}
	}
	return particle{}, fmt.Errorf("read particle %q: not one of 은는 이가 을를 과와 으로로 이라고라고 이라는라는 이란란 이며며 이고고 이나나", s)
}

// after gives the form that stands behind a word, which is read aloud as reading where that is not empty.
func (p particle) after(word, reading string) string {
	if reading == "" {
		reading = word
	}
	switch finalSound(reading) {
	case open:
		return p.open
	case liquid:
		if p.liquid != "" {
			return p.liquid
		}
		return p.closed
	case closed:
		return p.closed
	}
	return p.either
}
