import { useState } from "react";
import { tidyOptions } from "../api/client";
import type { Block, Element, Option, OptionGroup, Value } from "../api/types";
import { useDesk, type Desk } from "../app/context";
import { Combobox } from "../ui/Combobox";
import { ConfirmDialog } from "./Confirm";
import { chosenOptions, withChosen } from "./selectModel";
import { useElement } from "./useElement";

/** Every kind of select menu: fixed options, the app's, people, channels; one or many. */
export function SelectElement({ block, element }: { block: Block; element: Element }) {
  const desk = useDesk();
  const { value, change, surface, block_id, action_id } = useElement(block, element);
  const [asking, setAsking] = useState<Value | null>(null);
  const many = element.type.startsWith("multi_");
  const fixed = optionsHere(element, desk);
  const external = element.type.endsWith("external_select");
  const choose = (options: Option[]) => {
    const next = withChosen(element.type, options);
    if (element.confirm) setAsking(next);
    else change(next);
  };
  return (
    <>
      <Combobox
        label={(block.label as { text?: string } | undefined)?.text ?? element.placeholder?.text ?? desk.words.choose}
        placeholder={element.placeholder?.text ?? desk.words.choose}
        action={action_id}
        many={many}
        most={element.max_selected_items}
        chosen={chosenOptions(value, fixed.flatMap((g) => g.options))}
        groups={external ? undefined : fixed}
        least={external ? (element.min_query_length ?? 3) : 0}
        load={async (query) => {
          if (!surface) return [];
          const reply = await desk.act.options(surface.place, block_id, action_id, query);
          if (!reply.ok) throw new Error(reply.error);
          return tidyOptions(reply);
        }}
        onChoose={choose}
      />
      {asking && element.confirm && (
        <ConfirmDialog confirm={element.confirm} onYes={() => change(asking)} onDone={() => setAsking(null)} />
      )}
    </>
  );
}

const option = (value: string, text: string): Option => ({ value, text: { type: "plain_text", text } });
const group = (options: Option[]): OptionGroup[] => [{ label: { type: "plain_text", text: "" }, options }];

function optionsHere(e: Element, { state, nameOf }: Desk): OptionGroup[] {
  const people = () => state.users.map((u) => option(u.id, u.real_name || u.name));
  const channels = () => state.channels.filter((c) => c.kind !== "im").map((c) => option(c.id, nameOf(c)));
  if (e.type.endsWith("users_select")) return group(people());
  if (e.type.endsWith("channels_select")) return group(channels());
  if (e.type.endsWith("conversations_select")) return group(state.channels.map((c) => option(c.id, nameOf(c))));
  return e.option_groups?.length ? e.option_groups : group(e.options ?? []);
}
