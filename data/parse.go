package data

import (
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// parse reads one file into a tree. It gives nil, and says why, where the file is no YAML, or YAML with more to it
// than values: anchors, aliases, tags, merge keys, several documents.
func parse(f rawFile, found *findings) *node {
	loader, err := yaml.NewLoader(strings.NewReader(string(f.text)))
	if err != nil { // only wrong options fail here
		found.put(place{file: f.name}, err.Error(), "")
		return nil
	}
	var doc yaml.Node
	if err := loader.Load(&doc); err != nil {
		syntaxFault(f.name, err, found)
		return nil
	}
	if len(doc.Content) != 1 {
		found.put(place{f.name, 1, 1}, "the file is empty", "see FORMAT.md")
		return nil
	}
	var second yaml.Node
	switch err := loader.Load(&second); {
	case err == nil:
		found.put(place{f.name, max(second.Line, 1), 0}, "a second document begins", "one document a file")
		return nil
	case !errors.Is(err, io.EOF):
		syntaxFault(f.name, err, found)
		return nil
	}
	c := converter{file: f.name, found: found, ok: true}
	n := c.convert(doc.Content[0], 1)
	if !c.ok {
		return nil
	}
	return n
}

// syntaxFault turns the parser's error into a fault at its line.
func syntaxFault(file string, err error, found *findings) {
	at := place{file: file, line: 1}
	what := "is no YAML"
	var le *yaml.LoadError
	switch {
	case errors.Is(err, io.EOF):
		found.put(place{file, 1, 1}, "the file is empty", "see FORMAT.md")
		return
	case errors.As(err, &le):
		if le.Mark.Line > 0 {
			at.line, at.col = le.Mark.Line, le.Mark.Column
		}
		what = le.Message
		if le.ContextMsg != "" {
			what += " " + le.ContextMsg
		}
	}
	found.put(at, "is no YAML: "+clipLine(what), "spaces for indentation, texts with : or # in quotes, no comparison signs before figures")
}

// clipLine keeps a foreign message on one line.
func clipLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "") + "…"
	}
	return s
}
