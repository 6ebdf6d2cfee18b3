import type { Evidence } from "~/modules/inference/inference-types";
import { isStockLine } from "~/modules/knowledge/product-labels";
import { deniesInTitle } from "./polarity";
import { isAskingWord, questionKind, wantsContent, type QuestionKind } from "./question-kind";
import { askedTerms, hasWord, isCountry, isFigure, matchIn, spokenTerms, type Asked, type Spoken } from "./terms";
import { contentWords, coverage, figures, isSameWord, plain, sentences, words } from "./words";

/** Evidence with how well the search found it to fit (0 to 1); without a score all fit alike. */
export type RankedEvidence = Evidence & { readonly score?: number };

/** One sentence of the shop's own words that answers the question. */
export type Quote = { readonly evidenceId: string; readonly position: number; readonly sentence: string };

const MONEY =
  /[€$£¥]|\b(?:eur|usd|gbp|chf|cad|aud|dkk|sek|nok|pln|euros?|dollars?|pounds?)\b|\bfree\b|\bkostenlos|\bkostenfrei|\bgratis\b|\bgratuit/;
const TIME =
  /\b(?:days?|weeks?|months?|years?|hours?|minutes?|tage?n?|werktage?n?|wochen?|monate?n?|jahre?n?|stunden?|minuten|jours?|semaines?|mois|ans?|heures?|dias?|semanas?|mes(?:es)?|anos?|horas?|dagen|weken|maanden|jaar|uur)\b/;
const FREE = /\bfree\b|kostenlos|kostenfrei|gratis|gratuit/;
const WEEKDAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?\b/;

const MIN_SHARE = 0.4;
const HEADING_WEIGHT = 0.6;
/** A heading that asks is a question of the shop's own: what stands below it is the answer. */
const QUESTION_HEADING_WEIGHT = 1;
const PRODUCT_TITLE_WEIGHT = 0.9;
/** Words of a product's name from which on a question means that product. */
const MIN_NAMING_WORDS = 2;
const CONCEPT_WEIGHT = 0.7;
const CONCEPT_BESIDE_WORD_WEIGHT = 0.4;
/** A product's line with fewer words is a label. */
const MIN_STATEMENT_WORDS = 3;
const DENIED_SHARE = 0.9;
/** "Weight" in "Weight: 430 g" */
const FACT_LABEL = /^[^:.!?]{1,40}(?=: )/;
/** An answer to a question of the shop's own need not say as much of the shopper's. */
const MIN_ANSWER_SHARE = 0.3;
/** A country that no text names says little: the answer is a rule for all others. */
const UNNAMED_COUNTRY_WEIGHT = 0.5;
/** Share of a product's name that a text must hold to be understood without it. */
const MIN_NAME_SHARE = 0.6;
/** How near to the best a further quote must come: of the same passage, and of another one. */
const NEXT_BEST_SHARE = 0.8;
const OTHER_PASSAGE_SHARE = 0.93;
const MAX_QUOTES = 3;
/** Shorter ones are labels or lines of a table: they need their title to be understood. */
const MIN_WORDS_ALONE = 5;

type Candidate = Quote & {
  readonly isProduct: boolean;
  /** Stands below a heading that is a question. */
  readonly isAnswer: boolean;
  /** Stands below a heading that denies. */
  readonly isDenied: boolean;
  readonly fit: number;
  readonly text: Spoken;
  readonly title: Spoken;
};
type Scored = Candidate & { readonly score: number };

/**
 * The sentences of the evidence that answer the question best, at most three; none when the evidence does not speak of what is asked.
 * They are the reference that a model's answer is judged by, and the answer itself where the model's cannot be used.
 */
export function pickQuotes(question: string, evidence: readonly RankedEvidence[]): Quote[] {
  const kind = questionKind(question);
  const quotes = quotesOf(question, kind, evidence);
  // What a thing comes in may also be told in a text instead of by its variants.
  return quotes.length === 0 && kind === "variants" ? quotesOf(question, "open", evidence) : quotes;
}

function quotesOf(question: string, kind: QuestionKind, evidence: readonly RankedEvidence[]): Quote[] {
  const best = Math.max(...evidence.map(({ score }) => score ?? 1));
  const candidates = withoutOtherProducts(question, evidence).flatMap((item) =>
    candidatesOf(item, (item.score ?? 1) / best),
  );
  const asked = askedTerms(question)
    .filter((term) => !asksForKind(term, kind))
    .map((term) => weigh(term, candidates));
  const scored = candidates.map((candidate) => ({ ...candidate, score: score(candidate, asked, kind) }));
  return choose(scored.filter((candidate) => candidate.score > 0));
}

/** The quotes as one answer in the shop's own words, the best passage first; `cite` gives the mark of a source, such as "[1]". */
export function composeAnswer(
  quotes: readonly Quote[],
  evidence: readonly Evidence[],
  cite: (evidenceId: string) => string,
): string {
  const ids = [...new Set(quotes.map(({ evidenceId }) => evidenceId))];
  const paragraphs = ids.flatMap((id) => {
    const item = evidence.find((candidate) => candidate.id === id);
    if (!item) return [];
    const own = quotes.filter((quote) => quote.evidenceId === id).sort((a, b) => a.position - b.position);
    const text = own.map(({ sentence }) => withFullStop(readable(sentence))).join(" ");
    return [`${leadOf(item, text)}${text} ${cite(id)}`];
  });
  return paragraphs.join("\n\n");
}

const VARIANT_WORD = /^(?:com|flavour|flavor|variant|version|option|sort|ausfuhrung)/;

/** "cost" and "how long" ask for a kind of answer; they are not what the answer is about. */
function asksForKind({ word, concept }: Asked, kind: QuestionKind): boolean {
  return (
    (word !== null && isAskingWord(word)) ||
    (kind === "amount" && concept === "cost") ||
    (kind === "duration" && concept === "duration") ||
    (kind === "variants" && (concept === "size" || concept === "colour" || (word !== null && VARIANT_WORD.test(word))))
  );
}

/**
 * Without the products that the question does not mean: those whose name shares fewer of its words than another's does
 * ("Rain Jacket", when it says "Rain Trousers"), and all others once it names one.
 */
function withoutOtherProducts(question: string, evidence: readonly RankedEvidence[]): RankedEvidence[] {
  const asked = contentWords(question);
  const named = evidence.map(({ kind, title }) => (kind === "product" ? namedWords(asked, title) : []));
  return evidence.filter((item, index) => {
    const own = named[index] ?? [];
    if (item.kind !== "product") return true;
    return !named.some((other) =>
      own.length === 0
        ? other.length >= MIN_NAMING_WORDS
        : other.length > own.length && own.every((word) => other.includes(word)),
    );
  });
}

const namedWords = (asked: readonly string[], title: string) =>
  asked.filter((word) => contentWords(title).some((other) => isSameWord(word, other)));

function candidatesOf(evidence: Evidence, fit: number): Candidate[] {
  const title = spokenTerms(evidence.title);
  const isProduct = evidence.kind === "product";
  const isAnswer = !isProduct && isQuestion(evidence.title);
  return sentences(evidence.text).map((sentence, position) => ({
    evidenceId: evidence.id,
    position,
    sentence,
    isProduct,
    isAnswer,
    isDenied: deniesInTitle(evidence),
    fit,
    title,
    // An answer is one, and is told from its beginning.
    text: spokenTerms(isAnswer ? evidence.text : sentence),
  }));
}

type Weighed = Asked & { readonly weight: number; readonly conceptWeight: number };

/** Rare words say more; and where the shop uses the very word, a sentence with another word of the same meaning is about something else. */
function weigh(term: Asked, candidates: readonly Candidate[]): Weighed {
  const having = candidates.filter(({ text }) => hasWord(text, term)).length;
  return {
    ...term,
    weight:
      Math.log(2 + candidates.length / (1 + having)) * (having === 0 && isCountry(term) ? UNNAMED_COUNTRY_WEIGHT : 1),
    conceptWeight: having > 0 ? CONCEPT_BESIDE_WORD_WEIGHT : CONCEPT_WEIGHT,
  };
}

function score(candidate: Candidate, asked: readonly Weighed[], kind: QuestionKind): number {
  const { text, title, isProduct, fit, sentence, position } = candidate;
  const fits = fitsKind(sentence, kind);
  if (wantsContent(kind) && !fits) return 0;
  const titleWeight = isProduct ? PRODUCT_TITLE_WEIGHT : candidate.isAnswer ? QUESTION_HEADING_WEIGHT : HEADING_WEIGHT;
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

/** What a text forbids comes after what it allows. */
const wholeTextShare = ({ isDenied }: Candidate) => (isDenied ? DENIED_SHARE : 1);

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

/** Whether the sentence can answer that kind of question at all: a price, a time. */
export function fitsKind(sentence: string, kind: QuestionKind): boolean {
  const text = plain(sentence);
  const hasFigure = figures(sentence).length > 0;
  if (kind === "amount") return MONEY.test(text) && (hasFigure || FREE.test(text));
  if (kind === "duration")
    return (
      WEEKDAY.test(text) ||
      (TIME.test(text) && (hasFigure || /\b(?:same|next|one|a) (?:working )?(?:day|week|month|year)\b/.test(text)))
    );
  return kind === "variants" && isStockLine(sentence);
}

function choose(scored: readonly Scored[]): Quote[] {
  const ranked = [...scored].sort((a, b) => b.score - a.score);
  const best = ranked[0];
  if (!best) return [];
  const seen = new Set<string>();
  return ranked
    .filter(
      ({ score, evidenceId }) =>
        score >= best.score * (evidenceId === best.evidenceId ? NEXT_BEST_SHARE : OTHER_PASSAGE_SHARE),
    )
    .filter(({ sentence }) => !seen.has(plain(sentence)) && seen.add(plain(sentence)))
    .slice(0, MAX_QUOTES)
    .map(({ evidenceId, position, sentence }) => ({ evidenceId, position, sentence }));
}

/** What a quoted text needs before it to be understood: the shop's own question, or the title. */
function leadOf(evidence: Evidence, text: string): string {
  if (evidence.kind !== "product" && isQuestion(evidence.title)) return `${evidence.title.split(": ").at(-1) ?? ""} `;
  return needsTitle(evidence, text) ? `${evidence.title}: ` : "";
}

const isQuestion = (title: string) => title.trim().endsWith("?");

function needsTitle(evidence: Evidence, text: string): boolean {
  if (deniesInTitle(evidence)) return true;
  const share = coverage(contentWords(evidence.title), contentWords(text));
  return evidence.kind === "product" ? share < MIN_NAME_SHARE : share === 0 && words(text).length < MIN_WORDS_ALONE;
}

/** A row of a table ("To: Germany | Price: €5.90") as one line: "Germany: Price €5.90". */
function readable(sentence: string): string {
  const [first, ...cells] = sentence.split(" | ");
  if (first === undefined || cells.length === 0) return sentence;
  return `${first.replace(/^[^:]{1,40}: /, "")}: ${cells.map((cell) => cell.replace(/^([^:]{1,40}): /, "$1 ")).join(", ")}`;
}

const withFullStop = (sentence: string) => (/[.!?…:]["”»)]?$/.test(sentence) ? sentence : `${sentence}.`);
