// The arithmetic of a chart: which ticks an axis has, and where a value stands on it.

export interface Scale {
  ticks: number[];
  min: number;
  max: number;
  /** The position of a value between two ends. */
  at(value: number, from: number, to: number): number;
}

const steps = [1, 2, 2.5, 5, 10];

/** An axis that holds all values, starts or ends at zero where it can, and has about `wanted` round ticks. */
export function scale(values: number[], wanted = 5): Scale {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  const span = high - low || 1;
  const rough = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (steps.find((s) => s * power >= rough * 0.999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil((high || (low < 0 ? 0 : 1)) / step - 1e-9));
  // Multiples of the step, cleaned of what binary fractions add.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  const min = ticks[0] ?? 0;
  const max = ticks[ticks.length - 1] ?? 1;
  return { ticks, min, max, at: (v, from, to) => from + ((v - min) / (max - min)) * (to - from) };
}

/**
 * Figures for an axis or for labels: short from a hundred thousand on, in the reader's way of counting. Below that values
 * of one size have as many places as the most exact of them (78.0 stands beside 80.8), others as many as they have
 * themselves (790 beside 4.3); two at most.
 */
export function figures(values: number[], locale: string): (value: number) => string {
  const sizes = values.filter((v) => Number.isFinite(v) && v !== 0).map(Math.abs);
  const alike = Math.max(...sizes) < 10 * Math.min(...sizes);
  const most = Math.max(0, ...sizes.map((v) => Math.min(2, (String(v).split(".")[1] ?? "").length)));
  const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: alike ? most : 0, maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  return (v) => (Number.isFinite(v) ? (Math.abs(v) >= 100_000 ? short : plain).format(v) : "–");
}

/** A share of a whole in percent, with a place only where it has one. */
export const percent = (share: number, locale: string) =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(share);

export interface Slice {
  start: number;
  end: number;
  share: number;
}

/** The slices of a pie as angles from the top, clockwise; what is not above zero has none. */
export function slices(values: number[]): Slice[] {
  const sizes = values.map((v) => (Number.isFinite(v) && v > 0 ? v : 0));
  const sum = sizes.reduce((a, b) => a + b, 0);
  let angle = 0;
  return sizes.map((v) => {
    const share = sum > 0 ? v / sum : 0;
    const start = angle;
    angle += share * 2 * Math.PI;
    return { start, end: angle, share };
  });
}

/** How wide a text is drawn, about: Hangul and Han signs take a whole em, others somewhat over half. */
export function textWidth(text: string, size: number): number {
  let em = 0;
  for (const c of text) em += /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/.test(c) ? 1 : /[A-Z%MW@]/.test(c) ? 0.68 : 0.54;
  return em * size;
}

/** A label in lines no wider than there is room; the last one is cut where even two do not hold it. */
export function wrap(label: string, room: number, size: number, lines = 2): string[] {
  const out: string[] = [];
  let line = "";
  for (const word of label.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size) > room) {
      out.push(line);
      line = word;
    } else line = longer;
  }
  out.push(line);
  const kept = out.length > lines ? [...out.slice(0, lines - 1), out.slice(lines - 1).join(" ")] : out;
  return kept.map((l) => cut(l, room, size));
}

/** A text shortened with an ellipsis to the room there is. */
export function cut(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text;
  const signs = [...text];
  while (signs.length > 1 && textWidth(signs.join("") + "…", size) > room) signs.pop();
  return signs.join("").trimEnd() + "…";
}
