package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// update writes what the program prints into the README's transcripts, as many lines of it as they show.
var update = flag.Bool("update", false, "renew the transcripts of README.md and README.ko.md")

// elided is a line that stands for lines left out.
const elided = "…"

// TestReadmeTranscripts holds that "versus ask" prints what the READMEs show.
func TestReadmeTranscripts(t *testing.T) {
	for _, name := range readmes {
		t.Run(name, func(t *testing.T) {
			text := readReadme(t, name)
			shown := 0
			renewed := consoleBlock.ReplaceAllStringFunc(text, func(block string) string {
				body := consoleBlock.FindStringSubmatch(block)[1]
				var b strings.Builder
				for _, part := range transcripts(body) {
					real := part
					if words := call(part.command); words != nil {
						real.output = shorten(printed(t, words), part.output)
						shown++
					}
					if d := cmp.Diff(part.output, real.output); d != "" && !*update {
						t.Errorf("%s (-README +program):\n%s", part.command, d)
					}
					fmt.Fprintf(&b, "$ %s\n%s", real.command, strings.Join(append(real.output, ""), "\n"))
				}
				return "```console\n" + b.String() + "```"
			})
			if shown < 5 {
				t.Errorf("only %d transcripts", shown)
			}
			if *update && renewed != text {
				if err := os.WriteFile(root+name, []byte(renewed), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

var consoleBlock = regexp.MustCompile("(?s)```console\n(.*?)```")

// A transcript is a command and the lines it prints.
type transcript struct {
	command string
	output  []string
}

// transcripts reads a block of the README.
func transcripts(block string) []transcript {
	var list []transcript
	for line := range strings.Lines(block) {
		line = strings.TrimSuffix(line, "\n")
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			list = append(list, transcript{command: command})
		} else if last := len(list) - 1; last >= 0 {
			list[last].output = append(list[last].output, line)
		}
	}
	return list
}

// call gives the arguments of a command that is a question, nil of others.
func call(command string) []string {
	command = strings.Replace(command, "go run ./cmd/versus ", "versus ", 1)
	if !strings.HasPrefix(command, "versus ask ") {
		return nil
	}
	return example("    " + command)
}

// printed runs the program and gives the lines it prints.
func printed(t *testing.T, words []string) []string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), words, console{strings.NewReader(""), &out, &errs, noEnv}); code > exitUnanswered {
		t.Fatalf("versus %q: exit code %d, %s", words, code, errs.String())
	}
	return strings.Split(strings.TrimRight(out.String(), "\n"), "\n")
}

// shorten shows as much of an output as was shown before: so many lines, the sign, and so many last lines.
func shorten(output, before []string) []string {
	cut := slices.Index(before, elided)
	if cut < 0 {
		return output
	}
	last := len(before) - cut - 1
	if cut+last >= len(output) {
		return output
	}
	return slices.Concat(output[:cut], []string{elided}, output[len(output)-last:])
}
