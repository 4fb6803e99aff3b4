// What the elements of a view hold, in the words of `view.state.values`.

import type { Block, Element, Value, Values } from "../api/types";

/** An element's value before anybody touches it, or null for one that has none (a button, an image). */
export function initialValue(e: Element): Value | null {
  const options = e.initial_options ?? [];
  switch (e.type) {
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type: e.type, selected_option: e.initial_option ?? null };
    case "multi_static_select":
    case "multi_external_select":
    case "checkboxes":
      return { type: e.type, selected_options: options };
    case "users_select":
      return { type: e.type, selected_user: e.initial_user ?? null };
    case "channels_select":
      return { type: e.type, selected_channel: e.initial_channel ?? null };
    case "conversations_select":
      return { type: e.type, selected_conversation: e.initial_conversation ?? null };
    case "multi_users_select":
      return { type: e.type, selected_users: [] };
    case "multi_channels_select":
      return { type: e.type, selected_channels: [] };
    case "multi_conversations_select":
      return { type: e.type, selected_conversations: [] };
    case "datepicker":
      return { type: e.type, selected_date: e.initial_date ?? null };
    case "timepicker":
      return { type: e.type, selected_time: e.initial_time ?? null };
    case "plain_text_input":
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return { type: e.type, value: e.initial_value ?? null };
    default:
      return null;
  }
}

/** The elements of a block that can be acted on. */
export function elementsOf(b: Block): Element[] {
  const one = (b.element ?? b.accessory) as Element | undefined;
  const many = (Array.isArray(b.elements) ? b.elements : []) as Element[];
  return [...(one ? [one] : []), ...(b.type === "rich_text" ? [] : many)].filter((e) => typeof e?.action_id === "string");
}

/**
 * The values of a view: what was entered where the same block and action are still there, else what the view starts
 * with. So does Slack when a view is updated.
 */
export function valuesOf(blocks: Block[], entered: Values = {}): Values {
  const out: Values = {};
  for (const b of blocks) {
    for (const e of elementsOf(b)) {
      const start = initialValue(e);
      if (!b.block_id || !e.action_id || !start) continue;
      const kept = entered[b.block_id]?.[e.action_id];
      (out[b.block_id] ??= {})[e.action_id] = kept?.type === e.type ? kept : start;
    }
  }
  return out;
}
