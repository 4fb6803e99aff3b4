//go:build race

package content

const underRace = true
