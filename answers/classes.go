package answers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"versus/data"
)

// A classRule says what may stand behind a class's name in a word file.
type classRule struct {
	least, most int      // how many arguments
	first       []string // what the first may be; nil for anything
	number      bool     // the first is a whole number from 1 on
}

var (
	noArgument = classRule{}
	anID       = classRule{least: 1, most: 1} // of a metric, a family or a region, which a dataset may lack
	aNumber    = classRule{least: 1, most: 1, number: true}
)

func oneOf[T ~string](values ...T) classRule {
	r := classRule{least: 1, most: 1}
	for _, v := range values {
		r.first = append(r.first, string(v))
	}
	return r
}

// classRules are all the classes there are; [signals.hear] says what each of them does. A word file with any other is
// refused, since a misspelt class would be a class of words that nobody hears.
var classRules = map[string]classRule{
	"stop": noArgument, "light": noArgument, "except": oneOf("before", "after"),

	"compare": noArgument, "differ": noArgument, "better": noArgument, "comparative": noArgument,
	"rank": noArgument, "trend": noArgument, "list": noArgument, "why": noArgument, "define": noArgument, "help": noArgument,
	"average": noArgument, "sum": noArgument, "undisclosed": noArgument,
	"over": noArgument, "atleast": noArgument, "under": noArgument, "atmost": noArgument,

	"superlative": {least: 1, most: 2, first: []string{"high", "low"}},
	"kind":        oneOf(data.KindModel, data.KindLine, data.KindCompany, data.KindProduct, data.KindPerson, data.KindChip, data.KindMarket, data.KindGroup),
	"status": oneOf(data.Reported, data.SelfReported, data.Independent, data.Estimated, data.Planned, data.Target, data.Expected, data.Rumored,
		data.Alleged, data.Claimed),
	"year": oneOf("this", "last", "next"), "lang": oneOf(data.EN, data.KO),
	"place": aNumber, "count": aNumber, "region": anID, "hint": anID, "ask": anID,

	"follow": noArgument, "also": noArgument, "both": noArgument, "there": noArgument, "otherone": noArgument, "swap": noArgument,
	"onlyword": noArgument,
}

// check tells what is wrong with a class that a word file names.
func (c class) check() error {
	rule, ok := classRules[c.name()]
	if !ok {
		return fmt.Errorf("no class is called %q", c.name())
	}
	args := c.args()
	switch {
	case len(args) < rule.least || len(args) > rule.most:
		return fmt.Errorf("class %q takes %s, not %d", c.name(), rule.count(), len(args))
	case rule.first != nil && !slices.Contains(rule.first, args[0]):
		return fmt.Errorf("class %q takes one of %s, not %q", c.name(), strings.Join(rule.first, " "), args[0])
	}
	if rule.number {
		if n, err := strconv.Atoi(args[0]); err != nil || n < 1 {
			return fmt.Errorf("class %q takes a whole number from 1 on, not %q", c.name(), args[0])
		}
	}
	return nil
}

func (r classRule) count() string {
	switch {
	case r.most == 0:
		return "no argument"
	case r.least == r.most:
		return fmt.Sprintf("%d argument", r.least)
	}
	return fmt.Sprintf("%d to %d arguments", r.least, r.most)
}
