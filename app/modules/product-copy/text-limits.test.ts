import { expect, it } from "vitest";
import { countCharacters, fitToLimit } from "./text-limits";

it("counts an emoji as one character", () => {
  expect(countCharacters("a👟b")).toBe(3);
});

it("keeps a text within its limit as it is", () => {
  expect(fitToLimit("A shoe. ", 8)).toBe("A shoe. ");
});

it("cuts after a whole sentence when that fills half of the limit", () => {
  expect(fitToLimit("A shoe for rain. It weighs 2.5 kg and more.", 30)).toBe("A shoe for rain.");
});

it("cuts after a whole word, without a hanging comma", () => {
  expect(fitToLimit("Dunlin, a very long walking shoe", 8)).toBe("Dunlin");
});

it("cuts within a word only when there is no other way", () => {
  expect(fitToLimit("👟".repeat(9), 4)).toBe("👟".repeat(4));
});

it.each([10, 25, 70, 160])("never goes over %i characters", (limit) => {
  const text = "Sentences differ. Some are long, with clauses; others — not. ".repeat(9);
  expect(countCharacters(fitToLimit(text, limit))).toBeLessThanOrEqual(limit);
});
