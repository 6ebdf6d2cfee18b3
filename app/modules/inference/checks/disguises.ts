import { mixedWords } from "~/modules/inference/lookalikes";
import { squash } from "./comparable";
import type { EvidenceFacts } from "./evidence-facts";
import { isNumberWord } from "./number-words";

/** Signs spelled out one by one: "S A V E 5 0", "5 0 %", "e-v-i-l". */
const SPELLED = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\s.\-_*·•|/\\+]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])){2,}/gu;
const SPELLED_DIGITS = /(?<![\p{L}\p{N}.,])\d(?:[\s_*|]\d(?![\p{L}\p{N}]|[.,]\d))+/gu;
/** "S, M, L" and "S / M / L" are sizes. */
const SIZES = /^(?:xx?x?)?[sml](?:(?:xx?x?)?[sml])*$/;
/** "2 à 3 jours", "M y L". */
const WITH_CONNECTOR = /^.[aàyeouéix].$/u;
const MIN_SPELLED = 3;
/** A share or an amount without a number: "SO%", "€L". */
const SHARE_OF_WORD = /(?<!\p{L})(\p{L}+)\s?%/gu;
const AMOUNT_OF_WORD = /(?:[€£¥]|(?<!\p{L})\$(?!(?:US|CA|AU)(?!\p{L})))(\p{L}+)/gu;
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

/** Whether something is spelled out that the evidence does not hold. */
export function hasSpelled(text: string, facts: EvidenceFacts): boolean {
  const letters = [...text.matchAll(SPELLED)].map(([match]) => squash(match));
  const digits = [...text.matchAll(SPELLED_DIGITS)].map(([match]) => squash(match));
  return (
    letters.some(
      (word) =>
        word.length >= MIN_SPELLED && !SIZES.test(word) && !WITH_CONNECTOR.test(word) && !facts.squashed.includes(word),
    ) ||
    digits.some(
      (number) =>
        !facts.figures.has(number.replace(/^0+(?=\d)/, "")) && !(number.length > 3 && facts.squashed.includes(number)),
    )
  );
}

function hasAmountWithoutNumber(text: string, { text: stated }: EvidenceFacts): boolean {
  if (!/[%€£¥$]/.test(text)) return false;
  return [...text.matchAll(SHARE_OF_WORD), ...text.matchAll(AMOUNT_OF_WORD)].some(
    ([match, word]) => !isNumberWord(word ?? "") && !stated.includes(match),
  );
}
