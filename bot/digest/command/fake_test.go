package command

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/tools/txtar"

	"versus/answers"
	"versus/bot"
	"versus/bot/digest"
	"versus/bot/render"
	"versus/data"
)

var now = time.Date(2026, time.November, 29, 12, 0, 0, 0, time.UTC) // a Sunday evening in Seoul

// office is a Book, an Office and a Shelf in memory.
type office struct {
	subs   []digest.Subscription
	sent   []int64
	status digest.Status
	err    error
	shelf  map[string][]byte
}

func (o *office) Subscribe(_ context.Context, s digest.Subscription) (digest.Subscription, error) {
	slot, ok := s.Schedule.Next(now)
	if !ok {
		return s, digest.ErrNever
	}
	s.ID, s.Version, s.State, s.Created = int64(len(o.subs)+1), 1, digest.Active, now
	s.NextSlot, s.NextAt = slot.Local, slot.At
	o.subs = append(o.subs, s)
	return s, o.err
}

func (o *office) Find(_ context.Context, id int64) (digest.Subscription, error) {
	for _, s := range o.subs {
		if s.ID == id && s.State != digest.Ended {
			return s, o.err
		}
	}
	return digest.Subscription{}, errors.Join(o.err, digest.ErrGone)
}

func (o *office) Change(ctx context.Context, id int64, change func(*digest.Subscription) error) (digest.Subscription, error) {
	s, err := o.Find(ctx, id)
	if err != nil {
		return s, err
	}
	if err := change(&s); err != nil {
		return s, err
	}
	slot, ok := s.Schedule.Next(now)
	if !ok {
		return s, digest.ErrNever
	}
	s.NextSlot, s.NextAt = slot.Local, slot.At
	s.Version++
	o.subs[id-1] = s
	return s, nil
}

func (o *office) List(_ context.Context, team, channel string) ([]digest.Subscription, error) {
	var out []digest.Subscription
	for _, s := range o.subs {
		if s.State != digest.Ended && s.Team == team && (channel == "" || s.Channel == channel) {
			out = append(out, s)
		}
	}
	return out, o.err
}

func (o *office) Now(_ context.Context, id int64) (bool, error) {
	fresh := !slices.Contains(o.sent, id)
	o.sent = append(o.sent, id)
	return fresh, o.err
}

func (o *office) Status(context.Context) (digest.Status, error) { return o.status, o.err }

func (o *office) SaveSnapshot(_ context.Context, digest string, snapshot []byte) error {
	o.shelf[digest] = snapshot
	return o.err
}

func (o *office) Snapshot(_ context.Context, digest string) ([]byte, bool, error) {
	b, ok := o.shelf[digest]
	return b, ok, o.err
}

// town is People and Voice in memory: who is where, and what was said.
type town struct {
	people map[string]Person
	rooms  map[string]Room
	in     map[string][]string // members by channel
	said   []string            // announcements and whispers
	views  []slack.ModalViewRequest
	mute   error // what saying anything comes to
}

func (w *town) Person(_ context.Context, user string) (Person, error) {
	p, ok := w.people[user]
	if !ok {
		return Person{Absent: true}, nil
	}
	return p, nil
}

func (w *town) Room(_ context.Context, channel string) (Room, error) { return w.rooms[channel], nil }

func (w *town) Member(_ context.Context, channel, user string) (bool, error) {
	return slices.Contains(w.in[channel], user), nil
}

func (w *town) Announce(_ context.Context, channel string, m render.Message) error {
	if w.mute == nil {
		w.said = append(w.said, "["+channel+"] "+m.Text)
	}
	return w.mute
}

func (w *town) Whisper(_ context.Context, channel, thread, user string, m render.Message) error {
	if room, known := w.rooms[channel]; known && !room.Here {
		return errors.New("not_in_channel")
	}
	if w.mute == nil {
		w.said = append(w.said, "["+channel+" to "+user+" alone] "+firstLine(m.Text))
	}
	return w.mute
}

func (w *town) Open(_ context.Context, trigger string, view slack.ModalViewRequest) error {
	if w.mute == nil {
		w.views = append(w.views, view)
	}
	return w.mute
}

// world is all of it, with the commands.
type world struct {
	*Commands
	office *office
	town   *town
	engine *answers.Engine
}

var engine = sync.OnceValue(func() *answers.Engine {
	d, err := data.Embedded()
	if err != nil {
		panic(err)
	}
	e, err := answers.New(d)
	if err != nil {
		panic(err)
	}
	return e
})

// example is the dataset of which previews are made in tests: figures that nobody corrects.
func example(t testing.TB) *data.Dataset {
	t.Helper()
	a, err := txtar.ParseFile("../content/testdata/old.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range a.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	d, err := data.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{
		office: &office{shelf: map[string][]byte{}},
		town: &town{
			people: map[string]Person{
				"alice": {Name: "Alice <!here>", Zone: "Europe/London", Lang: data.EN, Team: "T1"},
				"bora":  {Name: "보라", Zone: "Asia/Seoul", Lang: data.KO, Team: "T1"},
				"carl":  {Name: "Carl", Zone: "America/New_York", Lang: data.EN, Team: "T1"},
				"guest": {Name: "Gus", Zone: "Asia/Tokyo", Lang: data.EN, Team: "T1", Guest: true},
				"other": {Name: "Olga", Zone: "Asia/Tokyo", Lang: data.EN, Team: "T2"},
				"admin": {Name: "Ada", Zone: "", Lang: data.EN, Team: "T1"},
			},
			rooms: map[string]Room{
				"C1": {Name: "ai", Here: true}, "C2": {Name: "random", Here: true}, "C3": {Name: "elsewhere"},
				"C4": {Name: "old", Here: true, Archived: true}, "C5": {Hidden: true},
			},
			in: map[string][]string{"C1": {"alice", "bora", "guest"}, "C2": {"carl"}},
		},
		engine: engine(),
	}
	invented := example(t)
	press := &Press{Dataset: func() *data.Dataset { return invented }, Shelf: w.office, Now: func() time.Time { return now }}
	w.Commands = New(Config{
		Book: w.office, Office: w.office, People: w.town, Voice: w.town, Maker: press,
		Engine: func() *answers.Engine { return w.engine }, Now: func() time.Time { return now }, Admins: []string{"admin"},
	})
	press.Log = w.log
	return w
}

// invocation is a line as somebody types it behind /ai, or to the bot in a mention.
func (w *world) invocation(user, channel, line string, slash bool) bot.Invocation {
	name, rest := line, ""
	if i := slices.Index([]byte(line), ' '); i >= 0 {
		name, rest = line[:i], line[i+1:]
	}
	p := w.town.people[user]
	in := bot.Invocation{
		Name: name, Text: rest, Team: "T1", Channel: channel, User: user, UserName: user, Lang: p.Lang,
		Direct: channel[0] == 'D', External: p.Team != "T1", Slash: slash,
	}
	if slash {
		in.Trigger = "trigger"
	}
	return in
}
