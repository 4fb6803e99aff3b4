import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { actor } from "../api/client";
import type { Block, Message, State } from "../api/types";
import { DeskContext, type Desk } from "../app/context";
import { MessageRow } from "../chat/MessageRow";
import { wordsIn } from "../i18n";
import { Blocks } from "./Blocks";

const state: State = {
  team: { id: "T", name: "Sandbox" },
  me: { id: "U1", name: "minji", real_name: "김민지", locale: "en-US", tz: "Asia/Seoul", is_bot: false },
  bot: { user_id: "U2", name: "ai", connected: true },
  users: [{ id: "U1", name: "minji", real_name: "김민지", locale: "ko-KR", tz: "Asia/Seoul", is_bot: false }],
  channels: [{ id: "C1", name: "general", kind: "channel", archived: false, bot_member: true, member: true }],
  commands: [], shortcuts: [], messages: {}, examples: [], welcome: "", home: null,
};
const desk: Desk = {
  state, act: actor("U1"), words: wordsIn("en"), lang: "en", clock: { locale: "en-US", tz: "UTC" }, theme: "light",
  userOf: (id) => state.users.find((u) => u.id === id), nameOf: (c) => `#${c.name}`, openThread: () => {}, attempt: async () => null,
};
const html = (node: ReactNode) => renderToStaticMarkup(<DeskContext.Provider value={desk}>{node}</DeskContext.Provider>);
const draw = (...blocks: Block[]) => html(<Blocks blocks={blocks} />);
const text = (markup: string) =>
  markup.replace(/<[^>]+>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
const raw = (t: string) => ({ type: "raw_text", text: t });
const md = (t: string) => ({ type: "mrkdwn", text: t });
const plain = (t: string) => ({ type: "plain_text", text: t });

describe("words are on the page", () => {
  test.each<[string, Block, string[]]>([
    ["section", { type: "section", text: md("*Opus* at ~30 tok/s, # 1, 12:30:45") }, ["Opus at ~30 tok/s, # 1, 12:30:45"]],
    ["fields", { type: "section", fields: [md("*a*\nb"), plain("*c*")] }, ["a\nb", "*c*"]],
    ["escaped mention", { type: "section", text: md("&lt;!channel&gt; &lt;@U1&gt;") }, ["<!channel> <@U1>"]],
    ["names", { type: "section", text: md("<@U1> <#C1> <@U9>") }, ["@minji #general @U9"]],
    ["header", { type: "header", text: plain("# Head & co") }, ["# Head & co"]],
    ["context", { type: "context", elements: [md("_as of_ 2026-02"), plain("note")] }, ["as of 2026-02", "note"]],
    ["data_table", { type: "data_table", caption: "Cap", rows: [[raw("M"), raw("S")], [raw("Opus"), { type: "raw_number", value: 80.8, text: "80.8%" }]] }, ["Cap", "M", "Opus", "80.8%"]],
    ["table with numbers and empty cells", { type: "table", rows: [[raw("a"), null], [{ type: "raw_number", value: 3 }, raw("")]] }, ["a", "3"]],
    ["chart", { type: "data_visualization", title: "Capex", chart: { type: "line", series: [{ name: "Google", data: [{ label: "2025", value: 91.4 }] }], axis_config: { categories: ["2025"], x_label: "Year", y_label: "B$" } } }, ["Capex", "2025", "91.4", "Year", "B$"]],
    ["pie", { type: "data_visualization", title: "Share", chart: { type: "pie", segments: [{ label: "SK hynix", value: 33 }, { label: "Rest", value: 67 }] } }, ["SK hynix", "33%"]],
    ["buttons", { type: "actions", elements: [{ type: "button", action_id: "a", text: plain("Share") }] }, ["Share"]],
    ["layout", { type: "layout", label: "L", rows: [{ items: [{ block: { type: "section", text: md("inside") } }] }] }, ["inside"]],
    ["container", { type: "container", title: plain("Box"), child_blocks: [{ type: "section", text: md("held") }] }, ["Box", "held"]],
    ["rich text", { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "~30 <b>" }] }] }, ["~30 <b>"]],
    ["markdown", { type: "markdown", text: "## Title\n**bold**" }, ["Title", "bold"]],
    ["unknown", { type: "hologram" }, ["hologram"]],
    ["named like a property of every object", { type: "constructor" }, ["constructor"]],
  ])("%s", (_, block, want) => {
    const got = text(draw(block));
    for (const w of want) expect(got).toContain(w);
  });
});

test("what was typed never becomes markup", () => {
  const markup = draw(
    { type: "section", text: md('<img src=x onerror=alert(1)> &lt;script&gt;"') },
    { type: "data_table", caption: "<i>", rows: [[raw("<b>h</b>")], [raw("<script>")]] },
    { type: "header", text: plain("<svg/onload=1>") },
    { type: "section", text: md("<javascript:alert(1)|click>") },
  );
  expect(markup).not.toMatch(/<(?:script|img|b|i|svg\/)[ >]/);
  expect(markup).not.toMatch(/href="javascript/i);
});

test("numbers in a table are to the right, and its header says how it is ordered", () => {
  const markup = draw({ type: "data_table", caption: "c", rows: [[raw("M"), raw("S")], ...[2, 1].map((v) => [raw("x"), { type: "raw_number", value: v }])] });
  expect(markup).toContain('aria-sort="none"');
  expect(markup).toMatch(/<td style="text-align:right">2</);
});

describe("a message", () => {
  const message: Message = { ts: "1771200000.000100", channel: "C1", user: "U2", bot: true, text: "full *text*", blocks: [], ephemeral: true, edited: true };
  test("without blocks shows its text, and says that only one person sees it", () => {
    const got = html(<MessageRow message={message} follows={false} />);
    expect(text(got)).toContain("full text");
    expect(got).toContain('data-testid="ephemeral"');
    expect(text(got)).toContain("(edited)");
    expect(text(got)).toContain("APP");
  });
  test("a broken block takes no other with it", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    // On the server React has no boundaries: what throws there is caught here by the block's own reader.
    const blocks = [{ type: "section", text: md("kept") }, { type: "data_table", rows: [null, 3, [{ type: "?" }]] }, { type: "data_visualization" }];
    const got = text(html(<MessageRow message={{ ...message, blocks: blocks as Block[] }} follows={false} />));
    expect(got).toContain("kept");
    expect(got).toContain("data_visualization");
  });
});
