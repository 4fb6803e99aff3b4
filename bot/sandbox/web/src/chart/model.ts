import type { Block } from "../api/types";

export interface Series {
  name: string;
  values: number[];
}

/** A `data_visualization` block. In a pie the categories are the segments. */
export interface ChartModel {
  kind: "bar" | "line" | "area" | "pie";
  title: string;
  categories: string[];
  series: Series[];
  xLabel: string;
  yLabel: string;
}

interface Raw {
  type?: string;
  segments?: { label?: string; value?: number }[];
  series?: { name?: string; data?: { label?: string; value?: number }[] }[];
  axis_config?: { categories?: string[]; x_label?: string; y_label?: string };
}

/** The chart of a block, or null where it is none that can be drawn. Points are put to their category by label. */
export function readChart(block: Block): ChartModel | null {
  const raw = (block.chart ?? {}) as Raw;
  const title = typeof block.title === "string" ? block.title : "";
  if (raw.type === "pie" && raw.segments?.length) {
    return {
      kind: "pie",
      title,
      categories: raw.segments.map((s) => s.label ?? ""),
      series: [{ name: title, values: raw.segments.map((s) => Number(s.value)) }],
      xLabel: "",
      yLabel: "",
    };
  }
  const { type } = raw;
  const series = raw.series ?? [];
  if ((type !== "bar" && type !== "line" && type !== "area") || series.length === 0) return null;
  const categories = raw.axis_config?.categories ?? series[0]?.data?.map((p) => p.label ?? "") ?? [];
  if (categories.length === 0) return null;
  return {
    kind: type,
    title,
    categories,
    series: series.map((s) => {
      const points = new Map((s.data ?? []).map((p) => [p.label, Number(p.value)]));
      return { name: s.name ?? "", values: categories.map((c) => points.get(c) ?? Number.NaN) };
    }),
    xLabel: raw.axis_config?.x_label ?? "",
    yLabel: raw.axis_config?.y_label ?? "",
  };
}
