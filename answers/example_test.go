package answers_test

import (
	"fmt"
	"log"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// A question in either language becomes an answer, which is one of ten types. Words come of it in package prose.
func ExampleEngine_Ask() {
	dataset, err := data.Embedded()
	if err != nil {
		log.Fatal(err)
	}
	engine, err := answers.New(dataset)
	if err != nil {
		log.Fatal(err)
	}
	writer, err := prose.New(dataset)
	if err != nil {
		log.Fatal(err)
	}
	for _, question := range []string{"is opsu 4.6 faster than spark?", "앤트로픽 기업가치 얼마야", "opus price", "Mistral valuation"} {
		answer := engine.Ask(question, answers.Asking{})
		fmt.Println(answers.OutcomeOf(answer), answer.About().Entities)
		fmt.Println(writer.Page(answer).Headline)
	}
	// Output:
	// answer [claude-opus-4-6 gpt-5-3-codex-spark]
	// GPT-5.3-Codex-Spark leads Claude Opus 4.6 on output speed, 1,000+ tok/s to ~30 tok/s.
	// answer [anthropic]
	// Anthropic의 기업가치는 $380B입니다.
	// missing [claude-opus-4-6]
	// The dataset has no price for Claude Opus 4.6.
	// not_in_data []
	// “Mistral” is not in the dataset.
}

// What an answer was about comes with it, so that the next question of a thread may lean on it. It fits on a button.
func ExampleContext() {
	dataset, err := data.Embedded()
	if err != nil {
		log.Fatal(err)
	}
	engine, err := answers.New(dataset)
	if err != nil {
		log.Fatal(err)
	}
	first := engine.Ask("opus vs sonnet speed", answers.Asking{})
	button := first.About().Context.Encode()
	fmt.Println(button)

	context, err := answers.DecodeContext(button)
	if err != nil {
		log.Fatal(err)
	}
	next := engine.Ask("가격은?", answers.Asking{Context: context})
	fmt.Println(next.About().Lang, next.About().Entities, next.About().Metrics[:2])
	// Output:
	// {"i":"compare","e":["claude-opus-4-6","claude-sonnet-4-6"],"m":["output_speed"],"l":"en"}
	// ko [claude-opus-4-6 claude-sonnet-4-6] [input_price output_price]
}

// A did-you-mean says why, and what can be asked instead.
func ExampleChoice() {
	dataset, err := data.Embedded()
	if err != nil {
		log.Fatal(err)
	}
	engine, err := answers.New(dataset)
	if err != nil {
		log.Fatal(err)
	}
	if choice, ok := engine.Ask("opus 5 speed", answers.Asking{}).(*answers.Choice); ok {
		fmt.Printf("%s: %q\n", choice.Reason, choice.Said)
		for _, option := range choice.Options {
			fmt.Println(option.Question)
		}
	}
	// Output:
	// unknown_version: "opus 5"
	// Claude Opus 4
	// Claude Opus 4.5
	// Claude Opus 4.6 output speed
	// Claude Sonnet 4.6 output speed
	// Claude Sonnet 5
}
