import { expect, test } from "vitest";
import type { Block } from "../api/types";
import { valuesOf } from "./values";

const option = (value: string) => ({ text: { type: "plain_text" as const, text: value }, value });
const blocks: Block[] = [
  { type: "section", text: { type: "mrkdwn", text: "x" } },
  { type: "input", block_id: "day", element: { type: "static_select", action_id: "d", initial_option: option("mon") } },
  { type: "input", block_id: "about", element: { type: "multi_external_select", action_id: "a" } },
  { type: "input", block_id: "at", element: { type: "timepicker", action_id: "t", initial_time: "09:00" } },
  { type: "input", block_id: "note", element: { type: "plain_text_input", action_id: "n" } },
  { type: "actions", block_id: "do", elements: [{ type: "button", action_id: "go" }, { type: "checkboxes", action_id: "c" }] },
];

test("a view starts with what its elements say", () => {
  expect(valuesOf(blocks)).toEqual({
    day: { d: { type: "static_select", selected_option: option("mon") } },
    about: { a: { type: "multi_external_select", selected_options: [] } },
    at: { t: { type: "timepicker", selected_time: "09:00" } },
    note: { n: { type: "plain_text_input", value: null } },
    do: { c: { type: "checkboxes", selected_options: [] } },
  });
});

test("an update keeps what was entered where the input is still the same", () => {
  const entered = {
    note: { n: { type: "plain_text_input", value: "hello" } },
    day: { d: { type: "datepicker", selected_date: "2026-02-16" } },
    gone: { x: { type: "plain_text_input", value: "y" } },
  };
  const next = valuesOf(blocks, entered);
  expect(next.note?.n?.value).toBe("hello");
  expect(next.day?.d?.selected_option?.value).toBe("mon");
  expect(next.gone).toBeUndefined();
});
