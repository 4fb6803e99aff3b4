package answers

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"versus/data"
)

func TestWordFilesParse(t *testing.T) {
	v, err := readVocabulary()
	if err != nil {
		t.Fatal(err)
	}
	if len(v.order) < 1000 || len(v.stems) < 50 {
		t.Errorf("only %d forms and %d stems", len(v.order), len(v.stems))
	}
}

func TestWordFileFaults(t *testing.T) {
	tests := []struct{ file, want string }{
		{"stop: a\n\nno colon here", `read words "x.txt" line 3: no class before a colon`},
		{": a, b", `read words "x.txt" line 1: no class before a colon`},
		{"# comment\nstopp: a", `read words "x.txt" line 2: no class is called "stopp"`},
		{"Stop: a", `no class is called "Stop"`},
		{"kind modell: a", `class "kind" takes one of`},
		{"kind: a", `class "kind" takes 1 argument, not 0`},
		{"stop word: a", `class "stop" takes no argument, not 1`},
		{"superlative: a", `class "superlative" takes 1 to 2 arguments, not 0`},
		{"superlative highest: a", `not "highest"`},
		{"superlative high output speed: a", `not 3`},
		{"place first: a", `whole number from 1 on, not "first"`},
		{"count 0: a", `whole number from 1 on, not "0"`},
		{"status targeted: a", `class "status" takes one of`},
		{"lang jp: a", `class "lang" takes one of en ko, not "jp"`},
		{"year 2025: a", `class "year" takes one of this last next`},
		{"except: not", `class "except" takes 1 argument`},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			v := &vocabulary{forms: map[string][]class{}}
			if err := v.read("x.txt", tt.file); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// TestEveryClassIsHeard makes sure that each class that a word file may name does something. Three are read elsewhere.
func TestEveryClassIsHeard(t *testing.T) {
	elsewhere := map[string]bool{"stop": true, "light": true, "except": true}
	for name, rule := range classRules {
		c := class(name)
		switch {
		case rule.number:
			c += " 2"
		case len(rule.first) > 0:
			c += class(" " + rule.first[0])
		case rule.least > 0:
			c += " valuation"
		}
		if err := c.check(); err != nil {
			t.Errorf("%s: %v", c, err)
		}
		var s signals
		s.hear(c)
		if heard := !reflect.DeepEqual(s, signals{}); heard == elsewhere[name] {
			t.Errorf("class %q is heard: %v", c, heard)
		}
	}
}

// TestNoFormTwice makes sure that no form stands twice in one class, by itself or beside its own stem.
func TestNoFormTwice(t *testing.T) {
	seen := map[string]string{}
	eachForm(t, func(where string, c class, form string) {
		key := string(c) + ": " + strings.TrimSuffix(form, "~")
		if first, ok := seen[key]; ok {
			t.Errorf("%s: %q stands in %s already", where, key, first)
		}
		seen[key] = where
	})
}

// TestWordsNameWhatIsThere makes sure that the words that ask for a metric or a family name one of the dataset, and the
// words of a region one of its groups.
func TestWordsNameWhatIsThere(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	measured := func(id string) bool {
		return id == makerHint || d.Metric(data.MetricID(id)) != nil || d.Family(data.FamilyID(id)) != nil
	}
	region := func(id string) bool {
		for _, x := range d.Entities() {
			if x.Kind == data.KindGroup && regional(x.ID, id) {
				return true
			}
		}
		return false
	}
	eachForm(t, func(where string, c class, form string) {
		ok := true
		switch args := c.args(); c.name() {
		case "hint", "ask":
			ok = measured(args[0])
		case "superlative":
			ok = len(args) == 1 || measured(args[1])
		case "region":
			ok = region(args[0])
		}
		if !ok {
			t.Errorf("%s: class %q of %q names nothing of the dataset", where, c, form)
		}
	})
}

func eachForm(t *testing.T, visit func(where string, c class, form string)) {
	t.Helper()
	for _, name := range []string{"words/en.txt", "words/ko.txt"} {
		text, err := wordFiles.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			head, forms, _ := strings.Cut(line, ":")
			for form := range strings.SplitSeq(forms, ",") {
				if form = strings.TrimSpace(form); form != "" {
					visit(fmt.Sprintf("%s line %d", name, n), class(strings.Join(strings.Fields(head), " ")), form)
				}
			}
		}
	}
}

func TestStems(t *testing.T) {
	v := &vocabulary{stems: []stem{{"되", []class{"stop"}}, {"되돌", []class{"swap"}}, {"알려", []class{"stop"}}}} // sorted
	for word, want := range map[string]class{"되나요": "stop", "되": "stop", "되돌려": "swap", "되돌": "swap", "알려주세요": "stop"} {
		if got := v.stemmed(word); len(got) != 1 || got[0] != want {
			t.Errorf("%q is %v, want %s", word, got, want)
		}
	}
	for _, word := range []string{"", "z", "오퍼스", "알"} {
		if got := v.stemmed(word); got != nil {
			t.Errorf("%q is %v", word, got)
		}
	}
}
