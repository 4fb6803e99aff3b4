package schedule

import "unicode/utf8"

// nearestOf gives the word nearest to a misspelt one, the first of several that are equally near, and "" where none is
// within one slip for each four letters, two at most.
func nearestOf(said string, known []string) string {
	best, slips := "", min(2, utf8.RuneCountInString(said)/4)+1
	if utf8.RuneCountInString(said) > 40 {
		return ""
	}
	for _, w := range known {
		if d := distance(said, w, slips); d < slips {
			best, slips = w, d
		}
	}
	return best
}

// distance counts the slips between two words: letters left out, put in, changed, or swapped with their neighbour. From
// limit on it does not count further.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit)
}
