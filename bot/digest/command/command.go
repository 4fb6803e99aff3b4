// Package command is what people do with digests: subscribe, list, preview, send now, pause, resume, edit and
// unsubscribe, by a line in either language, by buttons and by a modal.
//
// It promises that what was understood is said back in words, with the next time and its zone; that what was not
// understood is answered with the nearest line that would be, ready to be copied or clicked; and that a channel hears,
// in one line, when a subscription to it is made or ended. It refuses guests and people of other workspaces, who may
// read a digest but not order one, and anybody for a channel they are not in.
//
// It keeps nothing, and posts no digest: the package digest does. Nothing here reads the clock but by [Config.Now].
package command

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"versus/answers"
	"versus/answers/prose"
	"versus/bot"
	"versus/bot/digest/content"
	"versus/bot/render"
	"versus/data"
)

// Config says what the commands need. Only the fields marked required must be set.
type Config struct {
	Book      Book                   // required
	Office    Office                 // required
	People    People                 // required
	Voice     Voice                  // required
	Maker     Maker                  // required
	Engine    func() *answers.Engine // required: the running one, by which subjects are found and named
	Now       func() time.Time       // required
	Log       *slog.Logger           // nil: nothing is logged
	Shortest  time.Duration          // the shortest interval of a schedule; 0 is an hour
	Admins    []string               // users who may do everything
	InChannel int                    // subscriptions a channel may have; 0 is 10
	InAll     int                    // and a workspace; 0 is 500
}

// Commands are the words of this package. [Commands.All] hands them to the bot; it is a [bot.Dialog], a [bot.Clicker] and
// a [bot.Suggester] as well, each under [Name].
type Commands struct {
	cfg   Config
	log   *slog.Logger
	found atomic.Pointer[found]
}

// found is the finder of one engine, which is made once for each.
type found struct {
	engine *answers.Engine
	finder *content.Finder
}

// finder gives the finder of the running engine.
func (c *Commands) finder() *content.Finder {
	e := c.cfg.Engine()
	if f := c.found.Load(); f != nil && f.engine == e {
		return f.finder
	}
	f := &found{engine: e, finder: content.NewFinder(e)}
	c.found.Store(f)
	return f.finder
}

// The interfaces by which the bot finds this package.
var (
	_ bot.Command   = (*Commands)(nil)
	_ bot.Dialog    = (*Commands)(nil)
	_ bot.Clicker   = (*Commands)(nil)
	_ bot.Suggester = (*Commands)(nil)
)

// Name is what the bot finds the dialogs, clicks and selects of this package by.
const Name = "digest"

// New makes the commands.
func New(c Config) *Commands {
	c.Shortest = cmp.Or(c.Shortest, time.Hour)
	c.InChannel, c.InAll = cmp.Or(c.InChannel, 10), cmp.Or(c.InAll, 500)
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Commands{cfg: c, log: c.Log}
}

// All gives the commands by the words that call them, for bot.Config.Commands.
func (c *Commands) All() map[string]bot.Command {
	all := map[string]bot.Command{}
	for _, w := range []string{
		"digest", "digests", "다이제스트", "subscribe", "unsubscribe", "구독", "구독취소", "구독해지", "status", "상태", "help", "도움말",
	} {
		all[w] = c
	}
	return all
}

// Run implements [bot.Command].
func (c *Commands) Run(ctx context.Context, in bot.Invocation) (render.Message, bool, error) {
	r := request{Commands: c, in: in, l: lang(in.Lang)}
	text := strings.TrimSpace(in.Text)
	switch in.Name {
	case "help", "도움말":
		if !isDigest(text) {
			return render.Message{}, false, nil
		}
		return r.help(), true, nil
	case "status", "상태":
		if text != "" && !isDigest(text) {
			return render.Message{}, false, nil
		}
		m, err := r.status(ctx)
		return m, true, err
	case "subscribe", "unsubscribe", "구독취소", "구독해지":
		text = in.Name + " " + text
	case "구독": // 구독 목록, but 구독 매주 월요일 9시
		if v, _ := verbOf(text); v == "" {
			text = "구독 " + text
		}
	}
	r.l = textLang(text, r.l)
	m, err := r.do(ctx, text)
	return m, true, err
}

func isDigest(s string) bool {
	return slices.Contains([]string{"digest", "digests", "다이제스트", "구독"}, strings.ToLower(s))
}

// A request is one command on its way.
type request struct {
	*Commands
	in bot.Invocation
	l  data.Lang
}

// do finds the verb and does it.
func (r request) do(ctx context.Context, text string) (render.Message, error) {
	if r.in.External {
		return r.say("external", nil), nil
	}
	if strings.TrimSpace(text) == "" {
		return r.open(ctx)
	}
	verb, rest := verbOf(text)
	switch verb {
	case "subscribe":
		return r.subscribe(ctx, rest)
	case "list":
		return r.list(ctx, rest)
	case "help":
		return r.help(), nil
	case "status":
		return r.status(ctx)
	case "preview":
		return r.preview(ctx, rest)
	case "":
		if w := r.read(text, ""); len(w.unknown) == 0 && (w.problem == nil || !w.problem.Word()) { // "digest weekly mon 9:00"
			return r.subscribe(ctx, text)
		}
		return r.unknownVerb(text), nil
	}
	return r.manage(ctx, verb, rest)
}

// unknownVerb answers what is no command with those there are, and the nearest first.
func (r request) unknownVerb(text string) render.Message {
	said := prose.Clean(strings.Fields(text)[0])
	p := r.page("unknown_verb", vars{"Text": said, "Near": r.nearVerb(said)})
	p.Lines = r.helpLines()
	return render.Of(p, render.Options{})
}

// help tells what can be done, in lines to copy.
func (r request) help() render.Message {
	p := r.page("help", nil)
	p.Lines = r.helpLines()
	p.Caveats = []string{r.text("help_shortest", vars{"Shortest": span(r.l, r.cfg.Shortest)}), r.text("help_minutes", nil)}
	return render.Of(p, render.Options{})
}

func (r request) helpLines() []string {
	var lines []string
	for _, id := range []string{"subscribe", "cron", "natural", "modal", "list", "preview", "now", "pause", "edit", "unsubscribe", "status"} {
		lines = append(lines, r.text("help_"+id, nil))
	}
	return lines
}
