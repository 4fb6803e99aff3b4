package command

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"versus/bot/render"
)

var update = flag.Bool("update", false, "write the talks anew")

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// A talk is a file of lines that people type, each as "user channel> line", or "user channel@> line" for a mention, and
// what comes of it: the answer, what the channel hears, and what opens.
func TestTalks(t *testing.T) {
	files, err := filepath.Glob("testdata/talk/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no talks", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t)
			var out strings.Builder
			for line := range strings.Lines(string(raw)) {
				line = strings.TrimRight(line, "\n")
				who, text, ok := strings.Cut(line, "> ")
				if strings.HasPrefix(line, "#") || line == "" && out.Len() > 0 && strings.HasPrefix(lastLine(out.String()), "#") {
					out.WriteString(line + "\n")
					continue
				}
				if !ok || strings.HasPrefix(line, " ") {
					continue // an answer, to be given anew
				}
				out.WriteString(line + "\n" + indent(w.turn(t, who, text)))
			}
			if *update {
				if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(raw), out.String()); diff != "" && !*update {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// turn says a line, and tells all that comes of it.
func (w *world) turn(t *testing.T, who, text string) string {
	t.Helper()
	user, channel, _ := strings.Cut(who, " ")
	channel, mention := strings.CutSuffix(channel, "@")
	w.town.said, w.town.views = nil, nil
	in := w.invocation(user, channel, text, !mention)
	if _, ours := w.All()[in.Name]; !ours {
		return "(a question)"
	}
	m, handled, err := w.Run(context.Background(), in)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if !handled {
		return "(a question)"
	}
	if m.Text != "" {
		if err := render.Check(m); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	var parts []string
	if m.Text != "" {
		parts = append(parts, strings.ReplaceAll(m.Text, w.engine.Data().Digest()[:12], "…"))
	}
	parts = append(parts, w.town.said...)
	for _, v := range w.town.views {
		parts = append(parts, "(opens “"+v.Title.Text+"”)")
	}
	return strings.Join(parts, "\n")
}

func indent(s string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		out.WriteString(strings.TrimRight("    "+line, " ") + "\n")
	}
	return out.String()
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	return lines[len(lines)-1]
}
