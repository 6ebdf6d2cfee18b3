import type { z } from "zod";
import { logger } from "~/logger.server";
import { AppError } from "~/lib/app-error";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { callModel, startReply } from "./call-model.server";
import { describeReply, isEmpty, toOutcome, type Answer } from "./call-outcome";
import type { RecordedPurpose } from "./call-record";
import { callSecrets } from "./call-secrets.server";
import { getCallEndpoints, getCallProfile } from "./call-profile.server";
import { CALL_TIMEOUTS, type CallTimeouts } from "./call-timeouts";
import { chargeBudget, type Reservation } from "./charge-budget.server";
import { checkValue } from "./check-value";
import { cleanRequest } from "./clean";
import type { Endpoint } from "./endpoint";
import { describeFingerprint, getServerFingerprint } from "./fingerprint.server";
import { finishCall } from "./finish-call.server";
import { toGateOptions } from "./gate-options";
import type { GovernedEvent, GovernedRequest } from "./inference-types";
import { recordCall, recordFailover, type RecordedCall } from "./record-call.server";
import { redactAgain } from "./redact-parts";
import { readPlaceholders, redactRequest } from "./redact-request.server";
import type { Placeholders } from "./redaction/placeholders";
import { ReleaseGate, type GateOptions } from "./release-gate";
import { toRequestBody } from "./request-body";
import { spotlight } from "./spotlight";
import { StageLog } from "./stage-log";
import { estimateRequest, usedTokens } from "./token-use";

export type GovernOptions = {
  /** Instead of the shop's own, in this order. */
  readonly endpoints?: readonly Endpoint[];
  readonly recordAs?: RecordedPurpose;
  readonly timeouts?: Partial<CallTimeouts>;
};

/**
 * The one way to a model. Its stages, in their order: budget, clean, redact, spotlight, record, call, check, restore, finish; each leaves its
 * verdict in the call's record. Nothing is sent that was not recorded, nothing is yielded that was not checked, and the record is finished
 * whether the answer is whole, cut or refused, or its reader has left.
 * @throws AppError `budget_exceeded`, `forbidden`, and what the database throws; a model's failures are in the "end" event.
 */
export async function* govern(
  shop: ShopContext,
  request: GovernedRequest,
  options: GovernOptions = {},
): AsyncGenerator<GovernedEvent, void, undefined> {
  requireOwnConversation(shop, request);
  const log = new StageLog();
  const { limits, countries } = await getCallProfile(shop);
  // Read while the budget is charged, and awaited after it. What is run again restores nothing, so it does not read them.
  const placeholders = readPlaceholders(shop, options.recordAs === "replay" ? undefined : request.conversationId);
  placeholders.catch(() => undefined);
  const budget = await log.run("budget", () =>
    chargeBudget(shop, request.budgetScopes, limits, estimateRequest(request)),
  );
  try {
    yield* callInStages(shop, request, options, { log, countries, budget, placeholders });
  } finally {
    // Settled already, unless something failed before the call was made: that used nothing.
    await budget.settle(0);
  }
}

/** What all stages of one call share. */
type Call = {
  readonly log: StageLog;
  readonly countries: readonly string[];
  readonly budget: Reservation;
  readonly placeholders: Promise<Placeholders>;
};

/** The stages after the budget. */
async function* callInStages(
  shop: ShopContext,
  request: GovernedRequest,
  options: GovernOptions,
  call: Call,
): AsyncGenerator<GovernedEvent, void, undefined> {
  const { log, countries } = call;
  const cleaned = await log.run("clean", () => cleanRequest(request));
  const toRedact = { ...request, ...cleaned, countries };
  const redacted = await log.run("redact", async () =>
    options.recordAs === "replay" ? redactAgain(toRedact) : redactRequest(shop, toRedact, await call.placeholders),
  );
  const prompt = await log.run("spotlight", () =>
    spotlight({ ...request, ...redacted }, callSecrets(request.tools?.turn)),
  );
  const [first, ...others] = options.endpoints ?? (await getCallEndpoints(shop, request.purpose));
  const toBody = (endpoint: Endpoint) => toRequestBody(endpoint, request, prompt);
  const toRecord = <T extends Endpoint | null>(endpoint: T) => ({
    endpoint,
    body: endpoint ? JSON.stringify(toBody(endpoint)) : "",
  });
  let recorded = await log.run("record", () =>
    recordCall(shop, {
      ...request,
      ...toRecord(first ?? null),
      purpose: options.recordAs ?? request.purpose,
      evidence: prompt.evidence,
    }),
  );

  const checks = () => toGateOptions(request, prompt, redacted.placeholders, countries);
  const answer: Answer = {
    callId: recorded.id,
    gate: new ReleaseGate(checks()),
    reply: startReply(first ?? null),
    placeholders: redacted.placeholders,
    value: undefined,
  };
  try {
    yield { type: "call", callId: recorded.id };
    const onFailover = async (endpoint: Endpoint) => {
      recorded = await recordFailover(shop, recorded, toRecord(endpoint));
    };
    const texts = callModel(
      {
        shopId: shop.shopId,
        endpoints: first ? [first, ...others] : [],
        toBody,
        onFailover,
        signal: request.signal,
        timeouts: { ...CALL_TIMEOUTS, ...options.timeouts },
        isForced: options.recordAs === "check",
      },
      answer.reply,
    );
    yield* release(texts, answer, request.schema && { zod: request.schema.zod, checks });
  } catch (error) {
    logger.error({ err: error, callId: recorded.id }, "an answer could not be checked");
    answer.reply.failure = { code: "model_failed", reason: "check_failed", retryable: false };
    answer.reply.isRead = true;
    yield* answer.gate.close();
  } finally {
    await finish(shop, request, recorded, answer, call);
  }
  yield { type: "end", outcome: toOutcome(answer) };
}

/** Lets out what was checked, and reads the value of a schema's answer. */
async function* release(
  texts: AsyncIterable<string>,
  answer: Answer,
  schema: { zod: z.ZodType; checks: () => GateOptions } | undefined,
): AsyncGenerator<GovernedEvent, void, undefined> {
  const { gate, reply } = answer;
  for await (const text of texts) yield* gate.push(text);
  yield* gate.end(reply.failure === null && reply.completion.finishReason !== "length");
  if (schema && reply.failure === null) {
    const checked = checkValue(reply.completion.text, schema.zod, schema.checks());
    if (checked.ok) answer.value = checked.value;
    else yield* gate.refuse("schema_mismatch");
  }
  if (reply.completion.deadline === "too_long") yield* gate.refuse("too_long");
  reply.isRead = true;
}

/** Also runs when the reader stops reading: then nothing was thrown, and the answer was not read to its end. */
async function finish(
  shop: ShopContext,
  request: GovernedRequest,
  recorded: RecordedCall,
  answer: Answer,
  { log, budget }: Call,
): Promise<void> {
  const { reply, gate } = answer;
  if (!reply.isRead) reply.failure = { code: "aborted", reason: "reader_left", retryable: false };
  const { completion, endpoint, startedAt } = reply;
  // A server that failed is not asked any more: its reader would wait for that, too.
  const mayAsk = !isEmpty(completion) && (reply.failure === null || reply.failure.code === "aborted");
  const server = endpoint && mayAsk ? await getServerFingerprint(endpoint) : null;
  const settled = budget.settle(usedTokens(reply, request));
  await finishCall(shop, recorded, {
    outcome: toOutcome(answer),
    completion,
    verdicts: [
      ...log.verdicts,
      describeReply(reply),
      ...gate.verdicts,
      { stage: "finish", verdict: "pass", detail: {}, ms: 0 },
    ],
    fingerprint: describeFingerprint(server, completion.model, completion.systemFingerprint),
    totalMs: Math.round(performance.now() - startedAt),
  });
  await settled;
}

/** A shopper's call can only use the placeholders of their own conversation. @throws AppError `forbidden`. */
function requireOwnConversation({ actor }: ShopContext, { conversationId }: GovernedRequest): void {
  if (actor.kind !== "shopper" || actor.conversationId === conversationId) return;
  throw new AppError("forbidden", {
    message: "a shopper's call names another conversation",
    userMessage: "This chat belongs to someone else. Open the chat again to go on.",
  });
}
