import { useState, type KeyboardEvent } from "react";
import type { Message } from "../api/types";
import { useDesk } from "../app/context";
import { unescape } from "../text/entities";

/** One's own message, written anew in its place. */
export function EditMessage({ message: m, onDone }: { message: Message; onDone(): void }) {
  const { act, attempt, words, userOf } = useDesk();
  const typed = m.text.replace(/<@(\w+)>/g, (whole, id: string) => (userOf(id) ? `@${userOf(id)?.name}` : whole));
  const [text, setText] = useState(unescape(typed));
  const save = async () => {
    if (text.trim() === "") return;
    const reply = await attempt(m.channel, () => act.edit(m.channel, m.ts, text));
    if (reply?.ok) onDone();
  };
  const onKey = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return;
    if (e.key === "Escape") onDone();
    if (e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      void save();
    }
  };
  return (
    <div className="edit">
      <textarea className="field" autoFocus rows={2} aria-label={words.edit} value={text} onChange={(e) => setText(e.target.value)} onKeyDown={onKey} />
      <div>
        <button type="button" className="button" onClick={onDone}>{words.cancel}</button>
        <button type="button" className="button primary" onClick={() => void save()}>{words.save}</button>
      </div>
    </div>
  );
}
