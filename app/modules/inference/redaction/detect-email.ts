import { spansOf, type PersonalSpan } from "./span";

/** RFC 5321 limits a local part to 64 and a label to 63 characters. Letters of any script, as RFC 6531 allows. */
const LOCAL_PART = String.raw`(?!['&])(?:[\p{L}\p{N}._+'&\-]|%(?!40)){0,63}[\p{L}\p{N}._+\-]`;
const DOMAIN = String.raw`(?:[\p{L}\p{N}](?:[\p{L}\p{N}\-]{0,61}[\p{L}\p{N}])?\.){1,6}(?:\p{L}{2,24}|xn--[a-z0-9\-]{2,59})`;
const AT = String.raw`(?:@{1,2}|%40|\s?[\[({]\s?(?:at|@)\s?[\])}]\s?)`;
const EMAIL = new RegExp(String.raw`(?<![\p{L}\p{N}._%+\-])${LOCAL_PART}${AT}${DOMAIN}(?![\p{L}\p{N}])`, "giu");

const TOP = "com|net|org|info|edu|gov|io|co|eu|uk|ie|us|ca|au|de|at|ch|fr|be|es|mx|nl|it|pt|pl|se|no|dk|fi|br|cz|ro|tr";
/** "point de vente" and "punto de venta" are no domains. */
const DOT_WORD = "(?:dot|punkt|kropka|(?:point|punto|punt|ponto)(?! de ))";
const DOT = String.raw`(?:\.|\s${DOT_WORD}\s|\s?[\[({]\s?(?:${DOT_WORD}|\.)\s?[\])}]\s?)`;
const SPELT_DOT = String.raw`(?:\s${DOT_WORD}\s|\s?[\[({]\s?(?:${DOT_WORD}|\.)\s?[\])}]\s?)`;
const HAS_SPELT_DOT = new RegExp(SPELT_DOT, "iu");
const SPELT_AT = String.raw`(?:\s(?:at|@|ät|arroba|arobase|chez|apenstaartje|chiocciola|klammeraffe|małpa)\s|${AT})`;
/** Also spelt out, with "at" and "dot" as words. */
const SPELT = new RegExp(
  String.raw`(?<![\p{L}\p{N}._\-])[\p{L}\p{N}][\p{L}\p{N}._\-]{1,63}${SPELT_AT}[\p{L}\p{N}\-]{2,63}(?:${DOT}[\p{L}\p{N}\-]{2,24}){0,2}${SPELT_DOT}(?:${TOP})(?![\p{L}\p{N}])`,
  "giu",
);

const PROVIDER =
  "gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|aol|gmx|web|t-online|freenet|posteo|proton(?:mail)?|orange|free|laposte|wanadoo|sfr|libero|tiscali|virgilio|ziggo|kpnmail|hetnet|telenet|skynet|btinternet|comcast|qq|yandex|interia|seznam|uol|sapo|telia|bluewin";
/** With a slip of the finger: spaces around the sign, a comma for the dot, or nothing after a well-known provider. */
const SLIPPED = new RegExp(
  String.raw`(?<![\p{L}\p{N}._%+\-])${LOCAL_PART}\s?@\s?(?:(?:${PROVIDER})\s?[.,]\s?(?:${TOP})(?:\.(?:${TOP}))?|gmail|hotmail|outlook|yahoo|icloud)(?![\p{L}\p{N}@\-])`,
  "giu",
);

const HAS_SLIP = new RegExp(String.raw`\s@|@\s|@(?:${PROVIDER})(?!\.)`, "i");

/** E-mail addresses, also with "(at)" for the sign, next to brackets or punctuation, spelt out, or mistyped. */
export function detectEmails(text: string): PersonalSpan[] {
  const spelt = HAS_SPELT_DOT.test(text) ? spansOf(text, SPELT, "EMAIL", "email_spelt") : [];
  if (!/@|%40|[\[({]\s?at\s?[\])}]/i.test(text)) return spelt;
  const slipped = HAS_SLIP.test(text) ? spansOf(text, SLIPPED, "EMAIL", "email_slip") : [];
  return [...spansOf(text, EMAIL, "EMAIL", "email"), ...slipped, ...spelt];
}
