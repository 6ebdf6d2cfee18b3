import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { PersonalSpan } from "./span";

const MIN_DIGITS = 7;
const MAX_DIGITS = 15;
const CUE_REACH_CHARS = 32;

const CANDIDATE =
  /(?<![\p{L}\p{N}#€$£.,+/\-])(?:(?:\+|00)\s?)?\(?\d(?:[ \t().\-–/]{0,3}\d){5,16}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\p{L}\p{N}%€]|[.,]\d)/giu;
const PHONE_CUE =
  /(?:(?<!\p{L})(?:phone|tél|telephone|tel|mobile|cell|call|calling|ring|text|sms|whatsapp|number is|contact|reach|fax|telefon|handy|mobil|rufnummer|anrufen|erreichbar|nummer ist|portable|téléphone|appel\w*|joindre|teléfono|movil|móvil|llam\w*|telefono|bel|bellen|mobiel|telefoonnummer|gsm|cellulare|celular|numero è|numéro est|número es|desk|office|landline|hotline|rückruf|zurückrufen)(?!\p{L})\.?)[^.!?\n]{0,22}$/iu;
const OTHER_CUE =
  /(?:#|\b(?:order|tracking|track|parcel|shipment|sku|ean|gtin|upc|isbn|imei|serial|invoice|item|article|model|ref|reference|zip|bestell\p{L}*|sendung\p{L}*|rechnung\p{L}*|artikel\p{L}*|commande|suivi|pedido|factura|bestelling|account|customer)\b\.?(?:\s(?:number|no|nr|id|code|is))*)[^\p{L}\p{N}]{0,4}$/iu;
const DATE = /^(?:\d{4}[./\-–]\d{1,2}[./\-–]\d{1,2}|\d{1,2}[./\-–]\d{1,2}[./\-–](?:\d{4}|\d{2}))$/;
/** Also what begins as a date and goes on, such as a version. */
const YEARS_OR_RANGE = /^(?:19|20)\d{2}[.\-/]\d{1,2}[.\-/]|^\d{1,4}\s?[-–/]\s?\d{1,4}$/;

/**
 * Phone numbers: with + or 00 and valid for their country, in a grouping that phone numbers have, or after a word for phone.
 * `countries`: ISO 3166-1 alpha-2 of the shop and of where it sells, for national formats.
 */
export function detectPhones(text: string, countries: readonly string[]): PersonalSpan[] {
  return [...text.matchAll(CANDIDATE)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - CUE_REACH_CHARS), match.index);
    const detector = recognise(match[0].trim(), before, countries);
    return detector === null
      ? []
      : [{ start: match.index, end: match.index + match[0].trimEnd().length, type: "PHONE" as const, detector }];
  });
}

function recognise(candidate: string, before: string, countries: readonly string[]): string | null {
  const number = candidate.replace(/\s?(?:x|ext\.?)\s?\d{1,6}$/i, "");
  const digits = number.replace(/\D/g, "");
  const isInternational = /^\(?(?:\+|00)/.test(number);
  if (
    digits.length < MIN_DIGITS - 1 ||
    digits.length > MAX_DIGITS + 2 ||
    DATE.test(number) ||
    YEARS_OR_RANGE.test(number)
  )
    return null;
  if (isInternational && digits.length >= MIN_DIGITS)
    return isPossible(number) || hasCue(before) || number.startsWith("+") ? "phone_international" : null;
  if (OTHER_CUE.test(before)) return null;
  if (hasCue(before)) return "phone_cue";
  if (digits.length < MIN_DIGITS) return null;
  if (isSeparated(number)) return "phone_grouping";
  return /[ \-./]/.test(number) && countries.some((country) => isPossible(number, country)) ? "phone_national" : null;
}

const hasCue = (before: string) => PHONE_CUE.test(before);

/** Groupings that other numbers of a shop do not have: an area code in brackets or with a leading zero, or three groups and more. */
function isSeparated(number: string): boolean {
  const groups = number.split(/[^\d]+/).filter((group) => group !== "");
  const digits = groups.join("").length;
  if (digits < 8 || digits > MAX_DIGITS) return false;
  if (/^\(\d{2,5}\)/.test(number)) return true;
  if (/^0[1-9]/.test(number) && groups.length >= 2) return digits >= 9;
  return (
    groups.length >= 3 &&
    digits >= 9 &&
    groups.every((group) => group.length >= 2 && group.length <= 5) &&
    !isCardGrouping(groups)
  );
}

const isCardGrouping = (groups: readonly string[]) =>
  groups.every((group) => group.length === 4) || groups.join("").length > 13;

function isPossible(number: string, country = ""): boolean {
  const region = country.toUpperCase();
  const parsed = parsePhoneNumberFromString(
    number.replace(/^00\s?/, "+"),
    isSupportedCountry(region) ? region : undefined,
  );
  return parsed?.isValid() ?? false;
}
