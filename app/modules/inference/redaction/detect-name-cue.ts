import { anyCase } from "./any-case";
import { COMMON_WORDS } from "./common-words";
import { EVERYDAY_WORDS } from "./everyday-words";
import { fold } from "./fold-text";
import { PARTICLES } from "./name-context";
import {
  CLOSINGS,
  GREETINGS,
  INTRODUCTION_BEFORE_NOUN,
  INTRODUCTIONS,
  SAID_OF_ONESELF,
  TITLES,
  VAGUE_INTRODUCTION,
} from "./name-cues";
import { placeOf, type PersonalSpan } from "./span";
import { ANY_NAME, FIRST_NAME, HOME_NAME, isEnglishWord, kindsOf, LAST_NAME, PLACE, PROPER } from "./word-lists";

const SOME_NAME = FIRST_NAME | LAST_NAME | ANY_NAME;
const CAP = String.raw`\p{Lu}(?:\.|[\p{L}\p{M}]{0,30}(?:['’\-]\p{L}[\p{L}\p{M}]{0,30}){0,3})`;
/** Between two words of a name; initials stand close: "J.R. Smith". */
const JOIN = String.raw`(?:[ \u00a0]|(?<=\p{Lu}\.))`;
const PARTICLE = "(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|ter|bin|ibn|al|el|zu)";
const NAME = String.raw`(?<name>(?:${PARTICLE}[ ]){0,2}${CAP}(?:${JOIN}(?:(?:${PARTICLE}[ \u00a0]){0,2}${CAP})){0,3}(?![\p{L}\p{N}]))`;
const WORD = String.raw`\p{L}[\p{L}\p{M}]{1,30}(?:['’\-]\p{L}[\p{L}\p{M}]{0,30}){0,2}`;
const SMALL_NAME = String.raw`(?<small>${WORD}(?:[ ]${WORD}){0,2})`;
const EITHER = String.raw`(?:${NAME}|${SMALL_NAME})`;
const LEFT = String.raw`(?<![\p{L}\p{N}'’])`;
const MORE_TITLES = String.raw`(?:(?:${TITLES})\.?[ ]){0,2}`;

/**
 * What may be a name there. "any": with a capital any word, in small letters also one of no list. "titled": the same, but in small letters
 * only listed names, since after "Frau" or "don" a sentence may go on. "listed": no word of the language; in small letters only a usual
 * first name. "first": the same, and with a capital too it begins with a first name.
 */
type Allowed = "any" | "titled" | "listed" | "first";
/** `cue`: what stands before the name, where the name is not the whole pattern's beginning. */
type Form = { readonly detector: string; readonly cue?: RegExp; readonly name: RegExp; readonly allowed: Allowed };

/** Two patterns in a row: the first takes capitals and small letters alike, which the engine does fast, the second tells them apart. */
function after(detector: string, allowed: Allowed, cue: string, end = ""): Form {
  return {
    detector,
    allowed,
    cue: new RegExp(`${LEFT}${cue}`, "giu"),
    name: anyCase(`${EITHER}${end}`, "dyu"),
  };
}

const TITLE_FORMS: readonly Form[] = [
  after("name_title", "titled", String.raw`(?:${TITLES})\.?[ ]${MORE_TITLES}`),
  {
    detector: "name_title",
    allowed: "listed",
    name: new RegExp(String.raw`${NAME},?\s(?:MD|PhD|DDS|DVM|Jr\.?|Sr\.?|Esq\.?|III|II)(?![\p{L}\p{N}])`, "dgu"),
  },
];
const FORMS: readonly Form[] = [
  ...TITLE_FORMS,
  after("name_cue", "any", String.raw`(?<cue>${INTRODUCTIONS})(?:(?<=[:=>])|[\s:"'“‘])[\s"'“‘]{0,3}${MORE_TITLES}`),
  after(
    "greeting",
    "listed",
    `(?:${GREETINGS})[, ]{1,2}`,
    String.raw`(?=\s?[,.!?:;\-–\n]|$|\s(?:I|ich|je|ik|me|mi|my|we|thanks|how|can|could|bitte|your|there|is|for|für|wegen|dass|pour|de|et|por|y|voor|om|per|che)(?!\p{L}))`,
  ),
  after(
    "signature",
    "listed",
    String.raw`(?:${CLOSINGS})[\s,.!\-–:]{1,6}(?:[-–~][ ]?)?`,
    String.raw`(?=[.!]?(?:\s*$|[ ]{0,2}\n)|\s?[,(])`,
  ),
  {
    detector: "name_cue",
    allowed: "listed",
    name: new RegExp(
      String.raw`(?<=^|[\n.!?,]\s?|(?:hi|hello|hey|hallo)\s)${EITHER}[ ](?:here|hier|ici|aquí|speaking|writing)(?=[ ,.!:\-–]|$)`,
      "dgmu",
    ),
  },
  {
    detector: "signature",
    allowed: "listed",
    name: new RegExp(String.raw`(?<=\n[ ]{0,3}[-–—~][ ]{0,2})${NAME}(?=\s*$)`, "dgu"),
  },
  {
    detector: "vocative",
    allowed: "listed",
    name: anyCase(
      String.raw`(?<=^|[\n.!?"“]\s{0,3})${NAME},[ ](?=(?i:can|could|please|would|will you|i|we|thanks|thank|you|how|what|where|do|is|bitte|kannst|können)(?!\p{L}))`,
      "dgmu",
    ),
  },
];

/** Names after a title, an introduction, a greeting, or at the end of a message, in the languages that we ship. */
export const detectCuedNames = (text: string) => findByForms(text, FORMS);

/** Names beside a title only. */
export const detectTitledNames = (text: string) => findByForms(text, TITLE_FORMS);

function findByForms(text: string, forms: readonly Form[]): PersonalSpan[] {
  return forms.flatMap((form) =>
    matchesOf(text, form).flatMap(({ cue, match }) => {
      const isSmall = match.groups?.name === undefined;
      const [start, end] = placeOf(match, isSmall ? "small" : "name");
      const words = nameWords(text.slice(start, end), isSmall, allowedAfter(cue) ?? form.allowed);
      return words === "" ? [] : [{ start, end: start + words.length, type: "NAME" as const, detector: form.detector }];
    }),
  );
}

function allowedAfter(cue: string): Allowed | null {
  if (INTRODUCTION_BEFORE_NOUN.test(cue)) return "first";
  return VAGUE_INTRODUCTION.test(cue) ? "listed" : null;
}

type Found = { readonly cue: string; readonly match: RegExpExecArray };

function matchesOf(text: string, { cue, name }: Form): Found[] {
  if (!cue) return [...text.matchAll(name)].map((match) => ({ cue: "", match }));
  return [...text.matchAll(cue)].flatMap((before) => {
    name.lastIndex = before.index + before[0].length;
    const match = name.exec(text);
    return match ? [{ cue: before.groups?.cue ?? "", match }] : [];
  });
}

/** The leading words that may be a name; a title alone, a word of the language or a place is none. */
function nameWords(found: string, isSmall: boolean, allowed: Allowed): string {
  const words = found.split(/(?<=[ \u00a0.])(?! )/);
  const laterAllowed = isSmall && allowed !== "any" ? "titled" : "any";
  let length = 0;
  for (const [index, word] of words.entries()) {
    const plain = word.trim().replace(/['’]s$/, "");
    if (!isNameWord(plain, isSmall, index === 0 ? allowed : laterAllowed)) break;
    if (words[index - 1]?.includes(".") && beginsSentence(plain)) break;
    length += plain.length === word.trim().length ? word.length : plain.length;
    if (plain.length !== word.trim().length) break;
  }
  return found
    .slice(0, length)
    .trimEnd()
    .replace(/ (?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|ter|bin|ibn|al|el|zu)$/, "");
}

/** Whether a word after a full stop is one of the language rather than a last name after an initial. */
function beginsSentence(word: string): boolean {
  const key = fold(word);
  return isEnglishWord(key) && (kindsOf(key) & LAST_NAME) === 0;
}

function isNameWord(word: string, isSmall: boolean, allowed: Allowed): boolean {
  const key = fold(word.replace(/\.$/, ""));
  if (!isSmall && PARTICLES.has(key)) return true;
  const kinds = kindsOf(key);
  // "my name is will" says what "will" alone does not.
  if (isSmall && EVERYDAY_WORDS.has(key)) return allowed === "any" && (kinds & HOME_NAME) !== 0;
  if (COMMON_WORDS.has(key)) return false;
  if (isSmall) return isSmallName(key, kinds, allowed);
  if (allowed === "any" || allowed === "titled") return true;
  if (allowed === "first" && (kinds & FIRST_NAME) === 0) return false;
  if ((kinds & PLACE) !== 0 && (kinds & FIRST_NAME) === 0) return false;
  const isWord = isEnglishWord(key);
  if ((kinds & SOME_NAME) !== 0) return !isWord || (kinds & FIRST_NAME) !== 0;
  return !isWord && (kinds & (PLACE | PROPER)) === 0;
}

function isSmallName(key: string, kinds: number, allowed: Allowed): boolean {
  if (key.length < 3 || isEnglishWord(key)) return false;
  if (allowed === "listed" || allowed === "first") return isUsualFirstName(kinds) && !SAID_OF_ONESELF.has(key);
  return (kinds & SOME_NAME) !== 0 || (allowed === "any" && kinds === 0 && !key.includes("-"));
}

const isUsualFirstName = (kinds: number) => (kinds & FIRST_NAME) !== 0 && (kinds & (ANY_NAME | HOME_NAME)) !== 0;
