package command

import (
	"slices"
	"strconv"
	"strings"

	"versus/answers/prose"
)

// verbs are the words that say what to do, longest first where one begins another.
var verbs = map[string][]string{
	"subscribe":   {"subscribe", "sub", "add", "new", "create", "구독하기", "구독해 줘", "구독해줘", "구독 추가", "구독", "추가"},
	"list":        {"list", "ls", "show", "all", "목록", "리스트", "보기"},
	"preview":     {"preview", "test", "미리 보기", "미리보기"},
	"now":         {"now", "send", "run", "지금 보내기", "지금 보내줘", "지금", "바로"},
	"pause":       {"pause", "stop", "mute", "일시 중지", "일시중지", "일시정지", "중지", "정지", "멈춤"},
	"resume":      {"resume", "unpause", "continue", "start", "다시 시작", "재개", "계속"},
	"edit":        {"edit", "change", "update", "set", "수정", "변경", "편집"},
	"unsubscribe": {"unsubscribe", "unsub", "remove", "delete", "cancel", "end", "구독 취소", "구독 해지", "구독취소", "구독해지", "해지", "취소", "삭제"},
	"help":        {"help", "?", "도움말", "도움"},
	"status":      {"status", "상태"},
}

// verbOf gives the verb at the head of a text and what follows it; "" where there is none. In Korean the verb stands
// last as well: “3번 해지”.
func verbOf(text string) (verb, rest string) {
	text = strings.TrimSpace(text)
	lower := strings.ToLower(text)
	if len(lower) != len(text) { // letters whose small form has another length: none of our words has one
		text = lower
	}
	best := ""
	for v, words := range verbs {
		for _, w := range words {
			if len(w) > len(best) && (lower == w || strings.HasPrefix(lower, w+" ")) {
				verb, best = v, w
			}
		}
	}
	if best != "" {
		return verb, strings.TrimSpace(text[len(best):])
	}
	for v, words := range verbs {
		for _, w := range words {
			if number, ok := strings.CutSuffix(lower, " "+w); ok && numberOf(number) > 0 {
				return v, number
			}
		}
	}
	return "", text
}

// nearVerb gives the verb that a misspelt word may stand for; "" where none is near.
func (r request) nearVerb(said string) string {
	said = strings.ToLower(said)
	var near []string
	for _, words := range verbs {
		for _, w := range words {
			if len(w) > 3 && len(said) > 3 && strings.HasPrefix(w, said[:3]) {
				near = append(near, w)
			}
		}
	}
	if len(near) == 0 {
		return ""
	}
	slices.SortFunc(near, func(x, y string) int {
		dx, dy := len(x)-len(said), len(y)-len(said)
		if dx*dx != dy*dy {
			return dx*dx - dy*dy
		}
		return strings.Compare(x, y)
	})
	return prose.Clean(near[0])
}

// numberOf reads the number of a subscription: 3, #3, 3번. 0 is none.
func numberOf(s string) int64 {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "#"))
	s = strings.TrimSpace(strings.TrimSuffix(s, "번"))
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// cutNumber takes the number at the head of a text.
func cutNumber(text string) (n int64, rest string) {
	head, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	if n = numberOf(head); n == 0 {
		return 0, strings.TrimSpace(text)
	}
	return n, strings.TrimSpace(rest)
}
