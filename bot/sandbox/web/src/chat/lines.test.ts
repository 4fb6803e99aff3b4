import { expect, test } from "vitest";
import type { Message } from "../api/types";
import { inChannel, inThread, linesOf } from "./lines";

const clock = { locale: "ko-KR", tz: "Asia/Seoul" };
const at = (iso: string, n = 0) => `${Date.parse(iso) / 1000}.${String(n).padStart(6, "0")}`;
const message = (ts: string, more: Partial<Message> = {}): Message => ({
  ts, channel: "C1", user: "U1", bot: false, text: "", blocks: [], ephemeral: false, edited: false, ...more,
});

test("days part at the reader's midnight", () => {
  const lines = linesOf([message(at("2026-02-16T14:59:00Z")), message(at("2026-02-16T15:01:00Z"))], [], clock);
  expect(lines.map((l) => l.kind)).toEqual(["day", "message", "day", "message"]);
});

test("one name stands over what is said in one go", () => {
  const lines = linesOf(
    [
      message(at("2026-02-16T01:00:00Z")),
      message(at("2026-02-16T01:01:00Z")),
      message(at("2026-02-16T01:02:00Z"), { ephemeral: true }),
      message(at("2026-02-16T01:02:30Z"), { user: "U2" }),
      message(at("2026-02-16T01:09:00Z"), { user: "U2" }),
    ],
    [],
    clock,
  );
  expect(lines.flatMap((l) => (l.kind === "message" ? [l.follows] : []))).toEqual([false, true, false, false, false]);
});

test("notices stand behind what they were said after, and part a run", () => {
  const [a, b] = [at("2026-02-16T01:00:00Z"), at("2026-02-16T01:01:00Z")];
  const notice = (id: number, after: string) => ({ id, channel: "C1", text: "x", after });
  const lines = linesOf([message(a), message(b)], [notice(1, a), notice(2, b)], clock, false);
  expect(lines.map((l) => l.key)).toEqual([a, "n1", b, "n2"]);
  expect(lines[2]).toMatchObject({ follows: false });
  expect(linesOf([], [notice(3, "0")], clock).map((l) => l.kind)).toEqual(["notice"]);
});

test("replies stand in their thread alone", () => {
  const parent = message("1.0", { thread_ts: "1.0", reply_count: 1 });
  const reply = message("2.0", { thread_ts: "1.0" });
  expect(inChannel([parent, reply])).toEqual([parent]);
  expect(inThread([parent, reply, message("3.0")], "1.0")).toEqual([parent, reply]);
});
