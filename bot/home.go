package bot

import (
	"context"

	"github.com/slack-go/slack"

	"versus/answers"
	"versus/bot/render"
)

// publishHome draws the Home view: what Versus is, how to ask, and questions to click on – those of the help answer,
// which are known to have answers.
func (b *Bot) publishHome(ctx context.Context, q ask) {
	lang := b.people.language(ctx, q.user)
	p := b.cfg.Asker.Ask("", lang, answers.Context{}).Page
	p.Lines = append([]string{p.Headline}, p.Lines...)
	p.Headline = say(lang, "home_lead")
	p.Lines = append(p.Lines, say(lang, "home_how"))
	blocks := render.Home(p, render.Options{Title: say(lang, "home_title")})
	if err := render.CheckHome(blocks); err != nil {
		b.fault("home", err)
		return
	}
	_, err := b.api.PublishViewContext(ctx, slack.PublishViewContextRequest{
		UserID: q.user,
		View:   slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}},
	})
	b.m.posts.WithLabelValues("views.publish", result(err)).Inc()
	b.logAnswer(q, "help", "home", err)
}
