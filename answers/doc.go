// Package answers turns a question into an answer, out of a dataset and nothing else.
//
// It is pure: no Slack, no clock, no disk, no goroutine, no error. The same question over the same dataset has the
// same answer tomorrow. What it says stands in the dataset, or is marked as computed from it; what it does not know it
// says so, which is an answer too.
package answers
