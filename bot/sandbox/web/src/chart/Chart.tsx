import { useEffect, useId, useRef, useState } from "react";
import { useDesk } from "../app/context";
import { Icon } from "../ui/Icon";
import { Bars } from "./Bars";
import { Lines } from "./Lines";
import type { ChartModel } from "./model";
import { Pie } from "./Pie";
import { figures } from "./scale";

/** What each kind of chart is drawn with. */
export interface Drawing {
  chart: ChartModel;
  width: number;
  lang: string;
  /** A value of the chart in figures. */
  say(value: number): string;
}

const colours = 12;
export const colour = (i: number) => `var(--chart-${(i % colours) + 1})`;

const usual = 560;

/** A chart with its title and legend, drawn to the room there is; the same figures as a table on request. */
export function Chart({ chart }: { chart: ChartModel }) {
  const { words, lang } = useDesk();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usual);
  const [asTable, setAsTable] = useState(false);
  const title = useId();
  useEffect(() => {
    const el = box.current;
    if (!el || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    watch.observe(el);
    return () => watch.disconnect();
  }, []);
  const say = figures(chart.series.flatMap((s) => s.values), lang);
  const drawing = { chart, width, lang, say };
  const label = `${words.chartOf(chart.kind)}: ${chart.title}`;
  const names = chart.kind === "pie" ? [] : chart.series.map((s) => s.name);
  return (
    <figure className="b-chart" aria-labelledby={title}>
      <figcaption>
        <span id={title}>{chart.title}</span>
        <button
          type="button"
          className="icon-button"
          aria-label={asTable ? words.showChart : words.showTable}
          title={asTable ? words.showChart : words.showTable}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon name={asTable ? "chart" : "table"} size={16} />
        </button>
      </figcaption>
      <div ref={box} className="b-chart-box">
        {asTable ? (
          <Figures chart={chart} say={say} />
        ) : (
          <div role="img" aria-label={`${label}. ${spoken(chart, say)}`}>
            {chart.kind === "bar" && <Bars {...drawing} />}
            {(chart.kind === "line" || chart.kind === "area") && <Lines {...drawing} />}
            {chart.kind === "pie" && <Pie {...drawing} />}
          </div>
        )}
      </div>
      {!asTable && names.length > 1 && <Legend names={names} />}
    </figure>
  );
}

export function Legend({ names, notes }: { names: string[]; notes?: string[] }) {
  return (
    <ul className="legend">
      {names.map((name, i) => (
        <li key={i}>
          <i style={{ background: colour(i) }} aria-hidden="true" />
          {name}
          {notes?.[i] && <b>{notes[i]}</b>}
        </li>
      ))}
    </ul>
  );
}

/** The figures in words, for those who do not see the picture. */
function spoken(chart: ChartModel, say: (v: number) => string): string {
  return chart.series
    .map((s) => `${chart.series.length > 1 ? `${s.name}: ` : ""}${chart.categories.map((c, i) => `${c} ${say(s.values[i] ?? Number.NaN)}`).join(", ")}`)
    .join("; ");
}

function Figures({ chart, say }: { chart: ChartModel; say(v: number): string }) {
  const { words } = useDesk();
  return (
    <div className="b-table-scroll" tabIndex={0} role="group" aria-label={chart.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{chart.xLabel || words.category}</th>
            {chart.series.map((s) => (
              <th key={s.name} scope="col" className="number">{s.name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.categories.map((c, i) => (
            <tr key={i}>
              <th scope="row">{c}</th>
              {chart.series.map((s) => (
                <td key={s.name} className="number">{say(s.values[i] ?? Number.NaN)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
