package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"versus/bot/digest/content"
	"versus/data"
)

type digestCmd struct {
	Preview digestPreviewCmd `cmd:"" help:"Print a digest as a channel would get it, from two datasets."`
}

type digestPreviewCmd struct {
	Since   string `help:"What the channel was last told: the folder of an older dataset, or the day (2026-11-01) of the last digest of this one. Left out: a first digest."`
	Lang    string `help:"Language: ${enum}." enum:"en,ko" default:"en"`
	About   string `help:"What it is about: models, money, china, openai …; everything where left out."`
	DataDir string `help:"Folder of the dataset; the embedded one where unset." env:"VERSUS_DATA_DIR" type:"existingdir"`
}

// Help shows what can be copied.
func (digestPreviewCmd) Help() string {
	return `Examples:
  versus digest preview
  versus digest preview --since /srv/versus/data-last-week --lang ko
  versus digest preview --about money`
}

// Run prints a digest.
func (cmd *digestPreviewCmd) Run(c console) error {
	b, err := openBrain(cmd.DataDir)
	if err != nil {
		return err
	}
	in := content.Input{New: b.engine.Data(), Lang: data.Lang(cmd.Lang), Now: time.Now()}
	if in.Old, in.LastSent, err = since(cmd.Since, in.New); err != nil {
		return err
	}
	if cmd.About != "" {
		subjects := content.NewFinder(b.engine).Resolve(cmd.About)
		if len(subjects.Unknown) > 0 {
			return usage("the dataset does not know %s; try models, money, china or a name of its own", strings.Join(subjects.Unknown, ", "))
		}
		in.About = subjects.IDs
	}
	text, err := content.Preview(in)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, strings.TrimRight(text, "\n"))
	return err
}

// since reads what a channel was last told: another dataset, or this one on a day.
func since(text string, running *data.Dataset) (*data.Dataset, time.Time, error) {
	if text == "" {
		return nil, time.Time{}, nil
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return running, day, nil
	}
	if _, err := os.Stat(text); errors.Is(err, fs.ErrNotExist) {
		return nil, time.Time{}, usage("--since %q is neither a folder nor a day such as 2026-11-01", text)
	}
	old, err := openData(text)
	return old, time.Time{}, err
}
