package command

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"versus/bot/digest"
	"versus/bot/digest/schedule"
	"versus/bot/render"
	"versus/data"
)

// A modal as Slack hands it back: what was opened, with fields filled in.
func sent(t *testing.T, v slack.ModalViewRequest, user string, fields map[string]any) slack.InteractionCallback {
	t.Helper()
	state := map[string]map[string]any{}
	for block, value := range fields {
		action := block
		if block == blockZone {
			action = actionZone
		}
		state[block] = map[string]any{action: value}
	}
	raw, err := json.Marshal(map[string]any{
		"type": "view_submission", "user": map[string]any{"id": user}, "team": map[string]any{"id": "T1"},
		"view": map[string]any{"callback_id": v.CallbackID, "private_metadata": v.PrivateMetadata, "state": map[string]any{"values": state}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var in slack.InteractionCallback
	if err := json.Unmarshal(raw, &in); err != nil {
		t.Fatal(err)
	}
	return in
}

func picked(value string) map[string]any {
	return map[string]any{"type": "static_select", "selected_option": map[string]any{"value": value}}
}

func ticked(values ...string) map[string]any {
	options := []map[string]any{}
	for _, v := range values {
		options = append(options, map[string]any{"value": v})
	}
	return map[string]any{"type": "checkboxes", "selected_options": options}
}

func typedIn(value string) map[string]any {
	return map[string]any{"type": "plain_text_input", "value": value}
}

func (w *world) opened(t *testing.T, user, channel, line string) slack.ModalViewRequest {
	t.Helper()
	w.turn(t, user+" "+channel, line)
	if len(w.town.views) != 1 {
		t.Fatalf("%s opens %d modals", line, len(w.town.views))
	}
	return w.town.views[0]
}

func TestModal(t *testing.T) {
	monday := func(with map[string]any) map[string]any {
		fields := map[string]any{
			blockOften: picked("weekly"), blockDays: ticked("mon", "thu"), blockTime: map[string]any{"type": "timepicker", "selected_time": "09:30"},
			blockZone: picked("Asia/Seoul"), blockLang: picked("ko"), blockOnly: ticked("only"), blockAbout: typedIn("openai, prices"),
		}
		for k, v := range with {
			fields[k] = v
		}
		return fields
	}
	tests := []struct {
		name   string
		fields map[string]any
		line   string
		about  []string
		wrong  map[string]string // by block, a piece of what is said
	}{
		{"all of it", monday(nil), "30 9 * * 1,4", []string{"openai", "price"}, nil},
		{"every day", monday(map[string]any{blockOften: picked("daily"), blockAbout: typedIn("")}), "30 9 * * *", nil, nil},
		{"no day is Monday", monday(map[string]any{blockDays: ticked()}), "30 9 * * 1", []string{"openai", "price"}, nil},
		{"monthly", monday(map[string]any{blockOften: picked("monthly"), blockDoms: typedIn("1, 15")}), "30 9 1,15 * *", []string{"openai", "price"}, nil},
		{"own words win", monday(map[string]any{blockLine: typedIn("매일 정오")}), "0 12 * * *", []string{"openai", "price"}, nil},
		{"a cron line", monday(map[string]any{blockLine: typedIn("0 7 * * 0")}), "0 7 * * 0", []string{"openai", "price"}, nil},
		{"no such time", monday(map[string]any{blockLine: typedIn("mon 25:00")}), "", nil, map[string]string{blockLine: "weekly mon 15:00"}},
		{"no such day", monday(map[string]any{blockOften: picked("monthly"), blockDoms: typedIn("32")}), "", nil, map[string]string{blockDoms: "32"}},
		{"too often", monday(map[string]any{blockLine: typedIn("* * * * *")}), "", nil, map[string]string{blockLine: "hourly"}},
		{"no zone", monday(map[string]any{blockZone: picked("")}), "", nil, map[string]string{blockZone: "time zone"}},
		{"unknown subject", monday(map[string]any{blockAbout: typedIn("opnai, prices")}), "", nil, map[string]string{blockAbout: "OpenAI"}},
		{"two things wrong", monday(map[string]any{blockAbout: typedIn("weather"), blockLine: typedIn("someday")}), "", nil,
			map[string]string{blockAbout: "weather", blockLine: "someday"}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			in := sent(t, w.opened(t, "alice", "C1", "digest"), "alice", c.fields)
			resp, err := w.Submit(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			if c.wrong != nil {
				if resp.ResponseAction != slack.RAErrors || len(resp.Errors) != len(c.wrong) || len(w.office.subs) > 0 {
					t.Fatalf("got %+v", resp)
				}
				for block, piece := range c.wrong {
					if !strings.Contains(resp.Errors[block], piece) {
						t.Errorf("%s: %q lacks %q", block, resp.Errors[block], piece)
					}
				}
				return
			}
			if resp.ResponseAction != slack.RAUpdate || len(w.office.subs) != 1 || len(w.town.said) != 1 {
				t.Fatalf("got %+v, %d subscriptions, said %q", resp, len(w.office.subs), w.town.said)
			}
			s := w.office.subs[0]
			want := digest.Subscription{
				Team: "T1", Channel: "C1", Owner: "alice", Lang: data.KO, OnlyIfNews: true, About: c.about,
				Schedule: schedule.Schedule{Line: c.line, Zone: "Asia/Seoul"},
			}
			got := digest.Subscription{Team: s.Team, Channel: s.Channel, Owner: s.Owner, Lang: s.Lang, OnlyIfNews: s.OnlyIfNews, About: s.About, Schedule: s.Schedule}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			raw, err := json.Marshal(resp.View)
			if err != nil || !strings.Contains(string(raw), "It comes next on") {
				t.Errorf("the modal ends with %s, %v", raw, err)
			}
		})
	}
}

// A modal that changes a subscription shows it as it is, and changes it only where it still is so.
func TestEditModal(t *testing.T) {
	w := newWorld(t)
	w.turn(t, "alice C1", "digest subscribe monthly 1,15 18:00 Seoul about china in ko only changes")
	v := w.opened(t, "alice", "C1", "digest edit 1")
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{`"initial_value":"1,15"`, `"initial_time":"18:00"`, `"Asia/Seoul (UTC+09:00)"`, `"initial_value":"China"`} {
		if !strings.Contains(string(raw), piece) {
			t.Errorf("the modal lacks %s:\n%s", piece, raw)
		}
	}
	fields := map[string]any{blockOften: picked("daily"), blockTime: map[string]any{"selected_time": "08:00"}, blockZone: picked("UTC"), blockLang: picked("en")}
	in := sent(t, v, "bora", fields)
	if _, err := w.Submit(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	s := w.office.subs[0]
	if s.Schedule != (schedule.Schedule{Line: "0 8 * * *", Zone: "UTC"}) || s.Lang != data.EN || s.OnlyIfNews || s.About != nil || s.Version != 2 {
		t.Fatalf("got %+v", s)
	}
	resp, err := w.Submit(t.Context(), in)
	if err != nil || w.office.subs[0].Version != 2 {
		t.Fatalf("a modal of an older version changes %+v, %v", w.office.subs[0], err)
	}
	if raw, _ := json.Marshal(resp); !strings.Contains(string(raw), "Somebody has changed") {
		t.Errorf("it says %s", raw)
	}
}

// The modal holds Slack's limits, in both languages, whatever the subscription.
func TestViewLimits(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawWish(t)
		r := request{Commands: w.Commands, l: rapid.SampledFrom([]data.Lang{data.EN, data.KO}).Draw(t, "lang")}
		v := r.view(rapid.SampledFrom([]string{callbackNew, callbackEdit}).Draw(t, "kind"), s)
		if n := len([]rune(v.Title.Text)); n < 1 || n > 24 {
			t.Fatalf("title %q", v.Title.Text)
		}
		for _, x := range []*slack.TextBlockObject{v.Submit, v.Close} {
			if n := len([]rune(x.Text)); n < 1 || n > 24 {
				t.Fatalf("button %q", x.Text)
			}
		}
		if len(v.PrivateMetadata) > 3000 || len(v.Blocks.BlockSet) > 100 {
			t.Fatalf("metadata %d, blocks %d", len(v.PrivateMetadata), len(v.Blocks.BlockSet))
		}
		seen := map[string]bool{}
		for _, b := range v.Blocks.BlockSet {
			in := b.(*slack.InputBlock)
			if seen[in.BlockID] {
				t.Fatalf("two blocks %q", in.BlockID)
			}
			seen[in.BlockID] = true
			if e, ok := in.Element.(*slack.PlainTextInputBlockElement); ok && len([]rune(e.InitialValue)) > e.MaxLength {
				t.Fatalf("%s begins with %d characters", in.BlockID, len([]rune(e.InitialValue)))
			}
		}
	})
}

func drawWish(t *rapid.T) digest.Subscription {
	abouts := []string{"openai", "claude-opus-4-6", "price", "kind:company", "safety", "valuation", "chinese-companies", "deepseek-app"}
	s := digest.Subscription{
		ID: rapid.Int64Range(1, 1<<40).Draw(t, "id"), Team: "T1", Channel: "C1", State: digest.Active,
		Lang:       rapid.SampledFrom([]data.Lang{data.EN, data.KO}).Draw(t, "its lang"),
		OnlyIfNews: rapid.Bool().Draw(t, "only"),
		About:      rapid.SliceOfNDistinct(rapid.SampledFrom(abouts), 0, 4, rapid.ID).Draw(t, "about"),
		Schedule: schedule.Schedule{
			Line: rapid.SampledFrom([]string{"0 9 * * 1", "30 18 1,15 * *", "0 12 * * 1-5", "0 */3 * * *", "15 7 * * *", "0 9 13 * 5", "0 8 * * 0,6"}).Draw(t, "line"),
			Zone: rapid.SampledFrom([]string{"Asia/Seoul", "America/New_York", "UTC", "America/Argentina/Buenos_Aires"}).Draw(t, "zone"),
		},
	}
	return s
}

// What is offered to type means just what it stands for, in both languages.
func TestTypedIsRead(t *testing.T) {
	w := newWorld(t)
	rapid.Check(t, func(t *rapid.T) {
		s := drawWish(t)
		r := request{Commands: w.Commands, l: rapid.SampledFrom([]data.Lang{data.EN, data.KO}).Draw(t, "lang")}
		text := r.typed(s)
		got := readWish(text, w.finder(), schedule.Defaults{Zone: "Europe/Rome", Shortest: time.Hour, Now: now})
		if got.problem != nil || len(got.unknown) > 0 {
			t.Fatalf("%q: %v, unknown %q", text, got.problem, got.unknown)
		}
		if got.schedule.Zone != s.Schedule.Zone || got.schedule.Describe(data.EN) != s.Schedule.Describe(data.EN) || got.lang != s.Lang || (got.only != nil && *got.only) != s.OnlyIfNews {
			t.Fatalf("%q is read as %+v, not %+v", text, got, s)
		}
		if diff := cmp.Diff(append([]string{}, s.About...), append([]string{}, got.about...)); diff != "" {
			t.Fatalf("%q (-want +got)\n%s", text, diff)
		}
	})
}

func click(verb, value, user string) (slack.InteractionCallback, slack.BlockAction) {
	in := slack.InteractionCallback{Type: slack.InteractionTypeBlockActions, TriggerID: "trigger"}
	in.User.ID, in.Team.ID, in.Channel.ID = user, "T1", "C1"
	in.Container.IsEphemeral = true
	return in, slack.BlockAction{ActionID: Name + "." + verb, Value: value}
}

// Each button acts once: what it was drawn from has a version, and the second click comes too late.
func TestButtons(t *testing.T) {
	for _, verb := range []string{"pause", "unsubscribe"} {
		w := newWorld(t)
		w.turn(t, "alice C1", "digest subscribe daily")
		m, _, err := w.Run(t.Context(), w.invocation("alice", "C1", "digest list", true))
		if err != nil {
			t.Fatal(err)
		}
		if err := render.Check(m); err != nil {
			t.Error(err)
		}
		value := ""
		for _, b := range m.Blocks {
			if a, ok := b.(*slack.ActionBlock); ok {
				for _, e := range a.Elements.ElementSet {
					if x := e.(*slack.ButtonBlockElement); x.ActionID == Name+"."+verb {
						value = x.Value
						if verb == "unsubscribe" && x.Confirm == nil {
							t.Error("ending is not confirmed")
						}
					}
				}
			}
		}
		in, a := click(verb, value, "alice")
		first, err := w.Click(t.Context(), in, a)
		if err != nil || w.office.subs[0].Version != 2 {
			t.Fatalf("%s: %q, %v, %+v", verb, first.Text, err, w.office.subs[0])
		}
		again, err := w.Click(t.Context(), in, a)
		if err != nil || w.office.subs[0].Version != 2 || again.Text == first.Text {
			t.Fatalf("%s again: %q, %v", verb, again.Text, err)
		}
		in, a = click(verb, value, "carl")
		in.Channel.ID = "C2"
		if m, err := w.Click(t.Context(), in, a); err != nil || w.office.subs[0].Version != 2 {
			t.Fatalf("somebody else's click: %q, %v", m.Text, err)
		}
	}
	w := newWorld(t)
	w.turn(t, "alice C1", "digest subscribe daily")
	w.town.said, w.town.views = nil, nil
	for _, c := range []struct{ verb, value string }{{"preview", "1:9"}, {"edit", "1:1"}, {"now", "1:1"}, {"resume", "1:1"}, {"zone", ""}, {"pause", "x"}, {"pause", "1:x"}, {"pause", "7:1"}, {"other", "1:1"}} {
		in, a := click(c.verb, c.value, "alice")
		if _, err := w.Click(t.Context(), in, a); err != nil {
			t.Errorf("%s %s: %v", c.verb, c.value, err)
		}
	}
	if len(w.town.views) != 1 || len(w.office.sent) != 1 || w.office.subs[0].Version != 1 {
		t.Errorf("%d modals, %d sent, %+v", len(w.town.views), len(w.office.sent), w.office.subs[0])
	}
}

func TestSuggest(t *testing.T) {
	w := newWorld(t)
	for typed, want := range map[string]string{
		"": "UTC", "seo": "Asia/Seoul", "서울": "Asia/Seoul", "new y": "America/New_York", "kst": "Asia/Seoul", "Asia/Seoul": "Asia/Seoul",
		"뉴욕": "America/New_York", "nowhere at all": "",
	} {
		in := slack.InteractionCallback{ActionID: actionZone, Value: typed}
		out, err := w.Suggest(t.Context(), in)
		if err != nil || len(out.Options) > maxSuggested {
			t.Fatal(err, len(out.Options))
		}
		got := ""
		if len(out.Options) > 0 {
			got = out.Options[0].Value
		}
		if got != want {
			t.Errorf("%q: first comes %q, want %q", typed, got, want)
		}
	}
	if out, err := w.Suggest(t.Context(), slack.InteractionCallback{ActionID: "other"}); err != nil || out.Options == nil || len(out.Options) > 0 {
		t.Errorf("for another select: %+v, %v", out, err)
	}
}

// A channel and a workspace have room for so many, and what fails is no half success.
func TestCaps(t *testing.T) {
	w := newWorld(t)
	w.cfg.InChannel, w.cfg.InAll = 2, 3
	say := func(who, line, piece string) {
		t.Helper()
		if got := w.turn(t, who, line); !strings.Contains(got, piece) {
			t.Errorf("%s: %q lacks %q", line, got, piece)
		}
	}
	say("alice C1", "digest subscribe daily 9:00", "number 1")
	say("alice C1", "digest subscribe daily 10:00", "number 2")
	say("alice C1", "digest subscribe daily 11:00", "2 digests already")
	say("carl C2", "digest subscribe daily 9:00", "number 3")
	say("carl C2", "digest subscribe daily 10:00", "3 digests already")
	say("alice C1", "digest unsubscribe 1", "has ended")
	say("carl C2", "digest subscribe daily 10:00", "number 4")
	w.town.mute = errors.New("no")
	say("alice C1", "digest unsubscribe 2", "could not tell the channel")
	say("alice C1", "digest", "did not open in time")
	if got := w.turn(t, "alice C1@", "digest preview daily"); !strings.Contains(got, "alone here") {
		t.Errorf("got %q", got)
	}
	w.office.err = errors.New("disk full")
	if _, handled, err := w.Run(t.Context(), w.invocation("alice", "C1", "digest subscribe weekly", true)); err == nil || !handled {
		t.Error("a broken store is no success")
	}
	if m, _, err := w.Run(t.Context(), w.invocation("alice", "C1", "status", true)); err != nil || !strings.Contains(m.Text, "does not answer") {
		t.Errorf("status of a broken store: %q, %v", m.Text, err)
	}
}

func TestStatus(t *testing.T) {
	w := newWorld(t)
	w.office.status = digest.Status{
		Held: "the store was damaged", Since: now, Doubts: 2, Ahead: 3 * time.Minute, AheadKnown: true,
		Subscriptions: map[digest.State]int{digest.Active: 4, digest.Lost: 1},
		Week:          map[digest.Result]int{digest.Sent: 12, digest.Missed: 3, digest.Unknown: 1, "": 2},
	}
	for user, pieces := range map[string][]string{
		"alice": {"No digests are posted since 2026-11-29 12:00 UTC: the store was damaged.", "4 active, 0 paused, 1 stopped", "12 sent, 3 missed, 1 unknown, 2 under way", "2 messages", "3m0s"},
		"bora":  {"2026-11-29 12:00 UTC부터", "보냄 12, 놓침 3"},
	} {
		got := w.turn(t, user+" C1", "status")
		for _, p := range pieces {
			if !strings.Contains(got, p) {
				t.Errorf("%q lacks %q", got, p)
			}
		}
	}
	w.office.status.Held = ""
	if got := w.turn(t, "alice C1", "status"); !strings.Contains(got, "nobody knows") {
		t.Errorf("got %q", got)
	}
}

// A digest is made of what the channel was last told; where that is kept no longer, of what is known.
func TestPress(t *testing.T) {
	w := newWorld(t)
	press := w.cfg.Maker.(*Press)
	sub := digest.Subscription{ID: 1, Lang: data.EN, Schedule: schedule.Schedule{Line: "0 9 * * 1", Zone: "Asia/Seoul"}}
	build := func() digest.Built {
		t.Helper()
		b, err := press.Build(context.Background(), sub, digest.Slot{})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range b.Messages {
			if err := render.Check(m); err != nil {
				t.Error(err)
			}
		}
		return b
	}
	first := build()
	if first.Quiet || len(first.Messages) < 3 || !strings.Contains(first.Messages[0].Text, "What Versus knows") || w.office.shelf[first.Dataset] == nil {
		t.Fatalf("first: %+v", first.Messages[0].Text)
	}
	sub.Dataset, sub.LastRun = first.Dataset, now
	if b := build(); !b.Quiet || len(b.Messages) != 1 {
		t.Fatalf("nothing changed, and it says %q", b.Messages[0].Text)
	}
	told := press.Dataset()
	press.Dataset = w.engine.Data
	if b := build(); b.Quiet || b.Dataset == told.Digest() || !strings.Contains(b.Messages[0].Text, "Since 29 November 2026") {
		t.Fatalf("everything changed, and it says %q", b.Messages[0].Text)
	}
	for name, kept := range map[string][]byte{"gone": nil, "damaged": []byte("no snapshot")} {
		delete(w.office.shelf, told.Digest())
		if kept != nil {
			w.office.shelf[told.Digest()] = kept
		}
		if b := build(); !strings.Contains(b.Messages[0].Text, "What Versus knows") {
			t.Errorf("%s: %q", name, b.Messages[0].Text)
		}
	}
	w.office.err = errors.New("disk full")
	if _, err := press.Build(context.Background(), sub, digest.Slot{}); err == nil {
		t.Error("a dataset that could not be kept was used")
	}
}

// Whatever is typed behind digest, there is an answer that Slack takes.
func FuzzRun(f *testing.F) {
	for _, s := range []string{"", "subscribe weekly mon 9:00 about openai in ko only changes", "구독 중국에 대해 매주 월요일 9시", "edit 1 10:00", "pause #1", "unsubscribe", "subscribe \"* * * * *\"", "about about", "에 대해", "preview about ,", "1번 해지", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		w := newWorld(t)
		w.office.subs = []digest.Subscription{{ID: 1, Team: "T1", Channel: "C1", Owner: "alice", State: digest.Active, Version: 1, Schedule: schedule.Schedule{Line: "0 9 * * 1", Zone: "UTC"}}}
		in := w.invocation("alice", "C1", "digest", true)
		in.Text = line
		m, handled, err := w.Run(t.Context(), in)
		if err != nil || !handled {
			t.Fatalf("%q: %t, %v", line, handled, err)
		}
		if m.Text != "" {
			if err := render.Check(m); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
		} else if len(w.town.views)+len(w.town.said) == 0 {
			t.Fatalf("%q: nothing was said", line)
		}
	})
}
