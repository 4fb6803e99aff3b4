package prose

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"versus/data"
)

// Messages are the sentences of a package in both languages, read from go-i18n message files and compiled once.
//
// A message may use {{.Field}}, {{josa .Field "은는"}} – the field followed by the particle its last sound asks for –
// and {{if .Field}}…{{else}}…{{end}}. It may have plural forms (one, other), of which the field Count picks one by the
// language's own rules. Messages are safe for concurrent use.
type Messages struct {
	en, ko catalog
	plural map[data.Lang]*i18n.Localizer
}

// A catalog holds one language's messages by id.
type catalog map[string]*message

// A message has its text compiled; forms is nil where it has no other form than "other".
type message struct {
	other []node
	forms map[string][]node
}

// probe is a message that says the name of its own plural form: the one way to ask go-i18n which form a count takes.
const probe = "plural form"

// Embedded gives the messages of a folder that is part of the program; they are read once, at the first use. That they
// do not load is a fault of the build, which the package's own tests find: then it panics.
func Embedded(fsys fs.FS, dir string) func() *Messages {
	return sync.OnceValue(func() *Messages {
		m, err := LoadMessages(fsys, dir)
		if err != nil {
			panic(fmt.Sprintf("load embedded messages: %v", err))
		}
		return m
	})
}

// LoadMessages reads en.yaml and ko.yaml in a folder. Its error names every message that is malformed and every one
// that only one language has.
func LoadMessages(fsys fs.FS, dir string) (*Messages, error) {
	en, errEN := loadCatalog(fsys, path.Join(dir, "en.yaml"))
	ko, errKO := loadCatalog(fsys, path.Join(dir, "ko.yaml"))
	if err := errors.Join(errEN, errKO); err != nil {
		return nil, err
	}
	if err := errors.Join(lacks(en, ko, "ko.yaml"), lacks(ko, en, "en.yaml")); err != nil {
		return nil, err
	}
	bundle := i18n.NewBundle(language.English)
	form := &i18n.Message{ID: probe, Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"}
	for _, tag := range []language.Tag{language.English, language.Korean} {
		if err := bundle.AddMessages(tag, form); err != nil {
			return nil, fmt.Errorf("load messages: %w", err)
		}
	}
	return &Messages{en: en, ko: ko, plural: map[data.Lang]*i18n.Localizer{
		data.EN: i18n.NewLocalizer(bundle, "en"),
		data.KO: i18n.NewLocalizer(bundle, "ko"),
	}}, nil
}

// loadCatalog parses one file by go-i18n and compiles its messages.
func loadCatalog(fsys fs.FS, file string) (catalog, error) {
	text, err := fs.ReadFile(fsys, file)
	if err != nil {
		return nil, fmt.Errorf("read messages: %w", err)
	}
	parsed, err := i18n.ParseMessageFileBytes(text, file, map[string]i18n.UnmarshalFunc{"yaml": yaml.Unmarshal})
	if err != nil {
		return nil, fmt.Errorf("parse messages %q: %w", file, err)
	}
	c := make(catalog, len(parsed.Messages))
	var faults []error
	for _, m := range parsed.Messages {
		compiled, err := compileMessage(m)
		if err != nil {
			faults = append(faults, fmt.Errorf("compile message %q of %q: %w", m.ID, file, err))
		}
		c[m.ID] = compiled
	}
	return c, errors.Join(faults...)
}

func compileMessage(m *i18n.Message) (*message, error) {
	other, err := compile(m.Other)
	if err != nil {
		return nil, err
	}
	c := &message{other: other}
	for form, text := range map[string]string{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many} {
		if text == "" {
			continue
		}
		if c.forms == nil {
			c.forms = map[string][]node{}
		}
		if c.forms[form], err = compile(text); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// lacks names the messages that one catalog has and the other has not.
func lacks(has, other catalog, file string) error {
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(has)) {
		if _, ok := other[id]; !ok {
			faults = append(faults, fmt.Errorf("load messages: %s lacks %q", file, id))
		}
	}
	return errors.Join(faults...)
}

// Say gives a message in a language, with its fields filled in. Count, a whole number, picks the plural form. An id
// that no file has is given back as it is: a hole in the text is better seen than a crash.
func (m *Messages) Say(l data.Lang, id string, vars map[string]any) string {
	args := make([]arg, 0, len(vars))
	count, counted := 0, false
	for k, v := range vars {
		if n, ok := v.(int); ok && k == "Count" {
			count, counted = n, true
		}
		args = append(args, arg{key: k, text: fmt.Sprint(v)})
	}
	if counted {
		return string(appendNodes(nil, m.form(l, id, count), args))
	}
	return m.say(l, id, args...)
}

// say is Say for this package: no map, and readings beside the texts.
func (m *Messages) say(l data.Lang, id string, args ...arg) string {
	msg := m.in(l)[id]
	if msg == nil {
		return id
	}
	var room [256]byte
	return string(appendNodes(room[:0], msg.other, args))
}

// has says whether there is such a message; both languages have the same.
func (m *Messages) has(id string) bool { return m.en[id] != nil }

func (m *Messages) in(l data.Lang) catalog {
	if l == data.KO {
		return m.ko
	}
	return m.en
}

// form picks the plural form of a message that a count takes.
func (m *Messages) form(l data.Lang, id string, count int) []node {
	msg := m.in(l)[id]
	if msg == nil {
		return []node{{text: id}}
	}
	if msg.forms == nil {
		return msg.other
	}
	if l != data.KO {
		l = data.EN
	}
	name, err := m.plural[l].Localize(&i18n.LocalizeConfig{MessageID: probe, PluralCount: count})
	if nodes, ok := msg.forms[name]; ok && err == nil {
		return nodes
	}
	return msg.other
}
