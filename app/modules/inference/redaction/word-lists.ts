import { WORD_LISTS } from "~/generated/word-lists";
import { fold } from "./fold-text";

/** What a word may be; scripts/launcher/word-lists.ts sets these bits. */
export const FIRST_NAME = 1;
export const LAST_NAME = 2;
export const ANY_NAME = 4;
export const WORD = 8;
export const PLACE = 16;
export const PROPER = 32;

/** Endings of English words, with what stands in their place in the list. */
const ENDINGS: readonly (readonly [ending: string, instead: string])[] = [
  ["'s", ""],
  ["s", ""],
  ["es", ""],
  ["ies", "y"],
  ["ed", ""],
  ["ed", "e"],
  ["ied", "y"],
  ["ing", ""],
  ["ing", "e"],
  ["ly", ""],
  ["er", ""],
  ["er", "e"],
  ["ier", "y"],
  ["iest", "y"],
  ["ily", "y"],
  ["est", ""],
  ["ation", ""],
  ["ation", "e"],
  ["ion", ""],
  ["ion", "e"],
  ["al", ""],
  ["ity", ""],
  ["ity", "e"],
  ["ful", ""],
  ["less", ""],
  ["ize", ""],
  ["ized", ""],
  ["ness", ""],
  ["able", ""],
  ["ment", ""],
];
const MIN_STEM_CHARS = 3;

let table: ReadonlyMap<string, number> | undefined;

/** What a word, folded, may be: the bits above; 0 for a word that no list knows. */
export function kindsOf(folded: string): number {
  table ??= readTable();
  return table.get(folded) ?? 0;
}

/** Whether a folded word is English, also with a usual ending. */
export function isEnglishWord(folded: string): boolean {
  if ((kindsOf(folded) & WORD) !== 0) return true;
  if (kindsOf(folded) !== 0) return false;
  return ENDINGS.some(([ending, instead]) => {
    if (!folded.endsWith(ending)) return false;
    const stem = folded.slice(0, -ending.length);
    if (stem.length < MIN_STEM_CHARS) return false;
    const isDoubled = instead === "" && /([bdgklmnprt])\1$/.test(stem);
    return (kindsOf(stem + instead) & WORD) !== 0 || (isDoubled && (kindsOf(stem.slice(0, -1)) & WORD) !== 0);
  });
}

function readTable(): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const [bits, list] of Object.entries(WORD_LISTS)) {
    for (const word of list.split(" ")) {
      const key = /^[a-z'-]+$/.test(word) ? word : fold(word);
      words.set(key, (words.get(key) ?? 0) | Number(bits));
    }
  }
  return words;
}

/** Whether one word of a name is in a place's. */
export function isPlaceName(name: string): boolean {
  return fold(name)
    .split(/[\s-]+/)
    .some((word) => (kindsOf(word) & PLACE) !== 0);
}
