package data

// A shape is how figures of a unit are written: what stands before and after the digits. Plus stands behind the digits
// of a floor, or behind After where the unit clings to them (30시간+).
type shape struct {
	before, after string
	cling         bool // the plus of a floor comes behind after
	scaled        bool // in Korean counted in 만, 억 and 조
	bare          bool // digits without separators, as a year
}

// shapeOf gives the shape of a unit in a language. One is whether the figure is exactly 1.
func shapeOf(m *Metric, l Lang, one bool) shape {
	if l == KO {
		return koreanShape(m.Unit)
	}
	plural := func(s string) shape {
		if one {
			return shape{after: " " + s}
		}
		return shape{after: " " + s + "s"}
	}
	switch m.Unit {
	case UnitTokens:
		return plural("token")
	case UnitYears:
		return plural("year")
	case UnitHours:
		return plural("hour")
	case UnitGPUs:
		return plural("GPU")
	case UnitYear:
		return shape{bare: true}
	case UnitRank:
		return shape{before: "#"}
	case UnitMultiple:
		return shape{after: "x", cling: true}
	case UnitUSDPerMonth:
		return shape{before: "$", after: "/month"}
	case UnitUSDPerMTok:
		return shape{before: "$", after: " per 1M tokens"}
	}
	return commonShape(m.Unit)
}

func koreanShape(u Unit) shape {
	switch u {
	case UnitTokens:
		return shape{after: " 토큰"}
	case UnitYears, UnitYear:
		return shape{after: "년", cling: true, bare: u == UnitYear}
	case UnitHours:
		return shape{after: "시간", cling: true}
	case UnitGPUs:
		return shape{before: "GPU ", after: "개", cling: true, scaled: true}
	case UnitPeople:
		return shape{after: " 명", scaled: true}
	case UnitParameters, UnitCount:
		return shape{scaled: true}
	case UnitRank:
		return shape{after: "위", cling: true}
	case UnitMultiple:
		return shape{after: "배", cling: true}
	case UnitUSDPerMonth:
		return shape{before: "월 $"}
	case UnitUSDPerMTok:
		return shape{before: "1M 토큰당 $"}
	}
	return commonShape(u)
}

// commonShape gives the shapes that are the same in both languages.
func commonShape(u Unit) shape {
	switch u {
	case UnitPercent:
		return shape{after: "%", cling: true}
	case UnitTokensPerS:
		return shape{after: " tok/s"}
	case UnitUSD:
		return shape{before: "$"}
	case UnitGigawatts:
		return shape{after: "GW", cling: true}
	}
	return shape{}
}
