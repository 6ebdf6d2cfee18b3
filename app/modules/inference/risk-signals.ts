/** A sign that a text may be an attack. It is noted in the call's record and never decides what is answered: honest messages show them too. */
export type RiskSignal = "encoded_text" | "override_words";

const BASE64 = /(?<![\p{L}\p{N}+/=_-])[A-Za-z\d+/_-]{20,}={0,2}(?![\p{L}\p{N}+/=_-])/gu;
/** English in hex has a letter among its first signs; a list of sizes has none. */
const HEX = /(?<![\p{L}\p{N}])(?=[\dx\\%:,;\s]{0,40}[a-f])(?:(?:0x|\\x|%)?[\da-f]{2}[\s:,;]?){12,}(?![\p{L}\p{N}])/giu;
const BINARY = /(?<!\d)(?:[01]{8}\s?){8,}(?!\d)/g;
const CHAR_CODES = /(?<!\d)(?:\d{2,3}[\s,;]{1,2}){11,}\d{2,3}(?!\d)/g;
const OVERRIDE =
  /\b(?:ignore|disregard|forget|override|bypass|ignorier\w*|vergiss|vergessen|missachte\w*|ignorez|oublie[zr]?|ignora|olvida|ignorar|negeer|vergeet)\b[^.!?\n]{0,40}\b(?:instructions?|rules?|prompts?|guidelines|anweisung\w*|regeln|vorgaben|consignes|règles|instrucciones|reglas|instructies|regels)\b|\bsystem ?prompt\b|\byou are now\b|\bdeveloper mode\b|\bjailbreak\b/i;

/** Words by which English is told from noise. */
const COMMON = new Set(
  "the and you your are all is to of in my me it with previous above ignore forget instructions instruction system prompt rules print reveal secret tell say now from this that code password customer order discount".split(
    " ",
  ),
);
const MIN_COMMON_WORDS = 3;
const MIN_READABLE_SHARE = 0.97;
const MIN_LETTER_SHARE = 0.6;

/** What in a text looks like an attack: instructions in base64, hex, binary, character codes, ROT13 or backwards, and words that try to override ours. */
export function findRiskSignals(text: string): RiskSignal[] {
  return [
    ...(isEncoded(text) ? (["encoded_text"] as const) : []),
    ...(OVERRIDE.test(text) ? (["override_words"] as const) : []),
  ];
}

function isEncoded(text: string): boolean {
  const holds = (pattern: RegExp, decode: (match: string) => string) =>
    [...text.matchAll(pattern)].some(([match]) => isReadable(decode(match)));
  return (
    holds(BASE64, (match) => Buffer.from(match, "base64").toString("latin1")) ||
    holds(HEX, (match) => Buffer.from(match.replace(/0x|\\x|[^\da-f]/gi, ""), "hex").toString("latin1")) ||
    holds(BINARY, (match) => fromCodes(match.match(/[01]{8}/g) ?? [], 2)) ||
    holds(CHAR_CODES, (match) => fromCodes(match.match(/\d+/g) ?? [], 10)) ||
    readsBetter(rot13(text), text) ||
    readsBetter([...text].reverse().join(""), text)
  );
}

const fromCodes = (codes: readonly string[], base: number) =>
  String.fromCharCode(...codes.map((code) => Number.parseInt(code, base)));

/** Decoded noise is neither printable nor mostly letters. */
function isReadable(text: string): boolean {
  const printable = text.match(/[\x20-\x7e\n]/g)?.length ?? 0;
  const letters = text.match(/[a-z ]/gi)?.length ?? 0;
  return text.length > 0 && printable >= MIN_READABLE_SHARE * text.length && letters >= MIN_LETTER_SHARE * text.length;
}

const readsBetter = (decoded: string, text: string) =>
  commonWords(decoded) >= MIN_COMMON_WORDS && commonWords(decoded) > 2 * commonWords(text);

const commonWords = (text: string) =>
  (text.toLowerCase().match(/[a-z]+/g) ?? []).filter((word) => COMMON.has(word)).length;

const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const base = code < 97 ? 65 : 97;
    return String.fromCharCode(((code - base + 13) % 26) + base);
  });
