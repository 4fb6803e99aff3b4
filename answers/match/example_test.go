package match_test

import (
	"fmt"

	"versus/answers/match"
)

func Example() {
	ix, err := match.New([]match.Name{
		{Owner: "claude-opus", Text: "Opus", Label: true, Versioned: true},
		{Owner: "claude-sonnet-4-6", Text: "Sonnet 4.6", Label: true},
		{Owner: "anthropic", Text: "Anthropic", Label: true},
		{Owner: "anthropic", Text: "앤트로픽"},
		{Owner: "metric:speed", Kind: match.Metric, Text: "speed"},
		{Owner: "metric:spend", Kind: match.Metric, Text: "spend"},
		{Owner: "metric:revenue", Kind: match.Metric, Text: "매출"},
		{Owner: "word:compare", Kind: match.Word, Text: "compare"},
		{Owner: "word:much", Kind: match.Word, Text: "얼마"},
	}, match.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"compare oppus and sonnet 46 sped", "엔트로픽의 메출은 얼마", "opus 4.7"} {
		r := ix.Match(text)
		fmt.Println(text)
		for _, m := range r.Mentions {
			fmt.Printf("  %-17q is %s, edits: %d, version: %q\n", m.Said, m.Owners[0], m.Edits, m.Version)
		}
		for _, t := range r.Tokens {
			if t.Mention < 0 {
				fmt.Printf("  %q is left\n", t.Text)
			}
		}
	}
	// Output:
	// compare oppus and sonnet 46 sped
	//   "compare"         is word:compare, edits: 0, version: ""
	//   "oppus"           is claude-opus, edits: 1, version: ""
	//   "sonnet 46"       is claude-sonnet-4-6, edits: 0, version: ""
	//   "sped"            is metric:speed, edits: 1, version: ""
	//   "and" is left
	// 엔트로픽의 메출은 얼마
	//   "엔트로픽의"           is anthropic, edits: 1, version: ""
	//   "메출은"             is metric:revenue, edits: 1, version: ""
	//   "얼마"              is word:much, edits: 0, version: ""
	// opus 4.7
	//   "opus 4.7"        is claude-opus, edits: 0, version: "4.7"
}

func ExampleKey() {
	fmt.Println(match.Key("소넷"), match.Key("ㅐㅔㅕㄴ"), match.Key("GPT-5.3-Codex"))
	// Output: thspt opus gpt53codex
}
