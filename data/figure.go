package data

import "strings"

// Figure gives a fact's value in the compact form of the field: 80.8%, ~30 tok/s, 1,000+ tok/s, $750-830B, 1.55억 명.
// It holds no period, status or note; those are for whoever shows it.
func (d *Dataset) Figure(f *Fact, l Lang) string {
	m := d.Metric(f.Metric)
	switch {
	case m == nil:
		return ""
	case f.Form == FormText:
		return f.Text.In(l)
	case f.Form == FormUnknown:
		return unknownWords(f.Unknown).In(l)
	case f.Form == FormRef:
		names := make([]string, len(f.Refs))
		for i, id := range f.Refs {
			names[i] = d.Label(id, l)
		}
		return strings.Join(names, ", ")
	case m.Unit == UnitDate:
		return approx(f) + dateWords(f.Date, l)
	}
	return figure(f, m, l)
}

func unknownWords(u Unknown) Text {
	switch u {
	case Undisclosed:
		return Text{"undisclosed", "미공개"}
	case NotApplicable:
		return Text{"not applicable", "해당 없음"}
	}
	return Text{"not stated", "기재 없음"}
}

// dateWords writes a date: ISO, but quarters and years as they are said.
func dateWords(d Date, l Lang) string {
	switch {
	case d.Quarter != 0:
		q := "Q" + string(rune('0'+d.Quarter)) + " " + Date{Year: d.Year}.String()
		if l == KO {
			return Date{Year: d.Year}.String() + "년 " + string(rune('0'+d.Quarter)) + "분기(" + q + ")"
		}
		return q
	case d.Month == 0 && l == KO && !d.IsZero():
		return d.String() + "년"
	}
	return d.String()
}

func approx(f *Fact) string {
	if f.Approx {
		return "~"
	}
	return ""
}

// figure writes a figure of digits.
func figure(f *Fact, m *Metric, l Lang) string {
	one := f.Form == FormValue && f.Value.Cmp(Number{Coef: 1}) == 0
	s := shapeOf(m, l, one)
	digits, sign := "", ""
	switch f.Form {
	case FormRange:
		digits, sign = s.span(f.Min, f.Max)
	case FormMin:
		digits, sign = s.one(f.Min)
	case FormMax:
		digits, sign = s.one(f.Max)
	default:
		digits, sign = s.one(f.Value)
	}
	if m.Change && sign == "" {
		sign = "+"
	}
	after := s.after
	if f.Form == FormMin {
		if s.cling {
			after += "+"
		} else {
			after = "+" + after
		}
	}
	out := approx(f) + sign + s.before + digits + after
	switch {
	case f.Form == FormMax && l == KO:
		return "최대 " + out
	case f.Form == FormMax:
		return "up to " + out
	}
	return out
}

// one writes a single number without its sign, and the sign.
func (s shape) one(n Number) (digits, sign string) {
	if n.Coef < 0 {
		sign, n = "-", abs(n)
	}
	number, scale := s.split(n)
	return number + scale, sign
}

// span writes a range; a suffix both ends share is written once.
func (s shape) span(low, high Number) (digits, sign string) {
	if high.Coef < 0 { // a loss of 14 to 16 billion is the range [-16B, -14B]
		low, high, sign = abs(high), abs(low), "-"
	}
	if low.Coef < 0 { // from a loss to a gain
		a, _ := s.one(low) // its sign is given for both
		b, _ := s.one(high)
		return a + " to " + s.before + b, "-"
	}
	a, scaleA := s.split(low)
	b, scaleB := s.split(high)
	if scaleA == scaleB {
		scaleA = ""
	}
	return a + scaleA + "-" + b + scaleB, sign
}

func abs(n Number) Number {
	if n.Coef < 0 {
		n.Coef, n.Literal = -n.Coef, strings.TrimPrefix(n.Literal, "-")
	}
	return n
}

// split gives the digits of a number, grouped by thousands, and the word for its scale: as the literal has it, or in
// Korean where its counts are scaled. A literal without a suffix is only grouped.
func (s shape) split(n Number) (digits, scale string) {
	number := strings.TrimRight(n.Literal, scales)
	suffix := n.Literal[len(number):]
	switch {
	case s.bare:
		return n.Literal, ""
	case s.scaled && suffix != "":
		return korean(n)
	}
	return group(number), suffix
}

// korean counts in 만 (10⁴), 억 (10⁸) and 조 (10¹²), by the largest that the number reaches.
func korean(n Number) (digits, scale string) {
	for _, k := range []struct {
		exp  int
		word string
	}{{12, "조"}, {8, "억"}, {4, "만"}} {
		if n.Rat().Cmp((Number{Coef: 1, Exp: k.exp}).Rat()) >= 0 {
			n.Exp -= k.exp
			return group(trimZeros(n.Decimal())), k.word
		}
	}
	return group(trimZeros(n.Decimal())), ""
}

// trimZeros drops the zeros behind a point that a change of scale has left: 1.50억 is 1.5억.
func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// group sets a comma between thousands.
func group(s string) string {
	whole, fraction, point := strings.Cut(s, ".")
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if point {
		return b.String() + "." + fraction
	}
	return b.String()
}
