// Package data holds what Versus knows: entities, facts, notes, the registry of metrics, and where each comes from.
//
// A [Dataset] is immutable and indexed; a new one replaces an old one whole. It is loaded from a folder of small YAML
// files (FORMAT.md describes them) by a loader that refuses anything it does not understand and reports every fault at
// once, as "file:line:col: what (what would be right)". There is never half a dataset.
//
// The package promises that a figure reaches a reader as it was written, that both sides of a contradiction are kept,
// and that undisclosed, not stated and not applicable stay three different things. It knows nothing of questions.
package data
