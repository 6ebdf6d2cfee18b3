import { anyCase } from "./any-case";
import { countrySpecs } from "ibantools";
import { spansOf, type PersonalSpan } from "./span";

const START = /(?:(?<![\p{L}\p{N}])|(?<=iban))[A-Z]{2}\s?\d{2}(?=[\s./\-]{0,2}[A-Z0-9])/giu;
const MIN_CHARS_WITH_CUE = 15;

/** After the word also what no country has, or a mask. */
const NAMED = anyCase(
  String.raw`(?<!\p{L})(?i:iban)(?!\p{L})[^\p{L}\p{N}]{0,6}(?i:(?:is|number|no|ist|lautet|est|es|nummer)[^\p{L}\p{N}]{1,4}){0,2}(?<iban>[A-Z]{2}[\dX*]{2}[\dA-Z*]{0,30}(?: [\dA-Z*]{1,30}){0,9})(?![\p{L}\p{N}])`,
  "dgu",
);

/** IBANs in any grouping (ISO 13616: length of the country from ibantools, check digits), also a mistyped one after the word. */
export function detectIbans(text: string): PersonalSpan[] {
  const named = spansOf(text, NAMED, "IBAN", "iban_cue", "iban").filter(
    ({ start, end }) => end - start >= MIN_CHARS_WITH_CUE,
  );
  const formed = [...text.matchAll(START)].flatMap((match) => {
    const length = lengthFor(match[0].slice(0, 2));
    if (length === null) return [];
    const taken = takeChars(text, match.index, length);
    if (!taken) return [];
    return passesMod97(taken.value)
      ? [{ start: match.index, end: taken.end, type: "IBAN" as const, detector: "iban" }]
      : [];
  });
  return [...formed, ...named];
}

/**
 * ISO/IEC 7064, MOD 97-10, over the account number and then country and check digits, letters counted from 10. Checks that banks of one
 * country add to this are left out: what looks like an IBAN is to be hidden.
 */
function passesMod97(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

const LENGTHS = new Map(Object.entries(countrySpecs).map(([code, { chars }]) => [code, chars]));

function lengthFor(country: string): number | null {
  return LENGTHS.get(country.toUpperCase()) ?? null;
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
    } else if (!/[\s./\-–]/.test(char) || (gap += 1) > 2) return null;
    if (value.length === count) return /[\p{L}\p{N}]/u.test(text.charAt(index + 1)) ? null : { value, end: index + 1 };
  }
  return null;
}
