package match

// far is a distance beyond every budget.
const far = 9

// distance is the optimal string alignment distance of two keys, up to limit: how many keys were left out, added, hit
// instead of another, or swapped with their neighbour. Beyond the limit it is far. Keys are at most maxFuzzy long.
func distance(a, b []byte, limit int) int {
	n, m := len(a), len(b)
	if n-m > limit || m-n > limit {
		return far
	}
	for n > 0 && m > 0 && a[n-1] == b[m-1] { // equal ends change nothing
		n, m = n-1, m-1
	}
	var rows [3][maxFuzzy + 1]uint8
	prev2, prev, row := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= m; j++ {
		prev[j] = uint8(j)
	}
	for i := 1; i <= n; i++ {
		from, to := max(1, i-limit), min(m, i+limit) // farther from the diagonal is beyond the limit
		row[from-1] = far
		if from == 1 {
			row[0] = uint8(min(i, far))
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			d := prev[j-1]
			if a[i-1] != b[j-1] {
				d++
			}
			if j < i+limit {
				d = min(d, prev[j]+1)
			}
			d = min(d, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, prev2[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if to < m {
			row[to+1] = far
		}
		if int(least) > limit {
			return far
		}
		prev2, prev, row = prev, row, prev2
	}
	if d := int(prev[m]); d <= limit {
		return d
	}
	return far
}
