package answers

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"versus/data"
)

func TestContextGoesRound(t *testing.T) {
	full := Context{
		Intent: Compare, Entities: []data.EntityID{"claude-opus-4-6", "claude-sonnet-4-6"}, Before: []data.EntityID{"gemini-3-pro"}, Group: "big-tech",
		Metrics: []data.MetricID{"output_speed"}, Family: "price", Topics: []data.TopicID{"safety"}, Period: "2025", Lowest: true, Limit: 3, Lang: data.KO,
	}
	for i := range reflect.TypeOf(full).NumField() {
		if reflect.ValueOf(full).Field(i).IsZero() {
			t.Fatalf("field %s is not tried", reflect.TypeOf(full).Field(i).Name)
		}
	}
	for _, c := range []Context{{}, full, {Intent: Rank}, {Group: "the-seven"}, {Family: "users"}, {Topics: []data.TopicID{"agents"}}} {
		back, err := DecodeContext(c.Encode())
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(c, back); diff != "" {
			t.Error(diff)
		}
	}
}

func TestContextIsShort(t *testing.T) {
	c := Context{Intent: Show, Entities: []data.EntityID{"gpt-5-3-codex"}, Metrics: []data.MetricID{"output_speed"}, Lang: data.EN}
	if got, want := c.Encode(), `{"i":"show","e":["gpt-5-3-codex"],"m":["output_speed"],"l":"en"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := (Context{}).Encode(); got != "" {
		t.Errorf("the zero context is %q", got)
	}
	c.Entities = make([]data.EntityID, maxContext)
	if got := c.Encode(); got != "" {
		t.Errorf("a context that fits nowhere takes %d bytes", len(got))
	}
}

func TestDecodeContextRefuses(t *testing.T) {
	for _, text := range []string{
		"{", "null garbage", "[]", `"x"`, "1", `{"e":"openai"}`, `{"n":"3"}`, `{"n":1e99}`, `{"i":"show"} {}`, "\x00", "\xff",
		`{"i":"` + strings.Repeat("x", maxContext) + `"}`,
	} {
		c, err := DecodeContext(text)
		if err == nil {
			t.Errorf("%.40q is read", text)
			continue
		}
		if !strings.HasPrefix(err.Error(), "decode context: ") {
			t.Errorf("%.40q: %v", text, err)
		}
		if !c.IsZero() {
			t.Errorf("%.40q leaves %+v", text, c)
		}
	}
}

// TestForeignContext makes sure that a context whose ids the dataset does not have is as good as none.
func TestForeignContext(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	if big := e.known(Context{Entities: []data.EntityID{"openai", "big-tech", "gone", "openai"}, Group: "openai"}); len(big.Entities) != 1 || big.Group != "" {
		t.Errorf("known keeps %+v", big)
	}
	foreign := Context{
		Intent: "dance", Entities: []data.EntityID{"", "nobody"}, Before: []data.EntityID{"no-one"}, Group: "none", Metrics: []data.MetricID{"height"},
		Family: "weather", Topics: []data.TopicID{"poetry"}, Period: "tomorrow", Limit: -3, Lang: "tlh",
	}
	for _, q := range []string{"and gemini?", "sonnet too", "플래시도", "price?", "가격은?", "why", "only 2025", "the other one", "swap", "in Korean", "", "which is faster", "2위는?", "both"} {
		a := e.Ask(q, Asking{Context: foreign})
		want := e.Ask(q, Asking{})
		if OutcomeOf(a) == Answered && OutcomeOf(want) != Answered {
			t.Errorf("%q is answered behind a context of nothing: %+v", q, a)
		}
		for _, id := range a.About().Entities {
			if d.Entity(id) == nil {
				t.Errorf("%q is about %q", q, id)
			}
		}
	}
}

// TestContextIsNotShared makes sure that an answer's context does not change when the answer is written to.
func TestContextIsNotShared(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	a := e.Ask("opus vs sonnet speed", Asking{})
	before := a.About().Context.Encode()
	for i := range a.About().Entities {
		a.About().Entities[i] = "x"
	}
	for i := range a.About().Metrics {
		a.About().Metrics[i] = "x"
	}
	if after := a.About().Context.Encode(); after != before {
		t.Errorf("%s became %s", before, after)
	}
}

func FuzzDecodeContext(f *testing.F) {
	for _, s := range []string{
		"", "{}", `{"i":"compare","e":["claude-opus-4-6","claude-sonnet-4-6"],"m":["output_speed"],"p":"2025","w":true,"n":3,"l":"ko"}`,
		`{"e":[""],"b":["x"],"g":"big-tech","f":"price","t":["safety"],"n":-1,"p":"2023..2026"}`, `{"e":null}`, `{"E":["openai"]}`, "[", "\xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := DecodeContext(text)
		if err != nil {
			if !c.IsZero() {
				t.Fatalf("%q is refused and leaves %+v", text, c)
			}
			return
		}
		encoded := c.Encode()
		if len(encoded) > maxContext {
			t.Fatalf("%d bytes", len(encoded))
		}
		if encoded == "" {
			return // it is the zero context, or grew beyond its bounds by escaping
		}
		back, err := DecodeContext(encoded)
		if err != nil {
			t.Fatalf("%q, written as %q: %v", text, encoded, err)
		}
		if again := back.Encode(); again != encoded {
			t.Fatalf("%q, written as %q and again as %q", text, encoded, again)
		}
	})
}

func TestContextsOfAnswersGoRound(t *testing.T) {
	ids := rapid.SliceOfN(rapid.StringMatching(`[a-z0-9-]{1,20}`), 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		c := Context{Intent: Intent(rapid.SampledFrom([]string{"show", "rank", "why"}).Draw(t, "intent")), Limit: rapid.Int().Draw(t, "limit")}
		for _, id := range ids.Draw(t, "entities") {
			c.Entities = append(c.Entities, data.EntityID(id))
		}
		for _, id := range ids.Draw(t, "metrics") {
			c.Metrics = append(c.Metrics, data.MetricID(id))
		}
		back, err := DecodeContext(c.Encode())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c, back); diff != "" {
			t.Fatal(diff)
		}
	})
}
