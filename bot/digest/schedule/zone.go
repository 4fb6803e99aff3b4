package schedule

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"versus/data"
)

// The names of the time-zone database, one a line: Go can load a zone, but does not list them.
//
//go:embed zones.txt
var zoneNames string

//go:embed places.txt
var placeWords string

// An atlas finds zones by what people call them, in small letters with spaces.
type atlas struct {
	names []string
	words []string          // the keys of by, sorted
	by    map[string]string // every word, an IANA name in small letters among them
	open  map[string]bool   // abbreviations whose reading must be said
}

var zones = sync.OnceValue(func() *atlas {
	a := &atlas{names: strings.Fields(zoneNames), by: map[string]string{}, open: map[string]bool{}}
	for line := range strings.Lines(placeWords) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(strings.TrimSpace(line), ":")
		for i, list := range parts[1:] {
			for w := range strings.SplitSeq(list, ",") {
				if w = strings.TrimSpace(w); w != "" {
					a.by[w], a.open[w] = parts[0], i > 0
				}
			}
		}
	}
	for _, name := range a.names {
		a.add(strings.ToLower(name), name)
	}
	// A city is the last part of its name; the shorter name wins, as America/Indianapolis over America/Indiana/….
	byParts := slices.Clone(a.names)
	slices.SortStableFunc(byParts, func(x, y string) int { return strings.Count(x, "/") - strings.Count(y, "/") })
	for _, name := range byParts {
		region, rest, ok := strings.Cut(name, "/")
		if !ok || region == "Etc" || region == "SystemV" || len(region) < 3 {
			continue
		}
		city := rest[strings.LastIndex(rest, "/")+1:]
		a.add(strings.ToLower(strings.ReplaceAll(city, "_", " ")), name)
	}
	a.words = slices.Sorted(maps.Keys(a.by))
	return a
})

func (a *atlas) add(word, zone string) {
	if _, there := a.by[word]; !there {
		a.by[word] = zone
	}
}

// find gives the zone that a word or a few of them mean, and whether the reading should be said.
func (a *atlas) find(s string) (zone string, open, ok bool) {
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	for _, form := range []string{s, strings.ReplaceAll(s, "_", " "), strings.ReplaceAll(s, " ", "_")} {
		if zone, ok := a.by[form]; ok {
			return zone, a.open[form], true
		}
	}
	return "", false, false
}

// A Remark is something about a reading that whoever typed it should know.
type Remark struct {
	id   string
	vars vars
}

// Say gives the remark as a sentence.
func (r Remark) Say(l data.Lang) string { return say(l, "remark_"+r.id, r.vars) }

// FindZone gives the zone of the time-zone database that somebody means by a name, a city, an abbreviation or a country.
// Now is when offsets are compared, where a fixed one was typed.
func FindZone(text string, now time.Time) (string, []Remark, *Problem) {
	zone, open, ok := zones().find(text)
	if !ok {
		if offset, is := fixedOffset(text); is {
			return "", nil, noPlace(text, offset, now)
		}
		return "", nil, badZone(text, zones().near(text))
	}
	if _, err := time.LoadLocation(zone); err != nil {
		return "", nil, badZone(text, "")
	}
	if open {
		return zone, []Remark{{id: "zone", vars: vars{"Text": strings.ToUpper(clip(text)), "Zone": zone}}}, nil
	}
	return zone, nil, nil
}

func badZone(text, near string) *Problem {
	return &Problem{id: "zone", vars: vars{"Text": clip(text), "Near": near}, zone: near}
}

// near gives the zone whose word is nearest to a misspelt one, "" where none is near.
func (a *atlas) near(s string) string {
	return a.by[nearestOf(strings.ToLower(s), a.words)]
}

// fixedOffset reads "UTC+9", "gmt-03:30" and "+0900".
func fixedOffset(s string) (seconds int, ok bool) {
	m := offsetText.FindStringSubmatch(strings.ToLower(strings.ReplaceAll(s, " ", "")))
	if m == nil {
		return 0, false
	}
	h, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	seconds = h*3600 + minutes*60
	if m[1] != "+" {
		seconds = -seconds
	}
	return seconds, h <= 14 && minutes < 60
}

// noPlace refuses a fixed offset: it follows no clock on a wall. It names a zone that stands there now.
func noPlace(text string, offset int, now time.Time) *Problem {
	near := ""
	for _, zone := range append(bigCities(), zones().names...) {
		if !strings.Contains(zone, "/") {
			continue
		}
		loc, err := time.LoadLocation(zone)
		if err != nil {
			continue
		}
		if _, o := now.In(loc).Zone(); o == offset {
			near = zone
			break
		}
	}
	return &Problem{id: "offset", vars: vars{"Text": strings.ToUpper(clip(text)), "Near": near}, zone: near}
}

// bigCities are what an offset is taken for before any other zone there.
func bigCities() []string {
	return []string{
		"Asia/Seoul", "Europe/London", "Europe/Paris", "America/New_York", "America/Los_Angeles", "America/Chicago",
		"America/Denver", "Asia/Shanghai", "Asia/Kolkata", "Asia/Singapore", "Australia/Sydney", "Europe/Moscow",
		"America/Sao_Paulo", "Asia/Dubai", "Pacific/Auckland", "Pacific/Honolulu", "Asia/Bangkok",
	}
}

// A ZoneOption is one zone to pick: its name, and the offset it has at a time.
type ZoneOption struct{ Name, Label string }

// SearchZones gives at most limit zones for what somebody has typed so far, the best first: what begins with it comes
// before what has it somewhere inside. Nothing typed gives the zones people pick most.
func SearchZones(typed string, now time.Time, limit int) []ZoneOption {
	typed = strings.ReplaceAll(strings.Join(strings.Fields(strings.ToLower(typed)), " "), "_", " ")
	var found []string
	add := func(zone string) {
		if len(found) < limit && !slices.Contains(found, zone) {
			found = append(found, zone)
		}
	}
	if typed == "" {
		for _, zone := range append([]string{"UTC"}, bigCities()...) {
			add(zone)
		}
		return options(found, now)
	}
	if zone, _, ok := zones().find(typed); ok {
		add(zone)
	}
	var begin, inside []string
	for _, word := range zones().words {
		zone := zones().by[word]
		switch word = strings.ReplaceAll(word, "_", " "); {
		case strings.HasPrefix(word, typed):
			begin = append(begin, zone)
		case strings.Contains(word, typed):
			inside = append(inside, zone)
		}
	}
	for _, zone := range append(begin, inside...) {
		add(zone)
	}
	return options(found, now)
}

func options(names []string, now time.Time) []ZoneOption {
	var out []ZoneOption
	for _, name := range names {
		loc, err := time.LoadLocation(name)
		if err != nil {
			continue
		}
		out = append(out, ZoneOption{Name: name, Label: fmt.Sprintf("%s (%s)", name, offsetOf(now.In(loc)))})
	}
	return out
}

// offsetOf writes a time's offset: UTC+09:00.
func offsetOf(t time.Time) string {
	if t.Format("-07:00") == "+00:00" {
		return "UTC"
	}
	return "UTC" + t.Format("-07:00")
}
