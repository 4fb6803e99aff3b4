package render

// Slack's limits, as its reference pages state them. Text lengths are counted in UTF-16 units, which is never less than
// what Slack counts; the values of buttons in bytes.
const (
	maxBlocks        = 50   // of a message
	maxHomeBlocks    = 100  // of a Home view
	maxText          = 4000 // of the text beside the blocks: more is cut or refused, depending on the method
	maxSection       = 3000
	maxFields        = 10
	maxField         = 2000
	maxHeader        = 150
	maxBlockID       = 255
	maxActionID      = 255
	maxContext       = 10 // elements of a context block
	maxActions       = 25 // elements of an actions block
	maxContextAction = 5
	maxButton        = 75
	maxValue         = 2000
	maxURL           = 3000
	maxAlt           = 2000
	maxMarkdown      = 12000

	maxTables     = 1
	maxTableRows  = 201 // the header is one of them
	maxTableCols  = 20
	maxTableChars = 20000
	maxPage       = 100

	maxCharts      = 2
	maxChartTitle  = 50
	maxAxisLabel   = 50
	maxChartLabel  = 20 // a category, a series' name
	maxPoints      = 20
	maxHomeBytes   = 250_000
	maxBlocksBytes = 12_000 // undocumented: Slack was seen to refuse blocks of 13,200 characters
)

// What we keep to ourselves, well inside the limits.
const (
	plainText    = 3000 // of a message sent again as text, after Slack has refused its blocks
	drawnSeries  = 6    // older captures of Slack's page say 6 where newer ones say 12
	cellChars    = 300
	captionChars = 150
	contextChars = 1000
	noteChars    = 2000
	choices      = 10
	nexts        = 5
	pageRows     = 20 // rows of a table before it gets pages
	keptRows     = 10 // a chart goes before a table gets shorter than this
)
