import { Axes, plotOf, small } from "./Axes";
import { colour, type Drawing } from "./Chart";
import { textWidth } from "./scale";

interface Point {
  x: number;
  y: number;
}

/** Lines, or areas: a point a category, a gap where a series has no value. */
export function Lines({ chart, width, lang, say }: Drawing) {
  const n = chart.categories.length;
  const lines = chart.categories.some((c) => textWidth(c, small) > (width - 60) / n - 4) ? 2 : 1;
  const plot = plotOf(chart, width, lang, lines);
  const room = (plot.right - plot.left) / n;
  const xs = chart.categories.map((_, i) => plot.left + (i + 0.5) * room);
  const labelled = chart.series.length === 1 && n <= 12 && room >= 34;
  const zero = plot.up(0);
  return (
    <Axes chart={chart} plot={plot} width={width} xs={xs} room={room}>
      {chart.series.map((s, k) => {
        const runs = unbroken(s.values.map((v, i) => (Number.isFinite(v) ? { x: xs[i] ?? 0, y: plot.up(v) } : null)));
        return (
          <g key={k} className="line-of">
            {chart.kind === "area" &&
              runs.map((run, r) => (
                <path key={r} d={`${path(run)} L${run.at(-1)?.x} ${zero} L${run[0]?.x} ${zero} Z`} fill={colour(k)} opacity={0.18} />
              ))}
            {runs.map((run, r) => (
              <path key={r} d={path(run)} fill="none" stroke={colour(k)} strokeWidth={2.2} strokeLinejoin="round" strokeLinecap="round" />
            ))}
            {s.values.map((v, i) =>
              Number.isFinite(v) ? (
                <g key={i} className="mark-of">
                  <title>{`${chart.categories[i]}${chart.series.length > 1 ? ` · ${s.name}` : ""}: ${say(v)}`}</title>
                  <circle cx={xs[i]} cy={plot.up(v)} r={11} fill="transparent" />
                  <circle cx={xs[i]} cy={plot.up(v)} r={3.6} fill={colour(k)} className="dot" />
                  {labelled && (
                    <text x={xs[i]} y={plot.up(v) - 9} textAnchor="middle" className="figure">{say(v)}</text>
                  )}
                </g>
              ) : null,
            )}
          </g>
        );
      })}
    </Axes>
  );
}

const path = (run: Point[]) => run.map((p, i) => `${i === 0 ? "M" : "L"}${p.x.toFixed(1)} ${p.y.toFixed(1)}`).join(" ");

function unbroken(points: (Point | null)[]): Point[][] {
  const runs: Point[][] = [];
  let run: Point[] = [];
  for (const p of [...points, null]) {
    if (p) run.push(p);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}
