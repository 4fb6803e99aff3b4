package content

// Preview builds a digest and gives it as a terminal shows it: what "versus digest preview" prints of two datasets. An
// Input without Old gives a first digest.
func Preview(in Input) (string, error) {
	d, err := Build(in)
	if err != nil {
		return "", err
	}
	return d.Text(), nil
}
