import { spansOf, type PersonalSpan } from "./span";

const CUE_REACH_CHARS = 40;

const CANDIDATE =
  /(?:(?<![\p{L}\p{N}#.,+])|(?<=visa|card|amex|karte|carte|kaart))\d(?:[ \t.\-–/]{0,2}\d){12,18}(?![.,]?\d)(?!\p{L})/giu;
/** Four groups of four whatever stands between them, and American Express's three groups. */
const GROUPED =
  /(?<![\p{L}\p{N}#.,+])(?:\d{4}[^\p{L}\p{N}]{1,2}\d{4}[^\p{L}\p{N}]{1,2}\d{4}[^\p{L}\p{N}]{1,2}\d{4}|\d{4}[^\p{L}\p{N}]{1,2}\d{6}[^\p{L}\p{N}]{1,2}\d{5}|\d{15,16})(?![\p{L}\p{N}])/gu;
/** A number of which all but the last four, or the first and last four, are hidden. */
const MASKED = /(?<![\p{L}\p{N}])(?:\d{4}|[X*•x]{4})[ \-]?[X*•x]{4}[ \-]?[X*•x]{4}[ \-]?\d{4}(?![\p{L}\p{N}])/gu;
const CARD_CUE =
  /\b(?:card|visa|master ?card|amex|american express|maestro|karte|kreditkarte|carte|tarjeta|carta|creditcard|kaart|credit|debit)\b/i;
const OTHER_CUE =
  /(?:\b(?:tracking|track|parcel|shipment|sendung|sku|ean|gtin|upc|isbn|imei|serial|order|bestellung|commande|pedido)\p{L}*)[^.!?\n]{0,15}$/iu;

/** Payment card numbers: 13 to 19 digits that pass the Luhn check (ISO/IEC 7812-1), or that follow a word for card. */
export function detectCards(text: string): PersonalSpan[] {
  const masked = /[X*•x]{4}/.test(text) ? spansOf(text, MASKED, "CARD", "card_masked") : [];
  const whole = [...text.matchAll(CANDIDATE)].flatMap((match) => {
    const before = textBefore(text, match.index);
    if (CARD_CUE.test(before)) return [toSpan(match, "card_cue")];
    return isCard(match[0], before) ? [toSpan(match, "luhn")] : [];
  });
  const grouped = [...text.matchAll(GROUPED)].filter((match) => isCard(match[0], textBefore(text, match.index)));
  return [...whole, ...grouped.map((match) => toSpan(match, "luhn")), ...masked];
}

const textBefore = (text: string, end: number) => text.slice(Math.max(0, end - CUE_REACH_CHARS), end);

const toSpan = (match: RegExpExecArray, detector: string): PersonalSpan => ({
  start: match.index,
  end: match.index + match[0].length,
  type: "CARD",
  detector,
});

function isCard(number: string, before: string): boolean {
  const digits = number.replace(/\D/g, "");
  return looksIssued(digits) && passesLuhn(digits) && !OTHER_CUE.test(before);
}

/** Cards begin with 2 to 6 (ISO/IEC 7812-1: 1 airlines, 7 petroleum, 8 health, 9 national), JCB's old 1800 and 2131 aside. */
function looksIssued(digits: string): boolean {
  return /^[2-6]|^1800/.test(digits) && !/^(\d)\1+$/.test(digits);
}

/** Luhn's check digit (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
