package prose

import (
	"strings"

	"versus/answers"
	"versus/data"
)

// choice asks which of several was meant.
func (b *builder) choice(a *answers.Choice) {
	const named = 3 // in the headline; all of them are offered below it
	labels := make([]string, 0, named)
	for i, o := range a.Options {
		label := Clean(o.Label)
		b.p.Choices = append(b.p.Choices, Option{Label: label, Question: o.Question})
		if i < named {
			labels = append(labels, label)
		}
	}
	id := "choice." + string(a.Reason)
	if !b.m.has(id) {
		id = "choice.any"
	}
	b.p.Headline = b.say(id, quoted("Said", a.Said), arg{key: "Options", text: b.either(labels)})
}

// either joins alternatives: "a, b or c".
func (b *builder) either(parts []string) string {
	n := len(parts)
	if n < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:n-1], ", ") + b.say("or") + parts[n-1]
}

// missing says that the entities are known and the figure is not, and what there is instead. Undisclosed, not stated and
// not applicable are three different sentences.
func (b *builder) missing(a *answers.Missing) {
	subject := b.subject(a.Metric, a.Family)
	id := "missing." + string(a.Reason)
	if !b.m.has(id) {
		id = "missing.no_such_figure"
	}
	if subject == "" && (id == "missing.no_such_figure" || id == "missing.no_such_period") {
		subject = b.say("missing.such")
	}
	args := []arg{b.nameArg("Names", a.Entities), {key: "Metric", text: subject}, {key: "Period", text: periodWords(a.Period, b.l)}}
	if len(a.Unknown) > 0 {
		b.unknowns(a.Unknown)
	} else {
		b.p.Headline = b.say(id, args...)
	}
	b.have(a)
}

// unknowns tells the first cell that says that it is unknown in the headline, and the others below it.
func (b *builder) unknowns(facts []*data.Fact) {
	for i, f := range facts {
		s := b.sentence(f)
		if i == 0 {
			b.p.Headline = s
		} else {
			b.line(s)
		}
		if f.Unknown == data.Undisclosed {
			b.line(b.say("undisclosed_why"))
		}
		if f.Unknown != data.NotApplicable {
			b.line(b.remark(f))
		}
	}
}

// haveMost is how many names or metrics a sentence lists of what there is instead.
const haveMost = 8

// have tells what the dataset does have.
func (b *builder) have(a *answers.Missing) {
	if len(a.Have) > 0 {
		labels := make([]string, 0, haveMost)
		for _, m := range a.Have[:min(len(a.Have), haveMost)] {
			labels = append(labels, b.metricLabel(m))
		}
		if len(a.Have) > haveMost {
			labels = append(labels, "…")
		}
		b.line(b.say("missing.have", b.nameArg("Names", a.Entities), arg{key: "Metrics", text: strings.Join(labels, ", ")}))
	}
	if len(a.Others) > 0 {
		b.line(b.say("missing.others", arg{key: "Names", text: b.someNames(a.Others)}))
	}
}

// someNames lists names, at most [haveMost] of them.
func (b *builder) someNames(ids []data.EntityID) string {
	if len(ids) <= haveMost {
		return b.nameList(ids)
	}
	names := make([]string, haveMost)
	for i := range names {
		names[i] = b.name(ids[i])
	}
	return strings.Join(names, ", ") + ", …"
}

// notInData says that the dataset does not hold what was asked about, and what it does hold on the subject.
func (b *builder) notInData(a *answers.NotInData) {
	id := "nodata." + string(a.Reason)
	said := quoted("Said", a.Said)
	if !b.m.has(id) {
		id = "nodata.said"
		if said.text == "" {
			id = "nodata.silent"
		}
	}
	args := []arg{said}
	if a.Reason == answers.NoSuchPlace {
		args = append(args, arg{key: "Metric", text: b.subject(a.Metric, "")})
		if a.Place > 0 {
			args = append(args, arg{key: "Place", text: itoa(a.Place)})
		}
	}
	b.p.Headline = b.say(id, args...)
	if len(a.Have) == 0 {
		return
	}
	names := arg{key: "Names", text: b.someNames(a.Have)}
	if a.Metric != "" {
		b.line(b.say("nodata.have_metric", names, arg{key: "Metric", text: b.metricLabel(a.Metric)}))
	} else {
		b.line(b.say("nodata.have", names))
	}
}

// helpExamples are the questions that the help shows, by the end of their messages' ids.
var helpExamples = [...]string{"1", "2", "3", "4", "5", "6", "7"}

// help shows what can be asked, by examples of each kind.
func (b *builder) help(a *answers.Help) {
	b.p.Headline = b.say("help.headline")
	if a.Empty {
		b.p.Headline = b.say("help.empty")
	}
	for _, n := range helpExamples {
		ask := arg{key: "Question", text: b.say("help.ask" + n)}
		b.line(b.say("help.example", ask, arg{key: "Does", text: b.say("help.does" + n)}))
	}
	b.line(b.say("help.thread"))
}
