import { Message, type Block as LibraryShape, type MessageProps } from "slack-blocks-to-jsx";
import { useMemo } from "react";
import { useDesk } from "../app/context";
import type { Block, TextObject } from "../api/types";
import { emoji } from "../text/emoji";
import { richText, plainRichText, type RichText } from "../text/mrkdwn";
import { slackDate } from "../text/time";

/** Blocks drawn by slack-blocks-to-jsx, with the page's names, dates and links. */
export function LibraryBlocks({ blocks }: { blocks: Block[] }) {
  const { state, clock, theme } = useDesk();
  const hooks = useMemo<MessageProps["hooks"]>(() => {
    const name = (id: string) => state.users.find((u) => u.id === id)?.name ?? id;
    const channel = (id: string) => state.channels.find((c) => c.id === id)?.name ?? id;
    return {
      user: ({ id }) => <span className="mention">@{name(id)}</span>,
      channel: ({ id }) => <span className="mention">#{channel(id.split("|")[0] ?? id)}</span>,
      usergroup: ({ id }) => <span className="mention">@{id}</span>,
      atChannel: () => <span className="mention loud">@channel</span>,
      atEveryone: () => <span className="mention loud">@everyone</span>,
      atHere: () => <span className="mention loud">@here</span>,
      emoji: ({ name }) => <span title={`:${name}:`}>{emoji(name) ?? `:${name}:`}</span>,
      date: ({ timestamp, format, fallback }) => <time>{slackDate(clock, Number(timestamp), format) || fallback}</time>,
      link: ({ href, children }) => (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {children}
        </a>
      ),
    };
  }, [state.users, state.channels, clock]);
  return (
    <Message
      blocks={blocks as unknown as LibraryShape[]}
      name=""
      logo=""
      withoutWrapper
      theme={theme}
      hooks={hooks}
      className="drawn"
    />
  );
}

/** A text in mrkdwn, read by our own rules and drawn as rich text. */
export function Words({ text }: { text: string }) {
  const block = useMemo(() => richText(text), [text]);
  return <Rich block={block} />;
}

/** A text object, mrkdwn or plain. Nothing where there is none. */
export function TextOf({ text: t }: { text: TextObject | undefined }) {
  const block = useMemo(() => (t?.type === "plain_text" ? plainRichText(t.text, t.emoji !== false) : richText(t?.text ?? "")), [t]);
  return t ? <Rich block={block} /> : null;
}

const Rich = ({ block }: { block: RichText }) => <LibraryBlocks blocks={[block as unknown as Block]} />;
