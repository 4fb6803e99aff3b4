package bot

import (
	"embed"

	"versus/answers/prose"
	"versus/data"
)

//go:embed messages
var messages embed.FS

// words are what the bot says for itself. The files are part of the program and its tests read them: that they do not
// load is a fault of the build.
var words = prose.Embedded(messages, "messages")

func say(l data.Lang, id string) string { return words().Say(l, id, nil) }
