package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/slack-go/slack"

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
	Batch    bool     `help:"Read JSON lines {\"id\",\"text\",\"lang\"?,\"context\":[earlier questions]?} from standard input, write a JSON line for each."`
	DataDir  string   `help:"Folder of the dataset; the embedded one where unset." env:"VERSUS_DATA_DIR" type:"existingdir"`
	Question []string `arg:"" optional:"" help:"The question, in English or Korean."`
}

// Help shows what can be copied.
func (askCmd) Help() string {
	return `Examples:
  versus ask compare opus sonnet
  versus ask "오퍼스 소넷 비교"
  versus ask "context over 1M"
  versus ask --format json anthropic valuation
  echo '{"id":1,"text":"and gemini?","context":["grok context window"]}' | versus ask --batch

--format json and each line of a batch:

  {"outcome":"answer|choice|missing|not_in_data|help","intent":…,"entities":[{"id","name"}],"metrics":[…],
   "headline":…,"text":…,"corrections":[{"from","to"}],"lang":…}

A question that begins with a dash stands behind --.

Exit code: 0 answered, 1 not answered (did you mean, no such figure, not in the data), 2 bad usage.`
}

// Run answers one question, or a batch of them.
func (a *askCmd) Run(c console) error {
	if a.Batch && len(a.Question) > 0 {
		return usage("--batch reads its questions from standard input; leave the question out")
	}
	if a.Batch && a.Format == "slack" {
		return usage("--batch writes JSON lines; leave --format slack out")
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
		return writeJSON(w, message{m.Text, m.Blocks})
	}
	_, err := io.WriteString(w, strings.TrimRight(page.Text(), "\n")+"\n")
	return err
}

// A message is an answer as chat.postMessage takes it, but for the channel.
type message struct {
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks"`
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

// A batchLine is one question of a batch. Other fields are left alone, and so is a language that is neither of the two:
// the text tells it then.
type batchLine struct {
	ID      json.RawMessage `json:"id"` // of any type; comes back as it is
	Text    *string         `json:"text"`
	Lang    string          `json:"lang"`
	Context []string        `json:"context"` // the questions before this one, oldest first
}

// errTooLong is the fault of a line that nobody has typed.
var errTooLong = fmt.Errorf("longer than %d bytes", maxLine)

// batch answers line by line, in order, as the lines come. What stands before a bad line is answered.
func (a *askCmd) batch(c console, b *brain) error {
	in := bufio.NewReaderSize(c.in, 64<<10)
	out := bufio.NewWriter(c.out)
	for n := 1; ; n++ {
		line, err := readLine(in)
		if len(bytes.TrimSpace(line)) > 0 {
			if err := a.batchOne(out, b, n, line); err != nil {
				return errors.Join(err, out.Flush())
			}
		}
		if in.Buffered() == 0 || err != nil {
			if err := out.Flush(); err != nil {
				return err
			}
		}
		switch err {
		case nil:
		case io.EOF:
			return nil
		case errTooLong:
			return usage("line %d is %v", n, err)
		default:
			return fmt.Errorf("read line %d: %w", n, err)
		}
	}
}

func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if line = append(line, part...); len(line) > maxLine {
			return nil, errTooLong
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
	if q.Text == nil {
		return usage("line %d has no \"text\"", n)
	}
	asking := answers.Asking{Lang: asLang(q.Lang)}
	if asking.Lang == "" {
		asking.Lang = asLang(a.Lang)
	}
	for _, earlier := range q.Context {
		asking.Context = b.engine.Ask(earlier, asking).About().Context
	}
	answer := b.engine.Ask(*q.Text, asking)
	return writeJSON(w, b.reply(string(q.ID), answer, b.writer.Page(answer)))
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
