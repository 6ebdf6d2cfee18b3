import { mixedWords } from "~/modules/inference/lookalikes";
import { squash } from "./comparable";
import type { EvidenceFacts } from "./evidence-facts";
import { findWrittenNumbers, isNumberWord } from "./number-words";

/** Signs spelled out one by one: "S A V E 5 0", "5 0 %", "e-v-i-l". */
const SPELLED =
  /(?<![\p{L}\p{N}]|\p{N}[.,])[\p{L}\p{N}](?![.,]\p{N}{2})(?:[\s.\-_*·•|/\\+]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}]|[.,]\p{N})){2,}/gu;
const SPELLED_DIGITS = /(?<![\p{L}\p{N}.,])\d(?:[\s_*|]\d(?![\p{L}\p{N}]|[.,]\d))+/gu;
/** "S, M, L" and "S / M / L" are sizes. */
const SIZES = /^(?:xx?x?)?[sml](?:(?:xx?x?)?[sml])*$/;
/** "2 à 3 jours", "M y L". */
const WITH_CONNECTOR = /^.[aàyeouéix].$/u;
const MIN_SPELLED = 3;
/** A share or an amount without a number: "SO%", "€L". */
const SHARE_OF_WORD = /(?<!\p{L})(\p{L}+)\s?%/gu;
const AMOUNT_OF_WORD = /(?:[€£¥]|(?<!\p{L})\$(?!(?:US|CA|AU)(?!\p{L})))(\p{L}+)/gu;
/** A word right before a currency or share: a number, or one of these; in a language that we do not know it may be either. */
const WORD_BEFORE_UNIT =
  /(?<![\p{L}\p{N}])(\p{L}{3,})\s(?:euros?|eur|dollars?|pounds?|cents?|percent|prozent|procent)(?![\p{L}'’]|\s?\d)/giu;
const JOINING_WORDS = new Set(
  "the and for per with from into than more less extra only just many your our any are but accept accepts pay prefer both either different der die das den des dem mit pro und oder für nur von wie viel wieviel viele mehr als les des aux par pour avec sur plus quel combien que los las por para con más cuántos solo het van per met voor meer dan alleen onze few some several couple".split(
    " ",
  ),
);
/** Drawn with blocks, such as a code that a phone reads. */
const DRAWN = /[\u2580-\u259f\u2800-\u28ff\u25a0-\u25a1\u2b1b\u2b1c]{8,}/u;
/** Numerals and letters of notations that nobody reads in a shop and that normal form KC leaves. */
const ODD_SIGNS = /[\u2801-\u28ff\u{10100}-\u{1019f}\u{1d360}-\u{1d37f}]/u;

/** Whether a text hides what it says: letters of two scripts in one word, signs spelled one by one, a drawn code, a share without its number. */
export function isDisguised(text: string, original: string, facts: EvidenceFacts): boolean {
  return (
    hasForeignMix(original, facts) ||
    hasSpelled(text, facts) ||
    DRAWN.test(original) ||
    ODD_SIGNS.test(original) ||
    hasAmountWithoutNumber(text, facts)
  );
}

const hasForeignMix = (original: string, facts: EvidenceFacts) =>
  mixedWords(original).some((word) => !facts.mixedWords.has(word));

/** Digits as words, one after the other: "four two four two". */
function findSpelledWords(text: string): string[] {
  const runs: string[][] = [];
  let end = -1;
  for (const number of findWrittenNumbers(text)) {
    const isNext = end >= 0 && /^[\s,-]+$/.test(text.slice(end, number.start));
    if (isNext) runs.at(-1)?.push(String(number.value));
    else runs.push([String(number.value)]);
    end = number.end;
  }
  return runs.filter(({ length }) => length >= MIN_SPELLED).map((run) => run.join(""));
}

/** Whether something is spelled out that the evidence does not hold. */
export function hasSpelled(text: string, facts: EvidenceFacts): boolean {
  const letters = [...text.matchAll(SPELLED)].map(([match]) => squash(match));
  const isMissing = (number: string) =>
    !facts.figures.has(number.replace(/^0+(?=\d)/, "")) && !(number.length > 3 && facts.squashed.includes(number));
  const digits = [...text.matchAll(SPELLED_DIGITS)].map(([match]) => squash(match));
  return (
    letters.some(
      (word) =>
        word.length >= MIN_SPELLED && !SIZES.test(word) && !WITH_CONNECTOR.test(word) && !facts.squashed.includes(word),
    ) ||
    digits.some(isMissing) ||
    findSpelledWords(text).some((number) => !facts.squashed.includes(number))
  );
}

function hasAmountWithoutNumber(text: string, { text: stated, lowerTokens }: EvidenceFacts): boolean {
  const isOdd = (word: string) => !isNumberWord(word) && !JOINING_WORDS.has(word) && !lowerTokens.has(word);
  if ([...text.matchAll(WORD_BEFORE_UNIT)].some(([, word]) => isOdd((word ?? "").toLowerCase()))) return true;
  if (!/[%€£¥$]/.test(text)) return false;
  return [...text.matchAll(SHARE_OF_WORD), ...text.matchAll(AMOUNT_OF_WORD)].some(
    ([match, word]) => !isNumberWord(word ?? "") && !stated.includes(match),
  );
}
