import { Axes, plotOf, small } from "./Axes";
import { colour, type Drawing } from "./Chart";
import { cut, scale, textWidth, wrap } from "./scale";

/** Bars: upright, or lying where there is one series whose names do not fit side by side (a ranking). */
export function Bars(d: Drawing) {
  const { chart, width } = d;
  const room = (width - 60) / chart.categories.length;
  const cramped = chart.categories.some((c) => wrap(c, room - 10, small).some((line) => line.endsWith("…")) || textWidth(c, small) > 2 * room);
  const lie = chart.series.length === 1 && cramped;
  return lie ? <Lying {...d} /> : <Upright {...d} />;
}

function Upright({ chart, width, lang, say }: Drawing) {
  const n = chart.categories.length;
  const rough = (width - 60) / n;
  const lines = chart.categories.some((c) => textWidth(c, small) > rough - 8) ? 2 : 1;
  const plot = plotOf(chart, width, lang, lines);
  const room = (plot.right - plot.left) / n;
  const xs = chart.categories.map((_, i) => plot.left + (i + 0.5) * room);
  const count = chart.series.length;
  const bar = Math.min(44, (room * 0.72) / count);
  const zero = plot.up(0);
  const labelled = bar >= 22 && n * count <= 16;
  return (
    <Axes chart={chart} plot={plot} width={width} xs={xs} room={room}>
      {chart.series.map((s, k) =>
        s.values.map((v, i) => {
          if (!Number.isFinite(v)) return null;
          const x = (xs[i] ?? 0) + (k - count / 2) * bar + 1;
          const y = plot.up(v);
          return (
            <g key={`${k}-${i}`} className="mark-of">
              <title>{`${chart.categories[i]}${count > 1 ? ` · ${s.name}` : ""}: ${say(v)}`}</title>
              <rect x={x} y={Math.min(y, zero)} width={Math.max(2, bar - 2)} height={Math.max(1, Math.abs(zero - y))} rx={3} fill={colour(k)} />
              {labelled && (
                <text x={x + bar / 2 - 1} y={v < 0 ? y + 13 : y - 5} textAnchor="middle" className="figure">{say(v)}</text>
              )}
            </g>
          );
        }),
      )}
    </Axes>
  );
}

const row = 30;

function Lying({ chart, width, say }: Drawing) {
  const values = chart.series[0]?.values ?? [];
  const names = Math.min(width * 0.36, Math.max(...chart.categories.map((c) => textWidth(c, 12))) + 12);
  const figures = Math.max(...values.map((v) => textWidth(say(v), small))) + 12;
  const x = scale(values);
  const at = (v: number) => x.at(v, names, width - figures);
  const label = [chart.yLabel, chart.xLabel].filter(Boolean).join(" · ");
  const height = chart.categories.length * row + 8 + (label ? 18 : 0);
  const bottom = chart.categories.length * row + 4;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" height={height} aria-hidden="true">
      {x.ticks.map((t) => (
        <line key={t} x1={at(t)} x2={at(t)} y1={4} y2={bottom} className={t === 0 ? "axis" : "grid"} />
      ))}
      {values.map((v, i) => {
        const y = 4 + i * row;
        const name = chart.categories[i] ?? "";
        const end = Number.isFinite(v) ? at(v) : at(0);
        return (
          <g key={i} className="mark-of">
            <title>{`${name}: ${say(v)}`}</title>
            <text x={names - 10} y={y + row / 2 + 4} textAnchor="end" className="name">{cut(name, names - 12, 12)}</text>
            <rect x={Math.min(at(0), end)} y={y + 5} width={Math.max(1, Math.abs(end - at(0)))} height={row - 10} rx={3} fill={colour(0)} />
            <text x={Math.max(end, at(0)) + 6} y={y + row / 2 + 4} className="figure">{say(v)}</text>
          </g>
        );
      })}
      {label && <text x={(names + width - figures) / 2} y={height - 4} textAnchor="middle" className="axis-label">{label}</text>}
    </svg>
  );
}
