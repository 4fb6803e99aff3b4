// Generate builds the embedded lexicon from the word lists beside it.
//
// Usage, from the folder of package match: go generate
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"versus/answers/match"
)

func main() {
	if err := run("lexicon"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	var lists []match.Listing
	for _, l := range []struct {
		file  string
		plain bool
	}{{"english.txt", true}, {"korean.txt", true}, {"plain.txt", true}, {"others.txt", false}} {
		b, err := os.ReadFile(filepath.Join(dir, l.file))
		if err != nil {
			return fmt.Errorf("read word list: %w", err)
		}
		lists = append(lists, match.Listing{Words: lines(b), Plain: l.plain})
	}
	if err := os.WriteFile(filepath.Join(dir, "words.bin"), match.NewLexicon(lists...).Bytes(), 0o644); err != nil {
		return fmt.Errorf("write lexicon: %w", err)
	}
	return nil
}

// lines gives the words of a list: one or more a line, # starts a comment.
func lines(b []byte) []string {
	var words []string
	for sc := bufio.NewScanner(bytes.NewReader(b)); sc.Scan(); {
		text, _, _ := strings.Cut(sc.Text(), "#")
		words = append(words, strings.Fields(text)...)
	}
	return words
}
