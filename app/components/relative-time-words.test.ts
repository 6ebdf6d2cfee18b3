import { expect, it } from "vitest";
import { relativeTime } from "./relative-time-words";

const NOW = new Date("2026-11-20T12:00:00Z");

it.each([
  ["2026-11-20T12:00:09Z", "just now"],
  ["2026-11-20T11:59:01Z", "just now"],
  ["2026-11-20T11:59:00Z", "1 minute ago"],
  ["2026-11-20T09:30:00Z", "2 hours ago"],
  ["2026-11-19T11:00:00Z", "yesterday"],
  ["2026-11-01T12:00:00Z", "2 weeks ago"],
  ["2024-01-01T12:00:00Z", "2 years ago"],
])("%s is %s", (time, words) => {
  expect(relativeTime(new Date(time), NOW)).toBe(words);
});
