const TOKEN = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_](?=[\p{L}\p{N}]))*/gu;
const CUE_WORDS = String.raw`codes?|códigos?|codice|coupons?|(?:discount|promo|voucher|code) (?:field|box)|vouchers?|promo\w*|password|passcode|passphrase|keyword|(?:magic|secret) (?:word|phrase)|zauberwort|mot magique|palabra mágica|toverwoord|gutschein\p{L}*|rabattcodes?|aktionscodes?|gutscheincodes?|codewort|kennwort|bon de réduction|cupón|cupones|kortingscodes?|referral`;
const CUE = new RegExp(String.raw`(?<!\p{L})(?:${CUE_WORDS})(?!\p{L})`, "iu");
const CUES = String.raw`(?:${CUE_WORDS})(?:\s(?:${CUE_WORDS}|de réduction|de descuento|de remise))*`;
const IS = String.raw`(?:\s*(?:(?:is|lautet|heißt|ist|est|es|called|named|namens|llamado)(?!\p{L})|[:=→>–-])){0,3}\s*`;
const ENDS_WITH_CUE = new RegExp(String.raw`(?<!\p{L})(?:${CUE_WORDS})["”'’»)*_]*[.:?!…]*\s*$`, "iu");
const MAX_CODE_WORDS = 3;
const QUOTED_AFTER_CUE = new RegExp(
  String.raw`(?<!\p{L})${CUES}${IS}["“„”'‘’«»\x60*_(\[]+\s*([^"“”'‘’»\x60*_)\]]{3,30})`,
  "giu",
);
const NAMED_AFTER_CUE = new RegExp(String.raw`(?<!\p{L})${CUES}${IS}([\p{L}\p{N}][\p{L}\p{N}_-]{2,30})`, "giu");
const QUOTED_AFTER_VERB =
  /(?<!\p{L})(?:use|enter|type|apply|redeem|say|mention|quote|write|put|insert|nutze|verwende|eingeben|tippe|sage|utilisez|entrez|saisissez|tapez|usa|introduce|escribe|gebruik|typ)\s["“„'‘«]([^"”’»'“]{3,30})["”’»'“]/giu;
const VERBS =
  "use|enter|type|apply|redeem|say|mention|quote|try|write|insert|nutze|nutzen sie|verwende|eingeben|schreib\\p{L}*|nenn\\p{L}*|utilisez|entrez|saisissez|tapez|mentionnez|usa|use|introduce|escribe|menciona|gebruik|voer|typ|vermeld";
/** Where and why a code is named: what stands between the verb and this is one. */
const PLACES_OF_CODES = [
  String.raw`at (?:the )?(?:checkout|till|payment)|in(?:to)? (?:the|your) (?:\p{L}+ )?(?:cart|basket|checkout|field|box)|when (?:you )?(?:pay|paying|order|ordering|check out)|as (?:a |your )?code|for (?:money off|an? (?:\S+ )?discount|\S+ off)`,
  String.raw`im (?:warenkorb|feld)|ins feld|an der kasse|beim (?:bezahlen|bestellen)|als? (?:code|gutschein)|für (?:einen |mehr )?rabatt`,
  String.raw`comme code|au paiement|dans le champ|pour (?:une|la) (?:remise|réduction)|como código|al pagar|en el campo|para (?:un|el) descuento|bij het (?:afrekenen|betalen)|in het veld|voor korting`,
].join("|");
const NAMED_BEFORE_CUE = new RegExp(
  String.raw`(?<!\p{L})(?:${VERBS})\s+(?:(?:the|das|le|la|el|het)\s+)?(?:(?:word|phrase|wort|mot|palabra|woord)\s+)?["“„'‘«]?([\p{L}\p{N}_-]{2,30}(?:\s[\p{L}\p{N}_-]{2,30}){0,2})["”'’»]?\s+(?:${PLACES_OF_CODES})`,
  "giu",
);
const QUOTED_BEFORE_PLACE = new RegExp(String.raw`["“„«'‘]([^"”»'’“]{3,30})["”»'’“]\s+(?:${PLACES_OF_CODES})`, "giu");
/** "The word sunshine". */
const NAMED_WORD =
  /(?<!\p{L})(?:the|das|le|la|el|het)\s(?:word|wort|mot|palabra|woord)\s["“„«'‘]?([\p{L}\p{N}_-]{3,30})/giu;
const MEASURE =
  /^\d+(?:[.,]\d+)?(?:st|nd|rd|th|er|mm|cm|dm|km|m|kg|g|mg|l|cl|ml|oz|lb|lbs|ft|w|kw|v|ah|mah|wh|hz|gb|mb|tb|k|x|px|h|min|s|d|day|days|hour|hours|week|weeks|month|months|year|years|c|f|in|inch|eur|usd|gbp|denier|den|gsm|mp|p)$/iu;
const COMPOUND = /^\d+(?:-\d+)*-\p{L}+(?:-\p{L}+)*$/u;
const EVERYDAY_CAPITALS = new Set(["ASAP", "FAQS", "NOTE", "HTML", "IBAN", "UPVC"]);
/** Words that follow "code" without being one, in the languages that we ship checks for. */
const EVERYDAY_AFTER_CUE = new Set(
  (
    "a an it my all both that this these those with from when will would must have has had your our here there which does below above valid only also please provided field box during before after and the for into used using needed required then what are can could may might should not now available works work applied applies apply entered codes code discount gives information currently yet expired ends them about you get per each any some don isn cannot won was were did who how where offers offer field active order checkout page cart " +
    "yes no sorry unfortunately thanks please sure okay ok here great ja nein leider danke gerne non oui sí lo helaas nee " +
    "auf der die das den dem ein eine eingeben gilt gibt ist sind kann können wird werden nicht kein keine bitte und oder für mit von aus bei zum zur beim einlösen verwenden nutzen gültig verfügbar erhalten hier wenn haben ihre ihren ihr sie feld " +
    "dans sur pour avec est sont qui que vous votre les des une pas peut doit valable promo disponible lors actuellement ici " +
    "para con por que los las una del este esta puede debe válido disponible aquí actualmente sus " +
    "voor met van het een die dat niet kan wordt zijn geldig beschikbaar invoeren gebruiken momenteel hier onze"
  ).split(" "),
);
/** "Q3", "X10": digits after letters are part of a name, not a figure. */
const LETTER_FIRST = /^\p{L}+[-_]?\d/u;
const MIN_CAPITALS = 4;
const MIN_MIXED = 4;
const MIN_MIXED_WITH_CUE = 2;
/** Upper-case letters after small ones in one word: more than one is how encoded data looks ("aGVsbG8"), not how names are written. */
const RISE = /\p{Ll}(?=\p{Lu})/gu;
const MIN_RISES = 2;

/** A code, and whether it is told to be one: then it must be written as the evidence writes it. */
type FoundCode = { readonly code: string; readonly isNamed: boolean };

/** What could be a discount code or another code: letters with digits, words in capitals, encoded data, and what is named as a code. */
export function findCodes(text: string): FoundCode[] {
  const hasCue = speaksOfCodes(text);
  const tokens = (text.match(TOKEN) ?? []).filter((token) => isCodeLike(token, hasCue));
  const patterns = [
    QUOTED_AFTER_VERB,
    QUOTED_BEFORE_PLACE,
    NAMED_BEFORE_CUE,
    NAMED_WORD,
    ...(hasCue ? [QUOTED_AFTER_CUE, NAMED_AFTER_CUE] : []),
  ];
  const named = patterns
    .flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => (match[1] ?? "").replace(/[.,;:!?)\]]+$/, "").trim()),
    )
    .filter(
      (name) =>
        name.length >= 3 &&
        !name
          .toLowerCase()
          .split(/\s/)
          .some((word) => EVERYDAY_AFTER_CUE.has(word)),
    );
  return [...tokens.map((code) => ({ code, isNamed: false })), ...named.map((code) => ({ code, isNamed: true }))];
}

/** Whether a sentence speaks of codes: then a word in capitals must stand so in the evidence. */
export function speaksOfCodes(text: string): boolean {
  return CUE.test(text);
}

/** Whether a sentence ends by speaking of a code, and the next, of a few words, can only be that code. */
export function isCodeAfter(before: string, text: string): boolean {
  const words = text.match(/[\p{L}\p{N}_-]+/gu) ?? [];
  const isShort = words.length > 0 && words.length <= MAX_CODE_WORDS;
  return isShort && ENDS_WITH_CUE.test(before) && !words.some((word) => EVERYDAY_AFTER_CUE.has(word.toLowerCase()));
}

function isCodeLike(token: string, hasCue: boolean): boolean {
  const letters = token.replace(/[^\p{L}]/gu, "");
  const hasDigit = /\p{N}/u.test(token);
  if (letters === "" || EVERYDAY_CAPITALS.has(token)) return false;
  if ((token.match(RISE)?.length ?? 0) >= MIN_RISES) return true;
  if (LETTER_FIRST.test(token)) return true;
  if (hasDigit && token.length >= (hasCue ? MIN_MIXED_WITH_CUE : MIN_MIXED))
    return !(MEASURE.test(token) || COMPOUND.test(token)) || (hasCue && token.length >= MIN_MIXED);
  return (
    !hasDigit &&
    letters.length >= MIN_CAPITALS &&
    letters === letters.toUpperCase() &&
    letters !== letters.toLowerCase()
  );
}
