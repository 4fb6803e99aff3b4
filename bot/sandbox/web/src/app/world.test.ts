import { describe, expect, test } from "vitest";
import type { Message, State, View } from "../api/types";
import { nothing, reduce, stack, upsert, type World } from "./world";

const message = (ts: string, more: Partial<Message> = {}): Message => ({
  ts, channel: "C1", user: "U2", bot: true, text: ts, blocks: [], ephemeral: false, edited: false, ...more,
});
const state: State = {
  team: { id: "T", name: "Sandbox" },
  me: { id: "U1", name: "a", real_name: "A", locale: "en-US", tz: "UTC", is_bot: false },
  bot: { user_id: "U2", name: "ai", connected: true },
  users: [], channels: [], commands: [], shortcuts: [], messages: { C1: [message("1.0")] }, examples: [], welcome: "", home: null,
};
const loaded = reduce(nothing, { kind: "loaded", state });
const texts = (w: World) => w.state?.messages.C1?.map((m) => m.text);

describe("messages", () => {
  test("stand in the order of their ts and replace themselves", () => {
    const list = upsert(upsert([message("2.0")], message("1.0")), message("3.0"));
    expect(list.map((m) => m.ts)).toEqual(["1.0", "2.0", "3.0"]);
    expect(upsert(list, message("2.0", { text: "new" })).map((m) => m.text)).toEqual(["1.0", "new", "3.0"]);
  });
  test("come, change and go", () => {
    let w = reduce(loaded, { kind: "event", shown: "C1", event: { kind: "message", message: message("2.0") } });
    w = reduce(w, { kind: "event", shown: "C1", event: { kind: "changed", message: message("1.0", { text: "x" }) } });
    expect(texts(w)).toEqual(["x", "2.0"]);
    w = reduce(w, { kind: "event", shown: "C1", event: { kind: "deleted", channel: "C1", ts: "1.0" } });
    expect(texts(w)).toEqual(["2.0"]);
    expect(w.unread.size).toBe(0);
  });
  test("elsewhere make a channel unread until it is seen; one's own do not", () => {
    const other = reduce(loaded, { kind: "event", shown: "C2", event: { kind: "message", message: message("2.0") } });
    expect([...other.unread]).toEqual(["C1"]);
    expect(reduce(other, { kind: "seen", channel: "C1" }).unread.size).toBe(0);
    const own = reduce(loaded, { kind: "event", shown: "C2", event: { kind: "message", message: message("2.0", { user: "U1" }) } });
    expect(own.unread.size).toBe(0);
  });
  test("of the bot end the waiting", () => {
    const w = reduce(loaded, { kind: "waiting", channel: "C1", on: true });
    expect(w.waiting.has("C1")).toBe(true);
    expect(reduce(w, { kind: "event", shown: "C1", event: { kind: "message", message: message("2.0") } }).waiting.size).toBe(0);
  });
});

test("an answer for one alone in a thread is remembered, so that the thread can be shown", () => {
  const whisper = message("2.0", { thread_ts: "1.0", ephemeral: true });
  const w = reduce(loaded, { kind: "event", shown: "C1", event: { kind: "message", message: whisper } });
  expect(w.aside).toEqual({ channel: "C1", thread: "1.0", ts: "2.0" });
  const spoken = reduce(loaded, { kind: "event", shown: "C1", event: { kind: "message", message: message("2.0", { thread_ts: "1.0" }) } });
  expect(spoken.aside).toBeNull();
});

test("the same notice is shown once for the same moment", () => {
  const say = { kind: "notice", channel: "C1", text: "no such command" } as const;
  const once = reduce(reduce(loaded, say), { kind: "event", shown: "C1", event: { ...say, kind: "notice" } });
  expect(once.notices).toHaveLength(1);
  const later = reduce(once, { kind: "event", shown: "C1", event: { kind: "message", message: message("2.0") } });
  const twice = reduce(later, say);
  expect(twice.notices.map((n) => n.after)).toEqual(["1.0", "2.0"]);
  expect(reduce(twice, { kind: "dismiss", id: 1 }).notices.map((n) => n.id)).toEqual([2]);
});

test("modals are a stack", () => {
  const view = (id: string, callback_id = ""): View => ({ id, type: "modal", blocks: [], callback_id });
  const open = stack([view("old")], "open", view("a"));
  expect(open.map((v) => v.id)).toEqual(["a"]);
  const pushed = stack(open, "push", view("b"));
  expect(stack(pushed, "update", view("a", "new")).map((v) => v.callback_id)).toEqual(["new", ""]);
  expect(stack(pushed, "close", view("a")).map((v) => v.id)).toEqual(["a"]);
  expect(stack(pushed, "close", null)).toEqual([]);
});

test("a modal that was open before a reload, or has closed meanwhile, is so here", () => {
  const view: View = { id: "V1", type: "modal", blocks: [] };
  const open = reduce(nothing, { kind: "loaded", state: { ...state, view } });
  expect(open.views).toEqual([view]);
  expect(reduce(open, { kind: "loaded", state: { ...state, view: null } }).views).toEqual([]);
});

test("a failed load is a failure only where nothing is shown yet", () => {
  expect(reduce(nothing, { kind: "failed" }).failed).toBe(true);
  expect(reduce(loaded, { kind: "failed" }).failed).toBe(false);
});
