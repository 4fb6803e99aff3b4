package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// snapshotMagic begins every snapshot; its number rises when a snapshot can no longer be read by an older program.
const snapshotMagic = "versus-dataset 1 "

// Snapshot gives the whole dataset in a compact encoding of its own, which [FromSnapshot] reads in a few milliseconds
// and which two equal datasets share byte for byte: a line with its digest, then JSON with an entity a line.
func (d *Dataset) Snapshot() []byte {
	d.freeze()
	return slices.Clone(d.snapshot)
}

// Digest gives the SHA-256 of the dataset's content in hex: the same for two datasets that say the same, however their
// files are laid out.
func (d *Dataset) Digest() string {
	d.freeze()
	return d.digest
}

// freeze makes the snapshot and the digest when they are first asked for.
func (d *Dataset) freeze() {
	d.once.Do(func() {
		body := d.content.encode()
		sum := sha256.Sum256(body)
		d.digest = hex.EncodeToString(sum[:])
		d.snapshot = append([]byte(snapshotMagic+d.digest+"\n"), body...)
	})
}

// encode writes the content as JSON with an entity a line, so that two snapshots can be compared by eye and by tools.
func (c content) encode() []byte {
	entities := c.Entities
	c.Entities = nil
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	write := func(v any) {
		if err := enc.Encode(v); err != nil { // these types always encode: texts, numbers and lists of them
			panic(fmt.Sprintf("encode snapshot: %v", err))
		}
	}
	write(c)
	for _, e := range entities {
		write(e)
	}
	return b.Bytes()
}

// ErrSnapshot says that bytes are no snapshot this program can read: damaged, or written by a later one.
var ErrSnapshot = errors.New("not a snapshot of a dataset")

// FromSnapshot gives the dataset that a snapshot was taken of. It refuses anything but what Snapshot wrote.
func FromSnapshot(b []byte) (*Dataset, error) {
	head, body, found := bytes.Cut(b, []byte("\n"))
	digest, magic := strings.CutPrefix(string(head), snapshotMagic)
	if !found || !magic {
		return nil, fmt.Errorf("read snapshot: %w", ErrSnapshot)
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != digest {
		return nil, fmt.Errorf("read snapshot: its digest differs: %w", ErrSnapshot)
	}
	c, err := decodeContent(body)
	if err != nil {
		return nil, fmt.Errorf("read snapshot: %w: %w", ErrSnapshot, err)
	}
	return build(c), nil
}

func decodeContent(body []byte) (content, error) {
	var c content
	head, entities, _ := bytes.Cut(body, []byte("\n"))
	if err := json.Unmarshal(head, &c); err != nil {
		return content{}, err
	}
	for line := range bytes.Lines(entities) {
		e := new(Entity)
		if err := json.Unmarshal(line, e); err != nil {
			return content{}, err
		}
		for _, f := range e.Facts {
			f.Entity = e.ID
		}
		for _, n := range e.Notes {
			n.Entity = e.ID
		}
		c.Entities = append(c.Entities, e)
	}
	return c, nil
}
