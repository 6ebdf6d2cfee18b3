import { isStockLine } from "~/modules/knowledge/product-labels";
import { isAskingWord, type QuestionKind } from "./question-kind";
import type { Asked } from "./terms";
import { figures, plain } from "./words";

const MONEY =
  /[€$£¥]|\b(?:eur|usd|gbp|chf|cad|aud|dkk|sek|nok|pln|euros?|dollars?|pounds?)\b|\bfree\b|\bkostenlos|\bkostenfrei|\bgratis\b|\bgratuit/;
const TIME =
  /\b(?:days?|weeks?|months?|years?|hours?|minutes?|tage?n?|werktage?n?|wochen?|monate?n?|jahre?n?|stunden?|minuten|jours?|semaines?|mois|ans?|heures?|dias?|semanas?|mes(?:es)?|anos?|horas?|dagen|weken|maanden|jaar|uur)\b/;
const FREE = /\bfree\b|kostenlos|kostenfrei|gratis|gratuit/;
const WEEKDAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b/;
const VARIANT_WORD = /^(?:com|flavour|flavor|variant|version|option|sort|ausfuhrung)/;

/** Whether the sentence can answer that kind of question at all: a price, a time. */
export function fitsKind(sentence: string, kind: QuestionKind): boolean {
  const text = plain(sentence);
  const hasFigure = figures(sentence).length > 0;
  if (kind === "amount") return MONEY.test(text) && (hasFigure || FREE.test(text));
  if (kind === "duration")
    return (
      WEEKDAY.test(text) ||
      (TIME.test(text) && (hasFigure || /\b(?:same|next|one|a) (?:working )?(?:day|week|month|year)\b/.test(text)))
    );
  return kind === "variants" && isStockLine(sentence);
}

/** "cost" and "how long" ask for a kind of answer; they are not what the answer is about. */
export function asksForKind({ word, concept }: Asked, kind: QuestionKind): boolean {
  return (
    (word !== null && isAskingWord(word)) ||
    (kind === "amount" && concept === "cost") ||
    (kind === "duration" && concept === "duration") ||
    (kind === "variants" && (concept === "size" || concept === "colour" || (word !== null && VARIANT_WORD.test(word))))
  );
}
