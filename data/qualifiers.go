package data

// Qualifiers gives what keeps a figure from being plain, in a fixed order: at_least, at_most, approx and range; then
// the status where it is not reported; then the conditions, as "annualised" for annualised: "yes" and "harness=x" else.
func Qualifiers(f *Fact) []string {
	var q []string
	if f.Form == FormMin {
		q = append(q, "at_least")
	}
	if f.Form == FormMax {
		q = append(q, "at_most")
	}
	if f.Approx {
		q = append(q, "approx")
	}
	if f.Form == FormRange {
		q = append(q, "range")
	}
	if f.Status != Reported && f.Status != "" {
		q = append(q, string(f.Status))
	}
	for _, c := range f.When {
		if c.Value == "yes" {
			q = append(q, c.Key)
			continue
		}
		q = append(q, c.Key+"="+c.Value)
	}
	return q
}
