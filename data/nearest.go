package data

import (
	"slices"
	"strings"
)

// nearest suggests the known word that is a typing error away, one letter in three at most: approx for aprox. Where
// none is near, it lists them, unless there are too many to read.
func nearest(word string, known []string) string {
	slices.Sort(known)
	best, least := "", min((len(word)+1)/3, 2)+1
	for _, k := range known {
		if max(len(k)-len(word), len(word)-len(k)) >= least {
			continue // they differ by more letters than that
		}
		if d := edits(word, k); d < least {
			best, least = k, d
		}
	}
	if best != "" {
		return best
	}
	if len(known) > 24 {
		return ""
	}
	return "one of " + strings.Join(known, ", ")
}

// edits counts the insertions, deletions and replacements of bytes between two short words; long ones are far apart.
func edits(a, b string) int {
	const long = 64
	if len(a) > long || len(b) > long {
		return long
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
