package command

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"versus/bot/digest"
	"versus/bot/digest/content"
	"versus/bot/digest/schedule"
	"versus/bot/render"
	"versus/data"
)

// The blocks of the modal, by which Slack hands back what was entered and shows what is wrong with it.
const (
	blockOften = "often"
	blockDays  = "days"
	blockDoms  = "doms"
	blockTime  = "time"
	blockZone  = "zone"
	blockAbout = "about"
	blockLang  = "lang"
	blockOnly  = "only"
	blockLine  = "line"

	// actionZone is the select of time zones, which [Commands.Suggest] fills.
	actionZone = Name + ".zone"

	callbackNew  = Name + ".subscribe"
	callbackEdit = Name + ".edit"
)

// meta is what a modal carries to its submission. Slack keeps it; nobody can change it on the way.
type meta struct {
	Team       string    `json:"t"`
	Enterprise string    `json:"e,omitempty"`
	Channel    string    `json:"c"`
	ID         int64     `json:"i,omitempty"`
	Version    int64     `json:"v,omitempty"`
	Lang       data.Lang `json:"l"` // of the modal itself
}

// open opens the modal for a new subscription; where the surface cannot, it says what to type.
func (r request) open(ctx context.Context) (render.Message, error) {
	who, refusal, err := r.mayOrder(ctx, r.in.Channel)
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	if r.in.Trigger == "" {
		return r.help(), nil
	}
	s := r.blank()
	s.Schedule = schedule.Schedule{Line: "0 9 * * 1", Zone: r.zoneOf(who)}
	return r.openView(ctx, callbackNew, s)
}

// openEdit opens the modal for a subscription as it is.
func (r request) openEdit(ctx context.Context, s digest.Subscription) (render.Message, error) {
	if r.in.Trigger == "" {
		return r.say("edit_how", vars{"Line": "/ai " + r.text("line_edit", vars{"ID": s.ID}) + " " + r.typed(s)}), nil
	}
	return r.openView(ctx, callbackEdit, s)
}

func (r request) zoneOf(who Person) string {
	if zone, _, problem := schedule.FindZone(who.Zone, r.cfg.Now()); problem == nil {
		return zone
	}
	return "UTC"
}

func (r request) openView(ctx context.Context, callback string, s digest.Subscription) (render.Message, error) {
	view := r.view(callback, s)
	if err := r.cfg.Voice.Open(ctx, r.in.Trigger, view); err != nil { // a trigger lives for three seconds
		r.log.Warn("open a modal", "channel", r.in.Channel, "error", err)
		return r.say("modal_late", vars{"Line": "/ai " + r.text("line_subscribe", nil) + " " + r.typed(s)}), nil
	}
	return render.Message{}, nil
}

// view draws the modal with a subscription's wishes filled in.
func (r request) view(callback string, s digest.Subscription) slack.ModalViewRequest {
	m, _ := json.Marshal(meta{Team: s.Team, Enterprise: s.Enterprise, Channel: s.Channel, ID: s.ID, Version: s.Version, Lang: r.l}) // never errs
	f := formOf(s.Schedule)
	title := "modal_new"
	if callback == callbackEdit {
		title = "modal_edit"
	}
	often := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, blockOften, r.options("daily", "weekdays", "weekly", "monthly")...)
	often.InitialOption = r.option(f.often)
	days := slack.NewCheckboxGroupsBlockElement(blockDays, r.options(weekdayValues...)...)
	for _, d := range f.days {
		days.InitialOptions = append(days.InitialOptions, r.option(d))
	}
	doms := input(blockDoms, f.doms)
	doms.Placeholder = r.plain("modal_doms_hint", 150)
	clock := slack.NewTimePickerBlockElement(blockTime)
	clock.InitialTime = f.time
	zone := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, nil, actionZone)
	least := 0
	zone.MinQueryLength = &least
	zone.InitialOption = zoneOption(zoneLabel(s.Schedule.Zone, r.cfg.Now()))
	about := input(blockAbout, strings.Join(content.NamesOf(r.cfg.Engine().Data(), s.About, r.l), ", "))
	about.Placeholder = r.plain("modal_about_hint", 150)
	language := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, blockLang, r.options("en", "ko")...)
	language.InitialOption = r.option(string(lang(s.Lang)))
	only := slack.NewCheckboxGroupsBlockElement(blockOnly, r.option("only"))
	if s.OnlyIfNews {
		only.InitialOptions = []*slack.OptionBlockObject{r.option("only")}
	}
	line := input(blockLine, f.line)
	line.Placeholder = r.plain("modal_line_hint", 150)
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: callback, PrivateMetadata: string(m),
		Title: r.plain(title, 24), Submit: r.plain(title+"_submit", 24), Close: r.plain("modal_close", 24),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			r.input(blockOften, often, false), r.input(blockDays, days, true), r.input(blockDoms, doms, true),
			r.input(blockTime, clock, true), r.input(blockZone, zone, false), r.input(blockAbout, about, true),
			r.input(blockLang, language, false), r.input(blockOnly, only, true), r.input(blockLine, line, true),
		}},
	}
}

func (r request) plain(id string, most int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, cut(r.text(id, nil), most), false, false)
}

func input(id, value string) *slack.PlainTextInputBlockElement {
	e := slack.NewPlainTextInputBlockElement(nil, id)
	e.InitialValue = value
	e.MaxLength = 300
	return e
}

// input is one field of the modal. Its hint says what may be left empty.
func (r request) input(id string, e slack.BlockElement, optional bool) *slack.InputBlock {
	b := slack.NewInputBlock(id, r.plain("modal_"+id, 2000), nil, e)
	b.Optional = optional
	return b
}

var weekdayValues = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func (r request) option(value string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(value, r.plain("option_"+value, 75), nil)
}

func (r request) options(values ...string) []*slack.OptionBlockObject {
	out := make([]*slack.OptionBlockObject, len(values))
	for i, v := range values {
		out[i] = r.option(v)
	}
	return out
}

func zoneOption(z schedule.ZoneOption) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(z.Name, slack.NewTextBlockObject(slack.PlainTextType, cut(z.Label, 75), false, false), nil)
}

func zoneLabel(name string, now time.Time) schedule.ZoneOption {
	for _, z := range schedule.SearchZones(name, now, 1) {
		if z.Name == name {
			return z
		}
	}
	return schedule.ZoneOption{Name: name, Label: name}
}

// maxSuggested is how many options Slack takes.
const maxSuggested = 100

// Suggest implements [bot.Suggester]: the zones for what somebody has typed into the select so far.
func (c *Commands) Suggest(_ context.Context, in slack.InteractionCallback) (slack.OptionsResponse, error) {
	out := slack.OptionsResponse{Options: []*slack.OptionBlockObject{}}
	if in.ActionID != actionZone {
		return out, nil
	}
	for _, z := range schedule.SearchZones(in.Value, c.cfg.Now(), maxSuggested) {
		out.Options = append(out.Options, zoneOption(z))
	}
	return out, nil
}

// A form is a schedule as the modal shows it. One that its fields do not hold stands in the line.
type form struct {
	often string
	days  []string
	doms  string
	time  string
	line  string
}

// formOf reads a schedule back from what one would type for it.
func formOf(s schedule.Schedule) form {
	f := form{often: "weekly", time: "09:00"}
	typed := strings.TrimSuffix(s.Typed(data.EN), " "+s.Zone)
	words := strings.Fields(typed)
	if len(words) > 1 && !strings.ContainsAny(typed, `"`) && words[0] != "every" {
		f.often = words[0]
		if clock := words[len(words)-1]; len(clock) == len("09:00") {
			f.time = clock
			switch {
			case f.often == "weekly" && len(words) == 3:
				f.days = strings.Split(words[1], ",")
				return f
			case f.often == "monthly" && len(words) == 3:
				f.doms = words[1]
				return f
			case len(words) == 2 && (f.often == "daily" || f.often == "weekdays"):
				return f
			}
		}
	}
	return form{often: "weekly", time: "09:00", line: typed}
}
