package data

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"sync"
)

// The dataset that comes with the program: the YAML files, and the snapshot made of them, which is read much faster.
//
//go:generate go test -run ^TestEmbeddedSnapshot$ -update .
var (
	//go:embed *.yaml */*.yaml
	yamlFiles embed.FS

	//go:embed embedded.snapshot
	embeddedSnapshot []byte
)

// Files gives the YAML files of the embedded dataset, for who wants to check or copy them.
func Files() fs.FS { return yamlFiles }

// Embedded gives the dataset that comes with the program. It is read once.
//
// The snapshot names the digest of the YAML files it was made of. Where that is not theirs, it is out of date, and the
// YAML files are read instead: a forgotten "go generate ./data" costs time, and a test, but never an old figure.
func Embedded() (*Dataset, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Dataset, error) {
	return readEmbedded(yamlFiles, embeddedSnapshot)
})

func readEmbedded(files fs.FS, snapshot []byte) (*Dataset, error) {
	digest, err := digestFiles(files)
	if err != nil {
		return nil, fmt.Errorf("read embedded dataset: %w", err)
	}
	of, body, _ := bytes.Cut(snapshot, []byte("\n"))
	if string(of) == digest {
		if d, err := FromSnapshot(body); err == nil {
			return d, nil
		}
	}
	return Load(files)
}

// digestFiles gives one digest of the names and the content of all files.
func digestFiles(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(text))
		sum.Write(text)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}
