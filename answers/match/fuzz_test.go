package match_test

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"versus/answers/match"
)

func seed(f *testing.F) {
	for _, s := range []string{"", "opus vs sonnet", "오퍼스랑 소넷 비교", "ㅇㅍㅅ 4.6", "gpt5.3 codex", "sonnet-4-6", "ㅐㅔㅕㄴ", "\u1109\u1169", "e\u0301\u0301\u0301",
		"4.6.7-8_9", "$300B+ 1,000", "a\xff\x00b", "豆包 2.0", "it's", "만만만만", "３만명", "오퍼스가격비교", "opusvssonnet", "ᄀᄀᆨ", "👍🏽 grok"} {
		f.Add(s)
	}
}

func FuzzNormalise(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		c, _ := match.Clean(s)
		if !utf8.ValidString(c) || !norm.NFC.IsNormalString(c) {
			t.Errorf("Clean(%q) = %q is no composed text", s, c)
		}
		if again, cut := match.Clean(c); len(c) <= match.MaxBytes && (again != c || cut) {
			t.Errorf("Clean(%q) = %q, and of that %q", s, c, again)
		}
	})
}

func FuzzTokenise(f *testing.F) {
	ix := fixture(f)
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		r := ix.Match(s)
		end, word := 0, 0
		for i, k := range r.Tokens {
			if k.From < end || k.To <= k.From || k.To > len(r.Text) || r.Text[k.From:k.To] != k.Text || k.Word < word {
				t.Fatalf("token %d of %q: %+v", i, r.Text, k)
			}
			if k.Josa != "" && k.Stem+k.Josa != k.Text {
				t.Errorf("token %d of %q: stem %q and particle %q are not %q", i, r.Text, k.Stem, k.Josa, k.Text)
			}
			end, word = k.To, k.Word
		}
	})
}

func FuzzMatch(f *testing.F) {
	ix := fixture(f)
	seed(f)
	f.Fuzz(func(t *testing.T, s string) {
		r := ix.Match(s)
		end := 0
		for i, m := range r.Mentions {
			if m.Start < end || m.End <= m.Start || m.End > len(r.Tokens) || len(m.Owners) == 0 || m.Name == "" {
				t.Fatalf("mention %d of %q: %+v", i, r.Text, m)
			}
			for j := m.Start; j < m.End; j++ {
				if r.Tokens[j].Mention != i {
					t.Errorf("token %d of %q belongs to %d, not to %d", j, r.Text, r.Tokens[j].Mention, i)
				}
			}
			if want := r.Text[r.Tokens[m.Start].From:r.Tokens[m.End-1].To]; m.Said != want {
				t.Errorf("mention %d of %q said %q, want %q", i, r.Text, m.Said, want)
			}
			end = m.End
		}
		for j, k := range r.Tokens {
			if k.Mention >= 0 && (r.Mentions[k.Mention].Start > j || r.Mentions[k.Mention].End <= j) {
				t.Errorf("token %d of %q claims to be in mention %d", j, r.Text, k.Mention)
			}
		}
		ix.Suggest(s, 5)
	})
}
