// A table's rows, order and pages, as Slack has them: a header row, cells of four kinds, numeric order only where a
// column is all numbers.

import type { Block, Element } from "../api/types";
import type { Section } from "../text/mrkdwn";

export type Cell =
  | { kind: "text"; text: string }
  | { kind: "number"; text: string; value: number }
  | { kind: "rich"; text: string; elements: Section[] }
  | { kind: "action"; text: string; element: Element };

export type Align = "left" | "center" | "right";

export interface Table {
  caption: string;
  header: Cell[];
  rows: Cell[][];
  align: Align[];
  numeric: boolean[];
  /** The column that names its row, or -1. */
  rowHeader: number;
  pageSize: number;
  sortable: boolean;
}

export type Order = { column: number; down: boolean } | null;

interface RawCell {
  type?: string;
  text?: string;
  value?: number;
  elements?: Section[];
  element?: Element;
}

const wordsOf = (sections: Section[]): string =>
  sections
    .flatMap((s) => s.elements ?? [])
    .map((e) => ("text" in e && e.text) || ("url" in e && e.url) || "")
    .join("");

function readCell(raw: RawCell | null): Cell {
  switch (raw?.type) {
    case "raw_number":
      return { kind: "number", value: Number(raw.value), text: raw.text || String(raw.value) };
    case "rich_text":
      return { kind: "rich", elements: raw.elements ?? [], text: wordsOf(raw.elements ?? []) };
    case "action_cell":
      return raw.element
        ? { kind: "action", element: raw.element, text: raw.element.text?.text ?? "" }
        : { kind: "text", text: "" };
    default:
      return { kind: "text", text: raw?.text ?? "" };
  }
}

// "80.8%", "~$300B (planned)", "-14": what stands best below its like. A dash or nothing is no figure, but no word either.
const figure = /^[~<>≤≥±+-]?\s?[$€£₩¥]?\d/;
const blank = /^[–—-]?$/;

function allFigures(column: (Cell | undefined)[]): boolean {
  const texts = column.map((c) => c?.text.trim() ?? "");
  return texts.some((t) => figure.test(t)) && texts.every((t) => figure.test(t) || blank.test(t));
}

/** A `data_table` or `table` block. Rows that are too short are filled, so that a bad one takes nothing with it. */
export function readTable(block: Block): Table {
  const raw = (Array.isArray(block.rows) ? block.rows : []) as (RawCell | null)[][];
  const all = raw.map((row) => (Array.isArray(row) ? row : []).map(readCell));
  const width = Math.max(0, ...all.map((r) => r.length));
  for (const row of all) while (row.length < width) row.push({ kind: "text", text: "" });
  const [header = [], ...rows] = all;
  const numeric = header.map((_, i) => rows.length > 0 && rows.every((r) => r[i]?.kind === "number"));
  const settings = (block.column_settings ?? []) as ({ align?: Align } | null)[];
  const dataTable = block.type === "data_table";
  const rowHeader = dataTable ? Number(block.row_header_column_index ?? 0) : -1;
  return {
    caption: typeof block.caption === "string" ? block.caption : "",
    header,
    rows,
    numeric,
    align: header.map((_, i) => settings[i]?.align ?? (dataTable && i !== rowHeader && allFigures(rows.map((r) => r[i])) ? "right" : "left")),
    rowHeader,
    pageSize: dataTable ? Math.max(1, Number(block.page_size ?? 5)) : Math.max(1, rows.length),
    sortable: dataTable && rows.length > 1,
  };
}

/** The rows in an order; equal ones stay as they were. */
export function sorted(t: Table, order: Order, locale?: string): Cell[][] {
  if (!order) return t.rows;
  const words = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const { column, down } = order;
  const compare = (a?: Cell, b?: Cell): number =>
    a?.kind === "number" && b?.kind === "number" && t.numeric[column]
      ? a.value - b.value
      : words.compare(a?.text ?? "", b?.text ?? "");
  return [...t.rows].sort((a, b) => (down ? -1 : 1) * compare(a[column], b[column]));
}

/** One click more on a header: up, down, and back to the order that was sent. */
export function nextOrder(order: Order, column: number): Order {
  if (order?.column !== column) return { column, down: false };
  return order.down ? null : { column, down: true };
}

export interface Page {
  rows: Cell[][];
  index: number;
  count: number;
  first: number;
  last: number;
}

export function page(rows: Cell[][], size: number, wanted: number): Page {
  const count = Math.max(1, Math.ceil(rows.length / size));
  const index = Math.min(Math.max(0, wanted), count - 1);
  const shown = rows.slice(index * size, (index + 1) * size);
  return { rows: shown, index, count, first: index * size + 1, last: index * size + shown.length };
}
