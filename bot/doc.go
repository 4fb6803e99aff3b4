// Package bot is the edge between Versus and Slack: it hears questions over Socket Mode and posts answers.
//
// What it promises:
//
//   - Every addressed message gets an answer or a reason, once. Repeats of an event, edits, other bots and its own
//     messages get none.
//   - The socket's reader never waits: what comes in is acknowledged at once and answered by a bounded number of
//     workers. A mention or direct message stands in the [Inbox] before it is acknowledged, so that a crash in between
//     loses nothing. A slash command is answered in milliseconds and waits for no disk.
//   - A post whose end is unknown (a lost connection, a server's error) is never repeated blindly. A post that Slack
//     refused for its blocks goes out once more as text.
//   - Nobody is pinged, whatever was typed. Neither tokens, response URLs nor the words of a question reach the log.
//   - A token that cannot work ends [Bot.Run] with a [TokenError] that says which one it is and where it comes from.
//
// What it refuses: to answer what is not addressed to it, to post to any host but Slack's own (or the one host it was
// pointed at), and to keep a question longer than its answer takes.
//
// The way of a question is one: socket.go reads, intake.go acknowledges, each surface's file turns what came into an
// [ask], answer.go answers it and reply.go says the answer where it was asked. Other packages take part through the
// interfaces in ports.go: the store as [Inbox], [Threads] and [Seen], digests as [Command], [Dialog], [Clicker] and
// [Listener].
package bot
