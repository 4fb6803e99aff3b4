package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"versus/data"
)

// Lines and zones of all kinds, the worst among them.
var (
	someLines = []string{
		"0 9 * * 1", "30 2 * * *", "0 * * * *", "*/15 * * * *", "0 */2 * * 1-5", "0 0 1 * *", "0 9 29 2 *", "0 9 13 * 5",
		"*/20 30 2 * * *", "30 1,2,3 * * *", "0 0 31 1,3,5 *", "59 23 * * 0", "0 9 1 1,4,7,10 *",
	}
	someZones = []string{
		"Asia/Seoul", "America/New_York", "Australia/Lord_Howe", "America/Nuuk", "Pacific/Apia", "Africa/Casablanca",
		"Antarctica/Troll", "Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "UTC", "Africa/Cairo", "Asia/Gaza",
	}
)

func drawSchedule(t *rapid.T) Schedule {
	return Schedule{
		Line: rapid.SampledFrom(someLines).Draw(t, "line"),
		Zone: rapid.SampledFrom(someZones).Draw(t, "zone"),
	}
}

// drawInstant draws any instant, or one within hours of a change of the zone's clock, where all that is hard happens.
func drawInstant(t *rapid.T, zone, name string) time.Time {
	any := drawAny(t, name)
	loc, err := time.LoadLocation(zone)
	if err != nil || rapid.Bool().Draw(t, name+" anywhere") {
		return any
	}
	change, _ := any.In(loc).ZoneBounds()
	if change.IsZero() {
		return any
	}
	return change.Add(time.Duration(rapid.Int64Range(-3*3600, 3*3600).Draw(t, name+" from the change")) * time.Second)
}

func drawAny(t *rapid.T, name string) time.Time {
	return time.Unix(rapid.Int64Range(0, 4_000_000_000).Draw(t, name), rapid.Int64Range(0, 999_999_999).Draw(t, name+" ns"))
}

func TestNextAndLatest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchedule(t)
		a, b := drawInstant(t, s.Zone, "a"), drawInstant(t, s.Zone, "b")
		if a.After(b) {
			a, b = b, a
		}
		next, ok := s.Next(a)
		if !ok || !next.At.After(a) {
			t.Fatalf("after %s comes %+v, %t", a, next, ok)
		}
		if again, _ := s.Next(a.In(time.FixedZone("", -7*3600))); again != next {
			t.Fatalf("the same instant in another zone gives %+v, not %+v", again, next)
		}
		later, _ := s.Next(b)
		if later.At.Before(next.At) || later.Local < next.Local {
			t.Fatalf("after %s comes %+v, but after %s %+v", a, next, b, later)
		}
		if last, ok := s.Latest(next.At); !ok || last != next {
			t.Fatalf("the latest at %s is %+v, not %+v", next.At, last, next)
		}
		if last, ok := s.Latest(next.At.Add(-1)); ok && last.At.After(a) {
			t.Fatalf("between %s and %s comes %+v", a, next.At, last)
		}
		if last, ok := s.Latest(b); ok {
			if last.At.After(b) {
				t.Fatalf("the latest at %s is %+v", b, last)
			}
			if again, _ := s.Next(last.At.Add(-1)); again != last {
				t.Fatalf("next finds %+v, latest %+v", again, last)
			}
		}
	})
}

func TestBetween(t *testing.T) {
	s := Schedule{Line: "0 9 * * 1-5", Zone: "Asia/Seoul"}
	start := time.Date(2026, time.November, 27, 0, 0, 0, 0, time.UTC) // Friday, 09:00 in Seoul
	var got []string
	for slot := range s.Between(start, start.AddDate(0, 0, 5)) {
		got = append(got, slot.Local)
	}
	want := []string{"2026-11-30T09:00", "2026-12-01T09:00", "2026-12-02T09:00"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestInterval(t *testing.T) {
	tests := map[string]time.Duration{
		"0 9 * * 1": 7 * 24 * time.Hour, "0 9 * * *": 24 * time.Hour, "0 9 * * 1,4": 3 * 24 * time.Hour,
		"0 9 * * 1-5": 24 * time.Hour, "0 9,18 * * *": 9 * time.Hour, "0 9,18 * * 1": 9 * time.Hour,
		"0 1,23 * * *": 2 * time.Hour, "*/10 * * * *": 10 * time.Minute, "*/10 * * * * *": 10 * time.Second,
		"0 9 1 * *": 28 * 24 * time.Hour, "0 9 31 * *": 31 * 24 * time.Hour, "0 9 13 * 5": 24 * time.Hour,
		"0 9 31 2 *": 0, "nonsense": 0, "0 9 1 1 *": 365 * 24 * time.Hour, "0 9 29 2 *": (4*365 + 1) * 24 * time.Hour,
	}
	for line, want := range tests {
		if got := (Schedule{Line: line, Zone: "UTC"}).Interval(); got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

// What never comes, and what is nonsense, has no slot, and nobody waits for it.
func TestNever(t *testing.T) {
	for _, s := range []Schedule{
		{"0 9 31 2 *", "UTC"}, {"0 9 30 2 *", "Asia/Seoul"}, {"TZ=", "UTC"}, {"TZ=0", "UTC"}, {"CRON_TZ=UTC", "UTC"},
		{"@every 0s", "UTC"}, {"", "UTC"}, {"0 9 * * 1", ""}, {"0 9 * * 1", "Local"}, {"0 9 * * 1", "../etc/passwd"},
		{strings.Repeat("0,", 400) + "0 9 * * 1", "UTC"}, {"0 9 , * *", "UTC"},
	} {
		if slot, ok := s.Next(now); ok {
			t.Errorf("%q: next is %+v", s, slot)
		}
		if slot, ok := s.Latest(now); ok {
			t.Errorf("%q: latest was %+v", s, slot)
		}
		for slot := range s.Between(now, now.AddDate(1, 0, 0)) {
			t.Errorf("%q: between is %+v", s, slot)
		}
	}
}

// What is shown to type is read back as the same schedule.
func TestTypedIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.SampledFrom(append(someLines, "0 9,18 * * *", "30 9 * * 1-5", "0 9 * * 0,6", "0 9 1,15 * *", "0 */3 * * *", "0 8 * * 0")).Draw(t, "line")
		s := Schedule{Line: line, Zone: rapid.SampledFrom(someZones).Draw(t, "zone")}
		for _, l := range []data.Lang{data.EN, data.KO} {
			r, problem := Parse(s.Typed(l), Defaults{Zone: "Asia/Tokyo", Now: now})
			if problem != nil {
				t.Fatalf("%q: %v", s.Typed(l), problem)
			}
			at := now
			for range 5 {
				want, _ := s.Next(at)
				if got, _ := r.Schedule.Next(at); got.Local != want.Local || !got.At.Equal(want.At) {
					t.Fatalf("%q is read as %+v: %+v, not %+v", s.Typed(l), r.Schedule, got, want)
				}
				at = want.At
			}
		}
	})
}

// What an edit does not name stays as it was.
func TestParseKeeps(t *testing.T) {
	d := defaults()
	d.Line, d.Zone = "30 18 * * 2,5", "Europe/London"
	for text, want := range map[string]string{
		"":                 "30 18 * * 2,5 Europe/London",
		"10:00":            "0 10 * * 2,5 Europe/London",
		"mon":              "30 18 * * 1 Europe/London",
		"monthly":          "30 18 1 * * Europe/London",
		"Seoul":            "30 18 * * 2,5 Asia/Seoul",
		"weekdays 9 Seoul": "0 9 * * 1-5 Asia/Seoul",
		"every 3 hours":    "0 */3 * * * Europe/London",
		`"0 7 * * 0"`:      "0 7 * * 0 Europe/London",
		"매일 뉴욕 시간":         "30 18 * * * America/New_York",
		"오전 8시":            "0 8 * * 2,5 Europe/London",
	} {
		r, problem := Parse(text, d)
		if problem != nil {
			t.Errorf("%q: %v", text, problem)
			continue
		}
		if got := r.Schedule.Line + " " + r.Schedule.Zone; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestDescribe(t *testing.T) {
	tests := []struct{ line, en, ko string }{
		{"0 9 * * 1", "every Monday at 09:00 (Asia/Seoul)", "매주 월요일 09:00 (Asia/Seoul)"},
		{"30 9 * * 1-5", "every weekday at 09:30 (Asia/Seoul)", "평일 09:30 (Asia/Seoul)"},
		{"0 10 * * 0,6", "every Saturday and Sunday at 10:00 (Asia/Seoul)", "주말 10:00 (Asia/Seoul)"},
		{"0 9,18 * * *", "every day at 09:00 and 18:00 (Asia/Seoul)", "매일 09:00, 18:00 (Asia/Seoul)"},
		{"0 9 * * 0,1,4", "every Monday, Thursday and Sunday at 09:00 (Asia/Seoul)", "매주 월요일, 목요일, 일요일 09:00 (Asia/Seoul)"},
		{"0 15 1 * *", "on the 1st of every month at 15:00 (Asia/Seoul)", "매월 1일 15:00 (Asia/Seoul)"},
		{"0 9 2,3,11,22 * *", "on the 2nd, 3rd, 11th and 22nd of every month at 09:00 (Asia/Seoul)", "매월 2일, 3일, 11일, 22일 09:00 (Asia/Seoul)"},
		{"0 9 1 1,4,7,10 *", "on the 1st of January, April, July and October at 09:00 (Asia/Seoul)", "매년 1월, 4월, 7월, 10월 1일 09:00 (Asia/Seoul)"},
		{"0 */2 * * *", "every 2 hours, on the hour (Asia/Seoul)", "2시간마다 정각 (Asia/Seoul)"},
		{"0 * * * *", "every hour, on the hour (Asia/Seoul)", "1시간마다 정각 (Asia/Seoul)"},
		{"0 9 13 * 5", "by the cron line “0 9 13 * 5” (Asia/Seoul)", "cron “0 9 13 * 5” (Asia/Seoul)"},
		{"nonsense", "nonsense (Asia/Seoul)", "nonsense (Asia/Seoul)"},
	}
	for _, c := range tests {
		s := Schedule{Line: c.line, Zone: "Asia/Seoul"}
		if got := s.Describe(data.EN); got != c.en {
			t.Errorf("%s: %q, want %q", c.line, got, c.en)
		}
		if got := s.Describe(data.KO); got != c.ko {
			t.Errorf("%s: %q, want %q", c.line, got, c.ko)
		}
	}
}

func TestWhen(t *testing.T) {
	tests := []struct {
		s      Schedule
		after  string
		en, ko string
	}{
		{Schedule{"0 9 * * 1", "Asia/Seoul"}, "2026-11-29T12:00:00Z",
			"Monday, 30 November 2026, 09:00 KST (UTC+09:00, Asia/Seoul)", "2026년 11월 30일 월요일 09:00 KST (UTC+09:00, Asia/Seoul)"},
		{Schedule{"0 9 * * 1", "America/Sao_Paulo"}, "2026-11-29T12:00:00Z",
			"Monday, 30 November 2026, 09:00 (UTC-03:00, America/Sao_Paulo)", "2026년 11월 30일 월요일 09:00 (UTC-03:00, America/Sao_Paulo)"},
		{Schedule{"0 9 * * 1", "UTC"}, "2026-11-29T12:00:00Z",
			"Monday, 30 November 2026, 09:00 (UTC, UTC)", "2026년 11월 30일 월요일 09:00 (UTC, UTC)"},
		{Schedule{"30 2 * * 0", "America/New_York"}, "2024-03-09T00:00:00Z",
			"Sunday, 10 March 2024, 03:00 EDT (UTC-04:00, America/New_York) – the clock skips 02:30 that day",
			"2024년 3월 10일 일요일 03:00 EDT (UTC-04:00, America/New_York) – 그날 02:30은 시계 변경으로 건너뜁니다"},
	}
	for _, c := range tests {
		slot, _ := c.s.Next(instantOf(t, c.after))
		if got := c.s.When(slot, data.EN); got != c.en {
			t.Errorf("%+v: %q, want %q", c.s, got, c.en)
		}
		if got := c.s.When(slot, data.KO); got != c.ko {
			t.Errorf("%+v: %q, want %q", c.s, got, c.ko)
		}
	}
}

// Whatever is typed, the reading ends, and what it gives is sound: a schedule with slots no closer than allowed, or a
// problem with words in both languages whose nearest form is itself read without one.
func FuzzParse(f *testing.F) {
	for _, line := range someLines {
		f.Add(line + " Asia/Seoul")
		f.Add(`"` + line + `"`)
	}
	for _, s := range []string{"weekly mon 9:00", "매주 월요일 9시", "TZ=", "TZ=0", "@every 0s", "25:00", "UTC+9", "31 feb", `"`, "2월 31일", "every 90 minutes", "월/수/금 오전 9시 30분", "\xff\xfe", "mondy \u202e9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, problem := Parse(text, defaults())
		if problem == nil {
			if slot, ok := r.Schedule.Next(now); !ok || slot.Local == "" {
				t.Fatalf("%q is read as %+v, which never comes", text, r.Schedule)
			}
			if gap := r.Schedule.Interval(); gap > 0 && gap < time.Hour {
				t.Fatalf("%q is read as %+v, every %s", text, r.Schedule, gap)
			}
			return
		}
		for _, l := range []data.Lang{data.EN, data.KO} {
			said := problem.Say(l)
			if strings.HasPrefix(said, "problem_") || strings.ContainsAny(said, "\n\r<") {
				t.Fatalf("%q: said %q", text, said)
			}
			if near, ok := problem.Nearest(); ok {
				if _, again := Parse(near.Typed(l), defaults()); again != nil {
					t.Fatalf("%q: the nearest, %q, is a problem: %v", text, near.Typed(l), again)
				}
			}
		}
	})
}

func BenchmarkNext(b *testing.B) {
	s := Schedule{Line: "0 9 * * 1", Zone: "America/New_York"}
	for b.Loop() {
		s.Next(now)
	}
}
