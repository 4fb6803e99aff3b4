import type { Option, OptionGroup, Reply, State, TextObject, Value, Values } from "./types";

/** Where an element stands: in a message or in a view. */
export type Place = { channel: string; ts: string } | { view_id: string };

/** No answer came at all: the stand-in is gone, or the network between. */
export class Unreachable extends Error {}

async function post(path: string, body: unknown): Promise<Reply> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Unreachable(path);
  }
  if (!answer.ok) return { ok: false, error: `http_${answer.status}` };
  return (await answer.json()) as Reply;
}

const asText = (t: TextObject | string): TextObject => (typeof t === "string" ? { type: "plain_text", text: t } : t);
const asOption = (o: Option): Option => ({ ...o, text: asText(o.text) });

/** Options as text objects, whether the stand-in sent text objects or plain strings. */
export function tidyOptions(r: Reply): OptionGroup[] {
  const flat = (r.options ?? []).map(asOption);
  const groups = (r.option_groups ?? []).map((g) => ({ label: asText(g.label), options: g.options.map(asOption) }));
  return flat.length > 0 ? [{ label: { type: "plain_text", text: "" }, options: flat }, ...groups] : groups;
}

export async function fetchState(user: string | null): Promise<State> {
  const answer = await fetch("/sandbox/state" + (user ? `?user=${encodeURIComponent(user)}` : ""));
  if (!answer.ok) throw new Error(`state: ${answer.status}`);
  return (await answer.json()) as State;
}

/** Everything a person can do, bound to who does it. */
export function actor(user: string) {
  return {
    say: (channel: string, text: string, thread_ts?: string) =>
      post("/sandbox/say", { user, channel, text, ...(thread_ts ? { thread_ts } : {}) }),
    edit: (channel: string, ts: string, text: string) => post("/sandbox/edit", { user, channel, ts, text }),
    remove: (channel: string, ts: string) => post("/sandbox/delete", { user, channel, ts }),
    click: (place: Place, block_id: string, action: Value & { action_id: string }, state?: Values) =>
      post("/sandbox/click", { user, ...place, block_id, action, ...(state ? { state } : {}) }),
    submit: (view_id: string, state: Values) => post("/sandbox/view", { user, view_id, submit: true, state }),
    dismiss: (view_id: string) => post("/sandbox/view", { user, view_id, submit: false }),
    options: (place: Place, block_id: string, action_id: string, value: string) =>
      post("/sandbox/options", { user, ...place, block_id, action_id, value }),
    shortcut: (callback_id: string, at?: { channel: string; ts: string }) =>
      post("/sandbox/shortcut", { user, callback_id, ...at }),
    home: () => post("/sandbox/home", { user }),
    join: (channel: string) => post("/sandbox/channel", { user, channel, action: "join" }),
  };
}

export type Actor = ReturnType<typeof actor>;
