import { memo, useMemo, useState } from "react";
import type { Message } from "../api/types";
import { SurfaceContext, useDesk } from "../app/context";
import { Blocks, Words } from "../blocks/Blocks";
import { fullTimeOf, moment, timeOf } from "../text/time";
import { Avatar } from "../ui/Avatar";
import { Boundary } from "../ui/Boundary";
import { Icon } from "../ui/Icon";
import { EditMessage } from "./EditMessage";
import { MessageTools } from "./MessageTools";
import { unescape } from "../text/entities";

interface Props {
  message: Message;
  /** It goes on under the name of the one before. */
  follows: boolean;
  /** Replies of its thread, where it stands in a channel. */
  replies?: Message[];
  inThread?: boolean;
}

export const MessageRow = memo(function MessageRow({ message: m, follows, replies = [], inThread = false }: Props) {
  const { userOf, clock, words, state } = useDesk();
  const [editing, setEditing] = useState(false);
  const user = userOf(m.user);
  const name = m.username || user?.real_name || user?.name || m.user;
  const at = moment(m.ts);
  if (m.subtype && m.subtype !== "thread_broadcast" && m.subtype !== "bot_message") return <SystemLine message={m} name={name} />;
  const time = (
    <time dateTime={at.toISOString()} title={fullTimeOf(clock, at)}>
      {timeOf(clock, at)}
    </time>
  );
  return (
    <article
      className={`message${follows ? " follows" : ""}${m.ephemeral ? " ephemeral" : ""}`}
      data-testid="message"
      data-ts={m.ts}
      data-bot={m.bot}
      aria-label={`${name}, ${timeOf(clock, at)}`}
    >
      <div className="gutter">{follows ? <span className="side-time">{time}</span> : <Avatar user={m.bot ? { ...botOf(m), ...user, is_bot: true } : user} name={name} />}</div>
      <div className="body">
        {m.ephemeral && (
          <p className="only-you" data-testid="ephemeral">
            <Icon name="eye" size={13} /> {words.onlyYou}
          </p>
        )}
        {!follows && (
          <header>
            <strong>{name}</strong>
            {m.bot && <span className="app-badge">{words.app}</span>}
            {m.user === state.me.id && <span className="sr-only">({words.you})</span>}
            {time}
          </header>
        )}
        {editing ? <EditMessage message={m} onDone={() => setEditing(false)} /> : <Content message={m} />}
        {m.edited && <small className="edited">{words.edited}</small>}
        {!inThread && replies.length > 0 && <ThreadLink message={m} replies={replies} />}
      </div>
      {!editing && <MessageTools message={m} inThread={inThread} onEdit={() => setEditing(true)} />}
    </article>
  );
});

const botOf = (m: Message) => ({ id: m.user, name: m.user, real_name: m.user, locale: "", tz: "" });

/** What a message says: its blocks, or its text where there are none or where they cannot be drawn. */
function Content({ message: m }: { message: Message }) {
  const { words } = useDesk();
  const surface = useMemo(() => ({ place: { channel: m.channel, ts: m.ts }, channel: m.channel }), [m.channel, m.ts]);
  const fallback = (
    <div className="broken">
      <p>{words.brokenMessage}</p>
      <pre>{unescape(m.text)}</pre>
    </div>
  );
  return (
    <Boundary of={m} fallback={fallback}>
      <SurfaceContext.Provider value={surface}>
        {m.blocks.length > 0 ? <Blocks blocks={m.blocks} /> : <Words text={m.text} />}
      </SurfaceContext.Provider>
    </Boundary>
  );
}

function ThreadLink({ message: m, replies }: { message: Message; replies: Message[] }) {
  const { openThread, userOf, words, clock } = useDesk();
  const people = [...new Set(replies.map((r) => r.user))].slice(0, 4);
  const last = replies.at(-1);
  return (
    <button type="button" className="thread-link" data-testid="thread-open" onClick={() => openThread(m.ts)}>
      {people.map((id) => (
        <Avatar key={id} user={userOf(id)} size={22} />
      ))}
      <b>{words.replies(Math.max(replies.length, m.reply_count ?? 0))}</b>
      {last && <span>{words.lastReply(timeOf(clock, moment(last.ts)))}</span>}
    </button>
  );
}

function SystemLine({ message: m, name }: { message: Message; name: string }) {
  const { clock } = useDesk();
  return (
    <div className="system-line" data-testid="system-line">
      <strong>{name}</strong> <Words text={m.text} /> <time>{timeOf(clock, moment(m.ts))}</time>
    </div>
  );
}
