import { countryNames, isUnion } from "~/modules/knowledge/country-names";
import { queryTerms, readPhrases } from "~/modules/knowledge/query-terms";
import { contentWords, isKindOf, isRelatedWord, isSameWord, plain, stem, words } from "./words";

/** One thing that a question asks about: a word (as a stem), a concept or country that the search knows in any of our languages, or both. */
export type Asked = { readonly word: string | null; readonly concept: string | null };

/** What a text speaks of. */
export type Spoken = { readonly words: readonly string[]; readonly concepts: ReadonlySet<string> };

const WINDOW_WORDS = 8;
const STEP_WORDS = 5;
/** From here on a text names the thing itself, or a kind of it. */
export const KIND_WEIGHT = 0.95;
const RELATED_WEIGHT = 0.6;
/** "We do not ship to other countries" speaks of each that it does not name. */
const COUNTRIES_WEIGHT = 0.6;
const COUNTRIES = new Set(
  "country countries worldwide international abroad land lander landern ausland weltweit etranger monde pais paises extranjero mundo landen buitenland wereldwijd"
    .split(" ")
    .map(stem),
);

/** Materials answer "what is it made of" without the word material. */
const MATERIAL =
  /\b(?:leather|suede|wool|merino|cashmere|cotton|linen|hemp|canvas|silk|down|nylon|polyester|polyamide|elastane|rubber|latex|cork|felt|fleece|steel|alumin|brass|wood|cedar|beech|oak|bamboo|ceramic|enamel|glass|leder|wolle|baumwolle|leinen|hanf|seide|kautschuk|gummi|kork|filz|stahl|messing|holz|zeder|buche|eiche|keramik|glas)/;

/** What a question asks about, word by word, and by phrases such as "money back" or "United States". */
export function askedTerms(question: string): Asked[] {
  const phrases = conceptsIn(question);
  const places = new Set(
    phrases
      .filter((name) => countryNames().has(name))
      .flatMap((name) => (countryNames().get(name) ?? []).flatMap(contentWords)),
  );
  const said = readPhrases(question);
  const alone = words(question).filter((token) => !said.words.has(token));
  const byWord = alone.flatMap((token) =>
    contentWords(token).map((word): Asked => ({ word, concept: conceptsIn(token)[0] ?? null })),
  );
  const plainWords = byWord.filter(({ word }) => word === null || !places.has(word));
  const known = new Set(plainWords.map(({ concept }) => concept));
  const byPhrase = phrases.filter((concept) => !known.has(concept));
  return [
    ...new Map(plainWords.map((term) => [term.word, term])).values(),
    ...byPhrase.map((concept): Asked => ({ word: stemOf(said.wordFor.get(concept)), concept })),
  ];
}

const stemOf = (word: string | null | undefined) => (word ? stem(word) : null);

/** True for the name of a country, or of a union of them. */
export function isCountry({ word, concept }: Asked): boolean {
  return word === null && concept !== null && (countryNames().has(concept) || isUnion(concept));
}

/** True for a number: it tells how much or which one, never what a question is about. */
export function isFigure({ word, concept }: Asked): boolean {
  return concept === null && word !== null && /^\p{N}/u.test(word);
}

/** What a text speaks of; read in overlapping windows, since the search's reader stops after a dozen terms. */
export function spokenTerms(text: string): Spoken {
  const parts = text.split(/\s+/);
  const count = Math.max(1, Math.ceil((parts.length - WINDOW_WORDS) / STEP_WORDS) + 1);
  const windows = Array.from({ length: count }, (_, index) =>
    parts.slice(index * STEP_WORDS, index * STEP_WORDS + WINDOW_WORDS).join(" "),
  );
  const materials = MATERIAL.test(plain(text)) ? ["material"] : [];
  return { words: contentWords(text), concepts: new Set([...windows.flatMap(conceptsIn), ...materials]) };
}

const conceptsIn = (text: string) =>
  queryTerms(text)
    .filter(({ ownStem }) => ownStem === null)
    .map(({ name }) => name);

/** True when the text has the very word; a concept without a word counts as its own. */
export function hasWord({ words: spoken, concepts }: Spoken, { word, concept }: Asked): boolean {
  return word === null ? concept !== null && concepts.has(concept) : spoken.some((other) => isSameWord(word, other));
}

/** How well a text speaks of what is asked: 1 for the very word, `conceptWeight` for another word of the same meaning, 0 for not at all. */
export function matchIn(spoken: Spoken, asked: Asked, conceptWeight: number): number {
  const { word, concept } = asked;
  if (hasWord(spoken, asked)) return 1;
  if (isCountry(asked) && spoken.words.some((other) => COUNTRIES.has(other))) return COUNTRIES_WEIGHT;
  if (word !== null && spoken.words.some((other) => isKindOf(other, word))) return KIND_WEIGHT;
  const related = word !== null && spoken.words.some((other) => isRelatedWord(word, other)) ? RELATED_WEIGHT : 0;
  return Math.max(related, concept !== null && spoken.concepts.has(concept) ? conceptWeight : 0);
}
