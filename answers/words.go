package answers

import (
	"bufio"
	"embed"
	"fmt"
	"sort"
	"strings"

	"versus/answers/match"
)

//go:embed words/*.txt
var wordFiles embed.FS

// A class is what a question's word does: "compare", "stop", "superlative high output_speed". Its first field is its
// name, the rest its arguments.
type class string

func (c class) name() string {
	name, _, _ := strings.Cut(string(c), " ")
	return name
}

func (c class) args() []string { return strings.Fields(string(c))[1:] }

// A vocabulary is the words a question is made of besides the dataset's names.
type vocabulary struct {
	forms map[string][]class // by form, as written
	order []string           // the forms, in the files' order
	stems []stem             // sorted by prefix
}

// A stem stands for every word that begins with it.
type stem struct {
	prefix  string
	classes []class
}

// readVocabulary reads both word files. A form may belong to several classes, as "누가" does.
func readVocabulary() (*vocabulary, error) {
	v := &vocabulary{forms: map[string][]class{}}
	for _, name := range []string{"words/en.txt", "words/ko.txt"} {
		text, err := wordFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read words %q: %w", name, err)
		}
		if err := v.read(name, string(text)); err != nil {
			return nil, err
		}
	}
	sort.SliceStable(v.stems, func(i, j int) bool { return v.stems[i].prefix < v.stems[j].prefix })
	return v, nil
}

func (v *vocabulary) read(file, text string) error {
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, forms, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return fmt.Errorf("read words %q line %d: no class before a colon", file, n)
		}
		c := class(strings.Join(strings.Fields(name), " "))
		if err := c.check(); err != nil {
			return fmt.Errorf("read words %q line %d: %w", file, n, err)
		}
		for form := range strings.SplitSeq(forms, ",") {
			if form = strings.TrimSpace(form); form != "" {
				v.add(form, c)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read words %q: %w", file, err)
	}
	return nil
}

func (v *vocabulary) add(form string, c class) {
	if prefix, isStem := strings.CutSuffix(form, "~"); isStem {
		v.stems = append(v.stems, stem{prefix, []class{c}})
		form = prefix // the bare stem is a word too
	}
	if v.forms[form] == nil {
		v.order = append(v.order, form)
	}
	v.forms[form] = append(v.forms[form], c)
}

// stemmed returns the classes of the longest stem that a word begins with, nil where there is none.
func (v *vocabulary) stemmed(word string) []class {
	best := -1
	i := sort.Search(len(v.stems), func(i int) bool { return v.stems[i].prefix > word })
	for i--; i >= 0; i-- {
		p := v.stems[i].prefix
		if strings.HasPrefix(word, p) && (best < 0 || len(p) > len(v.stems[best].prefix)) {
			best = i
		}
		if len(p) > 0 && p[0] != word[0] {
			break // sorted: no earlier prefix can begin like the word
		}
	}
	if best < 0 {
		return nil
	}
	return v.stems[best].classes
}

// looseClasses may be found behind a typing error too: long words that carry the intent of a question.
var looseClasses = map[string]bool{"compare": true, "differ": true, "rank": true, "trend": true, "help": true}

// looseLength is the shortest form, in bytes, that may be read through a typing error; shorter ones resemble too much.
const looseLength = 6

// names turns the vocabulary into names for the matcher. Forms that share a key share an owner, whose classes are
// those of both; forms that the dataset uses as a name are left to the dataset.
func (v *vocabulary) names(taken map[string]bool) ([]match.Name, map[string][]class) {
	owners := make(map[string][]class, len(v.order))
	first := make(map[string]string, len(v.order)) // by key, the form that is its name
	names := make([]match.Name, 0, len(v.order))
	for _, form := range v.order {
		key := match.Key(form)
		if key == "" || taken[key] {
			continue
		}
		owner := "word:" + key
		// A short word is not found as it looks on the other keyboard, so that 해 must be a name beside its own keys, "go".
		if f, known := first[key]; !known || hasHangul(form) && !hasHangul(f) {
			first[key] = form
			loose := len(form) >= looseLength && looseClasses[v.forms[form][0].name()]
			names = append(names, match.Name{Owner: owner, Kind: match.Word, Text: form, Loose: loose, Label: true})
		}
		owners[owner] = append(owners[owner], v.forms[form]...)
	}
	return names, owners
}
