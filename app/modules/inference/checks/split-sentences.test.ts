import { describe, expect, it } from "vitest";
import { SentenceSplitter } from "./split-sentences";

function split(text: string, size = text.length): string[] {
  const splitter = new SentenceSplitter();
  const parts: string[] = [];
  for (let index = 0; index < text.length; index += size) parts.push(...splitter.push(text.slice(index, index + size)));
  const { rest } = splitter.end();
  return rest === "" ? parts : [...parts, rest];
}

const CASES: readonly (readonly string[])[] = [
  ["You have 30 days. ", "Returns are free."],
  ["It costs 1.5 EUR. ", "Or 1,299.00 EUR!"],
  ["See e.g. the page. ", "Thanks."],
  ["Das gilt z. B. für Schuhe. ", "Versand kostet 4,90 €."],
  ["Am 12. März kommt es an. ", "Danke."],
  ["Look at https://shop.example/a.b?c=d. ", "Bye."],
  ["Is it waterproof? ", "Yes! ", "It is…"],
  ["1. Open the box\n", "2. Put them on\n", "Done."],
  ["First line\n", "\n", "Second line"]
    .filter((part) => part !== "\n")
    .map((part, index) => (index === 0 ? "First line\n\n" : part)),
  ["You have 30 days. [1] ", "Refunds take 5 days. [2][3] ", "Bye."],
  ["防水です。", "サイズは38です。"],
  ['He said "yes." ', "Then left."],
  ["**Free returns.** ", "Within the EU."],
  ["It ships in approx. 3 days (incl. Saturday). ", "Nice."],
  ["No end here"],
];

describe("SentenceSplitter", () => {
  it.each(CASES)("splits %s …", (...parts) => {
    expect(split(parts.join(""))).toEqual(parts);
  });

  it.each(CASES)("splits the same one character at a time: %s …", (...parts) => {
    expect(split(parts.join(""), 1)).toEqual(parts);
  });

  it("never loses or invents a character", () => {
    const text = CASES.flat().join(" ");
    for (const size of [1, 2, 3, 7]) expect(split(text, size).join("")).toBe(text);
  });

  it("cuts an endless sentence between words", () => {
    const parts = split("word ".repeat(1_000), 13);
    expect(parts.length).toBeGreaterThan(4);
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(1_000);
    expect(parts.every((part) => /^(word )+$/.test(part))).toBe(true);
  });

  it("tells whether the rest is a whole sentence", () => {
    const splitter = new SentenceSplitter();
    splitter.push("One. Two days");
    expect(splitter.end()).toEqual({ rest: "Two days", isWhole: false });
    splitter.push("Two days. [1]");
    expect(splitter.end().isWhole).toBe(true);
  });
});
