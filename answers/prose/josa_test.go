package prose

import "testing"

func TestJosa(t *testing.T) {
	tests := []struct{ word, pair, want string }{
		// Hangul says it itself.
		{"소넷", "은는", "은"}, {"오퍼스", "은는", "는"}, {"구글", "으로로", "로"}, {"점수", "이/가", "가"}, {"가격", "과와", "과"},
		{"구글", "을를", "을"}, {"가격", "으로로", "으로"}, {"점수", "와과", "와"}, {"소넷", "이라고라고", "이라고"},
		// Digits by their Korean names: 영 일 이 삼 사 오 육 칠 팔 구.
		{"0", "은는", "은"}, {"1", "은는", "은"}, {"2", "은는", "는"}, {"3", "은는", "은"}, {"4", "은는", "는"},
		{"5", "은는", "는"}, {"6", "은는", "은"}, {"7", "은는", "은"}, {"8", "은는", "은"}, {"9", "은는", "는"},
		{"Claude Opus 4.6", "은는", "은"}, {"Claude Opus 4.5", "은는", "는"}, {"Gemini 3", "으로로", "으로"},
		{"R1", "으로로", "로"}, {"V4", "으로로", "로"}, {"2027", "으로로", "로"}, {"2026", "으로로", "으로"},
		// Capitals letter by letter: only 엘 엠 엔 알 end in a consonant.
		{"OpenAI", "은는", "는"}, {"xAI", "이가", "가"}, {"DRAM", "은는", "은"}, {"HBM", "을를", "을"}, {"ARR", "으로로", "로"},
		{"URL", "으로로", "로"}, {"CDN", "으로로", "으로"}, {"WAU", "은는", "는"}, {"IPO", "을를", "를"}, {"ChatGPT", "와과", "와"},
		{"K", "은는", "는"}, {"x", "은는", "는"}, {"128K", "이가", "가"}, {"1M", "이가", "이"}, {"10GW", "은는", "는"},
		// Words as they are taken into Korean.
		{"Opus", "은는", "는"}, {"Sonnet", "은는", "은"}, {"Haiku", "은는", "는"}, {"Codex", "은는", "는"}, {"Spark", "은는", "는"},
		{"Flash", "은는", "는"}, {"Llama", "은는", "는"}, {"Anthropic", "은는", "은"}, {"Google", "은는", "은"}, {"Google", "으로로", "로"},
		{"Oracle", "으로로", "로"}, {"Meta", "은는", "는"}, {"DeepSeek", "은는", "는"}, {"ByteDance", "은는", "는"}, {"Tencent", "은는", "는"},
		{"Amazon", "은는", "은"}, {"Microsoft", "은는", "는"}, {"Broadcom", "은는", "은"}, {"TikTok", "은는", "은"}, {"WhatsApp", "은는", "은"},
		{"Instagram", "은는", "은"}, {"Quest", "은는", "는"}, {"Grok", "은는", "은"}, {"Claude Code", "은는", "는"}, {"Moonshot", "은는", "은"},
		{"Slack", "은는", "은"}, {"Facebook", "은는", "은"}, {"SWE-bench", "은는", "는"}, {"Gemini", "은는", "는"}, {"Qwen", "은는", "은"},
		{"Hong Kong", "은는", "은"}, {"Azure", "은는", "는"}, {"site", "은는", "는"},
		// Signs and figures.
		{"80.8%", "은는", "는"}, {"80%+", "은는", "은"}, {"$380B", "을를", "를"}, {"-$14B", "은는", "는"}, {"$3", "으로로", "로"},
		{"$750-830B", "이가", "가"}, {"$140B+", "을를", "을"}, {"~30 tok/s", "으로로", "로"}, {"4.7배", "은는", "는"}, {"1.55억 명", "으로로", "으로"},
		// Brackets, quotes and stops are not read.
		{"미공개(undisclosed)", "은는", "는"}, {"Zhang Yiming(장이밍)", "은는", "은"}, {"2026년 2분기(Q2 2026)", "으로로", "로"},
		{"“Opus”", "은는", "는"}, {"“오퍼스 4.7”", "은는", "은"}, {"(소넷)", "은는", "은"}, {"소넷.", "은는", "은"},
		// What nobody can know.
		{"東京", "은는", "은(는)"}, {"", "을를", "을(를)"}, {"🙂", "으로로", "(으)로"}, {"()", "이가", "이(가)"}, {")", "이가", "이(가)"},
	}
	for _, tt := range tests {
		p, err := parseParticle(tt.pair)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.after(tt.word, ""); got != tt.want {
			t.Errorf("%s%s, want %s%s", tt.word, got, tt.word, tt.want)
		}
	}
}

func TestJosaReading(t *testing.T) {
	p, _ := parseParticle("은는")
	for _, tt := range []struct{ word, reading, want string }{
		{"Gemini 3 Pro", "제미나이 3 프로", "는"},
		{"Zhipu AI", "즈푸 AI", "는"},
		{"Kimi", "키미", "는"},
		{"Alibaba Cloud", "알리바바 클라우드", "는"},
		{"GitHub", "깃허브", "는"}, // the spelling alone would say 깃헙
	} {
		if got := p.after(tt.word, tt.reading); got != tt.want {
			t.Errorf("%s%s, want %s", tt.word, got, tt.want)
		}
	}
	if got := p.after("GitHub", ""); got != "은" {
		t.Errorf("without a reading GitHub is read by its spelling: got %s", got)
	}
}

func TestParseParticle(t *testing.T) {
	for _, s := range []string{"", "은", "은은", "입니다", "은는이가", "the"} {
		if _, err := parseParticle(s); err == nil {
			t.Errorf("parseParticle(%q) found one", s)
		}
	}
}
