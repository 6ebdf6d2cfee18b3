import { spansOf, type PersonalSpan } from "./span";

/** RFC 5321 limits a local part to 64 and a label to 63 characters. Letters of any script, as RFC 6531 allows. */
const LOCAL_PART = String.raw`[\p{L}\p{N}_](?:(?:[\p{L}\p{N}._+'&\-]|%(?!40)){0,62}[\p{L}\p{N}_+\-])?`;
const DOMAIN = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}\-]{0,61}[\p{L}\p{N}])?\.){1,6}(?:\p{L}{2,24}|xn--[a-z0-9\-]{2,59})`;
/** Also spelt out, with "at" and "dot" as words. */
const SPELT =
  /(?<![\p{L}\p{N}._\-])[\p{L}\p{N}][\p{L}\p{N}._\-]{1,63}\s(?:at|@)\s[\p{L}\p{N}\-]{2,63}(?:\s(?:dot|punkt|point|punto|punt)\s[\p{L}\p{N}\-]{2,24}){0,2}\s(?:dot|punkt|point|punto|punt)\s(?:com|net|org|info|edu|gov|io|co|eu|uk|ie|us|ca|au|de|at|ch|fr|be|es|mx|nl|it|pt|pl|se|no|dk|fi)(?![\p{L}\p{N}])/giu;
const AT = String.raw`(?:@|%40|\s?[\[({]\s?(?:at|@)\s?[\])}]\s?)`;

const EMAIL = new RegExp(String.raw`(?<![\p{L}\p{N}._%+\-])${LOCAL_PART}${AT}${DOMAIN}(?![\p{L}\p{N}])`, "giu");

/** E-mail addresses, also with "(at)" for the sign and next to brackets or punctuation. */
export function detectEmails(text: string): PersonalSpan[] {
  const spelt = /\s(?:dot|punkt|point|punto|punt)\s/i.test(text) ? spansOf(text, SPELT, "EMAIL", "email_spelt") : [];
  return /@|%40|[\[({]\s?at\s?[\])}]/i.test(text) ? [...spansOf(text, EMAIL, "EMAIL", "email"), ...spelt] : spelt;
}
