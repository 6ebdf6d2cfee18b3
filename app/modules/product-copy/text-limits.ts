import { splitSentences } from "./sentences";

/** Characters as people count them: a code point each, so that an emoji is not two. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}

/**
 * Shortens a text to at most `limit` characters: whole sentences when they fill half of it, else whole words.
 * A text within the limit comes back unchanged.
 */
export function fitToLimit(text: string, limit: number): string {
  if (countCharacters(text) <= limit) return text;
  const sentences = takeWhile(
    splitSentences(text).map((sentence) => sentence.text),
    limit,
  ).trimEnd();
  if (countCharacters(sentences) >= limit / 2) return sentences;
  const words = takeWhile(text.split(/(?<=\s)/), limit);
  if (words !== "") return words.replace(/[\s,;:|–—-]+$/u, "");
  return Array.from(text).slice(0, limit).join("");
}

/** The longest run of pieces from the start whose text, without white space at its end, fits. */
function takeWhile(pieces: readonly string[], limit: number): string {
  let taken = "";
  for (const piece of pieces) {
    if (countCharacters((taken + piece).trimEnd()) > limit) break;
    taken += piece;
  }
  return taken;
}
