package data

import (
	"fmt"
	"math/big"
	"strings"
)

// A Number is a decimal figure exactly as the dataset writes it: Coef × 10^Exp. No figure passes through a float
// on its way to a reader, and 78.0 keeps its zero. The zero Number stands where a fact has no figure.
type Number struct {
	Literal string // as in the file: "78.0", "750B", "555000"
	Coef    int64
	Exp     int
}

// maxDigits keeps every coefficient within an int64, and every figure within what a reader can take in.
const maxDigits = 17

// scales are the suffixes a literal may end in, and the power of ten each stands for.
const scales = "KMBT"

// ParseNumber reads a literal such as 78.0, -14B or 555000: digits, at most one point, at most one of the suffixes
// K M B T (thousand, million, billion, trillion). It takes no sign but the minus, no exponent, no separators, no unit.
func ParseNumber(s string) (Number, error) {
	bad := func(why string) (Number, error) {
		return Number{}, fmt.Errorf("parse figure %q: %s", clip(s), why)
	}
	rest, negative := strings.CutPrefix(s, "-")
	exp := 0
	if n := len(rest); n > 0 {
		if i := strings.IndexByte(scales, rest[n-1]); i >= 0 {
			exp, rest = 3*(i+1), rest[:n-1]
		}
	}
	whole, fraction, point := strings.Cut(rest, ".")
	switch {
	case whole == "" || point && fraction == "":
		return bad("a figure needs digits on each side of its point")
	case len(whole) > 1 && whole[0] == '0':
		return bad("a figure does not begin with a zero")
	case len(whole)+len(fraction) > maxDigits:
		return bad(fmt.Sprintf("a figure has at most %d digits", maxDigits))
	}
	var coef int64
	for _, c := range []byte(whole + fraction) {
		if c < '0' || c > '9' {
			return bad("a figure is digits, at most one point, and at most one suffix of K M B T")
		}
		coef = coef*10 + int64(c-'0')
	}
	if negative {
		if coef == 0 {
			return bad("zero has no sign")
		}
		coef = -coef
	}
	return Number{Literal: s, Coef: coef, Exp: exp - len(fraction)}, nil
}

// IsZero says whether there is no number at all; the figure 0 is one.
func (n Number) IsZero() bool { return n == Number{} }

// String gives the literal.
func (n Number) String() string { return n.Literal }

// Rat gives the exact value, for arithmetic.
func (n Number) Rat() *big.Rat {
	r := new(big.Rat).SetInt64(n.Coef)
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(n.Exp, -n.Exp))), nil))
	if n.Exp < 0 {
		return r.Quo(r, scale)
	}
	return r.Mul(r, scale)
}

// Float gives the nearest float, for charts and ratios that are shown rounded.
func (n Number) Float() float64 {
	f, _ := n.Rat().Float64()
	return f
}

// Cmp orders by value: -1 where n is smaller than m, 0 where they are equal (78 and 78.0 are), +1 where it is larger.
func (n Number) Cmp(m Number) int {
	if n.Exp == m.Exp {
		switch {
		case n.Coef < m.Coef:
			return -1
		case n.Coef > m.Coef:
			return 1
		}
		return 0
	}
	return n.Rat().Cmp(m.Rat())
}

// Decimals counts the digits behind the literal's point: 1 for 78.0, 2 for 1.55B, 0 for 750B.
func (n Number) Decimals() int {
	_, fraction, _ := strings.Cut(strings.TrimRight(n.Literal, scales), ".")
	return len(fraction)
}

// Whole says whether the value has no fraction: 1.5K has none, 1.5 has.
func (n Number) Whole() bool { return n.Rat().IsInt() }

// Decimal writes the value out in digits, without suffix or exponent: 380000000000 for 380B, 78.0 for 78.0.
func (n Number) Decimal() string {
	digits, sign := fmt.Sprint(n.Coef), ""
	if n.Coef < 0 {
		digits, sign = digits[1:], "-"
	}
	if n.Exp >= 0 {
		if n.Coef == 0 {
			return "0"
		}
		return sign + digits + strings.Repeat("0", n.Exp)
	}
	if pad := 1 - n.Exp - len(digits); pad > 0 {
		digits = strings.Repeat("0", pad) + digits
	}
	cut := len(digits) + n.Exp
	return sign + digits[:cut] + "." + digits[cut:]
}

// MarshalText writes the literal.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.Literal), nil }

// UnmarshalText reads what MarshalText wrote; nothing is no number.
func (n *Number) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*n = Number{}
		return nil
	}
	m, err := ParseNumber(string(b))
	*n = m
	return err
}

// clip cuts what a fault quotes, so that a hostile file cannot make a fault of megabytes.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
