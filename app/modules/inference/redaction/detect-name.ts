import { COMMON_WORDS } from "./common-words";
import { isCountry } from "./countries";
import { EVERYDAY_WORDS } from "./everyday-words";
import {
  AFTER_ANYTHING,
  AFTER_PERSON,
  BEFORE_PERSON,
  DETERMINERS,
  FOREIGN_DETERMINERS,
  ORGANISATION_ENDINGS,
  PARTICLES,
  PLACE_BEGINNINGS,
  PLACE_PREPOSITIONS,
} from "./name-context";
import { isFirstName, isPlaceOrProper, isSomeName, isUnknown, has, type NameText, type NameToken } from "./name-tokens";
import type { PersonalSpan } from "./span";
import { ANY_NAME, HOME_NAME, LAST_NAME, PLACE, SURE_NAME } from "./word-lists";

const MAX_NAME_WORDS = 5;
const MIN_SMALL_CHARS = 4;
const ENOUGH = 3;
const MAX_UNKNOWN_SHARE = 0.25;

/**
 * Names by lists: a first name, or two and more words that are names or that no list knows, weighed with the words around them. The weights
 * are ours; what they find on texts that they were not made with is in docs/decisions.
 */
export function detectListedNames({ tokens, language }: NameText): PersonalSpan[] {
  const spans: PersonalSpan[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const length = longestName(tokens, index, language);
    if (length === 0) continue;
    const first = tokens[index];
    const last = tokens[index + length - 1];
    if (!first || !last) continue;
    spans.push({ start: first.start, end: last.end, type: "NAME", detector: length > 1 ? "name_list" : "first_name" });
    index += length - 1;
  }
  return spans;
}

type Language = NameText["language"];

function longestName(tokens: readonly NameToken[], start: number, language: Language): number {
  const run = runAt(tokens, start);
  for (let length = run.length; length > 0; length -= 1) {
    const part = run.slice(0, length);
    if (part.length > 0 && !PARTICLES.has(part.at(-1)?.key ?? "") && isName(part, tokens, start, language))
      return length;
  }
  return 0;
}

/** Words with capitals that stand together, with the particles between them; one word where letters are small. */
function runAt(tokens: readonly NameToken[], start: number): NameToken[] {
  const first = tokens[start];
  if (!first || COMMON_WORDS.has(first.key)) return [];
  const run = [first];
  for (const token of tokens.slice(start + 1, start + MAX_NAME_WORDS)) {
    const previous = run.at(-1);
    const isParticle = PARTICLES.has(token.key);
    const sameCase = token.isCapital === first.isCapital || isParticle;
    if (!token.follows || !sameCase || previous?.isPossessive || (COMMON_WORDS.has(token.key) && !isParticle)) break;
    run.push(token);
  }
  return run;
}

function isName(part: readonly NameToken[], tokens: readonly NameToken[], start: number, language: Language): boolean {
  const [first] = part;
  if (!first) return false;
  const next = tokens[start + part.length];
  const previous = first.isFirst ? undefined : tokens[start - 1];
  if (isOrganisation(tokens, start)) return false;
  if (!first.isCapital) return isSmallName(part, tokens, language);
  // Where every noun or no sentence has a capital, only a first name begins a name.
  if (part.length > 1 && language !== "en" && !isFirstName(first) && !first.isInitial) return false;
  if (part.length > 2 && part.every(({ isWord }) => isWord)) return false;
  const weights = part.map((token, index) => weigh(token, language, index, part));
  if (weights.some((weight) => weight < 0) || isCountry(part.at(-1)?.key ?? "")) return false;
  const sum = weights.reduce((total, weight) => total + weight, 0) - (isNamedThing(part, tokens, start) ? 1.5 : 0);
  return sum + contextOf(part, previous, next, language) >= ENOUGH;
}

/** "der Stuhl Emma", "la robe Rose": a thing that is called as a person is. */
function isNamedThing(part: readonly NameToken[], tokens: readonly NameToken[], start: number): boolean {
  const [determiner, noun] = [tokens[start - 2], tokens[start - 1]];
  if (part.length > 1 || !determiner || !noun?.follows || !part[0]?.follows) return false;
  return FOREIGN_DETERMINERS.has(determiner.key) && !BEFORE_PERSON.has(noun.key) && !isSomeName(noun);
}

/** Whether the words with capitals from here on end as companies do. */
function isOrganisation(tokens: readonly NameToken[], start: number): boolean {
  for (const [offset, token] of tokens.slice(start, start + MAX_NAME_WORDS).entries()) {
    if (offset > 0 && (!token.follows || !token.isCapital)) return false;
    if (offset > 0 && ORGANISATION_ENDINGS.has(token.key)) return true;
    if (token.isPossessive) return false;
  }
  return false;
}

/** What a word with a capital says by itself; below zero it is part of no name. */
function weigh(token: NameToken, language: Language, index: number, part: readonly NameToken[]): number {
  if (index > 0 && PARTICLES.has(token.key)) return 0;
  if (token.isInitial) return 1;
  if (index === 0 && PLACE_BEGINNINGS.has(token.key)) return -1;
  // Short and in capitals it is an abbreviation, unless it stands in a name: LI WEI.
  const isShort = token.isCoined && !(part.length > 1 && part.every((other) => isSomeName(other) && !other.isWord));
  if (isShort || ORGANISATION_ENDINGS.has(token.key)) return -1;
  if (isFirstName(token)) return weighFirstName(token, index);
  if (isSomeName(token)) return token.isWord ? (index > 0 ? 1 : -1) : isPlaceOrProper(token) && index === 0 ? 1 : 2;
  // Many surnames are those of places.
  if (index > 0 && has(token, PLACE) && !token.isWord) return 1;
  if (isUnknown(token)) return language === "en" ? 1.5 : 0.5;
  return -1;
}

/** Two lists that agree say more than one, which also holds rare names that are words elsewhere. */
function weighFirstName(token: NameToken, index: number): number {
  const isCommon = isUsualName(token);
  if (!token.isWord) return isCommon ? 3 : 2.5;
  if (has(token, SURE_NAME) && !EVERYDAY_WORDS.has(token.key)) return 2.5;
  return isCommon ? 1.5 : index === 0 ? -1 : 1;
}

function contextOf(
  part: readonly NameToken[],
  previous: NameToken | undefined,
  next: NameToken | undefined,
  language: Language,
): number {
  const [first] = part;
  const last = part.at(-1);
  if (!first || !last) return 0;
  const isSingle = part.length === 1;
  let weight = 0;
  // A capital inside a sentence marks a name in English; in German every noun has one.
  if (!first.isFirst && language !== "de") weight += language === "other" ? 0.5 : 1;
  // No person's whole name follows "the": the Weber Genesis grill.
  if (previous?.key === "the" && !isSingle && first.follows) weight -= 3;
  else if (previous && DETERMINERS.has(previous.key))
    weight -= isSingle || !isFirstName(first) || first.isWord ? 1.5 : 0;
  // The rest of what a thing is called: Weber Genesis.
  if (isSingle && language === "en" && first.follows && isRestOfName(previous)) weight -= 1.5;
  if (previous && FOREIGN_DETERMINERS.has(previous.key) && isSingle && !isFirstName(first)) weight -= 1.5;
  if (previous && first.follows && PLACE_BEGINNINGS.has(previous.key)) weight -= 2;
  if (previous && PLACE_PREPOSITIONS.has(previous.key)) weight -= placePenalty(part, previous.key);
  if (isSingle && isPlaceOrProper(first) && !isFirstName(first)) weight -= 1;
  if (isSingle && last.isPossessive && !first.isFirst && !DETERMINERS.has(previous?.key ?? "")) weight += 0.5;
  if (previous && BEFORE_PERSON.has(previous.key)) return weight + 2;
  if (!next?.follows) return weight;
  // A word that no list knows may as well be one of several things.
  const isDoubtful = isSingle && isUnknown(first);
  return (
    weight +
    (AFTER_PERSON.has(next.key) ? 1.5 : AFTER_ANYTHING.has(next.key) && !(isDoubtful && next.key === "and") ? 0.5 : 0)
  );
}

const isRestOfName = (previous: NameToken | undefined) =>
  previous !== undefined &&
  previous.isCapital &&
  !previous.isPossessive &&
  !previous.isFirst &&
  !BEFORE_PERSON.has(previous.key) &&
  !COMMON_WORDS.has(previous.key);

/** After "in" or "from" a word that may be a place is one; a first name stays one. */
function placePenalty(part: readonly NameToken[], preposition: string): number {
  const [first] = part;
  if (part.length === 1 && first && has(first, PLACE)) return 3;
  if (part.length === 1 && /^(?:in|at|near)$/.test(preposition)) return 1.5;
  return part.some((token) => isFirstName(token) || token.isInitial) ? 0 : 1.5;
}

/** Without capitals only a first name that is no word counts, or one beside another name or a word for a person. */
function isSmallName(part: readonly NameToken[], tokens: readonly NameToken[], language: Language): boolean {
  const [first] = part;
  if (!first || !isFirstName(first) || first.isWord) return false;
  const [second, ...more] = part.slice(1).filter(({ key }) => !PARTICLES.has(key));
  if (!more.every(isLastName)) return false;
  const isBesideLastName = second !== undefined && isLastName(second);
  if (first.key.length < (isBesideLastName ? MIN_SMALL_CHARS - 1 : MIN_SMALL_CHARS)) return false;
  // In other languages the lists know too few words: both have to be names, and usual ones.
  if (language !== "en" && language !== "unknown") return isBesideLastName && isUsualName(first);
  if ((!second && has(first, PLACE)) || !isEnglishAround(part, tokens)) return false;
  return !second || (!second.isWord && (isSomeName(second) || isUnknown(second)));
}

const isLastName = (token: NameToken) => has(token, LAST_NAME) && !token.isWord;

const isUsualName = (token: NameToken) => has(token, ANY_NAME | HOME_NAME);

/** Whether the lists know most of the other words. In a language of which they know few, a small word says nothing. */
function isEnglishAround(part: readonly NameToken[], tokens: readonly NameToken[]): boolean {
  const others = tokens.filter((token) => !part.includes(token) && (!token.isCapital || token.isFirst));
  return others.filter(isUnknown).length <= others.length * MAX_UNKNOWN_SHARE;
}
