import { useMemo } from "react";
import { actor, Unreachable } from "../api/client";
import { langOf, wordsIn } from "../i18n";
import type { Desk, Theme } from "./context";
import type { Change, World } from "./world";

/** The desk of a person, anew only where something it holds has changed. */
export function useDeskOf(user: string, world: World, change: (c: Change) => void, theme: Theme, openThread: (ts: string | null) => void) {
  const { state } = world;
  const act = useMemo(() => actor(user), [user]);
  const lang = langOf(state?.me.locale ?? navigator.language);
  const words = wordsIn(lang);
  const clock = useMemo(() => ({ locale: state?.me.locale ?? lang, tz: state?.me.tz ?? "" }), [state?.me.locale, state?.me.tz, lang]);
  const desk = useMemo<Desk | null>(() => {
    if (!state) return null;
    const userOf = (id: string) => state.users.find((u) => u.id === id);
    return {
      state, act, words, lang, clock, theme, openThread, userOf,
      nameOf: (c) => {
        const other = c.with ? userOf(c.with) : undefined;
        return c.kind === "im" ? other?.real_name || other?.name || c.name : `#${c.name}`;
      },
      attempt: async (channel, what, thread) => {
        try {
          const reply = await what();
          // Faults of inputs are said beside them.
          if (!reply.ok && !reply.errors) {
            change({ kind: "notice", channel, thread, text: reply.notice ?? words.refused(reply.error ?? "") });
          }
          return reply;
        } catch (e) {
          if (!(e instanceof Unreachable)) throw e;
          change({ kind: "notice", channel, thread, text: words.unreachable });
          return null;
        }
      },
    };
  }, [state, act, words, lang, clock, theme, openThread, change]);
  return { desk, words };
}
