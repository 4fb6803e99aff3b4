import type { ReactNode } from "react";
import type { ChartModel } from "./model";
import { figures, scale, textWidth, wrap, type Scale } from "./scale";

export const small = 11;

export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
  y: Scale;
  tick(value: number): string;
  /** The height of a value. */
  up(value: number): number;
  height: number;
}

const tall = 248;

/** The room a chart with upright values has between its axes. */
export function plotOf(chart: ChartModel, width: number, lang: string, lines: number): Plot {
  const y = scale(chart.series.flatMap((s) => s.values));
  const tick = figures(y.ticks, lang);
  const left = Math.max(...y.ticks.map((t) => textWidth(tick(t), small))) + 12 + (chart.yLabel ? 18 : 0);
  const height = tall + (chart.xLabel ? 18 : 0);
  const bottom = height - 10 - lines * 14 - (chart.xLabel ? 18 : 0);
  const top = 16;
  return { left, right: width - 8, top, bottom, y, tick, up: (v) => y.at(v, bottom, top), height };
}

interface Props {
  chart: ChartModel;
  plot: Plot;
  width: number;
  /** Where each category stands. */
  xs: number[];
  room: number;
  children: ReactNode;
}

/** The frame around the values: ticks with their lines, categories, and what the axes are about. */
export function Axes({ chart, plot, width, xs, room, children }: Props) {
  const { left, right, bottom, y, tick, up, height } = plot;
  // Where there is no room for each category's name, every second or third one stands.
  const every = Math.max(1, Math.ceil(26 / Math.max(1, room)));
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" height={height} aria-hidden="true">
      {y.ticks.map((t) => (
        <g key={t}>
          <line x1={left} x2={right} y1={up(t)} y2={up(t)} className={t === 0 ? "axis" : "grid"} />
          <text x={left - 8} y={up(t) + 4} textAnchor="end" className="tick">{tick(t)}</text>
        </g>
      ))}
      {children}
      {chart.categories.map((c, i) =>
        i % every > 0 ? null : (
          <text key={i} textAnchor="middle" className="tick">
            <title>{c}</title>
            {wrap(c, room * every - 4, small).map((line, n) => (
              <tspan key={n} x={xs[i]} y={bottom + 17 + n * 14}>{line}</tspan>
            ))}
          </text>
        ),
      )}
      {chart.xLabel && (
        <text x={(left + right) / 2} y={height - 5} textAnchor="middle" className="axis-label">{chart.xLabel}</text>
      )}
      {chart.yLabel && (
        <text transform={`translate(11 ${(plot.top + bottom) / 2}) rotate(-90)`} textAnchor="middle" className="axis-label">{chart.yLabel}</text>
      )}
    </svg>
  );
}
