import type { Message, View } from "./types";

export type Event =
  | { kind: "message" | "changed"; message: Message }
  | { kind: "deleted"; channel: string; ts: string }
  | { kind: "notice"; channel: string; text: string }
  | { kind: "view"; action: "open" | "update" | "push" | "close"; view: View | null }
  | { kind: "home"; view: View }
  | { kind: "state" };

/** The event of one frame of the stream, or null for one this page does not know. */
export function readEvent(name: string, data: string): Event | null {
  const body = JSON.parse(data);
  switch (name) {
    case "message":
    case "changed":
      return { kind: name, message: body as Message };
    case "deleted":
      return { kind: "deleted", channel: body.channel, ts: body.ts };
    case "notice":
      return { kind: "notice", channel: body.channel, text: body.text };
    case "view":
      return { kind: "view", action: body.action, view: body.view ?? null };
    case "home":
      return { kind: "home", view: body.view };
    case "state":
      return { kind: "state" };
    default:
      return null;
  }
}

const names = ["message", "changed", "deleted", "notice", "view", "home", "state"];
const patience = 2000;

export interface Listener {
  opened(): void;
  lost(): void;
  event(e: Event): void;
}

/**
 * Listens for as long as it is not closed. The browser reconnects by itself after a cut; where the server answered
 * something else than a stream the browser gives up, and this tries again.
 */
export function listen(user: string, to: Listener): () => void {
  let source: EventSource | null = null;
  let timer = 0;
  const connect = () => {
    source = new EventSource(`/sandbox/stream?user=${encodeURIComponent(user)}`);
    source.onopen = () => to.opened();
    source.onerror = () => {
      to.lost();
      if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(connect, patience);
    };
    for (const name of names) {
      source.addEventListener(name, (e) => {
        const event = readEvent(name, (e as MessageEvent<string>).data);
        if (event) to.event(event);
      });
    }
  };
  connect();
  return () => {
    window.clearTimeout(timer);
    source?.close();
  };
}
