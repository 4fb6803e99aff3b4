//go:build unix

package faults

import (
	"database/sql"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// parts is how many messages the worker's digests have.
const parts = 2

// A tally is what the checker counted.
type tally struct {
	name                                           string
	store                                          string
	faults                                         int // kills, stops, jumps, copies, damages
	slots, sent, missed, refused, unknown, notices int
	doubled, lost, gone                            int // gone: subscriptions that a damaged store could not save
	unreached                                      int // failpoints at which nobody died
	took                                           time.Duration
}

func (t *tally) add(o tally) {
	t.faults += o.faults
	t.slots += o.slots
	t.sent += o.sent
	t.missed += o.missed
	t.refused += o.refused
	t.unknown += o.unknown
	t.notices += o.notices
	t.doubled += o.doubled
	t.lost += o.lost
	t.gone += o.gone
	t.unreached += o.unreached
	t.took += o.took
}

// row is one subscription as the store has it at the end.
type row struct {
	id                    int64
	key, next             string
	first, nextAt, missed int64
}

// check counts what was posted and what the store says of it. It reads the stand-in's record and the store's tables, and
// trusts no code of the digests. Why it counted something as doubled or lost goes to complain.
func (l *lane) check(complain func(format string, args ...any)) tally {
	l.t.Helper()
	posted, notices := l.posted()
	db := l.reader()
	defer db.Close()
	var t tally
	known := map[string]bool{}
	for _, s := range l.stored(db) {
		known[s.key] = true
		l.checkSubscription(db, s, posted, &t, complain)
	}
	for _, s := range l.subs {
		if !known[s.Key] {
			t.gone++
		}
	}
	for what, n := range posted {
		if n > 1 {
			t.doubled++
			complain("posted %d times: %s", n, what)
		}
	}
	for what, n := range notices {
		t.notices++
		if n > 1 {
			t.doubled++
			complain("told %d times: %s", n, what)
		}
	}
	return t
}

// posted counts the record's digests by what they say they are, and its notices by their text.
func (l *lane) posted() (digests, notices map[string]int) {
	digests, notices = map[string]int{}, map[string]int{}
	for _, p := range l.slack.Record() {
		if p.Method != "chat.postMessage" {
			continue
		}
		if strings.HasPrefix(p.Channel, "D") {
			notices[p.Text]++ // it names the subscription
		} else {
			digests[p.Text]++
		}
	}
	return digests, notices
}

func (l *lane) reader() *sql.DB {
	l.t.Helper()
	driver, address := "pgx", l.address
	if l.path != "" {
		driver, address = "sqlite", "file:"+(&url.URL{Path: l.path}).EscapedPath()+"?_pragma=busy_timeout(5000)"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		l.t.Fatal(err)
	}
	return db
}

func (l *lane) stored(db *sql.DB) []row {
	l.t.Helper()
	rows, err := db.Query(`SELECT id, key, next_slot, next_at, missed, line FROM subscriptions`)
	if err != nil {
		l.t.Fatal(err)
	}
	defer rows.Close()
	var out []row
	for rows.Next() {
		var r row
		var line string
		if err := rows.Scan(&r.id, &r.key, &r.next, &r.nextAt, &r.missed, &line); err != nil {
			l.t.Fatal(err)
		}
		first, _, _ := strings.Cut(line, "/")
		if r.first, err = strconv.ParseInt(first, 10, 64); err != nil {
			l.t.Fatal(err)
		}
		out = append(out, r)
	}
	if err := rows.Err(); err != nil {
		l.t.Fatal(err)
	}
	return out
}

// checkSubscription goes through every slot from the first to the last that was taken up.
func (l *lane) checkSubscription(db *sql.DB, s row, posted map[string]int, t *tally, complain func(string, ...any)) {
	results := l.results(db, s.id)
	last := s.nextAt
	for at := range results {
		last = max(last, at+step)
	}
	unlisted, missed := int64(0), int64(0)
	for at := s.first; at < last; at += step {
		t.slots++
		result, there := results[at]
		n, most := 0, 0
		for part := range parts {
			k := posted[key(s.key, at, part)]
			most = max(most, k)
			if k > 0 {
				n++
			}
		}
		switch {
		case most > 1: // counted once, as doubled
		case !there && n == 0 && at >= s.nextAt: // a clock that ran ahead was set back
			t.slots--
		case result == "" && n == 0 && at > time.Now().UnixMilli(): // the same
			t.slots--
		case !there && n == 0:
			unlisted++
		case !there || result == "":
			t.lost++
			complain("slot %s of subscription %d is posted %d times and has no result", local(at), s.id, n)
		case result == "sent" && n == parts:
			t.sent++
		case result == "cut short" && n > 0: // its window ended between two messages, and that is recorded
			t.missed++
		case result == "missed" && n == 0:
			t.missed++
			missed++
		case result == "refused" && n == 0:
			t.refused++
		case result == "unknown":
			t.unknown++
		default:
			t.lost++
			complain("slot %s of subscription %d is %q, and %d of %d messages stand in the channel", local(at), s.id, result, n, parts)
		}
	}
	if unlisted > 0 {
		if unlisted <= s.missed-missed {
			t.missed += int(unlisted)
			return
		}
		t.lost += int(unlisted)
		complain("%d slots of subscription %d came to nothing, and %d are counted as missed", unlisted, s.id, s.missed)
	}
}

// results are the results of a subscription's slots by their intended time, which is their name: of a slot that was found
// in a channel, nobody knows another.
func (l *lane) results(db *sql.DB, id int64) map[int64]string {
	l.t.Helper()
	rows, err := db.Query(`SELECT local, CASE WHEN why LIKE '% messages: %' THEN 'cut short' ELSE result END FROM deliveries WHERE subscription = $1 AND kind = 'digest'`, id)
	if err != nil {
		l.t.Fatal(err)
	}
	defer rows.Close()
	out := map[int64]string{}
	for rows.Next() {
		var name, result string
		if err := rows.Scan(&name, &result); err != nil {
			l.t.Fatal(err)
		}
		name, _, _ = strings.Cut(name, "#") // without the unique key there is more than one
		at, err := time.Parse("2006-01-02T15:04:05.000", name)
		if err != nil {
			l.t.Logf("a slot is called %q", name) // by a damaged store
			continue
		}
		out[at.UnixMilli()] = result
	}
	if err := rows.Err(); err != nil {
		l.t.Fatal(err)
	}
	return out
}

func local(ms int64) string { return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000") }

func key(sub string, at int64, part int) string { return fmt.Sprintf("%s %s %d", sub, local(at), part) }
