package answers

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"versus/answers/match"
	"versus/data"
)

// explainRest goes through the tokens that no name explains. A stem, a number that has a meaning, or a mark explains
// itself; what is left is kept for decide, which may still find it in the dataset's notes.
func (r *reading) explainRest() {
	for i, t := range r.found.Tokens {
		lone := t.Josa != "" && t.Stem == "" // nothing but a particle, as behind a Latin name
		if t.Mention >= 0 || lone || r.inQuantity(t) || !hasWord(t.Text) || r.inVeto(i) {
			continue
		}
		if classes := r.words.stemmed(strings.ToLower(t.Text)); classes != nil {
			for _, c := range classes {
				r.signals.hear(c)
			}
			continue
		}
		if r.predicate(i) {
			r.light = append(r.light, i)
			continue
		}
		r.rest = append(r.rest, i)
	}
	slices.Sort(r.light)
}

// finalEndings are what Korean verbs and adjectives end in at the end of a question, and attributiveEndings before a
// noun. A question's predicate adds nothing to a figure that is named beside it: "주가가 얼마나 올랐어" asks for the share
// price.
var (
	finalEndings = []string{
		"어", "아", "여", "해", "돼", "요", "죠", "지", "니", "냐", "나", "까", "다", "네", "래", "던데", "데", "대", "가", "봐", "줘", "둬", "워", "며", "면", "고",
		"서", "게", "려", "음", "함", "됨", "임", "져", "쳐", "려고", "러",
	}
	attributiveEndings = []string{"는", "은", "던", "된", "한", "할", "될", "른", "린", "인", "진", "친", "킨", "긴", "준", "운", "을", "쓴", "든", "난", "온"}
)

// shortestPredicate is the shortest predicate told by its ending, in syllables: shorter words are as often nouns.
const shortestPredicate = 2

// predicate tells whether a token is a Korean predicate by its place and its ending. Names of things that are not known
// end the same way, so it must stand behind a known name, and a final form behind everything that is asked for.
func (r *reading) predicate(i int) bool {
	t := r.found.Tokens[i]
	if !hasHangul(t.Text) || utf8.RuneCountInString(t.Text) < shortestPredicate || !r.behindName(i) {
		return false
	}
	ends := func(list []string) bool {
		return slices.ContainsFunc(list, func(e string) bool { return strings.HasSuffix(t.Text, e) })
	}
	if ends(attributiveEndings) {
		return true
	}
	return ends(finalEndings) && !slices.ContainsFunc(r.found.Mentions, func(m match.Mention) bool { return m.Kind != match.Word && m.Start > i })
}

func (r *reading) behindName(i int) bool {
	return slices.ContainsFunc(r.found.Mentions, func(m match.Mention) bool { return m.Kind == match.Entity && m.End <= i })
}

// weighLight gives the light words their weight: where the question asks for nothing else, they are what it is about.
func (r *reading) weighLight() {
	s := &r.signals
	asks := len(r.metrics)+len(r.families)+len(r.topics)+len(s.hints)+len(s.asks)+len(r.limits)+len(r.people) > 0 || s.superlatives() || s.why ||
		s.rank || s.trend || s.differ || s.compare || s.better || s.status != "" || s.kind != "" || r.continued || len(r.named) > 1 || s.help || s.turns()
	if asks || len(r.light) == 0 {
		return
	}
	if len(r.named) == 1 && len(r.data.Entity(r.named[0]).Facts) == 0 {
		return // the dataset knows the entity by its notes alone, and those are shown
	}
	r.rest = append(r.rest, r.light...)
	slices.Sort(r.rest)
}

// inQuantity tells whether a token is part of a number that was read with its unit.
func (r *reading) inQuantity(t match.Token) bool {
	for _, q := range r.quantities {
		if q.from < t.To && t.From < q.to {
			return true
		}
	}
	return false
}

func (r *reading) inVeto(token int) bool {
	for _, m := range r.vetoed {
		if token == m.End || token == m.Start-1 {
			return strings.Contains(m.Version, r.found.Tokens[token].Text)
		}
	}
	return false
}

// hasWord tells whether a token says anything: marks and emoji do not.
func hasWord(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}

// said puts the unexplained words together for an echo, in the text's order.
func (r *reading) said() string {
	var b strings.Builder
	last := -2
	for _, i := range r.rest {
		t := r.found.Tokens[i]
		if b.Len() > 0 && (i != last+1 || r.found.Tokens[last].Word != t.Word) {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
		last = i
	}
	return echo(b.String())
}

// language is the one to answer in: asked for, else the question's own, else the asker's. A Latin text that was typed
// on the Korean layout by mistake, or the reverse, speaks the language of the names it was read as.
func (r *reading) language() data.Lang {
	if r.signals.lang != "" {
		return r.signals.lang
	}
	if r.asking.Lang != "" {
		return r.asking.Lang
	}
	korean, english := 0, 0
	for _, t := range r.found.Tokens {
		text := t.Text
		if t.Mention >= 0 {
			if m := r.found.Mentions[t.Mention]; m.Kind != match.Word || m.Pass != match.Exact {
				text = m.Name
			}
		}
		switch {
		case hasHangul(text):
			korean++
		case hasLatin(text):
			english++
		}
	}
	switch {
	case korean > 0 && !r.layoutSlip():
		return data.KO
	case english > 0 || r.layoutSlip():
		return r.latinLanguage()
	case r.asking.Fallback != "":
		return r.asking.Fallback
	}
	return data.EN
}

// latinLanguage decides for a question without a Korean word. A text of names alone ("opus sonnet") says nothing of
// its asker's language; one with an English word does.
func (r *reading) latinLanguage() data.Lang {
	for _, t := range r.found.Tokens {
		if hasLatin(t.Text) && (t.Mention < 0 || r.found.Mentions[t.Mention].Kind != match.Entity) {
			return data.EN
		}
	}
	if r.asking.Fallback != "" {
		return r.asking.Fallback
	}
	return data.EN
}

// layoutSlip tells whether every Hangul token is a Latin name typed on the Korean layout.
func (r *reading) layoutSlip() bool {
	slipped := false
	for _, t := range r.found.Tokens {
		if !hasHangul(t.Text) {
			continue
		}
		if t.Mention < 0 || hasHangul(r.found.Mentions[t.Mention].Name) {
			return false
		}
		slipped = true
	}
	return slipped
}

func hasHangul(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Hangul, r) {
			return true
		}
	}
	return false
}

func hasLatin(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Latin, r) {
			return true
		}
	}
	return false
}
