import { describe, expect, test } from "vitest";
import { foldText } from "./fold-text";
import { queryTerms } from "./query-terms";
import { stem } from "./stem";

const names = (question: string) =>
  queryTerms(question)
    .map((group) => group.name)
    .sort();

describe("queryTerms", () => {
  test.each([
    ["How long do I have to return shoes?", ["duration", "returns", "shoes"]],
    ["Can I send it back if it doesn't fit?", ["returns", "size"]],
    ["What does shipping to Germany cost?", ["cost", "germany", "shipping"]],
    ["Was kostet der Versand nach Deutschland?", ["cost", "germany", "shipping"]],
    ["Quel est le coût de livraison en Allemagne ?", ["cost", "germany", "shipping"]],
    ["¿Cuánto cuesta el envío a Alemania?", ["cost", "germany", "shipping"]],
    ["Wat kost verzending naar Duitsland?", ["cost", "germany", "shipping"]],
    ["Do you ship to the United States?", ["shipping", "united states"]],
    ["Ist die Fjell Jacke wasserdicht?", ["fjell", "jacke", "waterproof"]],
    ["Is it water-resistant?", ["waterproof"]],
    ["Wie lange kann ich zurückschicken", ["duration", "returns"]],
  ])("%s", (question, expected) => {
    expect(names(question)).toEqual(expected);
  });

  test.each(["", "what do you have?", "???", "\u0000'| & ! <-> :* \\"])(
    "finds nothing to look up in %j",
    (question) => {
      expect(queryTerms(question)).toEqual([]);
    },
  );

  test("is bounded, whatever is asked", () => {
    expect(
      queryTerms("alpha beta gamma ".repeat(100) + "a1 b2 c3 d4 e5 f6 g7 h8 i9 j1 k2 l3").length,
    ).toBeLessThanOrEqual(12);
    expect(queryTerms(Array.from({ length: 80 }, (_, index) => `w${index}`).join(" "))).toHaveLength(12);
  });

  test("only letters and digits get into the query's quotes", () => {
    const [group] = queryTerms("o'brien'); DROP TABLE product; --");
    expect(group?.tsquery).toMatch(/^'[\p{L}\p{N}]+'(:\*)?$/u);
  });
});

test.each([
  ["shoes", "shoe"],
  ["shoe", "shoe"],
  ["jackets", "jacket"],
  ["running", "run"],
  ["batteries", "batter"],
  ["jacken", "jack"],
  ["schuhe", "schuh"],
  ["wool", "wool"],
  ["129", "129"],
  ["x100s", "x100s"],
])("stem(%s) is %s and begins the word", (word, expected) => {
  expect(stem(word)).toBe(expected);
  expect(word.startsWith(stem(word))).toBe(true);
});

test("foldText takes accents off and keeps letters", () => {
  expect(foldText("Rückgabe GRÖSSE Straße Œuvre smørrebrød")).toBe("ruckgabe grosse strasse oeuvre smorrebrod");
});
