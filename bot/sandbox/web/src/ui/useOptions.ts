import { useEffect, useRef, useState } from "react";
import type { OptionGroup } from "../api/types";

const pause = 150;

/** What the app offers for a query: asked after a short pause in typing; an answer that comes late is left aside. */
export function useOptions(fixed: OptionGroup[] | undefined, least: number, query: string, load: (q: string) => Promise<OptionGroup[]>) {
  const [groups, setGroups] = useState<OptionGroup[]>([]);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const ask = useRef(load);
  ask.current = load;
  const tooShort = !fixed && [...query].length < least;

  useEffect(() => {
    if (fixed) return;
    setFailed(false);
    setGroups([]);
    if (tooShort) return setBusy(false);
    let late = false;
    setBusy(true);
    const timer = window.setTimeout(async () => {
      try {
        const found = await ask.current(query);
        if (!late) setGroups(found);
      } catch {
        if (!late) setFailed(true);
      }
      if (!late) setBusy(false);
    }, pause);
    return () => {
      late = true;
      window.clearTimeout(timer);
    };
  }, [fixed === undefined, query, tooShort]);

  return { groups, busy, failed, tooShort };
}
