// Slack's mrkdwn as rich text, by Slack's rules.
//
// The block library has a mrkdwn reader of its own, which loses words: "~30 tok/s" becomes "~~30", a line that starts
// with "#" vanishes, "12:30:45" loses its colons, and an escaped "&lt;!channel&gt;" becomes a mention. Its drawing of
// rich_text, on the other hand, shows each text as it is. So text is read here and drawn there.

import { unescape } from "./entities";
import { inline, type Inline } from "./inline";

export interface Section {
  type: "rich_text_section" | "rich_text_quote" | "rich_text_preformatted";
  elements: Inline[];
}

export interface RichText {
  type: "rich_text";
  elements: Section[];
}

export function richText(mrkdwn: string): RichText {
  const sections: Section[] = [];
  // Code fences first: nothing inside them has a meaning.
  mrkdwn.split("```").forEach((part, i, all) => {
    const fenced = i % 2 === 1 && i < all.length - 1;
    if (fenced) {
      const code = unescape(part.replace(/^\n|\n$/g, ""));
      if (code !== "") sections.push({ type: "rich_text_preformatted", elements: [{ type: "text", text: code }] });
      return;
    }
    // A fence that nobody closed is three backticks.
    const open = i % 2 === 1 ? "```" : "";
    // The line break beside a block is the block's own edge.
    let text = open + part;
    if (i > 0 && open === "") text = text.replace(/^\n/, "");
    if (i < all.length - 1) text = text.replace(/\n$/, "");
    sections.push(...paragraphs(text));
  });
  return { type: "rich_text", elements: sections };
}

/** Lines gathered into quotes and plain runs. ">>>" quotes all that follows. */
function paragraphs(text: string): Section[] {
  const sections: Section[] = [];
  let run: string[] = [];
  let quoted = false;
  const flush = () => {
    const joined = run.join("\n");
    if (joined !== "") sections.push({ type: quoted ? "rich_text_quote" : "rich_text_section", elements: inline(joined) });
    run = [];
  };
  let rest = false;
  for (const line of text.split("\n")) {
    const mark = rest ? "" : (/^(?:&gt;){3} ?|^&gt; ?|^>>> ?|^> ?/.exec(line)?.[0] ?? "");
    if (/^(?:&gt;|>){3}/.test(mark)) rest = true;
    const isQuote = rest || mark !== "";
    if (isQuote !== quoted) {
      flush();
      quoted = isQuote;
    }
    run.push(line.slice(mark.length));
  }
  flush();
  return sections;
}

/** plain_text knows emoji and nothing else, and not even those where it says so. */
export function plainRichText(text: string, emoji = true): RichText {
  const elements: Inline[] = emoji ? inline(text, { plain: true }) : [{ type: "text", text }];
  return { type: "rich_text", elements: text === "" ? [] : [{ type: "rich_text_section", elements }] };
}

/** The words of a mrkdwn text, for labels and screen readers. */
export function words(mrkdwn: string): string {
  return richText(mrkdwn)
    .elements.flatMap((s) => s.elements)
    .map((e) => ("text" in e && e.text) || ("url" in e && e.url) || ("name" in e && `:${e.name}:`) || "")
    .join("");
}
