import { expect, it } from "vitest";
import { describeDetail, formatDuration } from "./log-words";

it("describes a verdict's detail without empty counts", () => {
  expect(describeDetail({ EMAIL: 1, PHONE: 0, reason: "figure_not_in_evidence", retried: true })).toBe(
    "EMAIL 1, reason figure not in evidence, retried",
  );
});

it("separates the thousands of long figures, and leaves names alone", () => {
  expect(describeDetail({ shop: "2144 of 10000000 tokens today", model: "b12345-q4", port: "a 54329.5" })).toBe(
    "shop 2144 of 10,000,000 tokens today, model b12345-q4, port a 54329.5",
  );
});

it.each([
  [null, "–"],
  [480.4, "480 ms"],
  [2400, "2.4 s"],
])("formats %s ms as %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
