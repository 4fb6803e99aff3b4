package bot

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"versus/answers"
	"versus/data"
)

// TestBrain asks over the socket what only the dataset knows.
func TestBrain(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	brain, err := NewBrain(d)
	if err != nil {
		t.Fatal(err)
	}
	r := start(t, newFakeSlack(t), func(c *Config) { c.Asker = brain })
	r.slash("e1", "compare opus sonnet")
	if m := r.answers(1)[0]; !strings.Contains(m.Text, "80.8") || !strings.Contains(m.Text, "79.6") || !strings.Contains(m.Blocks, "data_table") {
		t.Errorf("the comparison: %s\n%s", m.Text, m.Blocks)
	}
	r.event("e2", "Ev2", mention("1.1", "<@UBOT> 오퍼스랑 소네트 비교해줘", nil))
	if m := r.answers(2)[1]; !strings.Contains(m.Text, "80.8") || !strings.ContainsAny(m.Text, "은는이가") {
		t.Errorf("in Korean: %s", m.Text)
	}
	r.event("e3", "Ev3", mention("2.1", "<@UBOT> and gemini 3 pro?", map[string]any{"thread_ts": "1.1"}))
	if m := r.answers(3)[2]; !strings.Contains(m.Text, "Gemini 3 Pro") || !strings.Contains(m.Text, "Opus") {
		t.Errorf("the follow-up: %s", m.Text)
	}
	r.event("e4", "Ev4", map[string]any{"type": "app_home_opened", "user": "U1", "tab": "home"})
	if m := r.answers(4)[3]; !strings.Contains(m.Text, `"type":"button"`) {
		t.Errorf("the Home view has nothing to click: %s", m.Text)
	}
}

func TestBrainLearns(t *testing.T) {
	one, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	two, err := data.FromSnapshot(one.Snapshot())
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBrain(one)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 50 {
			if r := b.Ask("opus", data.EN, answers.Context{}); r.Page.Headline == "" || r.Outcome == "" || r.Intent == "" {
				t.Errorf("no answer: %+v", r)
			}
		}
	}()
	for range 3 {
		if err := b.Learn(two); err != nil {
			t.Error(err)
		}
	}
	<-done
	if b.Dataset() != two {
		t.Error("the old dataset is still there")
	}
}

func TestWatch(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, data.Files()); err != nil {
		t.Fatal(err)
	}
	var out logged
	log := slog.New(slog.NewTextHandler(&out, nil))
	says := func(what string) {
		t.Helper()
		for end := time.Now().Add(10 * time.Second); !strings.Contains(out.String(), what); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("the log does not say %q: %s", what, out.String())
			}
		}
	}
	d, err := data.LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBrain(d)
	if err != nil {
		t.Fatal(err)
	}
	stop, err := b.Watch(t.Context(), dir, data.LoadDir, log)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	file := filepath.Join(dir, "dataset.yaml")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(b []byte) {
		t.Helper()
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	newer := bytes.Replace(good, []byte("version: "+d.Version()), []byte("version: 2099-03-01"), 1)
	edit(newer)
	says("version=2099-03-01")
	if v := b.Dataset().Version(); v != "2099-03-01" {
		t.Errorf("knows version %s", v)
	}
	edit([]byte("version: [\n"))
	says("the running one stays")
	says("dataset.yaml:")
	if v := b.Dataset().Version(); v != "2099-03-01" {
		t.Errorf("after a bad edit it knows version %s", v)
	}
	edit(good)
	says("version=" + d.Version())

	stop()
	edit(newer)
	time.Sleep(2 * settle)
	if v := b.Dataset().Version(); v != d.Version() {
		t.Errorf("after the end it learned version %s", v)
	}
	if _, err := b.Watch(t.Context(), filepath.Join(dir, "none"), data.LoadDir, log); err == nil {
		t.Error("a folder that is not there is watched")
	}
}
