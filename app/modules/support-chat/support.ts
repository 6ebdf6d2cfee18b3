import type { Evidence } from "~/modules/inference/inference-types";
import type { Quote } from "./compose-from-evidence";
import { fitsKind } from "./fits-kind";
import { contradicts, deniesInTitle, leadingAnswer, polarityOf } from "./polarity";
import { isAskingWord, questionKind, wantsContent } from "./question-kind";
import { countsOtherwise } from "./counted";
import { contentWords, coverage, figures, isSameWord, sentences } from "./words";

/** What a model's sentence is judged by. */
export type Ground = {
  readonly question: string;
  readonly evidence: readonly Evidence[];
  /** The shop's own sentences that answer the question (`pickQuotes`). */
  readonly quotes: readonly Quote[];
};

export type SentenceVerdict =
  | { readonly ok: true; /** The evidence that it rests on. */ readonly evidenceId: string }
  | {
      readonly ok: false;
      readonly reason:
        "says_nothing" | "not_in_evidence" | "figure_elsewhere" | "contradicts" | "beside_the_question" | "undecided";
    };

/** Share of a sentence's meaning words that one passage (and the question) must hold. */
const MIN_SUPPORT = 0.7;
/** Share that the one nearest sentence of that passage must hold. */
const MIN_SENTENCE_SUPPORT = 0.4;
const MIN_CLAIM_WORDS = 2;
/** How far from a quote a sentence may stand that an open question's answer rests on. */
const MAX_DISTANCE = 2;
/** Words of politeness and reference that claim nothing. */
const CLAIMS_NOTHING = new Set(
  contentWords(
    "yes no sure sorry hello help happy shop store website customer according information please note policy page question answer ja nein gerne laut seite oui non si",
  ),
);

/**
 * Whether one sentence of a model may be said: it retells one of the quotes that answer the question, its figures stand there,
 * it denies nothing that they affirm, and a yes or no is what they say.
 */
export function judgeSentence(sentence: string, ground: Ground): SentenceVerdict {
  const claim = contentWords(sentence).filter((word) => !CLAIMS_NOTHING.has(word));
  if (saysNothing(sentence, claim, ground)) return { ok: false, reason: "says_nothing" };
  const support = nearestSupport(claim, ground);
  if (!support) return { ok: false, reason: "not_in_evidence" };
  const sources = support.sources.map(({ sentence: source }) => source);
  if (!figuresStand(sentence, sources, ground) || countsOtherwise(sentence, support.evidence.text))
    return { ok: false, reason: "figure_elsewhere" };
  if (sources.some((source) => contradicts(sentence, source, claim))) return { ok: false, reason: "contradicts" };
  if (!support.sources.some((source) => answersBeside(source, ground)))
    return { ok: false, reason: "beside_the_question" };
  return agreesWithQuotes(sentence, claim, sources, ground) && !deniesInTitle(support.evidence)
    ? { ok: true, evidenceId: support.evidence.id }
    : { ok: false, reason: "undecided" };
}

/** A question back, a repetition of the question, or too little to claim anything. */
function saysNothing(sentence: string, claim: readonly string[], { question }: Ground): boolean {
  if (sentence.trim().endsWith("?") || claim.filter((word) => /\p{L}{2}/u.test(word)).length < MIN_CLAIM_WORDS)
    return true;
  const asked = contentWords(question);
  return questionKind(question) !== "yes_no" && claim.every((word) => asked.some((other) => isSameWord(word, other)));
}

/** Whether the sentences that may be said answer the question: a price or a time where one was asked for, and something of what was asked. */
export function answersQuestion(released: readonly string[], ground: Ground): boolean {
  if (released.length === 0 || ground.quotes.length === 0) return false;
  const kind = questionKind(ground.question);
  if (wantsContent(kind)) return released.some((sentence) => fitsKind(sentence, kind));
  const wanted = [...ground.quotes.flatMap(({ sentence }) => contentWords(sentence)), ...subjectWords(ground.question)];
  return released.some((sentence) => coverage(contentWords(sentence), wanted) >= MIN_SENTENCE_SUPPORT);
}

/** Whether an answer may begin with the sentence: where a price or a time was asked for, something true beside it is no beginning. */
export function opensAnswer(sentence: string, ground: Ground): boolean {
  const kind = questionKind(ground.question);
  return !wantsContent(kind) || fitsKind(sentence, kind);
}

type Source = { readonly evidenceId: string; readonly position: number; readonly sentence: string };
type Support = { readonly evidence: Evidence; readonly sources: readonly Source[] };

/** The passage that holds most of the claim, with those of its sentences that are about it. */
function nearestSupport(claim: readonly string[], { question, evidence }: Ground): Support | null {
  const asked = contentWords(question);
  const ranked = evidence
    .map((item) => ({
      evidence: item,
      share: coverage(claim, [...contentWords(`${item.title} ${item.text}`), ...asked]),
    }))
    .sort((a, b) => b.share - a.share);
  for (const { evidence: item, share } of ranked) {
    if (share < MIN_SUPPORT) return null;
    const sources = nearestSentences(claim, item);
    if (sources.length > 0) return { evidence: item, sources };
  }
  return null;
}

/** The sentences of a passage that hold as much of the claim as the best of them. */
function nearestSentences(claim: readonly string[], evidence: Evidence): Source[] {
  const title = contentWords(evidence.title);
  const ranked = sentences(evidence.text).map((sentence, position) => {
    const own = contentWords(sentence);
    return {
      evidenceId: evidence.id,
      position,
      sentence,
      own: coverage(claim, own),
      share: coverage(claim, [...own, ...title]),
    };
  });
  const best = Math.max(0, ...ranked.filter(({ own }) => own > 0).map(({ share }) => share));
  return best < MIN_SENTENCE_SUPPORT ? [] : ranked.filter(({ own, share }) => own > 0 && share >= best);
}

/** Whether the source is one of the quotes; for an open question also what stands close to one. */
function answersBeside(source: Source, { question, quotes }: Ground): boolean {
  const reach = questionKind(question) === "open" ? MAX_DISTANCE : 0;
  return quotes.some(
    ({ evidenceId, position }) => evidenceId === source.evidenceId && Math.abs(position - source.position) <= reach,
  );
}

/** Every figure of the sentence stands in the sentences it rests on; where a price or a time was asked, in the quotes that answer. */
function figuresStand(sentence: string, sources: readonly string[], ground: Ground): boolean {
  const kind = questionKind(ground.question);
  const quoted = ground.quotes.map((quote) => quote.sentence);
  const allowed = new Set(
    [ground.question, ...(wantsContent(kind) ? quoted : [...sources, ...quoted])].flatMap(figures),
  );
  return figures(sentence).every((figure) => allowed.has(figure));
}

/**
 * A yes-or-no question is answered by what one quote says of the very thing that was asked: each word of the answer stands in that quote
 * or in a product's name, and its yes or no is the quote's.
 */
function agreesWithQuotes(
  sentence: string,
  claim: readonly string[],
  sources: readonly string[],
  ground: Ground,
): boolean {
  const lead = leadingAnswer(sentence);
  const isYesNo = questionKind(ground.question) === "yes_no";
  if (!isYesNo && lead === null) return true;
  const names = ground.evidence.filter(({ kind }) => kind === "product").flatMap(({ title }) => contentWords(title));
  const isRetold = sources.some((source) => coverage(claim, [...contentWords(source), ...names]) === 1);
  const about = subjectWords(ground.question).filter((word) => !names.some((other) => isSameWord(word, other)));
  const stated = polarityOf(
    about,
    ground.quotes.map((quote) => quote.sentence),
  );
  const claimed = lead === null ? polarityOf(about, [sentence]) : lead === "yes" ? "affirmed" : "denied";
  return isRetold && (claimed === stated || (lead === null && claimed === "unknown"));
}

const subjectWords = (question: string) => contentWords(question).filter((word) => !isAskingWord(word));
