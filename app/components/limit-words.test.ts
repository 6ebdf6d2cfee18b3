import { expect, it } from "vitest";
import { readLimit } from "./limit-words";

const read = (value: string, locale = "en") =>
  readLimit(value, { quantity: "tokens", most: 2_000_000, format: new Intl.NumberFormat(locale) });

it.each([
  ["1000000", "en", "1,000,000 tokens a day"],
  ["1000000", "de", "1.000.000 tokens a day"],
  ["250000", "hi", "2,50,000 tokens a day"],
  ["1", "en", "1 token a day"],
])("%s is read out in %s", (value, locale, words) => {
  expect(read(value, locale)).toEqual({ words, isWrong: false });
});

it.each(["", "0", "-5", "1.5", "1e3", "2000001", "many"])("%j is told what may be written", (value) => {
  expect(read(value)).toEqual({ words: "Write 1 to 2,000,000", isWrong: true });
});
