// Package eval holds the answers against questions that people type, and counts what is right by kind of question.
//
// testdata/questions.jsonl is the set; testdata/cases/*.txtar are cases in a form that needs no programming: see
// testdata/cases/README.md. Only tests live here. An answer is right where its outcome is one of the expected ones,
// its text holds what it must, its headline does not hold what it must not, and it is about the right entities. It is
// confidently wrong where it claims to answer and is not right.
package eval
