import { stripInvisible } from "~/modules/inference/invisible";

/** A text as the detectors see it, with the place in the original that each of its units came from. */
export type CleanedText = { readonly text: string; readonly origins: readonly number[]; readonly length: number };

/** Cleans as the stage before redaction does, one character at a time, so that what is found can be shown in the original. */
export function cleanWithOrigins(original: string): CleanedText {
  if (/^[\n\t\x20-\x7e]*$/.test(original)) return { text: original, origins: [], length: original.length };
  const parts: string[] = [];
  const origins: number[] = [];
  let index = 0;
  for (const char of original) {
    const clean = stripInvisible(char.normalize("NFKC"));
    parts.push(clean);
    for (let unit = 0; unit < clean.length; unit += 1) origins.push(index);
    index += char.length;
  }
  return { text: parts.join(""), origins, length: original.length };
}

/** Where a stretch of the cleaned text stands in the original. */
export function toOriginal(
  { origins, length }: CleanedText,
  start: number,
  end: number,
): { start: number; end: number } {
  if (origins.length === 0) return { start, end };
  return { start: origins[start] ?? length, end: origins[end] ?? length };
}
