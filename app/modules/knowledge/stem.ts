const ENDINGS = ["ingen", "ungen", "ing", "ung", "ies", "ed", "en", "es", "er", "s", "e", "n"];
const MIN_STEM_CHARACTERS = 4;

/**
 * The beginning that a word shares with its other forms: "shoes" and "shoe", "Jacken" and "Jacke", "running" and "run".
 * Light on purpose, since it is looked up as a beginning: too short would find too much.
 */
export function stem(word: string): string {
  if (/\d/.test(word)) return word;
  const ending = ENDINGS.find((end) => word.endsWith(end) && word.length - end.length >= MIN_STEM_CHARACTERS);
  if (!ending) return word;
  const rest = word.slice(0, -ending.length);
  const isDoubled = ["ing", "ed", "er"].includes(ending) && /([bdgmnprt])\1$/.test(rest);
  return isDoubled ? rest.slice(0, -1) : rest;
}
