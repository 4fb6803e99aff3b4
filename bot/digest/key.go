package digest

import (
	"strconv"
	"strings"
	"time"
)

// splitKey reads what [Delivery.Key] wrote. A local time has colons of its own.
func splitKey(key string) (sub, local string, part int, ok bool) {
	first, last := strings.IndexByte(key, ':'), strings.LastIndexByte(key, ':')
	if first <= 0 || last <= first+1 {
		return "", "", 0, false
	}
	part, err := strconv.Atoi(key[last+1:])
	return key[:first], key[first+1 : last], part, err == nil && part >= 0
}

// slackTime reads the time off a message's ts.
func slackTime(ts string) time.Time {
	sec, frac, _ := strings.Cut(ts, ".")
	s, err := strconv.ParseInt(sec, 10, 64)
	if err != nil {
		return time.Time{}
	}
	us, _ := strconv.ParseInt((frac + "000000")[:6], 10, 64) // a ts without a fraction is a whole second
	return time.Unix(s, us*1000)
}

// slackTS writes a time as the ts of a message.
func slackTS(t time.Time) string {
	us := strconv.Itoa(t.Nanosecond() / 1000)
	return strconv.FormatInt(t.Unix(), 10) + "." + strings.Repeat("0", 6-len(us)) + us
}
