import { expect, it } from "vitest";
import { describeExport } from "./export-words";
import { parseLogFilters } from "./log-filters";

const describe = (query: string) => describeExport(parseLogFilters(new URLSearchParams(query)));

it.each([
  ["", "All calls."],
  ["range=7d", "All calls of the last 7 days."],
  ["purpose=chat&purpose=copy&judgement=none", "Calls: feature Support chat or Product copy; judged by nobody."],
  ["from=2026-01-02&to=2026-01-03&state=cut", "Calls: outcome Cut off; from 2026-01-02; to 2026-01-03."],
])("describes %s", (query, words) => {
  expect(describe(query)).toBe(words);
});
