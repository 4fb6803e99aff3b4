package prose

import (
	"maps"
	"slices"
	"testing"

	"versus/answers"
	"versus/data"
)

// BenchmarkPage measures an answer's way into words, over one answer of every kind in both languages.
func BenchmarkPage(b *testing.B) {
	d := fixture(b)
	w := writer(b, d)
	for _, l := range []data.Lang{data.EN, data.KO} {
		pages := (maker{d}).pages(l)
		b.Run(string(l)+"/all", func(b *testing.B) {
			names := slices.Sorted(maps.Keys(pages))
			all := make([]answers.Answer, 0, len(names))
			for _, n := range names {
				all = append(all, pages[n])
			}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				w.Page(all[i%len(all)])
			}
		})
		for _, name := range []string{"comparison", "profile-figure", "profile-full", "ranking", "trend-lines", "help"} {
			b.Run(string(l)+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					w.Page(pages[name])
				}
			})
		}
	}
}

// BenchmarkText measures a page's way into plain text.
func BenchmarkText(b *testing.B) {
	d := fixture(b)
	w := writer(b, d)
	for _, l := range []data.Lang{data.EN, data.KO} {
		page := w.Page((maker{d}).pages(l)["comparison"])
		b.Run(string(l), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = page.Text()
			}
		})
	}
}

// BenchmarkNew measures what a start waits for.
func BenchmarkNew(b *testing.B) {
	d := fixture(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(d); err != nil {
			b.Fatal(err)
		}
	}
}
