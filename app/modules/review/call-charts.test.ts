import { expect, it } from "vitest";
import { toCallDays } from "~/modules/inference/call-trends";
import { callCharts, formatFigure } from "./call-charts";

const days = toCallDays(
  ["2026-11-01", "2026-11-02"],
  [
    { day: "2026-11-01", measure: "calls:chat", total: 1_200 },
    { day: "2026-11-02", measure: "calls:copy", total: 34 },
    { day: "2026-11-02", measure: "redacted:EMAIL", total: 2 },
    { day: "2026-11-02", measure: "redacted:CARD", total: 1 },
  ],
);

it("every chart has a row a day, with every series", () => {
  for (const { rows, series } of callCharts(days)) {
    expect(rows.map(({ day }) => day)).toEqual(["2026-11-01", "2026-11-02"]);
    for (const { values } of rows) expect(Object.keys(values)).toEqual(series.map(({ key }) => key));
  }
});

it("says what the days come to", () => {
  const charts = new Map(callCharts(days).map((chart) => [chart.id, chart]));
  expect(charts.get("calls")?.summary).toBe("1,234 calls in 2 days");
  expect(charts.get("redactions")?.series.map(({ label }) => label)).toEqual(["Card", "E-mail"]);
  expect(charts.get("first-token")?.rows[0]?.values).toEqual({ median: null, p95: null });
});

it.each([
  [null, "count", "–"],
  [1_234, "count", "1,234"],
  [1_234, "ms", "1.2 s"],
  [null, "ms", "–"],
] as const)("writes %s (%s) as %s", (value, unit, text) => {
  expect(formatFigure(value, unit)).toBe(text);
});
