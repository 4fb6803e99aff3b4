package data

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold brings a name into the form in which two names are the same: composed, of one width, without case, spaces and
// punctuation. "GPT-5.3 Codex" and "gpt5.3codex" fold alike. Signs such as + and $ stay.
func Fold(s string) string {
	s = cases.Fold().String(norm.NFKC.String(s))
	s = strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.IsPunct(c) || unicode.Is(unicode.Cf, c) {
			return -1
		}
		return c
	}, s)
	return norm.NFKC.String(s)
}

// An owner is whoever has a name.
type owner struct {
	what string // "metric capex"
	at   *node
}

// checkNames reports names that two owners share: a question with such a name would have two meanings.
func (l *loader) checkNames() {
	owners := map[string]owner{}
	for _, f := range l.content.Families {
		l.ownNames(owners, owner{"family " + string(f.ID), l.at[f]})
	}
	for _, m := range l.content.Metrics {
		l.ownNames(owners, owner{"metric " + string(m.ID), l.at[m]})
	}
	for _, t := range l.content.Topics {
		l.ownNames(owners, owner{"topic " + string(t.ID), l.at[t]})
	}
	for _, e := range l.content.Entities {
		l.ownNames(owners, owner{string(e.Kind) + " " + string(e.ID), l.at[e]})
	}
}

// ownNames files the labels and aliases that stand in one owner's mapping.
func (l *loader) ownNames(owners map[string]owner, o owner) {
	for _, part := range []string{"labels", "aliases"} {
		for _, lang := range []string{"en", "ko"} {
			for _, n := range o.at.get(part).get(lang).list() {
				l.ownName(owners, o, n)
			}
		}
	}
}

func (l *loader) ownName(owners map[string]owner, o owner, n *node) {
	if n.str() == "" {
		return
	}
	folded := Fold(n.str())
	if folded == "" {
		l.fault(n, fmt.Sprintf("%q names nothing", clip(n.str())), "a name with letters or digits")
		return
	}
	old, taken := owners[folded]
	if taken && old.what != o.what {
		l.fault(n, fmt.Sprintf("the name %q belongs to %s already", clip(n.str()), clip(old.what)), fmt.Sprintf("a name of its own; see %s:%d", old.at.at.file, old.at.at.line))
		return
	}
	owners[folded] = o
}
