const TOKEN = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[\p{L}\p{N}]|[-_](?=[\p{L}\p{N}]))*/gu;
const CUE =
  /(?<!\p{L})(?:codes?|coupons?|vouchers?|promo\w*|gutschein\p{L}*|rabattcode|aktionscode|bon de réduction|cupón|cupon|kortingscode|referral)(?!\p{L})/iu;
const QUOTED_AFTER_CUE =
  /(?:codes?|coupon|voucher|gutschein\p{L}*|cup[oó]n)\s*(?:is|lautet|ist|est|es|:|=)?\s*["“„”'‘’«`*_]+\s*([^\s"“”'‘’»`*_]{3,30})/giu;
const NAMED_AFTER_CUE =
  /(?:discount|promo(?:tion)?|coupon|voucher|checkout|referral|rabatt|gutschein|korting[s]?|promo)[ -]?codes?\s*(?:is|lautet|ist|est|es|:|=)?\s+([\p{L}\p{N}_-]{4,30})/giu;
const MEASURE =
  /^\d+(?:[.,]\d+)?(?:st|nd|rd|th|er|mm|cm|dm|km|m|kg|g|mg|l|cl|ml|oz|lb|lbs|ft|w|kw|v|ah|mah|wh|hz|gb|mb|tb|k|x|px|h|min|s|d|day|days|hour|hours|week|weeks|month|months|year|years|c|f|in|inch|eur|usd|gbp|denier|den|gsm|mp|p)$/iu;
const COMPOUND = /^\d+(?:-\d+)*-\p{L}+(?:-\p{L}+)*$/u;
const EVERYDAY_CAPITALS = new Set(["ASAP", "FAQS", "NOTE", "HTML", "IBAN", "UPVC"]);
const EVERYDAY_AFTER_CUE = new Set(
  "that this these those with from when will would must have your here there which does below above valid only also please provided field box during before after and or for into used using needed required then what".split(
    " ",
  ),
);
const MIN_CAPITALS = 4;
const MIN_MIXED = 4;

/** What could be a discount code or another code: letters with digits, words in capitals, and what is named right after "code". */
export function findCodes(text: string): string[] {
  const hasCue = CUE.test(text);
  const tokens = [...text.matchAll(TOKEN)].map((match) => match[0]).filter((token) => isCodeLike(token, hasCue));
  const named = [...text.matchAll(QUOTED_AFTER_CUE), ...text.matchAll(NAMED_AFTER_CUE)]
    .map((match) => (match[1] ?? "").replace(/[.,;:!?)\]]+$/, ""))
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
  if (hasDigit && token.length >= MIN_MIXED) return hasCue || !(MEASURE.test(token) || COMPOUND.test(token));
  return (
    !hasDigit &&
    letters.length >= MIN_CAPITALS &&
    letters === letters.toUpperCase() &&
    letters !== letters.toLowerCase()
  );
}
