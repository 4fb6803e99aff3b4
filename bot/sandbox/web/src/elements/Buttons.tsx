import { useState } from "react";
import { useDesk } from "../app/context";
import type { Block, Element, Option, Value } from "../api/types";
import { emojify } from "../text/emoji";
import { Menu } from "../ui/Menu";
import { ConfirmDialog } from "./Confirm";
import { useElement } from "./useElement";

interface Props {
  block: Block;
  element: Element;
}

const safe = (url: string) => /^https?:\/\//i.test(url);

export function ButtonElement({ block, element }: Props) {
  const { send, busy } = useElement(block, element);
  const [asking, setAsking] = useState(false);
  const press = () => {
    if (element.url && safe(element.url)) window.open(element.url, "_blank", "noopener,noreferrer");
    void send({ type: element.type, ...(element.value !== undefined ? { value: element.value } : {}) });
  };
  return (
    <>
      <button
        type="button"
        className={`button ${element.style ?? ""}`}
        aria-label={element.accessibility_label}
        aria-busy={busy}
        data-action={element.action_id}
        onClick={() => (element.confirm ? setAsking(true) : press())}
      >
        {emojify(element.text?.text ?? element.icon ?? "")}
      </button>
      {asking && element.confirm && (
        <ConfirmDialog confirm={element.confirm} onYes={press} onDone={() => setAsking(false)} />
      )}
    </>
  );
}

/** Thumbs up and down under an answer; the chosen one stays marked. */
export function FeedbackElement({ block, element }: Props) {
  const { send } = useElement(block, element);
  const [chosen, setChosen] = useState<string | null>(null);
  const one = (b: Element | undefined, sign: string) =>
    b && (
      <button
        type="button"
        className="button feedback"
        aria-pressed={chosen === b.value}
        aria-label={b.accessibility_label ?? b.text?.text}
        title={b.text?.text}
        onClick={() => {
          setChosen(b.value ?? "");
          void send({ type: element.type, value: b.value ?? "" });
        }}
      >
        <span aria-hidden="true">{sign}</span>
      </button>
    );
  return (
    <span className="feedback-pair">
      {one(element.positive_button, "👍")}
      {one(element.negative_button, "👎")}
    </span>
  );
}

export function OverflowElement({ block, element }: Props) {
  const { words } = useDesk();
  const { send } = useElement(block, element);
  const [asking, setAsking] = useState<Option | null>(null);
  const choose = (o: Option) => {
    if (o.url && safe(o.url)) window.open(o.url, "_blank", "noopener,noreferrer");
    const value: Value = { type: "overflow", selected_option: o };
    void send(value);
  };
  return (
    <>
      <Menu
        label={words.moreActions}
        className="button overflow"
        items={(element.options ?? []).map((o) => ({
          id: o.value,
          label: emojify(o.text.text),
          detail: o.description?.text,
          onChoose: () => (element.confirm ? setAsking(o) : choose(o)),
        }))}
      />
      {asking && element.confirm && (
        <ConfirmDialog confirm={element.confirm} onYes={() => choose(asking)} onDone={() => setAsking(null)} />
      )}
    </>
  );
}
