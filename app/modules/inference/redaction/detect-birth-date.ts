import { spansOf, type PersonalSpan } from "./span";

const CUE = [
  "born(?: on)?|birth[ _]?dat?e?|(?:birth|b-?)days?|date of birth|d\\.?o\\.?b\\.?|day of birth",
  "geboren(?: am| op)?|geburtsdatum|geburtstag|geb\\.?[ -]?datum|geb\\.",
  "né(?:e|\\(e\\))?(?: le)?|date de naissance|naissance|anniversaire",
  "nacid[oa](?: el)?|nac[ií](?: el)?|fecha de nacimiento|(?:fecha )?nac\\.|nacimiento|cumpleaños",
  "geboortedatum|verjaardag",
  "nat[oa](?: il)?|data di nascita",
  "nascid[oa](?: em)?|nasci(?: em)?|nasc\\.|data de nascimento|ur\\.|urodzon[ya]|data urodzenia|född|födelsedatum|født|fødselsdato|syntynyt|syntymäaika|doğum tarihi(?:m)?|narozen[áý]?|datum narození|născut[ăa]?|data nașterii",
].join("|");
const MONTH =
  "jan(?:uary|uar|vier|uari)?|enero|gennaio|feb(?:ruary|ruar|ruari|rero|braio)?|f[ée]v(?:rier)?|mar(?:ch|s|zo)?|märz|maart|apr(?:il|ile)?|avril|abril|may|mai|mei|mayo|maggio|june?|juni|juin|junio|giugno|july?|juli|juillet|julio|luglio|aug(?:ust|ustus)?|août|agosto|sep(?:t|tember|tembre|tiembre)?|settembre|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|nov(?:ember|embre|iembre)?|dec(?:ember)?|dez(?:ember)?|d[ée]c(?:embre)?|diciembre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro";
const NUMERIC = String.raw`(?:\d{1,4}\s?[./\-–]\s?\d{1,2}\s?[./\-–]\s?\d{2,4}|\d{1,2} \d{1,2} (?:19|20)\d\d)`;
const DAY_FIRST = String.raw`\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?:\s(?:of|de))?\s(?:${MONTH})\.?(?:,?(?:\s(?:of|de|del))?\s\d{4}|(?!\p{L}))`;
const MONTH_FIRST = String.raw`(?:${MONTH})\.?\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?`;
/** Up to a few words, none of which ends the sentence. */
const BETWEEN = String.raw`(?:['’]s)?[^\p{L}\p{N}.!?\n]{0,4}(?:\([^()\n]{2,14}\)[\s:]{0,3})?(?:\.\s)?(?:(?:is|was|on|the|my|his|her|in|at|as|ist|der|am|war|est|le|es|el|op|il|em|den|dnia|é|è|är|er|and|year|of)[^\p{L}\p{N}.!?\n]{1,3}){0,4}`;

const BIRTH_DATE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${CUE})(?!\p{L})${BETWEEN}(?<date>${NUMERIC}|${DAY_FIRST}|${MONTH_FIRST})(?!\d)`,
  "dgiu",
);

/** German and Dutch put the word last. */
const BORN_AFTER = new RegExp(
  String.raw`(?<![\p{L}\p{N}.\/\-])(?<date>${NUMERIC}|${DAY_FIRST})\s(?:in\s\p{L}{2,20}\s)?(?:geboren|geb\.)`,
  "dgiu",
);
const BORN =
  /born|birth|b-?day|d\.?o\.?b|geb|naiss|\bn[ée]|nac[ií]|nat[oa]|verjaardag|anniversaire|cumplea|nac\.|nasc|\bur\.|urodz|född?|født|födelse|fødsel|synty|doğum|naro|născ|naște/i;

/** Dates beside a word for birth; any other date is the shop's business and stays. */
export function detectBirthDates(text: string): PersonalSpan[] {
  if (!BORN.test(text)) return [];
  return [BIRTH_DATE, BORN_AFTER].flatMap((pattern) => spansOf(text, pattern, "BIRTHDATE", "birth_cue", "date"));
}
