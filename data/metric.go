package data

import "time"

// MetricID names a metric of the registry: "swe_bench_verified".
type MetricID string

// FamilyID names a family of metrics that are shown together and never ranked together: "swe_bench".
type FamilyID string

// Better says which end of a metric's scale is the good one.
type Better string

// The directions. None is for figures that are neither good nor bad, as a capex.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
	None   Better = "none"
)

// Comparable says what a metric's figures may be ranked with. The default is refusal.
type Comparable string

// Self lets figures of one metric be ranked with each other; Never shows them side by side only.
const (
	Self  Comparable = "self"
	Never Comparable = "never"
)

// Unit is the closed set of units.
type Unit string

// The units. Each is explained by its name; see FORMAT.md.
const (
	UnitPercent     Unit = "percent"
	UnitTokens      Unit = "tokens"
	UnitTokensPerS  Unit = "tokens_per_second"
	UnitUSD         Unit = "usd"
	UnitUSDPerMonth Unit = "usd_per_month"
	UnitUSDPerMTok  Unit = "usd_per_million_tokens"
	UnitPeople      Unit = "people"
	UnitParameters  Unit = "parameters"
	UnitGPUs        Unit = "gpus"
	UnitGigawatts   Unit = "gigawatts"
	UnitYears       Unit = "years"
	UnitYear        Unit = "year"
	UnitDate        Unit = "date"
	UnitRank        Unit = "rank"
	UnitMultiple    Unit = "multiple"
	UnitHours       Unit = "hours"
	UnitCount       Unit = "count"
	UnitText        Unit = "text"
	UnitEntity      Unit = "entity"
)

// A Metric is one entry of the closed registry.
type Metric struct {
	ID         MetricID      `json:"id,omitzero"`
	Family     FamilyID      `json:"family,omitzero"` // "" where it stands alone
	Labels     Text          `json:"labels,omitzero"`
	Aliases    Aliases       `json:"aliases,omitzero"`
	Unit       Unit          `json:"unit,omitzero"`
	Change     bool          `json:"change,omitzero"` // a percentage of change, which may be below 0 or above 100
	By         MetricID      `json:"by,omitzero"`     // of a rank: the metric whose figures it is made by
	Better     Better        `json:"better,omitzero"`
	Comparable Comparable    `json:"comparable,omitzero"`
	MaxAge     time.Duration `json:"max_age,omitzero"` // 0: never stale
	About      Text          `json:"about,omitzero"`   // one sentence of definition
}

// A Family groups metrics of one subject, such as the variants of a benchmark or the kinds of price.
type Family struct {
	ID      FamilyID   `json:"id,omitzero"`
	Labels  Text       `json:"labels,omitzero"`
	Aliases Aliases    `json:"aliases,omitzero"`
	About   Text       `json:"about,omitzero"`
	Metrics []MetricID `json:"-"` // its members, in the registry's order
}
