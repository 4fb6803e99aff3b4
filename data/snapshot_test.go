package data_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"versus/data"
)

// view is all that can be seen of a dataset's content.
type view struct {
	Name             data.Text
	Version, Licence string
	Entities         []*data.Entity
	Metrics          []*data.Metric
	Families         []*data.Family
	Topics           []*data.Topic
	Sources          []*data.Source
	Conflicts        []*data.Conflict
	Facts            []*data.Fact
	Notes            []*data.Note
}

func viewOf(d *data.Dataset) view {
	return view{d.Name(), d.Version(), d.Licence(), d.Entities(), d.Metrics(), d.Families(), d.Topics(), d.Sources(), d.Conflicts(), d.Facts(), d.Notes()}
}

// checkSnapshot holds for every dataset: its snapshot gives it back, whole.
func checkSnapshot(t testing.TB, d *data.Dataset) {
	t.Helper()
	b := d.Snapshot()
	back, err := data.FromSnapshot(b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(viewOf(d), viewOf(back)); diff != "" {
		t.Fatalf("the snapshot differs (-dataset +snapshot):\n%s", diff)
	}
	if !bytes.Equal(b, back.Snapshot()) || d.Digest() != back.Digest() || len(d.Digest()) != 64 {
		t.Fatal("the snapshot of a snapshot differs")
	}
}

func TestSnapshot(t *testing.T) { checkSnapshot(t, load(t, base(t))) }

func TestSnapshotRefusesAnythingElse(t *testing.T) {
	b := load(t, base(t)).Snapshot()
	damaged := slices.Clone(b)
	damaged[len(damaged)/2] ^= 1
	for name, bad := range map[string][]byte{
		"nothing": nil, "a word": []byte("versus"), "another number": bytes.Replace(b, []byte("dataset 1"), []byte("dataset 2"), 1),
		"a cut one": b[:len(b)-10], "one with more behind it": append(slices.Clone(b), "{}\n"...), "a damaged one": damaged,
	} {
		if d, err := data.FromSnapshot(bad); d != nil || !errors.Is(err, data.ErrSnapshot) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The digest is of the content, and not of how the files are laid out.
func TestDigest(t *testing.T) {
	first := load(t, base(t)).Digest()
	files := base(t)
	text := bytes.Replace(files["models/example-large-2.yaml"].Data, []byte("kind: model\n"), nil, 1)
	text = append([]byte("# a comment\nkind:   'model'\n"), text...)
	text = bytes.Replace(text, []byte(`{ effort: high, annualised: "yes" }`), []byte(`{ annualised: yes, effort: high }`), 1)
	files["models/example-large-2.yaml"] = &fstest.MapFile{Data: text}
	if load(t, files).Digest() != first {
		t.Error("the digest has changed with the layout")
	}
	files["models/example-large-2.yaml"] = &fstest.MapFile{Data: bytes.Replace(text, []byte("80.0"), []byte("80.00"), 1)}
	if load(t, files).Digest() == first {
		t.Error("the digest has not changed with a figure's literal")
	}
}
