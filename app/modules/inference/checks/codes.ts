const TOKEN = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_](?=[\p{L}\p{N}]))*/gu;
const CUE_WORDS = String.raw`codes?|coupons?|vouchers?|promo\w*|password|passcode|keyword|gutschein\p{L}*|rabattcodes?|aktionscodes?|gutscheincodes?|codewort|kennwort|bon de réduction|cupón|cupones|kortingscodes?|referral`;
const CUE = new RegExp(String.raw`(?<!\p{L})(?:${CUE_WORDS})(?!\p{L})`, "iu");
const IS = String.raw`(?:\s*(?:(?:is|lautet|heißt|ist|est|es|called|named|namens|llamado)(?!\p{L})|[:=–-])){0,3}\s*`;
const QUOTED_AFTER_CUE = new RegExp(
  String.raw`(?<!\p{L})(?:${CUE_WORDS})${IS}["“„”'‘’«»\x60*_(\[]+\s*([^"“”'‘’»\x60*_)\]]{3,30})`,
  "giu",
);
const NAMED_AFTER_CUE = new RegExp(
  String.raw`(?<!\p{L})(?:${CUE_WORDS})${IS}([\p{L}\p{N}][\p{L}\p{N}_-]{2,30})`,
  "giu",
);
const NAMED_BEFORE_CUE =
  /(?<!\p{L})(?:use|enter|type|apply|redeem|say|mention|quote|try|nutze|nutzen sie|verwende|eingeben|utilisez|entrez|saisissez|usa|introduce|gebruik|voer)\s+["“„'‘«]?([\p{L}\p{N}_-]{3,30})["”'’»]?\s+(?:at (?:the )?(?:checkout|till|payment)|in (?:the|your) (?:cart|basket|checkout)|im warenkorb|an der kasse|als? (?:code|gutschein)|as (?:a |your )?code|comme code|como código|bij het afrekenen|au paiement)/giu;
const MEASURE =
  /^\d+(?:[.,]\d+)?(?:st|nd|rd|th|er|mm|cm|dm|km|m|kg|g|mg|l|cl|ml|oz|lb|lbs|ft|w|kw|v|ah|mah|wh|hz|gb|mb|tb|k|x|px|h|min|s|d|day|days|hour|hours|week|weeks|month|months|year|years|c|f|in|inch|eur|usd|gbp|denier|den|gsm|mp|p)$/iu;
const COMPOUND = /^\d+(?:-\d+)*-\p{L}+(?:-\p{L}+)*$/u;
const EVERYDAY_CAPITALS = new Set(["ASAP", "FAQS", "NOTE", "HTML", "IBAN", "UPVC"]);
/** Words that follow "code" without being one, in the languages that we ship checks for. */
const EVERYDAY_AFTER_CUE = new Set(
  (
    "that this these those with from when will would must have has had your our here there which does below above valid only also please provided field box during before after and the for into used using needed required then what are can could may might should not now available works work applied applies apply entered codes code discount gives information currently yet expired ends them about you get per each any some don isn cannot won was were did who how where offers offer field active order checkout page cart " +
    "auf der die das den dem ein eine eingeben gilt gibt ist sind kann können wird werden nicht kein keine bitte und oder für mit von aus bei zum zur beim einlösen verwenden nutzen gültig verfügbar erhalten hier wenn haben ihre ihren ihr sie feld " +
    "dans sur pour avec est sont qui que vous votre les des une pas peut doit valable promo disponible lors actuellement ici " +
    "para con por que los las una del este esta puede debe válido disponible aquí actualmente sus " +
    "voor met van het een die dat niet kan wordt zijn geldig beschikbaar invoeren gebruiken momenteel hier onze"
  ).split(" "),
);
const MIN_CAPITALS = 4;
const MIN_MIXED = 4;
const MIN_MIXED_WITH_CUE = 2;
/** Upper-case letters after small ones in one word: more than one is how encoded data looks ("aGVsbG8"), not how names are written. */
const RISE = /\p{Ll}(?=\p{Lu})/gu;
const MIN_RISES = 2;

/** What could be a discount code or another code: letters with digits, words in capitals, encoded data, and what is named as a code. */
export function findCodes(text: string): string[] {
  const hasCue = speaksOfCodes(text);
  const tokens = (text.match(TOKEN) ?? []).filter((token) => isCodeLike(token, hasCue));
  const patterns = hasCue ? [QUOTED_AFTER_CUE, NAMED_AFTER_CUE, NAMED_BEFORE_CUE] : [NAMED_BEFORE_CUE];
  const named = patterns
    .flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => (match[1] ?? "").replace(/[.,;:!?)\]]+$/, "").trim()),
    )
    .filter((token) => token.length >= 3 && !EVERYDAY_AFTER_CUE.has(token.toLowerCase()));
  return [...tokens, ...named];
}

/** Whether a sentence speaks of codes: then a word in capitals must stand so in the evidence. */
export function speaksOfCodes(text: string): boolean {
  return CUE.test(text);
}

function isCodeLike(token: string, hasCue: boolean): boolean {
  const letters = token.replace(/[^\p{L}]/gu, "");
  const hasDigit = /\p{N}/u.test(token);
  if (letters === "" || EVERYDAY_CAPITALS.has(token)) return false;
  if ((token.match(RISE)?.length ?? 0) >= MIN_RISES) return true;
  if (hasDigit && token.length >= (hasCue ? MIN_MIXED_WITH_CUE : MIN_MIXED))
    return !(MEASURE.test(token) || COMPOUND.test(token)) || (hasCue && token.length >= MIN_MIXED);
  return (
    !hasDigit &&
    letters.length >= MIN_CAPITALS &&
    letters === letters.toUpperCase() &&
    letters !== letters.toLowerCase()
  );
}
