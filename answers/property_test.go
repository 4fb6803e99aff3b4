package answers_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"versus/answers"
	"versus/answers/match"
	"versus/data"
)

// A speech is what questions are generated from: the names of a dataset, and sentences of one language to put them in.
// A and B are entities, M a metric or a topic, Y a year.
type speech struct {
	lang                        data.Lang
	entities, metrics           []string
	singles, pairs, all, noises []string
}

func speeches(d *data.Dataset) []speech {
	en := speech{lang: data.EN,
		singles: []string{"A", "A M", "M of A", "what is the M of A", "A M Y", "why A", "A trend", "is A good at M", "and A?"},
		pairs:   []string{"A vs B", "compare A and B", "A vs B M", "A or B, which has more M", "difference between A and B"},
		all:     []string{"highest M", "M", "rank M", "top 3 M", "M over 50", "lowest M Y", "what is M", "who does not disclose M"},
		noises:  []string{"zxqv", "42", "purple", "!!", "🙂", "opsu", "2031", "not"},
	}
	ko := speech{lang: data.KO,
		singles: []string{"A", "A M", "A의 M", "A M 얼마야", "A M Y년", "왜 A", "A 추이", "A는?", "A에 대해 알려줘"},
		pairs:   []string{"A B 비교", "A랑 B 비교해줘", "A와 B의 M", "A B 중에 M 더 높은 것", "A B 차이"},
		all:     []string{"가장 높은 M", "M", "M 순위", "상위 3 M", "M 50 이상", "Y년 M", "M이 뭐야", "M 비공개"},
		noises:  []string{"뷁뷁", "42", "보라색", "!!", "🙂", "오피스", "2031년", "말고"},
	}
	for _, x := range d.Entities() {
		en.entities = append(append(en.entities, x.Labels.EN), x.Aliases.EN...)
		ko.entities = append(append(ko.entities, x.Labels.KO), x.Aliases.KO...)
	}
	for _, m := range d.Metrics() {
		en.metrics = append(append(en.metrics, m.Labels.EN), m.Aliases.EN...)
		ko.metrics = append(append(ko.metrics, m.Labels.KO), m.Aliases.KO...)
	}
	for _, f := range d.Families() {
		en.metrics = append(append(en.metrics, f.Labels.EN), f.Aliases.EN...)
		ko.metrics = append(append(ko.metrics, f.Labels.KO), f.Aliases.KO...)
	}
	for _, x := range d.Topics() {
		en.metrics = append(append(en.metrics, x.Labels.EN), x.Aliases.EN...)
		ko.metrics = append(append(ko.metrics, x.Labels.KO), x.Aliases.KO...)
	}
	return []speech{en, ko}
}

// fill puts names into a sentence.
func (s speech) fill(t *rapid.T, sentence string) string {
	return strings.NewReplacer("A", rapid.SampledFrom(s.entities).Draw(t, "a"), "B", rapid.SampledFrom(s.entities).Draw(t, "b"),
		"M", rapid.SampledFrom(s.metrics).Draw(t, "m"), "Y", rapid.SampledFrom([]string{"2023", "2024", "2025", "2026"}).Draw(t, "y")).Replace(sentence)
}

// question draws a question of any form, in any language.
func drawQuestion(t *rapid.T, all []speech) (string, speech) {
	s := rapid.SampledFrom(all).Draw(t, "language")
	return s.fill(t, rapid.SampledFrom(slices.Concat(s.singles, s.pairs, s.all)).Draw(t, "sentence")), s
}

// noisy adds words that mean nothing, or something else, to a question, and slips of the finger.
func noisy(t *rapid.T, q string, s speech) string {
	letters := []rune(q)
	for range rapid.IntRange(0, 2).Draw(t, "slips") {
		i := rapid.IntRange(0, len(letters)-1).Draw(t, "slip at")
		switch rapid.IntRange(0, 2).Draw(t, "slip") {
		case 0:
			letters = slices.Delete(letters, i, i+1)
		case 1:
			letters = slices.Insert(letters, i, letters[i])
		case 2:
			j := max(i-1, 0)
			letters[i], letters[j] = letters[j], letters[i]
		}
		if len(letters) == 0 {
			return q
		}
	}
	words := strings.Fields(string(letters))
	for range rapid.IntRange(0, 2).Draw(t, "noises") {
		i := rapid.IntRange(0, len(words)).Draw(t, "at")
		words = slices.Insert(words, i, rapid.SampledFrom(s.noises).Draw(t, "noise"))
	}
	return strings.Join(words, " ")
}

// agree tells how two answers differ in what they say, "" where they do not. What they repeat of the question may.
func agree(a, b answers.Answer) string {
	if a, b := say(a), say(b); a != b {
		return a + " and " + b
	}
	if !sameFacts(a, b) {
		return "other facts"
	}
	return ""
}

func TestARepeatedQuestionHasTheSameAnswer(t *testing.T) {
	e, other := newEngine(t), newEngine(t)
	all := speeches(e.Data())
	rapid.Check(t, func(t *rapid.T) {
		q, s := drawQuestion(t, all)
		q = noisy(t, q, s)
		asking := answers.Asking{Context: e.Ask(drawFrom(t, all), answers.Asking{}).About().Context}
		want := e.Ask(q, asking)
		for _, again := range []answers.Answer{e.Ask(q, asking), other.Ask(q, asking)} {
			if diff := cmp.Diff(want, again); diff != "" {
				t.Fatalf("%q: %s", q, diff)
			}
		}
	})
}

func drawFrom(t *rapid.T, all []speech) string {
	q, _ := drawQuestion(t, all)
	return q
}

func TestTheOrderOfTwoNamesDoesNotMatter(t *testing.T) {
	e := newEngine(t)
	all := speeches(e.Data())
	names := map[data.Lang][]form{}
	for _, s := range all {
		names[s.lang] = formsOf(s.entities)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "language")
		// Two names without a word between them may read as a third: "GPT-5.2 Spark".
		apart := slices.DeleteFunc(slices.Clone(s.pairs), func(p string) bool { return strings.Contains(p, "A B") })
		sentence := s.fill(t, strings.NewReplacer("A", "\x01", "B", "\x02").Replace(rapid.SampledFrom(apart).Draw(t, "sentence")))
		a, b := rapid.SampledFrom(s.entities).Draw(t, "one"), rapid.SampledFrom(s.entities).Draw(t, "two")
		there := strings.NewReplacer("\x01", a, "\x02", b).Replace(sentence)
		back := strings.NewReplacer("\x01", b, "\x02", a).Replace(sentence)
		one, other := formOf(there), formOf(back)
		if slices.ContainsFunc(names[s.lang], func(n form) bool { return n.within(one) != n.within(other) }) {
			t.Skip() // the end of one and the beginning of the other are a name too
		}
		x, y := e.Ask(there, answers.Asking{}), e.Ask(back, answers.Asking{})
		_, compared := x.(*answers.Comparison)
		_, again := y.(*answers.Comparison)
		if compared != again || compared && !sameFacts(x, y) {
			t.Fatalf("%q: %s; %q: %s", there, say(x), back, say(y))
		}
	})
}

// wordForms are the forms of one word file with the classes they are of.
func wordForms(tb testing.TB, l data.Lang) (forms []string, classes map[string][]string) {
	tb.Helper()
	text, err := answers.WordFiles.ReadFile("words/" + string(l) + ".txt")
	if err != nil {
		tb.Fatal(err)
	}
	classes = map[string][]string{}
	for line := range strings.Lines(string(text)) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || name[0] == '#' {
			continue
		}
		for form := range strings.SplitSeq(list, ",") {
			if form = strings.TrimSuffix(strings.TrimSpace(form), "~"); form != "" {
				forms, classes[form] = append(forms, form), append(classes[form], name)
			}
		}
	}
	return forms, classes
}

// A stopList is the words of a language that mean nothing in a question, those in no class but "stop", and all names
// and forms that a stop word may be a part of.
type stopList struct {
	stops  []string
	others []form
}

func stopWords(tb testing.TB, l data.Lang, all []speech) stopList {
	tb.Helper()
	forms, classes := wordForms(tb, l)
	var list stopList
	heard := map[string]bool{} // keys that do more than to be passed over
	for _, s := range all {
		for _, n := range slices.Concat(s.entities, s.metrics) {
			heard[match.Key(n)] = true
		}
		list.others = append(list.others, formsOf(s.entities, s.metrics)...)
	}
	list.others = append(list.others, formsOf(forms)...)
	for _, f := range forms {
		if !slices.Equal(classes[f], []string{"stop"}) {
			heard[match.Key(f)] = true
		}
	}
	list.stops = slices.DeleteFunc(forms, func(f string) bool { return heard[match.Key(f)] })
	return list
}

// A form is words with their keys, which are looked for again and again.
type form struct{ words, keys string }

func formOf(words string) form {
	return form{" " + strings.ToLower(words) + " ", match.Key(words)}
}

func formsOf(lists ...[]string) []form {
	var all []form
	for _, words := range slices.Concat(lists...) {
		all = append(all, formOf(words))
	}
	return all
}

// within tells whether a form stands in another, as words, or glued as one who types without blanks has it.
func (f form) within(text form) bool {
	return strings.Contains(text.words, f.words) || strings.Contains(text.keys, f.keys)
}

// joined tells whether a stop word makes another name or form together with the words beside it: "to" before "train".
func (l stopList) joined(q, with, stop string) bool {
	plain, longer, word := formOf(q), formOf(with), formOf(stop)
	return slices.ContainsFunc(l.others, func(f form) bool {
		return len(f.keys) > 1 && f.within(longer) && !f.within(plain) && !f.within(word)
	})
}

func TestAStopWordChangesNothing(t *testing.T) {
	e := newEngine(t)
	all := speeches(e.Data())
	stops := map[data.Lang]stopList{}
	for _, s := range all {
		stops[s.lang] = stopWords(t, s.lang, all)
	}
	rapid.Check(t, func(t *rapid.T) {
		q, s := drawQuestion(t, all)
		stop := rapid.SampledFrom(stops[s.lang].stops).Draw(t, "stop")
		with := stop + " " + q
		if rapid.Bool().Draw(t, "behind") {
			with = q + " " + stop
		}
		beside := q[0]
		if strings.HasPrefix(with, q) {
			beside = q[len(q)-1]
		}
		if '0' <= beside && beside <= '9' || stops[s.lang].joined(q, with, stop) {
			t.Skip() // it counts the number, or is its unit, or part of a name
		}
		if diff := agree(e.Ask(q, answers.Asking{}), e.Ask(with, answers.Asking{})); diff != "" {
			t.Fatalf("%q and %q: %s", q, with, diff)
		}
	})
}

func TestComposedAndDecomposedAgree(t *testing.T) {
	e := newEngine(t)
	all := speeches(e.Data())
	rapid.Check(t, func(t *rapid.T) {
		q, s := drawQuestion(t, all)
		q = noisy(t, q, s)
		if diff := cmp.Diff(e.Ask(norm.NFC.String(q), answers.Asking{}), e.Ask(norm.NFD.String(q), answers.Asking{})); diff != "" {
			t.Fatalf("%q: %s", q, diff)
		}
	})
}

func TestCaseAndWidthDoNotMatter(t *testing.T) {
	e := newEngine(t)
	all := speeches(e.Data())
	wide := func(r rune) rune {
		if '!' <= r && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}
	rapid.Check(t, func(t *rapid.T) {
		q, s := drawQuestion(t, all)
		q = noisy(t, q, s)
		want := e.Ask(q, answers.Asking{})
		for _, form := range []string{strings.ToUpper(q), strings.ToLower(q), strings.Map(wide, q)} {
			if diff := agree(want, e.Ask(form, answers.Asking{})); diff != "" {
				t.Fatalf("%q and %q: %s", q, form, diff)
			}
		}
	})
}

func TestEveryOfferOfAnyQuestionIsAnswered(t *testing.T) {
	e := newEngine(t)
	all := speeches(e.Data())
	rapid.Check(t, func(t *rapid.T) {
		q, s := drawQuestion(t, all)
		q = noisy(t, q, s)
		for _, o := range offers(e.Ask(q, answers.Asking{Lang: rapid.SampledFrom([]data.Lang{"", data.EN, data.KO}).Draw(t, "answer in")})) {
			if a := e.Ask(o.Question, answers.Asking{}); answers.OutcomeOf(a) != answers.Answered {
				t.Fatalf("%q offers %q, which comes to %s", q, o.Question, say(a))
			}
		}
	})
}

// TestConcurrentQuestions asks one engine the same questions from several goroutines; run it with -race.
func TestConcurrentQuestions(t *testing.T) {
	e := newEngine(t)
	var questions []string
	for _, q := range readQuestions(t)[:60] {
		questions = append(questions, q.Text)
	}
	want := make([]string, len(questions))
	for i, q := range questions {
		want[i] = say(e.Ask(q, answers.Asking{}))
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i, q := range questions {
				if got := say(e.Ask(q, answers.Asking{})); got != want[i] {
					t.Errorf("%q: %s, alone: %s", q, got, want[i])
				}
			}
		})
	}
	group.Wait()
}
