import type { Evidence } from "~/modules/inference/inference-types";
import { withoutPriceLabel } from "~/modules/knowledge/product-labels";
import { asksForKind } from "./fits-kind";
import { deniesInTitle } from "./polarity";
import { questionKind, type QuestionKind } from "./question-kind";
import { candidatesOf, isQuestion, scoreSentence, weigh, type Candidate } from "./score-sentence";
import { askedTerms, KIND_WEIGHT, matchIn } from "./terms";
import { contentWords, coverage, isSameWord, plain, words } from "./words";

/** Evidence with how well the search found it to fit (0 to 1); without a score all fit alike. */
export type RankedEvidence = Evidence & { readonly score?: number };

/** One sentence of the shop's own words that answers the question. */
export type Quote = { readonly evidenceId: string; readonly position: number; readonly sentence: string };

/** Words of a product's name from which on a question means that product. */
const MIN_NAMING_WORDS = 2;
/** Share of a product's name that a text must hold to be understood without it. */
const MIN_NAME_SHARE = 0.6;
/** How near to the best a further quote must come: of the same passage, and of another one. */
const NEXT_BEST_SHARE = 0.8;
const OTHER_PASSAGE_SHARE = 0.93;
const MAX_QUOTES = 3;
/** Where products are what is asked for ("shoes"), another one that speaks of them ("keeps shoes dry") comes after them. */
const OTHER_KIND_WEIGHT = 0.75;
/** Shorter ones are labels or lines of a table: they need their title to be understood. */
const MIN_WORDS_ALONE = 5;

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
    candidatesOf(item, (item.score ?? 1) / best, question),
  );
  const terms = askedTerms(question).filter((term) => !asksForKind(term, kind));
  const asked = terms.map((term) => weigh(term, candidates, terms));
  const isNamed = ({ isProduct, title }: Candidate) =>
    isProduct && asked.some((term) => matchIn(title, term, term.conceptWeight) >= KIND_WEIGHT);
  const otherWeight = candidates.some(isNamed) ? OTHER_KIND_WEIGHT : 1;
  const scored = candidates.map((candidate) => ({
    ...candidate,
    score: scoreSentence(candidate, asked, kind) * (candidate.isProduct && !isNamed(candidate) ? otherWeight : 1),
  }));
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
    const lines = own.map(({ sentence }) => withFullStop(readable(sentence)));
    const lead = leadOf(item, lines.join(" "));
    return [`${lead}${(lead === "" ? lines : lines.map(withoutPriceLabel)).join(" ")} ${cite(id)}`];
  });
  return paragraphs.join("\n\n");
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

function needsTitle(evidence: Evidence, text: string): boolean {
  if (deniesInTitle(evidence) || text !== withoutPriceLabel(text)) return true;
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
