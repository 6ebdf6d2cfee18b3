import { toAppError } from "~/lib/error-response.server";
import { streamGoverned } from "~/modules/inference/stream-governed.server";
import type { Editor, GovernedRequest } from "~/modules/inference/inference-types";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { beginDraft, type BegunDraft } from "./begin-draft.server";
import { createClaimFilter, type Filtered, type RemovedSentence } from "./claim-filter";
import type { CopyEvent } from "./copy-events";
import { COPY_FIELDS, type CopyKind } from "./copy-kinds";
import { COPY_PROMPT_VERSION, copyEvidence, copyInstructions, copyRequest } from "./copy-prompt";
import { finishDraft, type Progress } from "./finish-draft.server";

const TEMPERATURE = 0.3;

export type DraftInput = {
  /** gid://shopify/Product/… */
  readonly productId: string;
  readonly kind: CopyKind;
  /** What the staff member asks for besides, in their own words. */
  readonly instructions?: string | undefined;
};

/**
 * Writes a draft and tells how it goes: draft, then text and removed, then end. The draft is stored whatever happens, also
 * when the reader leaves; without a usable answer of the model it holds a text composed from the facts.
 * @throws AppError `not_found`, `shopify_failed`, `unprocessable`, `budget_exceeded`.
 */
export async function* streamDraft(
  shop: ShopContext,
  input: DraftInput,
  signal: AbortSignal,
): AsyncGenerator<CopyEvent, void, undefined> {
  const draft = await beginDraft(shop, input);
  const progress: Progress = { text: "", removed: [], callId: null, outcome: null };
  let failure: unknown = null;
  try {
    yield { type: "draft", draftId: draft.id };
    const editor = leaveOutClaims(draft, progress.removed);
    yield* readAnswer(shop, { ...governedRequest(shop, draft, input, signal), editor }, progress);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await finishDraft(shop, draft, progress, failure === null ? null : toAppError(failure).code);
  }
  yield { type: "end", draftId: draft.id };
}

/** The claim check has the last word on what is released: the call's record then has what staff saw, and no more. */
function leaveOutClaims({ rules }: BegunDraft, leftOut: RemovedSentence[]): Editor {
  const filter = createClaimFilter(rules);
  const keep = ({ text, removed }: Filtered) => {
    leftOut.push(...removed);
    return text;
  };
  return { add: (text) => keep(filter.push(text)), end: () => keep(filter.end()) };
}

async function* readAnswer(
  shop: ShopContext,
  request: GovernedRequest,
  progress: Progress,
): AsyncGenerator<CopyEvent, void, undefined> {
  let told = 0;
  for await (const event of streamGoverned(shop, request)) {
    if (event.type === "call") progress.callId = event.callId;
    if (event.type === "text") {
      progress.text += event.text;
      yield event;
    }
    if (event.type === "withheld") progress.removed.push({ text: "", flags: [], heldBack: event.reason });
    if (event.type === "end") progress.outcome = event.outcome;
    for (const sentence of progress.removed.slice(told)) yield { type: "removed", sentence };
    told = progress.removed.length;
    if (event.type === "end" && event.outcome.errorCode === "model_busy")
      yield { type: "error", message: busy(event.outcome.retryAfterS) };
  }
}

const busy = (retryAfterS = 1) =>
  `The model server is busy with other answers. Try again in about ${retryAfterS} ${retryAfterS === 1 ? "second" : "seconds"}; until then there is a draft composed from the product's facts.`;

function governedRequest(
  shop: ShopContext,
  draft: BegunDraft,
  input: DraftInput,
  signal: AbortSignal,
): GovernedRequest {
  const { product, facts, voice, locale, url } = draft;
  const request = copyRequest({ kind: input.kind, title: product.title, locale, voice, wish: input.instructions });
  return {
    purpose: "copy",
    promptVersion: COPY_PROMPT_VERSION,
    instructions: copyInstructions(),
    turns: [{ role: "user", content: request }],
    evidence: copyEvidence(product.title, url, facts),
    knownValues: [],
    protectedTerms: [product.title, product.vendor, ...product.variants.map((variant) => variant.sku)].filter(
      (term) => term !== "",
    ),
    productId: product.id,
    language: locale,
    budgetScopes: shop.actor.kind === "staff" ? [`staff:${shop.actor.id}`] : [],
    maxOutputTokens: COPY_FIELDS[input.kind].maxOutputTokens,
    temperature: TEMPERATURE,
    signal,
  };
}
