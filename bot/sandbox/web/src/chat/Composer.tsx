import { useEffect, useId, useLayoutEffect } from "react";
import { useDesk } from "../app/context";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { useComposer } from "./useComposer";

interface Props {
  placeholder: string;
  label: string;
  hint?: string;
  thread?: boolean;
  send(text: string): Promise<boolean>;
}

const tallest = 200;

export function Composer({ placeholder, label, hint, thread, send }: Props) {
  const { words, userOf } = useDesk();
  const c = useComposer(send);
  const list = useId();
  const open = c.choices.length > 0;
  useLayoutEffect(() => {
    const el = c.field.current;
    if (!el) return;
    el.style.height = "auto";
    el.style.height = `${Math.min(el.scrollHeight, tallest)}px`;
  }, [c.field, c.text]);
  useEffect(() => {
    // Where there is a keyboard one can type at once; on a phone it would cover the conversation.
    if (!matchMedia("(pointer: coarse)").matches) c.field.current?.focus({ preventScroll: true });
  }, [c.field]);
  return (
    <div className="composer-wrap">
      {open && (
        <ul id={list} role="listbox" className="suggest" aria-label={c.completing === "command" ? words.commandsLabel : words.peopleLabel}>
          {c.choices.map((choice, i) => (
            <li
              key={choice.id}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === c.active}
              className={i === c.active ? "active" : ""}
              data-testid="suggestion"
              onPointerMove={() => c.setActive(i)} // not on enter: the list may open below a resting pointer
              onPointerDown={(e) => {
                e.preventDefault();
                c.choose(choice);
              }}
            >
              {choice.userId ? <Avatar user={userOf(choice.userId)} size={24} /> : <span className="suggest-sign">/</span>}
              <b>{choice.title}</b>
              <span>{choice.detail}</span>
            </li>
          ))}
        </ul>
      )}
      <form
        className="composer"
        onSubmit={(e) => {
          e.preventDefault();
          void c.submit();
        }}
      >
        <textarea
          ref={c.field}
          rows={1}
          value={c.text}
          placeholder={placeholder}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={open ? list : undefined}
          aria-activedescendant={open ? `${list}-${c.active}` : undefined}
          data-testid={thread ? "thread-composer" : "composer"}
          onChange={(e) => c.onText(e.target.value, e.target.selectionStart)}
          onSelect={(e) => c.onCaret(e.currentTarget.selectionStart)}
          onKeyDown={c.onKey}
        />
        <div className="composer-bar">
          {!thread && (
            <button type="button" className="icon-button" aria-label={words.insertCommand} title={words.insertCommand} onClick={() => c.insert("/")}>
              <Icon name="slash" />
            </button>
          )}
          <button type="button" className="icon-button" aria-label={words.insertMention} title={words.insertMention} onClick={() => c.insert("@")}>
            <Icon name="at" />
          </button>
          <span className="composer-hint">{hint ?? words.hintKeys}</span>
          <button
            type="submit"
            className="send"
            aria-label={words.send}
            title={words.hintKeys}
            data-testid={thread ? "thread-send" : "send"}
            disabled={c.text.trim() === "" || c.busy}
          >
            <Icon name="send" />
          </button>
        </div>
      </form>
    </div>
  );
}
