import { NUMBER_WORDS } from "./number-words";
import { findUnit } from "./units";

/** A number in a text: each way in which it can be read ("1.299" is 1299 or 1.299), and the unit that it stands with. */
export type Figure = {
  readonly readings: readonly string[];
  readonly unit: string | null;
  readonly start: number;
  readonly end: number;
};

const NUMBER = /\d(?:\d|[.,'’·٫٬](?=\d)| (?=\d{3}(?!\d)))*/gu;
const WORD = /(?<![\p{L}\p{N}])\p{L}+(?:-\p{L}+)?(?![\p{L}\p{N}])/gu;
const RANGE = /^\s?(?:[-–—]|to|bis|until|and|or|und|oder|à|a|y|o|et|ou|tot|t\/m|en|of)\s?$/iu;
const CONTEXT_CHARS = 24;

/** Every figure of a text, number words only where a unit follows them ("two weeks"). The text is in normal form KC. */
export function findFigures(text: string): Figure[] {
  const figures = [...findNumbers(text), ...findNumberWords(text)].sort((a, b) => a.start - b.start);
  // In "2–3 days" the first number has the unit of the second.
  for (let index = figures.length - 2; index >= 0; index -= 1) {
    const [figure, next] = [figures[index], figures[index + 1]];
    if (figure && next && figure.unit === null && RANGE.test(text.slice(figure.end, next.start)))
      figures[index] = { ...figure, unit: next.unit };
  }
  return figures;
}

/** Makes digits of every script ASCII ones, so that ٣ and ३ are 3. */
export function toAsciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)));
}

function findNumbers(text: string): Figure[] {
  return [...text.matchAll(NUMBER)].map((match) => {
    const end = match.index + match[0].length;
    return { readings: readingsOf(match[0]), unit: unitAt(text, match.index, end), start: match.index, end };
  });
}

function findNumberWords(text: string): Figure[] {
  return [...text.matchAll(WORD)].flatMap((match) => {
    const whole = match[0].toLowerCase();
    const word = NUMBER_WORDS.has(whole) ? whole : (whole.split("-")[0] ?? whole);
    const value = NUMBER_WORDS.get(word);
    const end = match.index + word.length;
    const unit = value === undefined ? null : unitAt(text, match.index, end);
    return value === undefined || unit === null ? [] : [{ readings: [String(value)], unit, start: match.index, end }];
  });
}

const unitAt = (text: string, start: number, end: number) =>
  findUnit(text.slice(Math.max(0, start - CONTEXT_CHARS), start), text.slice(end, end + CONTEXT_CHARS));

/** "1.299,00" → 1299; "1.299" → 1299 and 1.299; "1.2.3" stays as it is. */
function readingsOf(token: string): string[] {
  const plain = token
    .replace(/[ '’·]/g, "")
    .replace(/[٫]/g, ".")
    .replace(/[٬]/g, ",");
  const separators = plain.match(/[.,]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return [canonical(plain, "")];
  const cut = plain.lastIndexOf(last);
  const [whole, part] = [plain.slice(0, cut).replace(/[.,]/g, ""), plain.slice(cut + 1)];
  const asDecimal = canonical(whole, part);
  const asWhole = canonical(plain.replace(/[.,]/g, ""), "");
  if (separators.some((separator) => separator !== last)) return [asDecimal];
  if (separators.length > 1) return /^\d{1,3}(?:[.,]\d{3})+$/.test(plain) ? [asWhole] : [plain];
  return part.length === 3 && whole.length <= 3 ? [asDecimal, asWhole] : [asDecimal];
}

function canonical(whole: string, part: string): string {
  const decimals = part.replace(/0+$/, "");
  return `${whole.replace(/^0+(?=\d)/, "")}${decimals === "" ? "" : `.${decimals}`}`;
}

/** Digits of a script follow each other from zero to nine (Unicode, "Decimal digits form contiguous ranges"). */
function digitValue(codePoint: number): number {
  let zero = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (codePoint - zero) % 10;
}
