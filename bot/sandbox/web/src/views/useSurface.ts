import { useEffect, useMemo, useState } from "react";
import type { Surface } from "../app/context";
import type { Values, View } from "../api/types";
import { valuesOf } from "./values";

/** The surface of a view: its values are what was entered, kept through updates where the input is still there. */
export function useViewSurface(view: View, channel: string): Surface & { values: Values } {
  const [values, setValues] = useState<Values>(() => valuesOf(view.blocks));
  useEffect(() => {
    setValues((entered) => valuesOf(view.blocks, entered));
  }, [view.blocks]);
  return useMemo(
    () => ({
      place: { view_id: view.id },
      channel,
      values,
      enter: (block, action, value) =>
        setValues((v) => ({ ...v, [block]: { ...v[block], [action]: value } })),
    }),
    [view.id, channel, values],
  );
}
