package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// commands lists every command that does something: "ask", "data check" …
func commands(t *testing.T) (*kong.Kong, []string) {
	t.Helper()
	parser, err := kong.New(&cli{}, kong.Name("versus"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, leaf := range parser.Model.Leaves(true) {
		list = append(list, strings.TrimPrefix(leaf.FullPath(), "versus "))
	}
	return parser, list
}

func help(t *testing.T, command string) string {
	t.Helper()
	var out, errs bytes.Buffer
	args := append(strings.Fields(command), "--help")
	if code := run(t.Context(), args, console{strings.NewReader(""), &out, &errs, noEnv}); code != exitOK || errs.Len() > 0 {
		t.Fatalf("versus %s --help: exit code %d, %s", command, code, errs.String())
	}
	return out.String()
}

// TestHelpHoldsExamples holds that each command shows what can be copied, and that what it shows is right: the command
// itself, with flags and arguments that it takes.
func TestHelpHoldsExamples(t *testing.T) {
	parser, list := commands(t)
	if len(list) < 9 {
		t.Fatalf("only the commands %q", list)
	}
	t.Chdir(t.TempDir()) // the examples name folders of people's own
	for _, dir := range []string{"my/data", "data-of-january", "data-of-today"} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range list {
		_, text, found := strings.Cut(help(t, command), "Examples:\n")
		if !found {
			t.Errorf("versus %s --help has no examples", command)
			continue
		}
		shown := 0
		for line := range strings.Lines(text) {
			words := example(line)
			if words == nil {
				continue
			}
			shown++
			if _, err := parser.Parse(words); err != nil {
				t.Errorf("versus %s --help shows %q: %v", command, strings.TrimSpace(line), err)
			}
			if !strings.HasPrefix(strings.Join(words, " ")+" ", command+" ") {
				t.Errorf("versus %s --help shows another command: %q", command, strings.TrimSpace(line))
			}
		}
		if shown == 0 {
			t.Errorf("versus %s --help shows no line that runs it:\n%s", command, text)
		}
	}
}

// example gives the arguments of a line that shows the program, nil where it shows something else.
func example(line string) []string {
	line, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
	_, call, found := strings.Cut(" "+line, " versus ")
	if !indented || !found || strings.HasPrefix(line, " ") {
		return nil
	}
	call, _, _ = strings.Cut(call, "   ") // what it does
	call, _, _ = strings.Cut(call, " > ") // where it goes
	var words []string
	for i, part := range strings.Split(call, `"`) {
		if i%2 == 1 {
			words = append(words, part)
			continue
		}
		words = append(words, strings.Fields(part)...)
	}
	return words
}

// TestHelpListsSettings holds that the table of the settings stands wherever settings are read, whole.
func TestHelpListsSettings(t *testing.T) {
	for _, command := range []string{"", "serve", "doctor"} {
		text := help(t, command)
		for _, s := range settings {
			if !strings.Contains(text, s.Name+" ") || !strings.Contains(text, s.Means) || !strings.Contains(text, s.Default) {
				t.Errorf("versus %s --help lacks %s: %s", command, s.Name, s.Means)
			}
		}
	}
}
