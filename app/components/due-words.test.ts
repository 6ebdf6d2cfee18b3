import { expect, it } from "vitest";
import { dueWords } from "./due-words";

const NOW = new Date("2026-11-20T12:00:00Z");

it.each([
  ["2026-12-20T12:00:00Z", "in 30 days"],
  ["2026-11-21T13:00:00Z", "tomorrow"],
  ["2026-11-20T18:00:00Z", "within a day"],
  ["2026-11-20T11:00:00Z", "1 day overdue"],
  ["2026-11-17T11:00:00Z", "4 days overdue"],
])("%s is %s", (time, words) => {
  expect(dueWords(new Date(time), NOW)).toBe(words);
});
