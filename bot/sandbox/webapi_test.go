package sandbox_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"versus/bot/sandbox"
)

// wantCode checks that slack-go understood the refusal.
func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if err == nil || err.Error() != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestTokens(t *testing.T) {
	s := start(t, sandbox.Config{Scopes: []string{"chat:write"}})
	for _, tt := range []struct{ name, token, code string }{
		{"none", "", "not_authed"},
		{"foreign", "xoxb-somebody-else", "invalid_auth"},
		{"of the app", s.AppToken(), "not_allowed_token_type"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			api := slack.New(tt.token, slack.OptionAPIURL(s.APIURL()))
			_, err := api.AuthTest()
			wantCode(t, err, tt.code)
		})
	}
	t.Run("bot token for a socket", func(t *testing.T) {
		_, _, err := client(t, s, slack.OptionAppLevelToken(s.BotToken())).StartSocketModeContext(t.Context())
		wantCode(t, err, "not_allowed_token_type")
	})
	t.Run("scope", func(t *testing.T) {
		_, err := client(t, s).GetUserInfo("U0ALICE")
		var se slack.SlackErrorResponse
		if !errors.As(err, &se) || se.Err != "missing_scope" || se.Needed != "users:read" || se.Provided != "chat:write" {
			t.Errorf("got %#v", err)
		}
	})
	t.Run("unknown method", func(t *testing.T) {
		err := client(t, s).DeleteUserPhotoContext(t.Context())
		wantCode(t, err, "unknown_method")
	})
	r, err := client(t, s).AuthTest()
	if err != nil {
		t.Fatal(err)
	}
	if r.UserID != "U0VERSUS" || r.BotID != "B0VERSUS" || r.TeamID != "T0SANDBOX" {
		t.Errorf("got %+v", r)
	}
}

func TestPostAndHistory(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	meta := slack.SlackMetadata{EventType: "ai_digest", EventPayload: map[string]any{"k": "7:2026-03-02:1"}}
	table := slack.NewDataTableBlock("Models").
		AddRow(slack.NewDataTableRawTextCell("Model"), slack.NewDataTableRawTextCell("SWE-bench")).
		AddRow(slack.NewDataTableRawTextCell("Opus"), slack.NewDataTableRawNumberCell(80.8).WithText("80.8%"))
	ch, ts, err := api.PostMessage("C0AITALK",
		slack.MsgOptionText("Opus: 80.8%", false), slack.MsgOptionBlocks(table), slack.MsgOptionMetadata(meta),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	if err != nil {
		t.Fatal(err)
	}
	if ch != "C0AITALK" {
		t.Errorf("channel %q", ch)
	}
	if _, _, err := api.PostMessage("C0AITALK", slack.MsgOptionText("more", false), slack.MsgOptionTS(ts)); err != nil {
		t.Fatal(err)
	}

	h, err := api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0AITALK", IncludeAllMetadata: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Messages) != 1 {
		t.Fatalf("history has %d messages, want the parent alone", len(h.Messages))
	}
	m := h.Messages[0]
	if m.Timestamp != ts || m.BotID != "B0VERSUS" || m.ReplyCount != 1 || m.ThreadTimestamp != ts {
		t.Errorf("got %+v", m)
	}
	if d := cmp.Diff(meta, m.Metadata); d != "" {
		t.Error(d)
	}
	if b, ok := m.Blocks.BlockSet[0].(*slack.DataTableBlock); !ok || len(b.Rows) != 2 || b.BlockID == "" {
		t.Errorf("got %+v", m.Blocks.BlockSet)
	}
	h, err = api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0AITALK"})
	if err != nil {
		t.Fatal(err)
	}
	if h.Messages[0].Metadata.EventType != "" {
		t.Error("metadata is given only where it is asked for")
	}
	thread, _, _, err := api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0AITALK", Timestamp: ts})
	if err != nil {
		t.Fatal(err)
	}
	if len(thread) != 2 || thread[0].Timestamp != ts || thread[1].Text != "more" {
		t.Errorf("got %+v", thread)
	}
	rec := s.Record()
	if len(rec) != 2 || rec[0].UnfurlLinks == nil || *rec[0].UnfurlLinks || *rec[0].UnfurlMedia || rec[0].Metadata["event_type"] != "ai_digest" {
		t.Errorf("recorded %+v", rec)
	}
	if rec[1].UnfurlLinks != nil {
		t.Error("a flag that was not sent is recorded")
	}
}

func TestWhereOneMayPost(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	text := slack.MsgOptionText("hi", false)
	for _, tt := range []struct{ channel, code string }{
		{"C0RANDOM", "not_in_channel"},
		{"C0ARCHIVE", "is_archived"},
		{"C0NOWHERE", "channel_not_found"},
		{"", "channel_not_found"},
	} {
		_, _, err := api.PostMessage(tt.channel, text)
		wantCode(t, err, tt.code)
	}
	if ch, _, err := api.PostMessage("U0MINJUN", text); err != nil || ch != "D0MINJUN" {
		t.Errorf("a person's id is their direct message: %q, %v", ch, err)
	}
	if ch, _, err := api.PostMessage("#general", text); err != nil || ch != "C0GENERAL" {
		t.Errorf("by name: %q, %v", ch, err)
	}
	if ch, _, err := api.PostMessage("U0PARTNER", text); err != nil || !strings.HasPrefix(ch, "D") {
		t.Errorf("a direct message is made where there is none: %q, %v", ch, err)
	}
	if err := s.ChangeChannel("U0ALICE", "C0STRATEGY", sandbox.Kick, ""); err != nil {
		t.Fatal(err)
	}
	_, _, err := api.PostMessage("C0STRATEGY", text)
	wantCode(t, err, "channel_not_found") // a private channel one is not in does not exist

	_, _, err = api.PostMessage("C0GENERAL")
	wantCode(t, err, "no_text")
	_, _, err = api.PostMessage("C0GENERAL", text, slack.MsgOptionTS("1.000001"))
	wantCode(t, err, "thread_not_found")
	_, parent, err := api.PostMessage("C0GENERAL", text)
	if err != nil {
		t.Fatal(err)
	}
	_, reply, err := api.PostMessage("C0GENERAL", text, slack.MsgOptionTS(parent))
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = api.PostMessage("C0GENERAL", text, slack.MsgOptionTS(reply))
	wantCode(t, err, "cannot_reply_to_message")
	_, _, err = api.PostMessage("C0GENERAL", slack.MsgOptionBlocks(slack.NewHeaderBlock(slack.NewTextBlockObject("plain_text", strings.Repeat("h", 151), false, false))))
	var se slack.SlackErrorResponse
	if !errors.As(err, &se) || se.Err != "invalid_blocks" {
		t.Fatalf("got %v", err)
	}
	want := []string{"[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"}
	if d := cmp.Diff(want, se.ResponseMetadata.Messages); d != "" {
		t.Error(d)
	}
}

func TestUpdateAndDelete(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	_, ts, err := api.PostMessage("C0GENERAL", slack.MsgOptionText("a", false), slack.MsgOptionBlocks(slack.NewDividerBlock()))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := api.UpdateMessage("C0GENERAL", ts, slack.MsgOptionText("b", false)); err != nil {
		t.Fatal(err)
	}
	m := s.Messages("U0ALICE", "C0GENERAL")[0]
	if m.Text != "b" || len(m.Blocks) != 0 || !m.Edited {
		t.Errorf("text alone removes the blocks: %+v", m)
	}
	_, _, _, err = api.UpdateMessage("C0GENERAL", ts, slack.MsgOptionText(strings.Repeat("x", 4000), false))
	if err != nil {
		t.Error(err)
	}
	_, _, _, err = api.UpdateMessage("C0GENERAL", ts, slack.MsgOptionText(strings.Repeat("x", 4001), false))
	wantCode(t, err, "msg_too_long")
	_, _, _, err = api.UpdateMessage("C0GENERAL", "1.000001", slack.MsgOptionText("x", false))
	wantCode(t, err, "message_not_found")

	said, err := s.Say("U0ALICE", "C0GENERAL", "", "mine")
	if err != nil {
		t.Fatal(err)
	}
	_, _, _, err = api.UpdateMessage("C0GENERAL", said, slack.MsgOptionText("x", false))
	wantCode(t, err, "cant_update_message")
	_, _, err = api.DeleteMessage("C0GENERAL", said)
	wantCode(t, err, "cant_delete_message")

	eph, err := api.PostEphemeral("C0GENERAL", "U0ALICE", slack.MsgOptionText("only you", false))
	if err != nil {
		t.Fatal(err)
	}
	_, _, _, err = api.UpdateMessage("C0GENERAL", eph, slack.MsgOptionText("x", false))
	wantCode(t, err, "message_not_found")
	_, err = api.PostEphemeral("C0PARTNER", "U0MINJUN", slack.MsgOptionText("x", false))
	wantCode(t, err, "user_not_in_channel")
	h, err := api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0GENERAL"})
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(h.Messages, func(m slack.Message) bool { return m.Timestamp == eph }) {
		t.Error("an ephemeral message stands in the history")
	}

	if _, _, err := api.DeleteMessage("C0GENERAL", ts); err != nil {
		t.Fatal(err)
	}
	if len(s.Messages("U0MINJUN", "C0GENERAL")) != 1 {
		t.Error("the message is still there")
	}
}

// TestHistoryPages reads a history through its cursors and bounds, and compares with what was posted.
func TestHistoryPages(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	var posted []string
	for range 7 {
		_, ts, err := api.PostMessage("C0AITALK", slack.MsgOptionText("x", false))
		if err != nil {
			t.Fatal(err)
		}
		posted = append(posted, ts)
	}
	newest := slices.Clone(posted)
	slices.Reverse(newest)
	read := func(p slack.GetConversationHistoryParameters) (all []string, pages int) {
		t.Helper()
		p.ChannelID = "C0AITALK"
		for pages = 1; ; pages++ {
			h, err := api.GetConversationHistory(&p)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range h.Messages {
				all = append(all, m.Timestamp)
			}
			if p.Cursor = h.ResponseMetaData.NextCursor; !h.HasMore {
				return all, pages
			}
		}
	}
	for _, tt := range []struct {
		name  string
		p     slack.GetConversationHistoryParameters
		want  []string
		pages int
	}{
		{"all", slack.GetConversationHistoryParameters{}, newest, 1},
		{"pages of three", slack.GetConversationHistoryParameters{Limit: 3}, newest, 3},
		{"after the third", slack.GetConversationHistoryParameters{Oldest: posted[2], Limit: 2}, newest[:4], 2},
		{"from the third", slack.GetConversationHistoryParameters{Oldest: posted[2], Inclusive: true}, newest[:5], 1},
		{"before the third", slack.GetConversationHistoryParameters{Latest: posted[2]}, newest[5:], 1},
		{"exactly the third", slack.GetConversationHistoryParameters{Oldest: posted[2], Latest: posted[2], Inclusive: true}, newest[4:5], 1},
		{"of the future", slack.GetConversationHistoryParameters{Oldest: "99999999999"}, nil, 1},
		{"since the year one of Slack", slack.GetConversationHistoryParameters{Oldest: "1356998400.5"}, newest, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, pages := read(tt.p)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
			if pages != tt.pages {
				t.Errorf("%d pages, want %d", pages, tt.pages)
			}
		})
	}
	_, err := api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0AITALK", Cursor: "nonsense"})
	wantCode(t, err, "invalid_cursor")
	_, err = api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0RANDOM"})
	wantCode(t, err, "not_in_channel")
}

func TestPeopleAndChannels(t *testing.T) {
	s := start(t, sandbox.Config{})
	api := client(t, s)
	u, err := api.GetUserInfo("U0MINJUN")
	if err != nil {
		t.Fatal(err)
	}
	if u.TZ != "Asia/Seoul" || u.TZOffset != 9*60*60 || u.RealName != "김민준" {
		t.Errorf("got %+v", u)
	}
	if u.Locale != "ko-KR" { // slack-go asks for the locale
		t.Errorf("locale %q", u.Locale)
	}
	if g, err := api.GetUserInfo("U0GUEST"); err != nil || !g.IsRestricted || !g.IsUltraRestricted {
		t.Errorf("guest: %+v, %v", g, err)
	}
	if p, err := api.GetUserInfo("U0PARTNER"); err != nil || !p.IsStranger || p.TeamID != "T0PARTNER" {
		t.Errorf("external: %+v, %v", p, err)
	}
	_, err = api.GetUserInfo("U0NOBODY")
	wantCode(t, err, "user_not_found")

	all, _, err := api.GetConversations(&slack.GetConversationsParameters{Types: []string{"public_channel", "private_channel"}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range all {
		names = append(names, c.Name)
	}
	if d := cmp.Diff([]string{"general", "ai-talk", "random", "partners", "strategy", "old-news"}, names); d != "" {
		t.Error(d)
	}
	in, _, err := api.GetConversationsForUser(&slack.GetConversationsForUserParameters{ExcludeArchived: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(in) != 3 {
		t.Errorf("the bot is in 3 public channels that are not archived, got %d", len(in))
	}
	c, err := api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C0PARTNER", IncludeNumMembers: true})
	if err != nil {
		t.Fatal(err)
	}
	if !c.IsExtShared || !c.IsMember || c.NumMembers != 3 {
		t.Errorf("got %+v", c)
	}
	dm, _, _, err := api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0ALICE"}})
	if err != nil || dm.ID != "D0ALICE" {
		t.Errorf("got %+v, %v", dm, err)
	}
	members, _, err := api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C0STRATEGY"})
	if err != nil || len(members) != 3 {
		t.Errorf("got %v, %v", members, err)
	}
	if team, err := api.GetTeamInfo(); err != nil || team.Name != "Sandbox" {
		t.Errorf("got %+v, %v", team, err)
	}
	if b, err := api.GetBotInfo(slack.GetBotInfoParameters{Bot: "B0VERSUS"}); err != nil || b.AppID != "A0VERSUS" {
		t.Errorf("got %+v, %v", b, err)
	}
	said, err := s.Say("U0ALICE", "C0GENERAL", "", "hello")
	if err != nil {
		t.Fatal(err)
	}
	if err := api.AddReaction("eyes", slack.NewRefToMessage("C0GENERAL", said)); err != nil {
		t.Error(err)
	}
	wantCode(t, api.AddReaction("eyes", slack.NewRefToMessage("C0GENERAL", said)), "already_reacted")
	if got := s.Messages("U0ALICE", "C0GENERAL")[0].Reactions; !slices.Equal(got, []string{"eyes"}) {
		t.Errorf("got %v", got)
	}
	if err := api.SetAssistantThreadsStatus(slack.AssistantThreadsSetStatusParameters{ChannelID: "C0GENERAL", ThreadTS: said, Status: "thinking"}); err != nil {
		t.Error(err)
	}
}

// TestDate checks that the answer's clock is the sandbox's, which a checker of lagging histories relies on.
func TestDate(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	s := start(t, sandbox.Config{Now: func() time.Time { return at }})
	var date string
	api := client(t, s, slack.OptionOnResponseHeaders(func(_ string, h http.Header) { date = h.Get("Date") }))
	_, a, err := api.PostMessage("C0GENERAL", slack.MsgOptionText("a", false))
	if err != nil {
		t.Fatal(err)
	}
	_, b, err := api.PostMessage("C0GENERAL", slack.MsgOptionText("b", false))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.AuthTest(); err != nil { // slack-go hands out the headers of plain methods only
		t.Fatal(err)
	}
	if date != "Mon, 02 Mar 2026 09:00:00 GMT" {
		t.Errorf("date %q", date)
	}
	if a != "1772442000.000000" || b != "1772442000.000001" {
		t.Errorf("timestamps %s and %s: they must differ within one instant", a, b)
	}
}
