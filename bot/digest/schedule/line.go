package schedule

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/robfig/cron/v3"
)

// A field is one of a cron line's.
type field struct {
	id       string // of its name in the messages
	min, max int
	names    []string // of min and the numbers after it; nil where it has none
}

var (
	monthNames = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
	dayNames   = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

	fields = []field{
		{id: "second", max: 59},
		{id: "minute", max: 59},
		{id: "hour", max: 23},
		{id: "dom", min: 1, max: 31},
		{id: "month", min: 1, max: 12, names: monthNames},
		{id: "dow", max: 6, names: dayNames},
	}
)

const maxLine = 200 // bytes; "0,5,10,…" for every field is shorter

// item is one element of a field's list. Nothing reaches the library's parser that does not look like this: it panics on
// some texts ("TZ="), and takes others for what nobody means ("@every 0s").
var item = regexp.MustCompile(`^(?:(\*|\?)|([0-9]{1,2}|[a-z]{3})(?:-([0-9]{1,2}|[a-z]{3}))?)(?:/([0-9]{1,2}))?$`)

// parseLine reads a line that is in order. It neither repairs nor explains.
func parseLine(line string) (p *plan, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("parse cron line: the parser gave up: %v", r)
		}
	}()
	parts := strings.Fields(line)
	if len(line) > maxLine || len(parts) != 5 && len(parts) != 6 {
		return nil, fmt.Errorf("parse cron line: %d fields in %d bytes", len(parts), len(line))
	}
	seconds := len(parts) == 6
	for _, part := range parts {
		for it := range strings.SplitSeq(part, ",") {
			if !item.MatchString(it) {
				return nil, fmt.Errorf("parse cron line: field %q", part)
			}
		}
	}
	if !seconds {
		parts = append([]string{"0"}, parts...)
	}
	all := cron.Second | cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow
	parsed, err := cron.NewParser(all).Parse(strings.Join(parts, " "))
	if err != nil {
		return nil, fmt.Errorf("parse cron line: %w", err)
	}
	spec, ok := parsed.(*cron.SpecSchedule)
	if !ok {
		return nil, fmt.Errorf("parse cron line: not a line but a %T", parsed)
	}
	const star = 1 << 63
	return &plan{
		second: spec.Second &^ star, minute: spec.Minute &^ star, hour: spec.Hour &^ star,
		dom: spec.Dom &^ star, month: spec.Month &^ star, dow: spec.Dow &^ star,
		either: spec.Dom&star == 0 && spec.Dow&star == 0, seconds: seconds,
	}, nil
}

// checkLine puts a line in order as somebody typed it: small letters, single spaces, Sunday as 0. What cannot be is a
// problem, with the nearest line that can.
func checkLine(line string) (string, *Problem) {
	parts := strings.Fields(strings.ToLower(line))
	switch {
	case len(line) > maxLine:
		return "", &Problem{id: "line_long"}
	case len(parts) > 0 && (strings.HasPrefix(parts[0], "tz=") || strings.HasPrefix(parts[0], "cron_tz=")):
		return "", &Problem{id: "line_zone", line: fiveFields(parts[1:])}
	case len(parts) > 0 && strings.HasPrefix(parts[0], "@"):
		return atWord(parts)
	case len(parts) != 5 && len(parts) != 6:
		return "", &Problem{id: "line_fields", vars: vars{"Count": len(parts)}, line: fiveFields(parts)}
	}
	kinds := fields
	if len(parts) == 5 {
		kinds = fields[1:]
	}
	var problem *Problem
	for i, part := range parts {
		fixed, wrong := kinds[i].check(part)
		parts[i] = fixed
		if problem == nil {
			problem = wrong
		}
	}
	fixed := strings.Join(parts, " ")
	if problem != nil {
		problem.line = fixed
		return "", problem
	}
	if _, err := parseLine(fixed); err != nil {
		return "", &Problem{id: "line_unread"}
	}
	return fixed, nil
}

// fiveFields makes a line of whatever fields there are: stars for those that are missing, and Monday at nine for none.
func fiveFields(parts []string) string {
	if len(parts) == 0 {
		return "0 9 * * 1"
	}
	for len(parts) < 5 {
		parts = append(parts, "*")
	}
	return strings.Join(parts[:5], " ")
}

// atWord reads cron's short words.
func atWord(parts []string) (string, *Problem) {
	known := map[string]string{
		"@yearly": "0 9 1 1 *", "@annually": "0 9 1 1 *", "@monthly": "0 9 1 * *", "@weekly": "0 9 * * 1",
		"@daily": "0 9 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
	}
	line, ok := known[parts[0]]
	if !ok || len(parts) > 1 {
		return "", &Problem{id: "line_at", vars: vars{"Text": clip(strings.Join(parts, " "))}, line: "0 9 * * 1"}
	}
	return line, nil
}

// check gives a field in order, and where it is not, what is wrong and the nearest that is not.
func (f field) check(part string) (string, *Problem) {
	var out []string
	var problem *Problem
	for it := range strings.SplitSeq(part, ",") {
		fixed, wrong := f.checkItem(it)
		out = append(out, fixed)
		if problem == nil {
			problem = wrong
		}
	}
	if len(out) > 60 {
		return "*", &Problem{id: "line_long"}
	}
	return strings.Join(out, ","), problem
}

func (f field) checkItem(it string) (string, *Problem) {
	m := item.FindStringSubmatch(it)
	if m == nil {
		return f.instead(), f.problem("line_item", it)
	}
	from, to, step := f.number(m[2]), f.number(m[3]), m[4]
	if step != "" {
		if n, _ := strconv.Atoi(step); n == 0 || n > f.max {
			return f.instead(), f.problem("line_step", it)
		}
		step = "/" + step
	}
	if m[1] != "" {
		return "*" + step, nil
	}
	if f.id == "dow" {
		if it, ok := sundays(from, to, step); ok {
			return it, nil
		}
	}
	if near := f.nearest(from); near != from {
		return strconv.Itoa(near), f.problem("line_range", m[2])
	}
	switch {
	case m[3] == "":
		return strconv.Itoa(from) + step, nil
	case f.nearest(to) != to:
		return span(from, max(from, f.nearest(to))), f.problem("line_range", m[3])
	case from > to:
		return span(from, f.max) + "," + span(f.min, to), f.problem("line_order", it)
	}
	return span(from, to) + step, nil
}

// sundays reads what cron lines elsewhere say with 7 for Sunday.
func sundays(from, to int, step string) (string, bool) {
	switch {
	case from == 7 && to < 0 && step == "":
		return "0", true
	case to == 7 && from > 0 && from < 7 && step == "":
		return span(from, 6) + ",0", true
	case to == 7 && from == 0 && step == "":
		return "0-6", true
	}
	return "", false
}

func (f field) problem(id, said string) *Problem {
	return &Problem{id: id, field: f.id, vars: vars{"Text": clip(said), "Min": f.min, "Max": f.max}}
}

// number reads a number or a name; -1 is neither.
func (f field) number(s string) int {
	for i, name := range f.names {
		if s == name {
			return f.min + i
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// nearest gives a number of the field: the same, or the largest that ends in the same digit ("25" was meant for "15"
// sooner than for "23").
func (f field) nearest(n int) int {
	if n >= f.min && n <= f.max {
		return n
	}
	for m := f.max; m >= f.min; m-- {
		if n > f.max && m%10 == n%10 {
			return m
		}
	}
	return f.min
}

// instead is what stands for an item that says nothing.
func (f field) instead() string {
	switch f.id {
	case "hour":
		return "9"
	case "minute", "second":
		return "0"
	}
	return "*"
}

func span(from, to int) string {
	if from == to {
		return strconv.Itoa(from)
	}
	return strconv.Itoa(from) + "-" + strconv.Itoa(to)
}
