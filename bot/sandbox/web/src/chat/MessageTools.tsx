import { useState } from "react";
import type { Message } from "../api/types";
import { useDesk } from "../app/context";
import { Icon } from "../ui/Icon";
import { Menu, type MenuItem } from "../ui/Menu";

/** What can be done with a message: shown where the pointer or the focus is. */
export function MessageTools({ message: m, inThread, onEdit }: { message: Message; inThread: boolean; onEdit(): void }) {
  const { state, act, attempt, openThread, words } = useDesk();
  const [open, setOpen] = useState(false);
  const own = m.user === state.me.id && !m.bot;
  // An ephemeral message has no thread, and no app is told of it.
  if (m.ephemeral) return null;
  const items: MenuItem[] = state.shortcuts.map((s) => ({
    id: s.callback_id,
    label: s.name,
    icon: "ask",
    detail: state.bot.name,
    onChoose: () => void attempt(m.channel, () => act.shortcut(s.callback_id, { channel: m.channel, ts: m.ts })),
  }));
  if (!inThread) items.push({ id: "reply", label: words.replyInThread, icon: "reply", onChoose: () => openThread(m.thread_ts ?? m.ts) });
  if (own) {
    items.push({ id: "edit", label: words.edit, icon: "pencil", onChoose: onEdit });
    items.push({ id: "remove", label: words.remove, icon: "bin", danger: true, onChoose: () => void attempt(m.channel, () => act.remove(m.channel, m.ts)) });
  }
  return (
    <div className={open ? "tools open" : "tools"}>
      {!inThread && (
        <button
          type="button"
          className="icon-button"
          aria-label={words.replyInThread}
          title={words.replyInThread}
          data-testid="reply-in-thread"
          onClick={() => openThread(m.thread_ts ?? m.ts)}
        >
          <Icon name="reply" />
        </button>
      )}
      {items.length > 0 && <Menu label={words.moreActions} items={items} testId="message-menu" onOpen={setOpen} />}
    </div>
  );
}
