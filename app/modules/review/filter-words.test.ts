import { expect, it } from "vitest";
import { describeFilters, filterChoices, flagName, languageName } from "./filter-words";
import { parseLogFilters } from "./log-filters";

const choices = filterChoices({ models: ["m1"], languages: ["de"], flags: ["check:withheld"] });
const describe = (query: string) =>
  describeFilters(parseLogFilters(new URLSearchParams(query)), choices).map(({ label }) => label);

it("says what is filtered by in plain words", () => {
  expect(describe("state=failed&state=refused&verdict=check:withheld&language=de&judgement=none&range=7d")).toEqual([
    "Outcome: Failed, Refused",
    "What a stage did: Check: withheld",
    "Language: German",
    "Judgement: Not judged",
    "Time: Last 7 days",
  ]);
  expect(describe("from=2026-01-01&to=2026-01-31&review=open&assigned=me")).toEqual([
    "Time: from 2026-01-01 until 2026-01-31",
    "Review: open",
    "Assigned to me",
  ]);
});

it("shows a value that the log does not have as it is", () => {
  expect(describe("model=gone&language=xx")).toEqual(["Model: gone", "Language: xx"]);
  expect(flagName("odd")).toBe("odd");
  expect(languageName("sv")).toBe("Swedish");
});
