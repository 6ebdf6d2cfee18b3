import type { Evidence } from "~/modules/inference/inference-types";
import { POLICY_CONCEPTS } from "~/modules/knowledge/concepts";
import { unionOf } from "~/modules/knowledge/country-names";
import { sayHowLong } from "~/modules/knowledge/how-long";
import { fitsKind } from "./fits-kind";
import { deniesInTitle } from "./polarity";
import { wantsContent, type QuestionKind } from "./question-kind";
import { hasWord, isCountry, isFigure, matchIn, spokenTerms, type Asked, type Spoken } from "./terms";
import { plain, sentences } from "./words";

const MIN_SHARE = 0.4;
const HEADING_WEIGHT = 0.6;
/** A heading that asks is a question of the shop's own: what stands below it is the answer. */
const QUESTION_HEADING_WEIGHT = 1;
const PRODUCT_TITLE_WEIGHT = 0.9;
const CONCEPT_WEIGHT = 0.7;
const CONCEPT_BESIDE_WORD_WEIGHT = 0.4;
/** A product's line with fewer words is a label. */
const MIN_STATEMENT_WORDS = 3;
const DENIED_SHARE = 0.75;
const ASKED_ALIKE_FACTOR = 1.5;
const ASKING_START = /^(?:how|when|where|who|what|wie|wann|wo|wer|was|comment|quand|combien|como|cuando|hoe|wanneer)\b/;
/** "Weight" in "Weight: 430 g" */
const FACT_LABEL = /^[^:.!?]{1,40}(?=: )/;
/** An answer to a question of the shop's own need not say as much of the shopper's. */
const MIN_ANSWER_SHARE = 0.3;
/** A country that no text names says little: the answer is a rule for all others. */
const UNNAMED_COUNTRY_WEIGHT = 0.5;

/** One sentence of the evidence with what it speaks of. */
export type Candidate = {
  readonly evidenceId: string;
  readonly position: number;
  readonly sentence: string;
  readonly isProduct: boolean;
  /** Stands below a heading that is a question. */
  readonly isAnswer: boolean;
  /** Stands below a heading that the question begins with: "How long". */
  readonly isAskedAlike: boolean;
  /** Stands below a heading that denies. */
  readonly isDenied: boolean;
  readonly fit: number;
  readonly text: Spoken;
  readonly title: Spoken;
};

/** The sentences of one piece of evidence; `fit` is how well the search found it to fit, 1 for the best. */
export function candidatesOf(evidence: Evidence, fit: number, question: string): Candidate[] {
  const title = spokenTerms(evidence.title);
  const isProduct = evidence.kind === "product";
  const isAnswer = !isProduct && isQuestion(evidence.title);
  const isAskedAlike = !isProduct && beginsWith(question, evidence.title.split(": ").at(-1) ?? "");
  return sentences(evidence.text).map((sentence, position) => ({
    evidenceId: evidence.id,
    position,
    sentence,
    isProduct,
    isAnswer,
    isAskedAlike,
    isDenied: deniesInTitle(evidence),
    fit,
    title,
    // An answer is one, and is told from its beginning.
    text: spokenTerms(isAnswer ? evidence.text : sentence),
  }));
}

export type Weighed = Asked & { readonly weight: number; readonly conceptWeight: number };

/**
 * Rare words say more; a country that no text names is asked about as a part of its union, where one names that; and where the shop uses the
 * very word, a sentence with another word of the same meaning is about something else.
 */
export function weigh(term: Asked, candidates: readonly Candidate[], asked: readonly Asked[]): Weighed {
  const union = unionInstead(term, candidates, asked);
  if (union) return weigh(union, candidates, asked);
  const having = countHaving(term, candidates);
  return {
    ...term,
    weight:
      Math.log(2 + candidates.length / (1 + having)) * (having === 0 && isCountry(term) ? UNNAMED_COUNTRY_WEIGHT : 1),
    conceptWeight: having > 0 ? CONCEPT_BESIDE_WORD_WEIGHT : CONCEPT_WEIGHT,
  };
}

/** A rule of the shop is not told by where a product was made. */
function unionInstead(term: Asked, candidates: readonly Candidate[], asked: readonly Asked[]): Asked | null {
  const concept = isCountry(term) ? unionOf(term.concept ?? "") : null;
  if (concept === null) return null;
  const isOfRules = asked.some((other) => other.concept !== null && POLICY_CONCEPTS.has(other.concept));
  const texts = isOfRules ? candidates.filter(({ isProduct }) => !isProduct) : candidates;
  const union = { word: null, concept };
  return countHaving(term, texts) === 0 && countHaving(union, texts) > 0 ? union : null;
}

const countHaving = (term: Asked, candidates: readonly Candidate[]) =>
  candidates.filter(({ text }) => hasWord(text, term)).length;

/** How well a sentence answers what is asked: 0 for not at all. */
export function scoreSentence(candidate: Candidate, asked: readonly Weighed[], kind: QuestionKind): number {
  const { text, title, isProduct, fit, sentence, position } = candidate;
  const fits = fitsKind(sentence, kind);
  if (wantsContent(kind) && !fits) return 0;
  const titleWeight = isProduct ? PRODUCT_TITLE_WEIGHT : asksToo(candidate) ? QUESTION_HEADING_WEIGHT : HEADING_WEIGHT;
  const found = asked.map((term) => ({
    term,
    inText: matchIn(text, term, term.conceptWeight),
    inTitle: matchIn(title, term, CONCEPT_WEIGHT),
  }));
  if (!speaksOf(found, candidate, fits)) return 0;
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const reached = found.reduce(
    (sum, { term, inText, inTitle }) => sum + term.weight * (1 - (1 - inText) * (1 - titleWeight * inTitle)),
    0,
  );
  // A policy that is headed by all that was asked is the answer from its first sentence on.
  const isWholeText = kind === "open" && !isProduct && found.every(({ inTitle }) => inTitle > 0);
  const share = total === 0 ? 0 : isWholeText ? wholeTextShare(candidate) : reached / total;
  return share < (candidate.isAnswer ? MIN_ANSWER_SHARE : MIN_SHARE) ? 0 : share * fit - position * 0.001;
}

const asksToo = ({ isAnswer, isAskedAlike }: Candidate) => isAnswer || isAskedAlike;

/** What a text forbids comes after what it allows, and first comes what is headed as the question begins. */
const wholeTextShare = ({ isDenied, isAskedAlike }: Candidate) =>
  (isDenied ? DENIED_SHARE : 1) * (isAskedAlike ? ASKED_ALIKE_FACTOR : 1);

/** "So geht es" answers "Wie …?". */
const SO_IT_GOES = /^so (?:geht|funktioniert|lauft)\b.*$/;

/** Whether a question begins with a short heading that asks: "How", "How long", "Wie lange". */
function beginsWith(question: string, heading: string): boolean {
  const start = plain(heading).trim().replace(SO_IT_GOES, "wie");
  return start !== "" && ASKING_START.test(start) && `${asking(question)} `.startsWith(`${start} `);
}

/** The question as a heading would ask it. */
const asking = (question: string) => sayHowLong(plain(question)).replace(/^(?:and|und|hi|hello|hallo|so|ok)[ ,]+/, "");

type Found = { readonly term: Asked; readonly inText: number; readonly inTitle: number };

/**
 * Whether a sentence speaks of what is asked and not only of what it is asked about: a product's name is who is meant, while a policy's
 * heading is already what is asked; a country or a figure alone is none; and a label such as "Type: Jackets" says no more than the name does.
 */
function speaksOf(found: readonly Found[], { isProduct, text, sentence }: Candidate, fits: boolean): boolean {
  const subjects = found.filter(({ term }) => !isFigure(term));
  const matched = subjects.filter(({ inText, inTitle }) => Math.max(inText, inTitle) > 0);
  if (matched.length === 0) return false;
  if (matched.every(({ term }) => isCountry(term)) && !subjects.every(({ term }) => isCountry(term)) && !fits)
    return false;
  if (!isProduct || fits) return true;
  if (subjects.every(({ inTitle }) => inTitle > 0)) return text.words.length >= MIN_STATEMENT_WORDS;
  // One word in passing is no subject of a text about something else; as the label of a fact it is.
  if (subjects.length === 1) return subjects.every(({ term }) => isLabelled(sentence, term));
  return subjects.some(({ inText, inTitle }) => inText > 0 && inTitle === 0);
}

function isLabelled(sentence: string, term: Asked): boolean {
  const label = FACT_LABEL.exec(sentence)?.[0];
  return label !== undefined && matchIn(spokenTerms(label), term, CONCEPT_WEIGHT) > 0;
}

/** True for a heading that asks. */
export const isQuestion = (title: string) => title.trim().endsWith("?");
