package match_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"versus/answers/match"
)

// questions draws texts of the kind people type: names with slips, words, digits and particles.
func questions(names []match.Name) *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.Custom(func(t *rapid.T) string { return rapid.SampledFrom(names).Draw(t, "name").Text }),
		rapid.Custom(func(t *rapid.T) string {
			r := []rune(rapid.SampledFrom(names).Draw(t, "slipped").Text)
			i := rapid.IntRange(0, len(r)-1).Draw(t, "at")
			return string(slices.Delete(r, i, i+1))
		}),
		rapid.SampledFrom([]string{"vs", "4.6", "4.7", "80%", "2025년", "는", "가격", "ㅇㅍㅅ", "what", "hello", "소", "é"}),
		rapid.StringN(0, 6, 24),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 1, 6).Draw(t, "pieces"), rapid.SampledFrom([]string{" ", "", " ", "-"}).Draw(t, "gap"))
	})
}

// found are the mentions without what depends on the spelling of the text.
func found(r match.Result) []match.Mention {
	ms := slices.Clone(r.Mentions)
	for i := range ms {
		ms[i].Said, ms[i].Version = "", strings.ToLower(ms[i].Version)
	}
	return ms
}

func TestComposedAndDecomposedAgree(t *testing.T) {
	ix, names := fixture(t), fixtureNames(t)
	rapid.Check(t, func(t *rapid.T) {
		q := questions(names).Draw(t, "question")
		if len(norm.NFD.String(q)) > match.MaxBytes {
			t.Skip()
		}
		a, b := ix.Match(norm.NFC.String(q)), ix.Match(norm.NFD.String(q))
		if diff := cmp.Diff(a, b); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestCaseAndWidthDoNotMatter(t *testing.T) {
	ix, names := fixture(t), fixtureNames(t)
	wide := func(r rune) rune {
		if '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r - '!' + '！'
		}
		return r
	}
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(names).Draw(t, "name").Text + " " + rapid.SampledFrom(names).Draw(t, "other").Text
		want := found(ix.Match(q))
		for _, form := range []string{strings.ToUpper(q), strings.ToLower(q), strings.Map(wide, q)} {
			if diff := cmp.Diff(want, found(ix.Match(form))); diff != "" {
				t.Fatalf("%q and %q: %s", q, form, diff)
			}
		}
	})
}

func TestOrderOfNamesDoesNotMatter(t *testing.T) {
	names := fixtureNames(t)
	ix := fixture(t)
	shuffled := slices.Clone(names)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	other, err := match.New(shuffled, match.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		q := questions(names).Draw(t, "question")
		if diff := cmp.Diff(ix.Match(q), other.Match(q)); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(ix.Suggest(q, 5), other.Suggest(q, 5)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAStopWordChangesNothing(t *testing.T) {
	ix, names := fixture(t), fixtureNames(t)
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(names).Draw(t, "name").Text
		want := ix.Match(q).Mentions
		got := ix.Match(q + ", 알려줘").Mentions
		if len(got) != len(want)+1 {
			t.Fatalf("%q has %d mentions, with a stop word %d", q, len(want), len(got))
		}
		if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestEveryNameIsFoundExactly(t *testing.T) {
	ix := fixture(t)
	for _, n := range fixtureNames(t) {
		r := ix.Match(n.Text)
		ok := slices.ContainsFunc(r.Mentions, func(m match.Mention) bool { return m.Pass == match.Exact && m.Owners[0] == n.Owner })
		whole := len(r.Mentions) == 1 || n.Kind == match.Metric // a metric leaves the entity in its name to itself
		if !ok || !whole || slices.ContainsFunc(r.Tokens, func(t match.Token) bool { return t.Mention < 0 }) {
			t.Errorf("%q of %s: %s", n.Text, n.Owner, say(r))
		}
	}
}
