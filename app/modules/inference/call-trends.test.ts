import { expect, it } from "vitest";
import { toCallDays } from "./call-trends";

const of = (day: string, totals: Record<string, number>) =>
  Object.entries(totals).map(([measure, total]) => ({ day, measure, total }));

it("gives every day, in order, with zeros where nothing happened", () => {
  const days = toCallDays(
    ["2026-11-01", "2026-11-02"],
    of("2026-11-02", { "calls:chat": 3, "calls:copy": 1, "state:failed": 1, withheld: 2, "redacted:EMAIL": 4 }),
  );
  expect(days[0]).toMatchObject({ day: "2026-11-01", chat: 0, firstTokenMedianMs: null, redacted: {} });
  expect(days[1]).toMatchObject({
    day: "2026-11-02",
    chat: 3,
    copy: 1,
    failed: 1,
    withheld: 2,
    redacted: { EMAIL: 4 },
  });
});

it("reads quantiles from the classes of times, within 8 %", () => {
  const classOf = (ms: number) => `first_token:${Math.floor(Math.log(ms) / Math.log(1.15))}`;
  const totals: Record<string, number> = {};
  for (let ms = 1; ms <= 1_000; ms += 1) totals[classOf(ms)] = (totals[classOf(ms)] ?? 0) + 1;
  const [day] = toCallDays(["2026-11-01"], of("2026-11-01", totals));
  expect(Math.abs((day?.firstTokenMedianMs ?? 0) / 500 - 1)).toBeLessThan(0.08);
  expect(Math.abs((day?.firstTokenP95Ms ?? 0) / 950 - 1)).toBeLessThan(0.08);
});
