// Package match finds names in what people type.
package match

//go:generate go run ./lexicon/generate
