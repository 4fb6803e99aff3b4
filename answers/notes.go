package answers

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"versus/data"
)

// A noteIndex finds notes and text facts by the words they use, in either language.
type noteIndex struct {
	docs  []doc
	words []noteWord // sorted
}

// A doc is one note, or one fact that says something in words.
type doc struct {
	note  *data.Note
	fact  *data.Fact
	aside bool // only the fact's caveat says it, which answers nothing where the fact's entity is not asked about
}

type noteWord struct {
	word string
	docs []int32
}

// shortestWord is the shortest word, in letters, that is indexed: shorter ones tell nothing.
const (
	shortestLatin  = 3
	shortestHangul = 2
)

func indexNotes(d *data.Dataset) *noteIndex {
	x := &noteIndex{}
	byWord := map[string][]int32{}
	add := func(it doc, texts ...data.Text) {
		id := int32(len(x.docs))
		x.docs = append(x.docs, it)
		for _, t := range texts {
			for _, w := range noteWords(t.EN + " " + t.KO) {
				if l := byWord[w]; len(l) == 0 || l[len(l)-1] != id {
					byWord[w] = append(l, id)
				}
			}
		}
	}
	for _, n := range d.Notes() {
		add(doc{note: n}, n.Title, n.Text)
	}
	for _, f := range d.Facts() {
		switch {
		case f.Rank == data.Deprecated:
		case !f.Text.IsZero():
			add(doc{fact: f}, f.Text, f.Note)
		case !f.Note.IsZero():
			add(doc{fact: f, aside: true}, f.Note)
		}
	}
	for w, docs := range byWord {
		x.words = append(x.words, noteWord{w, docs})
	}
	sort.Slice(x.words, func(i, j int) bool { return x.words[i].word < x.words[j].word })
	return x
}

// noteWords splits a text into the stems of its words, script by script.
func noteWords(text string) []string {
	var list []string
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, part := range splitScripts(w) {
			if long(part) {
				list = append(list, stemWord(part))
			}
		}
	}
	return list
}

func splitScripts(w string) []string {
	first, _ := utf8.DecodeRuneInString(w)
	hangul := unicode.Is(unicode.Hangul, first)
	for i, r := range w {
		if unicode.Is(unicode.Hangul, r) != hangul {
			return []string{w[:i], w[i:]}
		}
	}
	return []string{w}
}

func long(w string) bool {
	if hasHangul(w) {
		return utf8.RuneCountInString(w) >= shortestHangul
	}
	return len(w) >= shortestLatin
}

// stemWord cuts the endings by which an English question's word differs from a note's: "robotic", "robotics". Korean
// words are left whole; they are found by their beginning.
func stemWord(w string) string {
	if hasHangul(w) {
		return w
	}
	for _, ending := range []string{"ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "ics", "ic", "s", "e", "y"} {
		if stem, ok := strings.CutSuffix(w, ending); ok && len(stem) >= 4 {
			return stem
		}
	}
	return w
}

// find returns the docs that use a word; Korean words by their beginning, so that endings and particles do not matter.
func (x *noteIndex) find(word string) []int32 {
	word = strings.ToLower(word)
	if !long(word) {
		return nil
	}
	if !hasHangul(word) {
		s := stemWord(word)
		i := sort.Search(len(x.words), func(i int) bool { return x.words[i].word >= s })
		if i < len(x.words) && x.words[i].word == s {
			return x.words[i].docs
		}
		return nil
	}
	var docs []int32
	i := sort.Search(len(x.words), func(i int) bool { return x.words[i].word >= word })
	for ; i < len(x.words) && strings.HasPrefix(x.words[i].word, word); i++ {
		docs = append(docs, x.words[i].docs...)
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}

// concerns tells whether a doc is about an entity, itself or by its line.
func (d doc) concerns(id data.EntityID) bool {
	if d.note != nil {
		return d.note.Entity == id || slices.Contains(d.note.About, id)
	}
	return d.fact.Entity == id || d.fact.With == id || slices.Contains(d.fact.Refs, id)
}

// kin is an entity with what its notes may stand under: its lines, and for a line its newest member.
func (r *reading) kin(id data.EntityID) []data.EntityID {
	list := []data.EntityID{id}
	x := r.data.Entity(id)
	if x == nil {
		return list
	}
	if x.Newest != "" {
		list = append(list, x.Newest)
	}
	for l := r.data.Entity(x.Line); l != nil; l = r.data.Entity(l.Line) {
		list = append(list, l.ID)
	}
	return list
}

// notesOf are the notes about an entity or its kin, narrowed to topics where some are asked for.
func (r *reading) notesOf(id data.EntityID, topics []data.TopicID) []*data.Note {
	var list []*data.Note
	kin := r.kin(id)
	for _, k := range kin {
		for _, n := range r.data.NotesOf(k) {
			if (len(topics) == 0 || onTopic(n, topics)) && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	other := func(n *data.Note) int { return rank(!slices.Contains(kin, n.Entity)) }
	slices.SortStableFunc(list, func(a, b *data.Note) int { return other(a) - other(b) })
	return list
}

func onTopic(n *data.Note, topics []data.TopicID) bool {
	return slices.ContainsFunc(n.Topics, func(t data.TopicID) bool { return slices.Contains(topics, t) })
}

// notesBetween are the notes that concern every one of several entities.
func (r *reading) notesBetween(ids []data.EntityID) []*data.Note {
	var list []*data.Note
	for _, n := range r.notesOf(ids[0], nil) {
		all := true
		for _, id := range ids[1:] {
			all = all && slices.ContainsFunc(r.kin(id), func(k data.EntityID) bool { return doc{note: n}.concerns(k) })
		}
		if all {
			list = append(list, n)
		}
	}
	return list
}
