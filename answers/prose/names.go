package prose

import (
	"strconv"
	"strings"
	"unicode"

	"versus/data"
)

// A naming is what an entity is called. In Korean the dataset's Korean label tells how people write it, which is mostly
// the name its makers give it. People, and companies that have a Korean name, are given both: "Zhang Yiming(장이밍)".
type naming struct {
	en, ko string
	// read is how a Korean reads ko aloud, for the particle behind it; "" where ko itself tells.
	read string
}

func nameOf(e *data.Entity) *naming {
	n := &naming{en: e.Labels.EN, ko: e.Labels.KO}
	if n.ko == "" {
		n.ko = n.en
	}
	hangul := n.ko
	if !endsInHangul(hangul) {
		hangul = firstHangul(e.Aliases.KO)
	}
	switch {
	case e.Kind == data.KindPerson && hangul != "":
		n.ko, n.read = n.en+"("+hangul+")", hangul
	case e.Kind == data.KindCompany && n.ko == hangul && n.ko != n.en:
		n.ko += "(" + n.en + ")"
	case unicode.IsLower(lastRune(n.ko)):
		n.read = hangul
	}
	return n
}

// firstHangul finds the first spelling of a name that ends in Hangul: "오퍼스", for which the English is read.
func firstHangul(names []string) string {
	for _, s := range names {
		if endsInHangul(s) {
			return s
		}
	}
	return ""
}

func endsInHangul(s string) bool { return unicode.Is(unicode.Hangul, lastRune(s)) }

func lastRune(s string) rune {
	last := rune(0)
	for _, r := range s {
		last = r
	}
	return last
}

// in gives the name in a language.
func (n *naming) in(l data.Lang) string {
	if l == data.KO {
		return n.ko
	}
	return n.en
}

// name gives an entity's name; its id where the dataset does not know it.
func (b *builder) name(id data.EntityID) string {
	if n := b.names[id]; n != nil {
		return n.in(b.l)
	}
	return string(id)
}

// named is an entity's name as a field of a message.
func (b *builder) named(key string, id data.EntityID) arg {
	a := arg{key: key, text: b.name(id)}
	if n := b.names[id]; n != nil && b.l == data.KO {
		a.read = n.read
	}
	return a
}

// nameList joins the names of entities.
func (b *builder) nameList(ids []data.EntityID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = b.name(id)
	}
	return b.join(names)
}

// nameArg is several entities as a field of a message; the last of them picks a particle.
func (b *builder) nameArg(key string, ids []data.EntityID) arg {
	if len(ids) == 0 {
		return arg{key: key}
	}
	last := b.named(key, ids[len(ids)-1])
	if last.read == "" {
		last.read = last.text
	}
	return arg{key: key, text: b.nameList(ids), read: last.read}
}

// join makes an enumeration: "a, b and c"; in Korean "a, b, c".
func (b *builder) join(parts []string) string {
	n := len(parts)
	if n < 2 || b.l == data.KO {
		return strings.Join(parts, ", ")
	}
	return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
}

// metricLabel gives a metric's label, as it stands within a sentence.
func (b *builder) metricLabel(id data.MetricID) string {
	if m := b.d.Metric(id); m != nil {
		return m.Labels.In(b.l)
	}
	return string(id)
}

// subject gives the label of what was asked: the metric, or the family where that is what was named.
func (b *builder) subject(m data.MetricID, f data.FamilyID) string {
	if m != "" {
		return b.metricLabel(m)
	}
	if fam := b.d.Family(f); fam != nil {
		return fam.Labels.In(b.l)
	}
	return string(f)
}

// capital makes a label fit to begin a sentence or a column.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	if len(s) > 1 && (s[1] < 'a' || s[1] > 'z') && s[1] != ' ' {
		return s // xAI, k2
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// months are the English names, January first.
var months = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	"November", "December"}

// dateWords writes a date as people say it: "February 17, 2026", "2026년 2월 17일"; a quarter keeps its short form too.
func dateWords(d data.Date, l data.Lang) string {
	year := strconv.Itoa(d.Year)
	if l == data.KO {
		return koreanDate(d, year)
	}
	switch {
	case d.IsZero():
		return ""
	case d.Quarter != 0:
		return "Q" + strconv.Itoa(d.Quarter) + " " + year
	case d.Month < 1 || d.Month > 12:
		return year
	case d.Day == 0:
		return months[d.Month-1] + " " + year
	}
	return months[d.Month-1] + " " + strconv.Itoa(d.Day) + ", " + year
}

func koreanDate(d data.Date, year string) string {
	switch {
	case d.IsZero():
		return ""
	case d.Quarter != 0:
		q := strconv.Itoa(d.Quarter)
		return year + "년 " + q + "분기(Q" + q + " " + year + ")"
	case d.Month == 0:
		return year + "년"
	case d.Day == 0:
		return year + "년 " + strconv.Itoa(d.Month) + "월"
	}
	return year + "년 " + strconv.Itoa(d.Month) + "월 " + strconv.Itoa(d.Day) + "일"
}

// periodWords writes the time a figure is about: "2025", "December 2025", "2025-2031"; in Korean "2025-2031년".
func periodWords(p data.Period, l data.Lang) string {
	if p.IsZero() {
		return ""
	}
	if p.From == p.To || p.To.IsZero() {
		return dateWords(p.From, l)
	}
	onlyYears := p.From.Month+p.From.Quarter+p.To.Month+p.To.Quarter == 0
	switch {
	case onlyYears:
		return strconv.Itoa(p.From.Year) + "-" + dateWords(p.To, l)
	case l == data.KO:
		return dateWords(p.From, l) + "~" + dateWords(p.To, l)
	}
	return dateWords(p.From, l) + " to " + dateWords(p.To, l)
}
