// What the composer offers while somebody types: slash commands at the start, people after an @.

export interface Completion {
  kind: "command" | "mention";
  /** What was typed of the name, without its sign. */
  query: string;
  /** The part of the text that a choice replaces. */
  from: number;
  to: number;
}

/** What stands before the caret as something that can be completed, or null. */
export function completionAt(text: string, caret: number): Completion | null {
  const head = text.slice(0, caret);
  const command = /^\/(\S*)$/.exec(head);
  if (command) return { kind: "command", query: command[1] ?? "", from: 0, to: caret };
  const mention = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(head);
  if (mention) {
    const query = mention[1] ?? "";
    return { kind: "mention", query, from: caret - query.length - 1, to: caret };
  }
  return null;
}

/** The text and the caret once a choice is made. A space follows, unless one is there. */
export function complete(text: string, c: Completion, choice: string): { text: string; caret: number } {
  const tail = text.slice(c.to);
  const space = /^\s/.test(tail) ? "" : " ";
  const head = text.slice(0, c.from) + choice + space;
  return { text: head + tail, caret: head.length + (space === "" ? 1 : 0) };
}

/** Those whose name starts with the query first, then those that hold it. */
export function matching<T>(all: T[], query: string, names: (item: T) => string[]): T[] {
  const q = query.toLocaleLowerCase();
  const rank = (item: T) => {
    const folded = names(item).map((n) => n.toLocaleLowerCase());
    if (folded.some((n) => n.startsWith(q))) return 0;
    return folded.some((n) => n.includes(q)) ? 1 : 2;
  };
  return all
    .map((item, i) => ({ item, i, r: rank(item) }))
    .filter((x) => x.r < 2)
    .sort((a, b) => a.r - b.r || a.i - b.i)
    .map((x) => x.item);
}

/** A slash command and the words after it, or null where the text is none. */
export function slash(text: string): { command: string; text: string } | null {
  const m = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  return m?.[1] ? { command: m[1], text: (m[2] ?? "").trim() } : null;
}
