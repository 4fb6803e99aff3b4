package answers

import (
	"flag"
	"os"
	"testing"
)

// shortChecks is how many questions each property is held against in a short run, as under the race detector; a whole
// run takes rapid's own hundred.
const shortChecks = "15"

func TestMain(m *testing.M) {
	flag.Parse()
	if testing.Short() {
		_ = flag.Set("rapid.checks", shortChecks) // rapid has this flag
	}
	os.Exit(m.Run())
}
