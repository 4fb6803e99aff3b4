import { describe, expect, test } from "vitest";
import { plainRichText, richText, words } from "./mrkdwn";

const text = (s: string, style?: object) => ({ type: "text", text: s, ...(style ? { style } : {}) });
const section = (...elements: unknown[]) => [{ type: "rich_text_section", elements }];

describe("richText", () => {
  test.each<[string, string, unknown]>([
    ["figures keep their tilde", "~30 tok/s and ~$300B", section(text("~30 tok/s and ~$300B"))],
    ["multiplication is not bold", "2*3*4 gpt_5_codex", section(text("2*3*4 gpt_5_codex"))],
    ["a hash is a hash", "# not a head", section(text("# not a head"))],
    ["times keep their colons", "12:30:45", section(text("12:30:45"))],
    ["an escaped mention is text", "&lt;!channel&gt; &amp;lt;", section(text("<!channel> &lt;"))],
    ["HTML is text", "<b>x</b>", section(text("<b>x</b>"))],
    ["bold", "*Opus* leads", section(text("Opus", { bold: true }), text(" leads"))],
    ["bold beside punctuation", "(*a*, *b*)", section(text("("), text("a", { bold: true }), text(", "), text("b", { bold: true }), text(")"))],
    ["a particle keeps the mark from closing", "*굵게*는", section(text("*굵게*는"))],
    ["bold Korean", "*굵게* 씁니다", section(text("굵게", { bold: true }), text(" 씁니다"))],
    ["nested", "*a _b_*", section(text("a ", { bold: true }), text("b", { bold: true, italic: true }))],
    ["strike", "~gone~", section(text("gone", { strike: true }))],
    ["code holds marks", "`*x* &lt;y&gt;`", section(text("*x* <y>", { code: true }))],
    ["styles end at the line", "*a\nb*", section(text("*a\nb*"))],
    ["link", "<https://x.y/?a=1&amp;b=2|label>", section({ type: "link", url: "https://x.y/?a=1&b=2", text: "label" })],
    ["a bare link stops before the full stop", "see https://x.y/z.", section(text("see "), { type: "link", url: "https://x.y/z" }, text("."))],
    ["no script in links", "<javascript:alert(1)|x>", section(text("<javascript:alert(1)|x>"))],
    ["mention", "<@U1> hi", section({ type: "user", user_id: "U1" }, text(" hi"))],
    ["channel with its name", "<#C1|general>", section({ type: "channel", channel_id: "C1" })],
    ["broadcast", "<!channel>", section({ type: "broadcast", range: "channel" })],
    ["an unknown command is text", "<!whatever^1>", section(text("<!whatever^1>"))],
    ["emoji", ":tada: :nope:", section({ type: "emoji", name: "tada" }, text(" :nope:"))],
    ["date", "<!date^1771200000^{date_short}|Feb 16>", section({ type: "date", timestamp: 1771200000, format: "{date_short}", fallback: "Feb 16" })],
  ])("%s", (_, given, want) => {
    expect(richText(given).elements).toEqual(want);
  });

  test("quotes and fences are blocks of their own", () => {
    expect(richText("a\n> b\n&gt; c\nd\n```\ncode *x*\n```\ne").elements).toEqual([
      ...section(text("a")),
      { type: "rich_text_quote", elements: [text("b\nc")] },
      ...section(text("d")),
      { type: "rich_text_preformatted", elements: [text("code *x*")] },
      ...section(text("e")),
    ]);
  });

  test("an open fence is text", () => {
    expect(words("a ```b")).toBe("a ```b");
  });

  test("no word is lost, whatever is written", () => {
    const hard = "*** ~~ __ `` <> <|> <@> :: *a* _b ~c~ `d` <e f> ![x](y) [x](y) | - + 1. <table> \\*";
    const letters = (s: string) => [...s].filter((c) => /[a-z0-9]/.test(c)).join("");
    expect(letters(words(hard))).toBe(letters(hard));
  });

  test("long hostile text is read in a moment", () => {
    const text = "*".repeat(20000) + "<".repeat(20000) + "_a ".repeat(10000);
    expect(words(text).length).toBe(text.length);
  });
});

test("plain text has emoji and no marks", () => {
  expect(plainRichText("*x* :tada: &lt;").elements).toEqual(section(text("*x* "), { type: "emoji", name: "tada" }, text(" &lt;")));
  expect(plainRichText("a :tada:", false).elements).toEqual(section(text("a :tada:")));
});
