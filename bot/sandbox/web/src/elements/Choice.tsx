import { useId } from "react";
import type { Block, Element, Option } from "../api/types";
import { TextOf } from "../blocks/LibraryBlock";
import { useElement } from "./useElement";

/** Radio buttons and checkboxes. */
export function ChoiceElement({ block, element }: { block: Block; element: Element }) {
  const { value, change } = useElement(block, element);
  const name = useId();
  const many = element.type === "checkboxes";
  const chosen = new Set(
    many ? (value.selected_options ?? []).map((o) => o.value) : value.selected_option ? [value.selected_option.value] : [],
  );
  const options = element.options ?? [];
  const toggle = (o: Option, on: boolean) => {
    if (!many) return change({ type: element.type, selected_option: o });
    const kept = options.filter((x) => (x.value === o.value ? on : chosen.has(x.value)));
    change({ type: element.type, selected_options: kept });
  };
  return (
    <div className="choices" role={many ? "group" : "radiogroup"}>
      {options.map((o) => (
        <label key={o.value} className="choice">
          <input
            type={many ? "checkbox" : "radio"}
            name={name}
            checked={chosen.has(o.value)}
            onChange={(e) => toggle(o, e.target.checked)}
          />
          <span>
            <TextOf text={o.text} />
            {o.description && (
              <small>
                <TextOf text={o.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
