package data

// A Number is a decimal figure exactly as the dataset writes it: Coef × 10^Exp. No figure passes through a float
// on its way to a reader, and 78.0 keeps its zero.
type Number struct {
	Literal string // as in the file: "78.0", "750B", "555000"
	Coef    int64
	Exp     int
}

// A Date is a day, or as much of one as is known. The zero Date is none.
type Date struct {
	Year    int
	Quarter int // 1–4, 0 where not given by quarter
	Month   int // 1–12, 0 where only the year or the quarter is known
	Day     int // 1–31, 0 where only the month is known
}

// A Period is the time a figure is about; To equals From for a single year, quarter or month. The zero Period is none.
type Period struct{ From, To Date }
