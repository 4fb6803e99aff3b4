package match_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"versus/answers/match"
	"versus/data"
)

func wordList(t testing.TB, file string) []string {
	t.Helper()
	var words []string
	for _, l := range readLines(t, filepath.Join("lexicon", file)) {
		text, _, _ := strings.Cut(l, "#")
		words = append(words, strings.Fields(text)...)
	}
	return words
}

func TestLexiconIsBuiltFromItsLists(t *testing.T) {
	want := match.NewLexicon(
		match.Listing{Words: wordList(t, "english.txt"), Plain: true}, match.Listing{Words: wordList(t, "korean.txt"), Plain: true},
		match.Listing{Words: wordList(t, "plain.txt"), Plain: true}, match.Listing{Words: wordList(t, "others.txt")})
	got, err := os.ReadFile("lexicon/words.bin")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want.Bytes()) {
		t.Error("lexicon/words.bin is not what its lists give: run go generate")
	}
	if _, err := match.ReadLexicon(got[:len(got)-1]); err == nil {
		t.Error("a lexicon with a byte missing was read")
	}
}

// datasetNames are the names of the embedded dataset as an engine would index them, without its words.
func datasetNames(t testing.TB) []match.Name {
	t.Helper()
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var names []match.Name
	add := func(owner string, k match.Kind, l data.Text, a data.Aliases) {
		for _, s := range append(append([]string{l.EN, l.KO}, a.EN...), a.KO...) {
			if s != "" {
				names = append(names, match.Name{Owner: owner, Kind: k, Text: s})
			}
		}
	}
	for _, e := range d.Entities() {
		add("entity:"+string(e.ID), match.Entity, e.Labels, e.Aliases)
	}
	for _, m := range d.Metrics() {
		add("metric:"+string(m.ID), match.Metric, m.Labels, m.Aliases)
	}
	for _, f := range d.Families() {
		add("family:"+string(f.ID), match.Metric, f.Labels, f.Aliases)
	}
	for _, x := range d.Topics() {
		add("topic:"+string(x.ID), match.Metric, x.Labels, x.Aliases)
	}
	return names
}

func TestDatasetHasNoClashes(t *testing.T) {
	if _, err := match.New(datasetNames(t), match.Options{}); err != nil {
		t.Fatal(err)
	}
}

// A common word of one language is no name typed with the other keyboard layout.
func TestWordsAreNoNamesOfTheOtherLayout(t *testing.T) {
	ix, err := match.New(datasetNames(t), match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	hangul := func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }) >= 0
	}
	for _, w := range append(wordList(t, "english.txt"), wordList(t, "korean.txt")...) {
		for _, m := range ix.Match(w).Mentions {
			if hangul(w) != hangul(m.Name) && m.Pass < match.Choseong && match.Key(w) == match.Key(m.Name) {
				t.Errorf("the word %q is taken for %q", w, m.Name)
			}
		}
	}
}

// The most common words, each asked alone, must not be corrected into anything: none of those in the lexicon, and of
// words outside it fewer than 0.3 %. For the latter a lexicon of four fifths of each list is built, and the rest is
// asked.
func TestCommonWordsAreNotCorrected(t *testing.T) {
	names := datasetNames(t)
	english, korean := wordList(t, "english.txt"), wordList(t, "korean.txt")
	corrected := func(lexicon *match.Lexicon, words []string) (n int, which []string) {
		ix, err := match.New(names, match.Options{Lexicon: lexicon})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range words {
			for _, m := range ix.Match(w).Mentions {
				if m.Pass > match.Josa {
					n++
					which = append(which, w+"→"+m.Name)
				}
			}
		}
		return n, which
	}
	for _, l := range [][]string{english, korean} {
		if n, which := corrected(nil, l); n > 0 {
			t.Errorf("%d words of the lexicon are corrected: %v", n, which)
		}
	}
	e, k := len(english)*4/5, len(korean)*4/5
	smaller := match.NewLexicon(match.Listing{Words: english[:e], Plain: true}, match.Listing{Words: korean[:k], Plain: true},
		match.Listing{Words: wordList(t, "plain.txt"), Plain: true}, match.Listing{Words: wordList(t, "others.txt")})
	for lang, l := range map[string][]string{"English": english[e:], "Korean": korean[k:]} {
		n, which := corrected(smaller, l)
		share := 100 * float64(n) / float64(len(l))
		t.Logf("%s: %d of %d words outside the lexicon are corrected (%.2f %%): %v", lang, n, len(l), share, which)
		if share >= 0.3 {
			t.Errorf("%s: %.2f %% of the words outside the lexicon are corrected, want less than 0.3", lang, share)
		}
	}
}

func TestEntitiesAreNotReadIntoCommonWords(t *testing.T) {
	ix := fixture(t)
	for _, text := range []string{"말고", "open", "broad", "grow", "mesa", "flesh", "dow", "달리고", "굴", "groq", "미스트랄", "shark", "이전", "hello there", "안녕하세요"} {
		if r := ix.Match(text); len(r.Mentions) > 0 {
			t.Errorf("%q was read as %s", text, say(r))
		}
	}
}
