package content

import (
	"fmt"
	"slices"
	"strings"

	"versus/answers"
	"versus/answers/prose"
	"versus/data"
)

// How many leaderboards are told of: a first digest shows the fullest, a later one names the first moves in its lead.
const (
	firstBoards = 4
	leadMoves   = 3
	boardMoves  = 4
)

// A board is a ranking with its movement since the last digest.
type board struct {
	metric *data.Metric
	rank   *answers.Ranking
	page   prose.Page
	moves  []string // who moved, in words
}

// ranking asks the engine for the ranking of a metric, by its English name. It gives nil where the engine has none:
// where figures are not comparable, or the question is read as another one.
func ranking(e *answers.Engine, m *data.Metric, l data.Lang) *answers.Ranking {
	if e == nil {
		return nil
	}
	k, ok := e.Ask(m.Labels.EN+" ranking", answers.Asking{Lang: l}).(*answers.Ranking)
	if !ok || k.Metric != m.ID || k.Limit > 0 {
		return nil
	}
	return k
}

// boards gives the rankings in scope: with news, those in which something changed; else all, the fullest first.
func (b *builder) boards(n *news) []board {
	var list []board
	for _, m := range b.d.Metrics() {
		if m.Comparable != data.Self {
			continue
		}
		k := ranking(b.engine, m, b.l)
		if k == nil || len(k.Places) < 2 || !b.onBoard(m, k) {
			continue
		}
		var old *answers.Ranking
		if n != nil {
			if old = ranking(b.before, m, b.l); same(old, k) {
				continue
			}
		}
		list = append(list, b.board(m, k, old))
	}
	if n == nil {
		slices.SortStableFunc(list, func(x, y board) int { return y.fullness() - x.fullness() })
	}
	return list
}

// fullness orders boards for a first digest: by how many are ranked, and a rank that the source itself gives last.
func (x board) fullness() int {
	if x.metric.Unit == data.UnitRank {
		return 0
	}
	return len(x.rank.Places)
}

// onBoard tells whether a ranking is in scope: its metric is, or somebody on it.
func (b *builder) onBoard(m *data.Metric, k *answers.Ranking) bool {
	return b.scope.metric(m) || slices.ContainsFunc(k.Places, func(p answers.Place) bool { return b.scope.fact(b.d, p.Fact) })
}

// same tells whether two rankings say the same: nobody moved, and no figure changed.
func same(old, k *answers.Ranking) bool {
	if old == nil || len(old.Places) != len(k.Places) || old.Period != k.Period {
		return false
	}
	for i, p := range k.Places {
		o := old.Places[i]
		if o.Fact.ID != p.Fact.ID || o.Position != p.Position || o.Tied != p.Tied || figureOf(o.Fact) != figureOf(p.Fact) {
			return false
		}
	}
	return true
}

func figureOf(f *data.Fact) string {
	return fmt.Sprint(f.Form, f.Value, f.Min, f.Max, f.Date, f.Approx, f.Status, f.When)
}

// board makes the page of a ranking: the answer's own, with movement in its first column.
func (b *builder) board(m *data.Metric, k, old *answers.Ranking) board {
	out := board{metric: m, rank: k, page: b.writer.Page(k)}
	out.page.Next, out.page.Choices, out.page.Corrections = nil, nil, nil
	if old == nil {
		return out
	}
	at := map[data.EntityID]int{}
	for _, p := range old.Places {
		at[p.Fact.Entity] = p.Position
	}
	for i, p := range k.Places {
		was, there := at[p.Fact.Entity]
		delete(at, p.Fact.Entity)
		mark := move(was, p.Position)
		if !there {
			mark = b.say("mark_new", nil)
		}
		if mark == "" {
			continue
		}
		out.moves = append(out.moves, b.say("move", vars{"Name": b.name(p.Fact.Entity), "Mark": mark, "Position": p.Position}))
		if t := out.page.Table; t != nil && len(t.Rows) == len(k.Places) {
			t.Rows[i][0] = prose.Cell{Text: t.Rows[i][0].Text + " " + mark}
		}
	}
	var gone []string
	for _, p := range old.Places {
		if _, left := at[p.Fact.Entity]; left && !slices.Contains(gone, b.name(p.Fact.Entity)) {
			gone = append(gone, b.name(p.Fact.Entity))
		}
	}
	if len(gone) > 0 {
		out.page.Lines = append(out.page.Lines, b.say("no_longer_ranked", vars{"Names": join(b.l, gone)}))
	}
	return out
}

// move marks how far somebody came up or went down.
func move(was, is int) string {
	switch {
	case was > is:
		return fmt.Sprintf("▲%d", was-is)
	case was < is:
		return fmt.Sprintf("▼%d", is-was)
	}
	return ""
}

// movement names who moved, for the lead.
func (b *builder) movement(boards []board) []string {
	var lines []string
	for _, x := range boards {
		if len(x.moves) > 0 && len(lines) < leadMoves {
			moves := strings.Join(x.moves[:min(boardMoves, len(x.moves))], ", ")
			lines = append(lines, b.say("moves", vars{"Metric": capital(x.metric.Labels.In(b.l)), "Moves": moves}))
		}
	}
	return lines
}

// leaders shows who leads on each board: all who share the first place.
func (b *builder) leaders(boards []board) *prose.Table {
	t := &prose.Table{Caption: b.say("table_leaders", nil), Header: []string{
		b.say("column_measure", nil), b.say("column_leads", nil), b.say("column_value", nil), b.say("column_of", nil),
	}}
	for _, x := range boards[:min(len(boards), pageRows)] {
		var names, figures []string
		for _, p := range x.rank.Places {
			if p.Position != x.rank.Places[0].Position {
				break
			}
			names = append(names, b.name(p.Fact.Entity))
			if f := b.figure(b.d, p.Fact, false); !slices.Contains(figures, f) {
				figures = append(figures, f)
			}
		}
		measure := capital(x.metric.Labels.In(b.l))
		if !x.rank.Period.IsZero() {
			measure += " (" + b.period(x.rank.Period) + ")"
		}
		if x.rank.Lowest && x.metric.Unit != data.UnitRank {
			measure += ", " + b.say("lowest_first", nil)
		}
		t.Rows = append(t.Rows, []prose.Cell{{Text: measure}, {Text: join(b.l, names)},
			{Text: strings.Join(figures, ", ")}, {Text: fmt.Sprint(len(x.rank.Places))}})
	}
	return t
}
