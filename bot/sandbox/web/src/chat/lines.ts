// The lines of a conversation: messages, notices between them, and the days that part them.

import type { Message } from "../api/types";
import type { Notice } from "../app/world";
import { dayKey, moment, type Clock } from "../text/time";

export type Line =
  | { kind: "day"; key: string; at: Date }
  | { kind: "message"; key: string; message: Message; follows: boolean }
  | { kind: "notice"; key: string; notice: Notice };

const together = 5 * 60;

/** Whether a message goes on under the name of the one before it. */
function follows(before: Message | undefined, m: Message): boolean {
  return (
    before !== undefined &&
    before.user === m.user &&
    (before.username ?? "") === (m.username ?? "") &&
    // Each answer for one alone stands under its own name: nothing between tells them apart.
    !before.ephemeral &&
    !m.ephemeral &&
    !before.subtype &&
    !m.subtype &&
    Number(m.ts) - Number(before.ts) < together
  );
}

/** The messages of a channel that stand in it: replies stand in their thread. */
export const inChannel = (all: Message[]) => all.filter((m) => !m.thread_ts || m.thread_ts === m.ts || m.subtype === "thread_broadcast");

export const inThread = (all: Message[], ts: string) => all.filter((m) => m.ts === ts || m.thread_ts === ts);

export function linesOf(messages: Message[], notices: Notice[], clock: Clock, days = true): Line[] {
  const lines: Line[] = [];
  const left = [...notices];
  const putNotices = (before: string | null) => {
    for (let n = left[0]; n && (before === null || n.after < before); n = left[0]) {
      lines.push({ kind: "notice", key: `n${n.id}`, notice: n });
      left.shift();
    }
  };
  let day = "";
  let last: Message | undefined;
  for (const m of messages) {
    const shown = lines.length;
    putNotices(m.ts);
    if (lines.length > shown) last = undefined;
    const at = moment(m.ts);
    const key = dayKey(clock, at);
    if (days && key !== day) {
      lines.push({ kind: "day", key: `d${key}`, at });
      last = undefined;
    }
    day = key;
    lines.push({ kind: "message", key: m.ts, message: m, follows: follows(last, m) });
    last = m;
  }
  putNotices(null);
  return lines;
}
