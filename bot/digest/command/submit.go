package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"versus/answers/prose"
	"versus/bot"
	"versus/bot/digest"
	"versus/bot/digest/schedule"
	"versus/bot/render"
	"versus/data"
)

// Submit implements [bot.Dialog]: the modal was sent. What is wrong with it is shown in it, beside the field it is about.
func (c *Commands) Submit(ctx context.Context, in slack.InteractionCallback) (*slack.ViewSubmissionResponse, error) {
	var m meta
	if err := json.Unmarshal([]byte(in.View.PrivateMetadata), &m); err != nil {
		return nil, fmt.Errorf("read what a modal carries: %w", err)
	}
	inv := bot.Invocation{
		Name: Name, Team: m.Team, Enterprise: m.Enterprise, Channel: m.Channel, User: in.User.ID, UserName: in.User.Name,
		Lang: m.Lang, Direct: strings.HasPrefix(m.Channel, "D"),
	}
	r := request{Commands: c, in: inv, l: lang(m.Lang)}
	e := entered(in.View)
	w, wrong := r.readForm(e)
	if len(wrong) > 0 {
		return slack.NewErrorsViewSubmissionResponse(wrong), nil
	}
	said, err := r.finish(ctx, m, w)
	if err != nil {
		return nil, err
	}
	return slack.NewUpdateViewSubmissionResponse(r.done(said)), nil
}

// finish keeps what was entered, and gives what there is to say.
func (r request) finish(ctx context.Context, m meta, w wish) (render.Message, error) {
	if m.ID == 0 {
		who, refusal, err := r.mayOrder(ctx, m.Channel)
		if err != nil || refusal != nil {
			return message(refusal), err
		}
		s := r.blank()
		w.apply(&s)
		return r.add(ctx, who, s, w.remarks)
	}
	s, err := r.cfg.Book.Find(ctx, m.ID)
	if errors.Is(err, digest.ErrGone) {
		return r.say("gone", vars{"ID": m.ID}), nil
	}
	if err != nil {
		return render.Message{}, err
	}
	if _, refusal, err := r.mayChange(ctx, s); err != nil || refusal != nil {
		return message(refusal), err
	}
	if s.Version != m.Version {
		return r.say("changed", vars{"ID": m.ID}), nil
	}
	s, refusal, err := r.change(ctx, s, func(s *digest.Subscription) { w.apply(s) })
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	return r.say("edited", r.inWords(s)), nil
}

// done is the modal after it was sent: what was said, and nothing to fill in.
func (r request) done(m render.Message) *slack.ModalViewRequest {
	text := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(m.Text)
	return &slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: Name + ".done", Title: r.plain("modal_done", 24), Close: r.plain("modal_done_close", 24),
		Blocks: slack.Blocks{BlockSet: []slack.Block{plainSection(text)}},
	}
}

// fieldsEntered is what the fields of a modal hold.
type fieldsEntered struct {
	often, doms, time, zone, about, lang, line string
	days                                       []string
	only                                       bool
}

func entered(v slack.View) fieldsEntered {
	var e fieldsEntered
	if v.State == nil {
		return e
	}
	value := func(block, action string) slack.BlockAction { return v.State.Values[block][action] }
	e.often = value(blockOften, blockOften).SelectedOption.Value
	for _, o := range value(blockDays, blockDays).SelectedOptions {
		e.days = append(e.days, o.Value)
	}
	e.doms = value(blockDoms, blockDoms).Value
	e.time = value(blockTime, blockTime).SelectedTime
	e.zone = value(blockZone, actionZone).SelectedOption.Value
	e.about = value(blockAbout, blockAbout).Value
	e.lang = value(blockLang, blockLang).SelectedOption.Value
	e.only = len(value(blockOnly, blockOnly).SelectedOptions) > 0
	e.line = value(blockLine, blockLine).Value
	return e
}

// readForm reads the fields, and gives what is wrong by the block it is about.
func (r request) readForm(e fieldsEntered) (wish, map[string]string) {
	wrong := map[string]string{}
	d := schedule.Defaults{Zone: e.zone, Shortest: r.cfg.Shortest, Now: r.cfg.Now()}
	text, about := strings.TrimSpace(e.line), blockLine
	if text == "" {
		text, about = e.typed()
	}
	if zone := r.wrongZone(e.zone); zone != "" {
		wrong[blockZone] = zone
	}
	reading, problem := schedule.Parse(text, d)
	if problem != nil {
		wrong[about] = problem.Say(r.l)
		if near, ok := problem.Nearest(); ok {
			wrong[about] += " " + r.text("instead", vars{"Line": strings.TrimSuffix(near.Typed(r.l), " "+near.Zone)})
		}
	}
	w := readWish("about "+e.about, r.finder(), schedule.Defaults{})
	if len(w.unknown) > 0 {
		wrong[blockAbout] = r.text("unknown_subject", vars{
			"Text": prose.Clean(strings.Join(w.unknown, ", ")), "Near": strings.Join(nonEmpty(w.near), ", "),
		}) + " " + r.text("subjects", nil)
	}
	w.schedule, w.remarks, w.aboutSet = reading.Schedule, reading.Remarks, true
	w.only, w.lang = &e.only, data.Lang(e.lang)
	if w.lang != "" {
		w.lang = lang(w.lang)
	}
	return w, wrong
}

// typed is what one would type for the fields, and the block to blame where that is wrong.
func (e fieldsEntered) typed() (text, block string) {
	clock := e.time
	if clock == "" {
		clock = "09:00"
	}
	switch {
	case e.often == "weekly" && len(e.days) > 0:
		return "weekly " + strings.Join(e.days, ",") + " " + clock, blockDays
	case e.often == "monthly" && e.doms != "":
		return "monthly " + strings.ReplaceAll(e.doms, "일", "") + " " + clock, blockDoms
	}
	return e.often + " " + clock, blockOften
}

func (r request) wrongZone(zone string) string {
	if zone == "" {
		return r.text("modal_no_zone", nil)
	}
	if _, _, problem := schedule.FindZone(zone, r.cfg.Now()); problem != nil {
		return problem.Say(r.l)
	}
	return ""
}
