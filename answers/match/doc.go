// Package match finds names in what people type.
package match
