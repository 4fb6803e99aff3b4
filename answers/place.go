package answers

import (
	"slices"
	"strings"

	"versus/answers/match"
	"versus/data"
)

// placeNumbers gives each number outside of a name its meaning: a year, a place, a count, a limit, or none yet.
func (r *reading) placeNumbers() {
	r.quantities = slices.DeleteFunc(r.quantities, r.insideName)
	var years []quantity
	for _, q := range r.quantities {
		switch {
		case q.unit == year:
			years = append(years, q)
		case q.unit == place:
			r.signals.place = q.int()
		case q.unit == items || q.unit == bare && q.number.Exp <= 0 && r.behindTop(q):
			r.signals.limit = q.int()
		case r.signals.op != "" || q.plus || q.unit == percent || q.unit == currency || q.unit == perSecond || q.number.Exp > 0:
			r.limits = append(r.limits, q)
		default:
			r.loose = append(r.loose, q)
		}
	}
	r.placeYears(years)
	switch r.signals.year {
	case "this":
		r.addYears(r.newest, r.newest)
	case "last":
		r.addYears(r.newest-1, r.newest-1)
	case "next":
		r.addYears(r.newest+1, r.newest+1)
	}
}

// placeYears takes two years with a dash or a word of range between them as one span, which asks for a trend.
func (r *reading) placeYears(years []quantity) {
	for i := 0; i < len(years); i++ {
		from, to := years[i].int(), years[i].int()
		if i+1 < len(years) && r.spans(years[i], years[i+1]) {
			i++
			to = years[i].int()
			r.signals.trend = r.signals.trend || to > from
		}
		r.addYears(min(from, to), max(from, to))
	}
}

func (r *reading) spans(a, b quantity) bool {
	between := r.found.Text[min(a.to, b.from):b.from]
	if a.to > b.from { // the dash was read as the sign of the second
		between = r.found.Text[b.from:a.to]
	}
	switch strings.ToLower(strings.Trim(between, " 년에")) {
	case "-", "–", "—", "~", "〜", "to", "through", "until", "till", "and", "부터", "서", "과", "와", "..", "":
		return true
	}
	return false
}

func (r *reading) addYears(from, to int) {
	r.periods = append(r.periods, data.Period{From: data.Date{Year: from}, To: data.Date{Year: to}})
}

// insideName tells whether a number is part of a name, or of a version that was vetoed.
func (r *reading) insideName(q quantity) bool {
	for _, m := range r.found.Mentions {
		if m.Start >= len(r.found.Tokens) || m.End == 0 {
			continue
		}
		from, to := r.found.Tokens[m.Start].From, r.found.Tokens[m.End-1].To
		if q.from < to && from < q.digitsTo && (m.Kind != match.Word || from <= q.from && q.to <= to) {
			return true
		}
	}
	for _, m := range r.vetoed {
		if strings.Contains(m.Version, q.digits) {
			return true
		}
	}
	return false
}

// behindTop tells whether a bare number counts places: "top 3", "상위 3", "3 fastest".
func (r *reading) behindTop(q quantity) bool {
	if !r.signals.superlatives() && !r.signals.rank {
		return false
	}
	return q.int() > 0 && q.int() <= 20
}
