package answers

import (
	"strconv"

	"versus/data"
)

// signals is what the words of a question, other than names, ask for.
type signals struct {
	compare, differ, better   bool
	rank, trend, list         bool
	why, define, help         bool
	undisclosed               bool // "who does not disclose"
	average, sum              bool
	follow, also, both, there bool
	other, swap, only         bool
	comparative               bool   // "faster", of two that were named
	high, low                 bool   // a superlative or comparative
	scale                     string // the metric or family that a superlative is about; "" where it does not say
	op                        string // ">=", ">", "<=", "<": a limit's side
	kind                      data.Kind
	region                    string
	status                    data.Status
	hints                     []string
	asks                      []string // metrics that a phrase asks for outright: "who leads"
	year                      string   // this, last, next
	place, limit              int
	lang                      data.Lang
}

// hear notes what a class of word asks for. Of several superlatives the one that names a scale is kept.
func (s *signals) hear(c class) {
	args := c.args()
	switch c.name() {
	case "compare":
		s.compare = true
	case "differ":
		s.differ = true
	case "better":
		s.better = true
	case "rank":
		s.rank = true
	case "trend":
		s.trend = true
	case "list":
		s.list = true
	case "why":
		s.why = true
	case "define":
		s.define = true
	case "help":
		s.help = true
	case "average":
		s.average = true
	case "sum":
		s.sum = true
	case "superlative":
		s.superlative(args)
	case "over":
		s.op = ">"
	case "atleast":
		s.op = ">="
	case "under":
		s.op = "<"
	case "atmost":
		s.op = "<="
	case "kind":
		s.kind = data.Kind(args[0])
	case "region":
		s.region = args[0]
	case "status":
		s.status = data.Status(args[0])
	case "hint":
		s.hints = append(s.hints, args[0])
	case "undisclosed":
		s.undisclosed = true
	case "ask":
		s.asks = append(s.asks, args[0])
	case "year":
		s.year = args[0]
	case "place":
		s.place, _ = strconv.Atoi(args[0])
	case "count":
		s.limit, _ = strconv.Atoi(args[0])
	case "lang":
		s.lang = data.Lang(args[0])
	default:
		s.hearTurn(c)
	}
}

// hearTurn notes the words by which a question continues an earlier one.
func (s *signals) hearTurn(c class) {
	switch c.name() {
	case "follow":
		s.follow = true
	case "also":
		s.also = true
	case "both":
		s.both = true
	case "there":
		s.there = true
	case "otherone":
		s.other = true
	case "swap":
		s.swap = true
	case "comparative":
		s.comparative = true
	case "onlyword":
		s.only = true
	}
}

func (s *signals) superlative(args []string) {
	if len(args) > 1 {
		s.high, s.low, s.scale = args[0] == "high", args[0] == "low", args[1]
		return
	}
	if s.scale == "" {
		s.high, s.low = args[0] == "high", args[0] == "low"
	}
}

// turns tells whether the question refers to an earlier one.
func (s *signals) turns() bool {
	return s.follow || s.also || s.both || s.there || s.other || s.swap || s.only
}

// superlatives tells whether the question asks for one end of a scale.
func (s *signals) superlatives() bool { return s.high || s.low }
