package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"versus/data"
)

type dataCmd struct {
	Check  dataCheckCmd  `cmd:"" help:"Name every fault of a dataset at once, as file:line:col: what (what would be right)."`
	Export dataExportCmd `cmd:"" help:"Write the dataset as rows: one a fact, one a note."`
	Diff   dataDiffCmd   `cmd:"" help:"Say in words which facts changed between two datasets."`
}

// openData loads the dataset of a folder, or the embedded one.
func openData(dir string) (*data.Dataset, error) {
	if dir == "" {
		return data.Embedded()
	}
	d, err := data.LoadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("load the dataset of %q:\n%w", dir, err)
	}
	return d, nil
}

type dataCheckCmd struct {
	Dir string `arg:"" optional:"" help:"Folder of the dataset; the embedded one where left out."`
}

// Run prints faults and warnings; only faults make it fail.
func (cmd *dataCheckCmd) Run(c console) error {
	today := time.Now()
	var d *data.Dataset
	var report data.Report
	if cmd.Dir == "" {
		d, report = data.Check(data.Files(), today)
	} else {
		d, report = data.CheckDir(cmd.Dir, today)
	}
	for _, f := range report.Faults {
		fmt.Fprintln(c.out, f)
	}
	for _, w := range report.Warnings {
		fmt.Fprintf(c.out, "%s (warning)\n", w)
	}
	if len(report.Faults) > 0 {
		return exit{code: exitUnanswered, msg: plural(len(report.Faults), "fault") + ", nothing was loaded"}
	}
	fmt.Fprintf(c.out, "%s: %s, %s, %s; %s\n", d.Version(), plural(len(d.Entities()), "entity"), plural(len(d.Facts()), "fact"),
		plural(len(d.Notes()), "note"), plural(len(report.Warnings), "warning"))
	return nil
}

func plural(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case one == "entity":
		return fmt.Sprintf("%d entities", n)
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Help shows what can be copied.
func (dataCheckCmd) Help() string {
	return `Examples:
  versus data check
  versus data check my/data
Exit code: 0 no fault, 1 faults. Warnings stop nothing.`
}

type dataExportCmd struct {
	Format  string `help:"${enum}" enum:"jsonl,json,csv" default:"jsonl"`
	DataDir string `help:"Folder of the dataset; the embedded one where unset." env:"VERSUS_DATA_DIR" type:"existingdir"`
}

// Help shows what can be copied.
func (dataExportCmd) Help() string {
	return `Examples:
  versus data export > versus.jsonl
  versus data export --format csv > versus.csv
  versus data export --format json --data-dir my/data > my.json`
}

// Run writes the rows.
func (cmd *dataExportCmd) Run(c console) error {
	d, err := openData(cmd.DataDir)
	if err != nil {
		return err
	}
	if err := d.Export(c.out, cmd.Format); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}

type dataDiffCmd struct {
	Old string `arg:"" help:"Folder of the older dataset." type:"existingdir"`
	New string `arg:"" optional:"" help:"Folder of the newer dataset; the embedded one where left out."`
}

// Help shows what can be copied.
func (dataDiffCmd) Help() string {
	return `Examples:
  versus data diff my/data                        from yours to the embedded one
  versus data diff data-of-january data-of-today`
}

// Run prints a line for each change.
func (cmd *dataDiffCmd) Run(c console) error {
	before, err := openData(cmd.Old)
	if err != nil {
		return err
	}
	after, err := openData(cmd.New)
	if err != nil {
		return err
	}
	changes := data.Diff(before, after)
	for _, change := range changes {
		fmt.Fprintln(c.out, change.Words())
	}
	if len(changes) == 0 {
		fmt.Fprintln(c.out, "no fact differs")
	}
	return nil
}
