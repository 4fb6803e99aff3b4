import { useEffect, useReducer, useRef } from "react";
import { fetchState } from "../api/client";
import { listen, type Event } from "../api/stream";
import { nothing, reduce, type Change } from "./world";

const again = 2000;

/**
 * The world of one person, kept up by the stream. The state is read anew on each connection; what the stream says
 * while it is on its way is said once more after it, so that nothing falls between (a message twice is one message).
 */
export function useWorld(user: string, shown: string) {
  const [world, change] = useReducer(reduce, nothing);
  const at = useRef(shown);
  at.current = shown;

  useEffect(() => {
    let closed = false;
    let asked = 0;
    let loading = false;
    let timer = 0;
    let held: Event[] = [];
    const tell = (c: Change) => !closed && change(c);
    const load = async () => {
      const mine = ++asked;
      loading = true;
      held = [];
      try {
        const state = await fetchState(user);
        if (mine !== asked) return;
        tell({ kind: "loaded", state });
        for (const event of held) tell({ kind: "event", event, shown: at.current });
      } catch {
        if (mine !== asked) return;
        tell({ kind: "failed" });
        timer = window.setTimeout(load, again);
      }
      loading = false;
    };
    const stop = listen(user, {
      opened: () => {
        tell({ kind: "online", online: true });
        void load();
      },
      lost: () => tell({ kind: "online", online: false }),
      event: (event) => {
        if (event.kind === "state") return void load();
        if (loading && (event.kind === "message" || event.kind === "changed" || event.kind === "deleted")) held.push(event);
        tell({ kind: "event", event, shown: at.current });
      },
    });
    return () => {
      closed = true;
      window.clearTimeout(timer);
      stop();
    };
  }, [user]);

  return { world, change };
}
