package data

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a dataset may weigh. A file is looked at before it is read, so that a huge one costs nothing.
const (
	maxFileBytes = 1 << 20
	maxAllBytes  = 32 << 20
	maxFiles     = 2000
)

// sharedFiles are the files that stand at the top, each once.
var sharedFiles = []string{"dataset.yaml", "sources.yaml", "metrics.yaml", "topics.yaml", "conflicts.yaml"}

// kindFolders says which kind of entity lives in which folder, in the order in which a dataset lists them.
var kindFolders = []struct {
	folder string
	kind   Kind
}{
	{"models", KindModel}, {"lines", KindLine}, {"companies", KindCompany}, {"products", KindProduct},
	{"people", KindPerson}, {"chips", KindChip}, {"markets", KindMarket}, {"groups", KindGroup},
}

const seriesFolder = "series"

// A rawFile is one file of the dataset, read and known to be plain UTF-8.
type rawFile struct {
	name string
	text []byte
}

// A reader gathers the files of a dataset, within the limits above.
type reader struct {
	fsys  fs.FS
	found *findings
	files []rawFile
	seen  int
	bytes int64
}

// readAll reads every file of a dataset, in a fixed order, and reports the files it does not know.
func readAll(fsys fs.FS, found *findings) []rawFile {
	r := &reader{fsys: fsys, found: found}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		found.put(place{file: "."}, fmt.Sprintf("read folder: %v", cause(err)), "")
		return nil
	}
	var folders []string
	for _, e := range entries {
		name := e.Name()
		switch {
		case hidden(name):
		case slices.Contains(sharedFiles, name):
			r.read(name)
		case r.isDir(name, e):
			folders = append(folders, name)
		case strayYAML(name):
			found.put(place{file: name}, "no such file is known", "one of "+strings.Join(sharedFiles, ", "))
		}
	}
	for _, folder := range folders {
		r.readFolder(folder)
	}
	for _, name := range sharedFiles {
		if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name }) {
			found.put(place{file: name}, "the file is missing", "a dataset has "+strings.Join(sharedFiles, ", "))
		}
	}
	return r.files
}

// readFolder reads the YAML files of one folder. Folders without any, such as a schema's, are none of our business.
func (r *reader) readFolder(folder string) {
	entries, err := fs.ReadDir(r.fsys, folder)
	if err != nil {
		r.found.put(place{file: folder}, fmt.Sprintf("read folder: %v", cause(err)), "")
		return
	}
	known := folderKind(folder) != "" || folder == seriesFolder
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		switch {
		case hidden(e.Name()):
		case known && r.isDir(name, e):
			r.found.put(place{file: name}, "is a folder within a folder", "one file an entity, directly in "+folder)
		case known && path.Ext(name) == ".yaml":
			r.read(name)
		case known && strayYAML(name):
			r.found.put(place{file: name}, "has an unknown ending", ".yaml")
		case strayYAML(name):
			r.found.put(place{file: name}, fmt.Sprintf("no folder %q is known", clip(folder)), "one of "+folderNames())
			return
		}
	}
}

// isDir follows a symbolic link as far as the file system lets it; a mounted volume is made of links.
func (r *reader) isDir(name string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := fs.Stat(r.fsys, name)
	return err == nil && info.IsDir()
}

// read takes one file in, unless it is too large, no plain file, or no plain UTF-8.
func (r *reader) read(name string) {
	r.seen++
	at := place{file: name}
	switch {
	case r.seen == maxFiles+1:
		r.found.put(at, "is one file too many", fmt.Sprintf("at most %d files", maxFiles))
		return
	case r.seen > maxFiles:
		return
	}
	info, err := fs.Stat(r.fsys, name)
	if err != nil {
		r.found.put(at, fmt.Sprintf("read file: %v", cause(err)), "a plain file inside the dataset's folder")
		return
	}
	if !info.Mode().IsRegular() {
		r.found.put(at, "is no plain file", "a file of text")
		return
	}
	if info.Size() > maxFileBytes {
		r.found.put(at, fmt.Sprintf("has %d bytes", info.Size()), fmt.Sprintf("at most %d", maxFileBytes))
		return
	}
	if r.bytes += info.Size(); r.bytes > maxAllBytes {
		r.found.put(at, "is beyond what a dataset may weigh", fmt.Sprintf("at most %d bytes together", maxAllBytes))
		return
	}
	text, err := readCapped(r.fsys, name)
	if err != nil {
		r.found.put(at, fmt.Sprintf("read file: %v", cause(err)), "")
		return
	}
	if checkText(name, text, r.found) {
		r.files = append(r.files, rawFile{name, text})
	}
}

// readCapped reads no more than a file may have, whatever its size was said to be.
func readCapped(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read only: nothing is lost by an error here
	text, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	if err == nil && len(text) > maxFileBytes {
		err = fmt.Errorf("more than %d bytes", maxFileBytes)
	}
	return text, err
}

// checkText reports what keeps a file from being plain UTF-8: the parser would not say where.
func checkText(name string, text []byte, found *findings) bool {
	if bytes.HasPrefix(text, []byte("\ufeff")) {
		found.put(place{name, 1, 1}, "begins with a byte order mark", "plain UTF-8 without one")
		return false
	}
	line, col := 1, 1
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRune(text[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			found.put(place{name, line, col}, fmt.Sprintf("byte %#02x is no UTF-8", text[i]), "the file saved as UTF-8")
			return false
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f:
			found.put(place{name, line, col}, fmt.Sprintf("control character %U", c), "text without control characters")
			return false
		}
		i, col = i+n, col+1
		if c == '\n' {
			line, col = line+1, 1
		}
	}
	return true
}

func folderKind(folder string) Kind {
	for _, k := range kindFolders {
		if k.folder == folder {
			return k.kind
		}
	}
	return ""
}

func folderOf(kind Kind) string {
	for _, k := range kindFolders {
		if k.kind == kind {
			return k.folder
		}
	}
	return ""
}

func folderNames() string {
	var b strings.Builder
	for _, k := range kindFolders {
		b.WriteString(k.folder + ", ")
	}
	return b.String() + seriesFolder
}

// hidden names belong to editors and to mounted volumes.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") }

// strayYAML says whether a file looks as if it were meant for the dataset.
func strayYAML(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".yaml", ".yml":
		return true
	}
	return false
}

// cause drops the path from an error of the file system: the fault names the file already, and the reader knows the folder.
func cause(err error) error {
	if e, ok := err.(*fs.PathError); ok {
		return e.Err
	}
	return err
}
