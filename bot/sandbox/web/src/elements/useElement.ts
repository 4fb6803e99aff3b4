import { useState } from "react";
import { useDesk, useSurface } from "../app/context";
import type { Block, Element, Value } from "../api/types";
import { initialValue } from "../views/values";

/**
 * An element's value and how it is changed. In a view the value is the view's; in a message it is the element's own.
 * `send` tells the app, as Slack does for every element that does not stand in an input.
 */
export function useElement(block: Block, element: Element) {
  const desk = useDesk();
  const surface = useSurface();
  const [own, setOwn] = useState<Value>(() => initialValue(element) ?? { type: element.type });
  const [busy, setBusy] = useState(false);
  const action_id = element.action_id ?? "";
  const block_id = block.block_id ?? "";
  const value = surface?.values?.[block_id]?.[action_id] ?? own;
  const silent = block.type === "input" && block.dispatch_action !== true;

  const send = async (chosen: Value) => {
    if (!surface || busy) return;
    setBusy(true);
    const values = surface.values && { ...surface.values };
    if (values && initialValue(element)) values[block_id] = { ...values[block_id], [action_id]: chosen };
    await desk.attempt(surface.channel, () => desk.act.click(surface.place, block_id, { ...chosen, action_id }, values));
    setBusy(false);
  };
  const set = (next: Value) => {
    setOwn(next);
    surface?.enter?.(block_id, action_id, next);
  };
  /** Changes the value and tells the app where it wants to know. */
  const change = (next: Value) => {
    set(next);
    if (!silent) void send(next);
  };
  return { value, set, change, send, busy, surface, block_id, action_id };
}
