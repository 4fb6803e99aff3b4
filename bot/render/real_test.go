package render_test

import (
	"fmt"
	"testing"

	"versus/answers"
	"versus/answers/prose"
	"versus/bot/render"
	"versus/data"
)

// TestRealAnswers sends the largest answers there are: all that is known of each entity, each metric's ranking, whole
// lists, in both languages. None of them may need to leave anything out.
func TestRealAnswers(t *testing.T) {
	d, err := data.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := answers.New(d)
	if err != nil {
		t.Fatal(err)
	}
	writer, err := prose.New(d)
	if err != nil {
		t.Fatal(err)
	}
	questions := map[data.Lang][]string{
		data.EN: {"", "help", "list all models", "list all companies", "chinese companies", "big tech capex 2023-2026",
			"compare anthropic openai google xai meta deepseek", "compare opus sonnet gpt gemini grok llama"},
		data.KO: {"", "도움말", "모든 모델 목록", "회사 목록", "중국 기업", "빅테크 capex 2023-2026",
			"앤트로픽 오픈AI 구글 xAI 메타 딥시크 비교"},
	}
	for l := range questions {
		for _, e := range d.Entities() {
			questions[l] = append(questions[l], e.Labels.In(l))
		}
		for _, m := range d.Metrics() {
			questions[l] = append(questions[l], m.Labels.In(l), map[data.Lang]string{data.EN: "rank by %s", data.KO: "%s 순위"}[l])
			last := len(questions[l]) - 1
			questions[l][last] = fmt.Sprintf(questions[l][last], m.Labels.In(l))
		}
	}
	most, largest, count := 0, "", 0
	for l, qs := range questions {
		for _, q := range qs {
			a := engine.Ask(q, answers.Asking{Lang: l})
			p := writer.Page(a)
			o := render.Options{Context: a.About().Context.Encode(), Share: render.Value{Question: q, Lang: string(l)}, Feedback: true}
			m := render.Of(p, o)
			if err := render.Check(m); err != nil {
				t.Errorf("%q: %v", q, err)
			}
			if err := render.Check(render.Plain(p, o)); err != nil {
				t.Errorf("%q as text: %v", q, err)
			}
			if m.Blocks == nil {
				t.Errorf("%q has no blocks", q)
			}
			if n := len(indented(t, m)); n > most {
				most, largest = n, q
			}
			count++
		}
	}
	t.Logf("%d answers; the largest is %q with %d bytes, indented", count, largest, most)
}
