package command

import (
	"regexp"
	"slices"
	"strings"

	"versus/bot/digest"
	"versus/bot/digest/content"
	"versus/bot/digest/schedule"
	"versus/data"
)

// A wish is what somebody wants, as far as they said it.
type wish struct {
	schedule schedule.Schedule
	remarks  []schedule.Remark
	problem  *schedule.Problem
	lang     data.Lang // "" where nothing was said
	about    []string
	aboutSet bool // something was said of it: everything, too
	unknown  []string
	near     []string
	only     *bool // only changes, or always; nil where nothing was said
	rest     string
}

// What stands beside the schedule in a line, in both languages. The head of a text is one blank, so that words end at
// blanks.
var (
	inLang = []struct {
		lang data.Lang
		text *regexp.Regexp
	}{
		{data.EN, regexp.MustCompile(`(?i) (?:in en|in english|english|영어로|영어) `)},
		{data.KO, regexp.MustCompile(`(?i) (?:in ko|in kr|in korean|korean|한국어로|한국어|한글로) `)},
	}
	onlyNews = regexp.MustCompile(`(?i) (?:only changes|only (?:on|when there are|if there are) changes|changes only|only news|only (?:if|when) (?:something |anything )?change[ds]|변경만|변경 ?사항만|바뀐 ?것만|바뀔 ?때만|변경 ?시에?만|변화가 ?있을 ?때만|달라질 ?때만) `)
	always   = regexp.MustCompile(`(?i) (?:always|even without changes|항상|변경 ?없어도) `)
	aboutAll = regexp.MustCompile(`(?i) (?:about everything|about all|전체 ?주제|모든 ?주제|전부) `)
	aboutEn  = regexp.MustCompile(`(?i)(?:^| )(?:about|주제)(?: |:|$)`)
	aboutKo  = regexp.MustCompile(`^(.*?) ?(?:에 ?대해서?|에 ?관해서?|에 ?관한|관련|소식만?|위주로?)(?: |$)`)
)

// read reads a line: the schedule, and what stands beside it in any order. Zone is the asker's.
func (r request) read(text, zone string) wish {
	return readWish(text, r.finder(), schedule.Defaults{Zone: zone, Shortest: r.cfg.Shortest, Now: r.cfg.Now()})
}

// readOver reads a line that changes a subscription.
func (r request) readOver(text string, s digest.Subscription) wish {
	return readWish(text, r.finder(), schedule.Defaults{
		Zone: s.Schedule.Zone, Line: s.Schedule.Line, Shortest: r.cfg.Shortest, Now: r.cfg.Now(),
	})
}

func readWish(text string, f *content.Finder, d schedule.Defaults) wish {
	var w wish
	text = " " + strings.Join(strings.Fields(text), " ") + " "
	for _, l := range inLang {
		if l.text.MatchString(text) {
			w.lang, text = l.lang, l.text.ReplaceAllString(text, " ")
		}
	}
	if onlyNews.MatchString(text) {
		yes := true
		w.only, text = &yes, onlyNews.ReplaceAllString(text, " ")
	} else if always.MatchString(text) {
		no := false
		w.only, text = &no, always.ReplaceAllString(text, " ")
	}
	if aboutAll.MatchString(text) {
		w.aboutSet, text = true, aboutAll.ReplaceAllString(text, " ")
	}
	text = w.takeAbout(strings.TrimSpace(text), f, d)
	w.rest = strings.TrimSpace(text)
	reading, problem := schedule.Parse(w.rest, d)
	w.schedule, w.remarks, w.problem = reading.Schedule, reading.Remarks, problem
	return w
}

// takeAbout takes the subjects out of a text, and gives what is left.
func (w *wish) takeAbout(text string, f *content.Finder, d schedule.Defaults) string {
	if m := aboutKo.FindStringSubmatch(text); m != nil && m[1] != "" {
		if before, ok := w.subjectsBehind(m[1], f, d); ok {
			return before + " " + text[len(m[0]):]
		}
	}
	at := aboutEn.FindStringIndex(text)
	if at == nil {
		return text
	}
	head, tail := text[:at[0]], text[at[1]:]
	w.aboutSet = true
	words := strings.Fields(strings.NewReplacer(",", " , ", "|", " , ").Replace(tail))
	taken := 0
	for taken < len(words) {
		n := w.subject(words[taken:], f)
		switch {
		case n > 0:
		case words[taken] == ",":
			n = 1
		case schedule.Says(words[taken], d), little(words[taken]) && taken+1 < len(words) && schedule.Says(words[taken+1], d):
			return head + " " + joinTimes(words[taken:])
		case little(words[taken]):
			n = 1
		default:
			got := f.Resolve(words[taken])
			w.unknown, w.near = append(w.unknown, got.Unknown...), append(w.near, got.Near...)
			n = 1
		}
		taken += n
	}
	return head
}

// little tells whether a word stands before others and says nothing of its own.
func little(word string) bool {
	return slices.Contains([]string{"at", "on", "in", "every", "each", "the", "and", "all", "only", "with"}, strings.ToLower(word))
}

// subject takes the longest run of words that is a subject.
func (w *wish) subject(words []string, f *content.Finder) int {
	for n := min(6, len(words)); n > 0; n-- {
		phrase := strings.Join(words[:n], " ")
		if strings.Contains(phrase, ",") {
			continue
		}
		if got := f.Resolve(phrase); len(got.Unknown) == 0 && len(got.IDs) > 0 {
			w.take(got.IDs)
			return n
		}
	}
	return 0
}

func (w *wish) take(ids []string) {
	w.aboutSet = true
	for _, id := range ids {
		if !slices.Contains(w.about, id) {
			w.about = append(w.about, id)
		}
	}
}

// subjectsBehind takes subjects from the end of what stands before the Korean for about: “매주 월요일 9시 중국, 돈”에 대해.
func (w *wish) subjectsBehind(text string, f *content.Finder, d schedule.Defaults) (before string, ok bool) {
	words := strings.Fields(strings.ReplaceAll(text, ",", " , "))
	from, found := len(words), []string(nil)
	for from > 0 {
		n := 0
		for k := min(5, from); k > 0; k-- {
			phrase := strings.Join(words[from-k:from], " ")
			got := f.Resolve(phrase)
			if strings.Contains(phrase, ",") || len(got.Unknown) > 0 || len(got.IDs) == 0 {
				continue
			}
			if from == len(words) || !schedule.Says(phrase, d) { // 중국 right before it is no time zone
				found = append(got.IDs, found...)
				n = k
				break
			}
		}
		if n == 0 && words[from-1] == "," && from < len(words) {
			n = 1
		}
		if n == 0 {
			break
		}
		from -= n
	}
	if from == len(words) { // nothing known stands there
		last := words[from-1]
		got := f.Resolve(last)
		w.aboutSet = true
		w.unknown, w.near = append(w.unknown, got.Unknown...), append(w.near, got.Near...)
		from--
	}
	w.take(found)
	return joinTimes(words[:from]), true
}

func joinTimes(words []string) string {
	return strings.ReplaceAll(strings.Join(words, " "), " , ", ",")
}
