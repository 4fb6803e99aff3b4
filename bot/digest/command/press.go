package command

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"versus/answers/prose"
	"versus/bot/digest"
	"versus/bot/digest/content"
	"versus/bot/render"
	"versus/data"
)

// A Shelf keeps versions of the dataset by their digest.
type Shelf interface {
	SaveSnapshot(ctx context.Context, digest string, snapshot []byte) error
	Snapshot(ctx context.Context, digest string) (snapshot []byte, ok bool, err error)
}

// A Press makes digests of the running dataset and of the one that a channel was last told about.
type Press struct {
	Dataset func() *data.Dataset // required: the running one
	Shelf   Shelf                // required
	Now     func() time.Time     // required
	Log     *slog.Logger         // required
}

var (
	_ digest.Builder = (*Press)(nil)
	_ Maker          = (*Press)(nil)
)

// Build implements [digest.Builder]. The running dataset is kept before anything is made of it, so that the next digest
// can tell what has changed since. Where the old one is kept no longer, the channel is told what is known instead.
func (p *Press) Build(ctx context.Context, s digest.Subscription, _ digest.Slot) (digest.Built, error) {
	now := p.Dataset()
	if err := p.Shelf.SaveSnapshot(ctx, now.Digest(), now.Snapshot()); err != nil {
		return digest.Built{}, fmt.Errorf("keep dataset %.12s: %w", now.Digest(), err)
	}
	old, err := p.last(ctx, s, now)
	if err != nil {
		return digest.Built{}, err
	}
	made, err := content.Build(content.Input{
		Old: old, New: now, Lang: s.Lang, About: s.About, Now: p.Now(), LastSent: s.LastRun, Zone: s.Schedule.Zone,
	})
	if err != nil {
		return digest.Built{}, err
	}
	title := say(lang(s.Lang), "title", nil)
	if made.Quiet {
		title = ""
	}
	out := digest.Built{Dataset: now.Digest(), Quiet: made.Quiet}
	for i, page := range append([]prose.Page{made.Lead}, made.Thread...) {
		o := render.Options{}
		if i == 0 {
			o.Title = title
		}
		m := render.Of(page, o)
		if err := render.Check(m); err != nil {
			p.Log.Error("digest breaks slack's limits", "subscription", s.ID, "part", i, "error", err)
			m = render.Plain(page, o)
		}
		out.Messages = append(out.Messages, m)
	}
	return out, nil
}

// last gives the dataset that a channel was last told about; nil before its first digest.
func (p *Press) last(ctx context.Context, s digest.Subscription, now *data.Dataset) (*data.Dataset, error) {
	switch s.Dataset {
	case "":
		return nil, nil
	case now.Digest():
		return now, nil
	}
	raw, ok, err := p.Shelf.Snapshot(ctx, s.Dataset)
	if err != nil {
		return nil, fmt.Errorf("find dataset %.12s: %w", s.Dataset, err)
	}
	if !ok {
		p.Log.Warn("the dataset a channel was last told about is not kept", "subscription", s.ID, "dataset", s.Dataset)
		return nil, nil
	}
	old, err := data.FromSnapshot(raw)
	if err != nil { // of a later program, or damaged: as good as gone
		p.Log.Warn("the dataset a channel was last told about cannot be read", "subscription", s.ID, "dataset", s.Dataset, "error", err)
		return nil, nil
	}
	return old, nil
}
