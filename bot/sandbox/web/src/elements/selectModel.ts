import type { Option, Value } from "../api/types";

const fields: Record<string, keyof Value> = {
  users_select: "selected_user",
  channels_select: "selected_channel",
  conversations_select: "selected_conversation",
  multi_users_select: "selected_users",
  multi_channels_select: "selected_channels",
  multi_conversations_select: "selected_conversations",
};

/** The value of a select menu that holds these options, under the name Slack has for it. */
export function withChosen(type: string, options: Option[]): Value {
  const field = fields[type];
  const many = type.startsWith("multi_");
  if (!field) return many ? { type, selected_options: options } : { type, selected_option: options[0] ?? null };
  const ids = options.map((o) => o.value);
  return { type, [field]: many ? ids : (ids[0] ?? null) };
}

/** The options a value holds; ids of people and channels are looked up among those known. */
export function chosenOptions(v: Value, known: Option[]): Option[] {
  const field = fields[v.type];
  if (!field) return v.selected_options ?? (v.selected_option ? [v.selected_option] : []);
  const held = v[field] as string | string[] | null | undefined;
  const ids = Array.isArray(held) ? held : held ? [held] : [];
  return ids.map((id) => known.find((o) => o.value === id) ?? { value: id, text: { type: "plain_text", text: id } });
}
