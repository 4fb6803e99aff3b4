import { useRef, useState, type KeyboardEvent } from "react";
import { useDesk } from "../app/context";
import { complete, completionAt, matching } from "../text/complete";

export interface Choice {
  id: string;
  insert: string;
  title: string;
  detail: string;
  userId?: string;
}

/** What was sent in this sitting, newest last; the up arrow goes back through it. */
const sent: string[] = [];

/** The composer's text, what it offers to complete, and what each key does. */
export function useComposer(send: (text: string) => Promise<boolean>) {
  const { state } = useDesk();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [closed, setClosed] = useState(false);
  const [busy, setBusy] = useState(false);
  const back = useRef(0);

  const at = closed ? null : completionAt(text, caret);
  const choices = at ? choicesFor(state, at.kind, at.query) : [];

  const put = (next: string, to = next.length) => {
    setText(next);
    setCaret(to);
    setActive(0);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(to, to);
    });
  };
  const choose = (c: Choice) => {
    if (!at) return;
    const done = complete(text, at, c.insert);
    put(done.text, done.caret);
  };
  const submit = async () => {
    const said = text.trim();
    if (said === "" || busy) return;
    setBusy(true);
    sent.push(said);
    back.current = 0;
    setText("");
    setCaret(0);
    const done = await send(said);
    // A refused text comes back, so that it can be mended, unless something new was begun.
    if (!done) setText((now) => (now === "" ? said : now));
    setBusy(false);
  };
  /** Through what was sent before: only from an empty composer or from such a text. */
  const recall = (step: 1 | -1): boolean => {
    const shown = back.current > 0 ? sent[sent.length - back.current] : "";
    if (text !== shown) return false;
    const next = back.current + step;
    if (next < 0 || next > sent.length) return false;
    back.current = next;
    put(next === 0 ? "" : (sent[sent.length - next] ?? ""));
    return true;
  };

  const onKey = (e: KeyboardEvent<HTMLTextAreaElement>) => {
    // A Korean syllable in the making: Enter ends the syllable, not the message. Safari says so by the key code alone.
    if (e.nativeEvent.isComposing || e.keyCode === 229) return;
    if (choices.length > 0) {
      const to = { ArrowDown: active + 1, ArrowUp: active - 1 + choices.length }[e.key];
      const picked = choices[active];
      const exact = at?.kind === "command" && picked?.insert === text.trim();
      if (to !== undefined) {
        e.preventDefault();
        return setActive(to % choices.length);
      }
      if ((e.key === "Tab" || (e.key === "Enter" && !e.shiftKey && !exact)) && picked) {
        e.preventDefault();
        return choose(picked);
      }
      if (e.key === "Escape") {
        e.preventDefault();
        e.stopPropagation();
        return setClosed(true);
      }
    }
    if (e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      return void submit();
    }
    if (e.key === "ArrowUp" && recall(1)) e.preventDefault();
    if (e.key === "ArrowDown" && back.current > 0 && recall(-1)) e.preventDefault();
  };

  return {
    field, text, busy, choices, active, choose, submit, onKey, setActive,
    completing: at?.kind,
    onText: (next: string, to: number) => {
      setText(next);
      setCaret(to);
      setActive(0);
      setClosed(false);
    },
    onCaret: (to: number) => setCaret(to),
    /** A sign at the caret, with what it needs before it. */
    insert: (sign: "/" | "@") => {
      if (sign === "/") return put(text.startsWith("/") ? text : `/${text}`, text.startsWith("/") ? text.length : 1);
      const head = text.slice(0, caret);
      const gap = head === "" || /\s$/.test(head) ? "" : " ";
      setClosed(false);
      put(`${head}${gap}@${text.slice(caret)}`, head.length + gap.length + 1);
    },
  };
}

function choicesFor(state: ReturnType<typeof useDesk>["state"], kind: "command" | "mention", query: string): Choice[] {
  if (kind === "command") {
    return matching(state.commands, query, (c) => [c.command.slice(1)]).map((c) => ({
      id: c.command,
      insert: c.command,
      title: `${c.command} ${c.usage_hint}`,
      detail: c.description,
    }));
  }
  const bot = (id: string) => (id === state.bot.user_id ? 0 : 1);
  const people = state.users.filter((u) => u.id !== state.me.id).sort((a, b) => bot(a.id) - bot(b.id));
  return matching(people, query, (u) => [u.name, u.real_name])
    .slice(0, 8)
    .map((u) => ({ id: u.id, insert: `@${u.name}`, title: `@${u.name}`, detail: u.real_name, userId: u.id }));
}
