import { expect, test } from "vitest";
import { nextOrder, page, readTable, sorted } from "./tableModel";

const text = (t: string) => ({ type: "raw_text", text: t });
const number = (value: number, t?: string) => ({ type: "raw_number", value, ...(t ? { text: t } : {}) });

const block = {
  type: "data_table",
  caption: "Prices",
  rows: [
    [text("Model"), text("Price"), text("Note")],
    [text("b"), number(15, "$15"), text("80.8%")],
    [text("a"), number(3, "$3"), null],
    [text("c"), number(-14, "-$14B")],
  ],
};

test("a table is read whole, with short and empty cells filled", () => {
  const t = readTable(block);
  expect(t.caption).toBe("Prices");
  expect(t.rows.map((r) => r.map((c) => c.text))).toEqual([["b", "$15", "80.8%"], ["a", "$3", ""], ["c", "-$14B", ""]]);
  expect(t.numeric).toEqual([false, true, false]);
  expect(t.align).toEqual(["left", "right", "right"]);
  expect([t.pageSize, t.rowHeader, t.sortable]).toEqual([5, 0, true]);
});

test("numbers are ordered by value, words by word", () => {
  const t = readTable(block);
  const names = (order: Parameters<typeof sorted>[1]) => sorted(t, order, "en").map((r) => r[0]?.text).join("");
  expect(names({ column: 1, down: false })).toBe("cab");
  expect(names({ column: 1, down: true })).toBe("bac");
  expect(names({ column: 0, down: false })).toBe("abc");
  expect(names(null)).toBe("bac");
});

test("a column with one text among numbers is no numeric column", () => {
  const t = readTable({ type: "data_table", rows: [[text("x")], [number(1)], [text("undisclosed")]] });
  expect(t.numeric).toEqual([false]);
});

test("a column of figures stands to the right, one with words among them to the left", () => {
  const rows = [["x", "80.8%", "~30 tok/s", "2026"], ["y", "–", "reasoning", "$645-665B (planned)"], ["z", "-14", "", "1.55억 명"]].map((r) => r.map(text));
  const t = readTable({ type: "data_table", rows: [["", "a", "b", "c"].map(text), ...rows] });
  expect(t.align).toEqual(["left", "right", "left", "right"]);
  expect(t.numeric).toEqual([false, false, false, false]);
});

test("a plain table keeps its alignment and shows all its rows", () => {
  const t = readTable({ type: "table", column_settings: [null, { align: "center" }], rows: [[text("a"), text("b")], ...Array(9).fill([text("1"), number(2)])] });
  expect(t.align).toEqual(["left", "center"]);
  expect(t.pageSize).toBe(9);
  expect(t.sortable).toBe(false);
});

test("nothing in a table can break it", () => {
  for (const rows of [undefined, null, [], [[]], [null], [[null, undefined, 3, { type: "?" }]]]) {
    expect(() => readTable({ type: "data_table", rows })).not.toThrow();
  }
});

test("a header turns up, down and back", () => {
  const up = nextOrder(null, 2);
  expect(up).toEqual({ column: 2, down: false });
  const down = nextOrder(up, 2);
  expect(down).toEqual({ column: 2, down: true });
  expect(nextOrder(down, 2)).toBeNull();
  expect(nextOrder(down, 1)).toEqual({ column: 1, down: false });
});

test("pages", () => {
  const rows = Array.from({ length: 12 }, (_, i) => [{ kind: "text" as const, text: String(i) }]);
  expect(page(rows, 5, 0)).toMatchObject({ index: 0, count: 3, first: 1, last: 5 });
  expect(page(rows, 5, 9)).toMatchObject({ index: 2, first: 11, last: 12 });
  expect(page([], 5, 0)).toMatchObject({ index: 0, count: 1, last: 0 });
});
