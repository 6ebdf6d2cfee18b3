import { anyCase } from "./any-case";
import { COMMON_WORDS } from "./common-words";
import { extendAddress } from "./extend-address";
import { fold } from "./fold-text";
import { isCountry } from "./countries";
import { placeOf, spansOf, type PersonalSpan } from "./span";
import { isEnglishWord } from "./word-lists";

const SENT =
  "(?:deliver|ship|send|sent|shipped|delivered|return|mail|post|forward)(?:ed|ing)?(?: it| them| this| the parcel| my order| mail)? to|drop(?: it| them)?(?: off)? at|(?:liefern|senden|schicken)(?: sie)?(?: es)? an|livrer (?:à|au)|envoyer (?:à|au)|envi(?:ar|en|e)(?:lo)? a|bezorgen op|sturen naar";
const LIVING =
  "(?:liv(?:e|es|ed|ing)|resid(?:e|es|ed|ing)|located|situated|staying)(?: now)? (?:at|in|on)|(?:is|are|was) (?:at|on)|wohn(?:e|t|en|haft)(?: in| bei)?|(?:j['’])?habit(?:e|ons|ent)(?: au| à)?|viv(?:o|e|imos) en|woon(?:t|achtig)?(?: op| aan| in)?|abito (?:in|a)|corner of";
const NAMED =
  "(?:(?:home|billing|shipping|delivery|postal|mailing|street|new|old|work|office|residential) )?address(?:es)?|(?:liefer|rechnungs|wohn|post|haupt)?(?:adresse|anschrift)|domicilio|dirección(?: de (?:envío|entrega|facturación))?|(?:aflever|bezorg|factuur|woon|huis)?adres|indirizzo|adresse de (?:livraison|facturation)|endereço|adres(?: dostawy)?|adress|osoite";
const FILLER =
  "(?:(?:is|are|to|with|at|on|in|as|it['’]?s?|here they are|now|ist|lautet|est|es|è|é|the|der|die|das|den|dem|la|el|le|from|changed|updated|new|old|ändern|geändert|auf|in|jetzt|neu|alt|nicht|nueva|nouvelle|nieuw|nu|naar|zu|nach|number|not)(?![\\p{L}])[\\s:,]{0,3}){0,4}";
const CUE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${SENT}|${LIVING}|${NAMED})(?!\p{L}|\sIP\b)(?<!IP[ -]address)[\s:=,]{0,5}${FILLER}`,
  "giu",
);
const PART =
  /^(?:[A-Z]-?\d{1,4}|\d{1,6}(?:[a-z](?!\p{L}))?(?:[/-]\d{1,4}[a-z]?)?|\p{L}[\p{L}\p{M}'’]{0,30}\.?(?:-\p{L}[\p{L}\p{M}'’]{0,30})*|#\d{1,5})(?![\p{L}\p{N}])/u;
const GAP = /^(?:[ \t]{1,4}|[ \t]{0,4}[,.;/|][ \t]{0,4}|[ \t,.]{0,4}\n[ \t,]{0,8}){1,2}/;
const SMALL_PART =
  /^(?:apt|apartment|suite|unit|flat|floor|room|street|st|road|rd|ave|avenue|lane|drive|de|la|le|les|du|des|del|los|las|van|der|den|von|am|an|im|di|da|of|and|nr|no|n°|y|et|rue|calle|via|place|plaza|nan)$/i;
const MAX_PARTS = 14;

/** What stands after a word for an address or for living somewhere, where it holds a number and a name. */
export function detectCuedAddresses(text: string): PersonalSpan[] {
  return [...text.matchAll(CUE)].flatMap((match) => {
    const start = match.index + match[0].length;
    const end = readAddress(text, start);
    return end > start ? [{ start, end, type: "ADDRESS" as const, detector: "address_cue" }] : [];
  });
}

function readAddress(text: string, start: number): number {
  const read = { end: start, numbers: 0, names: 0, first: "" };
  let next = start;
  for (let count = 0; count < MAX_PARTS; count += 1) {
    const part = PART.exec(text.slice(next, next + 80))?.[0];
    if (part === undefined || !isAddressPart(part, text.slice(next + part.length, next + part.length + 2), read)) break;
    if (/^[#\d]|\d$/.test(part)) read.numbers += 1;
    else if (part.length >= 3 && !SMALL_PART.test(part)) read.names += 1;
    read.end = next + part.length;
    const gap = GAP.exec(text.slice(read.end, read.end + 24))?.[0];
    if (gap === undefined || /\n\s*\n/.test(gap)) break;
    next = read.end + gap.length;
  }
  const isWhole = read.numbers > 0 && read.names > 0;
  return isWhole ? extendAddress(text, trimEnd(text, start, read.end)) : start;
}

/** Numbers, names with a capital, and small words that no English sentence would have there. */
function isAddressPart(part: string, after: string, { numbers, names }: { numbers: number; names: number }): boolean {
  if (/^[#\d]|\d$/.test(part) || SMALL_PART.test(part.replace(/\.$/, ""))) return true;
  const folded = fold(part.replace(/\.$/, ""));
  if (/^\p{Lu}/u.test(part))
    return !/^(?:please|thanks?|thank|my|i|the|is|can|could|we|it|this|and|bitte|danke|merci|gracias)$/.test(folded);
  if (isEnglishWord(folded) || COMMON_WORDS.has(folded)) return false;
  if (numbers > 0) return folded.length > 2;
  // A kind of street in a language that has no pattern of its own: "droga Wolak 29", "Bianka sor 28".
  return names === 0 ? /^\s\p{Lu}/u.test(after) : /^\s\d/.test(after);
}

const trimEnd = (text: string, start: number, end: number) =>
  start + text.slice(start, end).replace(/\s(?:and|of|y|et|de|la)$|[.,]$/i, "").length;

const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’\-]{1,30}(?:\s(?:(?:de|la|am|an der|aan den|nad|sur)\s)?\p{Lu}[\p{L}\p{M}'’\-]{1,30}){0,3}`;
const RESIDENCE = anyCase(
  String.raw`(?<![\p{L}\p{N}])(?i:liv(?:e|es|ed|ing) in|grew up in|was born in|resid(?:e|es|ed|ing) in|moved (?:here |there )?from|I['’]?\s?a?m from|hometown is|wohn(?:e|t|en|haft) in|komme aus|habite(?:ns)? (?:à|a)|viv(?:o|e|imos) en|soy de|woon(?:t|achtig)? in|kom uit|abito a)\s(?<place>${NAME}(?:\s\d{1,2}(?!\d))?)`,
  "dgu",
);

/** The place where someone lives or comes from; a country alone says little and stays. */
export function detectResidences(text: string): PersonalSpan[] {
  return spansOf(text, RESIDENCE, "ADDRESS", "residence", "place").filter(
    ({ start, end }) => !isCountry(text.slice(start, end)),
  );
}

const POSTCODE_NAME =
  "zip(?: ?code)?|post(?:al)? ?code|plz|postleitzahl|code postal|c\\.?p\\.?|código postal|codigo postal|postcode|cap";
const POSTCODE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${POSTCODE_NAME})(?!\p{L})[\s:=.#]{0,4}(?:(?:is|ist|est|es|number|of|for me|changed to|to)\s[:]?\s?){0,2}(?<code>\d{4}\s?[A-Z]{2}(?!\p{L})|\d{3}\s\d{2,3}|\d{4,6}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)(?![\p{L}\p{N}])`,
  "dgiu",
);
/** British and Canadian codes have a form of their own; elsewhere a place or a state stands beside. */
const FORMED_POSTCODE =
  /(?<![\p{L}\p{N}\-/])(?:(?:GIR 0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d(?:\d|[ABEHMNPRV-Y])?|\d[A-HJKPS-UW]) \d[ABD-HJLNP-UW-Z]{2})|[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d)(?![\p{L}\p{N}])/gu;
const STATES =
  "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR";
const STATE_AND_CODE = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${NAME},?\s)?(?:${STATES})\s\d{5}(?:-\d{4})?(?!\d)`,
  "gu",
);
const DUTCH = new RegExp(String.raw`(?<![\p{L}\p{N}])[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2},?\s(?<city>${NAME})`, "gu");
const BEFORE_PLACE = new RegExp(String.raw`(?<![\p{L}\p{N}#.,\-])(?:[A-Z]{1,2}-)?\d{4,5}\s(?<city>${NAME})`, "dgu");

/** Postal codes after their word, in a form of their own, or beside a place. `isPlace`: whether a name is a place's. */
export function detectPostcodes(text: string, isPlace: (name: string) => boolean): PersonalSpan[] {
  const beside = [...text.matchAll(BEFORE_PLACE)].filter((match) => {
    const [start, end] = placeOf(match, "city");
    return isPlace(text.slice(start, end));
  });
  return [
    ...spansOf(text, POSTCODE, "ADDRESS", "postcode_cue", "code"),
    ...spansOf(text, FORMED_POSTCODE, "ADDRESS", "postcode"),
    ...spansOf(text, STATE_AND_CODE, "ADDRESS", "postcode"),
    ...spansOf(text, DUTCH, "ADDRESS", "postcode"),
    ...beside.map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      type: "ADDRESS" as const,
      detector: "postcode",
    })),
  ];
}
