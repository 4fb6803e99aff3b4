// Package sandbox is a small Slack on loopback: enough of the Web API, of Socket Mode, of response URLs and of the
// client's behaviour to run a real bot against it, with a page in which people talk to that bot.
//
// It promises to refuse what Slack refuses. Messages and views are held against Slack's limits and answered with
// Slack's error codes and its response_metadata.messages; tokens, scopes, membership, archived channels, trigger ids,
// response URLs and acknowledgements expire, run out and fail as they do there. Where Slack's own documents are silent
// (the size of metadata, what a response URL says of refused blocks, the sum of a message's blocks), the choice is named at the constant.
//
// It promises tests an honest witness: every accepted post stands in the [Server.Record], also when its reply was lost
// on purpose; faults are scripted by method and call number ([Fault]) and nothing happens by chance.
//
// It refuses to listen anywhere but on loopback, to answer a foreign Host or Origin, to draw anything (the page does)
// and to know the bot: it imports nothing of this project and no Slack library, since a stand-in that shares code
// with what it tests shares its mistakes.
//
// # Ownership
//
// All state belongs to [Server] and stands under its one mutex. Exported methods and HTTP handlers take the mutex;
// every other function expects it to be held, unless its comment says otherwise. Nothing waits for the network or for an
// acknowledgement while holding it. Everything is bounded: messages per channel, queued envelopes, open streams, bodies, faults.
//
// What the page speaks with the server is in API.md.
package sandbox
