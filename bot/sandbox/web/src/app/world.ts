// What the page knows, and how each event changes it. Pure: the hook beside it does the talking.

import type { Event } from "../api/stream";
import type { Message, State, View } from "../api/types";

/** A line of the workspace's own that only this person sees. */
export interface Notice {
  id: number;
  channel: string;
  thread?: string;
  text: string;
  /** The ts it stands behind. */
  after: string;
}

export interface World {
  state: State | null;
  online: boolean;
  /** The person's state could not be had at all. */
  failed: boolean;
  notices: Notice[];
  /** Modals, the lowest first; the last is the one on top. */
  views: View[];
  home: View | null;
  unread: ReadonlySet<string>;
  /** Channels in which an answer of the bot is on its way. */
  waiting: ReadonlySet<string>;
  nextNotice: number;
  /** The last message for this person alone that came in a thread. */
  aside: { channel: string; thread: string; ts: string } | null;
}

export const nothing: World = {
  state: null,
  online: true,
  failed: false,
  notices: [],
  views: [],
  home: null,
  unread: new Set(),
  waiting: new Set(),
  nextNotice: 1,
  aside: null,
};

export type Change =
  | { kind: "loaded"; state: State }
  | { kind: "failed" }
  | { kind: "online"; online: boolean }
  | { kind: "event"; event: Event; shown: string }
  | { kind: "notice"; channel: string; thread?: string; text: string }
  | { kind: "dismiss"; id: number }
  | { kind: "seen"; channel: string }
  | { kind: "waiting"; channel: string; on: boolean };

/** A list with the message in its place by ts, instead of the one it replaces. */
export function upsert(list: Message[], m: Message): Message[] {
  const at = list.findIndex((x) => x.ts === m.ts);
  if (at >= 0) return list.map((x, i) => (i === at ? m : x));
  const after = list.findLastIndex((x) => x.ts < m.ts);
  return [...list.slice(0, after + 1), m, ...list.slice(after + 1)];
}

const withOut = (s: ReadonlySet<string>, x: string) => (s.has(x) ? new Set([...s].filter((y) => y !== x)) : s);
const withIn = (s: ReadonlySet<string>, x: string) => (s.has(x) ? s : new Set([...s, x]));

export function reduce(w: World, c: Change): World {
  switch (c.kind) {
    case "loaded":
      return { ...w, state: c.state, failed: false, online: true, home: c.state.home ?? w.home, views: open(w.views, c.state.view) };
    case "failed":
      return { ...w, failed: w.state === null };
    case "online":
      return { ...w, online: c.online };
    case "seen":
      return { ...w, unread: withOut(w.unread, c.channel) };
    case "waiting":
      return { ...w, waiting: c.on ? withIn(w.waiting, c.channel) : withOut(w.waiting, c.channel) };
    case "dismiss":
      return { ...w, notices: w.notices.filter((n) => n.id !== c.id) };
    case "notice":
      return notice(w, c);
    case "event":
      return event(w, c.event, c.shown);
  }
}

function notice(w: World, n: { channel: string; thread?: string; text: string }): World {
  const last = (w.state?.messages[n.channel] ?? []).at(-1)?.ts ?? "0";
  // The same refusal comes as an answer and through the stream: once is enough.
  if (w.notices.some((x) => x.channel === n.channel && x.text === n.text && x.after === last)) return w;
  const added = { ...n, id: w.nextNotice, after: last };
  return { ...w, notices: [...w.notices, added], nextNotice: w.nextNotice + 1, waiting: withOut(w.waiting, n.channel) };
}

function event(w: World, e: Event, shown: string): World {
  switch (e.kind) {
    case "notice":
      return notice(w, e);
    case "home":
      return { ...w, home: e.view };
    case "view":
      return { ...w, views: stack(w.views, e.action, e.view), waiting: new Set() };
    case "state":
      return w;
    default:
      return w.state ? message(w, w.state, e, shown) : w;
  }
}

function message(w: World, state: State, e: Extract<Event, { kind: "message" | "changed" | "deleted" }>, shown: string): World {
  const channel = e.kind === "deleted" ? e.channel : e.message.channel;
  const list = state.messages[channel] ?? [];
  const next = e.kind === "deleted" ? list.filter((m) => m.ts !== e.ts) : upsert(list, e.message);
  const world = { ...w, state: { ...state, messages: { ...state.messages, [channel]: next } } };
  if (e.kind !== "message") return world;
  const { ephemeral, thread_ts, ts } = e.message;
  if (ephemeral && thread_ts && thread_ts !== ts) world.aside = { channel, thread: thread_ts, ts };
  if (e.message.bot) world.waiting = withOut(w.waiting, channel);
  const news = channel !== shown && e.message.user !== state.me.id;
  return news ? { ...world, unread: withIn(w.unread, channel) } : world;
}

/** The modals after the state was read anew: what is open there is open here, with what lies below it where known. */
function open(views: View[], top: View | null | undefined): View[] {
  if (!top) return top === null ? [] : views;
  const at = views.findIndex((v) => v.id === top.id);
  return at < 0 ? [top] : [...views.slice(0, at), top];
}

/** The modals after an event of the stream. */
export function stack(views: View[], action: "open" | "update" | "push" | "close", view: View | null): View[] {
  if (action === "close" || !view) {
    const below = view ? views.findIndex((v) => v.id === view.id) : -1;
    return view ? [...views.slice(0, Math.max(0, below)), view] : [];
  }
  if (action === "push") return [...views, view];
  if (action === "open") return [view];
  const at = views.findIndex((v) => v.id === view.id);
  return at < 0 ? [...views.slice(0, -1), view] : views.map((v, i) => (i === at ? view : v));
}
