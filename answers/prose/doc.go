// Package prose puts an answer into English or Korean words.
//
// [Writer.Page] turns an [answers.Answer] into a [Page]; [Page.Text] turns a page into plain text that is complete by
// itself. The first sentence answers; then come the table, the notes, the caveats, the date and the source.
//
// The package promises that each figure carries what it is (planned, a target, self-reported, approximate …), that one
// worked out here is marked as computed, that a winner is named only among figures of one measure taken in one way, and
// that a headline which answers nothing shows no figure. What a user typed is cleaned before it is echoed. It decides
// nothing about questions, and knows no markup: escaping is up to whoever shows a page.
//
// The sentences stand in messages/en.yaml and messages/ko.yaml, go-i18n files with the same keys, which others use for
// their own by [LoadMessages]. They are compiled once; Korean particles follow the last sound of the word before them.
package prose
