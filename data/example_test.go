package data_test

import (
	"fmt"
	"testing/fstest"

	"versus/data"
)

// What is known of one metric of one entity, as it is written for readers of each language.
func ExampleDataset_Figure() {
	d, err := data.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range d.FactsOf("doubao", "wau") {
		fmt.Println(d.Figure(f, data.EN), d.Figure(f, data.KO), f.AsOf)
	}
	// Output: 155M 1.55억 명 2026-02
}

// Every fault is named at once, with its place and what would be right.
func ExampleLoad() {
	_, err := data.Load(fstest.MapFS{
		"dataset.yaml":    {Data: []byte("name: { en: Mine }\nversion: 2026-02-30\nlicence: MIT\nlanguages: [en, ko]\n")},
		"sources.yaml":    {Data: []byte("- { id: me, title: { en: Me, ko: 나 }, date: 2026 }\n")},
		"metrics.yaml":    {Data: []byte("metrics:\n  - { id: speed, labels: { en: speed, ko: 속도 }, unit: kmh, better: higher, comparable: self, about: { en: How fast., ko: 빠르기. } }\n")},
		"topics.yaml":     {Data: []byte("[]\n")},
		"conflicts.yaml":  {Data: []byte("[]\n")},
		"chips/fast.yaml": {Data: []byte("id: fast\nkind: chip\nlabels: { en: Fast, ko: 패스트 }\nfacts:\n  - { metric: sped, value: 80, source: me }\n")},
	})
	fmt.Println(err)
	// Output:
	// chips/fast.yaml:5:15: no metric "sped" (speed)
	// dataset.yaml:1:7: name: "ko" is missing (the Korean text, 1 to 80 characters)
	// dataset.yaml:2:10: parse date "2026-02-30": there is no such day (2026-02-12, 2026-02, 2026-Q2 or 2026)
	// metrics.yaml:2:55: unit: "kmh" is not known (one of percent, tokens, tokens_per_second, usd, usd_per_month, usd_per_million_tokens, people, parameters, gpus, gigawatts, years, year, date, rank, multiple, hours, count, text, entity)
}

// A change in words, as a pull request would say it.
func ExampleDiff() {
	d, err := data.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(data.Diff(d, d)), "changes")
	// Output: 0 changes
}
