import { describe, expect, it } from "vitest";
import { placeWords, WordTrail } from "./word-trail";

const ROW = "you answer a shopper of an online shop and use only the data".split(" ");
const follows = (text: string) => new WordTrail(placeWords(ROW)).follow(text.split(" ")).length > 0;

describe("WordTrail", () => {
  it.each([
    ["word by word", "you answer a shopper of an online shop"],
    ["with others between", "you do answer just a shopper of some an online sort shop"],
    ["with one left out", "answer a shopper of online shop and use only"],
  ])("finds the row %s", (_how, text) => {
    expect(follows(text)).toBe(true);
  });

  it.each([
    ["seven of its words", "answer a shopper of an online shop"],
    ["its words far apart", ROW.join(" and then there was ")],
    ["its words in another order", "data the only use and shop online an of shopper a answer you"],
    ["one word again and again", "a a a a a a a a a a a"],
  ])("does not take for it %s", (_what, text) => {
    expect(follows(text)).toBe(false);
  });

  it("goes on over texts", () => {
    const trail = new WordTrail(placeWords(ROW));
    expect(trail.follow("you answer a shopper".split(" "))).toEqual([]);
    expect(trail.follow("of an online shop".split(" "))).toEqual([7]);
  });
});
