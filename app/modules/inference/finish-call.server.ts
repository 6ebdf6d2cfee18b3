import { createHash } from "node:crypto";
import { finishInBatch, withTenant } from "~/db.server";
import { toEventArguments } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { encryptFieldApart } from "~/modules/vault/encrypt-field.server";
import { callDigest } from "./call-digest.server";
import { callField } from "./call-fields";
import type { CallOutcome, StageVerdict } from "./inference-types";
import type { Completion } from "./read-completion.server";
import type { RecordedCall } from "./record-call.server";
import { writtenReply } from "./tool-calls";

export type FinishInput = {
  readonly outcome: CallOutcome;
  readonly completion: Completion;
  readonly verdicts: readonly StageVerdict[];
  readonly fingerprint: string | null;
  readonly totalMs: number;
};

/**
 * Stage "finish": completes the call's row with what came back and what was released, and seals it in the audit chain, both or none.
 * @throws Error when the row is gone, or did not keep still.
 */
export async function finishCall(shop: ShopContext, call: RecordedCall, input: FinishInput): Promise<void> {
  if (await tryFinish(shop, call, input)) return;
  // A rotation of keys has encrypted the row anew while the model wrote.
  const where = { shopId_id: { shopId: shop.shopId, id: call.id } };
  const stored = await withTenant(shop, (tx) => tx.modelCall.findUniqueOrThrow({ where }));
  if (!(await tryFinish(shop, stored, input)))
    throw new Error(`the record of model call ${call.id} changes all the time`);
}

async function tryFinish(shop: ShopContext, call: RecordedCall, input: FinishInput): Promise<boolean> {
  const { outcome, completion } = input;
  const encrypt = (column: "response" | "released", text: string) =>
    encryptFieldApart(shop, callField(call.id, column, call.conversationId), text);
  const finished = {
    state: outcome.state,
    verdicts: input.verdicts.map(({ stage, verdict, detail, ms }) => ({ stage, verdict, detail, ms })),
    withheld: outcome.withheld.length > 0,
    promptTokens: completion.promptTokens,
    completionTokens: completion.completionTokens,
    firstTokenMs: completion.firstTokenMs,
    totalMs: input.totalMs,
    finishReason: outcome.finishReason,
    fingerprint: input.fingerprint,
    errorCode: outcome.errorCode,
    finishedAt: new Date(),
  };
  const response = await encrypt("response", writtenReply(completion));
  const released = await encrypt("released", outcome.text);
  const digest = callDigest({ ...call, shopId: shop.shopId, ...finished, response, released });
  const event = toEventArguments(shop, {
    type: "model_call.finished",
    payload: { callId: call.id, purpose: call.purpose, state: finished.state, digest },
  });
  const isFinished = await finishInBatch(shop, {
    id: call.id,
    requestHash: hash(call.request),
    evidenceHash: hash(call.evidence),
    outcome: { ...finished, finishedAt: finished.finishedAt.toISOString() },
    response: Buffer.from(response).toString("base64"),
    released: Buffer.from(released).toString("base64"),
    ...event,
  });
  return isFinished === true;
}

const hash = (bytes: Uint8Array | null) => bytes && createHash("sha256").update(bytes).digest("hex");
