package data

import (
	"fmt"
	"math/big"
)

// A series is a table over time; its cells become facts of the rows' entities.
type series struct {
	file      string
	root      *node
	metric    MetricID
	periods   []Period
	total     EntityID
	tolerance Number
	rows      []seriesRow
}

type seriesRow struct {
	node   *node
	entity EntityID
	cells  []*Fact // one a period; nil where the cell could not be read
}

func (l *loader) decodeSeries(name string, root *node) {
	s := &series{
		file:      name,
		root:      root,
		metric:    MetricID(root.get("metric").str()),
		total:     EntityID(root.get("total").str()),
		tolerance: l.number(root.get("tolerance")),
	}
	l.checkFile(name, root, root.get("id").str())
	for _, p := range root.get("periods").list() {
		s.periods = append(s.periods, l.period(p))
	}
	base := Fact{Metric: s.metric, AsOf: l.date(root.get("as_of")), Source: l.anchors(root.get("source"))}
	for _, n := range root.get("rows").list() {
		s.rows = append(s.rows, l.seriesRow(s, n, base))
	}
	l.series = append(l.series, s)
}

func (l *loader) seriesRow(s *series, n *node, base Fact) seriesRow {
	row := seriesRow{node: n, entity: EntityID(n.get("entity").str())}
	if own := n.get("source"); own != nil {
		base.Source = l.anchors(own)
	}
	cells := n.get("cells").list()
	if len(cells) != len(s.periods) && n.get("cells") != nil {
		l.fault(n.get("cells"), fmt.Sprintf("%d cells", len(cells)), fmt.Sprintf("%d, one a period", len(s.periods)))
	}
	for i, cell := range cells[:min(len(cells), len(s.periods))] {
		base.Period = s.periods[i]
		row.cells = append(row.cells, l.cell(cell, row.entity, base))
	}
	return row
}

// cell takes in a bare figure, or a mapping with a fact's keys.
func (l *loader) cell(n *node, entity EntityID, base Fact) *Fact {
	switch n.kind {
	case mapNode:
		return l.fact(n, entity, base)
	case scalarNode:
		bare := &node{at: n.at, kind: mapNode, keys: []*node{{at: n.at, text: "value"}}, items: []*node{n}}
		return l.fact(bare, entity, base)
	}
	return nil
}

// expandSeries hands the facts of every series to their entities.
func (l *loader) expandSeries() {
	for _, s := range l.series {
		rows := map[EntityID]bool{}
		for _, row := range s.rows {
			l.needEntity(row.node.or("entity"), row.entity)
			if rows[row.entity] && row.entity != "" {
				l.fault(row.node.or("entity"), fmt.Sprintf("%q has a row already", clip(string(row.entity))), "one row an entity")
			}
			rows[row.entity] = true
			if e := l.entities[row.entity]; e != nil {
				for _, f := range row.cells {
					if f != nil {
						e.Facts = append(e.Facts, f)
					}
				}
			}
		}
		l.needMetric(s.root.or("metric"), s.metric)
		if s.total != "" && !rows[s.total] {
			l.fault(s.root.get("total"), fmt.Sprintf("no row for %q", clip(string(s.total))), "the entity of one of the rows")
		}
		if s.total != "" {
			for i := range s.periods {
				l.checkTotal(s, i)
			}
		}
	}
}

// checkTotal compares one column's stated total with the sum of its other rows. Ranges and floors are taken as what
// they may be; a total that carries a conflict is known to be off, and exempt.
func (l *loader) checkTotal(s *series, column int) {
	var total *Fact
	low, high, open := new(big.Rat), new(big.Rat), false
	for _, row := range s.rows {
		if column >= len(row.cells) || row.cells[column] == nil {
			return
		}
		f := row.cells[column]
		if row.entity == s.total {
			total = f
			continue
		}
		lo, hi := bounds(f)
		if lo == nil {
			return
		}
		low.Add(low, lo)
		if hi == nil {
			open = true
		} else {
			high.Add(high, hi)
		}
	}
	if total == nil || total.Conflict != "" {
		return
	}
	least, most := bounds(total)
	if least == nil {
		return
	}
	tolerance := s.tolerance.Rat()
	tooHigh := most != nil && low.Cmp(new(big.Rat).Add(most, tolerance)) > 0
	tooLow := !open && high.Cmp(new(big.Rat).Sub(least, tolerance)) < 0
	if tooHigh || tooLow {
		l.fault(l.at[total], fmt.Sprintf("the total of %s is %s, its parts sum to %s", s.periods[column], plain(total), span(low, high, open)),
			"the sum within the tolerance, or a conflict that says why not")
	}
}

// bounds gives the least and the most a fact's figure can be: nil, nil where it has none, nil for most where there is no upper end.
func bounds(f *Fact) (least, most *big.Rat) {
	switch f.Form {
	case FormValue:
		return f.Value.Rat(), f.Value.Rat()
	case FormRange:
		return f.Min.Rat(), f.Max.Rat()
	case FormMin:
		return f.Min.Rat(), nil
	case FormMax:
		return new(big.Rat), f.Max.Rat()
	}
	return nil, nil
}

// plain writes a fact's figure without its unit.
func plain(f *Fact) string {
	switch f.Form {
	case FormRange:
		return f.Min.Literal + "-" + f.Max.Literal
	case FormMin:
		return f.Min.Literal + "+"
	case FormMax:
		return "at most " + f.Max.Literal
	}
	return f.Value.Literal
}

// span writes a sum: with as many decimals as it needs, up to two.
func span(low, high *big.Rat, open bool) string {
	switch {
	case open:
		return "at least " + scaled(low)
	case low.Cmp(high) == 0:
		return scaled(low)
	}
	return scaled(low) + "-" + scaled(high)
}

// scaled writes a value with the largest suffix that leaves at least 1 before it.
func scaled(r *big.Rat) string {
	v, suffix := new(big.Rat).Set(r), ""
	thousand := big.NewRat(1000, 1)
	for i := 0; i < len(scales) && new(big.Rat).Abs(v).Cmp(thousand) >= 0; i++ {
		v.Quo(v, thousand)
		suffix = scales[i : i+1]
	}
	if v.IsInt() {
		return v.Num().String() + suffix
	}
	return v.FloatString(2) + suffix
}
