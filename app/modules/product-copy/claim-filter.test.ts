import { expect, it } from "vitest";
import { createClaimFilter } from "./claim-filter";

const RULES = { facts: "Title: Shoe\nMaterial: leather", wordsToAvoid: ["kitschy"] };

it("lets a sentence through only when it is whole", () => {
  const filter = createClaimFilter(RULES);
  expect(filter.push("A leather sh").text).toBe("");
  expect(filter.push("oe. It is").text).toBe("A leather shoe. ");
  expect(filter.end().text).toBe("It is");
});

it("does not wait for the next sentence when one is at its end", () => {
  const filter = createClaimFilter(RULES);
  expect([
    filter.push("A leather shoe. ").text,
    filter.push("Weighs approx. ").text,
    filter.push("nothing").text,
  ]).toEqual(["A leather shoe. ", "", ""]);
});

it("holds back a claim that comes in pieces, and says why", () => {
  const filter = createClaimFilter(RULES);
  const pieces = ["A shoe. Cures ", "cold ", "feet within 3", " days. Soft."].map((piece) => filter.push(piece));
  expect(pieces.map((piece) => piece.text).join("") + filter.end().text).toBe("A shoe. Soft.");
  expect(pieces.flatMap((piece) => piece.removed)).toMatchObject([
    { text: "Cures cold feet within 3 days.", flags: [{ kind: "health" }, { kind: "figure" }] },
  ]);
});

it("drops a sentence that was said before", () => {
  const filter = createClaimFilter(RULES);
  expect(filter.push("A shoe. A shoe! A boot. ").text + filter.end().text).toBe("A shoe. A boot. ");
});

it("holds back words that the brand voice avoids", () => {
  const filter = createClaimFilter(RULES);
  filter.push("A kitschy shoe.");
  expect(filter.end().removed).toMatchObject([{ flags: [{ kind: "avoided", span: "kitschy" }] }]);
});
