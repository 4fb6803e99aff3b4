package schedule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// noteTime reads a time of day of its hour, its minutes ("" for none) and what part of the day was named.
func (r *reader) noteTime(said, part, hour, minute string) bool {
	h, m := count(hour), count(minute)
	if next := []rune(r.rest + " ")[0]; hour != "" && minute != "" && next >= '0' && next <= '9' {
		return false
	}
	good := h <= 23 && m <= 59
	near := fields[2].nearestTime(h)
	switch kind := halfOf(part); {
	case m > 59:
		m = fields[1].nearest(m)
	case kind == "":
	case part[0] == 'a' || part[0] == 'p': // of twelve hours; Koreans say 오후 15시 as well
		good = good && h >= 1 && h <= 12
		fallthrough
	default:
		if good && kind == "am" && h > 12 {
			good = false
			break
		}
		if good {
			near = onClock(part, kind, h)
		}
	}
	if !good {
		text := fmt.Sprintf("%02d:%02d", near, m)
		r.fail(&Problem{id: "time", vars: vars{"Text": clip(strings.TrimSpace(said)), "Near": text}})
	}
	if t := near*60 + m; !slices.Contains(r.times, t) {
		r.times = append(r.times, t)
	}
	return true
}

// nearestTime is as nearest, but 24 is midnight.
func (f field) nearestTime(h int) int {
	if h == 24 {
		return 0
	}
	return f.nearest(h)
}

// halfOf gives the half of the day that a part of it lies in.
func halfOf(part string) string {
	switch {
	case part == "":
		return ""
	case part[0] == 'a', part == "오전", part == "아침", part == "새벽", part == "morning":
		return "am"
	}
	return "pm"
}

// onClock brings an hour of twelve into one of twenty-four. Koreans call midnight 밤 12시, and one o'clock at night 밤 1시.
func onClock(part, half string, h int) int {
	switch {
	case half == "am" && h == 12, part == "밤" && h == 12:
		return 0
	case half == "am", h >= 12, part == "밤" && h < 6:
		return h
	}
	return h + 12
}

func (r *reader) noteKoreanTime(m []string) bool {
	if strings.HasPrefix(r.rest, "간") && m[3] == "" && m[4] == "" { // 9시간
		return false
	}
	minute := m[3]
	if m[4] != "" {
		minute = "30"
	}
	return r.noteTime(m[0], m[1], strconv.Itoa(count(m[2])), minute)
}

// notePart reads a part of the day without an hour, or behind one: 9 in the evening.
func (r *reader) notePart(m []string) bool {
	half := halfOf(m[1])
	if len(r.numbers) > 0 && r.freq != "monthly" {
		n := r.numbers[len(r.numbers)-1]
		r.numbers = r.numbers[:len(r.numbers)-1]
		return r.noteTime(m[0], "", strconv.Itoa(onClock(m[1], half, n)), "")
	}
	if n := len(r.times) - 1; n >= 0 {
		r.times[n] = onClock(m[1], half, r.times[n]/60)*60 + r.times[n]%60
		return true
	}
	hour, ok := map[string]int{"morning": 9, "아침": 9, "오전": 9, "afternoon": 15, "오후": 15, "evening": 18, "저녁": 18}[m[1]]
	if !ok {
		return false
	}
	r.times = append(r.times, hour*60)
	return true
}

// alsoSaid gives something that was said beside a cron line and is no zone.
func (r *reader) alsoSaid() string {
	switch {
	case r.freqAs != "":
		return r.freqAs
	case r.daysAs != "":
		return r.daysAs
	case r.domsAs != "":
		return r.domsAs
	case len(r.times) > 0:
		return clockText(r.times[0])
	case len(r.numbers) > 0:
		return strconv.Itoa(r.numbers[0])
	}
	return ""
}

func clockText(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// line puts what was said into a cron line.
func (r *reader) line() string {
	r.settleNumbers()
	clock, dates := r.kept()
	switch {
	case clock != "" && dates != "":
		return r.d.Line
	case dates != "":
		return r.clock() + " " + dates
	}
	if clock != "" && r.minutes == 0 && r.hours == 0 && r.freq != "hourly" {
		return clock + " " + strings.Join(strings.Fields(r.fromWords())[2:], " ")
	}
	return r.fromWords()
}

// kept gives the times and the days of the default line that the text leaves as they are.
func (r *reader) kept() (clock, dates string) {
	parts := strings.Fields(r.d.Line)
	if len(parts) < 5 {
		return "", ""
	}
	cut := len(parts) - 3
	noDays := r.freq == "" && r.days == 0 && r.doms == 0 && r.months == 0 && r.hours == 0 && r.minutes == 0
	if noDays && len(r.times) > 0 {
		return "", strings.Join(parts[cut:], " ")
	}
	if len(r.times) == 0 {
		clock = strings.Join(parts[:cut], " ")
	}
	if noDays {
		dates = strings.Join(parts[cut:], " ")
	}
	return clock, dates
}

func (r *reader) fromWords() string {
	r.settleDays()
	switch {
	case r.minutes > 0 || r.hours > 0 || r.freq == "hourly":
		return r.often()
	}
	dom, month, dow := "*", "*", "*"
	switch r.freq {
	case "weekly":
		dow = set(r.days, 0, 6)
	case "monthly":
		dom = set(r.doms, 1, 31)
	case "quarterly":
		dom, month = set(r.doms, 1, 31), "1,4,7,10"
	case "yearly":
		dom, month = set(r.doms, 1, 31), set(r.months, 1, 12)
	}
	if r.doms>>29 != 0 && r.freq == "monthly" {
		r.remarks = append(r.remarks, Remark{id: "months"})
	}
	return r.clock() + " " + dom + " " + month + " " + dow
}

// settleNumbers tells hours from days: where a month is spoken of, the day comes first, else all are hours.
func (r *reader) settleNumbers() {
	numbers := r.numbers
	r.numbers = nil
	if monthly := r.freq == "monthly" || r.freq == "quarterly" || r.months != 0; monthly && r.doms == 0 {
		domCount := len(numbers)
		if len(r.times) == 0 && domCount > 1 {
			domCount--
		}
		for _, n := range numbers[:domCount] {
			r.dom(n, strconv.Itoa(n))
		}
		numbers = numbers[domCount:]
	}
	for _, n := range numbers {
		r.rest = ""
		r.noteTime(strconv.Itoa(n), "", strconv.Itoa(n), "")
	}
}

// settleDays fills in what was left open, and finds what does not go together.
func (r *reader) settleDays() {
	clash := func(first, second string) {
		r.fail(&Problem{id: "clash", vars: vars{"First": clip(first), "Second": clip(second)}})
	}
	if r.freq == "" && r.months != 0 {
		r.freq = "yearly"
	}
	if r.freq == "" && r.doms != 0 {
		r.freq = "monthly"
	}
	if r.freq == "monthly" && r.months != 0 {
		r.freq = "yearly"
	}
	switch {
	case r.freq == "monthly" && r.days != 0 && r.doms == 0:
		r.fail(&Problem{id: "nth", vars: vars{"Text": clip(r.daysAs)}})
		r.freq = "weekly"
	case (r.freq == "monthly" || r.freq == "quarterly" || r.freq == "yearly") && r.days != 0:
		clash(orElse(r.freqAs, r.domsAs), r.daysAs)
	case (r.freq == "daily" || r.freq == "weekly") && r.doms != 0:
		clash(r.freqAs, r.domsAs)
		r.freq = "monthly"
	case r.freq == "daily" && r.days != 0:
		clash(r.freqAs, r.daysAs)
		r.freq = "weekly"
	case r.freq == "":
		r.freq = "weekly"
		if r.minutes > 0 || r.hours > 0 {
			r.freq = "hourly"
		}
	}
	if r.freq == "weekly" && r.days == 0 {
		r.days = 1 << 1
	}
	if r.doms == 0 {
		r.doms = 1 << 1
	}
	if r.months == 0 {
		r.months = 1 << 1
	}
}

// often puts every so many hours or minutes into a line.
func (r *reader) often() string {
	if len(r.times) > 0 {
		r.fail(&Problem{id: "clash", vars: vars{"First": clip(r.freqAs), "Second": clockText(r.times[0])}})
	}
	dow := "*"
	if r.days != 0 {
		dow = set(r.days, 0, 6)
	}
	step := func(n, of int) string {
		if n == 1 {
			return "*"
		}
		if of%n != 0 || n == of {
			text := r.freqAs
			r.fail(&Problem{id: "steps", vars: vars{"Text": clip(text)}})
			for n = min(n, of/2); of%n != 0; n-- {
			}
		}
		return "*/" + strconv.Itoa(n)
	}
	if r.minutes > 0 && r.minutes < 60 {
		return step(r.minutes, 60) + " * * * " + dow
	}
	if r.minutes > 0 && r.minutes%60 != 0 {
		r.fail(&Problem{id: "steps", vars: vars{"Text": clip(r.freqAs)}})
	}
	return "0 " + step(max(1, r.hours, r.minutes/60), 24) + " * * " + dow
}

// clock puts the times of day into a line's first two fields, of which a line takes each with each.
func (r *reader) clock() string {
	if len(r.times) == 0 {
		r.times = []int{9 * 60}
	}
	var hours, minutes uint64
	for _, t := range r.times {
		hours |= 1 << (t / 60)
		minutes |= 1 << (t % 60)
	}
	if n := len(r.times); n > 1 && n != ones(hours)*ones(minutes) {
		r.fail(&Problem{id: "times"})
		return fmt.Sprintf("%d %d", r.times[0]%60, r.times[0]/60)
	}
	return list(minutes) + " " + list(hours)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
