package match_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"versus/answers/match"
)

// BenchmarkMatch asks the questions of testdata/questions.txt in turn; ns/question is the mean, worst-ns the slowest of
// them, taken as the best of several runs each.
func BenchmarkMatch(b *testing.B) {
	ix, err := match.New(datasetNames(b), match.Options{})
	if err != nil {
		b.Fatal(err)
	}
	questions := readLines(b, "testdata/questions.txt")
	var worst time.Duration
	for _, q := range questions {
		best := time.Hour
		for range 20 {
			start := time.Now()
			ix.Match(q)
			best = min(best, time.Since(start))
		}
		worst = max(worst, best)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		ix.Match(questions[i%len(questions)])
	}
	b.ReportMetric(float64(worst.Nanoseconds()), "worst-ns")
}

// BenchmarkWorst asks what costs the most: as many unknown words as are read, of the lengths that have the most forms.
func BenchmarkWorst(b *testing.B) {
	ix := fixture(b)
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{8, 16, 32} {
		var text strings.Builder
		for text.Len() < match.MaxBytes {
			text.WriteString(madeUp(r, n, "abcdefghiklmnoprstuvw"))
			text.WriteByte(' ')
		}
		hangul := strings.Repeat("뷁숽궯퀣 ", 200)
		for name, q := range map[string]string{"latin": text.String(), "hangul": hangul, "one": strings.Repeat("opsu", 500)} {
			b.Run(fmt.Sprintf("%s-%d", name, n), func(b *testing.B) {
				for b.Loop() {
					ix.Match(q)
				}
			})
		}
	}
}

func BenchmarkNew(b *testing.B) {
	names := datasetNames(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := match.New(names, match.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(names)), "names")
}

// BenchmarkGrowth finds two-word names with a slip in each word among ever more of them.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			names := generated(n)
			ix, err := match.New(names, match.Options{})
			if err != nil {
				b.Fatal(err)
			}
			r := rand.New(rand.NewPCG(5, 6))
			questions, owners := make([]string, 2000), make([]string, 2000)
			for i := range questions {
				name := names[r.IntN(len(names))]
				owners[i] = name.Owner
				words := strings.Fields(name.Text)
				questions[i] = slip(r, words[0]) + " " + slip(r, words[1])
			}
			found := 0
			for i, q := range questions {
				if ms := ix.Match(q).Mentions; len(ms) == 1 && ms[0].Owners[0] == owners[i] {
					found++
				}
			}
			for i := 0; b.Loop(); i++ {
				ix.Match(questions[i%len(questions)])
			}
			b.ReportMetric(100*float64(found)/float64(len(questions)), "%found")
		})
	}
}

// BenchmarkIndex100k builds the index of 100,000 entities; MB is what it holds afterwards, the names included.
func BenchmarkIndex100k(b *testing.B) {
	names := generated(100_000)
	var held float64
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		ix, err := match.New(names, match.Options{})
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		held = float64(after.HeapAlloc-before.HeapAlloc) / (1 << 20)
		runtime.KeepAlive(ix)
	}
	b.ReportMetric(held, "MB")
}

// generated makes two-word names out of as many words.
func generated(n int) []match.Name {
	r := rand.New(rand.NewPCG(1, 2))
	words := make([]string, n)
	for i := range words {
		words[i] = madeUp(r, 6+r.IntN(5), "")
	}
	names := make([]match.Name, n)
	for i := range names {
		names[i] = match.Name{Owner: fmt.Sprint("e", i), Text: fmt.Sprintf("%s %s", words[i], words[r.IntN(n)])}
	}
	return names
}

// madeUp makes a word: of the letters, or of syllables where there are none.
func madeUp(r *rand.Rand, n int, letters string) string {
	var b strings.Builder
	for b.Len() < n {
		switch {
		case letters != "":
			b.WriteByte(letters[r.IntN(len(letters))])
		case b.Len()%2 == 0:
			b.WriteByte("bcdfghklmnprstvz"[r.IntN(16)])
		default:
			b.WriteByte("aeiou"[r.IntN(5)])
		}
	}
	return b.String()
}

// slip swaps, drops or changes a letter behind the first.
func slip(r *rand.Rand, w string) string {
	b := []byte(w)
	i := 1 + r.IntN(len(b)-2)
	switch r.IntN(3) {
	case 0:
		b[i], b[i+1] = b[i+1], b[i]
	case 1:
		return string(append(b[:i:i], b[i+1:]...))
	default:
		b[i] = 'x'
	}
	return string(b)
}
