package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pictures, where set, is the folder that the README's screenshots are written to.
const pictures = "VERSUS_PICTURES"

// chromium finds a browser. In CI there must be one.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "headless-shell"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("no Chromium: .ci/need chromium installs it")
	}
	t.Skip("no Chromium here: install chromium to run this test")
	return ""
}

// openPage starts the sandbox command as people do, and a browser on its page.
func openPage(t *testing.T, width, height int64) context.Context {
	t.Helper()
	path := chromium(t)
	ctx, stop := context.WithCancel(t.Context())
	var out lockedBuffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"sandbox", "--addr", "127.0.0.1:0", "--no-open"}, console{strings.NewReader(""), &out, io.Discard, noEnv})
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("the sandbox ended with %d:\n%s", code, out.String())
		}
	})
	url := waitForURL(t, &out)

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true), chromedp.WSURLReadTimeout(time.Minute))
	alloc, cancelAlloc := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelAlloc)
	browser, cancelBrowser := chromedp.NewContext(alloc)
	t.Cleanup(cancelBrowser)
	if err := chromedp.Do(browser, chromedp.Navigate(url)); err != nil { // the browser lives as long as this context
		t.Fatal(err)
	}
	// The page's own size, exactly: a window cannot be as narrow as a phone.
	do(t, browser, chromedp.EmulateViewport(width, height), chromedp.WaitVisible(`[data-testid="composer"]`))
	return browser
}

func noEnv(string) string { return "" }

func waitForURL(t *testing.T, out *lockedBuffer) string {
	t.Helper()
	for range 200 {
		for field := range strings.FieldsSeq(out.String()) {
			if strings.HasPrefix(field, "http://") {
				return field
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("no address after 10 s:\n%s", out.String())
	return ""
}

// lockedBuffer is a buffer that the program writes while the test reads.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// A step is something done on the page that gives nothing back.
type step = chromedp.Action[chromedp.Void]

// stepTimeout bounds the steps of one call.
const stepTimeout = 40 * time.Second

func do(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, stepTimeout)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// typed sends a text through the composer. chromedp sends the character of Enter apart from the key, so that it reaches the
// field although the page has taken the key, which no keyboard does; Backspace takes it away.
func typed(text string) step {
	const composer = `[data-testid="composer"]`
	return chromedp.Steps(chromedp.Click(composer), chromedp.SendKeys(composer, text), chromedp.KeyEvent("\r"), chromedp.KeyEvent(kb.Backspace))
}

// waitText waits until the page shows every one of some texts.
func waitText(texts ...string) step {
	var steps []step
	for _, s := range texts {
		quoted, _ := json.Marshal(s) // a string always can
		found := chromedp.Poll[bool]("document.body.innerText.includes(" + string(quoted) + ")")
		steps = append(steps, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
			_, err := found(ctx, t)
			if err != nil {
				err = fmt.Errorf("wait for %s: %w", quoted, err)
			}
			return chromedp.Void{}, err
		})
	}
	return chromedp.Steps(steps...)
}

// picture takes a screenshot; it is kept where VERSUS_PICTURES names a folder, and must not be blank in any case.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	do(t, ctx, chromedp.Sleep(300*time.Millisecond))
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if len(png) < 10_000 {
		t.Errorf("picture %q has only %d bytes: the page is blank", name, len(png))
	}
	if dir := os.Getenv(pictures); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBrowserComparesInTheChannel(t *testing.T) {
	ctx := openPage(t, 1280, 1150)
	picture(t, ctx, "welcome")
	do(t, ctx, typed("/ai compare opus sonnet"), waitText("80.8%", "79.6%", "Claude Opus 4.6"))
	picture(t, ctx, "compare")
}

func TestBrowserAnswersAKoreanMentionInItsThread(t *testing.T) {
	ctx := openPage(t, 1280, 1000)
	do(t, ctx,
		chromedp.Click(`[data-testid="user-minjun"]`),
		chromedp.WaitVisible(`[data-testid="composer"]`),
		typed("@ai 빅테크 capex 추이 "),
		chromedp.WaitVisible(`[data-testid="thread-open"]`),
		chromedp.Click(`[data-testid="thread-open"]`),
		chromedp.WaitVisible(`[data-testid="thread-panel"]`),
		waitText("$645-665B", "설비투자"))
	picture(t, ctx, "thread-ko")
}

func TestBrowserClicksAnExampleInTheDark(t *testing.T) {
	ctx := openPage(t, 1280, 900)
	do(t, ctx,
		chromedp.Click(`[data-testid="theme-toggle"]`),
		chromedp.Click(`[data-testid="example"]`),
		chromedp.WaitVisible(`[data-testid="ephemeral"]`),
		waitText("80.8%"))
	picture(t, ctx, "dark")
}

func TestBrowserFitsAPhone(t *testing.T) {
	ctx := openPage(t, 390, 844)
	do(t, ctx, typed("/ai fastest model"), waitText("1,000+ tok/s"))
	wide, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > window.innerWidth`))
	if err != nil {
		t.Fatal(err)
	}
	if wide {
		t.Error("the page is wider than the phone")
	}
	picture(t, ctx, "phone")
}

func TestBrowserSubscribesInTheForm(t *testing.T) {
	ctx := openPage(t, 1280, 900)
	do(t, ctx, typed("/ai digest"), chromedp.WaitVisible(`[data-testid="modal"]`))
	picture(t, ctx, "form")
	do(t, ctx, chromedp.Click(`[data-testid="modal-submit"]`),
		waitText("has subscribed this channel to a digest", "It comes next on"),
		chromedp.Click(`[data-testid="modal-close"]`), chromedp.WaitNotPresent(`[data-testid="modal"]`))
	do(t, ctx, typed("/ai digest list"), waitText("ordered by"))
	picture(t, ctx, "digests")
}
