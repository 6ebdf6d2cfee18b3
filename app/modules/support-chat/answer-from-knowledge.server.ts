import type { Product } from "~/modules/commerce/commerce-types";
import { findProducts } from "~/modules/commerce/get-product.server";
import type { CallOutcome, Evidence, GovernedRequest } from "~/modules/inference/inference-types";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import { searchKnowledge } from "~/modules/knowledge/search-knowledge.server";
import { getShop } from "~/modules/tenancy/get-shop.server";
import type { ChatAttachments } from "./chat-protocol";
import { pickQuotes, type Quote, type RankedEvidence } from "./compose-from-evidence";
import { inLanguage, relevantProducts, toCard, toEvidence, toSource, type Display } from "./evidence";
import { findContact } from "./hand-over.server";
import { startJudgedAnswer, type JudgedAnswer } from "./judged-answer";
import { loadKnownValues } from "./load-known-values.server";
import { groundedInstructions, GROUNDED_PROMPT_VERSION } from "./prompts";
import { toSearchQuery } from "./search-query";
import { budgetScopesOf } from "./shopper";
import { languageOf, textsFor } from "./texts";
import { NO_ATTACHMENTS, say, type Step, type Turn } from "./turn";

/** Passages that are searched for an answer, and those of them that a model reads. */
const MAX_SEARCHED = 8;
const MAX_PASSAGES = 4;
const MAX_OUTPUT_TOKENS = 120;

type Found = {
  readonly question: string;
  readonly evidence: readonly RankedEvidence[];
  /** The shop's own sentences that answer the question. */
  readonly quotes: readonly Quote[];
  readonly products: readonly Product[];
  readonly display: Display;
};

/**
 * The grounded strategy: search, let the model write from what was found, say only what that supports, and complete or replace it by the
 * shop's own sentences. When the shop's pages do not speak of it, it says so and asks no model.
 */
export async function* answerFromKnowledge(turn: Turn): AsyncGenerator<Step, void, undefined> {
  yield { type: "status", text: textsFor(turn.locale).searching };
  const found = await find(turn);
  if (found.quotes.length === 0) return yield* sayUnknown(turn, found);
  const answer = startJudgedAnswer({ question: turn.text, evidence: found.evidence, quotes: found.quotes });
  const outcome = yield* letModelWrite(turn, found, answer);
  if (turn.signal.aborted) return yield { type: "reply", reply: { status: "cut", attachments: null } };
  if (outcome === null) yield { type: "text", text: answer.end(false) };
  yield {
    type: "reply",
    reply: { status: statusOf(outcome, answer), attachments: attachmentsOf(found, answer.cited()) },
  };
}

async function find(turn: Turn): Promise<Found> {
  const question = toSearchQuery(turn.text, turn.history);
  const [found, { currency }] = await Promise.all([
    searchKnowledge(turn.shop, { query: question, locale: turn.locale, limit: MAX_SEARCHED }),
    getShop(turn.shop),
  ]);
  const passages = inLanguage(found, turn.locale);
  const productIds = [...new Set(passages.filter(({ kind }) => kind === "product").map(({ sourceId }) => sourceId))];
  const products = productIds.length > 0 ? await findProducts(turn.shop, productIds) : [];
  const display = { currency, locale: turn.locale };
  const evidence = toEvidence(passages, products, display);
  return { question, evidence, quotes: pickQuotes(question, evidence), products, display };
}

/** What the model reads: the passages that are quoted, then the next best. */
function toPromptEvidence({ evidence, quotes }: Found): Evidence[] {
  const isQuoted = ({ id }: RankedEvidence) => quotes.some(({ evidenceId }) => evidenceId === id);
  return [...evidence.filter(isQuoted), ...evidence.filter((item) => !isQuoted(item))]
    .slice(0, MAX_PASSAGES)
    .map(({ id, kind, title, url, text }) => ({ id, kind, title, url, text }));
}

/** The shop's pages say nothing of it: no guess, a way to a person, and the products that were named. */
async function* sayUnknown(turn: Turn, found: Found): AsyncGenerator<Step, void, undefined> {
  const texts = textsFor(turn.locale);
  const contact = await findContact(turn);
  const attachments = attachmentsOf(found, []);
  yield* say([texts.unknown, ...(contact ? [texts.contactAt(contact)] : [])].join("\n\n"), {
    attachments: attachments.cards.length > 0 ? attachments : null,
  });
}

/** Streams the model's sentences that may be said; null when no call could be made. */
async function* letModelWrite(
  turn: Turn,
  found: Found,
  answer: JudgedAnswer,
): AsyncGenerator<Step, CallOutcome | null, undefined> {
  const request = await toRequest(turn, found);
  if (!request) return null;
  for await (const event of streamGoverned(turn.shop, { ...request, editor: answer })) {
    if (event.type === "call") yield { type: "call", callId: event.callId };
    else if (event.type === "end") return event.outcome;
    else if (event.type === "text") yield { type: "text", text: event.text };
  }
  return null;
}

/** Null when the customer's own data cannot be loaded: without it, it could not be kept out of the prompt. */
async function toRequest(turn: Turn, found: Found): Promise<GovernedRequest | null> {
  const knownValues = await loadKnownValues(turn);
  return (
    knownValues && {
      purpose: "chat",
      promptVersion: GROUNDED_PROMPT_VERSION,
      instructions: groundedInstructions(languageOf(turn.locale)),
      turns: [...turn.history, { role: "user", content: turn.text }],
      evidence: toPromptEvidence(found),
      knownValues,
      protectedTerms: found.products
        .flatMap(({ title, vendor, variants }) => [title, vendor, ...variants.map(({ sku }) => sku)])
        .filter((term) => term !== ""),
      conversationId: turn.conversationId,
      budgetScopes: budgetScopesOf(turn.shop),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      temperature: 0,
      signal: turn.signal,
    }
  );
}

/**
 * Cut when the model was, once it had been heard: whatever was put in its place. Withheld only where the reader sees a gap; an answer that was
 * made from the evidence alone has none.
 */
function statusOf(outcome: CallOutcome | null, answer: JudgedAnswer) {
  if (outcome?.state === "cut" && answer.isModelShown()) return "cut";
  if (!answer.isModelUseful() || outcome === null) return "complete";
  if (outcome.state !== "complete") return "cut";
  return outcome.withheld.length > 0 ? "withheld" : "complete";
}

function attachmentsOf(found: Found, cited: readonly string[]): ChatAttachments {
  const quoted = cited.flatMap((id) => found.evidence.find((item) => item.id === id) ?? []);
  const products = relevantProducts(
    found.question,
    found.products,
    quoted.map(({ url }) => url),
  );
  const urlOf = (product: Product) =>
    found.evidence.find(({ kind, url }) => kind === "product" && url.includes(`/products/${product.handle}`))?.url ??
    `/products/${product.handle}`;
  return {
    ...NO_ATTACHMENTS,
    sources: quoted.map((item, index) => toSource(item, String(index + 1))),
    cards: products.map((product) => toCard(product, urlOf(product), found.display)),
  };
}
