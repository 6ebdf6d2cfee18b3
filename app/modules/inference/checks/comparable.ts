import { foldForComparison } from "~/modules/inference/clean";
import { foldLookalikes } from "~/modules/inference/lookalikes";
import { toAsciiDigits } from "./figures";

/** Signs that stand for a number or a letter and that normal form KC leaves: first code point, count, and what the first stands for. */
const NUMBER_SIGNS: readonly (readonly [number, number, number])[] = [
  [0x24eb, 10, 11],
  [0x24f5, 10, 1],
  [0x24ff, 1, 0],
  [0x2776, 10, 1],
  [0x2780, 10, 1],
  [0x278a, 10, 1],
  [0x1f51f, 1, 10],
  [0x1f4af, 1, 100],
];
const LETTER_SIGNS: readonly number[] = [0x1f150, 0x1f170];
const SIGN = /[\u24eb-\u24ff\u2776-\u2793\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f51f}\u{1f4af}]/gu;
/** Marks that strike out, underline or box a digit or sign, such as a keycap's. */
const MARKS_ON_SIGNS = /(?<=[\p{N}\p{P}\p{S}\p{M}])[\p{Mn}\p{Me}]+|\p{Me}|[\u0332-\u0338\u20d0-\u20ff]+/gu;
const OTHER_SIGNS: Readonly<Record<string, string>> = { "٪": "%", "﹪": "%", "‰": "%", "−": "-", "＂": '"' };
const OTHER_SIGN = /[٪﹪‰−]/g;
const EMPHASIS = /(?<=[\p{L}\p{N}%€$£.,])(?:[*~`]+|__+)(?=[\p{L}\p{N}%€$£.,])/gu;
/** CommonMark shows the sign alone ("Backslash escapes"). */
const BACKSLASH = /\\(?=[!-/:-@[-`{-~])/g;
const ASCII_ONLY = /^\p{ASCII}*$/u;

/** Text in the form in which output and evidence are compared: what a reader would take it for. */
export function comparable(text: string): string {
  const plain = ASCII_ONLY.test(text) ? foldForComparison(text) : foldSigns(text);
  return plain.replace(BACKSLASH, "").replace(EMPHASIS, "");
}

/** Small letters without diacritics, for words that are compared over languages. */
export function foldWords(text: string): string {
  const lower = text.toLowerCase();
  return ASCII_ONLY.test(lower)
    ? lower
    : lower
        .normalize("NFD")
        .replace(/\p{Mn}/gu, "")
        .replace(/ß/g, "ss")
        .replace(/œ/g, "oe")
        .replace(/[’‘]/g, "'");
}

/** The source of a pattern that matches only whole words of folded text. */
export const whole = (source: string) => String.raw`(?<![a-z\d])(?:${source})(?![a-z\d])`;

/** Letters and digits only, in small letters. */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function foldSigns(text: string): string {
  const folded = foldForComparison(text)
    .replace(MARKS_ON_SIGNS, "")
    .replace(SIGN, toPlainSign)
    .replace(OTHER_SIGN, (sign) => OTHER_SIGNS[sign] ?? sign);
  return foldLookalikes(toAsciiDigits(folded));
}

function toPlainSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const letters = LETTER_SIGNS.find((first) => code >= first && code < first + 26);
  if (letters !== undefined) return String.fromCharCode(65 + code - letters);
  const numbers = NUMBER_SIGNS.find(([first, count]) => code >= first && code < first + count);
  return numbers ? String(numbers[2] + code - numbers[0]) : sign;
}
