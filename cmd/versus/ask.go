package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"versus/answers"
	"versus/answers/prose"
	"versus/bot/render"
	"versus/data"
)

// maxLine bounds a line of a batch, in bytes. A question of 200 KB passes; the engine reads its beginning.
const maxLine = 8 << 20

type askCmd struct {
	Lang     string   `help:"Language of the answer: ${enum}." enum:"auto,en,ko" default:"auto"`
	Format   string   `help:"text for people, json for programs, slack for Block Kit." enum:"text,json,slack" default:"text"`
	Batch    bool     `help:"Read JSON lines {\"id\",\"text\",\"lang\"?,\"context\":[earlier questions]?} from standard input."`
	DataDir  string   `help:"Folder of the dataset; the embedded one where unset." env:"VERSUS_DATA_DIR" type:"existingdir"`
	Question []string `arg:"" optional:"" passthrough:"partial" help:"The question, in English or Korean."`
}

// Help shows what can be copied.
func (askCmd) Help() string {
	return `Examples:
  versus ask compare opus sonnet
  versus ask "오퍼스 소넷 비교"
  versus ask "context over 1M"
  versus ask --format json anthropic valuation
Exit code: 0 answered, 1 not answered (did you mean, no such figure, not in the data), 2 bad usage.`
}

// Run answers one question, or a batch of them.
func (a *askCmd) Run(c console) error {
	if a.Batch && len(a.Question) > 0 {
		return usage("--batch reads its questions from standard input; leave the question out")
	}
	if !a.Batch && len(a.Question) == 0 {
		return usage("no question. Try: versus ask compare opus sonnet")
	}
	b, err := openBrain(a.DataDir)
	if err != nil {
		return err
	}
	if a.Batch {
		return a.batch(c, b)
	}
	answer := b.engine.Ask(strings.Join(a.Question, " "), answers.Asking{Lang: asLang(a.Lang), Fallback: fallbackLang(c.env)})
	if err := a.write(c.out, b, answer); err != nil {
		return err
	}
	if answers.OutcomeOf(answer) != answers.Answered && answers.OutcomeOf(answer) != answers.Helped {
		return exit{code: exitUnanswered}
	}
	return nil
}

func asLang(s string) data.Lang {
	if s == "en" || s == "ko" {
		return data.Lang(s)
	}
	return ""
}

// fallbackLang is the language of the person's system, for questions that do not show one.
func fallbackLang(env func(string) string) data.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(v, "ko") {
				return data.KO
			}
			return data.EN
		}
	}
	return data.EN
}

func (a *askCmd) write(w io.Writer, b *brain, answer answers.Answer) error {
	page := b.writer.Page(answer)
	switch a.Format {
	case "json":
		return writeJSON(w, b.reply("", answer, page))
	case "slack":
		m := render.Of(page, render.Options{Context: answer.About().Context.Encode()})
		return writeJSON(w, m)
	}
	_, err := io.WriteString(w, strings.TrimRight(page.Text(), "\n")+"\n")
	return err
}

// writeJSON writes a value as one line, with < > & as they are: it is read by programs, not by browsers.
func writeJSON(w io.Writer, v any) error {
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	_, err := w.Write(line.Bytes())
	return err
}

// A batchLine is one question of a batch.
type batchLine struct {
	ID      json.RawMessage `json:"id"`
	Text    string          `json:"text"`
	Lang    string          `json:"lang"`
	Context []string        `json:"context"`
}

// batch answers line by line, in order, as the lines come.
func (a *askCmd) batch(c console, b *brain) error {
	in := bufio.NewReaderSize(c.in, 64<<10)
	out := bufio.NewWriter(c.out)
	for n := 1; ; n++ {
		line, err := readLine(in)
		if len(bytes.TrimSpace(line)) > 0 {
			if err := a.batchOne(out, b, n, line); err != nil {
				return err
			}
		}
		if in.Buffered() == 0 || err != nil {
			if err := out.Flush(); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read line %d: %w", n, err)
		}
	}
}

func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if line = append(line, part...); len(line) > maxLine {
			return nil, fmt.Errorf("longer than %d bytes", maxLine)
		}
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

func (a *askCmd) batchOne(w io.Writer, b *brain, n int, line []byte) error {
	var q batchLine
	if err := json.Unmarshal(line, &q); err != nil {
		return usage("line %d is not a JSON object with a \"text\": %v", n, err)
	}
	asking := answers.Asking{Lang: asLang(q.Lang)}
	if asking.Lang == "" {
		asking.Lang = asLang(a.Lang)
	}
	for _, earlier := range q.Context {
		asking.Context = b.engine.Ask(earlier, asking).About().Context
	}
	answer := b.engine.Ask(q.Text, asking)
	page := b.writer.Page(answer)
	return writeJSON(w, b.reply(string(q.ID), answer, page))
}

// brain is the engine and the writer over one dataset.
type brain struct {
	engine *answers.Engine
	writer *prose.Writer
}

func openBrain(dir string) (*brain, error) {
	d, err := openData(dir)
	if err != nil {
		return nil, err
	}
	engine, err := answers.New(d)
	if err != nil {
		return nil, err
	}
	writer, err := prose.New(d)
	if err != nil {
		return nil, err
	}
	return &brain{engine, writer}, nil
}
