import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { Message } from "../api/types";
import { useDesk } from "../app/context";
import type { Notice } from "../app/world";
import { Words } from "../blocks/LibraryBlock";
import { dayOf } from "../text/time";
import { Icon } from "../ui/Icon";
import { linesOf } from "./lines";
import { MessageRow } from "./MessageRow";

interface Props {
  label: string;
  messages: Message[];
  notices: Notice[];
  /** The replies of each thread, by its ts. */
  replies?: Map<string, Message[]>;
  inThread?: boolean;
  head?: ReactNode;
  onDismiss(id: number): void;
}

const near = 120;

/** A conversation. It keeps to its end while the reader is there; elsewhere it says that something new came. */
export function MessageList({ label, messages, notices, replies, inThread, head, onDismiss }: Props) {
  const { clock, words, state } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const settled = useRef(-1);
  const [news, setNews] = useState(false);
  const lines = useMemo(() => linesOf(messages, notices, clock, !inThread), [messages, notices, clock, inThread]);
  const newest = lines.at(-1)?.key;

  /** Shows the newest: its end, or where it is taller than the view its beginning, which is what one reads first. */
  const settle = () => {
    const el = box.current;
    if (!el) return;
    const last = el.querySelector<HTMLElement>("[role=log]")?.lastElementChild as HTMLElement | null;
    const tall = last && last.offsetHeight > el.clientHeight - 24;
    el.scrollTop = tall ? last.offsetTop - 12 : el.scrollHeight;
    settled.current = el.scrollTop;
    following.current = true;
    setNews(false);
  };
  useLayoutEffect(() => {
    const last = lines.at(-1);
    // What one said, and what is said to one alone, is what one waits for.
    const mine = last?.kind === "notice" || (last?.kind === "message" && (last.message.ephemeral || last.message.user === state.me.id));
    if (following.current || mine) settle();
    else setNews(true);
  }, [newest]);
  useEffect(() => {
    // Charts and tables find their size after they are drawn.
    if (!inner.current || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => following.current && settle());
    watch.observe(inner.current);
    return () => watch.disconnect();
  }, []);
  const onScroll = (el: HTMLElement) => {
    // Our own scrolling is no reason to stop following; the reader's is, unless it leads to the end.
    if (Math.abs(el.scrollTop - settled.current) < 2) return;
    following.current = el.scrollHeight - el.scrollTop - el.clientHeight < near;
    settled.current = -1;
    if (following.current) setNews(false);
  };

  return (
    <div className="list-wrap">
      <div
        ref={box}
        className="list"
        tabIndex={0}
        role="region"
        aria-label={label}
        onScroll={(e) => onScroll(e.currentTarget)}
      >
        <div ref={inner} className="list-inner">
          {head}
          <div role="log" aria-live="polite" aria-relevant="additions" aria-label={label}>
            {lines.map((line) => {
              if (line.kind === "day") {
                return (
                  <div key={line.key} className="day" role="separator">
                    <span>{dayOf(clock, line.at, new Date(), words)}</span>
                  </div>
                );
              }
              if (line.kind === "notice") return <NoticeLine key={line.key} notice={line.notice} onDismiss={onDismiss} />;
              return (
                <MessageRow
                  key={line.key}
                  message={line.message}
                  follows={line.follows}
                  replies={replies?.get(line.message.ts)}
                  inThread={inThread}
                />
              );
            })}
          </div>
        </div>
      </div>
      {news && (
        <button type="button" className="to-end" aria-label={words.jumpDown} onClick={settle}>
          <Icon name="arrowDown" size={15} /> {words.newMessages}
        </button>
      )}
    </div>
  );
}

function NoticeLine({ notice, onDismiss }: { notice: Notice; onDismiss(id: number): void }) {
  const { words } = useDesk();
  return (
    <div className="message ephemeral notice" data-testid="notice">
      <div className="gutter">
        <span className="notice-sign">
          <Icon name="warn" />
        </span>
      </div>
      <div className="body">
        <p className="only-you">
          <Icon name="eye" size={13} /> {words.onlyYou}
        </p>
        <Words text={notice.text} />
      </div>
      <button type="button" className="icon-button" aria-label={words.dismiss} title={words.dismiss} onClick={() => onDismiss(notice.id)}>
        <Icon name="close" size={15} />
      </button>
    </div>
  );
}
