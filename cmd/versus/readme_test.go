package main

import (
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"versus/answers"
)

const (
	root       = "../../"
	maxPicture = 200_000
)

// readmes are the same text in two languages.
var readmes = []string{"README.md", "README.ko.md"}

func readReadme(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(root + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeQuestions holds that every question of the READMEs' tables is answered; those of the last row continue the
// first question.
func TestReadmeQuestions(t *testing.T) {
	b := newBrain(t)
	quoted := regexp.MustCompile("`([^`]+)`")
	for _, name := range readmes {
		_, table, found := strings.Cut(readReadme(t, name), "|---|---|\n")
		table, _, ended := strings.Cut(table, "\n\n")
		if !found || !ended {
			t.Fatalf("%s has no table", name)
		}
		rows := strings.Split(table, "\n")
		var first answers.Answer
		for i, row := range rows {
			for _, m := range quoted.FindAllStringSubmatch(row, -1) {
				var asking answers.Asking
				if i == len(rows)-1 {
					asking.Context = first.About().Context
				}
				answer := b.engine.Ask(m[1], asking)
				if o := answers.OutcomeOf(answer); o != answers.Answered {
					t.Errorf("%s: %q is not answered: %s", name, m[1], b.writer.Page(answer).Headline)
				}
				if first == nil {
					first = answer
				}
			}
		}
		if len(rows) < 7 {
			t.Errorf("%s: only %d rows", name, len(rows))
		}
	}
}

// TestReadmesAgree holds that both languages have the same headings in the same order, and below each the same blocks,
// tables, pictures and links.
func TestReadmesAgree(t *testing.T) {
	english, korean := outline(readReadme(t, readmes[0])), outline(readReadme(t, readmes[1]))
	if len(english) < 10 {
		t.Errorf("only %d headings", len(english))
	}
	if d := cmp.Diff(english, korean); d != "" {
		t.Errorf("outlines (-English +Korean):\n%s", d)
	}
}

var (
	pictureLink = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`)
	anyLink     = regexp.MustCompile(`\]\(([^)#]+)`)
	twins       = strings.NewReplacer("README.ko.md", "README.md", "CONTRIBUTING.ko.md", "CONTRIBUTING.md")
)

// outline says what each section is made of, without its words.
func outline(text string) []string {
	var sections []string
	var in string
	add := func(what string) { sections[len(sections)-1] += " " + what }
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "```"):
			if in == "" {
				add(line)
				in = line
			} else {
				in = ""
			}
		case in != "":
			if strings.HasPrefix(line, "$ ") {
				add("$")
			}
		case strings.HasPrefix(line, "#"):
			level, _, _ := strings.Cut(line, " ")
			sections = append(sections, level)
		case strings.HasPrefix(line, "|"):
			add(fmt.Sprintf("row of %d", strings.Count(line, "|")-1))
		default:
			for _, m := range anyLink.FindAllStringSubmatch(line, -1) {
				if strings.HasSuffix(m[1], ".png") {
					m[1] = "picture" // each language leads with its own
				}
				add(twins.Replace(m[1]))
			}
		}
	}
	return sections
}

// TestReadmePictures holds that each picture is there, light, described and used.
func TestReadmePictures(t *testing.T) {
	const folder = "deploy/pictures"
	used := map[string]bool{}
	for _, name := range readmes {
		for _, m := range pictureLink.FindAllStringSubmatch(readReadme(t, name), -1) {
			if len(m[1]) < 20 {
				t.Errorf("%s: what %s shows is not said: %q", name, m[2], m[1])
			}
			used[m[2]] = true
		}
	}
	files, err := os.ReadDir(root + folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > maxPicture {
			t.Errorf("%s has %d bytes (at most %d)", f.Name(), info.Size(), maxPicture)
		}
		if name := path.Join(folder, f.Name()); !used[name] {
			t.Errorf("no README shows %s", name)
		}
		delete(used, path.Join(folder, f.Name()))
	}
	for name := range used {
		t.Errorf("%s is not there", name)
	}
}

// TestReadmeLinks holds that what the READMEs point to in the project is there.
func TestReadmeLinks(t *testing.T) {
	for _, name := range readmes {
		for _, m := range anyLink.FindAllStringSubmatch(readReadme(t, name), -1) {
			if strings.HasPrefix(m[1], "https://") {
				continue
			}
			if _, err := os.Stat(root + m[1]); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestReadmeSettings holds the READMEs' table against the program's own. The English one has its words too.
func TestReadmeSettings(t *testing.T) {
	var english, names []string
	for _, s := range settings {
		unset := s.Default
		if unset == "" {
			unset = "–"
		}
		english = append(english, fmt.Sprintf("| `%s` | %s | %s |", s.Name, unset, s.Means))
		names = append(names, s.Name)
	}
	row := regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\|.*$")
	if d := cmp.Diff(english, row.FindAllString(readReadme(t, readmes[0]), -1)); d != "" {
		t.Errorf("README.md (-program +README):\n%s", d)
	}
	var listed []string
	for _, m := range row.FindAllStringSubmatch(readReadme(t, readmes[1]), -1) {
		listed = append(listed, m[1])
	}
	if d := cmp.Diff(names, listed); d != "" {
		t.Errorf("README.ko.md (-program +README):\n%s", d)
	}
}
