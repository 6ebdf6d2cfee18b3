import { expect, test } from "vitest";
import { HOW_LONG_PHRASES, sayHowLong } from "./how-long";
import { queryTerms } from "./query-terms";

test.each([
  ["how much time do i have", "how long do i have"],
  ["how many more weeks is that", "how long is that"],
  ["wie viele tage habe ich", "wie lange habe ich"],
  ["wieviel zeit habe ich", "wie lange habe ich"],
  ["hoeveel dagen heb ik", "hoe lang heb ik"],
  ["how much is it, how many pairs", "how much is it, how many pairs"],
])("%s", (question, said) => {
  expect(sayHowLong(question)).toBe(said);
});

test("the search takes each way for a question about time, and none for one about money", () => {
  for (const phrase of HOW_LONG_PHRASES)
    expect([phrase, ...queryTerms(phrase).map(({ name }) => name)]).toEqual([phrase, "duration"]);
});
