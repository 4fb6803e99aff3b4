package schedule

import (
	"regexp"
	"strconv"
	"strings"
)

// A rule reads one thing at the head of what is left of a text.
type rule struct {
	text *regexp.Regexp
	word bool   // the match ends where a word does
	hint string // what a bare number behind it says: "hour" | "day"
	note func(r *reader, m []string) bool
}

const (
	enDay  = `(sun|mon|tues?|wed(?:nes)?|weds|thu(?:rs?)?|fri|sat(?:ur)?)(?:days?)?s?`
	koDay  = `([월화수목금토일])`
	nth    = `(first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)`
	ofEach = `(?: (?:of|in) (?:the|each|every|a) month)?`
	am     = `(am|pm)\b`
	koPart = `(오전|오후|아침|저녁|밤|새벽|낮)`
	koHour = `(\d{1,3}|열한|열두|열|한|두|세|네|다섯|여섯|일곱|여덟|아홉)`
)

// rules in the order in which they are tried; those for longer phrases come first.
var rules = []rule{
	// More than a schedule can say.
	{text: regexp.MustCompile(`^(?:every |the |on )*` + nth + ` ` + enDay + ofEach), word: true, note: (*reader).noteNth},
	{text: regexp.MustCompile(`^(첫 ?번째|첫째 ?주?|첫 ?주?|둘째 ?주?|셋째 ?주?|넷째 ?주?|마지막 ?주?|\d ?번째 ?주?|\d째 ?주?) ?` + koDay + `(요일)?`), note: (*reader).noteKoreanNth},
	{text: regexp.MustCompile(`^(?:the |on )*last day` + ofEach), word: true, note: (*reader).noteLast},
	{text: regexp.MustCompile(`^(?:말일|월말|마지막 ?날)`), note: (*reader).noteLast},
	{text: regexp.MustCompile(`^(?:every )?((?:other|second|third|2nd|3rd|two|three|four|[2-9]) ?(?:days?|weeks?|months?|quarters?|years?)|other ` + enDay + `)`), word: true, note: (*reader).noteEvery},
	{text: regexp.MustCompile(`^(bi-?weekly|fortnightly|bi-?monthly|twice (?:a|per) (?:day|week|month)|격주|격일|격월|\d{1,2} ?(?:일|주|주일|개월|달) ?마다)`), note: (*reader).noteEvery},
	// Every so often.
	{text: regexp.MustCompile(`^every (?:(\d{1,3}|two|three|four|six|eight|twelve|half) )?(hours?|hrs?|minutes?|mins?|seconds?|secs?)`), word: true, note: (*reader).noteEach},
	{text: regexp.MustCompile(`^every (\d{1,3}) ?(h|m|s)`), word: true, note: (*reader).noteEach},
	{text: regexp.MustCompile(`^(\d{1,3}) ?(시간|분|초) ?(?:마다|간격)`), note: (*reader).noteEach},
	{text: regexp.MustCompile(`^()(매분|매초)`), note: (*reader).noteEach},
	{text: regexp.MustCompile(`^(hourly|매시간?)`), note: freq("hourly")},
	{text: regexp.MustCompile(`^(daily|everyday|every day|each day|(?:once )?(?:a|per) day|매일|날마다|일간)`), note: freq("daily")},
	{text: regexp.MustCompile(`^((?:every )?(?:weekdays?|week days|workdays?|working days?|business days?)|평일|주중)`), word: true, note: days(0b0111110)},
	{text: regexp.MustCompile(`^(평일|주중)`), note: days(0b0111110)},
	{text: regexp.MustCompile(`^((?:every )?weekends?|(?:매주 ?)?주말)`), note: days(0b1000001)},
	{text: regexp.MustCompile(`^(weekly|every week|each week|(?:once )?(?:a|per) week|매주|주마다|주간)`), note: freq("weekly")},
	{text: regexp.MustCompile(`^(monthly|every month|each month|(?:once )?(?:a|per) month|(?:of|in) (?:the|each|every) month|매월|매달|달마다|월간)`), note: freq("monthly")},
	{text: regexp.MustCompile(`^(quarterly|every quarter|each quarter|매 ?분기|분기마다|분기별)`), note: freq("quarterly")},
	{text: regexp.MustCompile(`^(yearly|annually|every year|each year|매년|해마다|연간)`), note: freq("yearly")},
	// Times of day.
	{text: regexp.MustCompile(`^` + koPart + `? ?(\d{1,3}):(\d{1,3})(?::\d\d)?(?: ?` + am + `)?`), note: func(r *reader, m []string) bool { return r.noteTime(m[0], m[1]+m[4], m[2], m[3]) }},
	{text: regexp.MustCompile(`^` + koPart + `? ?` + koHour + ` ?시(?: ?(\d{1,3}) ?분| ?(반))?`), note: (*reader).noteKoreanTime},
	{text: regexp.MustCompile(`^(\d{1,3})(?:[.h](\d{2}))? ?` + am), word: true, note: func(r *reader, m []string) bool { return r.noteTime(m[0], m[3], m[1], m[2]) }},
	{text: regexp.MustCompile(`^(\d{1,2})h(\d{2})`), word: true, note: func(r *reader, m []string) bool { return r.noteTime(m[0], "", m[1], m[2]) }},
	{text: regexp.MustCompile(`^(\d{1,2}) ?(?:oclock|hours|hrs|h)`), word: true, note: func(r *reader, m []string) bool { return r.noteTime(m[0], "", m[1], "") }},
	{text: regexp.MustCompile(`^(\d{2})(\d{2})`), word: true, note: func(r *reader, m []string) bool { return r.noteTime(m[0], "", m[1], m[2]) }},
	{text: regexp.MustCompile(`^(noon|midday|정오)`), note: at(12 * 60)},
	{text: regexp.MustCompile(`^(midnight|자정)`), note: at(0)},
	{text: regexp.MustCompile(`^(?:in the |at )?(morning|afternoon|evening|night|아침|저녁|새벽|오전|오후)s?`), note: (*reader).notePart},
	// Days.
	{text: regexp.MustCompile(`^` + enDay + ` ?(?:-|to|through|thru|until) ?` + enDay), word: true, note: func(r *reader, m []string) bool { return r.noteDays(m[0], m[1], m[2]) }},
	{text: regexp.MustCompile(`^` + enDay), word: true, note: func(r *reader, m []string) bool { return r.noteDays(m[0], m[1], m[1]) }},
	{text: regexp.MustCompile(`^` + koDay + `(?:요일)?(?: ?- ?|부터 ?)` + koDay + `(?:요일)?(?:까지)?`), note: func(r *reader, m []string) bool { return r.noteDays(m[0], m[1], m[2]) }},
	{text: regexp.MustCompile(`^` + koDay + `(요일)?(?:마다|에는|에|과|와|날)?`), note: (*reader).noteKoreanDay},
	{text: regexp.MustCompile(`^(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`), word: true, hint: "day", note: (*reader).noteMonth},
	{text: regexp.MustCompile(`^(\d{1,2}) ?월`), note: (*reader).noteMonth},
	{text: regexp.MustCompile(`^(?:the |on |day )*(\d{1,3})(?:st|nd|rd|th)` + ofEach), word: true, note: (*reader).noteDom},
	{text: regexp.MustCompile(`^(?:the |on )*(first|second|third)(?: day)?` + ofEach), word: true, note: (*reader).noteDom},
	{text: regexp.MustCompile(`^day (\d{1,3})`), word: true, note: (*reader).noteDom},
	{text: regexp.MustCompile(`^(\d{1,3}) ?일(?:에|마다|과|와|날)?`), note: (*reader).noteDom},
	{text: regexp.MustCompile(`^(첫)날`), note: (*reader).noteDom},
	{text: regexp.MustCompile(`^(\d{1,3})`), word: true, note: (*reader).noteNumber},
}

// vocabulary is what a misspelt word may have been meant for.
var vocabulary = []string{
	"daily", "weekly", "monthly", "hourly", "quarterly", "yearly", "weekdays", "weekday", "weekends", "every", "monday", "tuesday",
	"wednesday", "thursday", "friday", "saturday", "sunday", "noon", "midnight", "morning", "january", "february", "march",
	"april", "june", "july", "august", "september", "october", "november", "december", "first", "second", "third",
}

var numerals = map[string]int{
	"two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "twelve": 12, "first": 1, "second": 2, "third": 3, "첫": 1,
	"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열한": 11, "열두": 12,
}

func count(s string) int {
	if n, ok := numerals[s]; ok {
		return n
	}
	n, _ := strconv.Atoi(s)
	return n
}

func freq(name string) func(*reader, []string) bool {
	return func(r *reader, m []string) bool {
		if r.freq != "" && r.freq != name && name != "monthly" {
			r.fail(&Problem{id: "clash", vars: vars{"First": r.freqAs, "Second": m[1]}})
			return true
		}
		r.freq, r.freqAs = name, m[1]
		return true
	}
}

func days(set uint64) func(*reader, []string) bool {
	return func(r *reader, m []string) bool {
		if r.days&set != 0 && r.days != set {
			r.fail(&Problem{id: "clash", vars: vars{"First": r.daysAs, "Second": m[1]}})
		}
		if r.freq == "daily" { // daily on weekdays
			r.freq = "weekly"
		}
		r.days, r.daysAs = r.days|set, m[1]
		return true
	}
}

func at(minutes int) func(*reader, []string) bool {
	return func(r *reader, _ []string) bool {
		r.times = append(r.times, minutes)
		return true
	}
}

func dayNumber(s string) int {
	if i := strings.Index("일월화수목금토", s); i >= 0 && s != "" {
		return i / len("일")
	}
	for i, name := range dayNames {
		if strings.HasPrefix(s, name) {
			return i
		}
	}
	return 0
}

func (r *reader) noteDays(said, from, to string) bool {
	set := uint64(0)
	for d := dayNumber(from); ; d = (d + 1) % 7 {
		set |= 1 << d
		if d == dayNumber(to) {
			break
		}
	}
	if r.days&set != 0 && r.days&(r.days-1) != 0 { // weekdays and monday
		r.fail(&Problem{id: "clash", vars: vars{"First": r.daysAs, "Second": strings.TrimSpace(said)}})
	}
	r.days |= set
	if r.daysAs != "" {
		r.daysAs += ", "
	}
	r.daysAs += strings.TrimSpace(said)
	return true
}

// noteKoreanDay reads 월요일, and 월 in 월수금 or 월/수/금, but not the first syllable of another word.
func (r *reader) noteKoreanDay(m []string) bool {
	next := []rune(r.rest + " ")[0]
	bare := m[2] == "" && m[0] == m[1]
	if hangul(next) && !(bare && strings.ContainsRune("일월화수목금토", next)) && !(m[2] != "" && m[0] == m[1]+m[2]) {
		return false
	}
	return r.noteDays(m[1]+m[2], m[1], m[1])
}

func (r *reader) noteMonth(m []string) bool {
	n, err := strconv.Atoi(m[1])
	if err != nil {
		for i, name := range monthNames {
			if strings.HasPrefix(m[1], name) {
				n = i + 1
			}
		}
	}
	if n < 1 || n > 12 {
		r.fail(fields[4].problem("line_range", m[1]))
		n = fields[4].nearest(n)
	}
	r.months |= 1 << n
	return true
}

func (r *reader) noteDom(m []string) bool {
	return r.dom(count(m[1]), strings.TrimSpace(m[0]))
}

func (r *reader) dom(n int, said string) bool {
	if n < 1 || n > 31 {
		r.fail(&Problem{id: "dayno", vars: vars{"Text": clip(said)}})
		n = fields[3].nearest(n)
	}
	r.doms |= 1 << n
	if r.domsAs == "" {
		r.domsAs = said
	}
	return true
}

func (r *reader) noteNumber(m []string) bool {
	switch n := count(m[1]); r.hint {
	case "hour":
		return r.noteTime(m[1], "", m[1], "")
	case "day":
		return r.dom(n, m[1])
	default:
		r.numbers = append(r.numbers, n)
	}
	return true
}

func (r *reader) noteNth(m []string) bool {
	r.fail(&Problem{id: "nth", vars: vars{"Text": strings.TrimSpace(m[0])}})
	return r.noteDays(m[0], m[2], m[2])
}

func (r *reader) noteKoreanNth(m []string) bool {
	if next := []rune(r.rest + " ")[0]; m[3] == "" && hangul(next) {
		return false
	}
	r.fail(&Problem{id: "nth", vars: vars{"Text": m[0]}})
	return r.noteDays(m[0], m[2], m[2])
}

func (r *reader) noteLast([]string) bool {
	r.fail(&Problem{id: "last"})
	return r.dom(28, "28")
}

func (r *reader) noteEvery(m []string) bool {
	r.fail(&Problem{id: "every", vars: vars{"Text": strings.TrimSpace(m[0])}})
	switch {
	case len(m) > 2 && m[2] != "":
		return r.noteDays(m[2], m[2], m[2])
	case strings.Contains(m[1], "day"), strings.Contains(m[1], "일") && !strings.Contains(m[1], "주"):
		return freq("daily")(r, m)
	case strings.Contains(m[1], "mon"), strings.Contains(m[1], "월"), strings.Contains(m[1], "달"):
		return freq("monthly")(r, m)
	}
	return freq("weekly")(r, m)
}

// noteEach reads every 2 hours, every minute, 30분마다.
func (r *reader) noteEach(m []string) bool {
	n := max(1, count(m[1]))
	switch unit := m[2]; {
	case m[1] == "half" && unit[0] == 'h':
		r.minutes = 30
	case unit[0] == 'h' || unit == "시간":
		r.hours = n
	case unit[0] == 'm' || strings.HasSuffix(unit, "분"):
		r.minutes = n
	default: // seconds: too often in any case
		r.minutes = 1
	}
	r.freqAs = strings.TrimSpace(m[0])
	return true
}
