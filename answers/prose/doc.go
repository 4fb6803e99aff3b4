// Package prose puts an answer into English or Korean words.
//
// [Writer.Page] turns an [answers.Answer] into a [Page]; [Page.Text] turns a page into plain text that is complete by itself.
// The first sentence answers; then come the table, the caveats, the date and the source.
package prose
