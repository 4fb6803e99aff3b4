package content

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"versus/answers"
	"versus/data"
)

// Words for subjects that are more than one thing of the dataset.
//
//go:embed subjects.txt
var subjectWords string

// Subjects are what the words of a person mean, as ids: of entities, groups, metrics, families and topics, and kinds as
// "kind:model".
type Subjects struct {
	IDs     []string
	Unknown []string // words that mean nothing here
	Near    []string // for each of them what may have been meant, "" where nothing is near
}

// A Finder finds out what somebody means. It is immutable and safe for concurrent use; a new dataset needs a new Finder.
type Finder struct {
	engine *answers.Engine
	names  map[string][]string
}

// NewFinder indexes the names of an engine's dataset.
func NewFinder(e *answers.Engine) *Finder { return &Finder{engine: e, names: names(e.Data())} }

// Data is the dataset that the finder knows.
func (r *Finder) Data() *data.Dataset { return r.engine.Data() }

// Resolve finds out what somebody wants digests to be about: “openai”, “models and prices”, “중국, 돈”. Words are names and
// aliases of the dataset, or one of a few for larger subjects (money, models, china). A misspelt name is not taken for
// another: it is unknown, with the nearest name beside it.
func (r *Finder) Resolve(text string) Subjects {
	var s Subjects
	for _, part := range parts(text) {
		ids, left := r.words(strings.Fields(part))
		for _, id := range ids {
			if !slices.Contains(s.IDs, id) {
				s.IDs = append(s.IDs, id)
			}
		}
		for _, w := range left {
			s.Unknown, s.Near = append(s.Unknown, w), append(s.Near, r.near(w))
		}
	}
	return s
}

// parts divides a text where people put a comma or an and.
func parts(text string) []string {
	text = strings.NewReplacer(",", "|", ";", "|", "/", "|", "+", "|", "&", "|", "，", "|", "、", "|", "·", "|", " and ", "|", " & ", "|",
		" 그리고 ", "|", " 및 ", "|", " 와 ", "|", " 과 ", "|", " 하고 ", "|").Replace(" " + text + " ")
	var out []string
	for p := range strings.SplitSeq(text, "|") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// words reads the longest names first: “claude opus 4.6” is one subject, not three.
func (r *Finder) words(words []string) (ids, left []string) {
	for i := 0; i < len(words); {
		n := min(6, len(words)-i)
		for ; n > 0; n-- {
			if found := r.one(strings.Join(words[i:i+n], " ")); found != nil {
				ids = append(ids, found...)
				break
			}
		}
		if n == 0 {
			left = append(left, words[i])
			n = 1
		}
		i += n
	}
	return ids, left
}

// one reads one name, in Korean with the particle behind it.
func (r *Finder) one(s string) []string {
	if ids := r.names[data.Fold(s)]; ids != nil {
		return ids
	}
	if last := []rune(s); len(last) > 0 && !unicode.Is(unicode.Hangul, last[len(last)-1]) {
		return nil
	}
	for _, tail := range []string{"에 대해서", "에 대해", "에 대한", "에 관해", "에 관한", "에 관하여", "관련", "소식만", "소식", "만", "와", "과", "을", "를", "의", "에", "은", "는", "이", "가"} {
		if bare, ok := strings.CutSuffix(s, tail); ok {
			if ids := r.names[data.Fold(bare)]; ids != nil {
				return ids
			}
		}
	}
	return nil
}

// near gives the name that a misspelt word may stand for.
func (r *Finder) near(word string) string {
	for _, c := range r.engine.Ask(word, answers.Asking{Lang: data.EN}).About().Corrections {
		return c.To
	}
	return ""
}

// names gives what each name means, folded. An id always means itself; of other names the dataset's loader has seen to
// it that no two entities share one, and what a metric and a topic share means both.
func names(d *data.Dataset) map[string][]string {
	by := map[string][]string{}
	add := func(id string, labels data.Text, aliases data.Aliases) {
		all := slices.Concat([]string{id, labels.EN, labels.KO}, aliases.EN, aliases.KO)
		for _, name := range all {
			if name = data.Fold(name); name != "" && !slices.Contains(by[name], id) {
				by[name] = append(by[name], id)
			}
		}
	}
	for _, e := range d.Entities() {
		add(string(e.ID), e.Labels, e.Aliases)
	}
	for _, f := range d.Families() {
		add(string(f.ID), f.Labels, f.Aliases)
	}
	for _, m := range d.Metrics() {
		add(string(m.ID), m.Labels, m.Aliases)
	}
	for _, t := range d.Topics() {
		add(string(t.ID), t.Labels, t.Aliases)
	}
	for line := range strings.Lines(subjectWords) {
		words, ids, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.SplitSeq(words, ",") {
			by[data.Fold(w)] = strings.Fields(ids)
		}
	}
	return by
}

// SayAbout names subjects: “OpenAI, prices and models”; "" where there are none. What [Finder.Resolve] makes of the names is the
// same subjects again. An id that the dataset no longer has is named by itself.
func SayAbout(d *data.Dataset, about []string, l data.Lang) string {
	return join(l, NamesOf(d, about, l))
}

// NamesOf gives the names of subjects one by one.
func NamesOf(d *data.Dataset, about []string, l data.Lang) []string {
	var names []string
	for len(about) > 0 {
		name, n := larger(about, l)
		if n == 0 {
			name, n = subject(d, about[0], l), 1
		}
		names, about = append(names, name), about[n:]
	}
	return names
}

// larger gives the word for as many of the first subjects as one word has, and how many these are.
func larger(about []string, l data.Lang) (name string, n int) {
	for line := range strings.Lines(subjectWords) {
		words, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		ids := strings.Fields(list)
		if !ok || strings.HasPrefix(line, "#") || len(ids) <= n || len(ids) > len(about) || !slices.Equal(ids, about[:len(ids)]) {
			continue
		}
		all := strings.Split(words, ",")
		name, n = strings.TrimSpace(all[0]), len(ids)
		if l == data.KO {
			name = strings.TrimSpace(all[len(all)-1])
		}
	}
	return name, n
}

// subject names one subject.
func subject(d *data.Dataset, id string, l data.Lang) string {
	if kind, ok := strings.CutPrefix(id, kindPrefix); ok {
		return say(l, "kinds_"+kind, nil)
	}
	if e := d.Entity(data.EntityID(id)); e != nil {
		return name(e, l)
	}
	if m := d.Metric(data.MetricID(id)); m != nil {
		return m.Labels.In(l)
	}
	if f := d.Family(data.FamilyID(id)); f != nil {
		return f.Labels.In(l)
	}
	if t := d.Topic(data.TopicID(id)); t != nil {
		return t.Labels.In(l)
	}
	return id
}
