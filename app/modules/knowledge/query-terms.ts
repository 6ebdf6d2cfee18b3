import { CONCEPTS, POLICY_CONCEPTS, type Concept } from "./concepts";
import { beginsCountry, countryNames } from "./country-names";
import { words } from "./fold-text";
import { stem } from "./stem";
import { STOP_WORDS } from "./stop-words";

/** One thing that a question asks for, with every way to say it. */
export type TermGroup = {
  /** The concept's name, or the word itself. */
  readonly name: string;
  /** For PostgreSQL: alternatives joined by "|". */
  readonly tsquery: string;
  /** The stem of a word that no concept has; looked up by likeness when the index does not know it. */
  readonly ownStem: string | null;
  readonly isPolicyConcept: boolean;
};

const MAX_QUERY_CHARACTERS = 500;
const MAX_GROUPS = 12;
const MAX_COUNTRY_WORDS = 4;
const MIN_PREFIX_CHARACTERS = 3;
const MAX_WORDS_BETWEEN = 2;

/** What a search needs of the concepts, made once: it asks for every sentence that may be an answer. */
const GROUPS = new Map(CONCEPTS.map((concept) => [concept, conceptGroup(concept)]));
const PHRASED = CONCEPTS.map((concept) => {
  const phrases = concept.phrases.map((phrase) => ({ ...phrase, parts: phrase.text.split(" ") }));
  return { concept, phrases, firstWords: new Set(phrases.map(({ parts: [first = ""] }) => first)) };
});

/** By a concept's word as it is written, with its star; the first concept keeps a word that two have. */
const GROUP_OF_WORD = new Map(
  CONCEPTS.toReversed().flatMap((concept) => concept.words.map((word) => [word, groupOf(concept)] as const)),
);

/** What a question in plain language asks for: concepts, countries, and the words that are left. */
export function queryTerms(question: string): TermGroup[] {
  const tokens = words(question.slice(0, MAX_QUERY_CHARACTERS));
  const taken = new Set<number>();
  const groups = [...phraseGroups(tokens, taken), ...countryGroups(tokens, taken)];
  for (const [index, token] of tokens.entries()) {
    if (!taken.has(index)) groups.push(...tokenGroup(token));
  }
  return [...new Map(groups.map((group) => [group.name, group])).values()].slice(0, MAX_GROUPS);
}

export type SpokenPhrases = {
  /** The words of a question that are parts of phrases: "send" and "back" of "send shoes back". */
  readonly words: ReadonlySet<string>;
  /** By concept, the one word that says the same as its phrase; none where there is no such word. */
  readonly wordFor: ReadonlyMap<string, string | null>;
};

/** The phrases of a question. */
export function readPhrases(question: string): SpokenPhrases {
  const tokens = words(question.slice(0, MAX_QUERY_CHARACTERS));
  const taken = new Set<number>();
  const found = takePhrases(tokens, taken);
  return {
    words: new Set(tokens.filter((_, place) => taken.has(place))),
    wordFor: new Map(found.map(({ concept, phrase }) => [concept.name, phrase.word])),
  };
}

function phraseGroups(tokens: readonly string[], taken: Set<number>): TermGroup[] {
  return takePhrases(tokens, taken).map(({ concept }) => groupOf(concept));
}

/** Each concept that a phrase of it is said of, with the first such phrase. */
function takePhrases(tokens: readonly string[], taken: Set<number>) {
  const here = new Set(tokens);
  return PHRASED.flatMap(({ concept, firstWords, phrases }) => {
    if (firstWords.isDisjointFrom(here)) return [];
    const phrase = phrases.find(({ parts }) => take(tokens, parts, taken));
    return phrase ? [{ concept, phrase }] : [];
  });
}

function countryGroups(tokens: readonly string[], taken: Set<number>): TermGroup[] {
  const found: TermGroup[] = [];
  for (let length = MAX_COUNTRY_WORDS; length > 0; length -= 1) {
    for (let start = 0; start + length <= tokens.length; start += 1) {
      if (!beginsCountry(tokens[start] ?? "")) continue;
      const names = countryNames().get(tokens.slice(start, start + length).join(" "));
      const places = Array.from({ length }, (_, offset) => start + offset);
      if (!names || places.some((place) => taken.has(place))) continue;
      places.forEach((place) => taken.add(place));
      found.push({
        name: names[0] ?? "",
        tsquery: anyOf(names.map(phraseQuery)),
        ownStem: null,
        isPolicyConcept: false,
      });
    }
  }
  return found;
}

function tokenGroup(token: string): TermGroup[] {
  const concept = conceptOf(token);
  if (concept) return [concept];
  if (STOP_WORDS.has(token) || (token.length < 2 && !/\d/.test(token))) return [];
  const ownStem = stem(token);
  return [
    {
      name: token,
      tsquery: ownStem.length >= MIN_PREFIX_CHARACTERS ? `${quote(ownStem)}:*` : quote(token),
      ownStem,
      isPolicyConcept: false,
    },
  ];
}

/** The concept whose word fits the token best: the token itself, or else the longest that it begins with. */
function conceptOf(token: string): TermGroup | null {
  const whole = GROUP_OF_WORD.get(token);
  if (whole) return whole;
  for (let length = token.length; length > 0; length -= 1) {
    const group = GROUP_OF_WORD.get(`${token.slice(0, length)}*`);
    if (group) return group;
  }
  return null;
}

function groupOf(concept: Concept): TermGroup {
  return GROUPS.get(concept) ?? conceptGroup(concept);
}

function conceptGroup({ name, words: entries, phrases }: Concept): TermGroup {
  const single = entries.map((entry) => (entry.endsWith("*") ? `${quote(entry.slice(0, -1))}:*` : quote(entry)));
  return {
    name,
    tsquery: anyOf([...single, ...phrases.map(({ text }) => phraseQuery(text))]),
    ownStem: null,
    isPolicyConcept: POLICY_CONCEPTS.has(name),
  };
}

/** Marks the phrase's places as used; false when it is not there, or a longer one has them. */
function take(tokens: readonly string[], phrase: readonly string[], taken: Set<number>): boolean {
  for (let start = tokens.indexOf(phrase[0] ?? ""); start >= 0; start = tokens.indexOf(phrase[0] ?? "", start + 1)) {
    const places = placesFrom(tokens, phrase, start);
    if (places === null || places.some((place) => taken.has(place))) continue;
    places.forEach((place) => taken.add(place));
    return true;
  }
  return false;
}

/** Places of a phrase that begins here; other words may stand in between, as in "send it back". */
function placesFrom(tokens: readonly string[], phrase: readonly string[], start: number): number[] | null {
  const places: number[] = [];
  for (const word of phrase) {
    const from = (places.at(-1) ?? start - 1) + 1;
    const place = tokens.indexOf(word, from);
    if (place < 0 || place - from > (places.length === 0 ? 0 : MAX_WORDS_BETWEEN)) return null;
    places.push(place);
  }
  return places;
}

function phraseQuery(phrase: string): string {
  return `(${words(phrase).map(quote).join(" <-> ")})`;
}

function anyOf(queries: readonly string[]): string {
  return queries.join(" | ");
}

/** Words hold letters and digits only, so that nothing in them can end the quotes. */
function quote(word: string): string {
  return `'${word}'`;
}
