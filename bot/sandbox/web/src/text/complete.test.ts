import { expect, test } from "vitest";
import { complete, completionAt, matching, slash } from "./complete";

test.each<[string, unknown]>([
  ["/", { kind: "command", query: "", from: 0, to: 1 }],
  ["/a", { kind: "command", query: "a", from: 0, to: 2 }],
  ["/ai ", null],
  [" /a", null],
  ["@", { kind: "mention", query: "", from: 0, to: 1 }],
  ["hi @a", { kind: "mention", query: "a", from: 3, to: 5 }],
  ["안녕 @김", { kind: "mention", query: "김", from: 3, to: 5 }],
  ["me@home", null],
  ["@ai ", null],
])("completionAt %j", (text, want) => {
  expect(completionAt(text, text.length)).toEqual(want);
});

test("a choice takes the place of what was typed", () => {
  const at = completionAt("hi @a there", 5);
  expect(at && complete("hi @a there", at, "@ai")).toEqual({ text: "hi @ai there", caret: 7 });
  const end = completionAt("/a", 2);
  expect(end && complete("/a", end, "/ai")).toEqual({ text: "/ai ", caret: 4 });
});

test("matching puts beginnings first and drops the rest", () => {
  expect(matching(["kai", "ai", "bob"], "AI", (s) => [s])).toEqual(["ai", "kai"]);
});

test.each<[string, unknown]>([
  ["/ai compare opus sonnet", { command: "/ai", text: "compare opus sonnet" }],
  ["/ai", { command: "/ai", text: "" }],
  ["/ai\n가격", { command: "/ai", text: "가격" }],
  ["hello /ai", null],
  ["/ nothing", null],
])("slash %j", (text, want) => {
  expect(slash(text)).toEqual(want);
});
