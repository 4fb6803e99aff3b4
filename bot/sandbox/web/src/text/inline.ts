// The inside of a line: styles, links, mentions, emoji. The result is what a rich_text_section holds.

import { emoji } from "./emoji";
import { unescape } from "./entities";

export interface Style {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
}

export type Inline =
  | { type: "text"; text: string; style?: Style }
  | { type: "link"; url: string; text?: string; style?: Style }
  | { type: "emoji"; name: string }
  | { type: "user"; user_id: string; style?: Style }
  | { type: "channel"; channel_id: string; style?: Style }
  | { type: "usergroup"; usergroup_id: string; style?: Style }
  | { type: "broadcast"; range: "here" | "channel" | "everyone"; style?: Style }
  | { type: "date"; timestamp: number; format: string; fallback: string; url?: string };

interface Reading {
  plain?: boolean;
  style?: Style;
}

// What a mark may stand beside: Slack styles only whole words, and a Korean particle after a mark is part of the word.
const wordChar = /[\p{L}\p{N}]/u;
const token = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+-]+(?:::skin-tone-[2-6])?):|(https?:\/\/[^\s<>|]+)|([*_~])/gu;
const marks: Record<string, Style> = { "*": { bold: true }, _: { italic: true }, "~": { strike: true } };

export function inline(text: string, reading: Reading = {}): Inline[] {
  const out: Inline[] = [];
  const { style } = reading;
  const styled = style && Object.keys(style).length > 0 ? { style } : {};
  const say = (raw: string) => {
    if (raw === "") return;
    out.push({ type: "text", text: reading.plain ? raw : unescape(raw), ...styled });
  };
  let at = 0;
  const next = new RegExp(token);
  for (let m = next.exec(text); m; m = next.exec(text)) {
    const [whole, angle, code, name, bare, mark] = m;
    const end = m.index + whole.length;
    let found: Inline[] | null = null;
    let stop = end;
    if (name !== undefined) {
      if (emoji(name)) found = [{ type: "emoji", name }];
      else stop = end - 1; // the closing colon may open another name
    } else if (reading.plain) {
      found = null;
    } else if (angle !== undefined) {
      found = special(angle, styled);
    } else if (code !== undefined) {
      found = [{ type: "text", text: unescape(code), style: { ...style, code: true } }];
    } else if (bare !== undefined) {
      const url = bare.replace(/(?:[.,:;!?)*_~`]|&gt;)+$/, "");
      stop = m.index + url.length;
      found = [{ type: "link", url: unescape(url), ...styled }];
    } else if (mark !== undefined) {
      const close = closing(text, m.index, mark);
      if (close > 0) {
        found = inline(text.slice(end, close), { style: { ...style, ...marks[mark] } });
        stop = close + 1;
      }
    }
    if (!found) {
      // An unread token is text; only its first sign is spent, so that what follows can still be read.
      next.lastIndex = Math.max(stop === end ? m.index + 1 : stop, m.index + 1);
      continue;
    }
    say(text.slice(at, m.index));
    out.push(...found);
    at = next.lastIndex = stop;
  }
  say(text.slice(at));
  return out;
}

// A styled run ends within this many signs (a text object holds no more), which keeps hostile text cheap to read.
const longestRun = 3000;

/** Where the style that opens at `open` ends, or -1: whole words only, on one line, not empty. */
function closing(text: string, open: number, mark: string): number {
  const before = text[open - 1] ?? " ";
  const first = text[open + 1] ?? " ";
  if (wordChar.test(before) || before === mark || /\s/.test(first) || first === mark) return -1;
  const end = Math.min(text.length, open + longestRun);
  for (let i = open + 2; i < end && text[i] !== "\n"; i++) {
    if (text[i] !== mark) continue;
    const inner = text[i - 1] ?? " ";
    const after = text[i + 1] ?? " ";
    if (!/\s/.test(inner) && !wordChar.test(after) && after !== mark) return i;
  }
  return -1;
}

const safeLink = /^(?:https?:|mailto:|tel:)/i;

/** `<…>`: mentions, dates and links; null where it is none of them. */
function special(body: string, styled: { style?: Style }): Inline[] | null {
  const bar = body.indexOf("|");
  const head = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : unescape(body.slice(bar + 1));
  if (/^@[UW]\w+$/.test(head)) return [{ type: "user", user_id: head.slice(1), ...styled }];
  if (/^#[CDG]\w+$/.test(head)) return [{ type: "channel", channel_id: head.slice(1), ...styled }];
  if (/^!subteam\^\w+$/.test(head)) return [{ type: "usergroup", usergroup_id: head.slice(9), ...styled }];
  const range = /^!(here|channel|everyone)$/.exec(head)?.[1];
  if (range) return [{ type: "broadcast", range: range as "here", ...styled }];
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.*))?$/.exec(head);
  if (date) {
    const url = date[3] && safeLink.test(date[3]) ? { url: date[3] } : {};
    return [{ type: "date", timestamp: Number(date[1]), format: date[2] ?? "", fallback: label ?? "", ...url }];
  }
  if (head.startsWith("!")) return [{ type: "text", text: label ?? `<${unescape(head)}>`, ...styled }];
  const url = unescape(head);
  if (safeLink.test(url)) return [{ type: "link", url, ...(label ? { text: label } : {}), ...styled }];
  return null;
}
