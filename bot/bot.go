package bot

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// The times within which things happen.
const (
	callTimeout   = 15 * time.Second // one call to Slack
	ackTimeout    = 2 * time.Second  // one acknowledgement; Slack waits for three seconds
	storeTimeout  = time.Second      // one call to the memory before an acknowledgement
	answerTimeout = time.Minute      // from taking a question up to the end of its answer, waits for Slack's pace among it
	lease         = 3 * time.Minute  // a letter's; longer than a wait in the queue that is worth it and an answer together
	lateness      = 5 * time.Minute  // an answer later than this would surprise
	resumeEvery   = 20 * time.Second
	drainTime     = 2500 * time.Millisecond // for answers in hand, after the order to stop
)

// The bounds of what is under way.
const (
	intakeSize    = 4096    // envelopes read and not yet looked at
	intakeWorkers = 4       // envelopes being acknowledged at once
	readLimit     = 1 << 20 // bytes of one envelope
)

// A Bot is one connection to one workspace. [New] makes it, [Bot.Run] runs it, once.
type Bot struct {
	cfg     Config
	log     *slog.Logger
	m       *Metrics
	api     *slack.Client
	socket  *socketmode.Client
	hooks   *hooks
	pacer   *pacer
	breaker *breaker
	people  *people
	private *memory // what follows slash commands, and everything where the store does not answer
	health  health

	me        me
	questions chan ask
	inHand    sync.Map // ids of letters in the queue or being answered
}

// me is who the bot is, as Slack says.
type me struct{ user, bot, team string }

// New makes a bot. It does not connect; what it can see of wrong settings it reports.
func New(c Config) (*Bot, error) {
	if err := c.complete(); err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = callTimeout
	b := &Bot{
		cfg: c, log: c.Log, m: c.Metrics,
		hooks:     newHooks(c.APIURL, client(transport)),
		pacer:     newPacer(c.Now),
		breaker:   newBreaker(),
		private:   newMemory(),
		questions: make(chan ask, c.Queue),
	}
	b.health.set(connecting, c.Now())
	b.api = slack.New(c.BotToken, slack.OptionAPIURL(c.APIURL), slack.OptionHTTPClient(client(transport)))
	b.people = newPeople(b.api, c.Lang, c.Now, c.Log)
	// The socket's client opens connections through the guard, whose waits a limit on the whole call would cut short.
	g := &guard{next: transport, now: c.Now, opening: b.reconnecting}
	b.socket = socketmode.New(
		slack.New(c.BotToken, slack.OptionAPIURL(c.APIURL), slack.OptionAppLevelToken(c.AppToken),
			slack.OptionHTTPClient(&http.Client{Transport: g, CheckRedirect: stay})),
		socketmode.OptionReadLimit(readLimit), socketmode.OptionPingInterval(c.Ping))
	return b, nil
}

// Run connects and answers until the context is done, then finishes the answers in hand and returns nil within five
// seconds. It returns a [TokenError] where a token cannot work.
func (b *Bot) Run(ctx context.Context) error {
	if err := b.introduce(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	intake := make(chan socketmode.Event, intakeSize)
	resuming, stopResuming := context.WithCancel(ctx)
	defer stopResuming()

	var askers, answerers sync.WaitGroup
	for range intakeWorkers {
		askers.Go(func() {
			for e := range intake {
				if ctx.Err() == nil { // what is not acknowledged now comes again
					b.take(work, e)
				}
			}
		})
	}
	askers.Go(func() { b.resume(resuming) })
	for range b.cfg.Workers {
		answerers.Go(func() {
			for q := range b.questions {
				b.m.waiting.Set(float64(len(b.questions)))
				b.answer(work, q)
			}
		})
	}

	defer context.AfterFunc(ctx, func() { sleep(work, drainTime); stop() })()
	err := b.listen(ctx, intake)
	late := time.AfterFunc(drainTime, stop) // where a token, and not the order to stop, ended it
	defer late.Stop()
	stopResuming()
	close(intake)
	askers.Wait()
	close(b.questions)
	answerers.Wait()
	b.health.set(stopped, b.cfg.Now())
	b.m.connected.Set(0)
	return err
}

// introduce asks Slack who we are, which holds the bot token against what it is for; the app token's turn is the first
// opening of a connection, right after. Where Slack cannot be reached it waits and tries again.
func (b *Bot) introduce(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		who, err := b.api.AuthTestContext(ctx)
		if err == nil {
			b.me = me{user: who.UserID, bot: who.BotID, team: who.TeamID}
			b.log.Info("slack knows us", "team", who.TeamID, "bot", who.UserID)
			return nil
		}
		if wrong := tokenError(botTokenVariable, err); wrong != nil {
			return wrong
		}
		b.log.Warn("reach slack", "error", bare(err), "again_in", wait)
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

// sleep waits, and tells whether it did so to the end.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
