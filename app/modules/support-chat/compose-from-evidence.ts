import type { Evidence } from "~/modules/inference/inference-types";
import { deniesInTitle } from "./polarity";
import { isAskingWord, questionKind, type QuestionKind } from "./question-kind";
import { askedTerms, hasWord, isCountry, matchIn, spokenTerms, type Asked, type Spoken } from "./terms";
import { contentWords, figures, isSameWord, plain, sentences, words } from "./words";

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

const MIN_SHARE = 0.34;
const HEADING_WEIGHT = 0.6;
const PRODUCT_TITLE_WEIGHT = 0.9;
/** Words of a product's name from which on a question means that product. */
const MIN_NAMING_WORDS = 2;
const CONCEPT_WEIGHT = 0.7;
const CONCEPT_BESIDE_WORD_WEIGHT = 0.4;
/** A product's line with fewer words is a label. */
const MIN_STATEMENT_WORDS = 3;
/** How near to the best a further quote must come: of the same passage, and of another one. */
const NEXT_BEST_SHARE = 0.8;
const OTHER_PASSAGE_SHARE = 0.93;
const MAX_QUOTES = 3;
/** Shorter ones are labels or lines of a table: they need their title to be understood. */
const MIN_WORDS_ALONE = 5;

type Candidate = Quote & {
  readonly isProduct: boolean;
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
    return [`${needsTitle(item, text) ? `${item.title}: ` : ""}${text} ${cite(id)}`];
  });
  return paragraphs.join("\n\n");
}

/** "cost" and "how long" ask for a kind of answer; they are not what the answer is about. */
function asksForKind({ word, concept }: Asked, kind: QuestionKind): boolean {
  return (
    (word !== null && isAskingWord(word)) ||
    (kind === "amount" && concept === "cost") ||
    (kind === "duration" && concept === "duration")
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
  return sentences(evidence.text).map((sentence, position) => ({
    evidenceId: evidence.id,
    position,
    sentence,
    isProduct,
    fit,
    title,
    text: spokenTerms(sentence),
  }));
}

type Weighed = Asked & { readonly weight: number; readonly conceptWeight: number };

/** Rare words say more; and where the shop uses the very word, a sentence with another word of the same meaning is about something else. */
function weigh(term: Asked, candidates: readonly Candidate[]): Weighed {
  const having = candidates.filter(({ text }) => hasWord(text, term)).length;
  return {
    ...term,
    weight: Math.log(2 + candidates.length / (1 + having)),
    conceptWeight: having > 0 ? CONCEPT_BESIDE_WORD_WEIGHT : CONCEPT_WEIGHT,
  };
}

function score(candidate: Candidate, asked: readonly Weighed[], kind: QuestionKind): number {
  const { text, title, isProduct, fit, sentence, position } = candidate;
  const fits = fitsKind(sentence, kind);
  if ((kind === "amount" || kind === "duration") && !fits) return 0;
  const titleWeight = isProduct ? PRODUCT_TITLE_WEIGHT : HEADING_WEIGHT;
  const found = asked.map((term) => ({
    term,
    inText: matchIn(text, term, term.conceptWeight),
    inTitle: matchIn(title, term, CONCEPT_WEIGHT),
  }));
  if (!speaksOf(found, candidate) && !fits) return 0;
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  const reached = found.reduce(
    (sum, { term, inText, inTitle }) => sum + term.weight * (1 - (1 - inText) * (1 - titleWeight * inTitle)),
    0,
  );
  const share = total === 0 ? 0 : reached / total;
  return share < MIN_SHARE ? 0 : share * fit - position * 0.001;
}

type Found = { readonly term: Asked; readonly inText: number; readonly inTitle: number };

/**
 * Whether a sentence speaks of what is asked and not only of what it is asked about: a product's name is who is meant, while a policy's
 * heading is already what is asked; a country alone is a place; and a label such as "Type: Jackets" says no more than the name does.
 */
function speaksOf(found: readonly Found[], { isProduct, text }: Candidate): boolean {
  const matched = found.filter(({ inText, inTitle }) => Math.max(inText, inTitle) > 0);
  if (matched.every(({ term }) => isCountry(term)) && !found.every(({ term }) => isCountry(term))) return false;
  if (!isProduct) return matched.length > 0;
  const isLabel = text.words.length < MIN_STATEMENT_WORDS;
  if (found.every(({ inTitle }) => inTitle > 0)) return !isLabel;
  return found.some(({ inText, inTitle }) => inText > 0 && inTitle === 0);
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
  return false;
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

function needsTitle(evidence: Evidence, text: string): boolean {
  if (deniesInTitle(evidence)) return true;
  const named = contentWords(evidence.title).some((word) =>
    contentWords(text).some((other) => isSameWord(word, other)),
  );
  return !named && (evidence.kind === "product" || words(text).length < MIN_WORDS_ALONE);
}

/** A row of a table ("To: Germany | Price: €5.90") as one line: "Germany: Price €5.90". */
function readable(sentence: string): string {
  const [first, ...cells] = sentence.split(" | ");
  if (first === undefined || cells.length === 0) return sentence;
  return `${first.replace(/^[^:]{1,40}: /, "")}: ${cells.map((cell) => cell.replace(/^([^:]{1,40}): /, "$1 ")).join(", ")}`;
}

const withFullStop = (sentence: string) => (/[.!?…:]["”»)]?$/.test(sentence) ? sentence : `${sentence}.`);
