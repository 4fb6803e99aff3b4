package data

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Load reads a dataset. Its error is [Faults]: everything that is wrong, at once. There is no dataset where there is a
// fault. Load reads within limits (1 MiB a file, 2,000 files), whatever it is given, and follows only such links as
// fsys does; see [LoadDir] for a folder of the machine.
func Load(fsys fs.FS) (*Dataset, error) {
	d, report := Check(fsys, time.Time{})
	if len(report.Faults) > 0 {
		return nil, report.Faults
	}
	return d, nil
}

// LoadDir is [Load] for a folder of the machine. Links that lead out of the folder are faults.
func LoadDir(dir string) (*Dataset, error) {
	d, report := CheckDir(dir, time.Time{})
	if len(report.Faults) > 0 {
		return nil, report.Faults
	}
	return d, nil
}

// A Report says what a check has found.
type Report struct {
	Faults   Faults
	Warnings Faults // stale figures, plans whose date has gone by, texts that look untranslated
	Files    int    // how many were read
}

// Check reads a dataset as [Load] does, and says besides what is worth a look: figures older than their metric's
// max_age on the day today, and plans and targets whose date has gone by. The zero time asks for no such warnings.
// The dataset is nil where there is a fault.
func Check(fsys fs.FS, today time.Time) (*Dataset, Report) {
	l := newLoader()
	files := readAll(fsys, &l.found)
	l.load(files)
	l.check()
	report := Report{Files: len(files)}
	var d *Dataset
	if len(l.found.faults) == 0 {
		d = build(l.content)
		l.warn(today)
	}
	report.Warnings = l.found.warnings.sorted()
	report.Faults = l.found.faults.sorted()
	if l.found.more > 0 {
		report.Faults = append(report.Faults, Fault{File: ".", What: fmt.Sprintf("and %d more faults", l.found.more)})
	}
	return d, report
}

// CheckDir is [Check] for a folder of the machine; the files of its report are named from where the program stands, so
// that an editor can jump to them.
func CheckDir(dir string, today time.Time) (*Dataset, Report) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, Report{Faults: Faults{{File: dir, What: fmt.Sprintf("open folder: %v", cause(err)), Fix: "the folder of a dataset"}}}
	}
	defer root.Close() // read only: nothing is lost by an error here
	d, report := Check(root.FS(), today)
	for _, list := range []Faults{report.Faults, report.Warnings} {
		for i := range list {
			list[i].File = filepath.Join(dir, filepath.FromSlash(list[i].File))
		}
	}
	return d, report
}

// A loader takes the files of a dataset in, one after the other, and then checks them against each other. It goes on
// after a fault: whatever can be understood is, so that one run names every fault.
type loader struct {
	found   findings
	content content
	at      map[any]*node // where each part of the content stands
	lost    map[string]bool
	broken  map[EntityID]bool
	series  []*series

	sources   map[SourceID]*Source
	families  map[FamilyID]*Family
	metrics   map[MetricID]*Metric
	topics    map[TopicID]*Topic
	conflicts map[ConflictID]*Conflict
	entities  map[EntityID]*Entity
}

func newLoader() *loader {
	return &loader{
		at:        map[any]*node{},
		lost:      map[string]bool{},
		broken:    map[EntityID]bool{},
		sources:   map[SourceID]*Source{},
		families:  map[FamilyID]*Family{},
		metrics:   map[MetricID]*Metric{},
		topics:    map[TopicID]*Topic{},
		conflicts: map[ConflictID]*Conflict{},
		entities:  map[EntityID]*Entity{},
	}
}

// load parses, validates and decodes every file.
func (l *loader) load(files []rawFile) {
	set, err := schemas()
	if err != nil { // a fault of the program, which its tests would have found
		l.found.put(place{file: "schema"}, err.Error(), "")
		return
	}
	for _, name := range sharedFiles {
		l.lost[name] = true
	}
	for _, f := range files {
		root := parse(f, &l.found)
		if root == nil {
			l.broken[EntityID(stem(f.name))] = true
			continue
		}
		delete(l.lost, f.name)
		set.validate(schemaOf(f.name), root, &l.found)
		l.decode(f.name, root)
	}
}

// decode takes in what one file says.
func (l *loader) decode(name string, root *node) {
	switch name {
	case "dataset.yaml":
		l.decodeHead(root)
	case "sources.yaml":
		l.decodeSources(root)
	case "metrics.yaml":
		l.decodeMetrics(root)
	case "topics.yaml":
		l.decodeTopics(root)
	case "conflicts.yaml":
		l.decodeConflicts(root)
	default:
		if path.Dir(name) == seriesFolder {
			l.decodeSeries(name, root)
			return
		}
		l.decodeEntity(name, root)
	}
}

// schemaOf says which schema a file keeps.
func schemaOf(name string) string {
	switch dir := path.Dir(name); dir {
	case ".":
		return strings.TrimSuffix(name, ".yaml")
	case seriesFolder:
		return "series"
	}
	return "entity"
}

func stem(name string) string { return strings.TrimSuffix(path.Base(name), ".yaml") }

// fault reports something wrong with a node.
func (l *loader) fault(n *node, what, fix string) {
	if n == nil {
		n = &node{at: place{file: "."}}
	}
	l.found.add(n.at, what, fix)
}
