package digest

import (
	"context"
	"encoding/json"
	"strings"

	"versus/bot"
)

var _ bot.Listener = (*Digests)(nil)

// heardEvent is what we need of an event about a channel.
type heardEvent struct {
	User    string          `json:"user"`
	Channel json.RawMessage `json:"channel"` // an id, or an object with one
	Time    string          `json:"event_ts"`
	Old     string          `json:"old_channel_id"`
	New     string          `json:"new_channel_id"`
	Tokens  struct {
		Bot []string `json:"bot"`
	} `json:"tokens"`
}

func (e heardEvent) channel() string {
	var id string
	if json.Unmarshal(e.Channel, &id) == nil {
		return id
	}
	var o struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal(e.Channel, &o) // neither: no channel
	return o.ID
}

// Hear implements [bot.Listener]: a channel that is archived or left stops its digests, one that is back lets them go
// on, one that is gone ends them, and one with a new id takes them along. A new name changes nothing. Events may come
// twice and out of order.
func (d *Digests) Hear(ctx context.Context, e bot.Event) error {
	var in heardEvent
	if err := json.Unmarshal(e.Raw, &in); err != nil {
		return nil // not about us: what is ours can be read
	}
	kind := strings.TrimPrefix(strings.TrimPrefix(e.Type, "channel_"), "group_")
	switch kind {
	case "archive":
		return d.lost(ctx, e.Team, in, "is_archived")
	case "left":
		return d.lost(ctx, e.Team, in, "not_in_channel")
	case "unarchive":
		return d.back(ctx, e.Team, in)
	case "deleted":
		return d.cfg.Store.End(ctx, e.Team, in.channel())
	case "id_changed":
		if in.Old == "" || in.New == "" {
			return nil
		}
		return d.cfg.Store.Move(ctx, e.Team, in.Old, in.New)
	case "member_joined_channel":
		if me := d.state.who(); me.user == "" || in.User != me.user {
			return nil
		}
		return d.back(ctx, e.Team, in)
	case "app_uninstalled":
		d.revoked("app_uninstalled")
	case "tokens_revoked":
		if len(in.Tokens.Bot) > 0 {
			d.revoked("token_revoked")
		}
	}
	return nil
}

// lost stops the active subscriptions of a channel, where the event is newer than what counted last.
func (d *Digests) lost(ctx context.Context, team string, e heardEvent, why string) error {
	subs, err := d.cfg.Store.Of(ctx, team, e.channel())
	if err != nil || e.channel() == "" {
		return err
	}
	for _, s := range subs {
		if s.State != Active || e.Time != "" && e.Time <= s.Heard {
			continue
		}
		if _, err := d.lose(ctx, s, why, e.Time); err != nil {
			return err
		}
	}
	d.Wake()
	return nil
}

func (d *Digests) back(ctx context.Context, team string, e heardEvent) error {
	if e.channel() == "" {
		return nil
	}
	n, err := d.cfg.Store.Regain(ctx, team, e.channel(), e.Time)
	if n > 0 {
		d.log.Info("subscriptions go on", "channel", e.channel(), "count", n)
		d.Wake()
	}
	return err
}

func (d *Digests) revoked(code string) {
	if d.state.stop(code, d.cfg.Now()) {
		d.log.Error("the app may not post any longer: no digests are posted", "error", code)
	}
}
