package schedule

import (
	"embed"
	"fmt"
	"maps"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"versus/answers/prose"
	"versus/data"
)

//go:embed messages
var messages embed.FS

// words are what the package says. The files are part of the program and its tests read them: that they do not load is a
// fault of the build.
var words = prose.Embedded(messages, "messages")

type vars map[string]any

func say(l data.Lang, id string, v vars) string { return words().Say(l, id, v) }

// A Problem says why a text is no schedule, in either language, and what comes nearest to it.
type Problem struct {
	id    string // of its sentence
	field string // of the cron line, where it is about one
	vars  vars
	line  string // the nearest line; "" where nothing is near
	zone  string // the zone of the nearest
	never *plan  // of a line that never comes
}

// Error gives the sentence in English.
func (p *Problem) Error() string { return p.Say(data.EN) }

// Say tells what is wrong, in one or two sentences without what to type instead; see [Problem.Nearest] for that.
func (p *Problem) Say(l data.Lang) string {
	v := maps.Clone(p.vars)
	if v == nil {
		v = vars{}
	}
	if p.field != "" {
		v["Field"] = say(l, "field_"+p.field, nil)
	}
	if d, ok := v["Shortest"].(time.Duration); ok {
		v["Shortest"] = duration(l, d)
	}
	if p.never != nil {
		v["Text"] = p.never.dates(l)
	}
	return say(l, "problem_"+p.id, v)
}

// Word tells that the text has a word that means nothing here, rather than a time that cannot be.
func (p *Problem) Word() bool { return p.id == "word" || p.id == "zone" }

// Nearest gives the schedule that was perhaps meant, which itself is in order, and false where nothing is near.
func (p *Problem) Nearest() (Schedule, bool) {
	zone := p.zone
	if zone == "" {
		zone = "UTC"
	}
	if p.line == "" {
		return Schedule{}, false
	}
	line, wrong := checkLine(p.line)
	s := Schedule{Line: line, Zone: zone}
	if wrong != nil {
		return Schedule{}, false
	}
	if _, ok := s.Next(time.Unix(0, 0)); !ok {
		return Schedule{}, false
	}
	return s, true
}

// inZone gives the nearest schedule its zone, where it has none.
func (p *Problem) inZone(zone string) *Problem {
	if p != nil && p.zone == "" {
		p.zone = zone
	}
	return p
}

// acceptable holds a schedule against what nobody wants: that it never comes, or comes too often.
func (p *plan) acceptable(s Schedule, shortest time.Duration) *Problem {
	if _, ok := p.wallAfter(0); !ok {
		return &Problem{id: "never", never: p, line: s.possible(p), zone: s.Zone}
	}
	if gap := p.interval(); gap > 0 && gap < shortest {
		return &Problem{id: "often", vars: vars{"Shortest": shortest}, line: p.rarer(shortest), zone: s.Zone}
	}
	return nil
}

// dates says the days of a line with their months: 31 February.
func (p *plan) dates(l data.Lang) string {
	return say(l, "dates", vars{
		"Days":   join(l, each(numbersOf(p.dom), strconv.Itoa)),
		"Months": join(l, each(numbersOf(p.month), func(m int) string { return say(l, "month_"+monthNames[m-1], nil) })),
	})
}

// possible brings the days of a line that never comes into its months: 31 February becomes the 28th.
func (s Schedule) possible(p *plan) string {
	last := 0
	for m, ok := atLeast(p.month, 1); ok; m, ok = atLeast(p.month, m+1) {
		last = max(last, []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1])
	}
	parts := strings.Fields(s.Line)
	if last == 0 {
		return ""
	}
	parts[len(parts)-3] = strconv.Itoa(last)
	return strings.Join(parts, " ")
}

// rarer keeps the days of a line and thins out its times.
func (p *plan) rarer(shortest time.Duration) string {
	minute := bits.TrailingZeros64(p.minute)
	days := daysOf(p)
	for _, hours := range []int{1, 2, 3, 4, 6, 8, 12} {
		if time.Duration(hours)*time.Hour < shortest {
			continue
		}
		step := "*"
		if hours > 1 {
			step = "*/" + strconv.Itoa(hours)
		}
		if ones(p.hour) < 24 {
			break // at certain hours only: one of them will do
		}
		return fmt.Sprintf("%d %s %s", minute, step, days)
	}
	line := fmt.Sprintf("%d %d %s", minute, bits.TrailingZeros64(p.hour), days)
	if q, err := parseLine(line); err == nil && q.interval() < shortest {
		return fmt.Sprintf("%d %d * * 1", minute, bits.TrailingZeros64(p.hour))
	}
	return line
}

// daysOf writes the last three fields of a line anew.
func daysOf(p *plan) string {
	dom, month, dow := set(p.dom, 1, 31), set(p.month, 1, 12), set(p.dow, 0, 6)
	return dom + " " + month + " " + dow
}

// set writes a field's numbers in the shortest form: a star, runs and single numbers.
func set(s uint64, from, to int) string {
	if ones(s) == to-from+1 {
		return "*"
	}
	var out []string
	for n := from; n <= to; n++ {
		if !has(s, int64(n)) {
			continue
		}
		end := n
		for end < to && has(s, int64(end+1)) {
			end++
		}
		switch {
		case end-n > 1:
			out = append(out, span(n, end))
		case end > n:
			out = append(out, strconv.Itoa(n), strconv.Itoa(end))
		default:
			out = append(out, strconv.Itoa(n))
		}
		n = end
	}
	return strings.Join(out, ",")
}

// list writes a set's numbers one by one, as times of day are best read.
func list(s uint64) string {
	var out []string
	for n, ok := atLeast(s, 0); ok; n, ok = atLeast(s, n+1) {
		out = append(out, strconv.FormatInt(n, 10))
	}
	return strings.Join(out, ",")
}

func ones(s uint64) int { return bits.OnesCount64(s) }

// clip makes what somebody typed fit to be said again, and short.
func clip(s string) string {
	s = prose.Clean(s)
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// duration says a time span as people do.
func duration(l data.Lang, d time.Duration) string {
	switch {
	case d%(24*time.Hour) == 0:
		return say(l, "span_days", vars{"Count": int(d / (24 * time.Hour))})
	case d%time.Hour == 0:
		return say(l, "span_hours", vars{"Count": int(d / time.Hour)})
	case d%time.Minute == 0:
		return say(l, "span_minutes", vars{"Count": int(d / time.Minute)})
	}
	return d.String()
}
