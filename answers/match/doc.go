// Package match finds names in what people type.
//
// It promises that a name is found however it is usually typed: in English or Korean, with a slip of the finger, behind
// a particle, by its initial consonants, with the keyboard set to the other language, with its parts in another order,
// with blanks too many or too few. It promises as firmly to leave alone what is no name: a common word is never
// corrected, a digit is never guessed, and a known name with an unknown version is not that name. It knows nothing of
// what is asked; it says who is meant, how sure that is, and which words nobody has explained. Nothing is learnt, no
// model is asked, and the same text always gives the same result, within a bounded time.
//
// # How a name is found
//
// An [Index] is built once from all the [Name]s of a dataset. [Index.Match] then takes a text through these steps:
//
//	text ─> clean ─> tokens ─> exact ─> sets ─> initials ─> edits ─> short forms ─> versions ─> mentions
//	                             │                                                                 │
//	                             └─ glued tokens are split, and it starts over                     └─ and what is left
//
// Clean ([Clean]): composed, narrow, without invisible characters, cut to [MaxBytes]. What is echoed later is this text.
//
// Tokens: runs of one script. Blanks, hyphens and points only part them, so that "GPT-5.3-Codex", "gpt5.3 codex" and
// "gpt 5 3 codex" come out alike. Digits stand by themselves:
//
//	오퍼스4.6은        오퍼스 │ 4.6 │ 은
//	gpt5.3-codex의     gpt │ 5.3 │ codex │ 의
//
// Keys: each token is written as the keys of a Korean keyboard that type it, without shift. All comparing is done on
// these keys, and with it the keyboard's language, case, width and composition have stopped to matter ([Key]):
//
//	소넷  ──┐
//	쏘넷  ──┼─> t h s p t          opus   ──┐
//	thspt ──┘                      ㅐㅔㅕㄴ ──┴─> o p u s
//
// Exact: every window of tokens, from the longest to single ones, is looked up by the hash of its keys joined. The last
// token may have a particle behind it. An entity goes before a metric, a metric before a word of the question.
//
//	제미나이 3 플래시도 빨라?
//	└──────┬───────┘         three tokens are looked up before two: "제미나이 3" would be somebody else
//	       gemini-3-flash    도 is a particle
//
// Glued tokens are split where they consist of names throughout: "오퍼스가격", "opusvssonnet".
//
// Sets: windows whose tokens are a name's in another order, "4.6 opus".
//
// Initials: tokens of lone consonants, ㅇㅍㅅ for 오퍼스. Where several owners have the same, all of them are named.
//
// Edits: only now, and only for words that nothing explains and that are in no [Lexicon], a slip is assumed. The words
// that names are made of are listed in a table under every form with a key or two left out; the forms of what was typed
// lead to those at most two edits away, in a time that does not depend on how many there are. How many edits are
// forgiven depends on a word's length; see the table in words.go. A candidate takes part in a window like any word:
//
//	codxe spark speed         codxe: codex (1 edit: swapped)
//	└────┬────┘ └─┬─┘
//	  Codex Spark │           one edit, and "spark" is company for it
//	         output speed     exact
//
// What is one key off a short or a common word is mostly some other word ("shark" is no Spark), and needs such company:
// a right word of the same name, or another name in the text.
//
// Short forms: letters left out ("anthro"), for which sahilm/fuzzy is asked about a handful of candidates; never the
// whole index, and never its score alone, whose scale depends on the length. [Index.Suggest] uses it for lists that
// follow the typing.
//
// Versions: digits that stand right beside a versioned name, and that no name explains, veto it: in "opus 4.7" the line
// Opus is found, with 4.7 as the [Mention]'s Version, and whoever answers must not answer with the line's figures. A
// year, an amount, a count or a percentage is no version: "opus 2026", "opus 80%", "top 3 opus".
//
// # Two examples
//
// In English, "compare oppus and sonnet 46 sped":
//
//	token    key      found
//	oppus    oppus    no name; doubled keys folded it is opus: Opus, one edit
//	sonnet   sonnet ┐ exact window of two tokens, sonnet46: Claude Sonnet 4.6
//	46       46     ┘
//	sped     sped     no name; speed and spend are both one edit away, but a key struck once for twice is the likelier
//
// In Korean, "엔트로픽의 메출은 얼마":
//
//	token      key            found
//	엔트로픽의   spxmfhvlr…    의 comes off; 엔 for 앤 is one key: Anthropic, one edit
//	메출은      apcnfdms      은 comes off; ㅔ for ㅐ is one key: revenue, one edit
//	얼마        djfak         a word of the question
//
// Both are run as tests of this package.
package match

//go:generate go run ./lexicon/generate
