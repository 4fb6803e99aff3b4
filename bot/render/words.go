package render

import (
	"embed"

	"versus/answers/prose"
	"versus/data"
)

//go:embed messages
var messages embed.FS

// words are the few of this package's own. The files are part of the program and its tests read them: that they do not
// load is a fault of the build.
var words = prose.Embedded(messages, "messages")

func say(l data.Lang, id string) string { return words().Say(l, id, nil) }

func sayCount(l data.Lang, id string, n int) string {
	return words().Say(l, id, map[string]any{"Count": n})
}
