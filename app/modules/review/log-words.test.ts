import { expect, it } from "vitest";
import { describeDetail, formatDuration } from "./log-words";

it("describes a verdict's detail without empty counts", () => {
  expect(describeDetail({ EMAIL: 1, PHONE: 0, reason: "figure_not_in_evidence", retried: true })).toBe(
    "EMAIL 1, reason figure not in evidence, retried",
  );
});

it.each([
  [null, "–"],
  [480.4, "480 ms"],
  [2400, "2.4 s"],
])("formats %s ms as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
