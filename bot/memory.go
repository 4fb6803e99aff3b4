package bot

import (
	"container/list"
	"context"
	"sync"
	"time"

	"versus/answers"
)

// The bounds of the memory in this process.
const (
	seenFor    = 2 * time.Hour
	contextFor = 30 * 24 * time.Hour
	keptKeys   = 200_000 // of some 100 bytes
	keptPlaces = 20_000
	keptMail   = 20_000
)

// A memory is Inbox, Threads and Seen in this process: bounded by number and by age, and gone with it.
type memory struct {
	mu      sync.Mutex
	keys    *aging[string, struct{}]
	threads *aging[Place, answers.Context]
	mail    *aging[string, *held]
}

type held struct {
	letter Letter
	until  time.Time // of the lease
}

var (
	_ Inbox   = (*memory)(nil)
	_ Threads = (*memory)(nil)
	_ Seen    = (*memory)(nil)
)

func newMemory() *memory {
	return &memory{
		keys:    newAging[string, struct{}](keptKeys, seenFor),
		threads: newAging[Place, answers.Context](keptPlaces, contextFor),
		mail:    newAging[string, *held](keptMail, seenFor),
	}
}

// FirstTime implements Seen.
func (m *memory) FirstTime(_ context.Context, key string, at time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.first(at, key), nil
}

// first records keys and tells whether all were new.
func (m *memory) first(at time.Time, keys ...string) bool {
	fresh := true
	for _, k := range keys {
		if _, ok := m.keys.get(k, at); ok {
			fresh = false
		}
	}
	for _, k := range keys {
		if _, ok := m.keys.get(k, at); !ok {
			m.keys.put(k, struct{}{}, at)
		}
	}
	return fresh
}

// Receive implements Inbox.
func (m *memory) Receive(_ context.Context, l Letter, lease time.Duration) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.first(l.Received, l.Keys...) {
		return false, nil
	}
	m.mail.put(l.ID, &held{l, l.Received.Add(lease)}, l.Received)
	return true, nil
}

// Done implements Inbox.
func (m *memory) Done(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.mail.drop(id)
	return nil
}

// Waiting implements Inbox.
func (m *memory) Waiting(_ context.Context, since, now time.Time, lease time.Duration) ([]Letter, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []Letter
	for _, h := range m.mail.all() {
		switch {
		case h.letter.Received.Before(since):
			m.mail.drop(h.letter.ID)
		case !now.Before(h.until):
			h.until = now.Add(lease)
			out = append(out, h.letter)
		}
	}
	return out, nil
}

// Context implements Threads.
func (m *memory) Context(_ context.Context, at Place) (answers.Context, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.threads.get(at, time.Time{})
	return c, ok, nil
}

// Remember implements Threads.
func (m *memory) Remember(_ context.Context, at Place, about answers.Context, when time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.threads.drop(at)
	m.threads.put(at, about, when)
	return nil
}

// An aging map forgets its oldest entries: those over a number, and those over an age as newer ones come in.
type aging[K comparable, V any] struct {
	most int
	age  time.Duration
	at   map[K]*list.Element
	line *list.List // of *aged[K, V], oldest first
}

type aged[K comparable, V any] struct {
	key  K
	val  V
	born time.Time
}

func newAging[K comparable, V any](most int, age time.Duration) *aging[K, V] {
	return &aging[K, V]{most: most, age: age, at: map[K]*list.Element{}, line: list.New()}
}

// get gives an entry that is not too old by the clock given; the zero time asks for whatever is there.
func (a *aging[K, V]) get(k K, now time.Time) (V, bool) {
	if e, ok := a.at[k]; ok {
		if v := e.Value.(*aged[K, V]); now.IsZero() || now.Sub(v.born) <= a.age {
			return v.val, true
		}
	}
	var none V
	return none, false
}

func (a *aging[K, V]) put(k K, v V, now time.Time) {
	a.drop(k)
	a.at[k] = a.line.PushBack(&aged[K, V]{k, v, now})
	for oldest := a.line.Front(); oldest != nil; oldest = a.line.Front() {
		o := oldest.Value.(*aged[K, V])
		if a.line.Len() <= a.most && now.Sub(o.born) <= a.age {
			return
		}
		a.drop(o.key)
	}
}

func (a *aging[K, V]) drop(k K) {
	if e, ok := a.at[k]; ok {
		a.line.Remove(e)
		delete(a.at, k)
	}
}

func (a *aging[K, V]) all() []V {
	var out []V
	for e := a.line.Front(); e != nil; e = e.Next() {
		out = append(out, e.Value.(*aged[K, V]).val)
	}
	return out
}
