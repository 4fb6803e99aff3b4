import { createContext, useContext } from "react";
import type { Actor, Place } from "../api/client";
import type { Channel, Reply, State, User, Value, Values } from "../api/types";
import type { Lang, Words } from "../i18n";
import type { Clock } from "../text/time";

export type Theme = "light" | "dark";

/** What every part of the page may need: who acts, what is known, in which words and colours. */
export interface Desk {
  state: State;
  act: Actor;
  words: Words;
  lang: Lang;
  clock: Clock;
  theme: Theme;
  userOf(id: string): User | undefined;
  /** The name of a channel as its readers see it: "#general", or the other person's name. */
  nameOf(channel: Channel): string;
  openThread(ts: string | null): void;
  /** Does something and says where it was refused or did not arrive; null where it did not arrive. */
  attempt(channel: string, what: () => Promise<Reply>, thread?: string): Promise<Reply | null>;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("no desk around this part of the page");
  return desk;
}

/** What elements stand in: a message or a view, with the view's entered values. */
export interface Surface {
  place: Place;
  /** The channel in which a refusal is said. */
  channel: string;
  values?: Values;
  enter?(block: string, action: string, value: Value): void;
}

export const SurfaceContext = createContext<Surface | null>(null);
export const useSurface = () => useContext(SurfaceContext);
