import { describe, expect, test } from "vitest";
import { readChart } from "./model";
import { cut, figures, percent, scale, slices, textWidth, wrap } from "./scale";

describe("scale", () => {
  test.each<[string, number[], number[]]>([
    ["from zero", [80.8, 79.6], [0, 20, 40, 60, 80, 100]],
    ["small", [0.12, 0.31], [0, 0.1, 0.2, 0.3, 0.4]],
    ["through zero", [-14, 20], [-20, -10, 0, 10, 20]],
    ["below zero", [-14], [-15, -10, -5, 0]],
    ["all zero", [0, 0], [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])("%s", (_, values, want) => {
    const s = scale(values);
    expect(s.min).toBe(want[0]);
    expect(s.max).toBe(want[want.length - 1]);
    for (const v of values) expect(v >= s.min && v <= s.max).toBe(true);
    expect(s.ticks).toContain(0);
  });

  test("every value has its place inside, whatever its size", () => {
    for (const v of [1e-9, 0.003, 7, 99.99, 123456, 3.8e11, -5e8]) {
      const s = scale([v]);
      expect(s.ticks.length).toBeGreaterThan(1);
      expect(s.ticks.length).toBeLessThan(12);
      const y = s.at(v, 0, 100);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(100);
    }
  });

  test("no value at all still has an axis", () => {
    expect(scale([]).ticks.length).toBeGreaterThan(1);
    expect(scale([Number.NaN]).at(0, 0, 10)).toBe(0);
  });
});

test("figures have one exactness, and are short where they are long", () => {
  const say = figures([80.8, 78], "en");
  expect([80.8, 78, 12345, Number.NaN].map(say)).toEqual(["80.8", "78.0", "12,345.0", "–"]);
  expect([790, 4.3].map(figures([790, 4.3], "en"))).toEqual(["790", "4.3"]);
  expect(figures([], "en")(0)).toBe("0");
  expect(figures([80, 20], "en")(80)).toBe("80");
  expect(figures([1], "en")(155_000_000)).toBe("155M");
  expect(figures([1], "ko")(155_000_000)).toBe("1.6억");
  expect([percent(0.42, "en"), percent(1 / 3, "en")]).toEqual(["42%", "33.3%"]);
});

test("slices go round once", () => {
  const s = slices([1, 1, 2, 0, -3]);
  expect(s.map((x) => x.share)).toEqual([0.25, 0.25, 0.5, 0, 0]);
  expect(s[4]?.end).toBeCloseTo(2 * Math.PI);
  expect(slices([0]).every((x) => x.share === 0)).toBe(true);
});

test("labels are wrapped and cut to their room", () => {
  expect(wrap("GPT-5.3 Codex Spark", 1000, 11)).toEqual(["GPT-5.3 Codex Spark"]);
  expect(wrap("Claude Opus 4.6", 70, 11)).toEqual(["Claude Opus", "4.6"]);
  expect(textWidth(cut("Boston Dynamics", 40, 11), 11)).toBeLessThanOrEqual(40);
  expect(textWidth("가", 10)).toBeGreaterThan(textWidth("a", 10));
});

describe("readChart", () => {
  test("points go to their category by label, and a gap stays one", () => {
    const c = readChart({
      type: "data_visualization",
      title: "Capex",
      chart: {
        type: "line",
        series: [{ name: "Google", data: [{ label: "2026", value: 180 }, { label: "2024", value: 52.5 }] }],
        axis_config: { categories: ["2024", "2025", "2026"], y_label: "B$" },
      },
    });
    expect(c?.series[0]?.values).toEqual([52.5, Number.NaN, 180]);
    expect(c?.yLabel).toBe("B$");
  });
  test("a pie's segments are its categories", () => {
    const c = readChart({ type: "data_visualization", title: "Share", chart: { type: "pie", segments: [{ label: "a", value: 3 }] } });
    expect(c).toMatchObject({ kind: "pie", categories: ["a"], series: [{ values: [3] }] });
  });
  test("what is no chart is none", () => {
    for (const chart of [undefined, null, {}, { type: "pie" }, { type: "scatter", series: [{}] }, { type: "bar", series: [] }]) {
      expect(readChart({ type: "data_visualization", chart })).toBeNull();
    }
  });
});
