import { useState } from "react";
import type { Block, Element, TextObject } from "../api/types";
import { ElementView } from "../elements/ElementView";
import { Icon } from "../ui/Icon";
import { Blocks } from "./Blocks";
import { TextOf } from "./LibraryBlock";

export function Section({ block }: { block: Block }) {
  const fields = (block.fields ?? []) as TextObject[];
  const accessory = block.accessory as Element | undefined;
  return (
    <div className="b-section">
      <div className="b-section-text">
        <TextOf text={block.text as TextObject | undefined} />
        {fields.length > 0 && (
          <div className="b-fields">
            {fields.map((f, i) => (
              <div key={i}>
                <TextOf text={f} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="b-accessory">
          <ElementView block={block} element={accessory} />
        </div>
      )}
    </div>
  );
}

export function Header({ block }: { block: Block }) {
  const level = Math.min(4, Math.max(1, Number(block.level ?? 2)));
  return (
    <div className={`b-header level-${level}`} role="heading" aria-level={level + 2}>
      <TextOf text={block.text as TextObject | undefined} />
    </div>
  );
}

export function Context({ block }: { block: Block }) {
  const elements = (block.elements ?? []) as (TextObject | Element)[];
  return (
    <div className="b-context">
      {elements.map((e, i) =>
        e.type === "image" ? (
          <ElementView key={i} block={block} element={e as Element} />
        ) : (
          <div key={i}>
            <TextOf text={e as TextObject} />
          </div>
        ),
      )}
    </div>
  );
}

export function Actions({ block }: { block: Block }) {
  const elements = (block.elements ?? []) as Element[];
  return (
    <div className={block.type === "context_actions" ? "b-actions quiet" : "b-actions"}>
      {elements.map((e, i) => (
        <ElementView key={e.action_id ?? i} block={block} element={e} />
      ))}
    </div>
  );
}

export function Container({ block }: { block: Block }) {
  const [open, setOpen] = useState(block.default_collapsed !== true);
  const title = block.title as TextObject | undefined;
  const subtitle = block.subtitle as TextObject | undefined;
  return (
    <section className="b-container" aria-label={title?.text}>
      <header>
        <div>
          {title && (
            <strong>
              <TextOf text={title} />
            </strong>
          )}
          {subtitle && (
            <small>
              <TextOf text={subtitle} />
            </small>
          )}
        </div>
        {block.is_collapsible === true && (
          <button type="button" className="icon-button" aria-expanded={open} aria-label={title?.text} onClick={() => setOpen(!open)}>
            <Icon name={open ? "up" : "down"} />
          </button>
        )}
      </header>
      {open && <Blocks blocks={(block.child_blocks ?? []) as Block[]} />}
    </section>
  );
}

export function Layout({ block }: { block: Block }) {
  const rows = (block.rows ?? []) as { items?: { block?: Block }[] }[];
  return (
    <div className="b-layout" role="group" aria-label={String(block.label ?? "")}>
      {block.is_label_visible === true && <strong>{String(block.label ?? "")}</strong>}
      {rows.map((row, i) => (
        <div key={i} className="b-layout-row">
          {(row.items ?? []).map((item, j) => (
            <div key={j}>{item.block && <Blocks blocks={[item.block]} />}</div>
          ))}
        </div>
      ))}
    </div>
  );
}
