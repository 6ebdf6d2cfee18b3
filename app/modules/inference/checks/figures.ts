import { clockReadings } from "./clock-times";
import { findWrittenNumbers, isNumberWord } from "./number-words";
import { findUnit, isMeasured, isTime } from "./units";

/** A number in a text: each way in which it can be read ("1.299" is 1299 or 1.299), and the unit that it stands with. */
export type Figure = {
  readonly readings: readonly string[];
  readonly unit: string | null;
  /** The lower end of a time span: what takes "2–4 days" does not take two. */
  readonly isLowest?: boolean;
  readonly start: number;
  readonly end: number;
};

/** A word that is a number only where a unit makes it one. */
type Candidate = Figure & { readonly isWeak?: boolean };

const NUMBER = /\d(?:\d|[.,'’·٫٬_:](?=\d)| (?=\d{3}(?!\d)))*/gu;
const FRACTION = /(\d+)⁄(\d+)/gu;
const ROMAN_SIGNS = String.raw`M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})`;
/** In small letters at least two of them, and not after a number, where they are a unit ("32 cm"). */
const ROMAN = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?=[MDCLXVI])${ROMAN_SIGNS}|(?<!\d\s)(?=[mdclxvi]{2})${ROMAN_SIGNS.toLowerCase()})(?![\p{L}\p{N}])`,
  "gu",
);
const CJK = /[〇零一二三四五六七八九十百千万两]+/gu;
const CJK_COUNTER = /^\s?(?:%|[天日元円圆折倍割個个月年週周小時时分])/u;
/** Digits with letters that look like digits among them: "5O", "l0". */
const DISGUISED = /(?<![\p{L}\p{N}])(?=[OoQIlSBZ|]*\d)(?=\d*[OoQIlSBZ|])[\dOoQIlSBZ|]+(?![\p{L}\p{N}])/gu;
const LETTER_DIGITS: Readonly<Record<string, string>> = {
  O: "0",
  o: "0",
  Q: "0",
  I: "1",
  l: "1",
  "|": "1",
  S: "5",
  B: "8",
  Z: "2",
};
/** "Within a month" is a period of one month; "once a month" is none. */
const SINGLE =
  /(?<!\p{L})(?:within|in|for|after|have|has|takes?|lasts?|up to|innerhalb|binnen|für|nach|dauert|haben|hast|hat|dans|pendant|sous|avez|durante|dentro de|tiene[ns]?|en|na|voor|duurt|hebt)\s(?:an?|one|eine[nmrs]?|ein|une?|una?|een|één)(?=\s)/giu;
const RANGE = /^\s?(?:[-–—]|to|bis|until|and|or|und|oder|à|a|y|o|et|ou|tot|t\/m|en|of)\s?$/iu;
const SPAN = /^\s?(?:[-–—]|to|bis|à|a|y|tot|t\/m|and|und|et|en)\s?$/iu;
/** With these the lower end of a span says no more than the span. */
const AT_LEAST =
  /(?<!\p{L})(?:at least|minimum(?: of)?|no less than|from|ab|mindestens|frühestens|wenigstens|au moins|dès|à partir de|al menos|mínimo|desde|a partir de|minstens|minimaal|vanaf)\s$/iu;
const IN_CODE = /\p{L}[-_]?$/u;
const CONTEXT_CHARS = 24;
/** Smaller numbers in words without a unit count nothing that matters: "one of them", "both are two sides". */
const MIN_BARE_WORD = 3;

/** Every figure of a text: digits, number words, fractions, and Roman or Chinese numerals with a unit. The text is comparable. */
export function findFigures(text: string): Figure[] {
  const found: Candidate[] = [...findNumbers(text), ...findNumberWords(text), ...findOtherNumerals(text)];
  const figures = found.sort((a, b) => a.start - b.start);
  // In "2–3 days" the first number has the unit of the second.
  for (let index = figures.length - 2; index >= 0; index -= 1) {
    const [figure, next] = [figures[index], figures[index + 1]];
    if (!figure || !next) continue;
    const between = text.slice(figure.end, next.start);
    const isOpen = !isMeasured(figure.unit) && RANGE.test(between);
    const unit = isOpen ? next.unit : figure.unit;
    figures[index] = { ...figure, unit, isLowest: isTime(unit) && isOpen && SPAN.test(between) };
  }
  return figures
    .filter(({ isWeak, unit }) => isWeak !== true || isMeasured(unit))
    .map((figure) =>
      isTime(figure.unit) && AT_LEAST.test(text.slice(0, figure.start)) ? { ...figure, isLowest: true } : figure,
    );
}

/** Makes digits of every script ASCII ones, so that ٣ and ३ are 3. */
export function toAsciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)));
}

function findNumbers(text: string): Figure[] {
  const fractions = [...text.matchAll(FRACTION)].map((match) =>
    figureAt(text, match.index, match[0].length, [`${match[1]}/${match[2]}`]),
  );
  const numbers = [...text.matchAll(NUMBER)]
    .filter((match) => !fractions.some(({ start, end }) => match.index >= start && match.index < end))
    .map((match) => figureAt(text, match.index, match[0].length, readingsOf(match[0])))
    .map((figure) => withClock(figure, text))
    // Part of a code, which is looked for as a whole; "EUR11" is none.
    .filter(({ start, unit }) => isMeasured(unit) || !IN_CODE.test(text.slice(Math.max(0, start - 2), start)));
  return [...fractions, ...numbers];
}

/** "2 pm" is 14:00 and nothing else: the bare hour is no reading of it. */
function withClock(figure: Figure, text: string): Figure {
  const { start, end, unit, readings } = figure;
  const times = clockReadings(text.slice(start, end), unit, text.slice(end, end + CONTEXT_CHARS));
  if (times.length === 0) return figure;
  return { ...figure, readings: unit === "clock" ? times : [...times, ...readings] };
}

function findNumberWords(text: string): Candidate[] {
  return (
    findWrittenNumbers(text)
      .map(({ value, start, end, isAmbiguous }) => ({
        ...figureAt(text, start, end - start, [String(value)]),
        isWeak: isAmbiguous || !isBare(value),
      }))
      // "Another discount" is one, and no figure.
      .filter(({ readings, unit }) => unit !== "off" || readings[0] !== "1")
  );
}

const isBare = (value: number) => value === 0 || value >= MIN_BARE_WORD;

/** Numerals that are words or letters elsewhere: they count where a unit makes them an amount. */
function findOtherNumerals(text: string): Figure[] {
  const roman = [...text.matchAll(ROMAN)]
    // "dix"
    .filter(([word]) => !isNumberWord(word))
    .map((match) => figureAt(text, match.index, match[0].length, [String(romanValue(match[0].toUpperCase()))]))
    .filter(({ unit }) => isMeasured(unit));
  const disguised = [...text.matchAll(DISGUISED)]
    .map((match) => {
      const digits = match[0].replace(/\D/g, (letter) => LETTER_DIGITS[letter] ?? letter);
      return figureAt(text, match.index, match[0].length, readingsOf(digits));
    })
    .filter(({ unit }) => isMeasured(unit));
  const chinese = [...text.matchAll(CJK)]
    .filter((match) => match[0].length > 1 || CJK_COUNTER.test(text.slice(match.index + match[0].length)))
    .map((match) => figureAt(text, match.index, match[0].length, [String(chineseValue(match[0])), match[0]]));
  const single = [...text.matchAll(SINGLE)]
    .map((match) => figureAt(text, match.index, match[0].length, ["1"]))
    .filter(({ unit }) => isMeasured(unit));
  return [...roman, ...disguised, ...chinese, ...single];
}

function figureAt(text: string, start: number, length: number, readings: readonly string[]): Figure {
  const end = start + length;
  // "Un an" is a year in French; after other numbers "an" is German.
  const after = text
    .slice(end, end + CONTEXT_CHARS)
    .replace(/(?<=^\s)an(?!\p{L})/u, text.slice(0, end).endsWith("un") ? "ans" : "an");
  const unit = findUnit(text.slice(Math.max(0, start - CONTEXT_CHARS), start), after);
  return { readings, unit, start, end };
}

/** "1.299,00" → 1299; "1.299" → 1299 and 1.299; "10:00" → 10:00 and 10; "1.2.3" stays as it is. */
function readingsOf(token: string): string[] {
  if (token.includes(":")) return [token, ...(/^\d{1,2}:00$/.test(token) ? [canonical(token.slice(0, -3), "")] : [])];
  const plain = token
    .replace(/[ '’·_]/g, "")
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

function romanValue(numeral: string): number {
  const values = [...numeral].map((sign) => ({ I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1_000 })[sign] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/** "五十" → 50, "三百二十" → 320, "二〇" → 20. */
function chineseValue(numeral: string): number {
  const digit = (sign: string) => "〇一二三四五六七八九".indexOf(sign.replace("零", "〇").replace("两", "二"));
  const place = (sign: string) => ({ 十: 10, 百: 100, 千: 1_000, 万: 10_000 })[sign];
  if (![...numeral].some((sign) => place(sign) !== undefined)) return Number([...numeral].map(digit).join(""));
  let [sum, open] = [0, 0];
  for (const sign of numeral) {
    const factor = place(sign);
    if (factor === undefined) open = digit(sign);
    else {
      sum += Math.max(1, open) * factor;
      open = 0;
    }
  }
  return sum + open;
}
