import { colour, Legend, type Drawing } from "./Chart";
import { percent, slices } from "./scale";

const size = 180;
const outer = 84;
const inner = 46;

/** A pie with a hole, its segments named with their share beside it. */
export function Pie({ chart, lang, say }: Drawing) {
  const values = chart.series[0]?.values ?? [];
  const parts = slices(values);
  return (
    <div className="pie">
      <svg viewBox={`${-size / 2} ${-size / 2} ${size} ${size}`} width={size} height={size} aria-hidden="true">
        {parts.map((p, i) => (
          <path key={i} d={ring(p.start, p.end)} fill={colour(i)} className="mark-of">
            <title>{`${chart.categories[i]}: ${say(values[i] ?? Number.NaN)} (${percent(p.share, lang)})`}</title>
          </path>
        ))}
      </svg>
      <Legend names={chart.categories} notes={parts.map((p, i) => `${say(values[i] ?? Number.NaN)} · ${percent(p.share, lang)}`)} />
    </div>
  );
}

const on = (angle: number, r: number) => `${(Math.sin(angle) * r).toFixed(2)} ${(-Math.cos(angle) * r).toFixed(2)}`;

/** A piece of the ring. A whole one is drawn as two halves, since an arc cannot end where it starts. */
function ring(start: number, end: number): string {
  if (end - start > 2 * Math.PI - 1e-6) return ring(start, start + Math.PI) + ring(start + Math.PI, end - 1e-5);
  const large = end - start > Math.PI ? 1 : 0;
  return `M${on(start, outer)} A${outer} ${outer} 0 ${large} 1 ${on(end, outer)} L${on(end, inner)} A${inner} ${inner} 0 ${large} 0 ${on(start, inner)} Z`;
}
