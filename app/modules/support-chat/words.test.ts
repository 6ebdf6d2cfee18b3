import { describe, expect, it } from "vitest";
import { contentWords, figures, isRelatedWord, isSameWord, plain, sentences, stem } from "./words";

describe("words", () => {
  it.each([
    ["return", "returned"],
    ["shipping", "ships"],
    ["Schuhe", "Schuhen"],
    ["delivery", "delivered"],
    ["Rückgabe", "Rückgaben"],
  ])("takes %s and %s for one word", (a, b) => {
    expect(isSameWord(stem(plain(a)), stem(plain(b)))).toBe(true);
  });

  it("does not take water for waterproof, but relates them", () => {
    expect(isSameWord(stem("water"), stem("waterproof"))).toBe(false);
    expect(isRelatedWord(stem("versand"), stem("versandkosten"))).toBe(true);
  });

  it("leaves out the words that carry no meaning", () => {
    expect(contentWords("How long do I have to return the shoes?")).toEqual(["long", stem("return"), stem("shoes")]);
  });

  it("reads figures in both notations and in words", () => {
    expect(figures("9,90 EUR from 75.00, within thirty days, 10,000 mm")).toEqual(["9.90", "75", "10000", "30"]);
  });

  it("splits sentences and lines without breaking figures and short forms", () => {
    expect(sentences("Costs 9.90 EUR, e.g. Germany. Free from 75 EUR!\n- Norway: 14 days")).toEqual([
      "Costs 9.90 EUR, e.g. Germany.",
      "Free from 75 EUR!",
      "Norway: 14 days",
    ]);
  });

  it("splits at the stops of other scripts, so that nothing foreign hides in a sentence", () => {
    expect(sentences("You have 30 days. 明天到。 It is green. غدا؟ Yes.")).toEqual([
      "You have 30 days.",
      "明天到。",
      "It is green.",
      "غدا؟",
      "Yes.",
    ]);
  });
});
