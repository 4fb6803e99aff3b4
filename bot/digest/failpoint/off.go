//go:build !failpoints

package failpoint

// Enabled tells whether this build has failpoints.
const Enabled = false

// Hit does nothing.
func Hit(string) {}

// Without tells that no safeguard is taken away.
func Without(string) bool { return false }
