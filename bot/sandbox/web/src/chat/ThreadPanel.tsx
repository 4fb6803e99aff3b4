import { useMemo } from "react";
import type { Channel } from "../api/types";
import { useDesk } from "../app/context";
import type { World } from "../app/world";
import { Icon } from "../ui/Icon";
import { Composer } from "./Composer";
import { Foot } from "./Conversation";
import { inThread } from "./lines";
import { MessageList } from "./MessageList";

interface Props {
  channel: Channel;
  ts: string;
  world: World;
  say(text: string): Promise<boolean>;
  onDismiss(id: number): void;
}

/** A thread beside its channel. Escape closes it. */
export function ThreadPanel({ channel, ts, world, say, onDismiss }: Props) {
  const { state, words, openThread, nameOf } = useDesk();
  const all = state.messages[channel.id] ?? [];
  const messages = useMemo(() => inThread(all, ts), [all, ts]);
  const notices = useMemo(() => world.notices.filter((n) => n.thread === ts), [world.notices, ts]);
  return (
    <aside
      className="thread"
      aria-label={words.thread}
      data-testid="thread-panel"
      onKeyDown={(e) => {
        if (e.key === "Escape" && !e.defaultPrevented) openThread(null);
      }}
    >
      <header className="pane-head">
        <div>
          <h2>{words.thread}</h2>
          <small>{nameOf(channel)}</small>
        </div>
        <button type="button" className="icon-button" aria-label={words.closeThread} title={words.closeThread} data-testid="thread-close" onClick={() => openThread(null)}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList label={words.thread} messages={messages} notices={notices} inThread onDismiss={onDismiss} />
      {messages.length < 2 && notices.length === 0 && <p className="thread-empty">{words.noReplies}</p>}
      <Foot channel={channel}>
        <Composer thread placeholder={words.composerReply} label={words.composerReply} send={say} />
      </Foot>
    </aside>
  );
}
