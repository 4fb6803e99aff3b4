import { expect, test } from "vitest";
import type { Option } from "../api/types";
import { chosenOptions, withChosen } from "./selectModel";

const a: Option = { value: "C1", text: { type: "plain_text", text: "#general" } };
const b: Option = { value: "C2", text: { type: "plain_text", text: "#random" } };

test.each([
  ["static_select", { type: "static_select", selected_option: a }],
  ["external_select", { type: "external_select", selected_option: a }],
  ["multi_static_select", { type: "multi_static_select", selected_options: [a] }],
  ["channels_select", { type: "channels_select", selected_channel: "C1" }],
  ["multi_conversations_select", { type: "multi_conversations_select", selected_conversations: ["C1"] }],
])("%s speaks as Slack does, and back", (type, want) => {
  const value = withChosen(type, [a]);
  expect(value).toEqual(want);
  expect(chosenOptions(value, [a, b])).toEqual([a]);
});

test("nothing chosen is null or none", () => {
  expect(withChosen("users_select", [])).toEqual({ type: "users_select", selected_user: null });
  expect(chosenOptions(withChosen("static_select", []), [a])).toEqual([]);
  expect(chosenOptions(withChosen("multi_users_select", []), [a])).toEqual([]);
});

test("an id nobody knows is shown as it is", () => {
  expect(chosenOptions({ type: "users_select", selected_user: "U9" }, [a])[0]?.text.text).toBe("U9");
});
