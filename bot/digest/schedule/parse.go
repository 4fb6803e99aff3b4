package schedule

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Defaults are the circumstances of a reading.
type Defaults struct {
	Zone     string        // where the text names none; "" is UTC
	Shortest time.Duration // the shortest interval allowed
	Now      time.Time     // when offsets are compared
	Line     string        // a sound cron line whose days or times stay where the text names none; "" is Monday at nine
}

// A Reading is what a text was read as.
type Reading struct {
	Schedule Schedule
	Remarks  []Remark
}

const maxText = 500 // bytes

// Parse reads what people type: a cron line, in quotes or not ("0 9 * * 1" Asia/Seoul), words (weekdays 9:30, every monday
// and thursday at 9am in Seoul) or Korean words (매주 월요일 오전 9시). What the text leaves open is weekly, Monday, 09:00 and
// the default zone; the order of its parts does not matter. A text that says more than a schedule can hold is a problem,
// never a guess.
func Parse(text string, d Defaults) (Reading, *Problem) {
	if d.Zone == "" {
		d.Zone = "UTC"
	}
	if len(text) > maxText {
		return Reading{}, &Problem{id: "line_long"}
	}
	r := &reader{d: d, rest: normal(text)}
	if problem := r.takeLine(); problem != nil {
		return Reading{}, problem
	}
	r.read()
	line := r.cron
	if line == "" {
		line = r.line()
	} else if said := r.alsoSaid(); said != "" {
		r.fail(&Problem{id: "clash", vars: vars{"First": clip(line), "Second": clip(said)}})
	}
	zone := r.zone
	if zone == "" {
		zone = d.Zone
	}
	if r.problem != nil {
		if r.problem.line == "" {
			r.problem.line = acceptableLine(line, zone, d.Shortest)
		}
		return Reading{}, r.problem.inZone(zone)
	}
	s, problem := New(line, zone, d.Shortest)
	if problem != nil {
		problem.line = acceptableLine(problem.line, zone, d.Shortest)
		return Reading{}, problem
	}
	return Reading{Schedule: s, Remarks: r.remarks}, nil
}

// Says tells whether a text says anything of when: a word such as Monday, 9:00, daily or Seoul, but not one such as at or
// openai.
func Says(text string, d Defaults) bool {
	r := &reader{d: d, rest: normal(text)}
	if problem := r.takeLine(); problem != nil || r.cron != "" {
		return true
	}
	r.read()
	if r.problem != nil {
		return !r.problem.Word()
	}
	return r.freq != "" || r.days|r.doms|r.months != 0 || len(r.times)+len(r.numbers) > 0 || r.hours+r.minutes > 0 || r.zone != ""
}

// acceptableLine gives a line, or the nearest one that [New] takes.
func acceptableLine(line, zone string, shortest time.Duration) string {
	for range 3 {
		if line == "" {
			break
		}
		_, problem := New(line, zone, shortest)
		if problem == nil {
			return line
		}
		line = problem.line
	}
	return ""
}

// normal brings a text into the form the rules are written for: one width, small letters, single spaces, plain quotes.
func normal(s string) string {
	s = strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(s, " ")))
	s = strings.Map(func(c rune) rune {
		switch c {
		case '“', '”', '„', '«', '»', '`':
			return '"'
		case '‘', '’':
			return '\''
		case '–', '—', '−', '~', '〜', '∼':
			return '-'
		case '·', '、', '，', ';':
			return ','
		}
		if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) {
			return ' '
		}
		return c
	}, s)
	s = strings.NewReplacer("o'clock", "oclock", "a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// A reader goes through a text from left to right and notes what it says.
type reader struct {
	d    Defaults
	rest string

	cron    string // a cron line that was typed
	freq    string // hourly | daily | weekly | monthly | quarterly | yearly
	freqAs  string // as typed
	hours   int    // every so many hours
	minutes int    // every so many minutes
	days    uint64 // of the week
	daysAs  string
	doms    uint64 // days of the month
	domsAs  string
	months  uint64
	times   []int // minutes of the day
	numbers []int // that say neither hour nor day
	hint    string
	zone    string

	slips   int // misspelt words put right
	remarks []Remark
	problem *Problem // the first
}

func (r *reader) fail(p *Problem) {
	if r.problem == nil {
		r.problem = p
	}
}

// read notes everything the text says.
func (r *reader) read() {
	for r.rest = strings.TrimLeft(r.rest, " ,.()&+"); r.rest != ""; r.rest = strings.TrimLeft(r.rest, " ,.()&+") {
		if r.byRule() || r.byZone() || r.byFiller() {
			continue
		}
		r.unknown()
	}
}

// byRule tries the rules, the first that fits.
func (r *reader) byRule() bool {
	for _, rule := range rules {
		m := rule.text.FindStringSubmatch(r.rest)
		if m == nil || rule.word && !atEnd(m[0], r.rest[len(m[0]):]) {
			continue
		}
		before := r.rest
		r.rest = r.rest[len(m[0]):]
		if rule.note(r, m) {
			r.hint = rule.hint
			return true
		}
		r.rest = before
	}
	return false
}

// atEnd tells whether a word ends where a match does.
func atEnd(match, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(match)
	next, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || !letter(next) {
		return true
	}
	return hangul(last) != hangul(next) && !(letter(last) && unicode.IsDigit(next)) // "9am에", but not "mon2"
}

func letter(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }
func hangul(c rune) bool { return unicode.Is(unicode.Hangul, c) }

// word gives the next word of the text, up to a space or a comma.
func (r *reader) word() string {
	if i := strings.IndexAny(r.rest, " ,"); i >= 0 {
		return r.rest[:i]
	}
	return r.rest
}

var offsetText = regexp.MustCompile(`^(?:(?:utc|gmt) ?)?([+-]) ?(\d{1,2})(?::?(\d{2}))?$`)
var offsetHead = regexp.MustCompile(`^(?:(?:utc|gmt) ?[+-] ?|[+-])\d{1,2}(?::?\d{2})?`)

// byZone reads a zone of up to three words.
func (r *reader) byZone() bool {
	words := strings.SplitN(strings.SplitN(r.rest, ",", 2)[0], " ", 4)
	for n := min(3, len(words)); n > 0; n-- {
		said := strings.TrimRight(strings.Join(words[:n], " "), ".)")
		for _, form := range []string{said, bareKorean(said)} {
			if zone, open, ok := zones().find(form); ok {
				r.rest = r.rest[len(strings.Join(words[:n], " ")):]
				r.inZone(zone)
				if open {
					r.remarks = append(r.remarks, Remark{id: "zone", vars: vars{"Text": strings.ToUpper(clip(form)), "Zone": zone}})
				}
				return true
			}
		}
	}
	if m := offsetHead.FindString(r.rest); m != "" {
		if offset, ok := fixedOffset(m); ok {
			r.rest = r.rest[len(m):]
			problem := noPlace(m, offset, r.d.Now)
			r.fail(problem)
			r.zone = problem.zone
			return true
		}
	}
	return false
}

func (r *reader) inZone(zone string) {
	if r.zone != "" && r.zone != zone {
		r.fail(&Problem{id: "zones", vars: vars{"First": r.zone, "Second": zone}})
		return
	}
	r.zone = zone
}

// bareKorean takes off what Koreans put behind a place: 서울시간, 뉴욕 기준으로.
func bareKorean(s string) string {
	for _, tail := range []string{"으로", "로", "에서", "기준", "표준시", "시각", "시간"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, tail))
	}
	return s
}

var filler = regexp.MustCompile(`^(?:at|on|every|each|the|in|and|of|by|from|for|a|an|to|time|times|timezone|zone|tz|standard|local|oclock|please|me|us|send|it|then|also|digest|week|month|day|days|@|/|-|` +
	`에서|에는|에|마다|과|와|및|하고|그리고|또|기준으로|기준|정각|정시|시간대|시간|표준시|으로|로|의|날|씩|한번|한 번|보내 ?줘|보내 ?주세요|알려 ?줘|알려 ?주세요|받기|구독|해 ?줘|해 ?주세요)`)

// byFiller passes over words that say nothing of their own.
func (r *reader) byFiller() bool {
	m := filler.FindString(r.rest)
	if m == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(m)
	if next, _ := utf8.DecodeRuneInString(r.rest[len(m):]); !hangul(first) && letter(first) && letter(next) {
		return false
	}
	switch m {
	case "at", "@":
		r.hint = "hour"
	case "on", "the":
		r.hint = "day"
	}
	r.rest = r.rest[len(m):]
	return true
}

// unknown takes a word that says nothing known: as the known word next to it, where there is one. Either way it is a
// problem; a slip of the finger is not to send digests at a wrong time.
func (r *reader) unknown() {
	said := strings.Trim(r.word(), `.!?"'()`)
	rest := r.rest[len(r.word()):]
	near := ""
	if r.slips++; r.slips <= 3 {
		near = nearestOf(said, vocabulary)
		if near == "" || strings.Contains(said, "/") {
			if zone := zones().near(said); zone != "" {
				near = strings.ToLower(zone)
				r.fail(badZone(said, zone))
			}
		}
	}
	if said != "" {
		r.fail(&Problem{id: "word", vars: vars{"Text": clip(said), "Near": near}})
	}
	r.rest = near + rest
}

// takeLine takes a cron line out of the text, in quotes or not.
func (r *reader) takeLine() *Problem {
	if at := quoteAt(r.rest); at >= 0 {
		mark := r.rest[at]
		line, after, closed := strings.Cut(r.rest[at+1:], string(mark))
		if !closed {
			return &Problem{id: "quote", line: acceptableLine(fiveFields(strings.Fields(line)), r.d.Zone, r.d.Shortest), zone: r.d.Zone}
		}
		return r.useLine(line, r.rest[:at]+" "+after)
	}
	words := strings.Fields(r.rest)
	for i := range words {
		for _, n := range []int{6, 5} {
			if i+n <= len(words) && looksLikeLine(words[i:i+n]) {
				return r.useLine(strings.Join(words[i:i+n], " "), strings.Join(slices.Concat(words[:i], words[i+n:]), " "))
			}
		}
		if strings.HasPrefix(words[i], "@") && len(words[i]) > 1 && unicode.IsLetter(rune(words[i][1])) {
			return r.useLine(words[i], strings.Join(slices.Concat(words[:i], words[i+1:]), " "))
		}
	}
	return nil
}

func quoteAt(s string) int {
	for i := range s {
		if s[i] == '"' || s[i] == '\'' && (i == 0 || s[i-1] == ' ') {
			return i
		}
	}
	return -1
}

// useLine takes a line, and reads what stands around it for the zone.
func (r *reader) useLine(line, around string) *Problem {
	fixed, problem := checkLine(line)
	r.rest = around
	if problem != nil {
		r.read()
		if r.zone == "" {
			r.zone = r.d.Zone
		}
		problem.line = acceptableLine(problem.line, r.zone, r.d.Shortest)
		return problem.inZone(r.zone)
	}
	r.cron = fixed
	return nil
}

// looksLikeLine tells whether words are a cron line without quotes: each could be a field, and a star is among them.
func looksLikeLine(words []string) bool {
	star := false
	for _, w := range words {
		for it := range strings.SplitSeq(w, ",") {
			m := item.FindStringSubmatch(it)
			if m == nil || named(m[2]) || named(m[3]) {
				return false
			}
			star = star || m[1] != ""
		}
	}
	return star
}

// named tells whether a name is neither a month's nor a day's.
func named(s string) bool {
	return s != "" && unicode.IsLetter(rune(s[0])) && !slices.Contains(monthNames, s) && !slices.Contains(dayNames, s)
}
