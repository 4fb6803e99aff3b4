import { useMemo } from "react";
import type { Channel } from "../api/types";
import { useDesk } from "../app/context";
import type { World } from "../app/world";
import { Composer } from "./Composer";
import { inChannel } from "./lines";
import { MessageList } from "./MessageList";
import { Welcome } from "./Welcome";

interface Props {
  channel: Channel;
  world: World;
  say(text: string): Promise<boolean>;
  onDismiss(id: number): void;
}

/** A channel's messages and its composer. */
export function Conversation({ channel, world, say, onDismiss }: Props) {
  const { state, words, nameOf } = useDesk();
  const name = nameOf(channel);
  const all = state.messages[channel.id] ?? [];
  const messages = useMemo(() => inChannel(all), [all]);
  const replies = useMemo(() => {
    const by = new Map<string, typeof all>();
    for (const m of all) {
      if (m.thread_ts && m.thread_ts !== m.ts) by.set(m.thread_ts, [...(by.get(m.thread_ts) ?? []), m]);
    }
    return by;
  }, [all]);
  const notices = useMemo(
    () => world.notices.filter((n) => n.channel === channel.id && !n.thread),
    [world.notices, channel.id],
  );
  const command = state.commands[0]?.command ?? "/ai";
  const withBot = channel.kind === "im" && channel.with === state.bot.user_id;
  return (
    <>
      <MessageList
        label={words.messagesLabel(name)}
        messages={messages}
        notices={notices}
        replies={replies}
        head={<Welcome channel={channel} name={name} fresh={messages.length === 0} say={say} />}
        onDismiss={onDismiss}
      />
      <p className="waiting" role="status">
        {world.waiting.has(channel.id) && (
          <>
            <i /> {words.waiting(state.bot.name)}
          </>
        )}
      </p>
      <Foot channel={channel}>
        <Composer
          placeholder={withBot ? words.hintIm : `${words.composerIn(name)} — ${words.hintChannel(command, state.bot.name)}`}
          label={words.composerLabel(name)}
          send={say}
        />
      </Foot>
    </>
  );
}

/** The composer, or why there is none. */
export function Foot({ channel, children }: { channel: Channel; children: React.ReactNode }) {
  const { words, act, attempt } = useDesk();
  if (channel.archived) return <p className="foot-note">{words.archived}</p>;
  if (!channel.member) {
    return (
      <p className="foot-note">
        {words.notMember(channel.name)}{" "}
        <button type="button" className="button primary" onClick={() => void attempt(channel.id, () => act.join(channel.id))}>
          {words.join}
        </button>
      </p>
    );
  }
  return <>{children}</>;
}
