package schedule

import (
	"archive/zip"
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// The list of zones is that of the time-zone database the toolchain ships, so that every zone Go can load can be named.
func TestZonesAreTheDatabases(t *testing.T) {
	z := toolchainZones()
	if z == nil {
		t.Skip("the toolchain brings no zones")
	}
	var want []string
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, "/") && f.Name != "Factory" {
			want = append(want, f.Name)
		}
	}
	slices.Sort(want)
	for _, name := range want {
		if !slices.Contains(zones().names, name) {
			t.Errorf("zones.txt lacks %s", name)
		}
	}
	for _, name := range zones().names {
		if _, err := time.LoadLocation(name); err != nil {
			t.Errorf("zones.txt has %s: %v", name, err)
		}
	}
	for word, zone := range zones().by {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Errorf("%q leads to %s: %v", word, zone, err)
		}
	}
}

// toolchainZones opens the time-zone database as the toolchain ships it, which is what the program brings along; nil
// where it is not there. It stays open for the tests.
var toolchainZones = sync.OnceValue(func() *zip.ReadCloser {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil
	}
	z, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		return nil
	}
	return z
})

// short tells whether to prove less: the race detector makes arithmetic tenfold slow, and there is no race in it.
func short() bool { return testing.Short() || underRace }

// The ten years over which every zone is proven.
var (
	from  = time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)
	until = time.Date(2034, time.January, 1, 0, 0, 0, 0, time.UTC)
)

// A stretch is a time in which a zone keeps one offset. The test finds stretches by asking for the offset of instants
// only, so that it does not lean on what the calculator leans on.
type stretch struct{ start, end, offset int64 }

func stretches(loc *time.Location) []stretch {
	offset := func(t int64) int64 {
		_, o := time.Unix(t, 0).In(loc).Zone()
		return int64(o)
	}
	start, end := from.Unix()-3*day, until.Unix()+3*day
	out := []stretch{{start: start, offset: offset(start)}}
	for t := start; t < end; t += 6 * 3600 {
		if offset(t+6*3600) == out[len(out)-1].offset {
			continue
		}
		low, high := t, t+6*3600 // the offset of low, and another
		for high-low > 1 {
			if mid := (low + high) / 2; offset(mid) == out[len(out)-1].offset {
				low = mid
			} else {
				high = mid
			}
		}
		out[len(out)-1].end = high
		out = append(out, stretch{start: high, offset: offset(high)})
	}
	out[len(out)-1].end = end
	return out
}

// comes gives the instant at which a wall should come, by the definition: the first at which the clock shows it or later.
func comes(s []stretch, w int64) int64 {
	for _, x := range s {
		if w < x.end+x.offset {
			return max(x.start, w-x.offset)
		}
	}
	return 0
}

// Every zone of the time-zone database, each half-hour of the day, ten years: each intended local time comes once, at its
// instant. Zones that keep the same offsets throughout are one case, which is what makes it a matter of seconds; -short
// goes through the days around changes of the clock and one month besides.
func TestEveryZoneEveryHalfHourTenYears(t *testing.T) {
	cases := map[string][]*time.Location{}
	for _, name := range zones().names {
		for kind, loc := range encodings(t, name) {
			key := kind + fmt.Sprint(stretches(loc))
			cases[key] = append(cases[key], loc)
		}
	}
	var total tally
	var mu sync.Mutex
	var wait sync.WaitGroup
	work := make(chan []*time.Location)
	for range runtime.NumCPU() {
		wait.Go(func() {
			for same := range work {
				sum := proveZone(t, same[0])
				mu.Lock()
				total.add(sum, len(same))
				mu.Unlock()
			}
		})
	}
	for _, same := range cases {
		work <- same
	}
	close(work)
	wait.Wait()
	t.Logf("%d zones (%d cases), %d intended times: %d missed, %d doubled, %d at a wrong instant; %d fell into a gap, %d into a repeated hour, %d shared an instant with a later one",
		len(zones().names), len(cases), total.slots, total.missed, total.doubled, total.wrong, total.gaps, total.repeats, total.merged)
	if total.missed+total.doubled+total.wrong > 0 {
		t.Error("some times did not come exactly once at their instant")
	}
	if total.gaps == 0 || total.repeats == 0 {
		t.Error("no clock changed: the test proves nothing")
	}
	if want := 100_000_000; total.slots < want && !short() {
		t.Errorf("only %d times", total.slots)
	}
}

// encodings gives a zone as this machine has it, which may list every change of the clock up to 2037, and as the program
// brings it along, where a rule takes their place. Package time treats the two differently.
func encodings(t *testing.T, name string) map[string]*time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*time.Location{"machine": loc}
	if z := toolchainZones(); z != nil {
		b, err := fs.ReadFile(z, name)
		if err != nil {
			t.Fatal(err)
		}
		if out["program"], err = time.LoadLocationFromTZData(name, b); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

type tally struct{ slots, missed, doubled, wrong, gaps, repeats, merged int }

func (t *tally) add(o tally, times int) {
	t.slots += o.slots * times
	t.missed += o.missed * times
	t.doubled += o.doubled * times
	t.wrong += o.wrong * times
	t.gaps += o.gaps * times
	t.repeats += o.repeats * times
	t.merged += o.merged * times
}

// proveZone goes through one zone's intended times.
func proveZone(t *testing.T, loc *time.Location) tally {
	s := stretches(loc)
	var sum tally
	for half := range int64(48) {
		line := fmt.Sprintf("%d %d * * *", half%2*30, half/2)
		p, err := parseLine(line)
		if err != nil {
			t.Error(err)
			return sum
		}
		p.loc = loc
		for _, r := range ranges(s) {
			sum.add(proveRange(t, p, s, half*1800, r[0], r[1]), 1)
		}
	}
	return sum
}

// ranges are the days to go through, counted from 1970: all of the ten years, or around the changes of the clock.
func ranges(s []stretch) [][2]int64 {
	first, last := from.Unix()/day, until.Unix()/day
	if !short() {
		return [][2]int64{{first, last}}
	}
	out := [][2]int64{{first, first + 31}}
	for _, x := range s[1:] {
		if d := x.start / day; d-2 >= out[len(out)-1][1] && d+3 <= last {
			out = append(out, [2]int64{d - 2, d + 3})
		}
	}
	return out
}

// proveRange follows one schedule's slots from day to day and holds each against what the definition says.
func proveRange(t *testing.T, p *plan, s []stretch, clock, first, last int64) tally {
	var sum tally
	after := time.Unix(comes(s, first*day+clock)-1, 0)
	for d := first; d < last; d++ {
		w := d*day + clock
		want := comes(s, w)
		sum.slots++
		if comes(s, w+day) == want { // a whole day was skipped: the later one stands for both
			sum.merged++
			continue
		}
		slot, ok := p.next(after)
		local := time.Unix(w, 0).UTC().Format("2006-01-02T15:04")
		switch {
		case !ok || slot.Local > local:
			sum.missed++
			t.Logf("%s: %s does not come after %s", p.loc, local, after.UTC())
			continue // the calculator is ahead by a day
		case slot.Local < local:
			sum.doubled++
			t.Logf("%s: %s comes again after %s", p.loc, slot.Local, after.UTC())
		case slot.At.Unix() != want:
			sum.wrong++
			t.Logf("%s: %s comes at %s, not %s", p.loc, local, slot.At.UTC(), time.Unix(want, 0).UTC())
		}
		if _, offset := slot.At.In(p.loc).Zone(); want+int64(offset) > w {
			sum.gaps++
		} else if twice(s, w) {
			sum.repeats++
		}
		after = slot.At
	}
	return sum
}

// twice tells whether the clock shows a wall two times.
func twice(s []stretch, w int64) bool {
	n := 0
	for _, x := range s {
		if t := w - x.offset; t >= x.start && t < x.end {
			n++
		}
	}
	return n > 1
}

// What clock changes do, said one by one.
func TestClockChanges(t *testing.T) {
	tests := []struct{ name, line, zone, after, local, at string }{
		{"skipped, the first instant after", "30 2 * * 0", "America/New_York", "2024-03-09T00:00:00Z", "2024-03-10T02:30", "2024-03-10T07:00:00Z"},
		{"not skipped for a week", "30 2 * * 0", "America/New_York", "2024-03-10T07:00:00Z", "2024-03-17T02:30", "2024-03-17T06:30:00Z"},
		{"repeated, the first time", "30 1 * * 0", "America/New_York", "2024-11-02T00:00:00Z", "2024-11-03T01:30", "2024-11-03T05:30:00Z"},
		{"repeated, not again", "30 1 * * 0", "America/New_York", "2024-11-03T05:30:00Z", "2024-11-10T01:30", "2024-11-10T06:30:00Z"},
		{"in the repeated hour, nothing new", "30 * * * *", "America/New_York", "2024-11-03T05:31:00Z", "2024-11-03T02:30", "2024-11-03T07:30:00Z"},
		{"from the repeated hour on", "30 * * * *", "America/New_York", "2024-11-03T06:10:00Z", "2024-11-03T02:30", "2024-11-03T07:30:00Z"},
		{"half an hour, skipped", "15 2 * * *", "Australia/Lord_Howe", "2024-10-05T00:00:00Z", "2024-10-06T02:15", "2024-10-05T15:30:00Z"},
		{"the gap runs over midnight", "30 23 * * *", "America/Nuuk", "2024-03-30T12:00:00Z", "2024-03-30T23:30", "2024-03-31T01:00:00Z"},
		{"one instant, one slot", "0,30 2,3 * * *", "America/New_York", "2024-03-10T06:59:59Z", "2024-03-10T03:00", "2024-03-10T07:00:00Z"},
		{"a skipped day", "0 9 * * *", "Pacific/Apia", "2011-12-30T00:00:00Z", "2011-12-30T09:00", "2011-12-30T10:00:00Z"},
		{"seconds in the key", "15 0 9 * * *", "Asia/Seoul", "2026-11-29T12:00:00Z", "2026-11-30T09:00:15", "2026-11-30T00:00:15Z"},
		{"29 February over 2100", "0 9 29 2 *", "UTC", "2096-03-01T00:00:00Z", "2104-02-29T09:00", "2104-02-29T09:00:00Z"},
		{"the last day of a leap year", "0 9 * * *", "America/New_York", "2040-12-31T05:00:00Z", "2040-12-31T09:00", "2040-12-31T14:00:00Z"},
		{"the day after", "0 9 * * *", "Europe/Berlin", "2040-12-31T23:30:00Z", "2041-01-01T09:00", "2041-01-01T08:00:00Z"},
		{"day of the month or of the week", "0 9 13 * 5", "UTC", "2026-11-07T00:00:00Z", "2026-11-13T09:00", "2026-11-13T09:00:00Z"},
		{"either will do", "0 9 13 * 5", "UTC", "2026-11-13T09:00:00Z", "2026-11-20T09:00", "2026-11-20T09:00:00Z"},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			s := Schedule{Line: c.line, Zone: c.zone}
			slot, ok := s.Next(instantOf(t, c.after))
			if !ok || slot.Local != c.local || !slot.At.Equal(instantOf(t, c.at)) {
				t.Fatalf("after %s comes %s at %s, %t; want %s at %s", c.after, slot.Local, slot.At.UTC(), ok, c.local, c.at)
			}
			if last, ok := s.Latest(slot.At); !ok || last.Local != c.local {
				t.Errorf("the latest at %s is %s, %t", slot.At.UTC(), last.Local, ok)
			}
		})
	}
}

func instantOf(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
