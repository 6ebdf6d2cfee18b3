import { words } from "./fold-text";
import type { Passage } from "./knowledge-types";
import type { TermGroup } from "./query-terms";
import { stem } from "./stem";

/** A passage that has at least one of the terms. */
export type Candidate = Omit<Passage, "score"> & {
  /** For each term group: found at all, and found in the title or heading. */
  readonly hits: readonly boolean[];
  readonly titleHits: readonly boolean[];
};

export type WeightedTerm = TermGroup & { readonly weight: number };

const COVERAGE_SHARE = 0.6;
const TITLE_SHARE = 0.25;
const INTENT_SHARE = 0.15;
/** Of a term's weight, for being in the text only and not in the title or heading. */
const TEXT_HIT = 0.75;
const OTHER_LANGUAGE = 0.85;

/**
 * How much a term says: the fewer passages have it, the more. A term that none has counts like a rare one, so that a
 * question about what the shop does not have scores low.
 */
export function termWeight(passagesWithTerm: number, passages: number): number {
  return Math.log(1 + (passages - passagesWithTerm + 0.5) / (passagesWithTerm + 0.5));
}

/** 0 to 1: how well a passage fits the question in the reader's language. */
export function scorePassage(
  candidate: Candidate,
  terms: readonly WeightedTerm[],
  question: string,
  locale: string,
): number {
  const total = terms.reduce((sum, term) => sum + term.weight, 0);
  if (total === 0) return 0;
  const score =
    COVERAGE_SHARE * (coveredWeight(candidate, terms) / total) +
    TITLE_SHARE * titleCoverage(candidate, question) +
    INTENT_SHARE * intentFit(candidate, terms);
  return Math.min(1, score * (isSameLanguage(candidate.locale, locale) ? 1 : OTHER_LANGUAGE));
}

function coveredWeight({ hits, titleHits }: Candidate, terms: readonly WeightedTerm[]): number {
  return terms.reduce(
    (sum, { weight }, index) => sum + (titleHits[index] ? weight : hits[index] ? weight * TEXT_HIT : 0),
    0,
  );
}

/** Share of a product's name that the question says; squared, since one word of many is little. */
function titleCoverage({ kind, title }: Candidate, question: string): number {
  if (kind !== "product") return 0;
  const asked = new Set(words(question).map(stem));
  const name = words(title).map(stem);
  return name.length === 0 ? 0 : (name.filter((word) => asked.has(word)).length / name.length) ** 2;
}

/** A policy or page that is headed by what the question is about. */
function intentFit({ kind, titleHits }: Candidate, terms: readonly WeightedTerm[]): number {
  if (kind === "product") return 0;
  return terms.some((term, index) => term.isPolicyConcept && titleHits[index]) ? 1 : 0;
}

function isSameLanguage(a: string, b: string): boolean {
  return a.slice(0, 2).toLowerCase() === b.slice(0, 2).toLowerCase();
}
