import { countrySpecs, isValidIBAN } from "ibantools";
import type { PersonalSpan } from "./span";

const START = /(?<![\p{L}\p{N}])[A-Z]{2}\s?\d{2}(?=[ \t.\-]{0,2}[A-Z0-9])/giu;
const CUE_REACH_CHARS = 16;
const MIN_CHARS_WITH_CUE = 15;

/** IBANs in any grouping (ISO 13616, checked by ibantools), also a mistyped one that follows the word. */
export function detectIbans(text: string): PersonalSpan[] {
  return [...text.matchAll(START)].flatMap((match) => {
    const length = lengthFor(match[0].slice(0, 2));
    if (length === null) return [];
    const taken = takeChars(text, match.index, length);
    if (!taken) return [];
    const hasCue = /iban\b[^\p{L}\p{N}]{0,6}$/iu.test(
      text.slice(Math.max(0, match.index - CUE_REACH_CHARS), match.index),
    );
    const found = isValidIBAN(taken.value) || (hasCue && taken.value.length >= MIN_CHARS_WITH_CUE);
    return found ? [{ start: match.index, end: taken.end, type: "IBAN" as const, detector: "iban" }] : [];
  });
}

function lengthFor(country: string): number | null {
  return Object.entries(countrySpecs).find(([code]) => code === country.toUpperCase())?.[1].chars ?? null;
}

/** The next `count` letters and digits over single separators; null when the text has fewer or goes on without a break. */
function takeChars(text: string, start: number, count: number): { value: string; end: number } | null {
  let value = "";
  let gap = 0;
  for (let index = start; index < text.length && value.length < count; index += 1) {
    const char = text.charAt(index);
    if (/[A-Z0-9]/i.test(char)) {
      value += char.toUpperCase();
      gap = 0;
    } else if (!/[ \t.\-–]/.test(char) || (gap += 1) > 2) return null;
    if (value.length === count) return /[\p{L}\p{N}]/u.test(text.charAt(index + 1)) ? null : { value, end: index + 1 };
  }
  return null;
}
