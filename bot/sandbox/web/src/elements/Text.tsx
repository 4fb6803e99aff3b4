import { useEffect, useRef, type KeyboardEvent } from "react";
import { useDesk } from "../app/context";
import type { Block, Element } from "../api/types";
import { useElement } from "./useElement";

interface Props {
  block: Block;
  element: Element;
}

const kinds: Record<string, string> = {
  email_text_input: "email",
  url_text_input: "url",
  number_input: "number",
};

export function TextElement({ block, element }: Props) {
  const { value, set, send } = useElement(block, element);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const dispatches = block.dispatch_action === true;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  useEffect(() => {
    if (element.focus_on_load) field.current?.focus();
  }, [element.focus_on_load]);

  const enter = (text: string) => {
    const next = { type: element.type, value: text === "" ? null : text };
    set(next);
    if (dispatches && triggers.includes("on_character_entered")) void send(next);
  };
  const onKey = (e: KeyboardEvent) => {
    if (e.key !== "Enter" || e.nativeEvent.isComposing || element.multiline) return;
    if (dispatches && triggers.includes("on_enter_pressed")) {
      e.preventDefault();
      void send(value);
    }
  };
  const common = {
    ref: field,
    className: "field",
    value: value.value ?? "",
    placeholder: element.placeholder?.text,
    "aria-label": labelOf(block),
    "data-action": element.action_id,
    maxLength: element.max_length,
    minLength: element.min_length,
    onKeyDown: onKey,
  };
  if (element.multiline) return <textarea {...common} rows={4} onChange={(e) => enter(e.target.value)} />;
  return (
    <input
      {...common}
      type={kinds[element.type] ?? "text"}
      step={element.type === "number_input" ? (element.is_decimal_allowed ? "any" : 1) : undefined}
      onChange={(e) => enter(e.target.value)}
    />
  );
}

export function DateTimeElement({ block, element }: Props) {
  const { words } = useDesk();
  const { value, change } = useElement(block, element);
  const date = element.type === "datepicker";
  return (
    <input
      className="field narrow"
      type={date ? "date" : "time"}
      aria-label={labelOf(block) ?? element.placeholder?.text ?? words.choose}
      data-action={element.action_id}
      value={(date ? value.selected_date : value.selected_time) ?? ""}
      onChange={(e) => {
        const v = e.target.value === "" ? null : e.target.value;
        change(date ? { type: element.type, selected_date: v } : { type: element.type, selected_time: v });
      }}
    />
  );
}

const labelOf = (block: Block) => (block.label as { text?: string } | undefined)?.text;
