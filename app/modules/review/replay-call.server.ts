import { withTenant } from "~/db.server";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { CallRecord } from "~/modules/inference/call-record";
import { completeGoverned } from "~/modules/inference/complete-governed.server";
import { PURPOSES, type CallOutcome, type GovernedRequest } from "~/modules/inference/inference-types";
import { prepareInstructions } from "~/modules/inference/prepare-instructions.server";
import { getEndpoint } from "~/modules/inference/resolve-endpoints.server";
import { readSentRequest, type SentRequest } from "~/modules/inference/sent-request";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { actorId } from "./actor-id";
import { cannotBeAsked } from "./cannot-be-asked";
import { experimentOf, findCurrentPrompt, type KnownPrompt, type PromptChoice } from "./prompt-choice";

/** What is asked again: a call of the log, or what a test case kept of one. */
export type ReplaySource = Pick<
  CallRecord,
  "purpose" | "promptVersion" | "conversationId" | "productId" | "language" | "request" | "evidence"
> & { readonly callId: string };

export type ReplayOptions = PromptChoice & {
  /** A server's id or "default". */
  readonly endpoint: string;
  /** Another model of that server; empty for the one that it is entered with. */
  readonly model: string;
  readonly prompts: readonly KnownPrompt[];
  readonly signal: AbortSignal;
  /** The run of the test set that it belongs to. */
  readonly runId?: string;
  /** Whose budget pays. */
  readonly staffId: string;
};

/**
 * Asks a model again what a call asked, by the one governed way: checked, recorded and budgeted as any call, under the purpose "replay".
 * Placeholders go out as they are and nothing is restored; nobody but staff sees what comes back.
 * @throws AppError `unprocessable` for what cannot be asked again, `not_found` for a server that is gone, `budget_exceeded`.
 */
export async function replayCall(
  shop: ShopContext,
  source: ReplaySource,
  options: ReplayOptions,
): Promise<CallOutcome> {
  const sent = source.request === null ? null : readSentRequest(source.request, source.evidence);
  const purpose = PURPOSES.find((known) => known === source.purpose) ?? purposeOf(source);
  if (!sent || !purpose) throw cannotBeAsked();
  const endpoint = await getEndpoint(shop, options.endpoint);
  const model = options.model === "" ? endpoint.model : options.model;
  const outcome = await completeGoverned(
    shop,
    {
      ...sent,
      ...(await choosePrompt(shop, source, sent, options)),
      purpose,
      knownValues: [],
      protectedTerms: [],
      ...(source.language === null ? {} : { language: source.language }),
      ...(source.conversationId === null ? {} : { conversationId: source.conversationId }),
      ...(source.productId === null ? {} : { productId: source.productId }),
      budgetScopes: [`staff:${options.staffId}`],
      signal: options.signal,
    },
    { endpoints: [{ ...endpoint, model }], recordAs: "replay" },
  );
  await noteReplay(shop, source, outcome, options);
  return outcome;
}

/** What was made again once is made again as what it was made of. */
function purposeOf({ purpose, productId }: ReplaySource) {
  if (purpose !== "replay") return null;
  return productId === null ? "chat" : "copy";
}

async function choosePrompt(
  shop: ShopContext,
  source: ReplaySource,
  sent: SentRequest,
  options: ReplayOptions,
): Promise<Pick<GovernedRequest, "instructions" | "promptVersion">> {
  const own = { instructions: sent.instructions, promptVersion: source.promptVersion };
  switch (options.prompt) {
    case "as_sent":
      return own;
    case "current": {
      const current = findCurrentPrompt({ ...source, ...own }, options.prompts);
      return current ? { instructions: current.text, promptVersion: current.version } : own;
    }
    case "experiment":
      return {
        instructions: await prepareInstructions(shop, options.instructions),
        promptVersion: experimentOf(source.promptVersion),
      };
  }
}

function noteReplay(
  shop: ShopContext,
  source: ReplaySource,
  { callId, state }: CallOutcome,
  { runId, prompt }: ReplayOptions,
): Promise<void> {
  const { shopId } = shop;
  const isExperiment = prompt === "experiment";
  const row = { shopId, callId, sourceCallId: source.callId, runId: runId ?? null, isExperiment };
  return withTenant(shop, async (tx) => {
    await tx.callReplay.create({ data: { ...row, createdBy: actorId(shop) } });
    const payload = { callId: source.callId, replay: callId, state, prompt, run: runId ?? null };
    await appendEvent(tx, shop, { type: "model_call.replayed", payload });
  });
}
