import { figures, isSameWord, stem, words } from "./words";

/** A figure with the words that it counts: "2 USB-C ports". */
type Counted = { readonly figure: string; readonly what: readonly string[] };

const MAX_WORDS = 2;

/** True when a sentence counts a thing otherwise than the source, which counts it too: "1 USB-C port" where it says "two USB-C ports". */
export function countsOtherwise(sentence: string, source: string): boolean {
  const stated = countedIn(source);
  return countedIn(sentence).some(({ figure, what }) => {
    const same = stated.filter((other) => isSameThing(what, other.what));
    return same.length > 0 && same.every((other) => other.figure !== figure);
  });
}

const isSameThing = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((word, index) => isSameWord(word, b[index] ?? ""));

function countedIn(text: string): Counted[] {
  return text.split(/[,;:()–—\n]|\.\s/).flatMap((clause) => {
    const all = words(clause).filter((word) => word !== "x");
    return all.flatMap((word, index): Counted[] => {
      const [figure] = figures(word);
      const what = all.slice(index + 1, index + 1 + MAX_WORDS);
      const isCount =
        figure !== undefined && what.length === MAX_WORDS && what.every((next) => figures(next).length === 0);
      return isCount ? [{ figure, what: what.map(stem) }] : [];
    });
  });
}
