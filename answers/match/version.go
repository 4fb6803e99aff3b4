package match

import (
	"bytes"
	"strings"
)

// findVersions vetoes the versioned names that a version stands beside which no name explains: "opus 4.7", "4.7 opus",
// "GPT-4o", "grok v3". The mention takes the version in, and says what it is. A line must never answer for a model that
// is not known.
func (ix *Index) findVersions(sc *scratch) {
	for id := range sc.says {
		m := &sc.says[id]
		if sc.gone[id] || m.Kind != Entity || !ix.name(sc.sps[id]).Versioned {
			continue
		}
		if ix.splitByVersion(sc, id) {
			continue
		}
		if start, end := ix.versionBehind(sc, m.End); end > m.End {
			m.Version = sc.versionText(start, end)
			m.End = end
			if old := sc.toks[start].mention; old >= 0 {
				sc.gone[old] = true
			}
			sc.take(id, start, end)
			continue
		}
		if m.Start == 0 || sc.hasDigits(m.Start, m.End) {
			continue
		}
		if start := sc.versionBefore(m.Start); start < m.Start {
			m.Version = sc.versionText(start, m.Start)
			if sc.free(start, m.Start) {
				sc.take(id, start, m.Start)
				m.Start = start
			}
		}
	}
}

func (sc *scratch) hasDigits(i, end int) bool {
	for ; i < end; i++ {
		if sc.toks[i].script == Digits {
			return true
		}
	}
	return false
}

func (sc *scratch) take(id, start, end int) {
	for j := start; j < end; j++ {
		sc.toks[j].mention = id
	}
}

// versionBehind gives the tokens of the version that stands right behind token i-1, none (start = end) if there is none.
func (ix *Index) versionBehind(sc *scratch, i int) (start, end int) {
	if i >= len(sc.toks) || !sc.adjacent(i) || sc.toks[i-1].script == Digits { // a version has no version
		return i, i
	}
	if sc.toks[i-1].stem > 0 { // "소넷은 5": a particle stands between
		return i, i
	}
	if sc.isBareVersion(i) {
		return i, i + 2
	}
	j := i
	if t := &sc.toks[j]; t.script == Latin && t.n <= maxSuffix && j+1 < len(sc.toks) && sc.glued(j+1) && sc.toks[j+1].script == Digits && t.mention < 0 {
		j++
	}
	if !sc.isVersion(j) {
		return i, i
	}
	for j++; j < len(sc.toks) && sc.toks[j].chained && sc.toks[j].mention < 0 && sc.toks[j].amount == noAmount; j++ {
	}
	if ix.suffixed(sc, j) && sc.toks[j].mention < 0 {
		j++
	}
	return i, j
}

// isBareVersion tells a name that is nothing but a v and a number ("V3"). Behind another name it is that one's version:
// "grok v3" is no comparison of Grok with DeepSeek V3.
func (sc *scratch) isBareVersion(i int) bool {
	t := &sc.toks[i]
	if t.mention < 0 || t.script != Latin || string(sc.key(t)) != "v" || !sc.glued(i+1) {
		return false
	}
	m := &sc.says[t.mention]
	return m.Start == i && m.End == i+2 && sc.toks[i+1].script == Digits
}

// splitByVersion vetoes a name that is split by a version which another name took: "claude 5 opus" is neither "Claude 5"
// nor Claude Opus, but an Opus 5.
func (ix *Index) splitByVersion(sc *scratch, id int) bool {
	m := &sc.says[id]
	if m.Start < 2 || sc.hasDigits(m.Start, m.End) || !sc.adjacent(m.Start) || sc.toks[m.Start-1].script != Digits {
		return false
	}
	before := sc.toks[m.Start-1].mention
	if before < 0 || sc.says[before].Kind != Entity {
		return false
	}
	p := &sc.says[before]
	first := m.Start
	for first > p.Start && sc.toks[first-1].script == Digits {
		first--
	}
	if first == p.Start || sc.hasDigits(p.Start, first) {
		return false
	}
	var buf [maxKeys]byte
	key := buf[:0]
	for j := p.Start; j < m.End; j++ {
		if t := &sc.toks[j]; t.script != Digits && len(key)+t.n <= maxKeys {
			key = append(key, sc.key(t)...)
		}
	}
	sp := ix.find(hashOf(key))
	if sp < 0 || !bytes.Equal(ix.spelled(sp), key) || ix.name(sp).Kind != Entity {
		return false
	}
	m.Version = sc.versionText(first, m.Start)
	m.Start = p.Start
	sc.gone[before] = true
	sc.take(id, m.Start, m.End)
	return true
}

// versionBefore gives where the version starts that ends right before token i, or i.
func (sc *scratch) versionBefore(i int) int {
	if !sc.adjacent(i) {
		return i
	}
	j := i - 1
	if t := &sc.toks[j]; t.script == Latin && t.n <= maxSuffix && sc.glued(j) && j > 0 && sc.toks[j-1].script == Digits {
		j--
	}
	taken := sc.toks[j].mention
	if taken >= 0 && sc.says[taken].Version == "" || !sc.versionLike(j) {
		return i
	}
	for sc.toks[j].chained && sc.toks[j-1].mention == taken {
		j--
	}
	return j
}

// isVersion says whether token j is free and looks like a version.
func (sc *scratch) isVersion(j int) bool { return sc.toks[j].mention < 0 && sc.versionLike(j) }

// maxVersion is how many digits a version may have: 3, 46, 120, 4.5.1; more are a year, a date or a count.
const maxVersion = 3

func (sc *scratch) versionLike(j int) bool {
	t := &sc.toks[j]
	if t.script != Digits || t.amount != noAmount {
		return false
	}
	s := sc.text[t.from:t.to]
	return !isYear(s) && (t.n <= maxVersion || strings.Contains(s, "."))
}

// adjacent says whether only a blank, a hyphen or the like stands before token i.
func (sc *scratch) adjacent(i int) bool {
	gap := sc.text[sc.toks[i-1].to:sc.toks[i].from]
	return strings.Trim(gap, " -_./") == "" && len(gap) <= 3
}

// versionText writes a version with points: 4-7 is 4.7.
func (sc *scratch) versionText(start, end int) string {
	s := sc.text[sc.toks[start].from:sc.toks[end-1].to]
	if strings.ContainsAny(s, "-_") {
		return strings.NewReplacer("-", ".", "_", ".").Replace(s)
	}
	return s
}
