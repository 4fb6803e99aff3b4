package match

// One hash serves every table. It is a polynomial in hashBase modulo 2^64, so that
//
//	hash(ab) = hash(a)·base^len(b) + hash(b)
//
// and the hash of a window of tokens, of a stem, or of a key with one or two keys left out is put together from known
// hashes without building the string. Whatever a table finds is then compared in full: a collision costs time only.

const (
	hashBase = 0x9E3779B97F4A7C15 // odd, so that no power of it loses bits; the golden ratio, as is customary
	mixer    = 0xFF51AFD7ED558CCD // of MurmurHash3: spreads the high bits over the low ones

	// maxKeys is the longest key of a name. No real one comes near.
	maxKeys = 255
	// maxWindow is how many tokens a name may have.
	maxWindow = 8
)

// powers[n] is hashBase^n.
var powers = func() (p [maxKeys + 1]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * hashBase
	}
	return p
}()

func hashOf(key []byte) uint64 {
	var h uint64
	for _, c := range key {
		h = h*hashBase + uint64(c) + 1
	}
	return h
}

func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= mixer
	h ^= h >> 29
	return h
}
