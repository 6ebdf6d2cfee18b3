import { COMMON_WORDS, guessLanguage, type TextLanguage } from "./common-words";
import { EVERYDAY_WORDS } from "./everyday-words";
import { fold } from "./fold-text";
import { ANY_NAME, FIRST_NAME, isEnglishWord, kindsOf, LAST_NAME, PLACE, PROPER } from "./word-lists";

/** One word of a text and what it may be. */
export type NameToken = {
  readonly start: number;
  /** Without a possessive's ending. */
  readonly end: number;
  readonly key: string;
  readonly isCapital: boolean;
  /** The first word of a sentence or line, where a capital says nothing. */
  readonly isFirst: boolean;
  readonly isPossessive: boolean;
  readonly isInitial: boolean;
  /** Short and all in capitals, or with capitals inside that no name has: SSN, TechCorp. */
  readonly isCoined: boolean;
  /** Only a space, a full stop after an initial, or nothing stands between it and the word before. */
  readonly follows: boolean;
  readonly kinds: number;
  readonly isWord: boolean;
};

export type NameText = { readonly tokens: readonly NameToken[]; readonly language: TextLanguage };

/** Words that are no part of an address, a number or a file name. */
const TOKEN =
  /(?<![\p{L}\p{M}\p{N}@_/\\#&=+\-.'’])\p{L}[\p{L}\p{M}]{0,40}(?:['’\-]\p{L}[\p{L}\p{M}]{0,40}){0,3}(?![\p{L}\p{M}\p{N}@_/\\=]|[.'’\-]\p{L})/gu;
const COINED = /^(?:\p{Lu}{2,4}|\p{Lu}\p{Ll}+\p{Lu}.*|\p{Lu}{2,}\p{Ll}+.*|\p{Lu})$/u;
/** McDonald, MacLeod, DeWitt, O'Neil, LaRue, VanDyke */
const INNER_CAPITAL = /^(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|St|O['’]|D['’]|L['’])\p{Lu}/u;
const POSSESSIVE = /['’]s$/i;
const SENTENCE_END = /(?:^|[.!?:;\n•…]["'”’)\]]{0,2}\s*|[\n]|[-*]\s|["“„«(\[]\s?)$/;
const CLOSE_BEFORE_CHARS = 6;
const LOUD_SHARE = 0.7;
const LOUD_MIN_WORDS = 3;

/** Splits a text into words with what the lists say of each. In a text all in capitals, a capital says nothing. */
export function readNameTokens(text: string): NameText {
  const matches = [...text.matchAll(TOKEN)];
  const isLoud = isMostlyUpper(matches.map(([word]) => word));
  let lastEnd = -1;
  const tokens = matches.map((match): NameToken => {
    const [word] = match;
    const ending = POSSESSIVE.exec(word)?.[0] ?? "";
    const start = match.index;
    const end = start + word.length - ending.length;
    const key = keyOf(word.slice(0, word.length - ending.length));
    const between = lastEnd < 0 ? null : text.slice(lastEnd, start);
    const before = text.slice(Math.max(0, start - CLOSE_BEFORE_CHARS), start);
    const isInitial = word.length === 1 && /\p{Lu}/u.test(word) && word !== "I" && text[end] === ".";
    lastEnd = isInitial ? end + 1 : start + word.length;
    const known = kindsOf(key) || kindsOfParts(key);
    return {
      start,
      end,
      key,
      isCapital: /^\p{Lu}/u.test(word) && !isLoud,
      isFirst: start === 0 || SENTENCE_END.test(before),
      isPossessive: ending !== "",
      isInitial,
      isCoined: !isLoud && COINED.test(word) && !INNER_CAPITAL.test(word),
      follows: between !== null && /^[ \u00a0]$/.test(between),
      kinds: known,
      isWord: COMMON_WORDS.has(key) || EVERYDAY_WORDS.has(key) || isEnglishWord(key),
    };
  });
  return { tokens, language: guessLanguage(tokens.map(({ key }) => key)) };
}

export const has = (token: NameToken, kinds: number) => (token.kinds & kinds) !== 0;
export const isFirstName = (token: NameToken) => has(token, FIRST_NAME);
export const isSomeName = (token: NameToken) => has(token, FIRST_NAME | LAST_NAME | ANY_NAME);
/** In no list at all: not English, no place, no brand, no name. */
export const isUnknown = (token: NameToken) => token.kinds === 0 && !token.isWord;
export const isPlaceOrProper = (token: NameToken) => has(token, PLACE | PROPER);

const keyOf = (word: string) => (/^[a-z]+$/i.test(word) ? word.toLowerCase() : fold(word));

/** What a name of several parts may be: what its first and last part are. */
function kindsOfParts(key: string): number {
  const parts = key.split("-");
  return parts.length < 2 ? 0 : kindsOf(parts[0] ?? "") | (kindsOf(parts.at(-1) ?? "") & (LAST_NAME | ANY_NAME));
}

function isMostlyUpper(words: readonly string[]): boolean {
  const long = words.filter((word) => word.length > 1);
  const upper = long.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase());
  return long.length >= LOUD_MIN_WORDS && upper.length >= long.length * LOUD_SHARE;
}
