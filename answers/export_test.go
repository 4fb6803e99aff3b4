package answers

// WordFiles are the word files as they were built in.
var WordFiles = wordFiles
