import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import type { Option, OptionGroup } from "../api/types";
import { useDesk } from "../app/context";
import { matching } from "../text/complete";
import { emojify } from "../text/emoji";
import { Icon } from "./Icon";
import { Popover } from "./Popover";
import { useOptions } from "./useOptions";

interface Props {
  label: string;
  placeholder: string;
  action: string;
  many: boolean;
  most?: number;
  chosen: Option[];
  /** Fixed options; without them `load` is asked for each query of `least` signs or more. */
  groups?: OptionGroup[];
  least: number;
  load(query: string): Promise<OptionGroup[]>;
  onChoose(options: Option[]): void;
}

const manyOptions = 8;
const words = (o: Option) => emojify(o.text.text);

/** A select menu: a button that shows what is chosen, and a list with a search field where it is long or the app's. */
export function Combobox(p: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const desk = useDesk();
  const remove = (o: Option) => p.onChoose(p.chosen.filter((x) => x.value !== o.value));
  const single = !p.many && p.chosen[0];
  return (
    <div className="combo">
      {p.many && p.chosen.length > 0 && (
        <ul className="chips">
          {p.chosen.map((o) => (
            <li key={o.value}>
              {words(o)}
              <button type="button" aria-label={desk.words.removeOption(o.text.text)} onClick={() => remove(o)}>
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        ref={button}
        type="button"
        className={single ? "combo-button" : "combo-button empty"}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={`${p.label}: ${single ? words(single) : p.placeholder}`}
        data-action={p.action}
        onClick={() => setOpen(!open)}
      >
        <span>{single ? words(single) : p.placeholder}</span>
        <Icon name="down" size={14} />
      </button>
      {open && (
        <Popover anchor={button} matchWidth className="combo-sheet" onClose={() => setOpen(false)}>
          <List
            {...p}
            onChoose={(options) => {
              p.onChoose(options);
              if (!p.many) {
                setOpen(false);
                button.current?.focus();
              }
            }}
          />
        </Popover>
      )}
    </div>
  );
}

function List(p: Props) {
  const desk = useDesk();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = useOptions(p.groups, p.least, query, p.load);
  const groups = p.groups
    ? p.groups.map((g) => ({ ...g, options: matching(g.options, query, (o) => [o.text.text]) }))
    : found.groups;
  const flat = groups.flatMap((g) => g.options);
  const search = !p.groups || flat.length > manyOptions || query !== "";
  useEffect(() => {
    field.current?.focus();
  }, []);
  useEffect(() => {
    // Newer browsers return a promise here, which must not become the effect's clean-up.
    void document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: "nearest" });
  }, [id, active]);

  const choose = (o: Option) => {
    if (!p.many) return p.onChoose([o]);
    const has = p.chosen.some((x) => x.value === o.value);
    if (!has && p.most && p.chosen.length >= p.most) return;
    p.onChoose(has ? p.chosen.filter((x) => x.value !== o.value) : [...p.chosen, o]);
  };
  const onKey = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing || flat.length === 0) return;
    const to = { ArrowDown: active + 1, ArrowUp: active - 1 + flat.length }[e.key];
    if (to !== undefined) {
      e.preventDefault();
      setActive(to % flat.length);
    } else if (e.key === "Enter") {
      e.preventDefault();
      const o = flat[active];
      if (o) choose(o);
    }
  };

  let at = -1;
  const said = found.failed
    ? desk.words.optionsFailed
    : found.tooShort
      ? desk.words.typeMore(p.least)
      : found.busy
        ? desk.words.loading
        : flat.length === 0
          ? desk.words.noOptions
          : "";
  return (
    <>
      <input
        ref={field}
        className={search ? "field combo-search" : "field combo-search unseen"}
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={flat.length > 0 ? `${id}-${active}` : undefined}
        aria-label={p.label}
        placeholder={desk.words.search}
        value={query}
        readOnly={!search}
        onKeyDown={onKey}
        onChange={(e) => {
          setQuery(e.target.value);
          setActive(0);
        }}
      />
      <div id={id} role="listbox" aria-label={p.label} aria-multiselectable={p.many} className="options">
        {groups.map((g, gi) => (
          <div key={gi} role="group" aria-label={g.label.text || undefined}>
            {g.label.text && g.options.length > 0 && <div className="option-group">{emojify(g.label.text)}</div>}
            {g.options.map((o) => {
              const index = ++at;
              const on = p.chosen.some((x) => x.value === o.value);
              return (
                <div
                  key={o.value}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={on}
                  className={index === active ? "option active" : "option"}
                  onPointerMove={() => setActive(index)}
                  onClick={() => choose(o)}
                >
                  <span>
                    {words(o)}
                    {o.description && <small>{emojify(o.description.text)}</small>}
                  </span>
                  {on && <Icon name="check" size={15} />}
                </div>
              );
            })}
          </div>
        ))}
        {said && <p className="option-said" role="status">{said}</p>}
      </div>
    </>
  );
}
