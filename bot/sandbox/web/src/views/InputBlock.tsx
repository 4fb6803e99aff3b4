import { createContext, useContext } from "react";
import type { Block, Element, TextObject } from "../api/types";
import { useDesk } from "../app/context";
import { TextOf } from "../blocks/LibraryBlock";
import { ElementView } from "../elements/ElementView";

/** What is wrong with inputs, by block. */
export const ErrorsContext = createContext<Record<string, string>>({});

export function InputBlock({ block }: { block: Block }) {
  const { words } = useDesk();
  const errors = useContext(ErrorsContext);
  const label = block.label as TextObject | undefined;
  const hint = block.hint as TextObject | undefined;
  const error = block.block_id ? errors[block.block_id] : undefined;
  return (
    <div className={error ? "b-input wrong" : "b-input"} role="group" aria-label={label?.text}>
      <div className="b-input-label">
        <TextOf text={label} />
        {block.optional === true && <small>{words.optional}</small>}
      </div>
      <ElementView block={block} element={block.element as Element} />
      {error && <p className="b-input-error" role="alert">{error}</p>}
      {hint && (
        <div className="b-input-hint">
          <TextOf text={hint} />
        </div>
      )}
    </div>
  );
}
