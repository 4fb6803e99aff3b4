package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"versus/answers/prose"
	"versus/bot/digest"
	"versus/bot/render"
)

// maxListed is how many subscriptions a list shows, each with its buttons; Slack takes fifty blocks.
const maxListed = 20

// maxListText is how long the text beside the blocks gets, which few ever see.
const maxListText = 3500

// list shows the subscriptions of this channel; in a direct message one's own; to an admin who asks for all, all.
func (r request) list(ctx context.Context, rest string) (render.Message, error) {
	_, refusal, err := r.person(ctx)
	if err != nil || refusal != nil {
		return message(refusal), err
	}
	list, err := r.visible(ctx, strings.ToLower(rest))
	if err != nil {
		return render.Message{}, err
	}
	if len(list) == 0 {
		return r.none(), nil
	}
	return r.listing(ctx, r.text("list", vars{"Count": len(list)}), list), nil
}

// visible are the subscriptions that a person may see from here.
func (r request) visible(ctx context.Context, which string) ([]digest.Subscription, error) {
	everything := r.admin(r.in.User) && slices.Contains([]string{"all", "everything", "전체", "모두"}, which)
	mine := slices.Contains([]string{"mine", "my", "내", "내 것"}, which) || r.in.Direct || strings.HasPrefix(r.in.Channel, "D")
	if !everything && !mine {
		return r.cfg.Book.List(ctx, r.in.Team, r.in.Channel)
	}
	list, err := r.cfg.Book.List(ctx, r.in.Team, "")
	if err != nil || everything {
		return list, err
	}
	return slices.DeleteFunc(list, func(s digest.Subscription) bool {
		return s.Owner != r.in.User && s.Channel != r.in.Channel
	}), nil
}

// listing shows subscriptions with their buttons, and all of it again as text.
func (r request) listing(ctx context.Context, head string, list []digest.Subscription) render.Message {
	n := names{r: r, people: map[string]string{}, rooms: map[string]string{}}
	lines := []string{head}
	blocks := []slack.Block{plainSection(head)}
	for _, s := range list[:min(len(list), maxListed)] {
		text := r.entry(s, n.place(ctx, s))
		lines = append(lines, text)
		blocks = append(blocks, plainSection(text), r.buttons(s))
	}
	if more := len(list) - maxListed; more > 0 {
		text := r.text("list_more", vars{"Count": more})
		lines, blocks = append(lines, text), append(blocks, plainSection(text))
	}
	m := render.Say(cut(strings.Join(lines, "\n"), maxListText))
	m.Blocks = blocks
	return m
}

// plainSection is text that can hold no markup.
func plainSection(s string) slack.Block {
	return slack.NewSectionBlock(slack.NewTextBlockObject(slack.PlainTextType, cut(s, 2900), false, false), nil, nil)
}

// cut cuts a text at a number of characters.
func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// entry says all there is to know of a subscription: owner, channel, schedule, last, next, state, misses.
func (r request) entry(s digest.Subscription, place string) string {
	v := r.inWords(s)
	lines := []string{r.text("entry", v), place}
	switch s.State {
	case digest.Active:
		lines = append(lines, r.text("entry_next", v))
	case digest.Paused:
		lines = append(lines, r.text("entry_paused", nil))
	case digest.Lost:
		lines = append(lines, r.text("entry_lost", vars{"Why": prose.Clean(s.Why)}))
	}
	if s.LastSlot != "" {
		lines = append(lines, r.text("entry_last", vars{"Last": strings.Replace(s.LastSlot, "T", " ", 1), "Result": r.text("result_"+string(s.LastResult), nil)}))
	} else {
		lines = append(lines, r.text("entry_never", nil))
	}
	if s.Missed > 0 {
		lines = append(lines, r.text("entry_missed", vars{"Count": int(s.Missed)}))
	}
	return strings.Join(lines, "\n")
}

// names looks up what people and channels are called, each once.
type names struct {
	r             request
	people, rooms map[string]string
}

// place says where a subscription belongs and whose it is. A name that Slack does not tell is left an id.
func (n names) place(ctx context.Context, s digest.Subscription) string {
	if _, known := n.people[s.Owner]; !known {
		n.people[s.Owner] = s.Owner
		if p, err := n.r.cfg.People.Person(ctx, s.Owner); err == nil && p.Name != "" {
			n.people[s.Owner] = prose.Clean(p.Name)
		}
	}
	v := vars{"Owner": n.people[s.Owner], "Channel": ""}
	if s.Channel != n.r.in.Channel {
		if _, known := n.rooms[s.Channel]; !known {
			n.rooms[s.Channel] = s.Channel
			if room, err := n.r.cfg.People.Room(ctx, s.Channel); err == nil && room.Name != "" {
				n.rooms[s.Channel] = "#" + prose.Clean(room.Name)
			}
		}
		v["Channel"] = n.rooms[s.Channel]
	}
	return n.r.text("entry_place", v)
}

// buttons are what can be done with a subscription. Each carries the version it was drawn from, so that it acts once.
func (r request) buttons(s digest.Subscription) slack.Block {
	value := fmt.Sprintf("%d:%d", s.ID, s.Version)
	button := func(verb string) *slack.ButtonBlockElement {
		return slack.NewButtonBlockElement(Name+"."+verb, value,
			slack.NewTextBlockObject(slack.PlainTextType, r.text("button_"+verb, nil), false, false))
	}
	end := button("unsubscribe")
	end.Style = slack.StyleDanger
	end.Confirm = r.confirm("unsubscribe", s)
	turn := button("pause")
	if s.State != digest.Active {
		turn = button("resume")
	}
	now := button("now")
	now.Confirm = r.confirm("now", s)
	return slack.NewActionBlock(fmt.Sprintf("%s.%d", Name, s.ID), button("preview"), now, turn, button("edit"), end)
}

// confirm asks before what others will see.
func (r request) confirm(verb string, s digest.Subscription) *slack.ConfirmationBlockObject {
	plain := func(id string, most int) *slack.TextBlockObject {
		return slack.NewTextBlockObject(slack.PlainTextType, cut(r.text(id, r.inWords(s)), most), false, false)
	}
	return slack.NewConfirmationBlockObject(plain("confirm_"+verb, 100), plain("confirm_"+verb+"_text", 300),
		plain("button_"+verb, 30), plain("confirm_no", 30))
}
