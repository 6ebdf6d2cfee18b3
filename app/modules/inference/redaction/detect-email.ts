import type { PersonalSpan } from "./span";

/** RFC 5321 limits a local part to 64 and a label to 63 characters. Letters of any script, as RFC 6531 allows. */
const LOCAL_PART = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}._%+'&\-]{0,62}[\p{L}\p{N}_+\-])?`;
const DOMAIN = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}\-]{0,61}[\p{L}\p{N}])?\.){1,6}(?:\p{L}{2,24}|xn--[a-z0-9\-]{2,59})`;
const AT = String.raw`(?:@|\s?[\[({]\s?(?:at|@)\s?[\])}]\s?)`;

const EMAIL = new RegExp(String.raw`(?<![\p{L}\p{N}._%+\-])${LOCAL_PART}${AT}${DOMAIN}(?![\p{L}\p{N}])`, "giu");

/** E-mail addresses, also with "(at)" for the sign and next to brackets or punctuation. */
export function detectEmails(text: string): PersonalSpan[] {
  if (!/@|[\[({]\s?at\s?[\])}]/i.test(text)) return [];
  return [...text.matchAll(EMAIL)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    type: "EMAIL",
    detector: "email",
  }));
}
