package match

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"versus/data"
)

func real(t testing.TB) *Index {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	ix, err := New(datasetNames(d), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return ix
}

func datasetNames(d *data.Dataset) []Name {
	var ns []Name
	add := func(owner string, k Kind, l data.Text, a data.Aliases, v bool) {
		seen := map[string]bool{}
		for i, s := range append(append([]string{l.EN, l.KO}, a.EN...), a.KO...) {
			if s == "" || seen[s] {
				continue
			}
			seen[s] = true
			ns = append(ns, Name{Owner: owner, Kind: k, Text: s, Label: i == 0, Versioned: v && !strings.ContainsAny(s, "0123456789")})
		}
	}
	for _, e := range d.Entities() {
		add(string(e.ID), Entity, e.Labels, e.Aliases, e.Kind == data.KindLine || e.Kind == data.KindModel || e.Kind == data.KindProduct)
	}
	for _, m := range d.Metrics() {
		add("metric:"+string(m.ID), Metric, m.Labels, m.Aliases, false)
	}
	for _, m := range d.Families() {
		add("family:"+string(m.ID), Metric, m.Labels, m.Aliases, false)
	}
	for _, m := range d.Topics() {
		add("topic:"+string(m.ID), Metric, m.Labels, m.Aliases, false)
	}
	for _, w := range strings.Fields("compare vs versus 비교 비교해줘 차이 알려줘 알려주세요 뭐야 뭐 왜 who what when how is the of and 순위 best 몇 어떻게 얼마 누가 누구") {
		ns = append(ns, Name{Owner: "word:" + w, Kind: Word, Text: w})
	}
	return ns
}

func TestProbe(t *testing.T) {
	ix := real(t)
	f, _ := os.Open("/work/shared/questions/dev.jsonl")
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var q struct {
			Text, Kind string
			Entities   []string
			Metric     string
		}
		json.Unmarshal(s.Bytes(), &q)
		if len(q.Text) > 300 {
			continue
		}
		r := ix.Match(q.Text)
		fmt.Printf("%-14s %s  ⟦%s|%s⟧\n     ", q.Kind, q.Text, strings.Join(q.Entities, ","), q.Metric)
		for _, m := range r.Mentions {
			if m.Kind == Word {
				continue
			}
			fmt.Printf(" %s", strings.Join(m.Owners, "/"))
			if m.Pass != Exact {
				fmt.Printf("(%d:%d %s→%s)", m.Pass, m.Edits, m.Said, m.Name)
			}
			if m.Version != "" {
				fmt.Printf("!%s", m.Version)
			}
		}
		fmt.Printf("   LEFT:")
		for _, k := range r.Tokens {
			if k.Mention < 0 && !(k.Josa != "" && k.Stem == "") {
				fmt.Printf(" %s", k.Text)
			}
		}
		fmt.Println()
	}
}
