import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { PersonalSpan } from "./span";

const MIN_DIGITS = 7;
const MAX_DIGITS = 15;
const MAX_NATIONAL_DIGITS = 13;
const CUE_REACH_CHARS = 32;
/** Of whose numbers a bare row of digits is recognised when the shop's countries are unknown: those of our languages that begin with 0. */
const HOME_COUNTRIES = ["DE", "AT", "CH", "GB", "IE", "FR", "BE", "NL"];

const CANDIDATE =
  /(?<![\p{L}\p{N}#€$£.,+/\-])(?:(?:\+|00)\s?)?\(?\d(?:[ \t().\-–/]{0,3}\d){5,16}(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\p{L}\p{N}%€]|[.,]\d|\s?(?:[ckm]?m|kg|g|ml|cl|l|pcs|pieces|units|stück)(?!\p{L}))/giu;
const CUES = [
  "phone|telephone|tel|tlf|ph|mobile|mob|cell|call|calling|ring|text|sms|whatsapp|number is|contact|reach|fax|desk|office|landline|hotline|gsm|zap|📞|☎️?|📱",
  "telefon\\p{L}*|handy(?:nummer|nr)?|mobil|mobilnummer|rufnummer|ruf(?:en|t)?|anrufen|erreichbar|nummer ist|rückruf|zurückrufen",
  "tél|téléphone|portable|appel\\w*|joindre|numéro est|teléfono|tfno|movil|móvil|llam\\w*|número es|celular",
  "telefono|cellulare|numero è|telefone|telemóvel|bel|bellen|mobiel|telefoonnummer|puhelin|puh|ring|komórka|电话|手机",
  "(?:my|meine?|mon|mi|mijn|(?:il )?mio|meu|mój|min|mitt) (?:new |neue |nouveau |nieuwe )?(?:nr|no|num(?:ber)?|nummer|num[eé]ro|número|numer)",
].join("|");
/** No sentence ends between the word and the number; the full stop of an abbreviation ends none. */
const PHONE_CUE = new RegExp(
  String.raw`(?:(?<!\p{L})(?:${CUES})(?!\p{L})|(?<=^|[\n|,;]\s?)[tmhw]:)\.?(?:[^.!?\n]|(?<=\b(?:no|nr|n|num))\.){0,22}$`,
  "iu",
);
const OTHER_CUE =
  /(?:#|\b(?:order|tracking|track|parcel|shipment|sku|ean|gtin|upc|isbn|imei|serial|invoice|item|article|model|part|batch|lot|quote|code|voucher|coupon|ref|reference|zip|bestell\p{L}*|sendung\p{L}*|rechnung\p{L}*|artikel\p{L}*|gutschein\p{L}*|commande|facture|suivi|colis|pedido|factura|bestelling|factuur|account|customer|vat|siret|kvk)\b\.?(?:\s(?:number|no|nr|id|code|is))*)[^\p{L}\p{N}]{0,4}$/iu;
const DATE = /^(?:\d{4}[./\-–]\d{1,2}[./\-–]\d{1,2}|\d{1,2}[./\-–]\d{1,2}[./\-–](?:\d{4}|\d{2}))$/;
const NORTH_AMERICAN = /^1[ \-.]\(?[2-9]\d{2}\)?[ \-.]\d{3}[ \-.]\d{4}$/;
/** 12.345.678 and rows of small numbers */
const COUNTED = /^[1-9]\d?(?:[ .]\d{3})+$|^[1-9]\d(?: \d{2}){4,}$/;
/** Hardly any other number begins with one zero and has nine to twelve digits. */
const BARE = /^0[1-9]\d{7,10}$/;
const SHOP_WORD =
  /order|bestell|auftrag|commande|pedido|ordine|encomenda|zamówien|tracking|parcel|sendung|paket|colis|pakket|invoice|rechnung|fact?ur|fattura|ref/i;
/** Also what begins as a date and goes on, such as a version. */
const YEARS_OR_RANGE = /^(?:19|20)\d{2}[.\-/]\d{1,2}[.\-/]|^\d{1,4}\s?[-–/]\s?\d{1,4}$/;

/**
 * Phone numbers: with + or 00 and valid for their country, in a grouping that phone numbers have, or after a word for phone.
 * `countries`: ISO 3166-1 alpha-2 of the shop and of where it sells, for national formats.
 */
export function detectPhones(text: string, countries: readonly string[]): PersonalSpan[] {
  return [...text.matchAll(CANDIDATE)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - CUE_REACH_CHARS), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + CUE_REACH_CHARS);
    const detector = recognise(match[0].trim(), before, after, countries);
    return detector === null
      ? []
      : [{ start: match.index, end: match.index + match[0].trimEnd().length, type: "PHONE" as const, detector }];
  });
}

function recognise(candidate: string, before: string, after: string, countries: readonly string[]): string | null {
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
  if (OTHER_CUE.test(before) || digits.length > MAX_NATIONAL_DIGITS) return null;
  if (hasCue(before)) return "phone_cue";
  if (digits.length < MIN_DIGITS || COUNTED.test(number)) return null;
  if (isSeparated(number)) return "phone_grouping";
  if (BARE.test(number) && (SHOP_WORD.test(before) || SHOP_WORD.test(after))) return null;
  if (BARE.test(number)) return someCountry(number, countries.length > 0 ? countries : HOME_COUNTRIES);
  return /[ \-./]/.test(number) ? someCountry(number, countries) : null;
}

const someCountry = (number: string, countries: readonly string[]) =>
  countries.some((country) => isPossible(number, country)) ? "phone_national" : null;

const hasCue = (before: string) => PHONE_CUE.test(before);

/** Groupings that other numbers of a shop do not have: an area code in brackets or with a leading zero, or three groups and more. */
function isSeparated(number: string): boolean {
  const groups = number.split(/[^\d]+/).filter((group) => group !== "");
  const digits = groups.join("").length;
  if (NORTH_AMERICAN.test(number)) return true;
  if (digits < 8 || digits > MAX_DIGITS) return false;
  if (/^(?:\d{1,2}\s?)?\(\d{2,5}\)/.test(number)) return true;
  if (/^0[1-9]/.test(number) && groups.length >= 2) return digits >= 9;
  return (
    groups.length >= 3 &&
    digits >= 9 &&
    groups.every((group) => group.length >= 2 && group.length <= 5) &&
    groups.some((group) => group.length > 2) &&
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
